"""What a user calls a region: as our data name it, for a region that nothing else has is evidence against its concept."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import within

from glossary.load import load_builtin, load_toml
from glossary.regions import is_region, region_of
from zhengming.termbases import load_termbase


@pytest.mark.parametrize(
    ("said", "region"),
    [
        ("Jiangsu", "Jiangsu"), ("jiangsu", "Jiangsu"), ("Jiangsu Province", "Jiangsu"), ("江苏", "Jiangsu"), ("江蘇省", "Jiangsu"), ("Shanghai Municipality", "Shanghai"),
        ("Guangxi Zhuang Autonomous Region", "Guangxi"), ("新疆维吾尔自治区", "Xinjiang"), ("Xinjiang Uygur Autonomous Region", "Xinjiang"), ("Macau SAR", "Macao"),
        ("長三角", "Yangtze River Delta"), ("inner  mongolia", "Inner Mongolia"), ("Silicon Valley", "Silicon Valley"), ("Suzhou City", "Suzhou City"), ("", ""),
    ],
)  # fmt: skip
def test_a_region_as_our_data_name_it(said: str, region: str) -> None:
    """By its English or Chinese name, with and without its rank; any other stays as it is."""
    assert region_of(said) == region


def test_every_region_of_our_data_is_known() -> None:
    """A city among them (Suzhou, for a river in it) met no other concept of its province."""
    assert {entry.region for entry in load_builtin() if not is_region(entry.region)} == {""}


def test_the_regions_of_a_glossary(tmp_path: Path) -> None:
    """They are read as our data name them; one that is not known is said, for all its concepts once."""
    path = tmp_path / "own.csv"
    path.write_text("zh,en,region\n银溪,Yinxi,江苏省\n金巷,Jinxiang,Suzhou\n玉泉坊,Yuquan Lane,Suzhou\n", encoding="utf-8")
    said: list[str] = []
    assert [entry.region for entry in load_termbase([path], False, said.append)] == ["Jiangsu", "Suzhou", "Suzhou"]
    assert said == ["own.csv: region 'Suzhou' of 金巷 and 1 more is not known, so it is no evidence; write the province in English (Jiangsu), or leave it out"]


@pytest.mark.usefixtures("warm_cache")
@pytest.mark.parametrize(("said", "region", "warns"), [("江苏", "Jiangsu", False), ("Suzhou", "Suzhou", True)])
def test_add_with_a_region(tmp_path: Path, said: str, region: str, warns: bool) -> None:
    """As our data name it, or a word on what it is worth."""
    path = tmp_path / "own.toml"
    _, output = within("glossary", "add", "银溪", "Yinxi", "--region", said, "--to", str(path))
    assert ([entry.region for entry in load_toml(path)], "is not known" in output) == ([region], warns)
