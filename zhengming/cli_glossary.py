"""zhengming glossary …: look into the termbase, check its data, add to one's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhengming import Stop, counted, say, warn
from zhengming.cli import App, Glossaries, NoBuiltin, Paths, examples

if TYPE_CHECKING:
    from glossary.termbase import Termbase

app = App("Look into, check and extend the termbase.", "glossary add 锦溪 Jinxi --subject place", "glossary mine articles")

OWN_GLOSSARY = Path("glossary.toml")


@app.command(epilog=examples("glossary verify --glossary glossary.toml", "glossary verify --audit"))
def verify(
    audit: Annotated[bool, typer.Option("--audit", help="Also run every entry over clean English and name those that fire there.")] = False,
    glossary: Glossaries = None,
) -> None:
    """Check the built-in data, or your own glossaries instead. Exit code 0 no error (warnings do not count), 1 errors, 2 unreadable."""
    sound = _own_are_sound(glossary) if glossary else _ours_is_sound()
    if audit:
        _audit(glossary)
    raise typer.Exit(0 if sound else 1)


def _own_are_sound(paths: Sequence[Path]) -> bool:
    """Say what is wrong with the glossaries of one's own, each by itself and beside those before it; whether they have no error."""
    from glossary.verify_own import contradictions
    from zhengming.termbases import load_termbase

    owns = [load_termbase([path], False, warn) for path in paths]
    sound = [_own_is_sound(path, own) for path, own in zip(paths, owns, strict=True)]
    for problem in contradictions(owns):
        typer.echo(str(problem))
    return all(sound)


def _own_is_sound(path: Path, own: Termbase) -> bool:
    """Say what is wrong with a glossary of one's own and what it holds; whether it has no error."""
    from glossary.tables import load_tables
    from glossary.verify import Level
    from glossary.verify_own import own_problems
    from zhengming.termbases import side_tables

    tables = side_tables([path])
    found = own_problems(own, tables)
    for problem in found:
        typer.echo(str(problem))
    aside = len(tables.look_alikes) - len(load_tables().look_alikes)
    garbled = counted(sum(len(entry.deprecated) for entry in own), "deprecated form")
    typer.echo(f"{path}: {counted(len(own), 'concept')}, {garbled}" + (f", {counted(aside, 'look-alike')}" if aside else ""))
    return not any(problem.level is Level.ERROR for problem in found)


def _ours_is_sound() -> bool:
    """The same of the built-in data."""
    from glossary.entry import Action
    from glossary.load import DATA, load_builtin
    from glossary.tables import load_tables
    from glossary.verify import Level, problems, unverified_share

    entries = load_builtin()
    found = problems(entries, load_tables())
    for problem in found:
        typer.echo(str(problem))
    forms = [term for entry in entries for term in entry.deprecated]
    errors = sum(problem.level is Level.ERROR for problem in found)
    typer.echo(
        f"{DATA}: {len(entries)} concepts, {len(forms)} deprecated forms ({sum(term.action is Action.AUTO for term in forms)} auto), "
        f"{unverified_share(entries):.1%} unverified; {counted(errors, 'error')}, {counted(len(found) - errors, 'warning')}"
    )
    return not errors


def _audit(glossary: list[Path] | None) -> None:
    from normalize.audit import audit
    from normalize.termbase.compiled import Compiled
    from normalize.termbase.compiling import compile_termbase
    from zhengming.termbases import load_termbase, side_tables

    own = glossary or ()  # what was read with a doubt has been said
    alarms = audit(Compiled(compile_termbase(load_termbase(own, True, lambda _: None), side_tables(own))))
    for alarm in alarms:
        typer.echo(f"audit: {alarm}")
    firing = counted(len({alarm.concept for alarm in alarms}), "concept fires", "concepts fire")
    typer.echo(f"audit: {firing} on clean English; a run shows what such a concept finds not much more surely one step less surely")


@app.command(epilog=examples("glossary show jin-dian-zhou", "glossary show 锦淀周"))
def show(
    name: Annotated[str, typer.Argument(metavar="ID_OR_CHINESE", help="The id of an entry, or its Chinese (simplified or traditional).")],
    glossary: Glossaries = None,
    no_builtin: NoBuiltin = False,
) -> None:
    """Show one entry in full. To search by English or by a garbled form, use `zhengming lookup`."""
    from zhengming.config import settings
    from zhengming.looking_up import of_chinese, show_entries, termbase_of

    termbase = termbase_of(settings(glossary, no_builtin, None), warn)
    entry = termbase.by_id.get(name.strip())
    entries = (entry,) if entry else of_chinese(name, termbase)
    if not entries:
        raise Stop(f"{name}: no entry has this id or Chinese; search with `zhengming lookup {name!r}`")
    show_entries(entries)


@app.command(epilog=examples("glossary add 锦溪 Jinxi --subject place --region Jiangsu", 'glossary add 锦淀周 Jin-Dian-Zhou --deprecated "Jindian Week"'))
def add(
    zh: Annotated[str, typer.Argument(metavar="ZH", help="The Chinese term.")],
    en: Annotated[str, typer.Argument(metavar="EN", help="The preferred English, as it goes into a text; an explanation may follow in brackets.")],
    pinyin: Annotated[str, typer.Option("--pinyin", metavar="PINYIN", help="Its reading with tone marks; worked out if left out.")] = "",
    admitted: Annotated[list[str] | None, typer.Option("--admitted", metavar="EN", help="Another right English form; may be given again.")] = None,
    deprecated: Annotated[list[str] | None, typer.Option("--deprecated", metavar="EN", help="A wrong form to be found and replaced; may be given again.")] = None,
    auto: Annotated[bool, typer.Option("--auto", help="Replace the wrong forms unasked; without it they wait for review.")] = False,
    subject: Annotated[str, typer.Option("--subject", metavar="NAME", help="place, organization, economy, … ; that of the built-in concept, or guessed, if left out.")] = "",
    region: Annotated[str, typer.Option("--region", metavar="NAME", help="The province, in English.")] = "",
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="The glossary to add to.")] = OWN_GLOSSARY,
) -> None:
    """Add a concept to a TOML glossary of your own; its comments stay. Use it with --glossary FILE."""
    from zhengming.adding import New, add_to

    if to.suffix.lower() != ".toml":
        raise Stop(f"--to {to}: give a .toml file; edit a spreadsheet in its own program")
    if auto and not deprecated:
        raise Stop("--auto speaks of --deprecated forms; name one")
    new = New(zh.strip(), en.strip(), tuple(admitted or ()), tuple(deprecated or ()), auto, pinyin.strip(), subject.strip().lower(), region.strip())
    say(f"{to}: {add_to(to, new, warn)}\n")


@app.command(epilog=examples("glossary mine texts", "glossary mine texts --min 3 --to proposals.toml"))
def mine(
    paths: Paths,
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help="Write the list to a new file instead of printing it.")] = None,
    least: Annotated[int, typer.Option("--min", metavar="N", help="Leave out what stands in the texts fewer than N times.")] = 1,
    format: Annotated[str, typer.Option("--format", metavar="NAME", help="text, toml (entries to complete) or jsonl; by the ending of --to if left out.")] = "",
    glossary: Glossaries = None,
    no_builtin: NoBuiltin = False,
) -> None:
    """List the names in these texts that the termbase lacks. The most suspect come first. Exit code 2 if a text cannot be read."""
    from zhengming.config import settings
    from zhengming.mining import mine as mine_texts

    read_all = mine_texts(paths, settings(glossary, no_builtin, None), warn, to=to, least=least, format=format)
    raise typer.Exit(0 if read_all else 2)
