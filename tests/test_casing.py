"""Capitals and joints: which of them are mended, and what only looks like a name without them."""

from __future__ import annotations

import pytest

from glossary import Kind
from normalize.pipeline import Checker
from normalize.text.document import Document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In China a quiet sea (jinghai) is no place.", []),  # the pinyin of a word that the text explains
        ("In China the towns (jinghai and others) grow.", ["jinghai"]),
        ("In China the place (jinghai district) grows.", ["jinghai district"]),
        ("In China they met at Guangdong/Hong Kong/Macao Greater Bay Area.", []),
        ("In China they met in Xi An. Lu An came from Lu'an.", ["Xi An", "Lu An"]),
        ("In China they met in Xi An. Lu An came.", ["Xi An"]),  # a person
        ("In Suzhou the work of Epidemic prevention and control grew.", ["Epidemic prevention and control"]),
        ("In Suzhou the work of Epidemic prevention and control Measures grew.", []),  # the name of something longer
        ("In China zhang Yixing and Yin hengji sang with tian Zhuangzhuang.", ["zhang Yixing", "Yin hengji", "tian Zhuangzhuang"]),
        ("In China the Ming shilu is a book, Wang laoshi a teacher, and He pining is none.", []),
    ],
)
def test_capitals_and_joints(checker: Checker, text: str, expected: list[str]) -> None:
    """What is found of their kinds."""
    assert [finding.found for finding in checker.check(Document("a.txt", text)) if finding.kind in (Kind.CASE, Kind.LOST_SYMBOL, Kind.SPLIT)] == expected
