"""What mining proposes as an entry, and the command that prints it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from mining_corpus import SENTENCES, SMALL, completed, mined
from running import within

from glossary.load import load_toml
from normalize.mining.candidates import mine
from normalize.termbase.compiled import Compiled
from normalize.text.document import Document
from zhengming import Stop
from zhengming.mining import listed, proposed, recorded
from zhengming.termbases import load_termbase


def test_the_proposal_loads(tmp_path: Path) -> None:
    """As it stands only what has a guess; completed, every candidate once under an id of its own."""
    candidates = mine([Document('odd "name"\\.txt', "\n".join([*SENTENCES, 'A "\\quote" \x07 [[concept]]\x7f Huang Yan # Zhuozhuang', "Chun'an and Chunan"]))], SMALL)
    path = tmp_path / "own.toml"
    path.write_text("\n".join(proposed(candidates)), encoding="utf-8")
    guessed = load_toml(path)
    assert {found.chinese for found in guessed} == {"黄岩", "苏通"}
    path.write_text(completed("\n".join(proposed(candidates))), encoding="utf-8")
    entries = load_toml(path)
    assert len(entries) == len(candidates) == len({found.id for found in entries})
    assert all(found.source == "unverified" for found in entries)
    huangyan = next(found for found in entries if found.english == "Huangyan")
    assert [term.text for term in huangyan.deprecated] == ["Huang Yan"]


@pytest.mark.parametrize(
    ("text", "right", "admitted", "deprecated"),
    [
        ("Baishi Village, Bai Shi Village, Baishi, Bai Shi.", "Baishi Village", ["Baishi"], {"Bai Shi": "Baishi", "Bai Shi Village": ""}),
        ("Baishi Village, Baishi Village, Baishi Village Cultural Center.", "Baishi Village", [], {}),
        ("Baishi, Baishi, Bai Shi, Baishi Cultural Center.", "Baishi", [], {"Bai Shi": ""}),
        ("Zao Shao, Zao Shao, Zaoshao, Zai Shao.", "Zaoshao", [], {"Zai Shao": "", "Zao Shao": ""}),
        ("Photo by Sun Quan.\nData matter.\n\nSun Quanshe\n", "Sun Quan", [], {"Sun Quanshe": ""}),
    ],
)  # fmt: skip
def test_a_longer_name_is_no_garble_of_a_shorter(text: str, right: str, admitted: list[str], deprecated: dict[str, str]) -> None:
    """What is proposed as garbled is said in as many words as it has."""
    candidate = next(candidate for candidate in mined(text).values() if candidate.right == right and not candidate.is_person)
    found = tomllib.loads(completed("\n".join(proposed([candidate]))))["concept"][0]["en"]
    assert found.get("admitted", []) == admitted
    assert {row["form"]: row.get("say", "") for row in found.get("deprecated", [])} == deprecated


def test_forms_to_print() -> None:
    """The list names what matters; the records hold it all."""
    candidates = mine([Document("a.txt", "We saw Huangyan and Huang Yan. Wu Xinming did.")], SMALL)
    text = "\n".join(listed(candidates))
    assert text.startswith("1 unknown name or phrase, 1 personal name\n")
    for piece in ("1. Huangyan", "written several ways", "2× in 1 text", "written: Huang Yan 1×, Huangyan 1×", "Chinese (a guess): 黄岩", "a.txt:1", "Personal names"):
        assert piece in text
    assert "written:" not in "\n".join(listed(mine([Document("a.txt", "We saw Huangyan.")], SMALL)))
    rows = [json.loads(line) for line in recorded(candidates)]
    assert [(row["rank"], row["right"], row["person"], row["count"]) for row in rows] == [(1, "Huangyan", False, 2), (2, "Wu Xinming", True, 1)]


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, warm_cache: None) -> Path:
    """A folder of two texts, and nothing else near it."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "b.txt").write_text("They walked to Zhuoqiaozhuang.\n", encoding="utf-8")
    (folder / "a.txt").write_text("They walked to Zhuoqiao Zhuang and Zhuoqiaozhuang.\n", encoding="utf-8")
    return folder


def test_command(corpus: Path) -> None:
    """Prints, writes a proposal, never over an existing file, and never changes what `check` says."""
    assert within("glossary", "mine", str(corpus))[0] == 0
    assert "Zhuoqiaozhuang" in within("glossary", "mine", str(corpus))[1]
    assert json.loads(within("glossary", "mine", str(corpus), "--format", "jsonl")[1].splitlines()[0])["documents"] == 2
    code, output = within("glossary", "mine", str(corpus), "--format", "toml", "--to", "own.toml")
    assert code == 0
    assert "own.toml: " in output
    assert "Zhuoqiaozhuang" in Path("own.toml").read_text(encoding="utf-8")
    assert load_toml(Path("own.toml")) == ()
    with pytest.raises(Stop, match="stands there already"):
        within("glossary", "mine", str(corpus), "--to", "own.toml")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "xml"], "unknown; give one of text, toml, jsonl"), (["--min", "0"], "give a number from 1"), (["--to", "no/such/x.toml"], "cannot be written"),
        (["--to", "x.csv"], "x.csv: cannot tell the format; the name must end in .txt, .toml or .jsonl, or give --format"),
    ],
)  # fmt: skip
def test_refusals(corpus: Path, arguments: list[str], message: str) -> None:
    """One sentence with the remedy."""
    with pytest.raises(Stop, match=message):
        within("glossary", "mine", str(corpus), *arguments)


def test_a_proposal_whose_chinese_is_still_open(corpus: Path) -> None:
    """Uncommented as it was written, it is left out and named; its “?” is no Chinese that two concepts share."""
    within("glossary", "mine", str(corpus), "--to", "own.toml")
    lines = Path("own.toml").read_text(encoding="utf-8").splitlines()
    once = "\n".join(line.removeprefix("# ") for line in lines)
    Path("own.toml").write_text(once + once.replace('id = "', 'id = "x-'), encoding="utf-8")
    said: list[str] = []
    assert len(load_termbase([Path("own.toml")], False, said.append)) == 0
    assert said == ["own.toml: left out: ? Zhuoqiaozhuang and 3 more concepts; a sign stands where the Chinese belongs; write it there"]


def test_unreadable_text(corpus: Path) -> None:
    """The others are mined all the same; the exit code tells."""
    (corpus / "c.txt").write_bytes(b"abc\x00d")
    code, output = within("glossary", "mine", str(corpus))
    assert code == 2
    assert "Zhuoqiaozhuang" in output


def test_seeds(compiled: Compiled, root: Path) -> None:
    """The human-written seed gives no name to look at; the others a short list."""
    documents = [Document(path.name, path.read_text(encoding="utf-8")) for path in sorted((root / "seeds").glob("*.txt"))]
    assert [c.right for c in mine([d for d in documents if d.name.startswith("002")], compiled) if not c.is_person] == []
    names = [candidate.right for candidate in mine(documents, compiled) if not candidate.is_person]
    assert len(names) <= 30
