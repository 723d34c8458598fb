"""A paragraph with garbled names, and how an editor wraps it."""

from __future__ import annotations

import textwrap

PARAGRAPH = (
    "In Kunshan the plan of the Jindian Week area was heard by guests from Su, Wuxi and Changzhou, who had come by the Shanghai-Suzhou-Kunming line; the visitors "
    "from Huangyan in Zhejiang asked what the people of Huang Yan in Taizhou would say, and my country's railways carried them all to the one-yard access of the old town, where "
    "Kunqu opera was given in the evening. The Suzhou Municipal Party Committee Standing Committee Meeting had been held the day before, and the National Two Sessions "
    "were the talk of the whole town in those days, as they are each spring in every town of the province and of the provinces around it."
)


def put(text: str, width: int, line_end: str = "\n", prefix: str = "") -> str:
    """The text in lines of a width."""
    return line_end.join(prefix + line for line in textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False))
