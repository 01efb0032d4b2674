"""The findings of a review: read from lines or JSON, and held against the files that they speak of (E04)."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Final, TypeAlias

from ferrule.tasks.design import says_something

GROUPS: Final = ("performance", "testing", "distributed practice")
Source: TypeAlias = Callable[[str], str | None]
"""Gives the text of a file relative to the root; None where there is none."""
_SAME: Final = {
    "performance": ("perf", "speed", "latency", "throughput", "memory", "allocations", "efficiency"),
    "testing": ("test", "tests", "coverage", "test coverage", "testing and coverage", "tests and coverage"),
    "distributed practice": (
        "distributed", "distributed practices", "distributed systems", "distributed systems practice", "distribution",
        "best practice", "best practices", "distributed best practice", "distributed best practices", "consistency",
        "fault tolerance", "replication",
    ),
}  # fmt: skip
_GROUP_OF: Final = {word: group for group, words in _SAME.items() for word in (group, *words)}
_PLACE: Final = re.compile(r"(?P<path>[^\s:`*][^:`*]*):(?P<line>\d+)(?:[-–]\d+)?(?::\d+)?")
_LEAD: Final = re.compile(r"^\s*(?:[-*+•]|\d+[.)])\s+")
_HEAD: Final = re.compile(r"^\s*(?:#{1,6}\s+)(?P<words>.+?)\s*:?\s*$|^\s*\*\*(?P<bold>[^*]+?):?\*\*:?\s*$")
_FEWEST: Final = 3
"""Words of a finding."""
_LOOKED: Final = re.compile(r"(?:looked at|checked|read|nothing found)\s*[:,–-]?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReviewFinding:
    """One thing that a review says of a place."""

    group: str
    """One of the three, or the word that was given where it is none of them."""
    path: str
    line: int
    words: str

    def __str__(self) -> str:
        """Give it as a task keeps it: `group: path:line: words`."""
        return f"{self.group}: {self.path}:{self.line}: {self.words}"


@dataclass(frozen=True, slots=True)
class Review:
    """All that was understood of a review, and all that was not."""

    findings: tuple[ReviewFinding, ...] = ()
    looked_at: Mapping[str, str] = field(default_factory=dict)
    """By group: what was looked at where nothing was found."""
    unread: tuple[str, ...] = ()


def read_review(text: str) -> Review:
    """Give the findings of a review, in JSON or line by line; never raises.

    A line is `group: path:line: words`, or `group: what was looked at`; below a heading with the name of a group, the
    group may be left out. JSON is a list of objects with `group`, `path`, `line` and `words`, or an object with
    `findings` and `looked_at`.
    """
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return _of_lines(text)
    return _of_json(told)


def faults(review: Review, source: Source) -> tuple[str, ...]:
    """Give what keeps a review from being one; empty when it is complete.

    Args:
        review: what was understood.
        source: the files as they are.
    """
    return tuple(_faults(review, source))


def _faults(review: Review, source: Source) -> Iterator[str]:
    yield from (f"not understood: {line[:100]}" for line in review.unread)
    seen: set[tuple[str, int, str]] = set()
    for one in review.findings:
        key = (one.path, one.line, one.words.lower())
        if key in seen:
            yield f"{one.path}:{one.line}: said twice"
        seen.add(key)
        if said := _fault(one, source):
            yield f"{one.path}:{one.line}: {said}"
    for group in GROUPS:
        if not any(one.group == group for one in review.findings) and not says_something(
            review.looked_at.get(group, "")
        ):
            yield f"{group}: no finding, and nothing says what was looked at"


def _fault(one: ReviewFinding, source: Source) -> str:
    if one.group not in GROUPS:
        return f"`{one.group}` is none of {', '.join(GROUPS)}"
    path = PurePosixPath(one.path)
    if path.is_absolute() or ".." in path.parts:
        return "the path leads out of the workspace"
    text = source(one.path)
    if text is None:
        return "there is no such file"
    lines = text.count("\n") + (not text.endswith("\n") and bool(text))
    if not 1 <= one.line <= lines:
        return f"the file has {lines} lines"
    return "" if len(one.words.split()) >= _FEWEST else "it says too little"


def _of_lines(text: str) -> Review:
    findings: list[ReviewFinding] = []
    looked_at: dict[str, str] = {}
    unread: list[str] = []
    group = ""
    for line in filter(str.strip, text.split("\n")):
        head = _HEAD.match(line)
        if head:
            group = _group(head["words"] or head["bold"]) or group
            continue
        words = _LEAD.sub("", line).strip()
        named, rest = _named(words)
        found = _finding(named or group, rest) if named or group else None
        if found is not None:
            findings.append(found)
        elif (named or group) in GROUPS and rest:
            known = looked_at.get(named or group, "")
            looked_at[named or group] = " ".join(filter(None, (known, _LOOKED.sub("", rest, count=1))))
        else:
            unread.append(line.strip())
    return Review(tuple(findings), looked_at, tuple(unread))


def _named(words: str) -> tuple[str, str]:
    """Cut a line into the group at its head, if there is one, and the rest."""
    head, colon, rest = words.partition(":")
    group = _group(head)
    if group and colon:
        return group, rest.strip(" *_")
    place = _PLACE.search(rest)
    is_foreign = bool(colon) and place is not None and not _PLACE.match(words.strip("`* "))
    return (head.strip(" *_`[]").lower(), rest.strip()) if is_foreign else ("", words)


def _group(words: str) -> str:
    """Give the group that a word or heading names; empty for none."""
    plain = " ".join(re.sub(r"[^a-z]+", " ", words.lower()).split())
    return _GROUP_OF.get(plain, "")


def _finding(group: str, words: str) -> ReviewFinding | None:
    place = _PLACE.match(words.lstrip("`*[( "))
    if place is None:
        return None
    rest = words.lstrip("`*[( ")[place.end() :].strip("`*]) \t").lstrip(":-–— ").strip()
    return ReviewFinding(group, _path(place["path"]), int(place["line"]), rest)


def _path(text: str) -> str:
    return text.strip().removeprefix("./").replace("\\", "/")


def _of_json(told: Any) -> Review:
    rows = told.get("findings") if isinstance(told, dict) else told
    looked = told.get("looked_at", {}) if isinstance(told, dict) else {}
    findings: list[ReviewFinding] = []
    unread: list[str] = []
    for row in rows if isinstance(rows, list) else ():
        found = _of_row(row)
        if found is None:
            unread.append(json.dumps(row, default=str))
        else:
            findings.append(found)
    if not isinstance(rows, list):
        unread.append(json.dumps(told, default=str))
    named = {_group(str(name)): str(words) for name, words in looked.items()} if isinstance(looked, dict) else {}
    return Review(tuple(findings), {name: words for name, words in named.items() if name}, tuple(unread))


def _of_row(row: Any) -> ReviewFinding | None:
    if isinstance(row, str):
        named, rest = _named(row)
        return _finding(named, rest) if named else None
    if not isinstance(row, dict):
        return None
    group, path, line, words = (
        next((row[name] for name in names if name in row), None)
        for names in (("group", "category"), ("path", "file"), ("line",), ("words", "message", "text", "finding"))
    )
    if not (isinstance(group, str) and isinstance(path, str) and isinstance(words, str)):
        return None
    if not isinstance(line, int) or isinstance(line, bool):
        return None
    return ReviewFinding(_group(group) or group.lower(), _path(path), line, words.strip())
