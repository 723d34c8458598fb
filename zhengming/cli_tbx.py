"""zhengming tbx …: write the termbase for CAT tools, convert and check theirs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhengming import Stop, counted, one_of, say, warn
from zhengming.cli import LANGUAGES, App, Glossaries, NoBuiltin, examples

if TYPE_CHECKING:
    from tbx import Profile

MOST_TOLD = 20

app = App("Exchange termbases with CAT tools.", "tbx export --tbx v2 --out zhengming.tbx", "tbx import client.tbx --into glossary.toml")

Out = Annotated[Path, typer.Option("--out", metavar="FILE", help="Where to write; without --format and --tbx its ending says the format.")]
TBX = "v2 (unless said otherwise): right forms only, for OmegaT and Lokalize; v2-full, v3: all forms with their status."
Tbx = Annotated[str, typer.Option("--tbx", metavar="VERSION", show_default=False, help=TBX)]
DialectName = Annotated[str, typer.Option("--dialect", metavar="NAME", help="Of v3: core, min, basic or linguist.")]
StyleName = Annotated[str, typer.Option("--style", metavar="NAME", help="Of v3: dca or dct.")]
STATUS = "Only terms of this status, beside the preferred: admitted, deprecated; may be given again."
FORMAT = "Instead of TBX: omegat, memoq, xlsx (Phrase), matecat, csv, weblate, multiterm, skos, deepl, google, toml."
Lang = Annotated[str, typer.Option("--lang", metavar="TAG", help="zh-CN, or zh-TW for traditional characters and Taiwan's words.")]


@app.command(epilog=examples("tbx export --tbx v2 --out zhengming.tbx", "tbx export --format deepl --used-in articles --out deepl.csv"))
def export(
    out: Out,
    tbx: Tbx = "",
    dialect: DialectName = "basic",
    style: StyleName = "dca",
    lang: Lang = "zh-CN",
    format: Annotated[str, typer.Option("--format", metavar="NAME", help=FORMAT)] = "",
    subject: Annotated[list[str] | None, typer.Option("--subject", metavar="NAME", help="Only concepts of this subject (place, food, …); may be given again.")] = None,
    region: Annotated[list[str] | None, typer.Option("--region", metavar="NAME", help="Only concepts of this province; may be given again.")] = None,
    status: Annotated[list[str] | None, typer.Option("--status", metavar="NAME", help=STATUS)] = None,
    used_in: Annotated[list[str] | None, typer.Option("--used-in", metavar="PATH", help="Only concepts these texts mention, each with a sentence; may be given again.")] = None,
    glossary: Glossaries = None,
    no_builtin: NoBuiltin = False,
) -> None:
    """Write the termbase, built-in and your own, or a part of it."""
    from glossary.load import look_alikes_of
    from zhengming.config import settings
    from zhengming.exchange import Writing, format_named, format_of, may_replace, write_glossary
    from zhengming.selecting import selected
    from zhengming.selecting import used_in as mentioned_in
    from zhengming.termbases import load_termbase

    profile = _profile(tbx or "v2", dialect, style, lang)
    chosen = settings(glossary, no_builtin, None)
    may_replace(out, *chosen.glossaries)
    kind = format_named(format or "tbx") if format or tbx else format_of(out)
    entries = mentioned_in(used_in, chosen, warn) if used_in else load_termbase(chosen.glossaries, chosen.builtin, warn, readings=False).entries
    entries = selected(entries, subject or (), region or (), status or ())
    how = Writing(profile, warn, look_alikes_of(chosen.glossaries))
    say(f"{counted(write_glossary(entries, out, kind, how), 'concept')} written to {out}\n")


@app.command(epilog=examples("tbx convert client.tbx client.csv"))
def convert(
    file: Annotated[Path, typer.Argument(metavar="IN", help="The glossary to read; its ending says the format.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Where to write; the ending says the format: .tbx .toml .csv .xlsx .xml .ttl, .utf8 or .txt (OmegaT), .tsv (DeepL).")],
    tbx: Tbx = "v2",
    dialect: DialectName = "basic",
    style: StyleName = "dca",
    lang: Lang = "zh-CN",
) -> None:
    """Convert a glossary to another format. TBX to TBX goes one concept at a time, so that a file may have any size."""
    from glossary.load import look_alikes_of
    from zhengming.exchange import Writing, format_of, may_replace, read_glossary, say_left_out, write_glossary

    profile = _profile(tbx, dialect, style, lang)
    may_replace(out, file)
    before, after = format_of(file), format_of(out)
    if before.name == after.name == "tbx":
        count = _stream(file, out, profile)
    else:
        entries = tuple(read_glossary(file, warn))
        say_left_out([file], after, warn)
        count = write_glossary(entries, out, after, Writing(profile, warn, look_alikes_of([file])))
    say(f"{counted(count, 'concept')} written to {out}\n")


@app.command(epilog=examples("tbx validate termbase.full.tbx --rng TBXcoreStructV03.rng"))
def validate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The TBX file, of any version and dialect.")],
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


def _profile(tbx: str, dialect: str, style: str, lang: str) -> Profile:
    from tbx import Dialect, Profile, Style, Version

    for option, value, known in (("--tbx", tbx, Version), ("--dialect", dialect, Dialect), ("--style", style, Style), ("--lang", lang, LANGUAGES)):
        one_of(option, value, known)
    if tbx != "v3" and (dialect, style) != ("basic", "dca"):
        raise Stop(f"--tbx {tbx}: has neither dialects nor styles; leave --dialect and --style out, or give --tbx v3")
    return Profile(Version(tbx), Dialect(dialect), Style(style), lang, "Zhengming")


def _stream(file: Path, out: Path, profile: Profile) -> int:
    from tbx import iter_tbx, write

    told = 0

    def report(sentence: str) -> None:
        nonlocal told
        told += 1
        if told <= MOST_TOLD:
            warn(sentence)

    try:
        count = write(iter_tbx(file, report), out, profile, report)
    except OSError as error:
        raise Stop(f"{out}: cannot be written ({error.strerror or error}); check the folder and its rights") from error
    if told > MOST_TOLD:
        warn(f"{told - MOST_TOLD} more of these")
    return count
