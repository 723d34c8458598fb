"""zhengming tbx import, merge, diff: what comes from others beside what is ours."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zhengming.cli import Stop, warn

app = typer.Typer()

Out = Annotated[Path, typer.Option("--out", metavar="FILE", help="Where to write.")]


@app.command("import", epilog="Example: zhengming tbx import client.tbx --out glossary.toml")
def import_(file: Annotated[Path, typer.Argument(metavar="FILE")], out: Out) -> None:
    """Turn a TBX file into a TOML glossary of your own."""
    from zhengming.exchange import format_named, read_glossary, write_glossary

    if out.exists():
        raise Stop(f"{out}: exists; give another --out, or merge with `zhengming tbx merge`")
    entries = tuple(read_glossary(file, warn))
    write_glossary(entries, out, format_named("toml").write)
    typer.echo(f"{len(entries)} concepts written to {out}")


@app.command(epilog="Example: zhengming tbx merge mine.tbx theirs.tbx --out both.tbx")
def merge(first: Annotated[Path, typer.Argument(metavar="FIRST")], second: Annotated[Path, typer.Argument(metavar="SECOND")], out: Out) -> None:
    """Join two glossaries by their Chinese; where they differ, the first one's preferred term stays preferred."""
    from tbx import merged
    from zhengming.exchange import format_of, read_glossary, write_glossary

    format = format_of(out)
    entries = merged(read_glossary(first, warn), read_glossary(second, warn))
    write_glossary(entries, out, format.write)
    typer.echo(f"{len(entries)} concepts written to {out}")


@app.command(epilog="Example: zhengming tbx diff old.tbx new.tbx")
def diff(first: Annotated[Path, typer.Argument(metavar="FIRST")], second: Annotated[Path, typer.Argument(metavar="SECOND")]) -> None:
    """Show what differs between two glossaries. Exit code 0 nothing, 1 differences."""
    from tbx import diff as differences
    from zhengming.exchange import read_glossary

    found = differences(read_glossary(first, warn), read_glossary(second, warn))
    for difference in found:
        typer.echo(str(difference))
    raise typer.Exit(1 if found else 0)
