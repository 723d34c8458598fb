"""What the figures are made with: lines and texts of an SVG picture, lines of output."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from xml.sax.saxutils import escape


def say(*lines: str) -> None:
    """Print."""
    sys.stdout.write("".join(line + "\n" for line in lines))


def svg(width: int, height: int, shapes: Iterable[str]) -> str:
    """A picture."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" font-family="sans-serif" font-size="13">'
    return "\n".join([head, f'<rect width="{width}" height="{height}" fill="#fff"/>', *shapes, "</svg>"]) + "\n"


def text(x: float, y: float, words: str, size: int = 13, color: str = "#222", anchor: str = "middle", weight: str = "normal") -> str:
    """A line of text at its base line."""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" font-weight="{weight}" fill="{color}">{escape(words)}</text>'


def stroke(x1: float, y1: float, x2: float, y2: float, color: str = "#999", width: float = 1, dash: str = "") -> str:
    """A straight line."""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{color}" stroke-width="{width}" stroke-dasharray="{dash}"/>'
