"""A review as tests and the bench run it: the program in a process of its own, a client of its answers, Chromium without a window."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
NO_BROWSER = "no Chromium with its driver here (Debian: apt-get install chromium chromium-driver)"
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-dev-shm-usage", "--disable-extensions")


@dataclass(frozen=True)
class Running:
    """A review that runs: its process, its address with and without the token, the folder it was started in."""

    process: subprocess.Popen[str]
    url: str
    folder: Path

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.url.split(":")[2].split("/")[0])

    @property
    def token(self) -> str:
        """What its calls need."""
        return self.url.split("#")[1]

    def call(self, path: str, body: Any = None, method: str = "", **headers: str | None) -> tuple[int, Any, dict[str, str]]:
        """Status, answer and headers; a header given as None is not sent, `X_Y` is X-Y."""
        sent: dict[str, str | None] = {"Host": f"127.0.0.1:{self.port}", "X-Zhengming-Token": self.token}
        if body is not None:
            sent["Origin"] = f"http://127.0.0.1:{self.port}"
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        data = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        connection.putrequest(method or ("GET" if body is None else "POST"), path, skip_host=True, skip_accept_encoding=True)
        for name, value in sent.items():
            if value is not None:
                connection.putheader(name, value)
        if data is not None:
            connection.putheader("Content-Length", str(len(data)))
        connection.endheaders(data)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        is_json = answer.getheader("Content-Type", "").startswith("application/json")
        return answer.status, json.loads(text) if is_json else text, dict(answer.getheaders())

    def decisions(self) -> list[dict[str, Any]]:
        """What stands in the decisions file."""
        path = self.folder / "zhengming.decisions.jsonl"
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []


@contextmanager
def review(folder: Path, *arguments: str, show: bool = False, **environment: str) -> Iterator[Running]:
    """`zhengming review ARGUMENTS --no-browser` in a folder; without --no-browser if `show`."""
    script = shutil.which("zhengming", path=str(Path(sys.executable).parent))
    command = [script] if script else [sys.executable, "-m", "zhengming"]
    process = subprocess.Popen(
        [*command, "review", *arguments, "--by", "Ann", *([] if show else ["--no-browser"])],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1", **environment},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if found := re.search(r"http://\S+", line):
                yield Running(process, found[0], folder)
                return
        raise AssertionError(f"the review did not start: {process.stderr.read() if process.stderr else ''}")
    finally:
        process.terminate()
        process.communicate(timeout=20)


@contextmanager
def browser(width: int = 1400, height: int = 900) -> Iterator[Any]:
    """Chromium without a window and with a profile of its own."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    with tempfile.TemporaryDirectory(prefix="zhengming-browser-", ignore_cleanup_errors=True) as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = CHROMIUM or ""
        for flag in (*FLAGS, f"--user-data-dir={profile}", f"--window-size={width},{height}", "--lang=en"):
            options.add_argument(flag)
        driver = webdriver.Chrome(options=options, service=Service(DRIVER))
        try:
            yield driver
        finally:
            driver.quit()
