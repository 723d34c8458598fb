"""What hands do at the review page: words that are being written stay, keys act on what is meant, focus and place are where they were."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from review_page import CONCEPT, CONCEPTS, GLOSSARY, chosen, click_line, focused, one, opened, press, push, saved, states, texts, wait, window, with_article, written
from reviewing import CHROMIUM, DRIVER, NO_BROWSER, Running

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason=NO_BROWSER)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An article to be reviewed, with its glossary."""
    return with_article(tmp_path)


def as_bob(running: Running, finding: int) -> None:
    """A decision of somebody else, merged into the file."""
    running.call("/api/decide", {"findings": [finding], "verdict": "reject"})
    file = running.folder / "zhengming.decisions.jsonl"
    *before, last = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(before) + last.replace('"Ann"', '"Bob"'), encoding="utf-8")


@pytest.mark.parametrize(("key", "field"), [("m", "note"), ("e", "own")])
def test_others_decide_while_words_are_written(page: Any, folder: Path, key: str, field: str) -> None:
    """The rest of a note, or of own words, is words and no keys (r, a would decide), and goes where the caret stood."""
    from selenium.webdriver import Keys

    with opened(page, folder) as running:
        wait(page, lambda: texts(page, "#what del") == ["Jindian Week"])
        press(page, key)
        wait(page, lambda: focused(page) == field)
        press(page, "maybe !", Keys.ARROW_LEFT)
        running.call("/api/decide", {"findings": [3], "verdict": "unsure"})
        wait(page, lambda: states(page)[4] == "one-yard access: Unsure")
        page.execute_async_script("setTimeout(arguments[0], 300)")  # the card is shown anew after the list
        press(page, "rat")
        assert (focused(page), written(page, field)) == (field, "maybe rat!")
        assert [row["verdict"] for row in running.decisions()] == ["unsure"]


@pytest.mark.parametrize(("key", "field"), [("m", "note"), ("e", "own")])
def test_words_typed_ahead(page: Any, folder: Path, key: str, field: str) -> None:
    """What is typed after `m` or `e` while a decision is still being saved is words and no keys (r, a, u would decide)."""
    with opened(page, folder) as running:
        wait(page, lambda: chosen(page) == "line-0")
        press(page, f"r{key}rauaX")
        wait(page, lambda: focused(page) == field)
        page.execute_async_script("setTimeout(arguments[0], 300)")
        assert (written(page, field), texts(page, "#card .badge")) == ("rauaX", ["To decide"])
        press(page, "!")
        assert written(page, field) == "rauaX!"
        assert [row["verdict"] for row in running.decisions()] == ["reject"]


def test_the_last_decision_is_ones_own(page: Any, folder: Path) -> None:
    """`z` leaves alone what a colleague decided, and the history says whose decision it took back."""
    with opened(page, folder) as running:
        as_bob(running, 3)
        wait(page, lambda: states(page)[4] == "one-yard access: Rejected")
        press(page, "z")
        wait(page, lambda: "nothing of yours to take back" in "".join(texts(page, "#saved")))
        assert len(running.decisions()) == 1
        one(page, "#open-history").click()
        one(page, "#decisions .undo").click()
        saved(page, "Taken back: 1 decision by Bob (Rejected: one-yard access)")


def test_taken_back_one_after_the_other(page: Any, folder: Path) -> None:
    """After a group of more than a page of the history what was decided before it can be taken back too; a group is taken back at once after a reload."""
    (folder / "a.txt").write_text("A name card of China.\n" + "".join(f"Day {number}: Jindian Week.\n" for number in range(120)), encoding="utf-8")
    with opened(page, folder) as running:
        running.call("/api/decide", {"findings": [0], "verdict": "accept"})
        wait(page, lambda: texts(page, "#left") == ["120 of 121 to decide"])
        press(page, "A")
        saved(page, "Accepted: 120 findings")
        page.refresh()
        wait(page, lambda: texts(page, "#left") == ["All decided"])
        press(page, "z")
        saved(page, "Taken back: 120 decisions by Ann (Accepted: Jindian Week)")
        press(page, "z")
        saved(page, "Taken back: 1 decision by Ann (Accepted: name card)")
        assert texts(page, "#left") == ["121 of 121 to decide"]


