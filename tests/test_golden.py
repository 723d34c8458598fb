"""The five seeds, whole: the normalized text and the findings, as they were when somebody last read them.

`pytest tests/test_golden.py --rewrite-golden` writes them anew; the diff is what a reviewer reads.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengming.checking import Checked, checked
from zhengming.config import Settings

GOLDEN = Path(__file__).parent / "golden"
SEEDS = Path(__file__).parent.parent / "seeds"


def readable(result: Checked) -> str:
    """A line a finding: place, action, kind, what stands there, what to write, the Chinese and its reading."""
    lines = []
    for row in result.rows:
        suggestion = row["suggestions"][0]["text"]
        chinese = f"  {row['zh']} ({row['pinyin']})" if row["zh"] else ""
        lines.append(f"{row['line']}:{row['column']} {row['action']} {row['kind']}: {shown(row['found'])} → {shown(suggestion)}{chinese}\n")
    return "".join(lines)


def shown(text: str) -> str:
    """A text on one line."""
    return "“" + text.replace("\r", "␍").replace("\n", "⏎") + "”"


@pytest.fixture(scope="module")
def results(warm_cache: None) -> dict[str, Checked]:
    """The seeds checked as one corpus, by name."""
    found = {}
    for result in checked([str(SEEDS)], Settings(), lambda sentence: None):
        assert isinstance(result, Checked), result
        found[result.source.name] = result
    return found


@pytest.mark.parametrize("name", sorted(path.name for path in SEEDS.glob("*.txt")))
def test_seed(name: str, results: dict[str, Checked], request: pytest.FixtureRequest) -> None:
    """Byte for byte what lies in tests/golden."""
    output, findings = results[name].output.encode(), readable(results[name]).encode()
    text_path, findings_path = GOLDEN / name, GOLDEN / name.replace(".txt", ".findings.txt")
    if request.config.getoption("--rewrite-golden"):
        GOLDEN.mkdir(exist_ok=True)
        text_path.write_bytes(output)
        findings_path.write_bytes(findings)
    assert findings.decode().splitlines() == findings_path.read_bytes().decode().splitlines()
    assert output == text_path.read_bytes()


def test_there_are_five() -> None:
    """Nobody lost a seed."""
    assert len(list(SEEDS.glob("*.txt"))) == 5
