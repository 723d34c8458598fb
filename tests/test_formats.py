"""The formats of `check`, read back by what consumes them: nothing of a text breaks out of its place, and every place points at the words found."""

from __future__ import annotations

import csv
import importlib
import io
import json
import re
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import attr
import pytest
from lxml import etree

from glossary.entry import Action, Kind
from normalize.findings import Evidence, Finding, Rival, Suggestion
from normalize.fixing.decisions import Decision, Decisions, Verdict
from normalize.pipeline import Checker
from normalize.text.document import Document
from zhengming import Stop
from zhengming.checking import Checked, settled
from zhengming.corpus import Source
from zhengming.reports import terminal
from zhengming.reports.formats import writer

FORMATS = ("text", "jsonl", "sarif", "github", "rdjson", "checkstyle", "csv")
TEXT = "昆山 𠮷 has Jindian Week,\r\n::error::100%0A of it: a\nb.Next =1+1 \x0b<b>]]> ends\n"
NAME = "odd name, 100%: a&b.txt"


def finding(found: str, action: Action, *suggestions: str, kind: Kind = Kind.CHAR_GLOSS, why: str = "because") -> Finding:
    """A finding at the first place of its words in TEXT."""
    start = TEXT.index(found) if found else TEXT.index("Next")
    given = tuple(Suggestion(text, "jin-dian-zhou", 0.9) for text in suggestions)
    rivals = (Rival("other", "他", "Other", 0.2),)
    return Finding(start, start + len(found), found, kind, action, 0.9, given, (Evidence("listed", why),), "jin-dian-zhou", "锦淀周", "Jǐn-Diàn-Zhōu", rivals)


FINDINGS = [
    finding("Jindian Week", Action.AUTO, "Jin-Dian-Zhou", "Jindian"),
    finding("::error::100%0A", Action.REVIEW, ""),
    finding(" of it", Action.AUTO, " of them"),
    finding("a\nb", Action.REVIEW, "a b", kind=Kind.RESIDUE),
    finding("", Action.AUTO, " ", kind=Kind.RESIDUE),
    finding("=1+1", Action.REVIEW, "=2", why="::warning::\n\x0b]]> <x> & \"q\""),
    finding("\x0b<b>", Action.NOTE, "@x"),
]


@pytest.fixture(scope="module")
def result() -> Checked:
    """The text with its findings, one of them rejected by a person."""
    document = Document(NAME, TEXT)
    row = next(row for row in settled(Source(None, NAME, NAME), document, FINDINGS, Decisions()).rows if row["found"] == " of it")
    rejected = Decision("1", row["fingerprint"], Verdict.REJECT, document=NAME, **{key: row[key] for key in ("kind", "concept", "found", "around")})
    return settled(Source(None, NAME, NAME), document, FINDINGS, Decisions([rejected], [NAME]))


SHOWN = [f for f in FINDINGS if f.found != " of it"]


def written(name: str, result: Checked) -> str:
    """What a format says of two texts, the second without a finding."""
    return "".join(writer(name)([result, settled(Source(None, "b.txt", "b.txt"), Document("b.txt", "Nothing."), [], Decisions())]))


def span(line: int, column: int, end_line: int, end_column: int) -> str:
    """What stands in TEXT between two places in code points."""
    starts = [0, *(m.end() for m in re.finditer("\n", TEXT))]
    return TEXT[starts[line - 1] + column - 1 : starts[end_line - 1] + end_column - 1]


@pytest.mark.parametrize(
    ("found", "suggestion", "said"),
    [
        ("", " ", "insert a space"), (" ", "", "delete the space"), ("\n\n", " ", "one space for a broken line"), ("  ", " ", "mend the spacing"),
        ("of of", "of", "“of of” → “of”"), ("html", "", "“html” → (delete)"), ("", "the ", "“” → “the ”"),
    ],
)  # fmt: skip
def test_what_is_said_of_spacing(found: str, suggestion: str, said: str) -> None:
    """In words, since blanks in quotation marks tell nothing."""
    row = {"found": found, "suggestions": [{"text": suggestion}], "zh": None, "pinyin": None, "evidence": [], "rivals": []}
    assert terminal.message(row) == f"{said}: "
    assert terminal.message(row | {"zh": "“5+2”"}) == f"{said} “5+2”: "


def test_github(result: Checked) -> None:
    """One command a finding, whatever the text holds; read back, the properties and the message are as they were."""
    lines = written("github", result).split("\n")[:-1]
    assert len(lines) == len(SHOWN)
    for line, each in zip(lines, SHOWN, strict=True):
        command = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert command is not None
        properties = dict(pair.split("=", 1) for pair in command[2].split(","))
        assert unquote(properties["file"]) == NAME
        assert command[1] == {"auto": "error", "review": "warning", "note": "notice"}[each.action.value]
        assert "%" not in re.sub("%(25|0A|0D)", "", command[3])
        if "\n" not in each.found:
            assert span(*(int(properties[key]) for key in ("line", "col", "endLine", "endColumn"))) == each.found
        else:
            assert "col" not in properties
    assert "“::error::100%250A”" in lines[1]


