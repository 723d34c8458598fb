"""Plurals among the forms that decisions propose to the glossary: listed as singulars, so that the next run says what the reviewer said."""

from __future__ import annotations

from pathlib import Path

import pytest
from deciding import FIRST, SECOND, WEEK
from samples import entry

from glossary import ConceptEntry, Kind, LanguageSection, Status, Term, Termbase
from glossary.load import load_look_alikes, load_toml
from glossary.tables import load_tables
from glossary.write import as_toml
from normalize.fixing.decisions import Decision, Scope, Verdict, in_force
from normalize.pipeline import Checker
from normalize.termbase.compiled import Compiled
from normalize.termbase.compiling import compile_termbase
from normalize.text.document import Document
from zhengming.decisions import decide
from zhengming.decisions.proposing import Proposals, proposals, put_into

LEADER = entry("leader", "龙头企业", "leading enterprise", subject="economy")
SESSIONS = entry("sessions", "两会", "two sessions", subject="politics")
TOWN = entry("town", "周庄", "Zhouzhuang")


def decision(found: str, concept: str, text: str | None = None, accepted: str = "") -> Decision:
    """An accepted form, or one that the reviewer said otherwise."""
    verdict = Verdict.REPLACE if text else Verdict.ACCEPT
    return Decision(found, f"1:{found}", verdict, text, document="a.txt", kind="calque", concept=concept, found=found, accepted=accepted)


def taught(concept: ConceptEntry, *decisions: Decision) -> ConceptEntry:
    """The concept with what the decisions propose."""
    ((_, terms),) = proposals(decisions, Termbase((concept,)), []).garbled
    return concept._replace(en=concept.en._replace(terms=(*concept.en.terms, *terms)))


@pytest.mark.parametrize(
    ("concept", "found", "text", "listed", "said"),
    [
        (LEADER, "top enterprises", None, "top enterprise", "leading enterprises"),
        (LEADER, "top enterprises", "leading enterprises", "top enterprise", "leading enterprises"),
        (LEADER, "top enterprises", "champion companies", "top enterprise", "champion companies"),
        (LEADER, "top enterprises", "the best of them", "top enterprises", "the best of them"),
        (LEADER, "top enterprise", None, "top enterprise", "leading enterprise"),
        (LEADER, "big bosses", None, "big bosses", "leading enterprises"),  # "boss" ends as a plural does, so its plural is not looked for
        (LEADER, "big buildings", None, "big buildings", "leading enterprises"),  # and this as a verb
        (SESSIONS, "two meetings", None, "two meetings", "two sessions"),
        (TOWN, "Zhou Villages", None, "Zhou Villages", "Zhouzhuang"),
    ],
)
def test_a_plural_is_proposed_as_its_singular(concept: ConceptEntry, found: str, text: str | None, listed: str, said: str) -> None:
    """The same words are found again, and what was decided is suggested."""
    after = taught(concept, decision(found, concept.id, text))
    assert [term.text for term in after.deprecated] == [listed]
    checker = Checker(Compiled(compile_termbase(Termbase((after,)), load_tables())))
    (again,) = checker.check(Document("a.txt", f"In Kunshan, China, they built {found} last year."))
    assert (again.found, again.text) == (found, said)


TRANSIT = entry("transit", "都市轨道交通", "metropolitan rail transit", subject="transport")
CASES = entry("cases", "双链", "joint advance of two chains", wrong=("two chain co-progress cases",), subject="economy")
VERB = entry("chapter", "开新局", "open a new chapter", subject="politics")


