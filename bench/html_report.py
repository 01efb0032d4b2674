"""What an html report of very many findings costs: to write, to hold, to open in a browser."""

import os
import shutil
import statistics
import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.results import WORK, Section, seconds, table
from ferrule.facts.finding import Edit, Finding, Level, Suggestion
from ferrule.facts.sheet import Problem, Row, Sheet, Tone
from ferrule.facts.status import Status
from ferrule.report.html.page import page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_COUNTS: Final = (100, 10_000, 100_000)
_ROUNDS: Final = 5
_TIMES: Final = """async () => {
    while (!performance.getEntriesByName("first-paint").length) await new Promise((go) => setTimeout(go, 10));
    const page = performance.getEntriesByType("navigation")[0];
    return [page.domContentLoadedEventEnd, performance.getEntriesByName("first-paint")[0].startTime];
}"""
_TEXT: Final = """\
warning: unused variable: `value_{number}`
 --> {path}:{line}:9
  |
{line} |     let value_{number} = compute(first, second, third)?;
  |         ^^^^^^^^ help: if this is intentional, prefix it with an underscore: `_value_{number}`
  |
  = note: `#[warn(unused_variables)]` on by default
"""


def measure() -> Section:
    """Write and open reports of a hundred, ten thousand and a hundred thousand findings."""
    WORK.mkdir(exist_ok=True)
    rows = [(f"{count:,}", *_written(count), *_opened(_path(count))) for count in _COUNTS]
    head = ("findings", "write", "peak memory", "of it for writing", "file", "loaded", "first paint", "found by words")
    text = (
        f"{table(head, rows)}\n\nWrite: median of {_ROUNDS}. Peak: of a process that makes the findings and writes "
        f"them. Loaded (DOMContentLoaded), first paint: median of {_ROUNDS} in chromium, from disk. Found: from the "
        "last letter typed until the last finding of all stands there."
    )
    return Section("HTML report (goal: written in 10 s and 500 MB, opened in 3 s, for 100,000 findings)", text)


def sheet_of(count: int) -> Sheet:
    """Give a sheet with so many findings in nine hundred files, as rustc words them."""
    row = Row("check", "compiles", Status.FAILED, "failed", seconds=2.0)
    problems = tuple(_problem(number) for number in range(count))
    return Sheet("check", "ferrule check", "/home/user/demo", "failed", Tone.BAD, 1, (row,), problems)


def write(path: Path, sheet: Sheet) -> None:
    """Write the report of a sheet, piece by piece."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(page(sheet))


def _problem(number: int) -> Problem:
    path, line = f"crates/part-{number % 40}/src/module_{number % 900}.rs", number % 700 + 1
    edit = Edit(path, 1, 2, line, 9, line, 17, f"_value_{number}")
    finding = Finding(
        "rustc",
        "unused_variables" if number % 3 else "E0308",
        Level.WARNING if number % 50 else Level.ERROR,
        f"unused variable: `value_{number}`",
        path,
        line,
        9,
        rendered=_TEXT.format(number=number, path=path, line=line),
        suggestions=(Suggestion("prefix it with an underscore", "MaybeIncorrect", (edit,)),),
    )
    return Problem(finding, ("check", "clippy"))


def _path(count: int) -> Path:
    return WORK / f"report-{count}.html"


def _written(count: int) -> tuple[str, ...]:
    path, sheet = _path(count), sheet_of(count)
    took = statistics.median(seconds(lambda: write(path, sheet)) for _ in range(_ROUNDS))
    tracemalloc.start()
    write(path, sheet)
    more = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    code = f"from bench.html_report import _path, sheet_of, write; write(_path({count}), sheet_of({count}))"
    code += "; import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    peak = int(subprocess.check_output((sys.executable, "-c", code), text=True))
    size = path.stat().st_size
    return (f"{took:.2f} s", f"{peak / 1024:.0f} MiB", f"{more / 2**20:.1f} MiB", f"{size / 1e6:.1f} MB")


def _opened(path: Path) -> tuple[str, ...]:
    from playwright.sync_api import sync_playwright

    found = os.environ.get("FERRULE_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        return ("no browser", "", "")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        times = [_once(browser, path) for _ in range(_ROUNDS)]
        browser.close()
    return tuple(f"{statistics.median(kept) / 1000:.2f} s" for kept in zip(*times, strict=True))


def _once(browser: "Browser", path: Path) -> tuple[float, float, float]:
    tab = browser.new_page()
    tab.goto(path.absolute().as_uri())
    loaded, painted = tab.evaluate(_TIMES)
    last = tab.locator("#files article:not([hidden])")

    def look() -> None:
        tab.fill("[name=words]", f"value_{int(path.stem.split('-')[1]) - 1}")
        tab.locator("#showing", has_text="1 of 1 findings").wait_for(timeout=120_000)
        last.first.wait_for()

    took = 1000 * seconds(look)
    tab.close()
    return loaded, painted, took
