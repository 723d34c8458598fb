"""zhengming tbx …: write the termbase for CAT tools, read theirs, check, compare, convert."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from zhengming.cli import Glossaries, NoBuiltin, Stop, warn

app = typer.Typer(help="Exchange termbases with CAT tools.", no_args_is_help=True, rich_markup_mode=None)

Out = Annotated[Path, typer.Option("--out", metavar="FILE", help="Where to write.")]


@app.command(epilog="Example: zhengming tbx export --tbx v2 --out zhengming.tbx")
def export(
    out: Out,
    tbx: Annotated[str, typer.Option("--tbx", help="v2: clean, for OmegaT, Lokalize, Weblate; v3: TBX-Basic, all statuses.")] = "v2",
    language_tag: Annotated[str, typer.Option("--lang-tag", help="Tag of the Chinese: zh-CN or zh-TW.")] = "zh-CN",
    glossary: Glossaries = None,
    no_builtin: NoBuiltin = False,
) -> None:
    """Write the whole termbase, built-in and your own, as TBX."""
    from zhengming.config import settings
    from zhengming.termbases import load_termbase

    if tbx not in ("v2", "v3"):
        raise Stop(f"--tbx {tbx}: unknown; give v2 or v3")
    chosen = settings(glossary, no_builtin, None)
    entries = load_termbase(chosen.glossaries, chosen.builtin, warn).entries
    _write(out, entries, "tbx2" if tbx == "v2" else "tbx3", language_tag)
    typer.echo(f"{len(entries)} concepts written to {out}")


@app.command("import", epilog="Example: zhengming tbx import client.tbx --out glossary.toml")
def import_(file: Annotated[Path, typer.Argument(metavar="FILE")], out: Out) -> None:
    """Turn a TBX file into a TOML glossary of your own."""
    from tbx import read_tbx

    if out.exists():
        raise Stop(f"{out}: exists; give another --out, or merge with `zhengming tbx merge`")
    entries = read_tbx(file)
    _write(out, entries, "toml", "zh-CN")
    typer.echo(f"{len(entries)} concepts written to {out}")


@app.command(epilog="Example: zhengming tbx convert client.tbx --out client.csv · FILE and --out by their endings: .tbx .csv .toml .utf8 (OmegaT)")
def convert(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    out: Out,
    tbx: Annotated[str, typer.Option("--tbx", help="Which TBX to write: v2 or v3.")] = "v2",
) -> None:
    """Convert a glossary between TBX, CSV, TOML and OmegaT's text format."""
    entries = _read(file)
    _write(out, entries, {"v2": "tbx2", "v3": "tbx3"}.get(tbx, "tbx2") if out.suffix.lower() == ".tbx" else out.suffix.lower().lstrip("."), "zh-CN")
    typer.echo(f"{len(entries)} concepts written to {out}")


@app.command(epilog="Example: zhengming tbx merge mine.tbx theirs.tbx --out both.tbx")
def merge(first: Annotated[Path, typer.Argument(metavar="FIRST")], second: Annotated[Path, typer.Argument(metavar="SECOND")], out: Out) -> None:
    """Join two glossaries by their Chinese; where they differ, the first one's preferred term stays preferred."""
    from tbx import merged

    entries = merged(_read(first), _read(second))
    _write(out, entries, "tbx3" if out.suffix.lower() == ".tbx" else out.suffix.lower().lstrip("."), "zh-CN")
    typer.echo(f"{len(entries)} concepts written to {out}")


@app.command(epilog="Example: zhengming tbx diff old.tbx new.tbx")
def diff(first: Annotated[Path, typer.Argument(metavar="FIRST")], second: Annotated[Path, typer.Argument(metavar="SECOND")]) -> None:
    """Show what differs between two glossaries. Exit code 0 nothing, 1 differences."""
    from tbx import diff as differences

    found = differences(_read(first), _read(second))
    for difference in found:
        typer.echo(str(difference))
    raise typer.Exit(1 if found else 0)


@app.command(epilog="Example: zhengming tbx validate termbase.full.tbx --rng TBXcoreStructV03.rng")
def validate(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    rng: Annotated[Path | None, typer.Option("--rng", metavar="FILE", help="Also against a RELAX NG schema of yours.")] = None,
) -> None:
    """Check a TBX file. Exit code 0 valid, 1 problems."""
    from tbx import problems

    if not file.is_file():
        raise Stop(f"{file}: no such file; check the path")
    found = problems(file, rng)
    for problem in found:
        typer.echo(problem)
    if not found:
        sys.stderr.write(f"{file}: valid\n")
    raise typer.Exit(1 if found else 0)


def _read(path: Path) -> tuple[Any, ...]:
    from glossary.load import load_glossary
    from tbx import read_omegat, read_tbx

    if path.suffix.lower() == ".tbx":
        return read_tbx(path)
    if path.suffix.lower() in (".utf8", ".tab"):
        return read_omegat(path)
    entries, warnings = load_glossary(path)
    for warning in warnings:
        warn(warning)
    return entries


def _write(out: Path, entries: tuple[Any, ...], format: str, language_tag: str) -> None:
    """Write under a temporary name, then rename: a failure leaves the old file."""
    from glossary.write import as_toml
    from tbx import write_csv, write_omegat, write_v2, write_v3

    writers: dict[str, Callable[[Path], object]] = {
        "tbx2": lambda path: write_v2(entries, path, title="Zhengming", language_tag=language_tag),
        "tbx3": lambda path: write_v3(entries, path, title="Zhengming", language_tag=language_tag),
        "csv": lambda path: write_csv(entries, path), "utf8": lambda path: write_omegat(entries, path), "toml": lambda path: path.write_text(as_toml(entries), encoding="utf-8"),
    }  # fmt: skip
    if format not in writers:
        raise Stop(f"{out}: cannot tell the format; the name must end in .tbx, .csv, .toml or .utf8")
    scratch = out.with_name(f".{out.name}.part")
    try:
        writers[format](scratch)
        scratch.replace(out)
    except OSError as error:
        raise Stop(f"{out}: cannot be written ({error.strerror or error})") from error
    finally:
        scratch.unlink(missing_ok=True)
