"""Who may ask: only the page that this program opened. Pure WSGI, around whatever application answers.

Three walls, each of which would do against most: the token in a header, which another site's page can neither know nor send without being asked
about; the Host, which betrays a name that was rebound to 127.0.0.1; the Origin, which betrays another site's page.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

HOSTS = frozenset({"127.0.0.1", "localhost"})  # any port: a tunnel (ssh -L) may give another one
TOKEN = "HTTP_X_ZHENGMING_TOKEN"
HEADERS = [
    ("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
     "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"),
    ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"), ("Cache-Control", "no-store"),
]  # fmt: skip

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def refusal(environ: dict[str, Any], token: str) -> str | None:
    """Why a request is turned away, or None."""
    host = environ.get("HTTP_HOST", "")
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        name = None
    if name not in HOSTS:
        return "this host name is not served"
    origin = environ.get("HTTP_ORIGIN")
    if origin is not None and origin != f"http://{host}":
        return "another site's page may not ask"
    if environ.get("HTTP_SEC_FETCH_SITE", "none") not in ("same-origin", "none"):
        return "another site's page may not ask"
    if environ.get("PATH_INFO", "").startswith("/api/"):
        if environ.get("REQUEST_METHOD") not in ("GET", "HEAD") and origin is None:
            return "the Origin header is missing"
        if not hmac.compare_digest(environ.get(TOKEN, "").encode(), token.encode()):
            return "the token is missing or wrong; open the whole address that `zhengming review` printed"
    return None


def guarded(application: Application, token: str) -> Application:
    """The application behind the walls; every answer carries the headers that keep foreign scripts, frames and caches out."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start_response(status, [*headers, *HEADERS], *more)

        why = refusal(environ, token)
        if why is None:
            return application(environ, start)
        body = json.dumps({"error": why}).encode()
        start("403 Forbidden", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]

    return answer
