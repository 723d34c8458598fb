"""The review page for everybody: in dark and light, wide and narrow, with enough contrast and with a name for every control."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from review_page import opened, states, wait, with_article
from reviewing import CHROMIUM, DRIVER, NO_BROWSER

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason=NO_BROWSER)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An article to be reviewed, with its glossary."""
    return with_article(tmp_path)


CONTRAST = """
const color = (css) => {
  const pen = document.createElement('canvas').getContext('2d');
  pen.fillStyle = css;
  pen.fillRect(0, 0, 1, 1);
  return [...pen.getImageData(0, 0, 1, 1).data];
};
const linear = (v) => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
const light = ([r, g, b]) => .2126 * linear(r / 255) + .7152 * linear(g / 255) + .0722 * linear(b / 255);
const ground = (e) => {
  for (; e; e = e.parentElement) { const c = color(getComputedStyle(e).backgroundColor); if (c[3] > 250) return c; }
  return color(getComputedStyle(document.body).backgroundColor);
};
const poor = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const e = walker.currentNode.parentElement, box = e.getBoundingClientRect();
  if (!walker.currentNode.data.trim() || !box.width || !e.checkVisibility() || e.closest(':disabled, .sr, option, script')) continue;
  const [a, b] = [light(color(getComputedStyle(e).color)), light(ground(e))], ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  if (ratio < 4.5) poor.push(`${ratio.toFixed(2)} ${e.className} ${walker.currentNode.data.trim().slice(0, 30)}`);
}
return [...new Set(poor)];
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 375])
def test_everybody_can_read_it(page: Any, folder: Path, scheme: str, width: int) -> None:
    """Contrast of at least 4.5 everywhere, nothing wider than the window, every control with a name, the chosen finding announced."""
    with opened(page, folder) as running:
        for number, verdict in enumerate(["accept", "reject", "unsure"]):
            running.call("/api/decide", {"findings": [number], "verdict": verdict})
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
        page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": 740, "deviceScaleFactor": 1, "mobile": width < 600})
        try:
            page.refresh()
            wait(page, lambda: len(states(page)) == 5)
            views = ["0", "document.querySelector('.line.finding').click()", "document.querySelector('.verdicts .edit').click()",
                     "document.getElementById('open-history').click()", "document.getElementById('history').close(); document.getElementById('open-keys').click()"]  # fmt: skip
            for view in views:
                page.execute_script(view)
                wait(page, lambda: page.execute_script("return document.readyState === 'complete' && !document.getAnimations().length"))
                assert page.execute_script(CONTRAST) == []
                assert page.execute_script("return document.scrollingElement.scrollWidth") <= width
            page.execute_script("document.getElementById('keys').close()")  # what lies under a dialog has no names
            nodes = page.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
            controls = {"button", "textbox", "searchbox", "combobox", "radio", "checkbox", "listbox", "option", "dialog", "progressbar"}
            named = [(node["role"]["value"], node.get("name", {}).get("value")) for node in nodes if not node.get("ignored") and node["role"]["value"] in controls]
            assert named
            assert [role for role, name in named if not name or not name.strip()] == []
            lines = [name for role, name in named if role == "option" and " → " in name]
            assert width < 600 or {name.partition(":")[0] for name in lines} == {"Accepted", "Rejected", "Unsure", "To decide"}  # the signs are for eyes
            assert page.execute_script("return document.getElementById(document.getElementById('list').getAttribute('aria-activedescendant'))?.ariaSelected") == "true"
        finally:
            page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
            page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
