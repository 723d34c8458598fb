"""zhengming.decisions.jsonl: an append-only file of decisions, one JSON object a line, made to be kept in git and merged there.

A line is written by one call and is on the disk before `record` returns; a process that is killed leaves whole lines only, and half a line
that a full disk or a power cut left is reported, stepped over, and never written to. Two branches' lines, one after the other in any order, are
a file again: entries are ordered by their time and told apart by their id.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from glossary.text_file import GlossaryError
from glossary.whole_file import write_whole
from normalize.fixing.decisions import Decision, Scope, Undo, Verdict, in_force, taken_back

try:
    import fcntl
except ImportError:  # Windows: one process at a time
    fcntl = None  # type: ignore[assignment]

Entry = Decision | Undo


def decide(
    row: Mapping[str, Any], verdict: Verdict, *, text: str | None = None, scope: Scope = Scope.PLACE, by: str = "", note: str = "", context: str = "", at: str = ""
) -> Decision:
    """A new decision on the finding of a record (`normalize.fixing.records`), with a fresh id and, unless given, the present time.

    `text` is taken for `replace` only; `context` is the sentence around, for people who read the file.
    """
    accepted = row["suggestions"][0]["text"] if verdict is Verdict.ACCEPT else ""
    return Decision(
        new_id(), row["fingerprint"], verdict, text if verdict is Verdict.REPLACE else None, scope, by, at or now(), note,
        row["document"], row["kind"], row["concept"], row["found"], row["around"], context, accepted,
    )  # fmt: skip


def new_id() -> str:
    """An id that no other decision has, in this file or in one that is merged with it."""
    return os.urandom(8).hex()


def now() -> str:
    """The present time as decisions carry it."""
    return time_of(datetime.now(UTC).timestamp())


def time_of(seconds: float) -> str:
    """A time, in seconds since 1970, as decisions carry it: in UTC, to the microsecond."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


