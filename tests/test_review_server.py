"""Who may ask the server of the review, and that it answers whatever it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from deciding import session
from reviewing import Running, review

from zhengming.review.server import application


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
        ("/api/decide", b"[" * 90_000), ("/api/decide", b'{"findings": [1e400], "verdict": "accept"}'), ("/api/decide", {"group": 0, "filter": {"kinds": 1}, "verdict": "accept"}),
        ("/api/decide", {"group": 0, "filter": 1, "verdict": "accept"}), ("/api/decide", {"findings": [0], "verdict": "replace", "text": "a\0b"}),
        ("/api/decide", {"findings": [0], "verdict": "replace", "text": ["a"]}),
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
