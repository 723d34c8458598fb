"""The public doors: what each package offers, and what it may import."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

DOORS = {
    "glossary": ["Action", "ConceptEntry", "Kind", "LanguageSection", "Status", "Term", "Termbase", "Transaction", "folded", "merged"],
    "normalize": ["Checker", "Compiled", "Decision", "Document", "Evidence", "Finding", "Fix", "Rival", "Ruling", "Scope", "Suggestion", "Verdict"],
    "tbx": [
        "DEEPL", "GOOGLE", "Change", "Conflict", "Dialect", "Difference", "Engine", "FieldChange", "Joined", "Profile", "Style", "Version", "changes", "diff",
        "iter_tbx", "join", "problems", "read_engine", "read_memoq", "read_multiterm", "read_omegat", "read_spreadsheet", "read_tbx", "read_weblate", "write", "write_csv",
        "write_engine", "write_matecat", "write_memoq", "write_multiterm", "write_omegat", "write_phrase", "write_skos", "write_weblate",
    ],
}  # fmt: skip


@pytest.mark.parametrize("package", DOORS)
def test_a_door_stays_as_it_is(package: str) -> None:
    """A name that leaves or joins a package's door is a decision: change this list with it."""
    door = importlib.import_module(package)
    assert sorted(door.__all__) == sorted(DOORS[package])
    assert all(hasattr(door, name) for name in door.__all__)


def test_version() -> None:
    """The version of the package is that of the distribution."""
    from importlib.metadata import PackageNotFoundError, version

    import zhengming

    try:
        assert version("zhengming") == zhengming.__version__
    except PackageNotFoundError:
        pytest.skip("runs from a working tree")


SLOW = {"pypinyin", "opencc", "lxml", "rich", "xlsxwriter", "openpyxl", "wordfreq", "rapidfuzz", "bottle", "waitress"}


def test_check_starts_without_what_it_does_not_need(tmp_path: Path) -> None:
    """The libraries of compiling, exchange and reports are not imported to check a text, once its termbase is compiled."""
    (tmp_path / "a.txt").write_text("Kunshan plans Jindian Week.\n")
    (tmp_path / "own.csv").write_text("zh,en\n昆山,Kunshan\n", encoding="utf-8")
    arguments = ["zhengming", "check", str(tmp_path / "a.txt"), "--no-builtin", "--glossary", str(tmp_path / "own.csv")]
    program = f"import sys\nsys.argv = {arguments!r}\nfrom zhengming.__main__ import main\ntry:\n    main()\nfinally:\n    print('MODULES', *sorted(sys.modules))"
    environment = os.environ | {"ZHENGMING_CACHE": str(tmp_path / "cache")}  # of its own: one that tests share drops what it has not used for long

    def loaded() -> set[str]:
        run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8", env=environment)
        return {name.split(".")[0] for name in run.stdout.split("MODULES")[1].split()}

    assert {"pypinyin", "wordfreq"} <= loaded()
    assert loaded() & SLOW == set()


SOLE_IMPORTERS = {
    "pypinyin": {"glossary/pinyin.py"}, "opencc": {"glossary/hanzi.py"}, "wordfreq": {"normalize/termbase/compiling.py"},
    "pathspec": {"zhengming/ignoring.py"}, "rapidfuzz": {"zhengming/looking_up.py"},
    "xlsxwriter": {"zhengming/reports/workbook.py", "tbx/xlsx.py"},
    "bottle": {"zhengming/review/server.py"}, "waitress": {"zhengming/review/server.py"},
    "openpyxl": {"tbx/xlsx.py"}, "tomlkit": {"glossary/amend.py"}, "rtoml": {"glossary/load.py"}, "lxml": {"tbx/markup.py"}, "markdown_it": {"normalize/text/markdown.py"},
}  # fmt: skip


@pytest.mark.parametrize("library", SOLE_IMPORTERS)
def test_one_module_imports_a_library(library: str) -> None:
    """So that the library can be replaced in one place."""
    importers = set()
    for package in ("glossary", "normalize", "tbx", "zhengming"):
        folder = Path(importlib.import_module(package).__path__[0])
        for path in folder.rglob("*.py"):
            if re.search(rf"^\s*(?:import|from) {library}\b", path.read_text(encoding="utf-8"), re.MULTILINE):
                importers.add(f"{package}/{path.relative_to(folder).as_posix()}")
    assert importers == SOLE_IMPORTERS[library]