class DecisionFile:
    """The decisions of one file, which need not exist yet. `read` again whenever asked: other processes may have added to it."""

    _stamp: tuple[int, ...]  # of the file as it was read
    _whole: bytes  # its whole lines, their number, and what they say
    _lines: int
    _entries: list[Entry]
    _broken: list[tuple[int, bytes]]
    _end: tuple[list[Entry], list[tuple[int, bytes]]]  # a last line without its end: whole if a person wrote it, half if its writer was stopped

    def __init__(self, path: Path) -> None:
        self.path = path
        self._forget()

    def record(self, *decisions: Decision) -> None:
        """Append decisions; they are on the disk when this returns. GlossaryError if they cannot be written, and then none is in the file."""
        self._append(decisions)

    def named(self, beginning: str) -> str:
        """The id that begins so, or is so, of what has not been taken back. GlossaryError if there is none, or more than one."""
        shown = beginning.rstrip("…")  # as a list that shortens ids shows it
        if not shown:
            raise GlossaryError(f"{self.path}: an id is empty, perhaps a variable that is not set; see `zhengming decisions list`")
        history = self.history
        found = [entry.id for entry in history if entry.id.startswith(shown)]
        found = [shown] if shown in found else found
        if not found:
            raise GlossaryError(f"{self.path}: no decision has the id {beginning!r}; see `zhengming decisions list`")
        if len(found) > 1:
            raise GlossaryError(f"{self.path}: {len(found)} ids begin with {beginning!r}; give more of it")
        if found[0] in taken_back(history):
            raise GlossaryError(f"{self.path}: {found[0]} has been taken back already; see `zhengming decisions list --all`")
        return found[0]

    def undo(self, identifier: str, by: str) -> Undo:
        """Take back a decision, or an undo, of the history. GlossaryError if nothing has this id."""
        return self.undo_all((identifier,), by)[0]

    def undo_all(self, identifiers: tuple[str, ...], by: str) -> tuple[Undo, ...]:
        """`undo` of several at once: all or none."""
        known = {entry.id for entry in self.history}
        for identifier in identifiers:
            if identifier not in known:
                raise GlossaryError(f"{self.path}: no decision has the id {identifier!r}; see `zhengming decisions list`")
        entries = tuple(Undo(new_id(), identifier, by, now()) for identifier in identifiers)
        self._append(entries)
        return entries

    @property
    def history(self) -> tuple[Entry, ...]:
        """Every decision and undo ever recorded, oldest first, each once."""
        self._refresh()
        return tuple(sorted({entry.id: entry for entry in (*self._entries, *self._end[0])}.values(), key=lambda entry: entry.at))

    @property
    def current(self) -> list[Decision]:
        """The decisions that hold: neither taken back nor replaced by a later one of the same person on the same."""
        return in_force(self.history)

    @property
    def _halves(self) -> list[tuple[int, bytes]]:
        return self._broken + self._end[1]

    @property
    def broken(self) -> tuple[str, ...]:
        """A sentence for each half line: it was never confirmed, and is stepped over."""
        self._refresh()
        return tuple(f"{self.path}: line {number}: half a line, left by a program that was stopped; it is stepped over" for number, _ in self._halves)

    def prune(self, gone: Collection[str] = ()) -> int:
        """Move what no longer counts into `….pruned.jsonl` beside the file: decisions taken back or replaced, the undos, and those of these ids.

        How many lines went. Nothing is thrown away, half lines neither, and a process that is recording waits.
        """
        pruned = DecisionFile(self.path.with_suffix(".pruned.jsonl"))
        try:
            with self._opened() if fcntl is not None else nullcontext():  # Windows replaces no file that is open
                history = self.history  # what was recorded before the file was ours counts as well
                kept = [decision for decision in in_force(history) if decision.id not in gone]
                staying = {decision.id for decision in kept}
                going = [entry for entry in history if entry.id not in staying]
                if going:
                    pruned._write(_lines(going, "backslashreplace") + b"".join(half + b"\n" for _, half in self._halves))
                    write_whole(self.path, _lines(kept, "backslashreplace"))
        except OSError as error:
            raise GlossaryError(f"{self.path}: cannot be written ({error.strerror or error}); nothing was pruned") from error
        return len(going)

    def _append(self, entries: tuple[Entry, ...]) -> None:
        try:
            self._write(_lines(entries, "strict"))
        except OSError as error:
            raise GlossaryError(f"{self.path}: cannot be written ({error.strerror or error}); the decision was not recorded") from error
        except UnicodeEncodeError as error:  # a terminal that is not set to UTF-8 gives half characters
            raise GlossaryError(f"{self.path}: cannot hold half a character (U+{ord(error.object[error.start]):04X}); the decision was not recorded, write it anew") from error

    def _write(self, data: bytes) -> None:
        with self._opened() as file:
            size = os.fstat(file).st_size
            if size:
                os.lseek(file, size - 1, os.SEEK_SET)
                if os.read(file, 1) != b"\n":
                    data = b"\n" + data  # half a line stands at the end: ours begins a new one
            try:
                if os.write(file, data) != len(data):
                    raise OSError("the disk is full")
                os.fsync(file)
            except OSError:
                os.ftruncate(file, size)
                raise

    @contextmanager
    def _opened(self) -> Iterator[int]:
        """The file for appending, this process alone."""
        new = not self.path.exists()
        file = self._locked()
        try:
            yield file
            if new and hasattr(os, "O_DIRECTORY"):
                folder = os.open(self.path.parent, os.O_DIRECTORY)
                os.fsync(folder)
                os.close(folder)
        finally:
            os.close(file)

    def _locked(self) -> int:
        """The file as it is once it is ours: another process may have put a new one in its place while we waited."""
        while True:
            file = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
            if fcntl is None:
                return file
            fcntl.flock(file, fcntl.LOCK_EX)
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(file), os.stat(self.path)):
                    return file
            os.close(file)

    def _refresh(self) -> None:
        """Read what has come in since; all anew where what was read stands there no more (an editor, git)."""
        try:
            with open(self.path, "rb") as file:
                status = os.fstat(file.fileno())
                stamp = (status.st_ino, status.st_size, status.st_mtime_ns)
                if stamp == self._stamp:
                    return
                data = file.read()
        except FileNotFoundError:
            self._forget()
            return
        except OSError as error:
            raise GlossaryError(f"{self.path}: cannot be read ({error.strerror or error}); check the path") from error
        if not data.startswith(self._whole):
            self._forget()
        *lines, last = data[len(self._whole) :].split(b"\n")
        first = self._lines + 1
        entries: list[Entry] = []
        broken: list[tuple[int, bytes]] = []
        for number, line in enumerate(lines, first):
            self._take(number, line, entries, broken)
        end: tuple[list[Entry], list[tuple[int, bytes]]] = ([], [])
        self._take(first + len(lines), last, *end)
        if not (self._entries or entries or end[0]) and any(not half.lstrip().startswith(b"{") for _, half in (*broken, *end[1])):
            raise GlossaryError(f"{self.path}: is no decisions file, for no line of it is a decision; check the path")
        self._lines += len(lines)
        self._entries += entries
        self._broken += broken
        self._stamp, self._whole, self._end = stamp, data[: len(data) - len(last)], end

    def _forget(self) -> None:
        self._stamp, self._whole, self._lines = (), b"", 0
        self._entries, self._broken, self._end = [], [], ([], [])

    def _take(self, number: int, line: bytes, entries: list[Entry], broken: list[tuple[int, bytes]]) -> None:
        where = f"{self.path}: line {number}"
        try:
            text = line.decode("utf-8-sig").strip()  # an editor may have put a byte-order mark
            row = json.loads(text) if text else None
        except ValueError as error:
            if line.startswith((b"<<<<<<<", b"=======", b">>>>>>>")):
                raise GlossaryError(f"{where}: a merge conflict; delete the three lines of signs, every decision on both sides may stay") from error
            broken.append((number, line))
            return
        if row is not None:
            try:
                if not isinstance(row, dict):
                    raise TypeError("it is no object in braces")
                entries.append(_entry(row, text))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise GlossaryError(f"{where}: no decision ({error}); each line needs fingerprint and verdict ({', '.join(Verdict)})") from error


