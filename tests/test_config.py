"""The settings of a file: read, somebody else's, or named as wrong; never left out in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossary.text_file import GlossaryError
from zhengming.config import settings

OURS = "[tool.zhengming]\nbuiltin = false\n"


@pytest.mark.parametrize(
    ("name", "data", "builtin"),
    [
        ("pyproject.toml", OURS.encode(), False),
        ("pyproject.toml", OURS.encode("utf-8-sig"), False),
        ("zhengming.toml", "builtin = false\n".encode("utf-8-sig"), False),
        ("pyproject.toml", b"[tool.ruff]\nline-length = ?\n", True),  # not ours to complain about
        ("pyproject.toml", "[tool]\n# é".encode("cp1252"), True),
        ("pyproject.toml", OURS.encode() + b"[project]\nname = x\n", None),
        ("pyproject.toml", OURS.encode() + "# é".encode("cp1252"), None),
        ("zhengming.toml", b"builtin = ?\n", None),
    ],
)
def test_settings(name: str, data: bytes, builtin: bool | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file is ours, or has our table, a slip anywhere in it is said, or its decisions would not be heeded."""
    (tmp_path / name).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    if builtin is None:
        with pytest.raises(GlossaryError, match="; mend or move it"):
            settings(None, False, None)
    else:
        assert settings(None, False, None).builtin is builtin


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('glossaries = "own.csv"', "glossaries must be a list of files, as in ['glossary.toml']"),
        ("glossaries = [1]", "glossaries must be a list of files, as in ['glossary.toml']"),
        ("decisions = 1", "decisions must be the name of a file, in quote marks"), ("builtin = 1", "builtin must be true or false, without quote marks"),
        ("glosaries = []", "unknown setting 'glosaries'; known are builtin, decisions, glossaries"),
    ],
)  # fmt: skip
def test_a_setting_of_another_kind(line: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Named, with what it must be."""
    (tmp_path / "zhengming.toml").write_text(line, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(GlossaryError) as caught:
        settings(None, False, None)
    assert str(caught.value).endswith(f"zhengming.toml: {said}")
