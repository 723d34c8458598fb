"""Which files a run reads: paths, folders, standard input; each file's text or one sentence on why it cannot be read."""

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import NamedTuple

from glossary.encodings import MAX_BYTES, UnreadableText, decode
from normalize.text.document import MARKDOWN_SUFFIXES, Document
from zhengming import Stop, Warn, counted
from zhengming.ignoring import IGNORE_FILE, LeftOut, left_out

MANIFEST = "zhengming-manifest.json"  # lies in a folder that a run wrote: its texts are results, no input
SUFFIXES = (".txt", ".text", *MARKDOWN_SUFFIXES)
DOCUMENTS = (".docx", ".doc", ".odt", ".rtf", ".pdf")  # what articles come in too, and is no text; pages of a site (.html) lie beside their Markdown
_NAMED = 3


class Source(NamedTuple):
    """A text to read: `path` is None for standard input; `name` is its path below the input that named it."""

    path: Path | None
    name: str
    shown: str

    @property
    def size(self) -> int:
        """Bytes of the file; 0 for standard input and for one that cannot be read."""
        with suppress(OSError):
            return self.path.stat().st_size if self.path else 0
        return 0

    @property
    def is_file(self) -> bool:
        """Whether it can be read twice and written: no standard input, no pipe (`<(pandoc a.docx -t plain)`), no device."""
        return self.path is not None and self.path.is_file()


class Failure(NamedTuple):
    """A text that could not be read, and why, in one sentence."""

    shown: str
    reason: str

    def __str__(self) -> str:
        return f"{self.shown}: {self.reason}"


def sources(paths: Sequence[str], warn: Warn = lambda sentence: None) -> tuple[list[Source], list[Failure]]:
    """The files behind the arguments, in order, each once; a folder gives its texts (*.txt, *.md) by name, but for what a run wrote below it; one that
    a run wrote gives the texts, and not the reports.

    What the ignore file leaves out is left out however it was found; where it was named itself, `warn` gets a sentence, and one for the documents of a
    folder that are no texts (a.docx), which somebody may believe to be read.
    """
    found: dict[str, Source] = {}
    failures: list[Failure] = []
    if "" in paths:
        raise Stop("a path is empty, perhaps a variable that is not set; name files or folders")  # Path("") is the folder one stands in
    for given in paths:
        if given == "-":
            found.setdefault("-", Source(None, "stdin.txt", "<stdin>"))
            continue
        path = Path(given)
        if os.path.isdir(path):
            path = path / "texts" if os.path.isfile(path / MANIFEST) else path
            unread: list[Failure] = []
            files: list[Path] = []
            documents: list[Path] = []
            for file in _files_below(path, left_out(path), unread):
                (documents if file.name.lower().endswith(DOCUMENTS) else files).append(file)
            failures += unread
            if documents:
                named = ", ".join([*(str(file.relative_to(path)) for file in documents[:_NAMED]), *(["…"] if len(documents) > _NAMED else [])])
                warn(f"{given}: {counted(len(documents), 'document is', 'documents are')} not read ({named}); save as plain text or Markdown, or name in {IGNORE_FILE}")
            if not files and not unread:
                if any(file.name.lower().endswith(SUFFIXES) for file in _files_below(path, lambda each: False, unread)):
                    warn(f"{given}: all its texts are left out, as {IGNORE_FILE} says")
                else:
                    failures.append(Failure(given, f"no texts in this folder; texts end in {', '.join(SUFFIXES)}"))
            for file in files:
                found.setdefault(os.path.realpath(file), Source(file, file.relative_to(path).as_posix(), str(file)))
        elif trouble := _missing(path):
            failures.append(Failure(given, trouble))
        elif left_out(path.parent)(path):
            warn(f"{given}: left out, as {IGNORE_FILE} says")
        else:
            found.setdefault(os.path.realpath(path), Source(path, path.name, given))
    return list(found.values()), failures


def _files_below(folder: Path, is_left_out: LeftOut, unread: list[Failure]) -> Iterator[Path]:
    """The texts of a folder, and the documents that are none; `unread` gets the folders in it that may not be looked into."""

    def fail(error: OSError) -> None:
        unread.append(Failure(str(error.filename), f"cannot be read ({error.strerror or error})"))

    for root, folders, files in os.walk(folder, onerror=fail):
        here = Path(root)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not os.path.isfile(here / name / MANIFEST) and not is_left_out(here / name))
        for name in sorted(files):
            if name.lower().endswith((*SUFFIXES, *DOCUMENTS)) and not name.startswith((".", "~$")) and not is_left_out(here / name) and not _never_ends(here / name):
                yield here / name


def _missing(path: Path) -> str | None:
    """Why a path that was named leads nowhere, else None."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return "no such file or folder; check the path"
    except OSError as error:  # it stands in a folder without rights
        return f"cannot be read ({error.strerror or error})"
    return None


def _never_ends(path: Path) -> bool:
    """Whether something in a folder is a pipe or a device, on which one could wait for ever; what cannot be looked at says so when it is read."""
    with suppress(OSError):
        return not stat.S_ISREG(path.stat().st_mode)
    return False


def read(source: Source) -> Document | Failure:
    """The document of a source, or why there is none."""
    if (shown := source.shown.encode("utf-8", "backslashreplace").decode()) != source.shown:
        return Failure(shown, "its name is not UTF-8 and could stand in no report; rename it")
    try:
        with nullcontext(sys.stdin.buffer) if source.path is None else open(source.path, "rb") as file:
            data = file.read(MAX_BYTES + 1)  # what is larger is refused, and a pipe or a device need not end
    except OSError as error:
        return Failure(source.shown, f"cannot be read ({error.strerror or error})")
    try:
        text, encoding = decode(data)
    except UnreadableText as error:
        return Failure(source.shown, str(error))
    return Document(source.shown, text, encoding, markdown=source.shown.lower().endswith(MARKDOWN_SUFFIXES))
