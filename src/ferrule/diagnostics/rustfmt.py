"""The text of `cargo fmt --check`: which files are not laid out as rustfmt would, and where."""

import re
from collections.abc import Iterator
from pathlib import Path

from ferrule.diagnostics.place import relative
from ferrule.facts.finding import Finding, Level
from ferrule.facts.reading import Reading, Seen, distinct

_FILE = re.compile(r"Formatting (?P<path>/.*)$")
_HUNK = re.compile(r"Diff in (?P<path>.*?)(?: at line |:)(?P<line>[0-9]{1,9}):$")
_NO_MODULE = re.compile(r"Error writing files: (?P<words>failed to resolve mod .*)$")
_NEWLINES = re.compile(r"Incorrect newline style in (?P<path>/.*)$")
_ERROR = re.compile(r"error(?:\[\w+\])?: (?P<words>.*)$")
_ERROR_GOES_ON = re.compile(r" |[0-9]+ *\||\.\.\.$|help: |note: ")
_ARROW = re.compile(r" *--> (?P<path>.*?):(?P<line>[0-9]{1,9}):(?P<column>[0-9]{1,9})$")
_KNOWN = re.compile(r"Spent [0-9.]+ secs in |Using rustfmt config file |Warning: ")
_MESSAGE = "not formatted as rustfmt would"


def read_rustfmt(text: str, root: Path) -> Reading:
    """Turn the output of rustfmt with `--check -v`, both streams in one, into a finding for each change due.

    rustfmt names a file only after it could parse it, and stops at the first that it cannot. Its warnings are
    about settings, not about the code: they are passed over.
    """
    findings: list[Finding] = []
    files: set[str] = set()
    unread: list[str] = []
    for block in _blocks(text.split("\n")):
        if file := _FILE.match(block[0]):
            files.add(file["path"])
        elif finding := _finding(block, root):
            findings.append(finding)
        elif not _KNOWN.match(block[0]):
            unread.extend(line for line in block if line.strip())
    seen = Seen("files", len(files)) if files else None
    finished = False if findings else True if files else None
    return Reading(distinct(findings), seen, finished=finished, unread=tuple(unread))


def looked_at(text: str) -> Iterator[str]:
    """Yield the path of each file that rustfmt names; it names each before it looks at it."""
    return (found["path"] for line in text.split("\n") if (found := _FILE.match(line)))


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Give each line that stands for itself, and each hunk or error with the lines that belong to it."""
    block: list[str] = []
    for line in lines:
        if block and _belongs(line, block[0]):
            block.append(line)
        else:
            if block:
                yield block
            block = [line]
    yield block


def _belongs(line: str, head: str) -> bool:
    if _HUNK.match(head):
        return line.startswith((" ", "+", "-"))
    return bool(_ERROR.match(head)) and bool(_ERROR_GOES_ON.match(line))


def _finding(block: list[str], root: Path) -> Finding | None:
    """Give what a block says; None when it is neither a change nor an error about a source file."""
    head = block[0]
    if hunk := _HUNK.match(head):
        return _unformatted(_MESSAGE, hunk["path"], root, block, int(hunk["line"]) + _unchanged(block[1:]))
    if newlines := _NEWLINES.match(head):
        return _unformatted(f"{_MESSAGE}: another newline style", newlines["path"], root, block, None)
    if missing := _NO_MODULE.match(head):
        return Finding("rustfmt", "parse", Level.ERROR, missing["words"], rendered=head)
    error = _ERROR.match(head)
    arrow = next(filter(None, map(_ARROW.match, block[1:])), None) if error else None
    if error is None or arrow is None:
        return None
    path, rendered = relative(arrow["path"], root), "\n".join(block)
    place = (path, int(arrow["line"]), int(arrow["column"]))
    return Finding("rustfmt", "parse", Level.ERROR, error["words"], *place, rendered=rendered)


def _unformatted(message: str, path: str, root: Path, block: list[str], line: int | None) -> Finding:
    rendered = "\n".join(text.removesuffix("⏎") for text in block)  # `-v` puts it at the end of every line
    return Finding("rustfmt", "unformatted", Level.ERROR, message, relative(path, root), line, rendered=rendered)


def _unchanged(lines: list[str]) -> int:
    """Count the lines of context before the first change: rustfmt names the line where the hunk begins."""
    return next((number for number, line in enumerate(lines) if not line.startswith(" ")), 0)