def test_a_group_with_its_scope_and_note(page: Any, folder: Path) -> None:
    """What is chosen and noted on the card goes with its own group; with another one, accepted in the list, it does not, and stays."""
    from selenium.webdriver import Keys

    with opened(page, folder) as running:
        wait(page, lambda: texts(page, "#what del") == ["Jindian Week"])
        press(page, "s", "s", "m")
        wait(page, lambda: focused(page) == "note")
        press(page, "agreed with client", Keys.ENTER)
        push(page, ".group-accept", "Accept")
        saved(page, "Accepted: 1 finding")
        click_line(page, "line-0")
        wait(page, lambda: written(page, "note") == "agreed with client")
        press(page, "s", "s", "A")
        saved(page, "Accepted: 3 findings")
        said = [(row["found"], row["scope"], row.get("note", "")) for row in running.decisions()]
        assert said == [("name card", "place", ""), ("Jindian Week", "everywhere", "agreed with client")]
        wait(page, lambda: written(page, "note") == "")


def test_back_to_what_was_taken_back(page: Any, folder: Path) -> None:
    """Accept and take back: the same finding is chosen again, after a group too, so that the next key means it."""
    with opened(page, folder):
        for key, said in (("a", "Accepted: Jindian Week"), ("A", "Accepted: 3 findings")):
            wait(page, lambda: chosen(page) == "line-0" and texts(page, "#card .badge") == ["To decide"])
            press(page, key)
            saved(page, said)
            wait(page, lambda: chosen(page) != "line-0")
            press(page, "z")
            saved(page, "Taken back")
        wait(page, lambda: chosen(page) == "line-0" and texts(page, "#what del") == ["Jindian Week"])


def test_words_wait_for_their_finding(page: Any, folder: Path) -> None:
    """Own words and a note are there again when their finding is chosen again, until they are saved or given up; what was only opened is not."""
    from selenium.webdriver import Keys

    with opened(page, folder) as running:
        wait(page, lambda: chosen(page) == "line-0")
        press(page, "m")
        wait(page, lambda: focused(page) == "note")
        press(page, "ask", Keys.ENTER, "e")
        wait(page, lambda: focused(page) == "own")
        press(page, "my careful translation")
        click_line(page, "line-1")
        wait(page, lambda: (written(page, "own"), written(page, "note")) == (None, ""))
        press(page, "e")
        wait(page, lambda: focused(page) == "own")
        click_line(page, "line-0")
        wait(page, lambda: (written(page, "own"), written(page, "note")) == ("my careful translation", "ask"))
        press(page, "j")
        wait(page, lambda: chosen(page) != "line-0" and written(page, "own") is None)
        press(page, "k", "e")
        wait(page, lambda: focused(page) == "own")
        press(page, ", and more", Keys.ENTER)
        saved(page, "Own words: Jindian Week → my careful translation, and more")
        assert [(row["text"], row["note"]) for row in running.decisions()] == [("my careful translation, and more", "ask")]
        press(page, "z")
        saved(page, "Taken back")
        wait(page, lambda: chosen(page) == "line-0")
        assert (written(page, "own"), written(page, "note")) == (None, "")


def test_on_among_what_is_mended_unasked(page: Any, folder: Path) -> None:
    """A decision about an automatic fix goes on with the nearest undecided, not with the first that waits, far above."""
    (folder / "own.toml").write_text(GLOSSARY.replace('action = "review"', 'action = "auto"', 1), encoding="utf-8")
    with opened(page, folder):
        wait(page, lambda: texts(page, "#what del") == ["name card"])
        click_line(page, "line-1" if texts(page, "#line-1 del") == ["Jindian Week"] else "line-2")
        press(page, "r")
        saved(page, "Rejected: Jindian Week")
        wait(page, lambda: texts(page, "#what del") == ["Jindian Week"] and texts(page, "#card .badge") == ["Automatic"])


