"""The main job: texts in; normalized texts, fix list, report and termbase out.

Everything is written into a folder with a temporary name beside the target, then renamed: a run that is stopped leaves nothing behind.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

from glossary.encodings import encode
from zhengming import Stop, Warn, __version__, counted, say
from zhengming.checking import Checked, all_checked, status_of, warn_of_lost, warn_of_pragmas, warn_of_unheld
from zhengming.config import DECISIONS_FILE, Settings
from zhengming.corpus import MANIFEST
from zhengming.decisions.file import time_of

FIX_LIST = "fixes.xlsx"


def normalize_into(paths: Sequence[str], out: Path, settings: Settings, warn: Warn, *, annotate: bool, force: bool, jobs: int | None = None) -> bool:
    """Write the results of a run into `out`; True if some text could not be read or written."""
    _may_replace(paths, out, settings, force)
    results, whole = all_checked(paths, settings, warn, annotate=annotate, ask=True, bar=True, jobs=jobs)
    if not results:
        raise Stop("no text could be read; nothing was written")
    for result in results:
        warn_of_pragmas(result, warn)
        warn_of_unheld(result, warn)
    warn_of_lost([ruling for result in results for ruling in result.rulings], [result.document.name for result in results], settings, warn)
    target = _real(out)  # a link stays one: what it leads to is replaced
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:
        raise Stop(f"{out}: cannot be written ({error.strerror or error}); choose another --out") from error
    try:
        (new := scratch / "new").mkdir()
        _write_all(results, new, settings)
        _replace(new, target, scratch / "old")
    except OSError as error:
        raise Stop(f"{out}: cannot be written ({error.strerror or error}); nothing was changed") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    say(summary(results, out))
    return not whole


def _may_replace(paths: Sequence[str], out: Path, settings: Settings, force: bool) -> None:
    """Stop where `out` is no folder of ours to replace, or holds what is read or what somebody has changed since."""
    if out.exists() and not out.is_dir():
        raise Stop(f"{out}: is a file; give a folder")
    target = _real(out)
    if out.exists() and _real(Path.cwd()).is_relative_to(target):
        raise Stop(f"{out}: is the folder you stand in; give another one")
    texts = [Path(path) for path in paths if path not in ("", "-")]
    for path in (*texts, *settings.glossaries, *filter(None, [settings.decisions])):
        if _real(path).is_relative_to(target):
            raise Stop(f"{path}: would be lost, as the folder of --out is replaced; give another --out")
    if not out.is_dir() or not any(out.iterdir()):
        return
    if not (out / MANIFEST).is_file():
        for path in texts:
            if target.is_relative_to(_real(path)):
                raise Stop(f"{out}: holds files that no run of zhengming wrote, and lies in {path}, which is read; give another folder")
        if not force:
            raise Stop(f"{out}: holds files that no run of zhengming wrote; give another folder, or --force to replace it")
    elif not force and (changed := _changed(out, settings.decisions)):
        kept = f" --decisions {settings.decisions}" if settings.decisions and settings.decisions.name != DECISIONS_FILE else ""
        remedy = f"take its decisions over with `zhengming review --import {changed}{kept}`" if changed == out / FIX_LIST else "move it away"
        raise Stop(f"{changed}: was changed since the run that wrote the folder, and would be lost; {remedy}, or --force")


def _changed(out: Path, decisions: Path | None) -> Path | None:
    """A file that somebody changed or added after the run that wrote a folder; not a fix list whose decisions stand in the decisions file."""
    from zhengming.decisions.importing import is_handed_back

    ours = _as_written(out)
    written = time_of((out / MANIFEST).stat().st_mtime)

    def is_lost(path: Path) -> bool:
        if path == out / MANIFEST or path.name.startswith((".", "~$")) or ours.get(path.relative_to(out).as_posix()) == _sum(path):
            return False
        return path != out / FIX_LIST or not is_handed_back(path, decisions, written)

    return next((path for path in sorted(out.rglob("*")) if path.is_file() and is_lost(path)), None)


def _as_written(out: Path) -> dict[str, str]:
    """The checksum of each file that the run which wrote a folder put there: a time tells nothing, for `mv`, `cp -p` and zip files keep that of the file."""
    try:
        return dict(json.loads((out / MANIFEST).read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _sum(path: Path) -> str:
    return blake2b(path.read_bytes(), digest_size=16).hexdigest()


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _replace(new: Path, out: Path, old: Path) -> None:
    """Put the new folder in the place of the one at `out`, which goes to `old`, and comes back where that fails or is interrupted."""
    try:
        if out.exists():
            os.replace(out, old)
        os.replace(new, out)
    except BaseException:
        if old.exists() and not out.exists():
            os.replace(old, out)
        raise


def _write_all(results: Sequence[Checked], folder: Path, settings: Settings) -> None:
    from tbx import Profile, Version, write
    from zhengming.reports.asking import asking
    from zhengming.reports.changes import changes
    from zhengming.reports.page import write_page
    from zhengming.reports.sheet import write_sheet
    from zhengming.reports.workbook import write_workbook
    from zhengming.selecting import mentioned

    names = _unique_names(results)
    for result, name in zip(results, names, strict=True):
        path = folder / "texts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encode(result.output, result.document.encoding))
    with open(folder / "fixes.jsonl", "w", encoding="utf-8", newline="\n") as file:
        for result in results:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in result.rows)
    write_workbook(results, folder / FIX_LIST)
    write_page(results, folder / "report.html")
    for name, sheet in (("changes", changes(results)), ("ask-the-author", asking(results))):
        write_sheet(sheet, folder / name)
    entries = mentioned(results, settings)
    if entries:
        with open(folder / "termbase.tbx", "wb") as binary:
            write(entries, binary, Profile(Version.V2, title="Concepts of these texts"))
        with open(folder / "termbase.full.tbx", "wb") as binary:
            write(entries, binary, Profile(Version.V3, title="Concepts of these texts, all statuses"))
    files = {path.relative_to(folder).as_posix(): _sum(path) for path in sorted(folder.rglob("*")) if path.is_file()}
    manifest = {"zhengming": __version__, "schema": 1, "texts": names, "files": files}
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _unique_names(results: Sequence[Checked]) -> list[str]:
    """The input's names below texts/; where one is taken already, the next number that is free (beside a.txt and a-2.txt, a second a.txt is a-3.txt).
    The name of a folder is taken: beside a.txt/b.txt, a.txt is a-2.txt."""
    folders = {str(folder) for result in results for folder in Path(result.source.name).parents}
    uses = Counter(name.casefold() for name in folders)  # without regard to capitals: A.txt and a.txt are one file on many a machine
    names = []
    for result in results:
        given = name = result.source.name
        while uses[name.casefold()]:
            uses[given.casefold()] += 1
            path = Path(given)
            name = str(path.with_name(f"{path.stem}-{uses[given.casefold()]}{path.suffix}"))
        uses[name.casefold()] = 1
        names.append(name)
    return names


def summary(results: Sequence[Checked], out: Path) -> str:
    """What was found and where it lies, in a few lines."""
    states: Counter[str] = Counter()
    kinds: dict[str, Counter[str]] = {}
    for result in results:
        for row in result.rows:
            state = status_of(row)
            states[state] += 1
            kinds.setdefault(row["kind"], Counter())[state] += 1
    found = f"{counted(len(results), 'text')}, {counted(sum(states.values()), 'finding')}"
    lines = [f"{found}: {states['applied']} fixed, {states['open']} to review, {counted(states['note'], 'note')}"]
    columns = [("applied", "fixed", 7), ("open", "to review", 11), ("note", "note", 6)]
    if states["rejected"]:
        lines[0] += f", {states['rejected']} rejected"
        columns.append(("rejected", "rejected", 10))
    if kinds:
        lines.append(" " * 16 + "".join(f"{name:>{width}}" for _, name, width in columns))
        for kind, count in sorted(kinds.items(), key=lambda item: (-sum(item[1].values()), item[0])):
            lines.append(f"{kind:<16}" + "".join(f"{count[state]:>{width}}" for state, _, width in columns))
    lines += [
        f"texts       {out / 'texts'}", f"report      {out / 'report.html'}", f"changes     {out / 'changes.html'}, {out / 'changes.md'}",
        f"questions   {out / 'ask-the-author.html'}, {out / 'ask-the-author.md'}",
        f"fix list    {out / FIX_LIST} (for people), {out / 'fixes.jsonl'} (for programs)",
    ]  # fmt: skip
    if (out / "termbase.tbx").exists():
        lines.append(f"termbase    {out / 'termbase.tbx'} (for CAT tools), {out / 'termbase.full.tbx'} (all statuses)")
    return "\n".join(lines) + "\n"
