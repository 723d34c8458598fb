"""The server of the page: bottle for the routes, waitress for the connections; the only importer of both."""

from __future__ import annotations

import json
import logging
import signal
from collections.abc import Callable
from importlib.resources import files
from typing import Any

from bottle import Bottle, request, response
from waitress import create_server

from glossary.text_file import GlossaryError
from zhengming.review.answers import Answer, Answers
from zhengming.review.guard import Application, guarded
from zhengming.review.session import Refused, Session
from zhengming.review.worklist import Filter

TYPES = {"html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
MOST = 500  # lines, passages or decisions in one answer
BIGGEST = 4_000_000  # bytes of a request


def application(session: Session, token: str, command: str) -> Application:
    """The page and its answers; `command` is what the reader is told to run in the end."""
    app = Bottle()
    answers = Answers(session)
    shipped = [*files(__package__).joinpath("static").iterdir(), files("zhengming.reports").joinpath("colors.css")]
    assets = {file.name: file.read_bytes() for file in shipped if file.name.rpartition(".")[2] in TYPES}

    def asset(name: str = "index.html") -> bytes:
        if name not in assets:
            response.status = 404
            return b"not found"
        response.content_type = TYPES[name.rpartition(".")[2]]
        return assets[name]

    def route(path: str, answer: Callable[..., Answer], method: str = "GET", waits: bool = True) -> None:
        def reply(**given: Any) -> bytes:
            response.content_type = "application/json"
            try:
                with session.held(waits) as held:
                    if held:
                        session.refresh()
                    body = answer(**given)
            except (Refused, GlossaryError, ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError) as error:
                response.status = 500 if isinstance(error, GlossaryError) else 400
                body = {"error": str(error) if isinstance(error, Refused | GlossaryError) else "this request makes no sense"}
            return json.dumps(body, ensure_ascii=False).encode()

        app.route(f"/api/{path}", method, reply)

    def decide() -> Answer:
        body = _body()
        numbers = answers.acceptable(int(body["group"]), Filter(**body["filter"])) if "group" in body else [int(number) for number in body["findings"]]
        own = body.get("text")
        if own is not None and (not isinstance(own, str) or "\0" in own):
            raise ValueError("words of one's own must be text")
        made, changed = session.decide(numbers, str(body["verdict"]), own, str(body.get("scope", "place")), str(body.get("note", "")))
        return answers.saved(changed, decisions=[decision.id for decision in made], findings=len(numbers))

    def undo() -> Answer:
        identifiers = [str(identifier) for identifier in _body()["decisions"]]
        first = answers.undoing(identifiers)
        return answers.saved(session.undo(identifiers), undone=len(identifiers), first=first)

    app.route("/", "GET", asset)
    app.route("/<name>", "GET", asset)
    route("ping", lambda: {"version": session.version}, waits=False)  # a decision that a slow disk takes its time for is no lost connection
    route("start", lambda: answers.start() | {"command": command})
    route("list", lambda: answers.page(_filter(), *_slice(), fresh="fresh" in request.query))
    route("next", lambda: answers.next(_filter(), int(request.query.get("from", 0)), -1 if request.query.get("by") == "-1" else 1, "near" in request.query))
    route("findings/<number:int>", lambda number: answers.finding(number, _filter()))
    route("texts/<text:int>", lambda text: answers.passages(text, *_slice()))
    route("latest", lambda: {"decisions": [decision.id for decision in session.latest()]})
    route("history", lambda: answers.history(*_slice()))
    route("decide", decide, "POST")
    route("undo", undo, "POST")
    return guarded(app, token)


def _filter() -> Filter:
    return Filter(*(request.query.getunicode(name, "") for name in ("query", "kind", "action", "file", "state")))


def _slice() -> tuple[int, int]:
    return max(0, int(request.query.get("at", 0))), min(MOST, max(0, int(request.query.get("count", 100))))


def _body() -> dict[str, Any]:
    body = json.loads(request.body.read(BIGGEST))
    if not isinstance(body, dict):
        raise Refused("a JSON object is wanted")
    return body


def run(app: Application, ready: Callable[[str], None]) -> None:
    """Serve at a free port until the program is asked to stop; `ready` is told the address, without the token, once connections are taken."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a browser that asks nine things at once is no event
    server = create_server(app, host="127.0.0.1", port=0, threads=8, ident=None, max_request_body_size=BIGGEST)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    try:
        ready(f"http://127.0.0.1:{server.effective_port}/")
        server.run()
    finally:
        server.close()
