"""zhengming tbx import, merge, diff: what comes from others beside what is ours."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zhengming import Stop, counted, one_of, say, warn
from zhengming.cli import LANGUAGES, App, examples

app = App()

FormatName = Annotated[str, typer.Option("--format", metavar="NAME", help="What FILE is, where its ending does not say it: weblate, memoq, matecat, deepl, google, …")]


@app.command("import", epilog=examples("tbx import client.tbx --into glossary.toml --dry-run", "tbx import client.xlsx --into glossary.toml"))
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="TBX, CSV, XLSX, an OmegaT, memoQ or MultiTerm glossary.")],
    into: Annotated[Path, typer.Option("--into", metavar="GLOSSARY", help="Your TOML glossary; made if it is missing.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would become of it, and write nothing.")] = False,
    format: FormatName = "",
) -> None:
    """Take another tool's glossary into your own. + is new, ~ learns something, ! is said otherwise (yours stays, theirs becomes a comment)."""
    from glossary.load import look_alikes_of
    from zhengming.exchange import read_glossary
    from zhengming.importing import import_into

    for line in import_into(read_glossary(file, warn, format), file.name, into, look_alikes=look_alikes_of([file]), dry_run=dry_run):
        say(f"{line}\n")


@app.command(epilog=examples("tbx merge mine.tbx theirs.tbx others.csv --out all.tbx"))
def merge(
    files: Annotated[list[Path], typer.Argument(metavar="FILES", help="Two or more glossaries; an earlier one wins over a later one.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where to write; the ending says the format.")],
    version: Annotated[str, typer.Option("--tbx", metavar="VERSION", help="Of a .tbx: v3 or v2-full, all forms with their status; v2: right forms only.")] = "v3",
    lang: Annotated[str, typer.Option("--lang", metavar="TAG", help="zh-CN, or zh-TW for traditional characters and Taiwan's words.")] = "zh-CN",
) -> None:
    """Join glossaries by their Chinese. Where they contradict each other is said on stderr."""
    from glossary.load import look_alikes_of
    from tbx import Profile, Version, join
    from zhengming.exchange import Writing, format_of, may_replace, read_glossary, say_left_out, write_glossary

    if len(files) < 2:
        raise Stop("one file is nothing to merge; give two or more, or use `zhengming tbx convert`")
    one_of("--tbx", version, Version)
    one_of("--lang", lang, LANGUAGES)
    may_replace(out, *files)
    format = format_of(out)
    entries = tuple(read_glossary(files[0], warn))
    for path in files[1:]:
        joined = join(entries, read_glossary(path, warn))
        for conflict in joined.conflicts:
            warn(f"{path.name}: {conflict.chinese}: {conflict}")
        entries = joined.entries
    say_left_out(files, format, warn)
    how = Writing(Profile(Version(version), language_tag=lang, title="Zhengming"), warn, look_alikes_of(reversed(files)))
    say(f"{counted(write_glossary(entries, out, format, how), 'concept')} written to {out}\n")


@app.command(epilog=examples("tbx diff old.tbx new.tbx"))
def diff(
    first: Annotated[Path, typer.Argument(metavar="FIRST", help="The older glossary, in any format that can be read.")],
    second: Annotated[Path, typer.Argument(metavar="SECOND", help="The newer one.")],
) -> None:
    """Show by concept what differs between two glossaries. + added, - removed, ~ changed. Exit code 0 nothing, 1 differences."""
    from collections import Counter

    from tbx import Change
    from tbx import diff as differences
    from zhengming.exchange import read_glossary

    found = differences(read_glossary(first, warn), read_glossary(second, warn))
    for difference in found:
        typer.echo(str(difference))
    counted = Counter(difference.change for difference in found)
    typer.echo(", ".join(f"{counted[change]} {change}" for change in Change))
    raise typer.Exit(1 if found else 0)
