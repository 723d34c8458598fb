"""The formats in which glossaries come and go, by name and by the ending of a file. What a format needs is imported when it is used."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from glossary.entry import ConceptEntry
from zhengming import Stop

Warn = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name for `--format`, the endings of its files, how to read it and how to write it; None where it goes one way only."""

    name: str
    endings: tuple[str, ...]
    read: Callable[[Path, Warn], Iterable[ConceptEntry]] | None
    write: Callable[[Iterable[ConceptEntry], Path], None] | None


def _read_tbx(path: Path, warn: Warn) -> Iterable[ConceptEntry]:
    from tbx import read_tbx

    return read_tbx(path)


def _read_glossary(path: Path, warn: Warn) -> Iterable[ConceptEntry]:
    from glossary.load import load_glossary

    entries, warnings = load_glossary(path)
    for warning in warnings:
        warn(warning)
    return entries


def _read_omegat(path: Path, warn: Warn) -> Iterable[ConceptEntry]:
    from tbx import read_omegat

    return read_omegat(path)


def _write_tbx(entries: Iterable[ConceptEntry], path: Path) -> None:
    from tbx import Profile, Version, write

    write(entries, path, Profile(Version.V3, title="Zhengming"))


def _write_toml(entries: Iterable[ConceptEntry], path: Path) -> None:
    from glossary.write import as_toml

    path.write_text(as_toml(entries), encoding="utf-8", newline="\n")


def _write_csv(entries: Iterable[ConceptEntry], path: Path) -> None:
    from tbx import write_csv

    write_csv(entries, path)


def _write_omegat(entries: Iterable[ConceptEntry], path: Path) -> None:
    from tbx import write_omegat

    write_omegat(entries, path)


FORMATS = (
    Format("tbx", (".tbx",), _read_tbx, _write_tbx),
    Format("toml", (".toml",), _read_glossary, _write_toml),
    Format("csv", (".csv",), _read_glossary, _write_csv),
    Format("omegat", (".utf8", ".tab"), _read_omegat, _write_omegat),
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
    for format in FORMATS:
        if format.name == name:
            return format
    raise Stop(f"--format {name}: unknown; give one of {', '.join(format.name for format in FORMATS)}")


def read_glossary(path: Path, warn: Warn) -> Iterable[ConceptEntry]:
    """The entries of a file in any format that can be read."""
    format = format_of(path)
    if format.read is None:
        raise Stop(f"{path}: {format.name} is written only; give another file")
    return format.read(path, warn)


def write_glossary(entries: Iterable[ConceptEntry], out: Path, write: Callable[[Iterable[ConceptEntry], Path], None] | None) -> None:
    """Write under a temporary name, then rename: a failure leaves the old file."""
    if write is None:
        raise Stop(f"{out}: this format is read only; choose another")
    scratch = out.with_name(f".{out.name}.part")
    try:
        write(entries, scratch)
        scratch.replace(out)
    except OSError as error:
        raise Stop(f"{out}: cannot be written ({error.strerror or error}); check the folder and its rights") from error
    finally:
        scratch.unlink(missing_ok=True)