def test_rdjson(result: Checked) -> None:
    """Columns are bytes of UTF-8; each suggestion put in its range gives the text that a person would accept."""
    read = json.loads(written("rdjson", result))
    lines = TEXT.encode().split(b"\n")
    assert [d["severity"] for d in read["diagnostics"]] == ["ERROR", "WARNING", "WARNING", "ERROR", "WARNING", "INFO"]
    for diagnostic, each in zip(read["diagnostics"], SHOWN, strict=True):
        place = diagnostic["location"]["range"]
        start, end = (sum(len(line) + 1 for line in lines[: p["line"] - 1]) + p["column"] - 1 for p in (place["start"], place["end"]))
        assert TEXT.encode()[start:end].decode() == each.found
        assert diagnostic["location"]["path"] == NAME
        assert [s["text"] for s in diagnostic["suggestions"]] == ([s.text for s in each.suggestions] if each.action is not Action.NOTE else [])
        assert all(s["range"] == place for s in diagnostic["suggestions"])


def test_checkstyle(result: Checked) -> None:
    """Well-formed XML; a sign that XML cannot hold is replaced."""
    root = etree.fromstring(written("checkstyle", result).encode())
    assert [file.get("name") for file in root] == [NAME]
    errors = root.findall("file/error")
    assert [error.get("severity") for error in errors] == ["error", "warning", "warning", "error", "warning", "info"]
    assert [(error.get("line"), error.get("column")) for error in errors[:2]] == [("1", "10"), ("2", "1")]
    assert "\ufffd]]> <x> & \"q\"" in str(errors[4].get("message"))


def test_csv_holds_no_formula(result: Checked) -> None:
    """Read back it has the columns by name, and no cell that a spreadsheet would compute."""
    rows = list(csv.DictReader(io.StringIO(written("csv", result), newline="")))
    assert len(rows) == len(SHOWN)
    assert {"decision", "your text", "found", "suggestion", "fingerprint"} <= set(rows[0])
    assert [row["found"] for row in rows][4:] == ["'=1+1", "\x0b<b>"]
    assert [row["suggestion"] for row in rows][4:] == ["'=2", "'@x"]
    assert [cell for row in rows for cell in row.values() if re.match(r"\s*[=+\-@]", cell)] == []


def test_jsonl_and_text(result: Checked) -> None:
    """A line a finding, without what was rejected."""
    assert [json.loads(line)["found"] for line in written("jsonl", result).splitlines()] == [f.found for f in SHOWN]
    assert written("text", result).split("\n")[:2] == [
        f"{NAME}:1:10: auto char-gloss: “Jindian Week” → “Jin-Dian-Zhou” 锦淀周 (Jǐn-Diàn-Zhōu): because (or Other 他)",
        f"{NAME}:2:1: review char-gloss: “::error::100%0A” → (delete) 锦淀周 (Jǐn-Diàn-Zhōu): because (or Other 他)",
    ]


@pytest.mark.parametrize(
    ("found", "shown"), [("red \x1b[31m", "red �[31m"), ("\x9b31m", "�31m"), ("a\u202eb\u2028c", "a�b�c"), ("a\tb\r\nc", "a b⏎c"), ("a\u00a0b\u3000c", "a\u00a0b\u3000c")]
)
def test_a_terminal_obeys_no_text(found: str, shown: str) -> None:
    """Neither in what was found nor in a reason, another reading or the name of the file."""
    row = {
        "document": found, "line": 1, "column": 1, "action": "note", "kind": "case", "found": found, "suggestions": [{"text": found}], "zh": None,
        "evidence": [{"detail": found}], "rivals": [{"text": found, "zh": None}],
    }  # fmt: skip
    assert terminal.line(row, color=False) == f"{shown}:1:1: note case: “{shown}” → “{shown}”: {shown} (or {shown})\n"


@pytest.mark.parametrize("name", FORMATS)
def test_no_texts_and_no_findings(name: str) -> None:
    """An empty run is well-formed too."""
    said = "".join(writer(name)([]))
    if name in ("sarif", "rdjson"):
        json.loads(said)
    elif name == "checkstyle":
        etree.fromstring(said.encode())
    else:
        assert said.count("\n") == (1 if name == "csv" else 0)


def test_an_unknown_format() -> None:
    """The known ones are named."""
    with pytest.raises(Stop, match=r"--format xml: unknown; give one of text, .*, sarif"):
        writer("xml")


# SARIF ------------------------------------------------------------------------------------------------------------------------------------