@pytest.mark.parametrize(
    ("concept", "found", "accepted", "listed"),
    [
        (LEADER, "top enterprises", "leading enterprises", "top enterprise"),
        (LEADER, "top enterprises", "leading enterprise", "top enterprises"),  # the engine's plural was wrong
        (TRANSIT, "cities with rail traffic", "metropolitan rail transit", "cities with rail traffic"),
        (TRANSIT, "Cities with rail traffic", "Metropolitan rail transit", "Cities with rail traffic"),
        (VERB, "opened a new bureau", "opened a new chapter", "opened a new bureau"),
        (TOWN, "Zhou Village Town", "Zhouzhuang Town", "Zhou Village Town"),
    ],
)
def test_what_was_accepted_is_suggested_again(concept: ConceptEntry, found: str, accepted: str, listed: str) -> None:
    """The same words, in the middle of a sentence without the capital that its beginning asked for."""
    after = taught(concept, decision(found, concept.id, accepted=accepted))
    assert [term.text for term in after.deprecated] == [listed]
    checker = Checker(Compiled(compile_termbase(Termbase((after,)), load_tables())))
    begins = found if concept.is_name else found.lower()
    (again,) = checker.check(Document("a.txt", f"In Kunshan, China, they built {begins} last year."))
    assert (again.found, again.text) == (begins, accepted if concept.is_name else accepted.lower())


def test_a_form_that_is_listed_is_not_proposed_in_other_words() -> None:
    """Neither as it stands nor as its singular: what is listed may have words of its own to be said for it."""
    assert len(proposals([decision("two chain co-progress cases", "cases", accepted="cases of two chains advancing together")], Termbase((CASES,)), [])) == 0


def test_one_and_many_are_one_proposal() -> None:
    """And none where the singular is listed already."""
    decisions = [decision(found, "leader") for found in ("top enterprise", "top enterprises")]
    after = taught(LEADER, *decisions)
    assert [(term.text, term.say) for term in after.deprecated] == [("top enterprise", "")]
    assert len(proposals(decisions, Termbase((after,)), [])) == 0


SPEED = entry("speed", "快马加鞭", "press ahead at full speed", subject="politics")
FAMILY = entry("family", "一老一小", "the elderly and children", subject="society")


@pytest.mark.parametrize(
    ("concept", "found", "accepted", "listed", "said"),
    [
        (SPEED._replace(en=SPEED.en._replace(part_of_speech="verb")), "quick horse and whip", "pressing ahead at full speed", "quick horse and whip", ""),
        (SPEED._replace(en=SPEED.en._replace(part_of_speech="verb")), "whipping horse", "pressing ahead at full speed", "whipping horse", "pressing ahead at full speed"),
        (FAMILY, "one old and one small", "elderly and children", "one old and one small", ""),
        (LEADER, "a top enterprise", "a leading enterprise", "top enterprise", "leading enterprise"),
    ],
)
def test_what_a_place_asked_for_is_not_proposed(concept: ConceptEntry, found: str, accepted: str, listed: str, said: str) -> None:
    """An article, a gerund, a word that stands before it."""
    (term,) = taught(concept, decision(found, concept.id, accepted=accepted)).deprecated
    assert (term.text, "" if term.say == concept.english else term.say) == (listed, "" if said == concept.english else said)


# What a termbase learns at all -----------------------------------------------------------------------------------------------------------

WEEK_ENTRY = ConceptEntry(
    "jin-dian-zhou", "place", LanguageSection((Term("锦淀周", Status.PREFERRED),), "Jǐn-Diàn-Zhōu"),
    LanguageSection((Term("Jin-Dian-Zhou", Status.PREFERRED), Term(WEEK, Status.DEPRECATED, Kind.CHAR_GLOSS))), definition="Three towns.",
)  # fmt: skip
MONDAY = {**FIRST, "found": "Jindian Monday", "fingerprint": "1:a"}
YARD = {**FIRST, "found": "one-yard pass", "concept": "one-code", "fingerprint": "1:b"}


def lessons(*decisions: Decision) -> Proposals:
    """What these decisions propose to a termbase of one concept."""
    return proposals(in_force(decisions), Termbase((WEEK_ENTRY,)), ["Gui Street"])


