"""What the editors of TBX publish, as judges of a file: the structure, the modules of style DCT, the rules of a dialect.

None of it has a licence to copy, so none is part of the project: `ZHENGMING_TBX_OFFICIAL` names a folder with the repositories TBX_Core_RNG,
TBX_min_module, …, TBX_test_files, or they lie in `../shared/tbx-official`. Elsewhere the tests that ask here are skipped.
"""

from __future__ import annotations

import copy
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

ROOT = Path(__file__).parent.parent
OFFICIAL = Path(os.environ.get("ZHENGMING_TBX_OFFICIAL") or ROOT.parent / "shared" / "tbx-official")


def relax_ng(name: str) -> etree.RelaxNG:
    """A published schema."""
    return etree.RelaxNG(etree.parse(str(OFFICIAL / name)))


def by_core(tree: Any) -> bool:
    """Whether the published structure holds for a whole v3 file."""
    return relax_ng("TBX_Core_RNG/TBXcoreStructV03.rng").validate(tree)


def by_modules(tree: Any) -> list[str]:
    """What the published modules say against the elements of style DCT."""
    schemas = {module: relax_ng(f"TBX_{module}_module/{module.capitalize()}.rng") for module in ("min", "basic", "linguist")}
    found = []
    for node in tree.iter("{http://www.tbxinfo.net/*}*", *(f"{{http://www.tbxinfo.net/ns/{module}}}*" for module in schemas)):
        schema = schemas[node.tag.partition("}")[0].rpartition("/")[2]]
        alone = etree.ElementTree(copy.deepcopy(node))
        if not schema.validate(alone) and "IDREF" not in str(schema.error_log):  # alone, a reference has nothing to refer to
            found.append(f"{node.tag}: {node.text}: {schema.error_log}")
    return found

# Schematron in three steps: their rules as an XSLT 2 stylesheet, that run by Saxon, and what it prints.


XSL = "http://www.w3.org/1999/XSL/Transform"
SCH = "{http://purl.oclc.org/dsdl/schematron}"


@cache
def stylesheet(name: str) -> str:
    """A published Schematron as XSLT: a mode for each pattern, in which the first rule that fits a node tests it."""
    schema = etree.parse(str(OFFICIAL / name)).getroot()
    spaces = {ns.get("prefix"): ns.get("uri") for ns in schema.iter(f"{SCH}ns")}
    sheet = etree.Element(f"{{{XSL}}}stylesheet", nsmap={"xsl": XSL, **spaces}, version="2.0")
    etree.SubElement(sheet, f"{{{XSL}}}output", method="text")
    start = etree.SubElement(sheet, f"{{{XSL}}}template", match="/")
    for number, pattern in enumerate(schema.iter(f"{SCH}pattern")):
        mode = f"m{number}"
        etree.SubElement(start, f"{{{XSL}}}apply-templates", select="//node() | //@*", mode=mode)
        etree.SubElement(sheet, f"{{{XSL}}}template", match="node() | @*", mode=mode, priority="-9")
        rules = pattern.findall(f"{SCH}rule")
        for rank, rule in enumerate(rules):
            template = etree.SubElement(sheet, f"{{{XSL}}}template", match=rule.get("context"), mode=mode, priority=str(len(rules) - rank))
            for test in rule.findall(f"{SCH}assert"):
                failed = etree.SubElement(template, f"{{{XSL}}}if", test=f"not({test.get('test')})")
                etree.SubElement(failed, f"{{{XSL}}}value-of", select="concat(name(), ' ', string(.), ': ')")
                etree.SubElement(failed, f"{{{XSL}}}text").text = " ".join("".join(test.itertext()).split()) + "\n"
    return etree.tostring(sheet, encoding="unicode")


@cache
def processor() -> Any:
    """Saxon, which may be started once in a process."""
    saxon = pytest.importorskip("saxonche", reason="Saxon is not installed (saxonche)")
    return saxon.PySaxonProcessor(license=False)


@cache
def compiled(name: str) -> Any:
    """A Schematron ready to run."""
    return processor().new_xslt30_processor().compile_stylesheet(stylesheet_text=stylesheet(name))


def by_schematron(path: Path, dialect: str, style: str) -> list[str]:
    """What the published rules of a dialect say against a file."""
    rules = compiled(f"TBX-{dialect.capitalize()}_dialect/{style.upper()}/TBX-{dialect.capitalize()}_{style.upper()}.sch")
    node = processor().parse_xml(xml_file_name=str(path))
    return str(rules.transform_to_string(xdm_node=node) or "").splitlines()
