"""A real browser for the html report, and pages opened in it."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request, sync_playwright

from ferrule.facts.sheet import Sheet
from ferrule.report.html.page import page as page_of

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_WATCH = """
    window.blocked = [];
    addEventListener("securitypolicyviolation", (event) => window.blocked.push(event.violatedDirective));
"""


@dataclass(slots=True)
class Opened:
    """A page of the browser and what happened in it."""

    page: Page
    requests: list[str] = field(default_factory=list)
    """Addresses that were asked for, without the page itself."""
    faults: list[str] = field(default_factory=list)
    """Errors of scripts, dialogs, and complaints on the console."""

    @property
    def blocked(self) -> list[str]:
        """Give what the page's policy stopped, as names of its directives."""
        found: list[str] = self.page.evaluate("window.blocked")
        return found


Opener = Callable[..., Opened]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a browser: the one that FERRULE_BROWSER names, else the system's own.

    Not for longer than a module: while it runs, this thread has a loop, and no other test can run one of its own.
    """
    found = os.environ.get("FERRULE_BROWSER") or next(filter(None, map(shutil.which, _NAMES)), None)
    if not found:
        pytest.skip(f"no browser: none of {', '.join(_NAMES)} is on PATH, and FERRULE_BROWSER is not set")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Give a function that writes a sheet, or text of a page, and opens it from disk as a reader would."""
    contexts: list[BrowserContext] = []

    def open_it(shown: Sheet | str, **options: Any) -> Opened:
        path = tmp_path / "report.html"
        path.write_text(shown if isinstance(shown, str) else "".join(page_of(shown)), encoding="utf-8")
        contexts.append(browser.new_context(**options))
        seen = watched(contexts[-1].new_page(), path.as_uri())
        seen.page.goto(path.as_uri())
        return seen

    yield open_it
    for context in contexts:
        context.close()


def watched(page: Page, address: str) -> Opened:
    """Give a page with everything written down that a report must not do."""
    seen = Opened(page)

    def asked(request: Request) -> None:
        if request.url.split("#")[0] != address and not request.url.startswith("data:"):
            seen.requests.append(request.url)

    def dismissed(dialog: Dialog) -> None:
        seen.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.add_init_script(_WATCH)
    page.on("request", asked)
    page.on("pageerror", lambda fault: seen.faults.append(str(fault)))
    page.on("console", lambda said: seen.faults.append(f"{said.type}: {said.text}"))
    page.on("dialog", dismissed)
    return seen
