"""How long converting a large TBX file takes, beside a bare lxml copy of the same file, and how much memory.

`python bench/convert.py [--concepts 1000000] [--pairs 3]` makes the files in a temporary folder and runs, in turn: a bare copy (iterparse and xmlfile, no
look inside the entries) of the v2 file, `zhengming tbx convert` of it to v3, a bare copy of the v3 file, `zhengming tbx convert` back to v2.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

COPY = """
import sys
from lxml import etree
source, target, entry = sys.argv[1:]
with open(target, "wb") as file, etree.xmlfile(file, encoding="UTF-8") as out:
    events = etree.iterparse(source, events=("start", "end"))
    open_elements = []
    depth = None
    for event, node in events:
        name = node.tag.rpartition("}")[2]
        if event == "start" and depth is None and name == "body":
            head = [node, *node.iterancestors()]
            contexts = [out.element(part.tag, part.attrib, nsmap=part.nsmap | {"xml": "http://www.w3.org/XML/1998/namespace"}) for part in reversed(head)]
            for context in contexts:
                context.__enter__()
            depth = len(contexts)
        elif event == "end" and name == entry:
            out.write(node)
            node.clear(keep_tail=False)
            while node.getprevious() is not None:
                del node.getparent()[0]
    for context in reversed(contexts):
        context.__exit__(None, None, None)
"""


def entries(count: int) -> Iterator[object]:
    """Made-up concepts of the usual make: a definition with its source, pinyin, an admitted and a garbled form."""
    from glossary import Action, ConceptEntry, Kind, LanguageSection, Status, Term

    for number in range(count):
        zh, en = f"第{number}号概念", f"Concept Number {number}"
        garbled = Term(f"No. {number} Idea", Status.DEPRECATED, Kind.CALQUE, Action.REVIEW, "概念 is a concept here.")
        yield ConceptEntry(
            f"concept-{number}", "society", LanguageSection((Term(zh, Status.PREFERRED),), pinyin=f"dì {number} hào gàiniàn"),
            LanguageSection((Term(en, Status.PREFERRED), Term(f"Concept {number}", Status.ADMITTED), garbled)),
            source="rule: word for word", definition=f"The concept that has the number {number}.",
        )  # fmt: skip


def measured(arguments: list[str]) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and peak megabytes of one process."""
    began = time.perf_counter()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {arguments[:4]}")
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    """Make the files, run in turn, print the table."""
    from tbx import Profile, Version, write

    options = argparse.ArgumentParser()
    options.add_argument("--concepts", type=int, default=1_000_000)
    options.add_argument("--pairs", type=int, default=3)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        v2, v3, out = folder / "v2.tbx", folder / "v3.tbx", folder / "out.tbx"
        write(entries(given.concepts), v2, Profile(Version.V2_FULL, title="Zhengming"))  # type: ignore[arg-type]
        write(entries(given.concepts), v3, Profile(Version.V3, title="Zhengming"))  # type: ignore[arg-type]
        print(f"{given.concepts} concepts, v2 {v2.stat().st_size >> 20} MB, v3 {v3.stat().st_size >> 20} MB")
        convert = [sys.executable, "-m", "zhengming", "tbx", "convert"]
        for title, source, target, entry, kind in (("v2 to v3", v2, v3, "termEntry", "v3"), ("v3 to v2", v3, v2, "conceptEntry", "v2-full")):
            runs = []
            for _ in range(given.pairs):
                bare = measured([sys.executable, "-c", COPY, str(source), str(out), entry])
                ours = measured([*convert, str(source), str(out), "--tbx", kind])
                runs.append((bare, ours))
                assert filecmp.cmp(out, target, shallow=False), "the converted file is not the one written directly"
            wall, cpu = ([ours[at] / bare[at] for bare, ours in runs] for at in (0, 1))
            print(
                f"{title}: bare copy {statistics.median(bare[1] for bare, _ in runs):.1f} s CPU, ours {statistics.median(ours[1] for _, ours in runs):.1f} s CPU; "
                f"ratio of CPU {statistics.median(cpu):.2f} ({min(cpu):.2f}-{max(cpu):.2f}), of wall {statistics.median(wall):.2f} ({min(wall):.2f}-{max(wall):.2f}); "
                f"peak {max(ours[2] for _, ours in runs):.0f} MB, bare {max(bare[2] for bare, _ in runs):.0f} MB"
            )


if __name__ == "__main__":
    main()
