"""Reviewing by keyboard in a real terminal."""

from __future__ import annotations

import os
import re
import select
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import GIVEN, ZHENGMING, environment, run
from samples import entry

from glossary.write import as_toml
from normalize.fixing.decisions import Decision, Undo
from zhengming.decisions import DecisionFile

TEXT = """Plans for Jindian Week grew.

They ride with the one-yard pass, and Jindian Week is near.

Protect material cultural heritage in Kunshan; kunqu too.
"""
TERMS = (
    entry("one-code", "一码通", "one-code pass", wrong=("one-yard pass",), subject="society"),
    entry("tangible", "物质文化遗产", "tangible cultural heritage", wrong=("material cultural heritage",), subject="culture"),
)
OWN = (GIVEN / "own.toml").read_text(encoding="utf-8").replace('action = "review"\n', "") + as_toml(TERMS)
OPTIONS = ["--glossary", "own.toml", "--no-builtin"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A text, its glossary, no decisions."""
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "own.toml").write_text(OWN)
    return tmp_path


class Sitting:
    """A review in a pseudo-terminal: keys go in, what a person sees comes out."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.ours, theirs = os.openpty()
        words = [*ZHENGMING, "review", "a.txt", "--terminal", "--by", "Ann", *OPTIONS, *arguments]
        plain = {**environment(), "TERM": "xterm", "COLUMNS": "100"}
        plain.pop("NO_COLOR")
        self.process = subprocess.Popen(words, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, env=plain, start_new_session=True)
        os.close(theirs)
        self.seen = ""

    def until(self, words: str) -> str:
        """What came until these words did."""
        begun, here = time.monotonic(), ""
        while words not in here:
            assert time.monotonic() - begun < 15, f"waited for {words!r}, saw {here!r}"
            if select.select([self.ours], [], [], 0.1)[0]:
                try:
                    self.seen += os.read(self.ours, 65536).decode("utf-8", "replace")
                except OSError as error:  # the program has gone
                    raise AssertionError(f"ended before {words!r}: {self.seen!r}") from error
            here = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self.seen)
        self.seen = ""
        return here

    def press(self, keys: str, then: str = " > ") -> str:
        """Keys into the terminal; what is seen until the next prompt, or until other words."""
        os.write(self.ours, keys.encode())
        return self.until(then)


@pytest.fixture
def sitting(folder: Path, warm_cache: None) -> Iterator[Sitting]:
    """A review that has shown its first finding."""
    if not hasattr(os, "openpty"):
        pytest.skip("needs a pseudo-terminal")
    review = Sitting(folder)
    yield review
    review.process.kill()
    review.process.wait()
    os.close(review.ours)


def kept(folder: Path) -> list[tuple[str, str, str | None, str, str]]:
    """The decisions in force: form, verdict, text, scope, note."""
    current = DecisionFile(folder / "zhengming.decisions.jsonl").current
    return [(decision.found, decision.verdict, decision.text, decision.scope, decision.note) for decision in current]


def test_a_sitting_by_keyboard(sitting: Sitting, folder: Path) -> None:
    """Each finding with its Chinese; a key decides at once; a note, a scope, other words; the texts follow."""
    card = sitting.until(" > ")
    assert "锦淀周 Jǐn-Diàn-Zhōu Jin-Dian-Zhou · 1 of 2 · 4 to decide" in card
    for words in ("a.txt:1:11", "«Jindian Week»", "instead  Jin-Dian-Zhou", "Chinese  锦淀周 / 錦澱周  Jǐn-Diàn-Zhōu", "why      周 is Zhouzhuang here."):
        assert words in card
    assert "A  accept every undecided finding" in sitting.press("?")
    assert "3 to decide" in sitting.press("a")
    assert kept(folder) == [("Jindian Week", "accept", None, "place", "")]
    sitting.press("m", "note: ")
    sitting.press("A festival.\r")
    assert "everywhere · with a note" in sitting.press("ss", "everywhere · with a note > ")
    assert "2 to decide" in sitting.press("r")
    assert "no such key: 'x'" in sitting.press("x")
    sitting.press("e", "your words: ")
    assert "1 to decide" in sitting.press("the old things\r")
    assert "Ann: replace “the old things”" in sitting.press("\x1b[A")
    assert "still to decide" in sitting.press("q", "To write the texts: ")
    assert sitting.process.wait(30) == 0
    assert len(kept(folder)) == 3
    assert ("Jindian Week", "reject", None, "everywhere", "A festival.") in kept(folder)
    assert any(verdict == "replace" and text == "the old things" for _, verdict, text, _, _ in kept(folder))