def test_the_keyboard_stays_in_the_card_and_the_history(page: Any, folder: Path) -> None:
    """After a button that goes away the finding's heading has the focus, in the history the same line; other buttons keep it."""
    from selenium.webdriver import Keys

    def enter(css: str, said: str) -> None:
        one(page, css).send_keys(Keys.ENTER)
        saved(page, said)

    other = {**CONCEPTS[0], "id": "jin-dian", "zh": "金店周", "pinyin": "Jīndiàn Zhōu", "en": "Gold Shop Week"}
    (folder / "own.toml").write_text(GLOSSARY + CONCEPT.format(**other), encoding="utf-8")
    with opened(page, folder) as running:
        enter("#card .choice", "Own words")
        wait(page, lambda: focused(page) == "what")
        enter(".verdicts .reject", "Rejected")
        assert focused(page) == "reject"
        press(page, "k")
        enter(".decided button", "Taken back")
        wait(page, lambda: focused(page) == "what")
        press(page, "h")
        wait(page, lambda: len(texts(page, "#decisions li")) == 2)
        first = running.decisions()[0]["id"]
        enter(f"[data-decision='{first}'] .undo", "Taken back")
        wait(page, lambda: focused(page) == first)


def test_a_scope_chosen_once(page: Any, folder: Path) -> None:
    """After a decision the arrows go through the findings and do not choose the scope of the next one."""
    from selenium.webdriver import Keys

    with opened(page, folder) as running:
        one(page, ".scope:last-of-type").click()
        press(page, "r")
        saved(page, "Rejected")
        wait(page, lambda: texts(page, "#what del") == ["name card"])
        before = chosen(page)
        press(page, Keys.ARROW_DOWN)
        wait(page, lambda: chosen(page) != before)
        press(page, "r")
        saved(page, "Rejected: one-yard access")
        assert [row["scope"] for row in running.decisions()] == ["everywhere", "place"]


def test_to_the_filters_from_a_finding(page: Any, folder: Path) -> None:
    """In a narrow window as well: what is written into the search is a search and decides nothing, and the filters unfold."""
    from selenium.webdriver import Keys

    with window(page, 390, 740), opened(page, folder) as running:
        press(page, Keys.ENTER)
        wait(page, lambda: focused(page) == "card")
        press(page, "/")
        wait(page, lambda: page.execute_script("return history.state") is None)
        press(page, "name")
        wait(page, lambda: texts(page, "#count") == ["1 shown"])
        assert (focused(page), written(page, "query"), running.decisions()) == ("query", "name", [])
        press(page, Keys.ESCAPE, Keys.ENTER)
        wait(page, lambda: focused(page) == "card")
        press(page, "f")
        wait(page, lambda: focused(page) == "state")
        assert one(page, "#more-filters").get_attribute("aria-expanded") == "true"


def test_single_keys_stay_turned_off(page: Any, folder: Path) -> None:
    """For whoever dictates: in the next review too, which has an address of its own."""
    for before, after in ((True, False), (False, True)):
        with opened(page, folder) as running:
            assert page.execute_script("return document.getElementById('keys-on').checked") is before
            press(page, "r")
            if before:
                saved(page, "Rejected")
            press(page, "?")
            one(page, "#keys-on").click()
            assert page.execute_script("return document.getElementById('keys-on').checked") is after
            assert len(running.decisions()) == 1


def test_a_finding_magnified_four_times(page: Any, folder: Path) -> None:
    """What is decided about is seen: nothing lies over it."""
    from selenium.webdriver import Keys

    with window(page, 320, 256), opened(page, folder):
        press(page, Keys.ENTER)
        seen = "const b = document.getElementById('what').getBoundingClientRect(); return document.elementFromPoint(b.left + 5, b.top + 10)?.closest('h2')?.id"
        wait(page, lambda: page.execute_script(seen) == "what")


def test_back_on_a_telephone(page: Any, folder: Path) -> None:
    """Where the window shows the list or the finding, Back goes from one to the other and does not leave the review."""
    pane = "return [location.pathname, document.body.dataset.pane]"
    with window(page, 390, 740), opened(page, folder):
        for leave in (page.back, lambda: one(page, "#card .back").click(), page.back):
            click_line(page, "line-1")
            wait(page, lambda: page.execute_script(pane) == ["/", "finding"])
            leave()
            wait(page, lambda: page.execute_script(pane) == ["/", "list"] and page.execute_script("return history.state") is None)
        page.back()
        wait(page, lambda: page.current_url == "about:blank")
