"""Findings as a person reads them: by file, the gravest first, each with its source lines."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from textwrap import indent
from typing import Final

from rich.console import Console
from rich.text import Text

from ferrule.facts.finding import Finding, Level
from ferrule.facts.sheet import Excerpt, Problem
from ferrule.report.escape import bounded_line, for_terminal, on_one_line
from ferrule.report.sheets.problems import GRAVITY

SHOWN_ERRORS: Final = 20
SHOWN_OTHERS: Final = 20
SHOWN_LINES: Final = 40
"""Of the text of one finding; the log has all of it."""
NARROW: Final = 60
"""Columns below which text is indented by less."""
_LONGEST_MESSAGE: Final = 200
_LONGEST_LINE: Final = 300
_STYLE: Final = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.NOTE: "cyan", Level.HELP: "cyan"}
_ARROW: Final = re.compile(r" *--> ")


def print_problems(
    problems: tuple[Problem, ...], excerpts: Mapping[tuple[str, int], Excerpt], console: Console
) -> None:
    """Print the first errors with their code, then the first of what is less grave, a line each."""
    errors = [one for one in problems if one.finding.level is Level.ERROR]
    others = [one for one in problems if one.finding.level is not Level.ERROR]
    shown = [*errors[:SHOWN_ERRORS], *others[:SHOWN_OTHERS]]
    narrow = console.width < NARROW
    for path, own in _by_file(shown):
        console.print(Text(path, "cyan"), highlight=False, soft_wrap=not narrow)
        for problem in own:
            console.print(_problem(problem, excerpts, narrow=narrow), highlight=False, soft_wrap=not narrow)
        console.print()
    hidden = len(problems) - len(shown)
    if hidden:
        words = f"... and {hidden:,} more; `--format json` gives all of them\n"
        console.print(Text(words, "dim"), highlight=False)


def _by_file(problems: list[Problem]) -> Iterator[tuple[str, list[Problem]]]:
    """Give the problems of each file together: files with the gravest first, places in their order."""
    files: dict[str, list[Problem]] = {}
    for problem in problems:
        name = bounded_line(problem.finding.path or "", _LONGEST_LINE) or "no file is named"
        files.setdefault(name, []).append(problem)
    for name, own in files.items():
        yield name, sorted(own, key=lambda one: (GRAVITY[one.finding.level], one.finding.line or 0))


def _problem(problem: Problem, excerpts: Mapping[tuple[str, int], Excerpt], *, narrow: bool) -> Text:
    finding = problem.finding
    place = ":".join(str(number) for number in (finding.line, finding.column) if number)
    rule = f"[{on_one_line(finding.rule, _LONGEST_MESSAGE)}]" if finding.rule else ""
    head = Text.assemble(
        ("  " if not narrow else " ", ""),
        (f"{place}  " if place else "", "dim"),
        (f"{finding.level.value}{rule}", _STYLE[finding.level]),
        (f" {on_one_line(finding.message, _LONGEST_MESSAGE)}", "bold" if finding.level is Level.ERROR else ""),
        (f"  ({', '.join(problem.rows)})", "dim"),
    )
    if finding.level is Level.ERROR:
        lines = [*_excerpt(finding, excerpts), *_body(finding)]
        text = "\n".join(line[:_LONGEST_LINE] for line in lines)
        head.append(f"\n{indent(text, '    ' if not narrow else ' ')}" if text.strip() else "")
    return head


def _body(finding: Finding) -> list[str]:
    """Give the tool's own text without the lines that the heading repeats."""
    lines = for_terminal(finding.rendered).strip("\n").split("\n")
    if lines[0].startswith("error") and finding.message[:_LONGEST_MESSAGE] in lines[0]:
        lines = lines[1:]
        if lines and _ARROW.match(lines[0]) and lines[0].endswith(f"{finding.path}:{finding.line}:{finding.column}"):
            lines = lines[1:]
    if len(lines) <= SHOWN_LINES:
        return lines
    half = SHOWN_LINES // 2
    return [*lines[:half], f"... {len(lines) - 2 * half} lines, see the log ...", *lines[-half:]]


def _excerpt(finding: Finding, excerpts: Mapping[tuple[str, int], Excerpt]) -> Iterator[str]:
    excerpt = excerpts.get((finding.path or "", finding.line or 0))
    if excerpt is None:
        return
    width = len(str(excerpt.first + len(excerpt.lines)))
    for number, line in islice(enumerate(excerpt.lines, excerpt.first), SHOWN_LINES):
        mark = ">" if number == finding.line else " "
        yield f"{mark} {number:{width}} | {_code(line)}".rstrip()


def _code(line: str) -> str:
    """Give a source line with its indentation, harmless."""
    return for_terminal(line.replace("\r", "")).replace("\n", " ").expandtabs(4)