_ORDER = Decision._fields


def _lines(entries: Iterable[Entry], errors: str) -> bytes:
    """The entries as they stand in a file; "backslashreplace" writes half a character as JSON does (`\\ud83d`)."""
    return "".join(map(_line, entries)).encode(errors=errors)


def _line(entry: Entry) -> str:
    if isinstance(entry, Undo):
        row: dict[str, Any] = {"id": entry.id, "undo": entry.target, "by": entry.by, "at": entry.at}
    else:
        row = {name: value for name in _ORDER if (value := getattr(entry, name)) not in (None, "") or (name == "text" and value is not None)}  # "" deletes
    return json.dumps(row, ensure_ascii=False) + "\n"


def _entry(row: Mapping[str, Any], text: str) -> Entry:
    """One object of the file. A line that a person wrote may lack its id: then its words are its id."""
    known = {name: str(row[name]) for name in ("text", "by", "at", "note", "document", "kind", "concept", "found", "around", "context", "accepted") if row.get(name) is not None}
    identifier = str(row.get("id") or blake2b(text.encode(), digest_size=8).hexdigest())
    if "undo" in row:
        return Undo(identifier, str(row["undo"]), known.get("by", ""), known.get("at", ""))
    verdict = Verdict(row["verdict"])
    own = known.pop("text", None)
    if verdict is Verdict.ACCEPT and own is not None:
        verdict = Verdict.REPLACE
    if verdict is Verdict.REPLACE and own is None:
        raise ValueError("replace needs a text")
    return Decision(identifier, str(row["fingerprint"]), verdict, own if verdict is Verdict.REPLACE else None, Scope(row.get("scope", Scope.PLACE)), **known)
