"""The compiled termbase is kept, and nothing that happens to the file or the folder can spoil a run."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from samples import ENTRY, write

from glossary.entry import ConceptEntry
from glossary.load import load_toml
from glossary.tables import SideTables
from glossary.termbase import Termbase
from normalize.termbase.cache import KEPT, LIBRARIES, cache_folder, cached, library_versions
from normalize.termbase.compiled import Compiled
from normalize.termbase.compiling import compile_termbase
from normalize.termbase.packing import pack, unpack
from zhengming.termbases import compiled_termbase


@pytest.fixture
def small(tmp_path: Path) -> Termbase:
    """A termbase of one concept."""
    return Termbase(load_toml(write(tmp_path, "own.toml", ENTRY)))


class Builder:
    """Compiles the small termbase and counts how often."""

    def __init__(self, termbase: Termbase) -> None:
        self.termbase, self.runs = termbase, 0

    def __call__(self) -> dict:
        self.runs += 1
        return compile_termbase(self.termbase, SideTables({}, {}, {}, {}))


@pytest.fixture
def build(small: Termbase) -> Builder:
    """See Builder."""
    return Builder(small)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of this test."""
    path = tmp_path / "cache"
    monkeypatch.setenv("ZHENGMING_CACHE", str(path))
    return path


def english(compiled: Compiled) -> str:
    """What the first entry says."""
    return compiled.entry(0).english


def test_compiled_once(build: Builder, folder: Path) -> None:
    """The second run takes it from the folder; other contents are compiled anew."""
    assert [english(cached([b"a"], build)) for _ in range(2)] == ["Jin-Dian-Zhou"] * 2
    assert build.runs == 1
    cached([b"b"], build)
    assert build.runs == 2
    assert len(list(folder.iterdir())) == 2


def test_another_version_of_a_library(build: Builder, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Readings of an older pypinyin, or frequencies of an older wordfreq, are not taken from the cache; other libraries are no matter."""
    monkeypatch.setattr("sys.path", [str(tmp_path / "gone"), str(tmp_path / "site-packages")])
    versions = [("pypinyin-0.54.0", 1), ("pypinyin-0.55.0", 2), ("wordfreq-3.1.1", 3), ("rich-14.0.0", 3)]
    for name, runs in versions:
        for old in (tmp_path / "site-packages").glob(f"{name.partition('-')[0]}-*"):
            old.rmdir()
        (tmp_path / "site-packages" / f"{name}.dist-info").mkdir(parents=True)
        for _ in range(2):
            cached([b"a"], build)
        assert build.runs == runs, name


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"ZHENGMING_CACHE": "own", "XDG_CACHE_HOME": "xdg"}, Path("own")),
        ({"XDG_CACHE_HOME": "xdg", "LOCALAPPDATA": "local"}, Path("xdg/zhengming")),
        ({"LOCALAPPDATA": "local"}, Path("local/zhengming")),
        ({}, Path.home() / ".cache" / "zhengming"),
    ],
)
def test_where_the_folder_is(variables: dict[str, str], expected: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Named for us, else where the system keeps such things."""
    for name in ("ZHENGMING_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert cache_folder() == expected


def test_every_library_is_found() -> None:
    """The folder names are those of the libraries that these tests run with; importlib.metadata, which is too slow for a start, says the same."""
    from importlib.metadata import version

    found = [name.decode() for name in library_versions()]
    for library in LIBRARIES:
        assert any(name.startswith(f"{library}{version(library.rstrip('-'))}.") for name in found), library


def test_few_are_kept(build: Builder, folder: Path) -> None:
    """Each change of a glossary makes a new file: those that nobody has used for longest go, whatever is used stays."""
    for number in range(KEPT + 3):
        cached([b"%d" % number], build)
        for at, path in enumerate(sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)):
            os.utime(path, (at, at))  # the clock of a file system may be too coarse to tell them apart
        cached([b"0"], build)  # used again and again
    assert len(list(folder.iterdir())) == KEPT
    cached([b"%d" % number], build)  # what was just written is there
    assert build.runs == KEPT + 3


@pytest.mark.parametrize("spoil", [lambda data: data[:-7], lambda data: data[:9], lambda data: b"", lambda data: data[:40] + b"\x00" + data[41:], lambda data: b"\x00" * len(data)])
def test_a_spoiled_file_is_built_anew(build: Builder, folder: Path, spoil) -> None:
    """Cut short, emptied or altered: the checksum tells, of a file that was checked before too."""
    cached([b"a"], build)
    cached([b"a"], build)
    (path,) = folder.iterdir()
    path.write_bytes(spoil(path.read_bytes()))
    assert english(cached([b"a"], build)) == "Jin-Dian-Zhou"
    assert build.runs == 2
    cached([b"a"], build)
    assert build.runs == 2


def test_a_folder_that_cannot_be_written(build: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It costs a compilation on every run, and no more."""
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("ZHENGMING_CACHE", str(tmp_path / "file" / "cache"))
    assert [english(cached([b"a"], build)) for _ in range(2)] == ["Jin-Dian-Zhou"] * 2
    assert build.runs == 2


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_read_only_folder(build: Builder, folder: Path) -> None:
    """The same for missing rights."""
    folder.mkdir(mode=0o500)
    assert english(cached([b"a"], build)) == "Jin-Dian-Zhou"


def test_no_half_written_file_stays(build: Builder, folder: Path) -> None:
    """Only whole files, under their own names."""
    cached([b"a"], build)
    assert [path.suffix for path in folder.iterdir()] == [".bin"]


def test_a_full_disk(build: Builder, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It costs a compilation, and what was begun is taken away again."""

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("glossary.whole_file.os.fsync", full)
    assert english(cached([b"a"], build)) == "Jin-Dian-Zhou"
    assert list(folder.iterdir()) == []


def test_entries_survive_packing(compiled: Compiled, builtin: tuple[ConceptEntry, ...]) -> None:
    """What is kept is what was loaded."""
    assert len(compiled) == len(builtin)
    assert all(unpack(pack(entry)) == entry for entry in builtin)
    assert [compiled.entry(number) for number in range(0, len(builtin), 97)] == list(builtin[::97])


def test_installed_data_are_known_by_size_and_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A contributor who has edited a built-in file, and a user whose glossary has other content of one size and time, get another termbase."""
    names: list[list[bytes]] = []
    data, own = tmp_path / "places.toml", tmp_path / "own.csv"
    monkeypatch.setattr("zhengming.termbases.data_files", lambda: [data])
    monkeypatch.setattr("zhengming.termbases.cached", lambda contents, build: names.append(list(contents)) or SimpleNamespace(warnings=[]))
    for text, row, time in (("a", "b", 1), ("a", "b", 1), ("a", "b", 2), ("ab", "b", 2), ("ab", "c", 2)):
        for path, words in ((data, text), (own, row)):
            path.write_text(words)
            os.utime(path, (time, time))
        compiled_termbase([own])
    assert [names[0] == names[1], *(one != other for one, other in pairwise(names[1:]))] == [True] * 4
