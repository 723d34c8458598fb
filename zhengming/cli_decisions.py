"""zhengming decisions …: what was decided in reviews, by whom, and what becomes of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhengming import Stop, counted, say, warn
from zhengming.cli import App, Glossaries, NoBuiltin, examples
from zhengming.cli_review import By, Kept

if TYPE_CHECKING:
    from zhengming.decisions import DecisionFile

app = App("List what was decided in reviews, take it back, learn from it.", "decisions list", "decisions propose --into glossary.toml")
Texts = Annotated[list[str] | None, typer.Argument(metavar="PATHS", help="Texts to look for the places in.")]


def _kept(given: Path | None) -> DecisionFile:
    """The file to be read: one that is named must be there, or a check would pass on a misspelled name."""
    from zhengming.config import decision_file

    file = decision_file(given)
    if given is not None and not given.exists():
        raise Stop(f"{given}: no such decisions file; check the path")
    if not file.path.exists():
        warn(f"{file.path}: no such file yet, so nothing is decided here; name another with --decisions")
    return file


@app.command("list", epilog=examples("decisions list", "decisions list articles --lost"))
def list_(
    paths: Texts = None,
    lost: Annotated[bool, typer.Option("--lost", help="Only decisions that no longer find their place in these texts, or whose concept is gone.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Also what was taken back or replaced since, and the undos.")] = False,
    decisions: Kept = None,
    glossary: Glossaries = None,
    no_builtin: NoBuiltin = False,
) -> None:
    """List decisions, oldest first. With PATHS also whether each finds its place. In a pipe: one line each, parted by tabs."""
    from normalize.fixing.decisions import Undo
    from zhengming.config import settings
    from zhengming.decisions.showing import HEADER, decision_row, show_table, undo_row
    from zhengming.decisions.standing import standing

    if lost and not paths:
        raise Stop("--lost needs the texts; name files or folders")
    file = _kept(decisions)
    for sentence in file.broken:
        warn(sentence)
    current = {decision.id for decision in file.current}
    state = standing(paths, settings(glossary, no_builtin, None), file, warn)[0] if paths else {}
    rows = []
    for entry in file.history:
        if isinstance(entry, Undo):
            if everything:
                rows.append(undo_row(entry))
        elif (entry.id in current or everything) and (not lost or state.get(entry.id) in ("lost", "gone")):
            rows.append(decision_row(entry, state.get(entry.id, "") if entry.id in current else "past"))
    show_table(HEADER, rows)


@app.command(epilog=examples("decisions undo 3f2a9c11d0e4b7a8"))
def undo(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="The id of a decision or of an undo, or its beginning; see `zhengming decisions list`.")],
    decisions: Kept = None,
    by: By = "",
) -> None:
    """Take back one decision, any of the history. The undo stands in the file and can itself be undone."""
    from zhengming.decisions.reviewer import reviewer

    file = _kept(decisions)
    entry = file.undo(file.named(identifier.strip()), by.strip() or reviewer())
    say(f"{file.path}: {entry.target} is taken back; `zhengming decisions undo {entry.id}` restores it\n")


@app.command(epilog=examples("decisions stats"))
def stats(decisions: Kept = None) -> None:
    """Count decisions by reviewer, scope and kind of finding. With the share that was accepted."""
    from zhengming.decisions.showing import VERDICTS, show_table, statistics

    file = _kept(decisions)
    show_table([""] * (len(VERDICTS) + 2), statistics(file.current, len(file.history)))


@app.command(epilog=examples("decisions conflicts"))
def conflicts(decisions: Kept = None) -> None:
    """List what reviewers disagree about. Nothing is applied there until one of them takes it back. Exit code 1 if there is any."""
    from normalize.fixing.decisions import disagreements
    from zhengming.decisions.showing import HEADER, decision_row, show_table

    groups = disagreements(_kept(decisions).current)
    show_table(HEADER, [decision_row(decision, "conflict") for group in groups for decision in group])
    raise typer.Exit(1 if groups else 0)


@app.command(epilog=examples("decisions prune", "decisions prune articles"))
def prune(
    paths: Texts = None,
    decisions: Kept = None,
    glossary: Glossaries = None,
    no_builtin: NoBuiltin = False,
) -> None:
    """Move what no longer counts into a second file. Decisions taken back or replaced; with PATHS also those that lost their place in these texts."""
    from zhengming.config import settings
    from zhengming.decisions.standing import standing

    file = _kept(decisions)
    for sentence in file.broken:
        warn(sentence)
    state = standing(paths, settings(glossary, no_builtin, None), file, warn)[0] if paths else {}
    count = file.prune({identifier for identifier, word in state.items() if word == "lost"}) if file.path.is_file() else 0
    into = f", moved to {file.path.with_suffix('.pruned.jsonl')}" if count else ""
    say(f"{file.path}: {counted(count, 'line')} pruned{into}; {counted(len(file.current), 'decision stays', 'decisions stay')}\n")


@app.command(epilog=examples("decisions propose", "decisions propose --into glossary.toml"))
def propose(
    into: Annotated[Path | None, typer.Option("--into", metavar="FILE", help="Add the proposals to this TOML glossary instead of showing them; its comments stay.")] = None,
    decisions: Kept = None,
    glossary: Glossaries = None,
    no_builtin: NoBuiltin = False,
) -> None:
    """Turn decisions into glossary data. Accepted forms become deprecated terms of their concepts, forms rejected everywhere look-alikes."""
    from zhengming.config import settings
    from zhengming.decisions.proposing import proposals, put_into
    from zhengming.termbases import load_termbase, side_tables

    if into is not None and into.suffix.lower() != ".toml":
        raise Stop(f"--into {into}: give a .toml file")
    chosen = settings(glossary, no_builtin, None)
    sources = [*chosen.glossaries, *([into] if into and into.exists() and into not in chosen.glossaries else [])]
    found = proposals(_kept(decisions).current, load_termbase(sources, chosen.builtin, warn), side_tables(sources).look_alikes)
    if into is None:
        for entry, terms in found.garbled:
            for term in terms:
                sys.stdout.write(f"{entry.id}\t{entry.chinese}\t{entry.english}\tdeprecated {term.kind}\t“{term.text}”\t{term.because}\t{', '.join(term.seen)}\n")
        for form, because in found.look_alikes:
            sys.stdout.write(f"\t\t\tlook-alike\t“{form}”\t{because}\t\n")
        return
    added = put_into(into, found)
    say(f"{into}: {counted(added, 'form')} added; use it with --glossary {into}\n" if added else f"{into}: nothing new to add\n")
