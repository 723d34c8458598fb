"""The formats in which glossaries come and go, by name and by the ending of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import tbx
from glossary.amend import with_look_alikes
from glossary.csv_table import csv_rows
from glossary.entry import ConceptEntry, Term
from glossary.hanzi import has_hanzi, taiwanese
from glossary.load import load_glossary, look_alikes_of
from glossary.whole_file import replacing
from glossary.write import as_toml
from zhengming import Stop, Warn, counted, one_of

Entries = Iterable[ConceptEntry]
Write = Callable[[Entries, Path, "Writing"], int | None]


@dataclass(frozen=True, slots=True)
class Writing:
    """What a writer is told beside the entries.

    `profile` says which TBX a .tbx is, and for every format the tag of the Chinese (zh-CN or zh-TW); `warn` is told what is left out; `look_alikes` are for TOML,
    the one format that has a place for them.
    """

    profile: tbx.Profile
    warn: Warn
    look_alikes: Mapping[str, str] = field(default_factory=dict)

    @property
    def lang(self) -> str:
        """The tag of the Chinese."""
        return self.profile.language_tag


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name for `--format`, the endings of its files, how to read it, if it can be read, and how to write it.

    `write` says how many concepts it wrote, where that need not be all.
    """

    name: str
    endings: tuple[str, ...]
    read: Callable[[Path, Warn], Entries] | None
    write: Write


def _read_glossary(path: Path, warn: Warn) -> Entries:
    entries, warnings = load_glossary(path)
    for warning in warnings:
        warn(warning)
    return entries


def _read_csv(path: Path, warn: Warn) -> Entries:
    """A CSV by its first line: memoQ's columns, ours, or no header at all, as the engines have it."""
    first = ",".join(next(csv_rows(path), (1, []))[1])
    if "Entry_ID" in first or ("Chinese" in first and "English" in first):
        return tbx.read_memoq(path, warn)
    if has_hanzi(first):
        return tbx.read_engine(path, warn)  # which knows a header of ours, 备注 in it or not
    return _read_glossary(path, warn)


def _write_toml(entries: Entries, path: Path, how: Writing) -> None:
    path.write_text(with_look_alikes(as_toml(entries), how.look_alikes), encoding="utf-8", newline="\n")


def _engine(engine: tbx.Engine) -> Write:
    return lambda entries, path, how: tbx.write_engine(entries, path, engine, tabs=path.suffix.lower() == ".tsv", report=how.warn)


def in_taiwan(entry: ConceptEntry) -> ConceptEntry:
    """The entry with its Chinese as it is written in Taiwan, each form once; what is traditional already stays."""
    terms: dict[str, Term] = {}
    for term in entry.zh.terms:
        terms.setdefault(text := taiwanese(term.text), term._replace(text=text))
    return entry._replace(zh=entry.zh._replace(terms=tuple(terms.values()), context=taiwanese(entry.zh.context)))


FORMATS = (
    Format("tbx", (".tbx",), tbx.read_tbx, lambda entries, path, how: tbx.write(entries, path, how.profile, how.warn)),
    Format("toml", (".toml",), _read_glossary, _write_toml),
    Format("csv", (".csv",), _read_csv, lambda entries, path, how: tbx.write_csv(entries, path)),
    Format("omegat", (".utf8", ".txt", ".tab"), tbx.read_omegat, lambda entries, path, how: tbx.write_omegat(entries, path)),
    Format("xlsx", (".xlsx",), tbx.read_spreadsheet, lambda entries, path, how: tbx.write_phrase(entries, path, language_tag=how.lang)),
    Format("matecat", (), tbx.read_spreadsheet, lambda entries, path, how: tbx.write_matecat(entries, path, language_tag=how.lang)),
    Format("memoq", (), tbx.read_memoq, lambda entries, path, how: tbx.write_memoq(entries, path, taiwan=how.lang == "zh-TW")),
    Format("multiterm", (".xml", ".mtf"), tbx.read_multiterm, lambda entries, path, how: tbx.write_multiterm(entries, path)),
    Format("weblate", (), tbx.read_weblate, lambda entries, path, how: tbx.write_weblate(entries, path, language_tag=how.lang)),
    Format("skos", (".ttl",), None, lambda entries, path, how: tbx.write_skos(entries, path, language_tag=how.lang)),
    Format("deepl", (".tsv",), tbx.read_engine, _engine(tbx.DEEPL)),
    Format("google", (), tbx.read_engine, _engine(tbx.GOOGLE)),
)


def format_of(path: Path) -> Format:
    """The format that a file's ending names; Stop if none does."""
    for format in FORMATS:
        if path.suffix.lower() in format.endings:
            return format
    endings = ", ".join(ending for format in FORMATS for ending in format.endings)
    raise Stop(f"{path}: cannot tell the format; the name must end in one of {endings}")


def format_named(name: str) -> Format:
    """The format of a `--format`; Stop if there is none of this name."""
    known = {format.name: format for format in FORMATS}
    one_of("--format", name, known)
    return known[name]


def read_glossary(path: Path, warn: Warn, name: str = "") -> Entries:
    """The entries of a file in any format that can be read; `name` says which, if the ending does not."""
    format = format_named(name) if name else format_of(path)
    if format.read is None:
        raise Stop(f"{path}: {format.name} is written only; give another file")
    return format.read(path, warn)


def say_left_out(paths: Iterable[Path], out: Format, warn: Warn) -> None:
    """Where this format has no place for look-alikes, name each glossary that holds some: it must be kept."""
    for path in paths if out.name != "toml" else ():
        if aside := len(look_alikes_of([path])):
            warn(f"{path}: left out: {counted(aside, 'look-alike')}, which no other format has a place for; keep this file")


def may_replace(out: Path, *read: Path) -> None:
    """Stop where `out` is a folder or a device, or a file that is read: what its format has no place for, comments too, would be gone."""
    if out.exists() and not out.is_file():
        raise Stop(f"{out}: is no file that could be replaced; give another name")
    if any(out.exists() and path.exists() and path.samefile(out) for path in read):
        raise Stop(f"{out}: is what is read, and its comments and whatever the new format has no place for would be lost; write to another file")


def write_glossary(entries: Sequence[ConceptEntry], out: Path, format: Format, how: Writing) -> int:
    """Write whole or not at all: a failure leaves the old file. How many concepts were written."""
    try:
        with replacing(out) as scratch:
            written = format.write(map(in_taiwan, entries) if how.lang == "zh-TW" else entries, scratch, how)
        return len(entries) if written is None else written
    except OSError as error:
        raise Stop(f"{out}: cannot be written ({error.strerror or error}); check the folder and its rights") from error