def test_sarif_places_and_fixes(result: Checked) -> None:
    """Regions in code points; every suggestion is a fix of the same region; notes have none."""
    run = json.loads(written("sarif", result))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    assert [r["level"] for r in run["results"]] == ["error", "warning", "warning", "error", "warning", "note"]
    for read, each in zip(run["results"], SHOWN, strict=True):
        place = read["locations"][0]["physicalLocation"]
        region = place["region"]
        assert span(region["startLine"], region["startColumn"], region["endLine"], region["endColumn"]) == each.found
        assert unquote(place["artifactLocation"]["uri"]) == NAME
        assert run["tool"]["driver"]["rules"][read["ruleIndex"]]["id"] == read["ruleId"] == each.kind.value
        replacements = [change for fix in read.get("fixes", []) for part in fix["artifactChanges"] for change in part["replacements"]]
        assert [r["insertedContent"]["text"] for r in replacements] == ([s.text for s in each.suggestions] if each.action is not Action.NOTE else [])
        assert all(r["deletedRegion"] == region for r in replacements)


def test_sarif_names_every_kind(result: Checked) -> None:
    """Each kind of garble is a rule."""
    driver = json.loads(written("sarif", result))["runs"][0]["tool"]["driver"]
    assert {rule["id"] for rule in driver["rules"]} == {kind.value for kind in Kind}


# Where an object of our logs stands in SARIF's object model: the property that holds it -> the class of sarif-om, which is generated from the schema.
MODEL = {
    "runs": "Run", "tool": "Tool", "driver": "ToolComponent", "rules": "ReportingDescriptor", "shortDescription": "MultiformatMessageString", "results": "Result",
    "message": "Message", "locations": "Location", "physicalLocation": "PhysicalLocation", "artifactLocation": "ArtifactLocation", "region": "Region", "fixes": "Fix",
    "artifactChanges": "ArtifactChange", "replacements": "Replacement", "deletedRegion": "Region", "insertedContent": "ArtifactContent",
}  # fmt: skip


def against_model(value: dict[str, Any], name: str = "SarifLog") -> list[str]:
    """What the object model does not know, or misses."""
    fields = {field.metadata["schema_property_name"]: field for field in attr.fields(getattr(importlib.import_module("sarif_om"), name))}
    wrong = [f"{name}.{key} is unknown" for key in value if key not in fields and key != "$schema"]
    wrong += [f"{name}.{key} is missing" for key, field in fields.items() if field.default is attr.NOTHING and key not in value]
    for key, held in value.items():
        for each in held if isinstance(held, list) else [held]:
            if isinstance(each, dict) and key not in ("properties", "partialFingerprints"):
                wrong += against_model(each, MODEL[key])
    return wrong


def test_sarif_fits_the_object_model(result: Checked) -> None:
    """No property that SARIF does not know, none missing that it asks for."""
    log = json.loads(written("sarif", result))
    assert against_model(log) == []
    log["runs"][0]["results"][0]["colour"] = "red"
    del log["runs"][0]["tool"]
    assert against_model(log) == ["Run.tool is missing", "Result.colour is unknown"]


@pytest.fixture(scope="module")
def sarif_schema(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The schema of SARIF 2.1.0, out of a small package that holds it; it is not ours to copy."""
    npm, folder = shutil.which("npm"), tmp_path_factory.mktemp("schema")
    if npm is None:
        pytest.skip("the schema of SARIF comes with npm, which is not here; the object model is tested everywhere")
    try:
        subprocess.run([npm, "pack", "--silent", "@microsoft/jest-sarif@1.0.0-beta.0"], cwd=folder, check=True, capture_output=True, timeout=60)
    except (subprocess.SubprocessError, OSError) as error:
        pytest.skip(f"the schema of SARIF could not be fetched ({error}); the object model is tested everywhere")
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        return json.loads(archive.extractfile("package/lib/schemas/sarif-2.1.0-rtm.5.json").read())  # type: ignore[union-attr]


def test_sarif_is_valid(result: Checked, sarif_schema: Any) -> None:
    """The log of an odd text and an empty log against the schema itself; a broken one is refused."""
    from jsonschema.validators import validator_for

    validator = validator_for(sarif_schema)(sarif_schema)
    for log in (json.loads(written("sarif", result)), json.loads("".join(writer("sarif")([])))):
        assert [error.message for error in validator.iter_errors(log)] == []
    assert [error.message for error in validator.iter_errors({"version": "2.1.0", "runs": [{}]})] == ["'tool' is a required property"]


def test_sarif_uris(tmp_path: Path) -> None:
    """A relative path stays relative; an absolute one becomes a file URI."""
    from zhengming.reports.sarif import _uri

    assert _uri("a b/昆.txt") == "a%20b/%E6%98%86.txt"
    assert _uri(str(tmp_path / "a b.txt")).startswith("file:///")


@pytest.mark.parametrize("name", ["github", "rdjson"])
def test_the_samples_of_the_documentation(name: str, root: Path, checker: Checker) -> None:
    """docs/integrations.md shows what is really said."""
    document = Document("a.txt", "In Kunshan lies Jindian Week.\n")
    said = "".join(writer(name)([settled(Source(None, "a.txt", "a.txt"), document, checker.check(document), Decisions())]))
    assert said in (root / "docs" / "integrations.md").read_text(encoding="utf-8")
