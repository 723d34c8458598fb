"""The review page under a test's hands: a small article and its glossary, the page open on it, what is seen there, keys and clicks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reviewing import Running, review

ARTICLE = """Jindian Week opens today.

The towns like it: “Jindian Week is a name card of the city,” they say.

With one-yard access, everybody came to Jindian Week.
"""
CONCEPT = """
[[concept]]
id = "{id}"
subject = "place"
[concept.zh]
preferred = "{zh}"
pinyin = "{pinyin}"
[concept.en]
preferred = "{en}"
[[concept.en.deprecated]]
form = "{form}"
kind = "{kind}"
action = "review"
because = "{because}"
"""
CONCEPTS = [
    {"id": "jin-dian-zhou", "zh": "锦淀周", "pinyin": "Jǐn-Diàn-Zhōu", "en": "Jin-Dian-Zhou", "form": "Jindian Week", "kind": "char-gloss", "because": "周 is Zhouzhuang."},
    {"id": "one-code", "zh": "一码通行", "pinyin": "yī mǎ tōngxíng", "en": "one-code access", "form": "one-yard access", "kind": "char-gloss", "because": "码 is a code."},
    {"id": "calling-card", "zh": "名片", "pinyin": "míngpiàn", "en": "calling card", "form": "name card", "kind": "calque", "because": "名片 is an emblem."},
]
GLOSSARY = "".join(CONCEPT.format(**concept) for concept in CONCEPTS)
OPTIONS = ("--glossary", "own.toml", "--no-builtin")


def with_article(folder: Path) -> Path:
    """The folder with three places of one concept and one each of two others, and a glossary that knows nothing else."""
    (folder / "own.toml").write_text(GLOSSARY, encoding="utf-8")
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return folder


@contextmanager
def opened(page: Any, folder: Path, *paths: str) -> Iterator[Running]:
    """A review of a folder's article, open in the browser; its first finding is shown and the list has the keyboard."""
    with review(folder, *(paths or ("a.txt",)), *OPTIONS) as running:
        page.get(running.url)
        wait(page, lambda: page.find_elements("css selector", "#card:not(.none)") and focused(page) == "list")
        yield running
        page.get("about:blank")


def wait(page: Any, until: Any) -> Any:
    """What `until` says, once it says something."""
    from selenium.common.exceptions import StaleElementReferenceException
    from selenium.webdriver.support.ui import WebDriverWait

    return WebDriverWait(page, 15, 0.03, (StaleElementReferenceException,)).until(lambda _: until())


def one(page: Any, css: str) -> Any:
    """The element, when it is there."""
    return wait(page, lambda: next(iter(page.find_elements("css selector", css)), None))


def texts(page: Any, css: str) -> list[str]:
    """What stands in these elements now."""
    return list(page.execute_script("return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent)", css))


def saved(page: Any, sentence: str) -> None:
    """Wait until the page says that this is saved."""
    wait(page, lambda: any("Saved" in said and sentence in said for said in texts(page, "#saved.good")))


def states(page: Any) -> list[str]:
    """The findings in the list with their states, in its order."""
    script = """return [...document.querySelectorAll('.line.finding')].sort((a, b) => a.ariaPosInSet - b.ariaPosInSet)
    .map((e) => e.querySelector('del').textContent + ': ' + e.querySelector('.sr').textContent.replace(': ', ''))"""
    return list(page.execute_script(script))


def press(page: Any, *keys: str) -> None:
    """Keys, to whatever has the focus."""
    from selenium.webdriver import ActionChains

    for key in keys:
        ActionChains(page).send_keys(key).perform()


def focused(page: Any) -> str:
    """What has the keyboard: an id, a verdict, or what it is."""
    return str(page.execute_script("const e = document.activeElement; return e.id || e.dataset.verdict || e.dataset.decision || e.tagName"))


def chosen(page: Any) -> str:
    """The line of the list that is chosen."""
    return str(page.execute_script("return document.querySelector('.line[aria-selected=true]')?.id ?? ''"))


def written(page: Any, field: str) -> str | None:
    """What stands in a field; None where it is not open."""
    found: str | None = page.execute_script("return document.getElementById(arguments[0])?.value ?? null", field)
    return found


def click(page: Any, css: str) -> None:
    """Click with the mouse, once more where the list was drawn anew between finding the element and clicking it."""
    wait(page, lambda: one(page, css).click() or True)


def click_line(page: Any, line: str) -> None:
    """Choose a line of the list with the mouse."""
    click(page, f"#{line}")
    wait(page, lambda: chosen(page) == line)


def push(page: Any, buttons: str, text: str) -> None:
    """Click the button that says this, found and clicked at once."""
    script = "const e = [...document.querySelectorAll(arguments[0])].find((e) => e.innerText.trim() === arguments[1]); e?.click(); return Boolean(e)"
    wait(page, lambda: page.execute_script(script, buttons, text))


@contextmanager
def window(page: Any, width: int, height: int) -> Iterator[None]:
    """A window of this size, as on a telephone or magnified."""
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width == 390})
    try:
        yield
    finally:
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
