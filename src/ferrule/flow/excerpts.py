"""Source lines for findings that bring none, and where the workspace lies in its repository."""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from ferrule.facts.finding import Finding
from ferrule.facts.sheet import Excerpt, Sheet
from ferrule.process.redact import MASK, mask
from ferrule.report.escape import shows_code

_AROUND: Final = 2
_LONGEST_LINE: Final = 300
_LARGEST: Final = 2 * 1024 * 1024
"""Bytes; a larger file is no source that somebody wrote."""
_BEFORE: Final = 4
"""Lines that are looked at before those that are shown: a name may stand some lines above its secret."""
_KEY: Final = re.compile(r"-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|\Z)")
_LINE: Final = re.compile(r"[^\n]+")


def with_source(sheet: Sheet, shown: int) -> Sheet:
    """Give the sheet with lines of the files that its first findings point at.

    Only files within the workspace are read, whatever links lie in it; one that is missing, large or no text is passed
    over. Secrets are masked.

    Args:
        sheet: what a command found.
        shown: how many findings will be shown with their code.
    """
    root = Path(sheet.workspace)
    findings = (one.finding for one in sheet.problems[:shown])
    return replace(sheet, excerpts=dict(_excerpts(findings, root)), prefix=_prefix(root))


def _excerpts(findings: Iterable[Finding], root: Path) -> Iterator[tuple[tuple[str, int], Excerpt]]:
    wanted: dict[str, set[int]] = {}
    for finding in findings:
        if (
            finding.path
            and finding.line
            and finding.line > 0
            and not shows_code(finding.rendered[: _LONGEST_LINE * 20])
        ):
            wanted.setdefault(finding.path, set()).add(finding.line or 1)
    for path, numbers in wanted.items():
        lines = _lines(root, path)
        for number in numbers:
            if lines and number <= len(lines):
                yield (path, number), _excerpt(lines, number)


def _excerpt(lines: list[str], number: int) -> Excerpt:
    first = max(1, number - _AROUND)
    around = lines[max(0, first - 1 - _BEFORE) : number + _AROUND]
    masked = mask("\n".join(around)).split("\n")
    if len(masked) != len(around):  # a secret of many lines, and nobody knows which
        masked = [mask(line) for line in around]
    shown = len(lines[first - 1 : number + _AROUND])
    return Excerpt(first, tuple(line[:_LONGEST_LINE] for line in masked[-shown:]))


def _lines(root: Path, path: str) -> list[str]:
    """Give the lines of a file in the workspace; none where it may not or cannot be read."""
    try:
        real, home = (root / path).resolve(strict=True), root.resolve(strict=True)
        if not real.is_relative_to(home) or not stat.S_ISREG(real.stat().st_mode):
            return []
        with os.fdopen(os.open(real, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            held = file.read(_LARGEST + 1)
    except (OSError, ValueError, RuntimeError):  # a loop of links, a NUL in the name
        return []
    return [] if len(held) > _LARGEST or b"\0" in held else _keyless(held.decode("utf-8", "replace")).split("\n")


def _keyless(text: str) -> str:
    """Give a file's text with each line of a private key masked: within the key nothing tells that it is one."""
    return _KEY.sub(lambda key: _LINE.sub(MASK, key[0]), text) if "PRIVATE KEY" in text else text


def _prefix(root: Path) -> str:
    """Give the workspace's folder relative to the repository that holds it."""
    try:
        home = root.resolve()
    except (OSError, RuntimeError):
        return ""
    top = next((folder for folder in (home, *home.parents) if _is_top(folder)), home)
    inner = home.relative_to(top).as_posix()
    return "" if inner == "." else f"{inner}/"


def _is_top(folder: Path) -> bool:
    try:
        return (folder / ".git").exists()
    except OSError:  # a folder above that is closed to us
        return False
