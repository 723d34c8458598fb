"""What all tests share: one compiled termbase a session, a cache folder of its own, the repository's files."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from glossary import ConceptEntry

ROOT = Path(__file__).parent.parent
sys.path.append(str(Path(__file__).parent))  # quality.py is a program and a module of the tests

settings.register_profile("same", deadline=None, max_examples=60, derandomize=True, database=None)  # the same examples on every run
settings.register_profile("search", deadline=None, max_examples=2000, database=None)  # pytest --hypothesis-profile search: look for new ones
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --rewrite-golden` writes the golden files anew; read the diff before it is committed."""
    parser.addoption("--rewrite-golden", action="store_true", help="write tests/golden anew from what the program says now")


def pytest_configure(config: pytest.Config) -> None:
    """A cache folder for this session, made by the controlling process and inherited by the workers of xdist."""
    if not hasattr(config, "workerinput"):
        folder = tempfile.TemporaryDirectory(prefix="zhengming-tests-")
        os.environ["ZHENGMING_CACHE"] = folder.name
        config.add_cleanup(folder.cleanup)


@pytest.fixture(scope="session")
def builtin() -> tuple[ConceptEntry, ...]:
    """Every built-in concept, read once."""
    from glossary.load import load_builtin

    return load_builtin()


@pytest.fixture(scope="session")
def warm_cache() -> None:
    """The built-in termbase stands compiled in the session's cache; one worker compiles, the others wait for it."""
    from zhengming.termbases import compiled_termbase

    folder = Path(os.environ["ZHENGMING_CACHE"])
    done, lock = folder / "compiled", folder / "compiling"
    try:
        lock.touch(exist_ok=False)
    except FileExistsError:
        while not done.exists():
            time.sleep(0.1)
    else:
        try:
            compiled_termbase()
        finally:
            done.touch()


@pytest.fixture(scope="session")
def compiled(warm_cache: None):
    """The built-in termbase, compiled."""
    from zhengming.termbases import compiled_termbase

    return compiled_termbase()


@pytest.fixture(scope="session")
def checker(compiled):
    """A checker over the built-in termbase."""
    from normalize.pipeline import Checker

    return Checker(compiled)


@pytest.fixture(scope="session")
def bare_checker(warm_cache: None):
    """A checker over the built-in concepts without any listed garbled form: what reading back does alone."""
    from normalize.pipeline import Checker
    from zhengming.termbases import compiled_termbase

    return Checker(compiled_termbase(bare=True))


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    """One browser for all tests of a file."""
    from reviewing import browser

    with browser() as driver:
        yield driver


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT
