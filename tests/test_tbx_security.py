"""What a hostile TBX file cannot do: nothing is fetched, nothing is put in, nothing grows, and the answer is one sentence."""

from __future__ import annotations

import http.server
import io
import threading
import tracemalloc

import pytest

from glossary.text_file import GlossaryError
from tbx import iter_tbx, problems, read_tbx
from tbx.markup import MAX_ENTRY_BYTES

BODY = '<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader><text><body>{}</body></text></martif>'
ENTRY = '<termEntry id="c1"><langSet xml:lang="zh"><tig><term>{}</term></tig></langSet><langSet xml:lang="en"><tig><term>Kunshan</term>{}</tig></langSet></termEntry>'
GOOD = BODY.format(ENTRY.format("昆山", ""))
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))


def refused(text: str, tmp_path) -> str:
    """The one sentence with which reader and validator refuse a file."""
    path = tmp_path / "evil.tbx"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GlossaryError) as caught:
        list(iter_tbx(path))
    with pytest.raises(GlossaryError) as again:
        read_tbx(path)
    message = str(caught.value)
    assert str(again.value) == message
    assert "\n" not in message
    assert message.startswith(f"{path}: ")
    assert problems(path) == [message.removeprefix(f"{path}: ")]
    return message


@pytest.mark.parametrize(
    ("doctype", "name"),
    [
        (LAUGHS, "l0"),
        ('<!ENTITY secret SYSTEM "file:///etc/passwd">', "secret"),
        ('<!ENTITY out PUBLIC "-//x//y" "http://127.0.0.1:9/x">', "out"),
        ('<!ENTITY % outside SYSTEM "http://127.0.0.1:9/x.dtd"> %outside;', "outside"),
        ('<!ENTITY harmless "x">', "harmless"),
        ('<!-- ]> --><!ENTITY hidden "x">', "hidden"),
        ('<!ELEMENT martif ANY><!ATTLIST martif a CDATA "&l;"><!ENTITY l "x">', "l"),
    ],
)
def test_a_declared_entity_is_refused_by_its_name(doctype, name, tmp_path):
    """Used or not: billion laughs, a file of this machine, an address, a parameter entity."""
    used = BODY.format(ENTRY.format(f"&{name};" if "%" not in doctype else "昆山", ""))
    message = refused(f"<!DOCTYPE martif [{doctype}]>{used}", tmp_path)
    assert f"declares the entity '{name}'" in message or "Entity" in message or (name != "hidden" and "entity" in message)
    assert "root:" not in message


def test_a_dtd_that_lies_beside_the_file_is_not_read(tmp_path, monkeypatch):
    """It might declare entities; lxml reads it if it is told not to collect ids."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.dtd").write_text('<!ENTITY b "LOADED">')
    assert "the entity &b; is not defined here" in refused_by_reader(f'<!DOCTYPE martif SYSTEM "x.dtd">\n{BODY.format(ENTRY.format("昆&b;山", ""))}', tmp_path)


def test_an_entity_that_nobody_declared_is_refused_with_its_line(tmp_path):
    """An external DTD might, and is never read; without it the text would be cut short."""
    text = f'<!DOCTYPE martif SYSTEM "x.dtd">\n{BODY.format(ENTRY.format("昆&b;山", ""))}'
    assert "line 2: the entity &b; is not defined here" in refused_by_reader(text, tmp_path)


def refused_by_reader(text: str, tmp_path) -> str:
    """Only the reader looks into texts."""
    path = tmp_path / "a.tbx"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GlossaryError) as caught:
        list(iter_tbx(path))
    return str(caught.value)


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">', '<!DOCTYPE martif PUBLIC "x" "{address}">', "<!DOCTYPE martif [<!ELEMENT martif ANY>]>", "",
        '<!DOCTYPE martif SYSTEM "x.dtd"><!-- once <!ENTITY nbsp "&#160;"> stood here -->', '<!DOCTYPE martif [<!-- <!ENTITY a "b"> -->]>',
    ],
)
def test_a_plain_doctype_is_no_offence_and_nothing_is_fetched(doctype, tmp_path):
    """Every v2 file has one. A server of ours hears nothing."""
    asked: list[str] = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    with http.server.HTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/x"
        spaces = 'xmlns:xi="http://www.w3.org/2001/XInclude" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        text = GOOD.replace('type="TBX"', f'type="TBX" {spaces} xsi:schemaLocation="u {address}"')
        text = text.replace("<p>x</p>", f'<p>x<xi:include href="{address}"/></p>')
        path = tmp_path / "a.tbx"
        path.write_text(f'<?xml-stylesheet href="{address}"?>{doctype.format(address=address)}{text}', encoding="utf-8")
        assert [entry.english for entry in iter_tbx(path)] == ["Kunshan"]
        problems(path)
        server.shutdown()
    assert asked == []


@pytest.mark.parametrize("deep", [300, 100_000])
def test_deep_nesting_is_refused(deep, tmp_path):
    """Long before a stack ends."""
    text = BODY.format(ENTRY.format("昆山", f"<note>{'<hi>' * deep}{'</hi>' * deep}</note>"))
    assert "elements stand more than 256 deep in each other; no TBX needs that" in refused(text, tmp_path)


@pytest.mark.parametrize("filling", ["x" * (MAX_ENTRY_BYTES + (1 << 17)), "<note/>" * (MAX_ENTRY_BYTES // 7 + 20_000)], ids=["text", "elements"])
@pytest.mark.parametrize("place", ["concept", "header"])
def test_a_concept_of_many_megabytes_is_refused(filling, place, tmp_path):
    """A huge text, or a million elements; before the first concept or in one."""
    text = BODY.format(ENTRY.format("昆山", "") + ENTRY.format("苏州", f"<note>{filling}</note>"))
    if place == "header":
        text = GOOD.replace("<p>x</p>", f"<p>{filling}</p>")
    path = tmp_path / "evil.tbx"
    path.write_text(text, encoding="utf-8")
    where = "after concept 'c1'" if place == "concept" else "before the first concept"
    with pytest.raises(GlossaryError, match=rf"{where} come more than 8 MB without a whole concept; no termbase needs that"):
        list(iter_tbx(path))


def test_a_long_file_is_read_in_little_memory():
    """Python's own memory for 4,000 concepts stays what it is for a few."""

    class Endless(io.RawIOBase):
        def __init__(self) -> None:
            head, tail = BODY.split("{}")
            self.parts = iter([head.encode(), *(ENTRY.format(f"昆山{n}", "").replace("c1", f"c{n}").encode() for n in range(4_000)), tail.encode()])

        def read(self, size: int = -1) -> bytes:
            return next(self.parts, b"")

    tracemalloc.start()
    count = sum(1 for _ in iter_tbx(Endless()))  # type: ignore[arg-type]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 4_000
    assert peak < 2 << 20


def test_a_file_too_large_to_hold_is_refused_where_it_would_be_held(tmp_path):
    """A glossary to check texts with is held in memory; converting is not."""
    path = tmp_path / "a.tbx"
    with path.open("wb") as file:
        file.truncate(65 << 20)
    with pytest.raises(GlossaryError, match="larger than 64 MB; split the glossary"):
        read_tbx(path)