def test_what_is_typed_ahead(sitting: Sitting, folder: Path) -> None:
    """Pasted, or typed while a slow line carries it: words stay words and are not taken for keys (u, n, a would decide)."""
    sitting.until(" > ")
    assert "3 to decide" in sitting.press("eunseen an昆\rr", "2 to decide")
    assert kept(folder) == [("Jindian Week", "replace", "unseen an昆", "place", ""), ("Jindian Week", "reject", None, "place", "")]


def test_signs_of_a_text_on_the_screen(folder: Path, warm_cache: None) -> None:
    """Spaces that are no blanks stand as they are; what a terminal would obey does not get there."""
    (folder / "a.txt").write_text("On 1\u00a0May\u3000the \x1b[31m Jindian Week\tof Kunshan.\n", encoding="utf-8")
    stdout, _, _ = run(["review", "a.txt", "--terminal", *OPTIONS], folder, b"q\n")
    assert "On 1\u00a0May\u3000the �[31m «Jindian Week» of Kunshan." in stdout


def test_two_sittings_at_once(sitting: Sitting, folder: Path) -> None:
    """What another reviewer decides meanwhile is shown before the next key acts on it."""
    sitting.until(" > ")
    store = DecisionFile(folder / "zhengming.decisions.jsonl")
    run(["review", "a.txt", "--terminal", "--by", "Ben", *OPTIONS], folder, b"r\nr\nq\n")
    assert {decision.by for decision in store.current} == {"Ben"}
    first, second = store.current
    shown = sitting.press("A")
    assert "somebody has decided here meanwhile" in shown
    assert "Ben: reject" in shown
    assert "there is nothing to decide" in sitting.press("A")
    assert store.current == [first, second]


def test_keys_that_have_no_sign(sitting: Sitting, folder: Path) -> None:
    """Ctrl and an arrow, a function key, Alt and a letter: the keys are listed, and nothing of their sequences is taken for 2, 5 or A."""
    sitting.until(" > ")
    for keys in ("\x1b[1;2A", "\x1b[1;5A", "\x1b[15~", "\x1ba"):
        assert "A  accept every undecided finding" in sitting.press(keys, " > ")
    assert "3 to decide" in sitting.press("a", "to decide")
    assert kept(folder) == [("Jindian Week", "accept", None, "place", "")]


def test_taking_back_from_the_middle(sitting: Sitting, folder: Path) -> None:
    """A whole group at once; any decision of the history taken back; the last by one key; the review resumes where it was left."""
    sitting.until(" > ")
    assert "accept ×2: saved" in sitting.press("A")
    assert "unsure: saved" in sitting.press("u")
    history = sitting.press("h", "take back which one")
    assert re.search(r"1 .* unsure .*\r?\n2 .* accept “Jindian Week”.*\r?\n3 .* accept “Jindian Week”".replace("accept “", "accept  “"), history)
    assert "taken back: accept “Jindian Week”" in sitting.press("3\r")
    assert [found for found, *_ in kept(folder)].count("Jindian Week") == 1
    assert "taken back: unsure" in sitting.press("z")
    assert "nothing of yours" not in sitting.press("z")
    assert "there is nothing of yours to take back" in sitting.press("z")
    os.write(sitting.ours, b"\x04")
    assert sitting.process.wait(30) == 0
    history_file = DecisionFile(folder / "zhengming.decisions.jsonl")
    assert history_file.current == []
    assert [type(entry) for entry in history_file.history] == [Decision, Decision, Decision, Undo, Undo, Undo]


def test_a_group_is_the_same_as_on_the_page(folder: Path, warm_cache: None) -> None:
    """What is mended unasked is taken along: accepted, it stays mended whatever a later version of the program makes of it."""
    sure = OWN.replace('"one-code pass"\n', '"one-code pass"\nadmitted = ["the code"]\n').replace('form = "Jindian Week"\n', 'form = "Jindian Week"\naction = "auto"\n')
    odd = '[[concept.en.deprecated]]\nform = "Jindian Weekend"\nkind = "char-gloss"\nbecause = "An end."\n'
    (folder / "own.toml").write_text(sure.replace('[[concept]]\nid = "one-code"', odd + '[[concept]]\nid = "one-code"'))
    (folder / "a.txt").write_text("Plans for Jindian Week in Kunshan grew.\n\nThe Jindian Weekend in Jiangsu too.\n")
    stdout, _, code = run(["review", "a.txt", "--terminal", *OPTIONS], folder, b"h\nA\nq\n")
    assert ("nothing is decided yet" in stdout, "accept ×2: saved" in stdout, code) == (True, True, 0)
    assert sorted(row[:2] for row in kept(folder)) == [("Jindian Week", "accept"), ("Jindian Weekend", "accept")]


