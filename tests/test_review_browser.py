"""The review page in a real browser, from the first look to the texts: by mouse, by keyboard alone, under attack, and when the program dies."""

from __future__ import annotations

import functools
import http.server
import threading
from pathlib import Path
from typing import Any

import pytest
from review_page import CONCEPT, OPTIONS, click, focused, one, opened, press, saved, states, texts, wait, with_article
from reviewing import CHROMIUM, DRIVER, NO_BROWSER, review
from running import run

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason=NO_BROWSER)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An article to be reviewed, with its glossary."""
    return with_article(tmp_path)


def choose(page: Any, name: str, value: str) -> None:
    """Choose in a filter."""
    from selenium.webdriver.support.ui import Select

    Select(one(page, f"#{name}")).select_by_value(value)


def normalized(folder: Path) -> str:
    """The article as `normalize` writes it with the decisions."""
    _, errors, code = run(["normalize", "a.txt", "--out", "out", "--decisions", "zhengming.decisions.jsonl", *OPTIONS], folder)
    assert (errors, code) == ("", 0)
    return (folder / "out/texts/a.txt").read_text(encoding="utf-8")


DECIDED = ["Jindian Week: Accepted", "Jindian Week: To decide", "Jindian Week: Accepted", "name card: Rejected", "one-yard access: Own words"]
RESULT = """Jin-Dian-Zhou opens today.

The towns like it: “Jindian Week is a name card of the city,” they say.

