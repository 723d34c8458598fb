"""The review: a person decides about findings, on a page in the browser that is served on this machine only, or in the terminal."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from normalize.fixing.decisions import Decisions
from zhengming import Stop, Warn, counted
from zhengming.checking import all_checked, gone, say_gone, say_lost
from zhengming.config import Settings, settings

if TYPE_CHECKING:
    from zhengming.decisions import DecisionFile
    from zhengming.review.session import Session

__all__ = ["serve", "serve_terminal"]


def serve(paths: Sequence[str], chosen: Settings, file: DecisionFile, by: str, warn: Warn, *, open_browser: bool = True) -> None:
    """Check the texts, then serve the page until the program is stopped. Every decision is in `file` before the page says so."""
    from secrets import token_urlsafe

    from zhengming.review.server import application, run

    session = begun(paths, chosen, file, by, warn)
    texts = session.work.texts
    token = token_urlsafe(24)

    def ready(address: str) -> None:
        total, waiting = len(session.work.items), session.work.faces["open"]
        sys.stdout.write(f"{counted(len(texts), 'text')}, {counted(total, 'finding')}, {waiting} to decide; decisions go to {file.path}\n")
        sys.stdout.write(f"Review at {address}#{token}\nCtrl+C ends; decisions are kept as they are made.\n")
        sys.stdout.flush()
        if open_browser:
            _show(f"{address}#{token}", warn)

    command = finishing(paths, chosen, file)
    run(application(session, token, command), ready)
    sys.stdout.write(f"\n{_still(session)} To write the texts: {command}\n")


def serve_terminal(paths: Sequence[str], chosen: Settings, file: DecisionFile, by: str, warn: Warn) -> None:
    """The same by keyboard in this terminal. Every decision is in `file` before the next finding is shown."""
    from rich.console import Console

    from zhengming.review.keyboard import Keyboard
    from zhengming.review.terminal import TerminalReview

    session = begun(paths, chosen, file, by, warn)
    with Keyboard() as keyboard:
        TerminalReview(session, Console(highlight=False), keyboard).run()
    sys.stdout.write(f"{_still(session)} Decisions are in {file.path}. To write the texts: {finishing(paths, chosen, file)}\n")


def begun(paths: Sequence[str], chosen: Settings, file: DecisionFile, by: str, warn: Warn) -> Session:
    """The texts checked, and what was decided about them so far."""
    from zhengming.review.session import Session
    from zhengming.review.worklist import worklist

    for sentence in file.broken:
        warn(sentence)
    texts, _ = all_checked(paths, chosen._replace(decisions=None), warn, jobs=None)
    if not texts:
        raise Stop("no text could be read; there is nothing to review")
    session = Session(worklist(texts), file, by)
    say_gone(gone(file.current, chosen), file.path, warn)
    say_lost(Decisions(file.current, [text.document.name for text in texts]).lost(session.rulings), file.path, warn)
    return session


def _still(session: Session) -> str:
    return f"{session.work.faces['open']} of {session.work.asking} still to decide."


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
