"""The published results: one section a measurement, each with the command that made it."""

import os
import platform
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).parent / "RESULTS.md"
WORK = Path(__file__).parent / ".work"
_HEAD = "# Results\n\nMade by `make bench`, or `python -m bench NAME` for one section.\n"


@dataclass(frozen=True, slots=True)
class Section:
    """One table with its words."""

    title: str
    text: str


def write_section(name: str, section: Section, command: str) -> None:
    """Replace the section of this name in RESULTS.md, or add it, with the command that made it."""
    before = RESULTS.read_text() if RESULTS.exists() else _HEAD
    begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->\n"
    made = f"{begin}\n## {section.title}\n\n{section.text}\n\n*{made_on()}; `{command}`*\n\n{end}"
    if begin in before:
        head, rest = before.split(begin)
        RESULTS.write_text(head + made + rest.split(end)[1])
    else:
        RESULTS.write_text(f"{before.rstrip()}\n\n{made}")


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Give a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def seconds(action: Callable[[], object]) -> float:
    """Give how long an action takes."""
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def medians(actions: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """Give the median time of each action; they take turns, so that a busy moment hits all alike."""
    times: list[list[float]] = [[] for _ in actions]
    for _ in range(rounds):
        for kept, action in zip(times, actions, strict=True):
            kept.append(seconds(action))
    return [statistics.median(kept) for kept in times]


def made_on() -> str:
    """Give the day, the compiler and the machine."""
    rustc = subprocess.check_output(("rustc", "--version"), text=True).strip()
    day = datetime.now(UTC).date().isoformat()
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{day}, {rustc}, {machine}"