def test_what_decisions_propose() -> None:
    """New forms with kind, note and where they were seen; forms rejected everywhere; nothing that is known, disputed or found by a rule."""
    accepted = decide(MONDAY, Verdict.REPLACE, text="JDZ", by="Ann", note="Heard at a meeting.")
    found = lessons(accepted, decide(FIRST, Verdict.ACCEPT), decide(YARD, Verdict.REJECT, scope=Scope.EVERYWHERE, by="Ann"), decide(SECOND, Verdict.REJECT))
    ((entry, (term,)),) = found.garbled
    assert (entry, term.text, term.kind, term.because, term.say, term.seen) == (WEEK_ENTRY, "Jindian Monday", Kind.CHAR_GLOSS, "Heard at a meeting.", "JDZ", ("a.txt",))
    assert found.look_alikes == (("one-yard pass", "right as it stands (Ann)"),)
    assert len(lessons(accepted, decide(MONDAY, Verdict.REJECT, by="Ben"))) == 0
    assert len(lessons(accepted, decide(MONDAY, Verdict.REJECT, scope=Scope.EVERYWHERE, by="Ben"))) == 0
    assert len(lessons(decide({**MONDAY, "kind": "residue"}, Verdict.ACCEPT), decide({**YARD, "found": "gui street"}, Verdict.REJECT, scope=Scope.EVERYWHERE))) == 0


@pytest.mark.parametrize("before", ["", "\ufeff# ours\r\n", '[[look_alike]]\nform = "x"\nbecause = "y"\n'])
def test_proposals_put_into_a_glossary(before: str, tmp_path: Path) -> None:
    """What stands in the file stays; the concept comes in under its own id; the glossary then knows the forms and takes them once."""
    path = tmp_path / "own.toml"
    if before:
        path.write_bytes(before.encode())
    found = lessons(decide(MONDAY, Verdict.ACCEPT), decide(YARD, Verdict.REJECT, scope=Scope.EVERYWHERE, note="They sell yards."))
    assert put_into(path, found) == 2
    assert path.read_bytes().startswith(before.encode())
    (entry,) = load_toml(path)
    assert (entry.id, entry.chinese, entry.pinyin, [term.text for term in entry.deprecated]) == ("jin-dian-zhou", "锦淀周", "Jǐn-Diàn-Zhōu", ["Jindian Monday"])
    assert load_look_alikes(path)["one-yard pass"] == "They sell yards."
    written = path.read_bytes()
    assert put_into(path, found) == 0
    assert path.read_bytes() == written
    more = lessons(decide({**MONDAY, "found": "Jindian Friday"}, Verdict.ACCEPT))
    assert put_into(path, more) == 1
    assert [term.text for term in load_toml(path)[0].deprecated] == ["Jindian Monday", "Jindian Friday"]
    assert load_look_alikes(path)["one-yard pass"] == "They sell yards."


def test_proposals_for_homographs(tmp_path: Path) -> None:
    """Each form goes to the concept of its id; where the glossary has but one of them, it takes the forms of both."""
    beijing, nantong = (
        ConceptEntry(name, "place", LanguageSection((Term("通州", Status.PREFERRED),)), LanguageSection((Term(english, Status.PREFERRED),)))
        for name, english in (("beijing", "Tongzhou, Beijing"), ("nantong", "Tongzhou, Nantong"))
    )
    open_state, tong_zhou = Term("Open State", Status.DEPRECATED, Kind.CALQUE, because="a"), Term("Tong Zhou", Status.DEPRECATED, Kind.SPLIT, because="b")
    found = Proposals(((beijing, (open_state,)), (nantong, (tong_zhou,))), ())
    both, one = tmp_path / "both.toml", tmp_path / "one.toml"
    both.write_text(as_toml([beijing, nantong]), encoding="utf-8")
    one.write_text(as_toml([nantong]), encoding="utf-8")
    assert put_into(both, found) == put_into(one, found) == 2
    assert [[term.text for term in entry.deprecated] for entry in load_toml(both)] == [["Open State"], ["Tong Zhou"]]
    assert [[term.text for term in entry.deprecated] for entry in load_toml(one)] == [["Open State", "Tong Zhou"]]


def test_proposals_put_through_a_link(tmp_path: Path) -> None:
    """The link stays one, and the file behind it keeps its rights."""
    real, link = tmp_path / "real.toml", tmp_path / "own.toml"
    real.write_text("# ours\n", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to("real.toml")
    assert put_into(link, lessons(decide(MONDAY, Verdict.ACCEPT))) == 1
    assert link.is_symlink()
    assert (len(load_toml(real)), real.stat().st_mode & 0o777) == (1, 0o640)
