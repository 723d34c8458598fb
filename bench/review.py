"""How the review page bears 50,000 findings: the first look and each act, in a browser, beside 500.

`python bench/review.py [--findings 500 50000] [--decisions 30]` needs Chromium with its driver and selenium. The findings are made up (10 of a concept,
100 in a text of 100 paragraphs), so that the page is measured and not the checking. Times are of the page's own clock: from the start of navigation to
the first rows, card and text painted; from the click to “Saved”, which is said when the decision is on the disk; from the change of a filter to its rows.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path += [str(ROOT), str(ROOT / "tests")]

from reviewing import CHROMIUM, DRIVER, NO_BROWSER, browser  # noqa: E402

from glossary import Action, Kind  # noqa: E402
from normalize.findings import Evidence, Finding, Suggestion  # noqa: E402
from normalize.fixing.decisions import Decisions  # noqa: E402
from normalize.text.document import Document  # noqa: E402
from zhengming.checking import Checked, settled  # noqa: E402
from zhengming.corpus import Source  # noqa: E402

PER_TEXT, PER_CONCEPT = 100, 10
KINDS = (Kind.CHAR_GLOSS, Kind.CALQUE, Kind.CASE, Kind.SPLIT)
ACTIONS = (Action.REVIEW, Action.REVIEW, Action.AUTO, Action.NOTE)


def made_up(count: int) -> list[Checked]:
    """Texts with `count` findings in all."""
    texts = []
    for text in range(count // PER_TEXT):
        body, findings = [], []
        at = 0
        for place in range(PER_TEXT):
            number = text * PER_TEXT + place
            concept = number % (count // PER_CONCEPT)
            before, found = f"In the year {1000 + number} the delegates of the towns spoke at length of ", f"Form{concept} Week"
            start, better = at + len(before), Suggestion(f"Form-{concept}-Zhou", f"c{concept}", 0.8)
            finding = Finding(
                start, start + len(found), found, KINDS[concept % 4], ACTIONS[concept % 4], 0.8, (better,), (Evidence("listed", "a reason to show"),),
                f"c{concept}", f"{chr(0x4E00 + concept % 20000)}周", "Jǐn-Zhōu",
            )  # fmt: skip
            findings.append(finding)
            body.append(f"{before}{found}, and everybody went home.\n\n")
            at += len(body[-1])
        name = f"text-{text:04}.txt"
        texts.append(settled(Source(None, name, name), Document(name, "".join(body)), findings, Decisions()))
    return texts


def serve(count: int, folder: Path) -> None:
    """A server over made-up findings; it says its address and what it took to be ready."""
    from zhengming.decisions import DecisionFile
    from zhengming.review.server import application, run
    from zhengming.review.session import Session
    from zhengming.review.worklist import worklist

    texts = made_up(count)
    start = time.perf_counter()
    app = application(Session(worklist(texts), DecisionFile(folder / "decisions.jsonl"), "Ann"), "token", "zhengming normalize")
    took = time.perf_counter() - start
    run(app, lambda address: print(json.dumps({"url": f"{address}#token", "ready": took}), flush=True))


PAINTED = """
const [done] = arguments, look = () => { const [mark] = performance.getEntriesByName("rows"); mark ? done(mark.startTime) : setTimeout(look, 5); };
look();
"""
ACT = """
const [act, done, finish] = arguments, before = performance.now();
const test = new Function("return " + done), wait = () => (test() ? requestAnimationFrame(() => finish(performance.now() - before)) : setTimeout(wait, 0));
new Function(act)();
wait();
"""
ACTS = {
    "a finding accepted, click to “Saved”": (
        "document.querySelector('#saved').replaceChildren(); document.querySelector('.verdicts .accept').click()",
        "document.querySelector('#saved.good b')?.textContent === 'Saved'",
    ),
    "next finding shown with its text": (
        "window.was = document.querySelector('#what').textContent + document.querySelector('#card dl').textContent; "
        "document.querySelector('[aria-label=\"Next finding\"]').click()",
        "document.querySelector('#what').textContent + document.querySelector('#card dl').textContent !== window.was",
    ),
    "list thrown to another place": (
        "const list = document.getElementById('list'); list.scrollTop = Math.random() * (list.scrollHeight - list.clientHeight)",
        "!document.querySelector('.line.waits') && document.querySelectorAll('.line').length > 5 && (() => { const box = document.getElementById('list').getBoundingClientRect(); "
        "return [...document.querySelectorAll('.line')].some((e) => { const at = e.getBoundingClientRect(); return at.top < box.top + 300 && at.bottom > box.top + 200; }); })()",
    ),
    "a filter by kind": (
        "const kind = document.getElementById('kind'); window.was = document.getElementById('count').textContent; kind.value = kind.value ? '' : 'calque'; "
        "kind.dispatchEvent(new Event('change'))",
        "document.getElementById('count').textContent !== window.was",
    ),
}  # fmt: skip


def measure(count: int, decisions: int) -> dict[str, float]:
    """Milliseconds: the median of each act."""
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen([sys.executable, __file__, "--serve", str(count), "--folder", folder], stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout is not None
            said: dict[str, Any] = json.loads(server.stdout.readline())
            result = {"server ready, once the texts are checked": said["ready"] * 1000}
            with browser() as page:
                page.set_script_timeout(60)
                paints = []
                for _ in range(6):
                    page.get("about:blank")
                    page.get(said["url"])
                    paints.append(page.execute_async_script(PAINTED))
                result["first paint of rows, card and text"] = statistics.median(paints[1:])  # the first one also starts the browser's own machinery
                for name, (act, done) in ACTS.items():
                    times = []
                    for _ in range(decisions):
                        times.append(page.execute_async_script(ACT, act, done))
                        time.sleep(0.15)
                    result[name] = statistics.median(times)
            return result
        finally:
            server.terminate()
            server.wait()


def main() -> None:
    """Print a table: each act at each size, and the ratio of the last to the first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--findings", type=int, nargs="+", default=[500, 50_000])
    parser.add_argument("--decisions", type=int, default=30)
    parser.add_argument("--serve", type=int)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    if given.serve:
        serve(given.serve, given.folder)
        return
    if not (CHROMIUM and DRIVER):
        sys.exit(NO_BROWSER)
    measured = {count: measure(count, given.decisions) for count in given.findings}
    first, last = given.findings[0], given.findings[-1]
    print("| what | " + " | ".join(f"{count:,} findings" for count in given.findings) + " | ratio |")
    print("|---|" + "---|" * (len(given.findings) + 1))
    for name in measured[first]:
        print(f"| {name} | " + " | ".join(f"{measured[count][name]:.0f} ms" for count in given.findings) + f" | {measured[last][name] / measured[first][name]:.1f} |")


if __name__ == "__main__":
    main()
