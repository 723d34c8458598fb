"""What a person who waits is shown, and that a pipe is shown nothing."""

from __future__ import annotations

import io

import pytest

from zhengming.waiting import LONG, MANY, barred, waiting


class Screen(io.StringIO):
    """Standard error, a terminal or not."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(("terminal", "size", "shown"), [(True, LONG, True), (True, LONG - 1, False), (False, LONG, False)])
def test_a_long_text_shows_that_it_is_checked(monkeypatch: pytest.MonkeyPatch, terminal: bool, size: int, shown: bool) -> None:
    """Its name stands as it is written, brackets too, and what is shown is gone at the end."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stderr", screen := Screen(terminal=terminal))
    with waiting("a[red].txt", size):
        pass
    assert ("Checking a[red].txt (0.3 MB)" in screen.getvalue()) == shown
    assert bool(screen.getvalue()) == shown
    assert not shown or screen.getvalue().endswith("\x1b[2K")  # the line is wiped


@pytest.mark.parametrize(("terminal", "count", "wanted"), [(True, MANY, True), (True, MANY, False), (True, MANY - 1, True), (False, MANY, True)])
def test_many_texts_show_a_bar(monkeypatch: pytest.MonkeyPatch, terminal: bool, count: int, wanted: bool) -> None:
    """Where a run wants one; every item comes, in order."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stderr", screen := Screen(terminal=terminal))
    assert list(barred(range(count), wanted)) == list(range(count))
    assert bool(screen.getvalue()) == (terminal and wanted and count == MANY)
