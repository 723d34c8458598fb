"""The review without a browser: who may ask, what an answer says, what a decision changes, and that it is on the disk."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviewing import Running, review

from glossary.entry import Action, Kind
from glossary.text_file import GlossaryError
from normalize.decisions import Decisions, Scope, Verdict
from normalize.document import Document
from normalize.findings import Finding, Suggestion
from zhengming.checking import Checked, settled
from zhengming.corpus import Source
from zhengming.decisions import DecisionFile, decide
from zhengming.review.answers import Answers
from zhengming.review.passages import LONG, passages, sentence
from zhengming.review.server import application
from zhengming.review.session import Refused, Session
from zhengming.review.worklist import UNDECIDED, Filter, Item, worklist

# --- who may ask -----------------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A review of one text without findings of the built-in termbase."""
    folder = tmp_path_factory.mktemp("review")
    (folder / "own.csv").write_text("zh,en,en_deprecated\n锦淀周,Jin-Dian-Zhou,Jindian Week\n", encoding="utf-8")
    (folder / "a.txt").write_text("Jindian Week is here.\n", encoding="utf-8")
    with review(folder, "a.txt", "--glossary", "own.csv", "--no-builtin") as found:
        yield found


DECIDE = {"findings": [0], "verdict": "accept"}


@pytest.mark.parametrize(
    "headers",
    [
        {"X_Zhengming_Token": None}, {"X_Zhengming_Token": ""}, {"X_Zhengming_Token": "guess"}, {"X_Zhengming_Token": "tökén"},
        {"Host": "evil.example"}, {"Host": "evil.example:80"}, {"Host": "127.0.0.1.evil.example"}, {"Host": None}, {"Host": ""}, {"Host": "[::1"},
        {"Host": "127.0.0.1@evil.example"}, {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://localhost:1"},
        {"Origin": "https://127.0.0.1"}, {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"},
    ],
    ids=str,
)  # fmt: skip
def test_a_stranger_is_turned_away(running: Running, headers: dict[str, str | None]) -> None:
    """Without the token, under a rebound name (DNS rebinding), or from another site's page (CSRF): neither an answer nor a decision."""
    sent = {name: value.encode().decode("latin-1") if value else value for name, value in headers.items()}
    status, answer, _ = running.call("/api/list?fresh=1", **sent)
    assert (status, set(answer)) == (403, {"error"})
    status, answer, _ = running.call("/api/decide", DECIDE, **sent)
    assert (status, set(answer)) == (403, {"error"})
    assert running.decisions() == []


def test_a_decision_needs_an_origin(running: Running) -> None:
    """Every browser says where a POST comes from; what does not is no browser's page."""
    assert running.call("/api/decide", DECIDE, Origin=None)[0] == 403
    assert running.decisions() == []


def test_the_token_is_in_no_page_and_no_cookie(running: Running) -> None:
    """What is given out without the token does not hold it, and a cookie or the address is no substitute."""
    for path in ("/", "/main.js", "/api.js"):
        status, text, headers = running.call(path, X_Zhengming_Token=None)
        assert status == 200
        assert running.token not in text
        assert "Set-Cookie" not in headers
    assert running.call(f"/api/list?token={running.token}", X_Zhengming_Token=None, Cookie=f"X-Zhengming-Token={running.token}")[0] == 403


def test_every_answer_keeps_others_out(running: Running) -> None:
    """The headers against foreign scripts, frames, sniffing and caches stand on pages, data and refusals; a tunnel's name is served."""
    for path, headers in (("/", {}), ("/api/ping", {}), ("/api/ping", {"Host": "evil.example"}), ("/nothing", {}), ("/api/nothing", {})):
        sent = running.call(path, **headers)[2]
        policy = sent["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert (sent["X-Content-Type-Options"], sent["Cross-Origin-Resource-Policy"], sent["Cache-Control"]) == ("nosniff", "same-origin", "no-store")
        assert "Access-Control-Allow-Origin" not in sent
    assert running.call("/api/ping", Host="localhost:8000", Origin="http://localhost:8000")[0] == 200


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/findings/99", None), ("/api/texts/99", None), ("/api/findings/x", None), ("/api/list?at=x", None), ("/api/list?at=-5&count=-5", None), ("/../../etc/passwd", None),
        ("/api/decide", b"{"), ("/api/decide", b"[]"), ("/api/decide", b"\xff"), ("/api/decide", {}), ("/api/decide", {"findings": [], "verdict": "accept"}),
        ("/api/decide", {"findings": [99], "verdict": "accept"}), ("/api/decide", {"findings": [-1], "verdict": "accept"}), ("/api/decide", {"findings": [0], "verdict": "maybe"}),
        ("/api/decide", {"findings": [0], "verdict": "replace"}), ("/api/decide", {"findings": [0], "verdict": "accept", "scope": "nowhere"}),
        ("/api/decide", {"findings": "0x", "verdict": "accept"}),
        ("/api/decide", {"findings": [0], "verdict": "replace", "text": "x" * 20_000}), ("/api/decide", {"group": 9, "filter": {}, "verdict": "accept"}),
        ("/api/decide", {"group": 0, "filter": {"colour": "red"}, "verdict": "accept"}), ("/api/undo", {"decisions": ["nothing"]}), ("/api/undo", {}),
    ],
)  # fmt: skip
def test_nonsense_gets_a_sentence(running: Running, path: str, body: Any) -> None:
    """A wrong request is refused with a sentence or answered with nothing; no traceback, no decision, and the server goes on."""
    status, answer, _ = running.call(path, body)
    assert status in (200, 400, 404, 500)
    assert "Traceback" not in str(answer)
    if body is not None:
        assert (status != 200, list(answer)) == (True, ["error"])
    assert running.decisions() == []
    assert running.call("/api/ping")[0] == 200


def test_a_desktop_is_wanted_to_open_a_browser(tmp_path: Path) -> None:
    """Over ssh no browser is opened that would take the terminal: the address is there to be opened elsewhere."""
    (tmp_path / "own.csv").write_text("zh,en\n锦溪,Jinxi\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("Nothing.\n", encoding="utf-8")
    hidden = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"), "")
    with review(tmp_path, "a.txt", "--glossary", "own.csv", "--no-builtin", show=True, **hidden) as found:
        assert found.process.stderr is not None
        assert found.process.stderr.readline() == "zhengming: there is no desktop here; open the address above where there is one\n"
        assert found.call("/api/start")[1]["total"] == 0


def test_a_slow_disk_is_no_lost_connection(tmp_path: Path) -> None:
    """While a decision is being written the page is told that somebody is there."""
    one = session(tmp_path)
    calls: list[str] = []

    def ping() -> None:
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/api/ping", "HTTP_HOST": "localhost", "HTTP_X_ZHENGMING_TOKEN": "t", "wsgi.input": BytesIO()}
        application(one, "t", "")(environ, lambda status, headers, *more: calls.append(status))

    with one.lock:
        asking = Thread(target=ping, daemon=True)
        asking.start()
        asking.join(5)
        assert calls == ["200 OK"]


# --- what a decision changes -----------------------------------------------------------------------------------------------------------------

WORDS = {
    "Jindian Week": ("jin-dian-zhou", Kind.CHAR_GLOSS, Action.REVIEW, "Jin-Dian-Zhou"), "kunqu": ("kunqu", Kind.CASE, Action.AUTO, "Kunqu"),
    "name card": ("card", Kind.CALQUE, Action.REVIEW, "calling card"), "seventy": ("number", Kind.LOST_SYMBOL, Action.NOTE, "seventeen"),
    "gibberish": (None, Kind.RESIDUE, Action.REVIEW, None),
}  # fmt: skip
TEXTS = {
    "a.txt": "Jindian Week and kunqu.\n\nA name card of Jindian Week, seventy gibberish kunqu.\n\nJindian Week and kunqu.\n",
    "deep/b.txt": "Once more Jindian Week, a name card.\nJindian Week and kunqu.\n",
}


def checked(texts: dict[str, str]) -> list[Checked]:
    """Texts with a finding for each of WORDS."""
    result = []
    for name, text in texts.items():
        findings = []
        for word, (concept, kind, action, better) in WORDS.items():
            at = text.find(word)
            while at >= 0:
                suggestions = (Suggestion(better, concept, 0.8),) if better else ()
                findings.append(Finding(at, at + len(word), word, kind, action, 0.8, suggestions, concept=concept))
                at = text.find(word, at + 1)
        result.append(settled(Source(None, name, name), Document(name, text), sorted(findings, key=lambda f: f.start), Decisions()))
    return result


def session(folder: Path, texts: dict[str, str] | None = None, by: str = "Ann") -> Session:
    """A review over TEXTS whose decisions go into a folder."""
    return Session(worklist(checked(texts or TEXTS)), DecisionFile(folder / "d.jsonl"), by)


def standing(one: Session) -> list[tuple[str, str, str]]:
    """Text, found form and state of every finding, in the order of the texts."""
    return [(item.row["document"], item.row["found"], item.face) for item in one.work.items]


def numbers(one: Session, found: str, text: int | None = None) -> list[int]:
    """The findings of a form."""
    return [item.number for item in one.work.items if item.row["found"] == found and text in (None, item.text)]


@pytest.mark.parametrize(("scope", "reached"), [("place", [1]), ("document", [0, 1, 2]), ("everywhere", [0, 1, 2, 3, 4])])
def test_a_scope_reaches_as_far_as_it_says(tmp_path: Path, scope: str, reached: list[int]) -> None:
    """This place, every like one of the text, every like one of the run; taking it back restores them all."""
    one = session(tmp_path)
    weeks = numbers(one, "Jindian Week")
    made, changed = one.decide([weeks[1]], "reject", scope=scope)
    assert [item.number for item in changed] == [weeks[n] for n in reached]
    assert [one.work.items[n].face for n in weeks] == ["rejected" if n in reached else "open" for n in range(5)]
    assert [item.number for item in one.undo([made[0].id])] == [weeks[n] for n in reached]
    assert one.work.faces == worklist(checked(TEXTS)).faces


def test_a_narrower_word_outweighs_a_wider(tmp_path: Path) -> None:
    """Rejected everywhere, accepted here: here it is accepted, and taking that back leaves it rejected."""
    one = session(tmp_path)
    weeks = numbers(one, "Jindian Week")
    one.decide([weeks[0]], "reject", scope="everywhere")
    here, _ = one.decide([weeks[2]], "accept")
    assert [one.work.items[n].face for n in weeks] == ["rejected", "rejected", "accepted", "rejected", "rejected"]
    one.undo([here[0].id])
    assert {one.work.items[n].face for n in weeks} == {"rejected"}


def test_reviewers_who_disagree(tmp_path: Path) -> None:
    """Two verdicts of two people: a conflict, which nothing applies; both are shown, and the one taken back gives way."""
    ann, bob = session(tmp_path), session(tmp_path, by="Bob")
    (week,) = numbers(ann, "Jindian Week")[:1]
    ann.decide([week], "accept")
    made, changed = bob.decide([week], "reject")
    assert [(item.number, item.face) for item in changed] == [(week, "conflict")]
    card = Answers(bob).finding(week, Filter())
    assert ([said["by"] for said in card["decisions"]], card["now"]) == (["Ann", "Bob"], None)
    bob.undo([made[0].id])
    assert bob.work.items[week].face == "accepted"
    assert [item.number for item in ann.refresh()] == []  # Ann's own view never saw the conflict: it is as it was


def test_notes_and_what_has_no_suggestion(tmp_path: Path) -> None:
    """An accepted note goes into the text as the person's words; what has no suggestion cannot be accepted, only worded."""
    one = session(tmp_path)
    (note,), (nothing,) = numbers(one, "seventy"), numbers(one, "gibberish")
    one.decide([note], "accept")
    assert (one.work.items[note].face, Answers(one).finding(note, Filter())["now"]) == ("replaced", "seventeen")
    with pytest.raises(Refused, match="no suggestion"):
        one.decide([note, nothing], "accept")
    assert len(one.store.history) == 1
    one.decide([nothing], "replace", "")
    assert Answers(one).finding(nothing, Filter())["now"] == ""


def test_a_group_is_what_the_filter_shows(tmp_path: Path) -> None:
    """Accepting a group leaves what is decided, what the filter hides, notes and what has no suggestion."""
    one = session(tmp_path)
    answers = Answers(one)
    weeks = numbers(one, "Jindian Week")
    one.decide([weeks[1]], "unsure")
    group = one.work.items[weeks[0]].group
    assert answers.acceptable(group, Filter(file="0")) == [weeks[0], weeks[2]]
    assert answers.acceptable(group, Filter(query="nowhere")) == []
    assert [answers.acceptable(one.work.items[n].group, Filter()) for n in numbers(one, "seventy") + numbers(one, "gibberish")] == [[], []]


def test_a_group_is_taken_back_at_once(tmp_path: Path) -> None:
    """All or none of several: an unknown one among them leaves the others standing."""
    one = session(tmp_path)
    made, _ = one.decide(numbers(one, "Jindian Week"), "accept")
    with pytest.raises(GlossaryError, match="no decision has the id"):
        one.undo([*(decision.id for decision in made), "nothing"])
    assert one.work.faces["accepted"] == 5
    assert len(one.undo([decision.id for decision in made])) == 5
    assert standing(one) == standing(session(tmp_path)) == standing(session(tmp_path / "nowhere"))


@pytest.mark.parametrize(("scope", "made"), [("place", 5), ("document", 2), ("everywhere", 1)])
def test_a_group_with_a_wider_scope(tmp_path: Path, scope: str, made: int) -> None:
    """Of like findings the first speaks for its text, or for all: taken back, that group is undecided again."""
    one = session(tmp_path)
    weeks = numbers(one, "Jindian Week")
    decisions, changed = one.decide(weeks, "accept", scope=scope, note="as agreed")
    assert (len(decisions), [item.number for item in changed]) == (made, weeks)
    assert one.latest() == decisions
    one.undo([decision.id for decision in one.latest()])
    assert (one.work.faces["accepted"], one.latest()) == (0, [])


def test_the_list_stays_while_decisions_fall(tmp_path: Path) -> None:
    """A decided finding keeps its line under a filter by state until the filter is chosen anew; then the counts follow."""
    one = session(tmp_path)
    answers, wanted = Answers(one), Filter(state="open")
    before = answers.page(wanted, 0, 100, fresh=True)
    first = before["rows"][1]["id"]
    one.decide([first], "reject")
    after = answers.page(wanted, 0, 100, fresh=False)
    assert [(row["id"], row["state"]) for row in after["rows"] if row.get("id") == first] == [(first, "rejected")]
    assert after["lines"] == before["lines"]
    anew = answers.page(wanted, 0, 100, fresh=True)
    assert (anew["findings"], anew["facets"]["state"]["rejected"]) == (before["findings"] - 1, 1)
    assert [row["nth"] for row in anew["rows"] if "nth" in row] == list(range(1, anew["findings"] + 1))  # what a screen reader says of each


def test_facets_count_what_the_others_let_through(tmp_path: Path) -> None:
    """Choosing a kind does not change the counts of kinds, but those of texts, states and actions."""
    answers = Answers(session(tmp_path))
    everything, calques = answers.page(Filter(), 0, 100, fresh=True), answers.page(Filter(kind="calque"), 0, 100, fresh=True)
    assert calques["facets"]["kind"] == everything["facets"]["kind"] == {"char-gloss": 5, "calque": 2, "residue": 1, "case": 4, "lost-symbol": 1}
    assert (calques["facets"]["file"], calques["facets"]["state"], calques["findings"]) == ({"0": 1, "1": 1}, {"open": 2}, 2)
    assert answers.page(Filter(query="JIN dian"), 0, 100, fresh=True)["findings"] == 0
    assert answers.page(Filter(query="jindian  week"), 0, 100, fresh=True)["findings"] == 5


def test_a_search_finds_own_words(tmp_path: Path) -> None:
    """The words of everybody who gave some, until they are taken back; in every place they are meant for."""
    one, bob = session(tmp_path), session(tmp_path, by="Bob")
    answers, wanted = Answers(one), Filter(query="towns' week")
    made, _ = one.decide(numbers(one, "Jindian Week")[:1], "replace", "The three Towns'  Week", scope="document")
    assert answers.page(wanted, 0, 100, fresh=True)["findings"] == 3
    bob.refresh()
    bob.decide(numbers(one, "Jindian Week")[:1], "replace", "Bob's", scope="document")
    one.refresh()
    assert [answers.page(query, 0, 100, fresh=True)["findings"] for query in (wanted, Filter(query="bob's"))] == [3, 3]
    one.undo([made[0].id])
    assert answers.page(wanted, 0, 100, fresh=True)["findings"] == 0


def test_the_latest_that_stands(tmp_path: Path) -> None:
    """The reviewer's own, whoever decided since; a group together, less what was taken back of it; what it replaced comes after it."""
    ann, bob = session(tmp_path), session(tmp_path, by="Bob")
    (first,), _ = ann.decide(numbers(ann, "kunqu")[:1], "reject")
    group, _ = ann.decide(numbers(ann, "Jindian Week"), "accept")
    (anew,), _ = ann.decide(numbers(ann, "kunqu")[:1], "accept")
    bob.decide(numbers(ann, "name card")[:1], "accept")
    ann.refresh()
    ann.undo([group[1].id])
    for wanted in ([anew], [decision for decision in group if decision is not group[1]], [first]):
        assert ann.latest() == wanted
        ann.undo([decision.id for decision in wanted])
    assert (ann.latest(), len(bob.latest())) == ([], 1)


def test_the_next_to_decide(tmp_path: Path) -> None:
    """Round the end in either direction: first what waits, then conflicts, last what is mended unasked; `near` takes them as they come."""
    one, bob = session(tmp_path), session(tmp_path, by="Bob")
    answers = Answers(one)

    def lines(near: bool = False, by: int = 1) -> list[int]:
        found = [-1 if by > 0 else 0]
        for _ in range(4):
            found.append(answers.next(Filter(), found[-1], by, near)["at"])
        return found[1:]

    def faces(near: bool = False) -> list[str]:
        return [one.work.items[answers.view(Filter()).lines[line]].face for line in lines(near)]

    shown = [item.row["found"] for number in answers.view(Filter()).lines if number >= 0 for item in [one.work.items[number]]]
    assert faces() == ["open"] * 4
    one.decide([item.number for item in one.work.items if item.face == "open"], "reject")
    assert faces() == ["auto"] * 4
    bob.refresh()
    bob.decide(numbers(bob, "kunqu")[:1], "accept")
    one.decide(numbers(one, "kunqu")[:1], "reject")
    assert faces() == ["conflict"] * 4
    assert sorted(faces(near=True)) == ["auto", "auto", "auto", "conflict"]
    assert lines(near=True) == sorted(lines(near=True)) == lines(near=True, by=-1)[::-1]
    one.decide(numbers(one, "kunqu"), "accept")
    bob.refresh()
    bob.decide(numbers(bob, "kunqu")[:1], "accept")
    one.refresh()
    assert answers.next(Filter(), 0, 1, near=True) == {"at": None}
    assert shown == [item.row["found"] for number in answers.view(Filter()).lines if number >= 0 for item in [one.work.items[number]]]


def test_a_text_in_passages(tmp_path: Path) -> None:
    """Put together they are the text but for its line ends; a finding says what stood there, and in which passage to look for it."""
    one = session(tmp_path)
    answers = Answers(one)
    for number, text in enumerate(TEXTS.values()):
        answer = answers.passages(number, 0, 99)
        assert [passage["line"] for passage in answer["passages"]] == [line for line, content in enumerate(text.splitlines(), 1) if content]
        assert "".join(part if isinstance(part, str) else part["was"] for passage in answer["passages"] for part in passage["parts"]) == text.replace("\n", "")
        for item in [one.work.items[each] for each in one.of_text(number)]:
            passage = answers.finding(item.number, Filter())["passage"]
            (here,) = answers.passages(number, passage, 1)["passages"]
            assert item.number in [part["id"] for part in here["parts"] if not isinstance(part, str)]


def test_a_word_lacks_at_the_end(tmp_path: Path) -> None:
    """A finding of no width behind the last sign stands in the last passage."""
    text = "One.\nTwo"
    end = Finding(len(text), len(text), "", Kind.RESIDUE, Action.REVIEW, 0.8, (Suggestion(" end", None, 0.8),))
    result = settled(Source(None, "a.txt", "a.txt"), Document("a.txt", text), [end], Decisions())
    answers = Answers(Session(worklist([result]), DecisionFile(tmp_path / "d.jsonl"), "Ann"))
    *_, last = answers.passages(0, 0, 9)["passages"]
    assert [part if isinstance(part, str) else part["id"] for part in last["parts"]] == ["Two", 0, ""]
    assert answers.finding(0, Filter())["passage"] == 1


def test_any_decision_of_the_history(tmp_path: Path) -> None:
    """The history has every decision, the latest first, tells which were taken back, and pages."""
    one = session(tmp_path)
    made = [one.decide([number], "accept")[0][0].id for number in numbers(one, "Jindian Week")]
    one.undo([made[2]])
    history = Answers(one).history(0, 100)
    assert [(row["id"], row["undone"]) for row in history["decisions"]] == [(key, key == made[2]) for key in reversed(made)]
    assert [row["id"] for row in Answers(one).history(3, 1)["decisions"]] == [made[1]]


def test_where_a_decision_of_the_history_was_made(tmp_path: Path) -> None:
    """Where it holds now, from whatever folder the text is named and whatever stands above; nowhere where it lost its place."""
    before = session(tmp_path)
    first, second = (before.decide([number], "accept")[0][0] for number in numbers(before, "Jindian Week", 0)[:2])
    (wide,), _ = before.decide(numbers(before, "kunqu", 0)[:1], "reject", scope="everywhere")

    def history(name: str, text: str) -> dict[str, tuple[str, str | None, int | None]]:
        one = session(tmp_path, {name: text})
        rows = Answers(one).history(0, 10)["decisions"]
        return {row["id"]: (row["place"], row["to"], row["finding"] and one.work.items[row["finding"]].row["start"]) for row in rows}

    text = TEXTS["a.txt"]
    at = text.index("Jindian Week, seventy")
    elsewhere = history("articles/a.txt", text)
    assert elsewhere[second.id] == ("articles/a.txt:3", "Jin-Dian-Zhou", at)
    assert elsewhere[wide.id] == ("articles/a.txt:1", "kunqu", text.index("kunqu"))
    above = history("a.txt", "Jindian Week and kunqu.\n\nNews.\n\n" + text)  # nobody could say which of the two lines alike the first was
    assert above == {second.id: ("a.txt:7", "Jin-Dian-Zhou", at + 32), first.id: ("a.txt", "Jin-Dian-Zhou", None), wide.id: ("a.txt", "kunqu", None)}
    mended = history("a.txt", text.replace("Jindian Week, seventy", "Jin-Dian-Zhou, seventy"))
    assert mended[second.id] == ("a.txt", "Jin-Dian-Zhou", None)
    assert history("b.txt", text)[second.id] == ("b.txt:3", "Jin-Dian-Zhou", at)  # renamed
    assert history("b.txt", text.replace("name card", "visit"))[wide.id] == ("a.txt", "kunqu", None)  # said of all texts: no place is looked for in another one


def test_an_undo_goes_where_the_decision_held(tmp_path: Path) -> None:
    """In a renamed text too, of which nobody could say afterwards that it is the same."""
    before = session(tmp_path)
    (made,), _ = before.decide(numbers(before, "Jindian Week", 0)[:1], "accept")
    answers = Answers(session(tmp_path, {"b.txt": TEXTS["a.txt"]}))
    assert answers.undoing([made.id]) == answers.history(0, 1)["decisions"][0] | {"undone": True}
    assert answers.undoing([made.id])["finding"] == 0  # type: ignore[index]


def test_an_undo_from_a_machine_whose_clock_is_slow(tmp_path: Path) -> None:
    """The history says of a decision what holds in the texts, whatever the times of the undos."""
    one = session(tmp_path)
    (made,), _ = one.decide([0], "accept")
    undo = one.store.undo(made.id, "Ann")
    line = {"id": "redo", "undo": undo.id, "by": "Bob", "at": "2020-01-01T00:00:00Z"}
    one.store.path.write_text(one.store.path.read_text(encoding="utf-8") + json.dumps(line) + "\n", encoding="utf-8")
    one.refresh()
    assert one.work.items[0].face == "accepted"
    assert [row["undone"] for row in Answers(one).history(0, 9)["decisions"]] == [False]


def test_a_decision_edited_by_hand(tmp_path: Path) -> None:
    """While the review runs: the finding stands as the file says."""
    one = session(tmp_path)
    weeks = numbers(one, "Jindian Week")
    for week in weeks[:2]:
        one.decide([week], "accept")
    one.store.path.write_text(one.store.path.read_text(encoding="utf-8").replace('"accept"', '"reject"', 1), encoding="utf-8")
    os.utime(one.store.path, ns=(1, 1))
    one.refresh()
    assert standing(one) == standing(session(tmp_path))
    assert [one.work.items[week].face for week in weeks[:2]] == ["rejected", "accepted"]


def test_nothing_is_decided_that_cannot_be_written(tmp_path: Path) -> None:
    """Where the file cannot be written, the decision is refused with a sentence and the findings stay as they are."""
    one = session(tmp_path)
    one.store.path.mkdir()
    with pytest.raises(GlossaryError, match="cannot be"):
        one.decide([0], "accept")
    one.store.path.rmdir()
    assert standing(one) == standing(session(tmp_path))


def as_written(one: Session) -> list[tuple[dict[str, Any], Item]]:
    """The records as `normalize` writes them by the decisions of a session, each with the session's finding."""
    written = []
    for number, text in enumerate(one.work.texts):
        items = {(item.row["start"], item.row["end"]): item for item in one.work.items if item.text == number}
        again = settled(text.source, text.document, text.findings, Decisions(one.store.current, TEXTS))
        written += [(row, items[row["start"], row["end"]]) for row in again.rows]
    return written


@pytest.mark.parametrize("seed", range(6))
def test_step_by_step_is_as_all_at_once(tmp_path: Path, seed: int) -> None:
    """After any series of decisions and undos, by two people, from within and without, each finding stands as it does for who reads the file anew,
    and as `normalize` will have it."""
    chance = random.Random(seed)
    one = session(tmp_path)
    other = DecisionFile(tmp_path / "d.jsonl")
    for _ in range(40):
        item = chance.choice(one.work.items)
        verdict, scope = chance.choice(list(Verdict)), chance.choice(list(Scope))
        if chance.random() < 0.3 and other.history:
            target = chance.choice(other.history).id
            other.undo(target, "Bob") if chance.random() < 0.5 else one.undo([target])
        elif chance.random() < 0.05:
            other.prune()
        elif chance.random() < 0.3:
            other.record(decide(item.row, verdict, text="own words", scope=scope, by="Bob"))
        elif item.suggestion is not None or verdict is not Verdict.ACCEPT:
            one.decide([item.number], verdict, "own words", scope)
        one.refresh()
        assert standing(one) == standing(session(tmp_path))
    rulings = [ruling for text in one.work.texts for ruling in Decisions(one.store.current, TEXTS).rulings(text.rows)]
    assert rulings == one.rulings
    answers = Answers(one)
    for row, item in as_written(one):
        assert answers.finding(item.number, Filter())["now"] == row["after"]
        assert (item.face == UNDECIDED[row["action"]]) is (row["verdict"] is None or (row["verdict"], row["action"]) == ("accept", "note"))


def test_decisions_on_a_renamed_text(tmp_path: Path) -> None:
    """Decisions on a text that has another name now hold as `normalize` has it."""
    session(tmp_path, {"old.txt": TEXTS["a.txt"]}).decide([0, 1, 2], "reject")
    one = session(tmp_path, {"new.txt": TEXTS["a.txt"]})
    assert [item.face for item in one.work.items][:4] == ["rejected"] * 3 + ["open"]
    one.decide([3], "accept")
    assert [item.face for item in one.work.items][:4] == ["rejected"] * 3 + ["accepted"]


# --- passages --------------------------------------------------------------------------------------------------------------------------------


@given(st.lists(st.sampled_from(["word ", "Two words. ", "\n", "\r\n\r\n", "x" * (LONG // 3) + " ", "y" * LONG]), max_size=12), st.data())
def test_passages_cover_a_text(pieces: Sequence[str], data: st.DataObject) -> None:
    """End to end and in order, with no finding cut in two."""
    text = "".join(pieces)
    edges = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    findings = list(zip(edges[::2], edges[1::2], strict=False))
    spans = passages(text, findings)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(not (start < cut < end) for _, cut in spans[:-1] for start, end in findings)


def test_a_finding_with_others_inside_is_not_cut() -> None:
    """However many begin between its own beginning and the line end."""
    assert passages("One two three\nfour.\nFive.", [(0, 18), (0, 3), (4, 7), (8, 13)]) == [(0, 20), (20, 25)]


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("One. Two has it here. Three.", "it", "Two has it here."), ("No end it", "it", "No end it"), ("Above\nit\nbelow.", "it", "it"), ("“Said it.” Then.", "it", "“Said it.”"),
        ("Above.\r\n\r\nit\r\nbelow.", "it", "it"),
        ("At 5.30 it began.", "it", "At 5.30 it began."), ("As one.In it.At last", "it", "In it."), ("far " * 200 + "it " + "away " * 200, "it", None),
    ],
)  # fmt: skip
def test_the_sentence_around(text: str, found: str, expected: str | None) -> None:
    """The sentence that holds the finding; a very long one is shortened at blanks."""
    start = text.index(found)
    first, last = sentence(Document("a.txt", text), start, start + len(found))
    assert first <= start < last
    if expected is None:
        assert 300 < last - first < 600
        assert text[first:last].split()[0] in ("far", "it")
    else:
        assert text[first:last] == expected
