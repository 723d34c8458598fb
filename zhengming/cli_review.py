"""zhengming review: decide about findings in the browser, in the terminal, or by handing back a reviewed spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zhengming import Stop, say, warn
from zhengming.cli import Glossaries, NoBuiltin, examples

EXAMPLES = examples("review articles", "review articles --terminal", "review --import fixes.xlsx --by Ann")
Kept = Annotated[Path | None, typer.Option("--decisions", metavar="FILE", help="Where decisions are kept; zhengming.decisions.jsonl unless the settings say otherwise.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides; the name in git or of the account unless given.")]


def review(
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATHS", help="Files and folders (*.txt, *.md).")] = None,
    terminal: Annotated[bool, typer.Option("--terminal", help="Review by keyboard in this terminal, over ssh too.")] = False,
    spreadsheet: Annotated[Path | None, typer.Option("--import", metavar="FILE", help="Take the decisions of a reviewed fixes.xlsx, or of its sheet saved as CSV.")] = None,
    decisions: Kept = None,
    by: By = "",
    glossary: Glossaries = None,
    no_builtin: NoBuiltin = False,
    open_browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser, or only say where it is.")] = True,
) -> None:
    """Decide about findings; later runs follow the decisions. On a page in the browser, by keyboard with --terminal, or in a spreadsheet with --import."""
    if spreadsheet is not None:
        if paths or terminal:
            raise Stop("--import takes the decisions of a spreadsheet and reviews no text; leave PATHS and --terminal away")
        take_over(spreadsheet, decisions, by)
        return
    from zhengming.config import decision_file, settings
    from zhengming.decisions.reviewer import reviewer

    chosen = settings(glossary, no_builtin, decisions)
    file, name = decision_file(decisions), by.strip() or reviewer()
    if not paths:
        raise Stop("nothing to review; name files or folders, or give --import FILE")
    from zhengming.review import serve, serve_terminal

    if terminal:
        serve_terminal(paths, chosen, file, name, warn)
    else:
        serve(paths, chosen, file, name, warn, open_browser=open_browser)


def take_over(spreadsheet: Path, decisions: Path | None = None, by: str = "") -> None:
    """Record what a reviewed spreadsheet decides, and say what was new."""
    from zhengming.config import decision_file
    from zhengming.decisions.importing import import_spreadsheet
    from zhengming.decisions.reviewer import reviewer

    say(import_spreadsheet(spreadsheet, decision_file(decisions), by.strip() or reviewer()))
