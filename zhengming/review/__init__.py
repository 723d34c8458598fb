"""The review in the browser: a page on this machine only, where a person decides about findings."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from zhengming import Stop
from zhengming.checking import Checked, Warn, checked
from zhengming.config import Settings, settings

if TYPE_CHECKING:
    from zhengming.decisions import DecisionFile

__all__ = ["serve"]


def serve(paths: Sequence[str], chosen: Settings, file: DecisionFile, by: str, warn: Warn, *, open_browser: bool = True) -> None:
    """Check the texts, then serve the page until the program is stopped. Every decision is in `file` before the page says so."""
    from secrets import token_urlsafe

    from zhengming.review.server import application, run
    from zhengming.review.session import Session
    from zhengming.review.worklist import worklist

    for sentence in file.broken:
        warn(sentence)
    texts: list[Checked] = []
    for result in checked(paths, replace(chosen, decisions=None), warn, jobs=None):
        if isinstance(result, str):
            warn(result)
        else:
            texts.append(result)
    if not texts:
        raise Stop("no text could be read; there is nothing to review")
    session = Session(worklist(texts), file, by)
    token = token_urlsafe(24)

    def ready(address: str) -> None:
        total, waiting = len(session.work.items), session.work.faces["open"]
        sys.stdout.write(f"{len(texts)} text{'s' if len(texts) != 1 else ''}, {total} findings, {waiting} to decide; decisions go to {file.path}\n")
        sys.stdout.write(f"Review at {address}#{token}\nCtrl+C ends; decisions are kept as they are made.\n")
        sys.stdout.flush()
        if open_browser:
            _show(f"{address}#{token}", warn)

    command = finishing(paths, chosen, file)
    run(application(session, token, command), ready)
    sys.stdout.write(f"\n{session.work.faces['open']} of {session.work.asking} still to decide. To write the texts: {command}\n")


def _show(url: str, warn: Warn) -> None:
    """Open the page, but never a browser that would take over a terminal (lynx over ssh)."""
    import os
    import webbrowser
    from threading import Thread

    if sys.platform.startswith("linux") and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))):
        warn("there is no desktop here; open the address above where there is one")
    else:
        Thread(target=webbrowser.open, args=(url,), daemon=True).start()  # some browsers return only when they are closed


def finishing(paths: Sequence[str], chosen: Settings, file: DecisionFile) -> str:
    """The command that writes the texts with the decisions in them, for the folder the reader stands in."""
    configured = settings(None, False, None)
    words = ["zhengming", "normalize", *paths, "--out", "out", "--decisions", str(file.path)]
    for path in chosen.glossaries:
        if path not in configured.glossaries:
            words += ["--glossary", str(path)]
    if configured.builtin and not chosen.builtin:
        words.append("--no-builtin")
    return shlex.join(words)
