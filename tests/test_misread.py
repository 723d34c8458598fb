"""Signs that came out as other letters because a page was read in the wrong encoding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import run

from normalize.text.document import Document
from normalize.text.misread import misread

SIGNS = "’‘“”–—…·éüāō"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("It鈥檚 so", ["’s"]), ("鈥淐hina and 鈥榯he", ["“C", "‘t"]), ("Chinaâ€™s", ["’"]), ("Chinaâ€\x9d", ["”"]), ("LÃ¼ and cafÃ©s", ["ü", "é"]),
        ("ItÃ¢â‚¬â„¢s", ["’"]),
        ("10Â\xa0km", [" "]), ("¡°yes¡±£¬and", ["“", "”,"]), ("¡ª¡ª", ["——"]), ("China\ufffds don\ufffdt", ["’", "’"]), ("Ä\x81", ["ā"]),
        ("ï¼ˆTaihuï¼‰", ["(", ")"]),
    ],
)  # fmt: skip
def test_what_was_meant(text, meant):
    assert [instead for _, instead in misread(text)] == meant


@pytest.mark.parametrize("text", [
    "the café”— and “Ç”", "Weiß”", "“É” and ‘Ü’", "£100, £5m and £é", "¡Ay! ¿Qué?", "Â la carte", "10 � 20 and �new�", "在鈥上", "China銆乂ietnam",
    "Ã and Å are letters", "naïve—“so”", "Åland’s",
])  # fmt: skip
def test_what_only_looks_like_it_stays(text):
    assert list(misread(text)) == []


@given(st.text(alphabet=SIGNS + "ab ", min_size=1))
def test_utf_8_read_as_windows_1252_is_read_as_it_was_meant(text):
    """Whatever signs stand beside each other, once or twice wrongly read."""
    once = "".join(letter if letter.isascii() else "".join(map(_in_1252, letter.encode())) for letter in text)
    twice = "".join(letter if letter.isascii() else "".join(map(_in_1252, letter.encode())) for letter in once)
    assert Document("a.txt", once).flow.text == Document("a.txt", twice).flow.text == text


def _in_1252(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def test_names_are_found_beside_them_and_a_mark_that_was_misread_with_a_letter_is_kept(checker):
    """A second run finds nothing that the first did not."""
    found = checker.check(Document("a.txt", "In Kunshan, China, 鈥淛indian Week鈥檚 towns and my country鈥檚 “mini procedureâ€\x9d grew.\n"))
    assert [(each.found, each.text) for each in found] == [
        ("鈥淛indian Week", "“Jin-Dian-Zhou"), ("鈥檚", "’s"), ("my country", "China"), ("鈥檚", "’s"), ("mini procedure", "mini program"), ("â€\x9d", "”"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The guests of the water towns came to Zhouzhuang, and 鈥淛indian Week鈥檚 other towns near Kunshan in China grew.\n",
            "The guests of the water towns came to Zhouzhuang (周庄, Zhōuzhuāng), and “Jin-Dian-Zhou’s other towns near Kunshan (昆山, Kūnshān) in China grew.\n",
        ),
        ("Itâ€™s here. zhengming: ignore\n", None),
        ("See http://a.com/Chinaâ€™s.html\n", None),
        ("A manual of signs says what is meant by Ã© in a text. " * 20 + "\n", None),
    ],
)
def test_signs_are_mended_in_texts(text, expected, tmp_path):
    """With annotations too; what is to be left alone is."""
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    run(["normalize", "a.txt", "--in-place", "--annotate"], tmp_path)
    assert path.read_text(encoding="utf-8") == (expected or text)
