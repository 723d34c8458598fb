"""The command line. What a command needs is imported inside it: `check` starts in a fraction of a second."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from typer.core import TyperArgument, TyperCommand

from zhengming import Stop, warn

F = TypeVar("F", bound=Callable[..., Any])


class _Argument(TyperArgument):
    """One whose help does not name its Python type: `PATHS <list[str]>` tells a translator nothing."""

    def display_type_rich(self, ctx: object) -> str | None:
        return None


class _Command(TyperCommand):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for param in self.params:
            if isinstance(param, TyperArgument):
                param.__class__ = _Argument


def examples(*calls: str) -> str:
    """What stands below the help of a command: calls to be copied, each on a line of its own, which the sign before them asks for."""
    return "\n".join(["\b", "Example:" if len(calls) == 1 else "Examples:", *(f"  zhengming {call}" for call in calls)])


class App(typer.Typer):
    """Commands, or a group of them, with a help for people who write no Python."""

    def __init__(self, help: str = "", *calls: str) -> None:
        super().__init__(
            help=help, epilog=examples(*calls) if calls else None, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
            context_settings={"help_option_names": ["-h", "--help"]},
        )  # fmt: skip

    def command(self, *args: Any, **kwargs: Any) -> Callable[[F], F]:
        """As typer has it."""
        return super().command(*args, cls=_Command, **kwargs)


app = App("Reads garbled machine-translated English back to the Chinese it came from, and mends it.", "normalize articles --out out", "check article.txt")


LANGUAGES = ("zh-CN", "zh-TW")  # in which Chinese can be written out

Paths = Annotated[list[str], typer.Argument(metavar="PATHS", help="Files and folders (*.txt, *.md); - reads standard input.")]
Glossaries = Annotated[list[Path] | None, typer.Option("--glossary", metavar="FILE", help="Your own terms: TOML, CSV (zh,en,…) or TBX; may be given again.")]
NoBuiltin = Annotated[bool, typer.Option("--no-builtin", help="Use only your own glossaries.")]
DECISIONS = "The decisions to follow: a .jsonl file, or a reviewed fixes.xlsx; normalize also imports that, as review --import does."
DecisionFile = Annotated[Path | None, typer.Option("--decisions", metavar="FILE", help=DECISIONS)]
Jobs = Annotated[int, typer.Option("--jobs", "-j", metavar="N", min=0, help="Processes to use; 0: one for each processor where the texts are larger than 1 MB.")]
ANNOTATE = "Add Chinese and pinyin at the first mention of a name in running text; plain nouns, headings, quotations, lines of up to 80 characters and names in doubt get none."
Bare = Annotated[bool, typer.Option("--no-listed-forms", hidden=True, help="Leave out every listed garbled form: measures reading back alone.")]


@app.command(epilog=examples("check article.txt", "check texts --format sarif > findings.sarif", "check texts --baseline accepted.jsonl"))
def check(
    paths: Paths,
    glossary: Glossaries = None,
    no_builtin: NoBuiltin = False,
    format: Annotated[str, typer.Option("--format", metavar="NAME", help="text, jsonl, sarif, github, rdjson, checkstyle or csv")] = "text",
    decisions: DecisionFile = None,
    baseline: Annotated[Path | None, typer.Option("--baseline", metavar="FILE", help="Show only findings that this file does not accept.")] = None,
    accept: Annotated[Path | None, typer.Option("--write-baseline", metavar="FILE", help="Accept the findings of today: write them to this file.")] = None,
    jobs: Jobs = 0,
    bare: Bare = False,
) -> None:
    """Show what is garbled; never changes a text. Exit code 0 nothing to do, 1 findings, 2 failure."""
    from zhengming.config import settings

    if baseline and accept:
        raise Stop("--baseline and --write-baseline: give one of them")
    chosen = settings(glossary, no_builtin, decisions)
    if accept:
        from zhengming.baseline import accept_findings

        raise typer.Exit(accept_findings(paths, chosen, warn, accept, bare=bare, jobs=jobs or None))
    from zhengming.checking import show_findings

    raise typer.Exit(show_findings(paths, chosen, warn, format, baseline=baseline, bare=bare, jobs=jobs or None))


@app.command(epilog=examples("normalize seeds --out out", "normalize a.txt --out out --decisions out/fixes.xlsx", "normalize a.md --in-place"))
def normalize(
    paths: Paths,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Where to write; a folder of an earlier run is replaced.")] = None,
    in_place: Annotated[bool, typer.Option("--in-place", help="Fix the files themselves and write nothing else; exit code 1 if one changed.")] = False,
    glossary: Glossaries = None,
    no_builtin: NoBuiltin = False,
    decisions: DecisionFile = None,
    annotate: Annotated[bool, typer.Option("--annotate", help=ANNOTATE)] = False,
    jobs: Jobs = 0,
    force: Annotated[bool, typer.Option("--force", help="Replace the folder even if it holds files that no run wrote, or a fix list that was not handed back.")] = False,
) -> None:
    """Write normalized texts and their fix list: the main job. Also reports, and the termbase of these texts. Exit code 0 done, 2 some text failed."""
    from zhengming.config import settings
    from zhengming.decisions.reading import is_spreadsheet

    if decisions is not None and is_spreadsheet(decisions):  # what it decides would else stand in the new fix list alone, which the next run replaces
        from zhengming.cli_review import take_over

        take_over(decisions)
        decisions = None
    chosen = settings(glossary, no_builtin, decisions)
    if in_place:
        from zhengming.in_place import normalize_in_place

        if out or force:
            raise Stop("--in-place writes into the files themselves; leave --out and --force away")
        raise typer.Exit(normalize_in_place(paths, chosen, warn, annotate=annotate, jobs=jobs or None))
    if out is None:
        raise Stop("say where to write: --out DIR, or --in-place to mend the files themselves")
    from zhengming.normalizing import normalize_into

    failed = normalize_into(paths, out, chosen, warn, annotate=annotate, force=force, jobs=jobs or None)
    raise typer.Exit(2 if failed else 0)


@app.command(epilog=examples('lookup "Jindian Week"', "lookup 锦淀周"))
def lookup(
    form: Annotated[str, typer.Argument(metavar="FORM", help="An English form, right or garbled, or a Chinese one.")],
    glossary: Glossaries = None,
    no_builtin: NoBuiltin = False,
) -> None:
    """Show the concept behind a form, English or Chinese. With its pinyin, right forms, garbled forms and the reasons. Exit code 1 if nothing is found."""
    from zhengming.config import settings
    from zhengming.looking_up import look_up

    raise typer.Exit(0 if look_up(form, settings(glossary, no_builtin, None), warn) else 1)


def _version(value: bool) -> None:
    if value:
        from zhengming import __version__

        typer.echo(f"zhengming {__version__}")
        raise typer.Exit()


@app.callback()
def options(version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")] = False) -> None:
    """Global options."""


@cache
def whole_app() -> typer.Typer:
    """The command line with its groups of commands, for which `check` does not wait."""
    from zhengming.cli_decisions import app as decisions_app
    from zhengming.cli_glossary import app as glossary_app
    from zhengming.cli_joining import app as joining_app
    from zhengming.cli_review import EXAMPLES, review
    from zhengming.cli_tbx import app as tbx_app

    tbx_app.add_typer(joining_app)
    app.command(epilog=EXAMPLES)(review)
    app.add_typer(decisions_app, name="decisions")
    app.add_typer(glossary_app, name="glossary")
    app.add_typer(tbx_app, name="tbx")
    return app


if {"glossary", "tbx", "review", "decisions"} & set(sys.argv[1:2]) or {"--help", "-h"} & set(sys.argv[1:3]) or len(sys.argv) < 2:
    whole_app()