With single-code access, everybody came to Jin-Dian-Zhou.
"""


def test_from_the_findings_to_the_texts(page: Any, folder: Path) -> None:
    """Open, filter, accept a group, edit one, reject one, undo one from the middle, reload; the texts follow."""
    with opened(page, folder) as running:
        assert states(page) == [f"{found}: To decide" for found in ["Jindian Week"] * 3 + ["name card", "one-yard access"]]
        choose(page, "kind", "calque")
        wait(page, lambda: states(page) == ["name card: To decide"])
        one(page, "#clear").click()
        wait(page, lambda: len(states(page)) == 5)
        one(page, "#query").send_keys("jindian")
        wait(page, lambda: len(states(page)) == 3)

        click(page, ".line.head .group-accept")
        saved(page, "Accepted: 3 findings")
        assert [row["verdict"] for row in running.decisions()] == ["accept"] * 3  # on the disk when the page says so
        one(page, "#clear").click()
        wait(page, lambda: len(states(page)) == 5)

        wait(page, lambda: texts(page, "#what ins") == ["calling card"])  # the next one to decide is chosen
        one(page, ".verdicts .reject").click()
        saved(page, "Rejected: name card")
        wait(page, lambda: texts(page, "#what ins") == ["one-code access"])
        one(page, ".verdicts .edit").click()
        one(page, "#own").clear()
        one(page, "#own").send_keys("single-code access")
        one(page, "#editor .strong").click()
        saved(page, "Own words: one-yard access → single-code access")

        one(page, "#open-history").click()
        wait(page, lambda: len(texts(page, "#decisions li")) == 5)
        one(page, "#decisions li:nth-child(4) .undo").click()  # the latest first: the second of the three
        saved(page, "Taken back: 1 decision")
        wait(page, lambda: "taken back" in texts(page, "#decisions li")[3])
        page.refresh()
        wait(page, lambda: states(page) == DECIDED)
        assert texts(page, "#left") == ["1 of 5 to decide"]
        assert texts(page, "#command") == ["zhengming normalize a.txt --out out --decisions zhengming.decisions.jsonl --glossary own.toml --no-builtin"]
    assert normalized(folder) == RESULT


def test_by_keyboard_alone(page: Any, folder: Path) -> None:
    """The same with keys only, and the list of keys; a scope, a note, and the last decision taken back."""
    from selenium.webdriver import Keys

    with opened(page, folder) as running:
        wait(page, lambda: texts(page, "#what del") == ["Jindian Week"])
        press(page, "?")
        wait(page, lambda: one(page, "#keys").get_attribute("open") is not None)
        press(page, Keys.ESCAPE, "A")
        saved(page, "Accepted: 3 findings")
        wait(page, lambda: texts(page, "#what del") == ["name card"])
        press(page, "s", "m")
        wait(page, lambda: focused(page) == "note")
        press(page, "seen on the sign", Keys.ENTER, "r")
        saved(page, "Rejected")
        wait(page, lambda: texts(page, "#what del") == ["one-yard access"])
        press(page, "u")
        saved(page, "Unsure")
        press(page, "z")
        saved(page, "Taken back")
        wait(page, lambda: texts(page, "#card .badge") == ["To decide"])
        press(page, "e")
        wait(page, lambda: focused(page) == "own")
        press(page, "single-code access", Keys.ENTER)
        saved(page, "Own words")
        press(page, "k")
        wait(page, lambda: texts(page, "#what del") == ["name card"])

        press(page, "h")
        wait(page, lambda: len(texts(page, "#decisions li")) == 6)
        for _ in range(30):
            if (
                "Jindian" in (page.switch_to.active_element.get_attribute("aria-label") or "")
                and page.execute_script("return [...document.querySelectorAll('#decisions li')].indexOf(document.activeElement.closest('li'))") == 4
            ):
                break
            press(page, Keys.TAB)
        press(page, Keys.ENTER)
        saved(page, "Taken back")
        press(page, Keys.ESCAPE)
        page.refresh()
        wait(page, lambda: states(page) == DECIDED)
        rejected = next(row for row in running.decisions() if row.get("verdict") == "reject")
        assert (rejected["scope"], rejected["note"], rejected["by"]) == ("document", "seen on the sign", "Ann")
    assert normalized(folder) == RESULT


HOSTILE = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'


def test_nothing_runs_as_markup(page: Any, tmp_path: Path) -> None:
    """Scripts and elements in texts, terms, reasons, file names, own words and notes are shown as they stand."""
    hostile = HOSTILE.replace('"', '\\"')
    bad = {"id": "bad", "zh": "坏<b>", "pinyin": "huài", "en": f"{hostile} good", "form": "evil form", "kind": "calque", "because": hostile}
    (tmp_path / "own.toml").write_text(CONCEPT.format(**bad), encoding="utf-8")
    name = "<img src=x onerror=hacked=1>.txt"
    (tmp_path / name).write_text(f"{HOSTILE} The evil form. {HOSTILE}\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("The evil form.\n", encoding="utf-8")
    with opened(page, tmp_path, name, "b.txt") as running:
        wait(page, lambda: HOSTILE in texts(page, "#passages")[0])
        wait(page, lambda: f"{HOSTILE} good" in texts(page, "#what ins")[0])
        assert HOSTILE in texts(page, "#card dl")[0]
        assert name in texts(page, "#article-name")[0]
        running.call("/api/decide", {"findings": [0], "verdict": "replace", "text": HOSTILE, "scope": "place", "note": HOSTILE})
        page.refresh()
        wait(page, lambda: HOSTILE in texts(page, "#what ins")[:1] or HOSTILE in "".join(texts(page, "#list")))
        one(page, "#open-history").click()
        wait(page, lambda: HOSTILE in "".join(texts(page, "#decisions")))
        assert page.execute_script("return [window.hacked ?? null, document.querySelectorAll('img, script:not([src=\"main.js\"])').length]") == [None, 0]
        # Even a page with a mistake in it could not: strings are no markup, inline scripts do not run, nothing is fetched from elsewhere.
        sink = "try { document.body.innerHTML = arguments[0]; return 'ran' } catch (error) { return error.name }"
        assert page.execute_script(sink, HOSTILE) == "TypeError"


ATTACK = """<script>
const at = location.hash.slice(1), [address, token] = at.split("|"), said = [];
async function ask(what, options) {
  try { said.push(what + ": " + (await (await fetch(address + what, options)).text()).slice(0, 40)); } catch (error) { said.push(what + ": " + error.name); }
}
(async () => {
  await ask("api/list", {});
  await ask("api/list", { headers: { "X-Zhengming-Token": token } });
  await ask("api/decide", { method: "POST", mode: "no-cors", body: JSON.stringify({ findings: [0], verdict: "accept" }) });
  await ask("api/decide", { method: "POST", headers: { "X-Zhengming-Token": token, "Content-Type": "application/json" }, body: "{}" });
  const frame = document.createElement("iframe");
  frame.src = address + "#" + token;
  document.body.append(frame);
  document.title = said.join("; ");
})();
</script><body></body>"""


def test_another_site_can_neither_read_nor_decide(page: Any, folder: Path) -> None:
    """A page of another origin, even one that knows the token: its questions get no answer, its decisions are not made, its frame stays empty."""
    (folder / "site").mkdir()
    (folder / "site/index.html").write_text(ATTACK, encoding="utf-8")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(folder / "site"))
    handler.log_message = lambda *_: None  # type: ignore[attr-defined]
    site = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    try:
        with opened(page, folder) as running:
            page.get(f"http://localhost:{site.server_address[1]}/#http://127.0.0.1:{running.port}/|{running.token}")
            said = wait(page, lambda: page.title)
            assert said == "api/list: TypeError; api/list: TypeError; api/decide: TypeError; api/decide: TypeError"
            assert running.decisions() == []
            page.switch_to.frame(one(page, "iframe"))
            assert page.find_elements("css selector", "#list") == []
            page.switch_to.default_content()
    finally:
        site.shutdown()
        site.server_close()


def test_the_program_dies(page: Any, folder: Path) -> None:
    """What was said to be saved is there; what was not is not said to be; the page says that nobody listens."""
    with opened(page, folder) as running:
        one(page, ".verdicts .accept").click()
        saved(page, "Accepted")
        wait(page, lambda: states(page)[1] == "Jindian Week: To decide" and page.find_element("css selector", "#card .badge").text == "To decide")
        running.process.kill()
        running.process.wait()
        one(page, ".verdicts .accept").click()
        wait(page, lambda: "No connection" in "".join(texts(page, "#lost:not([hidden])")))
        assert "Saved" not in "".join(texts(page, "#saved"))
        assert states(page)[:2] == ["Jindian Week: Accepted", "Jindian Week: To decide"]
        assert one(page, ".verdicts .accept").get_attribute("disabled") is not None
        assert [row["verdict"] for row in running.decisions()] == ["accept"]
    with opened(page, folder):
        assert states(page)[:2] == ["Jindian Week: Accepted", "Jindian Week: To decide"]


def test_a_long_list_has_few_lines(page: Any, folder: Path) -> None:
    """Of thousands of findings only those in sight exist on the page; the last one can be reached, and its place in the text."""
    (folder / "a.txt").write_text("".join(f"Day {number}: Jindian Week in line {number}.\n" for number in range(3000)), encoding="utf-8")
    with opened(page, folder):
        page.execute_script("document.getElementById('list').scrollTop = 1e9")
        last = wait(page, lambda: next((e for e in page.find_elements("css selector", ".line.finding") if ":3000" in e.text), None))
        assert len(texts(page, ".line")) < 60
        last.click()
        wait(page, lambda: "Day 2999" in "".join(texts(page, "p:has(> .current)")))
        assert page.execute_script("const m = document.querySelector('.m.current').getBoundingClientRect(); return m.top > 0 && m.bottom < innerHeight")


def test_an_address_without_its_end(page: Any, folder: Path) -> None:
    """Without the token nothing is shown but why."""
    with review(folder, "a.txt", *OPTIONS) as running:
        page.get(f"http://127.0.0.1:{running.port}/")
        wait(page, lambda: "the token is missing or wrong; open the whole address" in "".join(texts(page, "#lost:not([hidden])")))
        assert texts(page, ".line") == []
        page.get("about:blank")


def test_a_decisions_file_that_is_mended(page: Any, folder: Path) -> None:
    """A page that was opened on a merge conflict says so, and comes by itself when the conflict is gone; texts without findings are not called filtered."""
    file = folder / "zhengming.decisions.jsonl"
    (folder / "a.txt").write_text("Nothing.\n", encoding="utf-8")
    with review(folder, "a.txt", *OPTIONS) as running:
        file.write_text("<<<<<<< HEAD\n", encoding="utf-8")
        page.get(running.url)
        wait(page, lambda: "a merge conflict; delete the three lines" in "".join(texts(page, "#lost:not([hidden])")))
        file.write_text("", encoding="utf-8")
        wait(page, lambda: texts(page, "#no-finding") == ["Nothing was found in these texts."])
        assert texts(page, "#nothing:not([hidden])") == []
        page.get("about:blank")
