"""Parts of the termbase: by subject, region and status, and what texts mention, with what the texts say of it."""

from __future__ import annotations

from io import BytesIO

import pytest
from samples import ALL, KUNQU, KUNSHAN, right

from glossary import Action, Kind, LanguageSection, Status, Term
from glossary.write import as_toml
from tbx import Profile, Version, write
from zhengming import Stop
from zhengming.config import Settings
from zhengming.selecting import _whole_sentences, selected, used_in

TEXTS = {
    "a.txt": "Kun Song in summer\n\nThey staged Kun Song again, and it was over too soon. My neighbor stayed at home.\n",
    "b.txt": "Two Kunqu Operas were staged in Kunshan on the same day. In Kun Shan they sell \"Quinsan\" duck every day of the year.\n",
}


@pytest.fixture
def used(tmp_path, monkeypatch):
    """Entries of a glossary that texts mention, by id."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZHENGMING_CACHE", str(tmp_path / "cache"))

    def run(*entries, texts=TEXTS):
        (tmp_path / "own.toml").write_text(as_toml(entries), encoding="utf-8")
        for name, text in texts.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return {entry.id: entry for entry in used_in(sorted(texts), Settings((tmp_path / "own.toml",), builtin=False), print)}

    return run


def test_by_subject_region_and_status():
    """All that is given must hold; the preferred terms always stay."""
    assert [entry.id for entry in selected(ALL, subjects=["culture", "place"])] == ["kunqu", "kunshan"]
    assert [entry.id for entry in selected(ALL, regions=["jiangsu"], subjects=["place"])] == ["kunshan"]
    (kunqu,) = selected([KUNQU], statuses=["admitted"])
    assert (kunqu.chinese_forms, kunqu.right_forms, kunqu.deprecated) == (KUNQU.chinese_forms, KUNQU.right_forms, ())
    (kunqu,) = selected([KUNQU], statuses=["deprecated"])
    assert (kunqu.chinese_forms, kunqu.right_forms, kunqu.deprecated) == (("昆曲",), ("Kunqu Opera",), KUNQU.deprecated)
    assert selected(ALL) == list(ALL)


@pytest.mark.parametrize(
    ("options", "message"), [({"subjects": ["animals"]}, "--subject animals"), ({"statuses": ["good"]}, "--status good"), ({"regions": ["Tibet"]}, "no concept is left")]
)
def test_what_cannot_be_chosen_is_said(options, message):
    """With what can."""
    with pytest.raises(Stop, match=message):
        selected(ALL, **options)


def test_only_what_the_texts_mention(used):
    """Rightly or garbled; 5+2 is in neither text."""
    assert list(used(*ALL)) == ["kunqu", "kunshan"]


def test_the_context_is_a_whole_sentence_of_the_normalized_text(used):
    """Not the headline, not the garbled form: the first text's is mended. What has a context keeps it."""
    bare = KUNQU._replace(en=KUNQU.en._replace(context=""))
    assert used(bare)["kunqu"].en.context == "They staged Kunqu Opera again, and it was over too soon."
    assert used(KUNQU)["kunqu"].en.context == KUNQU.en.context


def test_a_sentence_in_which_nothing_waits_is_better(used):
    """The plural counts; an unsettled sentence is the last resort, and none is none."""
    kunshan = used(KUNSHAN)["kunshan"]
    assert kunshan.en.context == "Two Kunqu Operas were staged in Kunshan on the same day."
    only = used(KUNSHAN, texts={"c.txt": 'They sell "Quinsan" duck in Kunshan every day of the year.\n'})["kunshan"]
    assert only.en.context == 'They sell "Quinsan" duck in Kunshan every day of the year.'
    assert used(KUNSHAN, texts={"c.txt": 'They sell "Quinsan" duck every day of the year.\n'})["kunshan"].en.context == ""
    beside = "They say Kunshan, and some say Kun Shan to this day. It rains in Kunshan on most days of the year.\n"
    assert used(KUNSHAN, texts={"c.txt": beside})["kunshan"].en.context == "It rains in Kunshan on most days of the year."
    noted = KUNSHAN._replace(en=LanguageSection((*right("Kunshan"), Term("Kun Shan", Status.DEPRECATED, Kind.SPLIT, Action.NOTE))))
    assert used(noted, texts={"c.txt": beside})["kunshan"].en.context == "They say Kunshan, and some say Kun Shan to this day."  # a note waits for nobody


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ('He said: "The U.S. ship of 3.5 tons left Suzhou!" Nobody else in the town knew of it (yet.)\nA headline without a stop',
         ['He said: "The U.S.', 'Nobody else in the town knew of it (yet.)']),
        ("See www.kunshan.gov.cn for the whole story of the town", ["See www.kunshan.gov."]),
        ("... Then the opera of the town was staged again...", ["Then the opera of the town was staged again..."]),
        ("A line of words without a stop " * 10_000, []),
    ],
)  # fmt: skip
def test_where_sentences_end(text, sentences, monkeypatch):
    """At a stop before a blank or a closing mark, else at the last stop of the line; in linear time also where there is none."""
    monkeypatch.setattr("zhengming.selecting._LENGTH", range(1, 601))
    assert list(_whole_sentences(text)) == sentences


def test_a_mended_form_says_where_it_was_seen(used):
    """Each text once, after those the entry names."""
    (term,) = used(KUNQU)["kunqu"].deprecated
    assert (term.text, term.seen) == ("Kun Song", ("001.txt", "a.txt"))


@pytest.mark.parametrize("sign", ["\v", "\f", "\b", "\ufffe"])
def test_what_xml_cannot_carry_stays_out(used, sign):
    """Word's line break or a PDF's page break in a sentence, a form or the name of a file costs none of the texts: the termbase can be written."""
    sentences = f"They staged Kun{sign}Song in Kunshan,{sign}and it was over too soon.\n", "In Kunshan they saw Kun Song once again.\n"
    found = used(KUNQU, KUNSHAN, texts={"a.txt": sentences[0], "b.txt": sentences[1], f"c{sign}.txt": sentences[1]})
    write(found.values(), BytesIO(), Profile(Version.V3, title="t"))
    assert found["kunshan"].en.context == "In Kunshan they saw Kunqu Opera once again."


def test_texts_that_cannot_be_read(used):
    """Nothing to go by, nothing written."""
    with pytest.raises(Stop, match="no text could be read"):
        used_in(["nowhere.txt"], Settings((), builtin=False), lambda sentence: None)
