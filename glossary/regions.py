"""The regions that concepts belong to, as our data name them, and what a user's spreadsheet calls them."""

from __future__ import annotations

import re

# As our data have it -> as a province is called in Chinese, without what says its rank.
_REGIONS = {
    "Anhui": "安徽", "Beijing": "北京", "Chongqing": "重庆", "Fujian": "福建", "Gansu": "甘肃", "Guangdong": "广东", "Guangxi": "广西", "Guizhou": "贵州", "Hainan": "海南",
    "Hebei": "河北", "Heilongjiang": "黑龙江", "Henan": "河南", "Hong Kong": "香港", "Hubei": "湖北", "Hunan": "湖南", "Inner Mongolia": "内蒙古", "Jiangsu": "江苏",
    "Jiangxi": "江西", "Jilin": "吉林", "Liaoning": "辽宁", "Macao": "澳门", "Ningxia": "宁夏", "Qinghai": "青海", "Shaanxi": "陕西", "Shandong": "山东", "Shanghai": "上海",
    "Shanxi": "山西", "Sichuan": "四川", "Taiwan": "台湾", "Tianjin": "天津", "Tibet": "西藏", "Xinjiang": "新疆", "Yangtze River Delta": "长三角", "Yunnan": "云南",
    "Zhejiang": "浙江",
}  # fmt: skip
_OTHERWISE = {"macau": "Macao", "xizang": "Tibet", "长江三角洲": "Yangtze River Delta", "yrd": "Yangtze River Delta"}
_RANK = re.compile(
    r"(?: zhuang| hui| uygh?ur)?,? (?:province|municipality|city|autonomous region|special administrative region|sar)$|(?:壮族|回族|维吾尔)?(?:省|市|自治区|特别行政区)$"
)
_KNOWN = {name.casefold(): name for name in _REGIONS} | {chinese: name for name, chinese in _REGIONS.items()} | _OTHERWISE


def region_of(said: str) -> str:
    """The region as our data name it (Jiangsu, for Jiangsu Province, jiangsu, 江苏, 江蘇省); what is none of them stays as it is.

    A region that no other concept has is one that no text is about, and so speaks against its concept.
    """
    if not said or said in _REGIONS:
        return said
    from glossary.hanzi import simplified

    return _KNOWN.get(_RANK.sub("", " ".join(simplified(said).casefold().split())), said)


def is_region(name: str) -> bool:
    """Whether our data know this region."""
    return name in _REGIONS
