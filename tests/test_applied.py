"""The English that comes out when every suggestion is accepted."""

from __future__ import annotations

import pytest

from glossary import Action
from normalize.fixing.decisions import Ruling, Verdict
from normalize.fixing.fixes import apply, choose, revert
from normalize.pipeline import Checker
from normalize.text.document import Document

ACCEPTED = Ruling(Verdict.ACCEPT, None, ())


def applied(checker: Checker, text: str, name: str = "a.txt") -> str:
    """The text with every suggestion in its place."""
    findings = checker.check(Document(name, text, markdown=name.endswith(".md")))
    chosen = choose(findings, [None if finding.action is Action.NOTE else ACCEPTED for finding in findings])
    out, fixes = apply(text, [fix for fix, _ in chosen if fix is not None])
    assert revert(out, fixes) == text
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # capitals
        ("They met in Kunshan.Normalized epidemic prevention and control goes on.", "They met in Kunshan. Regular epidemic prevention and control goes on."),
        (
            "Liu Qiang of Suzhou, executive commander of the Municipal Normalized Epidemic Prevention and Control Headquarters, presided over it and made a speech.",
            "Liu Qiang of Suzhou, executive commander of the Municipal Regular Epidemic Prevention and Control Headquarters, presided over it and made a speech.",
        ),
        (
            "At the Yangtze River Delta Integrated Development Achievement Conference in Wuxi ten cities joined the list.",
            "At the Yangtze River Delta Integrated Development Results Release Conference in Wuxi ten cities joined the list.",
        ),
        (
            "District Normalized Epidemic Prevention and Control workers of Suzhou came from all the streets and went on to see it.",
            "District Regular Epidemic Prevention and Control workers of Suzhou came from all the streets and went on to see it.",
        ),
        (
            "The Normalized Epidemic Prevention and Control of Suzhou was praised again by all who had come there to see it.",
            "The regular epidemic prevention and control of Suzhou was praised again by all who had come there to see it.",
        ),
        ("Guilin Leaders Discuss the Guilin Rice Powder Again Today\n\nThey met.\n", "Guilin Leaders Discuss the Guilin Rice Noodles Again Today\n\nThey met.\n"),
        ("Suzhou Leaders Discuss Duty Encroachment Again Today\n\nThey met.\n", "Suzhou Leaders Discuss Occupational Embezzlement Again Today\n\nThey met.\n"),
        ("SUZHOU OPENS MINI PROCEDURES FOR RESIDENTS\n\nThey work.\n", "SUZHOU OPENS MINI PROGRAMS FOR RESIDENTS\n\nThey work.\n"),
        ("In Suzhou:\n\n- Mini procedures help\n2) Mini procedures help\n", "In Suzhou:\n\n- Mini programs help\n2) Mini programs help\n"),
        ("In China they count by the sun. 24 throttle it is.", "In China they count by the sun. Twenty-four solar terms it is."),
        # articles and number
        ("In Guilin, China, he ate a Guilin rice powder.", "In Guilin, China, he ate Guilin rice noodles."),
        ("In Guilin, China, he ate a “Guilin rice powder” again.", "In Guilin, China, he ate a “Guilin rice noodles” again."),
        ("In Guilin, China, he ate a “Guilin rice powder”.", "In Guilin, China, he ate “Guilin rice noodles”."),
        ("In Guilin, China, he runs a Guilin rice powder shop.", "In Guilin, China, he runs a Guilin rice noodles shop."),
        ("In Suzhou, China, a city management tube came by.", "In Suzhou, China, urban management officers came by."),
        ("Every one old and one small in Suzhou, China, is cared for.", "Every elderly and children in Suzhou, China, is cared for."),
        ("Kunshan in Jiangsu has adopted a state of silence.", "Kunshan in Jiangsu has adopted static management."),
        ("In Suzhou they opened a mini procedures today.", "In Suzhou they opened a mini program today."),
        ("In Suzhou they met many rich two generations again.", "In Suzhou they met many rich second-generation heirs again."),
        ("Suzhou in China cares for its one old and one small.", "Suzhou in China cares for its elderly and children."),
        ("In Shanghai, China, there are many Land Feathers.", "In Shanghai, China, there are many Lu Yu."),
        ("Suzhou in China showed its Linlang full of eyes again.", "Suzhou in China showed its dazzling array again."),
        ("In Suzhou, China, it is the work of one heart strip again.", "In Suzhou, China, it is the work of one mind again."),
        # verbs
        ("Suzhou in China has felt the bottom of the house.", "Suzhou in China has taken stock."),
        ("In Suzhou, China, they insisted on burning the head incense.", "In Suzhou, China, they insisted on burning the first incense of the New Year."),
        ("Suzhou in China grows through quick horse and whip.", "Suzhou in China grows through pressing ahead at full speed."),
        ("In Suzhou, China, they yesterday touched a stone to cross a river.", "In Suzhou, China, they yesterday crossed the river by feeling the stones."),
        ("Suzhou in China touches a stone to cross a river.", "Suzhou in China crosses the river by feeling the stones."),
        ("Suzhou in China will touch a stone to cross a river.", "Suzhou in China will cross the river by feeling the stones."),
        ("In Suzhou, China, he is a hanging cadre.", "In Suzhou, China, he is a temporarily assigned official."),
        ("The order in Suzhou puts people first and life first above all.", "The order in Suzhou puts the people and their lives first above all."),
        ("The China (Shanghai) Free Trade Test Area opened.", "The China (Shanghai) Pilot Free Trade Zone opened."),
        # possessives
        ("In Suzhou, China, the Zhe business’s history is long.", "In Suzhou, China, the Zhejiang merchants’ history is long."),
        ("In Suzhou, China, the rich two generations' cars are fast.", "In Suzhou, China, the rich second-generation heir's cars are fast."),
        ("In China the Full Games of China's venue opened.", "In China the National Games' venue opened."),
        # marks of which one half is outside
        ("Near Kunshan lies “Jindian” Week.", "Near Kunshan lies “Jin-Dian-Zhou”."),
        ("Near Kunshan lies “Jindian” “Week”.", "Near Kunshan lies “Jin-Dian-Zhou”."),
        ("Near Kunshan lies ‘Jindian’ Week.", "Near Kunshan lies ‘Jin-Dian-Zhou’."),
        ("Near Kunshan lies \\emph{Jindian} Week.", "Near Kunshan lies \\emph{Jin-Dian-Zhou}."),
        ("Near Kunshan lies 《Jindian》 Week and «Jindian» Week.", "Near Kunshan lies 《Jin-Dian-Zhou》 and «Jin-Dian-Zhou»."),
        ("From Kunshan, China, by the Shanghai-{Suzhou-Kunming} line.", "From Kunshan, China, by the {Shanghai-Suzhou-Kunshan} line."),
    ],
)
def test_a_sentence_holds(checker: Checker, text: str, expected: str) -> None:
    """Capitals, articles, number, verb forms, possessives and quotation marks."""
    assert applied(checker, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Near Kunshan lies **Jindian** Week.", "Near Kunshan lies **Jin-Dian-Zhou**."),
        ("Near Kunshan lies ~~Jindian~~ Week and ==Jindian== Week.", "Near Kunshan lies ~~Jin-Dian-Zhou~~ and ==Jin-Dian-Zhou==."),
        ("Near Kunshan lies Jindian *Week*.", "Near Kunshan lies *Jin-Dian-Zhou*."),
        ("Near Kunshan lies Jindian [Week](week.html).", "Near Kunshan lies [Jin-Dian-Zhou](week.html)."),
        ("Kunshan holds the largest fair of China | Home | News", "Kunshan holds the largest fair of China | Home | News"),  # a table
        ("Kunshan holds the largest fair.\n\nKunshan holds the largest fair.\n", "Kunshan holds the largest fair.\n\nKunshan holds the largest fair.\n"),
        ("## Kunshan and Jindian\nWeek one.", "## Kunshan and Jindian\nWeek one."),
        ("Near Kunshan lies Jindian\nWeek.", "Near Kunshan lies Jin-Dian-Zhou."),
        ("In Kunshan, China, 1 &lt; 2 &#124; &ldquo;3&rdquo; &amp;amp; a&amp;nbsp;b", "In Kunshan, China, 1 &lt; 2 &#124; &ldquo;3&rdquo; &amp; a&nbsp;b"),
    ],
)
def test_markdown_stays_whole(checker: Checker, text: str, expected: str) -> None:
    """Emphasis and links keep both their ends, a heading ends with its line, and an entity stands for a sign."""
    assert applied(checker, text, "a.md") == expected
