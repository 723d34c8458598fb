"""The pictures of the report and of the review page, made anew from the five seeds: `python docs/pictures.py` from a checkout with the program installed.

Writes report.png and review.png beside this file. Needs Chromium, its driver and selenium (the extra `test`); a third of the size with
`convert FILE -dither None -colors 256 png8:FILE`.
"""

from __future__ import annotations

import base64
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from reviewing import browser, review  # noqa: E402
from running import run  # noqa: E402
from selenium.webdriver.support.ui import WebDriverWait  # noqa: E402

# All texts but the last closed, and in that the finding whose card is shown.
CHOOSE = """const texts = [...document.querySelectorAll("details.text")], last = texts.pop();
for (const text of texts) text.open = false;
[...last.querySelectorAll(".in .m")].find((mark) => mark.textContent.includes("one yard access")).click();
scrollTo(0, 0);"""
FILTER = "const kind = document.getElementById('kind'); kind.value = 'abbr-wrong'; kind.dispatchEvent(new Event('change', {bubbles: true}));"
SETTLE = "setTimeout(arguments[0], 1500)"
ROW = "return [...document.querySelectorAll('#list [role=option]')].find((row) => row.textContent.includes(arguments[0]));"


def picture(driver: Any, name: str) -> None:
    """What the window shows."""
    shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
    (HERE / name).write_bytes(base64.b64decode(shot["data"]))


def report(folder: Path) -> None:
    """The report with one card open."""
    run(["normalize", "seeds", "--out", "out"], folder)
    with browser() as driver:
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 1400, "height": 1120, "deviceScaleFactor": 1, "mobile": False})
        driver.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})
        driver.get((folder / "out" / "report.html").as_uri())
        driver.execute_script(CHOOSE)
        driver.execute_async_script(SETTLE)
        driver.execute_script("scrollTo(0, 0)")
        picture(driver, "report.png")


def page(folder: Path) -> None:
    """The review page with one finding accepted, one rejected, one open."""
    with review(folder, "seeds") as running, browser() as driver:
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 1280, "height": 800, "deviceScaleFactor": 1, "mobile": False})
        driver.get(running.url)
        wait = WebDriverWait(driver, 30)

        def choose(words: str) -> None:
            wait.until(lambda _: driver.execute_script(ROW, words)).click()
            wait.until(lambda _: words in driver.find_element("id", "card").text)

        wait.until(lambda _: driver.execute_script(ROW, ""))
        driver.execute_script(FILTER)
        for words, verdict in (("flow tracing", "accept"), ("Jiangsu Daily Media Reporter", "reject")):
            choose(words)
            driver.find_element("css selector", f"#card .{verdict}").click()
            driver.execute_async_script(SETTLE)  # the next finding comes by itself
        assert len(running.decisions()) == 2
        choose("Shanghai-Suzhou-Kunming")
        driver.execute_async_script(SETTLE)
        picture(driver, "review.png")


def main() -> None:
    """Both, from a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(ROOT / "seeds", Path(scratch) / "seeds")
        report(Path(scratch))
        page(Path(scratch))


if __name__ == "__main__":
    main()