def test_the_last_one_by_mistake(sitting: Sitting, folder: Path) -> None:
    """Where nothing is left to decide the review goes on, and so it does when it is begun again: what was decided can be taken back, a group at once."""
    sitting.until(" > ")
    assert "accept ×2: saved" in sitting.press("A")
    sitting.press("r")
    assert "nothing is left to decide; z takes your last decision back, q quits" in sitting.press("r")
    assert "1 to decide" in sitting.press("z")
    assert "nothing is left" in sitting.press("u")
    assert "taken back: unsure" in sitting.press("z")
    assert "taken back: reject" in sitting.press("z")
    assert "taken back: accept “Jindian Week” ×2" in sitting.press("z")
    assert kept(folder) == []
    sitting.press("ss", "everywhere > ")
    sitting.press("A")
    sitting.press("r")
    sitting.press("r")
    os.write(sitting.ours, b"q")
    assert sitting.process.wait(30) == 0
    stdout, _, code = run(["review", "a.txt", "--terminal", "--by", "Ann", *OPTIONS], folder, b"z\n")
    assert (code, "taken back: reject" in stdout, "1 of 4 still to decide" in stdout) == (0, True, True)


def test_only_what_is_mended_unasked(folder: Path, warm_cache: None) -> None:
    """Nothing waits for a decision: the fixes are shown and can be rejected; a text without findings ends the review."""
    (folder / "own.toml").write_text(OWN.replace("because = ", 'action = "auto"\nbecause = '))
    (folder / "a.txt").write_text("Plans for Jindian Week grew in China.\n")
    stdout, _, code = run(["review", "a.txt", "--terminal", *OPTIONS], folder, b"r\n")
    assert (code, "nothing is left to decide" in stdout) == (0, True)
    assert [row[:2] for row in kept(folder)] == [("Jindian Week", "reject")]
    (folder / "b.txt").write_text("Nothing.\n")
    assert run(["review", "b.txt", "--terminal", *OPTIONS], folder)[0].startswith("0 of 0 still to decide")


def test_digits_that_are_no_choice(folder: Path, warm_cache: None) -> None:
    """² of a French keyboard and the ０ of a Chinese one choose nothing: not the last of the other readings, nor a decision to take back."""
    stdout, stderr, code = run(["review", "a.txt", "--terminal", "--by", "Ann", *OPTIONS], folder, "²\n０\na\nh\n²\nq\n".encode())
    assert (stderr, code) == ("", 0)
    assert "no such key: '²'" in stdout
    assert "no such key: '０'" in stdout
    assert [verdict for _, verdict, *_ in kept(folder)] == ["accept"]


@pytest.mark.parametrize(("keys", "at"), [("pa", 0), ("ppp.a", 1), ("..............a", -1)])
def test_back_and_on_end_where_the_list_ends(folder: Path, warm_cache: None, keys: str, at: int) -> None:
    """Whether a finding waits or not."""
    (folder / "a.txt").write_text("Near Kunshan: Jindian Week, the one-yard pass, material cultural heritage.\n", encoding="utf-8")

    def shown(keys: str) -> list[str]:
        return re.findall("«(.*?)»", run(["review", "a.txt", "--terminal", "--by", "Ann", *OPTIONS], folder, "".join(f"{key}\n" for key in keys).encode())[0])

    listed = shown("ppp..q")[-3:]
    assert len(set(listed)) == 3
    shown(f"{keys}q")
    assert [row[0] for row in kept(folder)] == [listed[at]]


def test_one_of_the_other_readings(folder: Path, warm_cache: None) -> None:
    """A digit takes the reading of that number; one that is not listed takes none."""
    towns = [entry("a", "锦溪", "Jinxi", wrong=("Brook Town",)), entry("b", "周庄", "Zhouzhuang", wrong=("Brook Town",))]
    (folder / "own.toml").write_text(as_toml(towns), encoding="utf-8")
    (folder / "a.txt").write_text("Trains to Brook Town run daily.\n", encoding="utf-8")
    stdout, stderr, code = run(["review", "a.txt", "--terminal", "--by", "Ann", *OPTIONS], folder, b"9\n1\nq\n")
    assert (stderr, code) == ("", 0)
    assert "there is no reading 9" in stdout
    found = re.search(r"or else +1 (\w+)\n", stdout)
    assert found is not None
    assert kept(folder) == [("Brook Town", "replace", found[1], "place", "")]


def test_ctrl_c_keeps_decisions_and_the_terminal(sitting: Sitting, folder: Path) -> None:
    """Every decision made is there, and the terminal shows what is typed again."""
    import termios

    sitting.until(" > ")
    sitting.press("a")
    os.write(sitting.ours, b"\x03") if termios.tcgetattr(sitting.ours)[3] & termios.ISIG else sitting.process.send_signal(2)
    sitting.process.send_signal(2)
    assert sitting.process.wait(30) == 130
    assert termios.tcgetattr(sitting.ours)[3] & termios.ECHO
    assert len(kept(folder)) == 1
