"""YAML as plain values with their lines: nothing is constructed, nothing can be built that does not end (C7)."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import yaml

from ferrule.facts.definition import Remark, Value
from ferrule.facts.finding import Level

Path: TypeAlias = tuple[str, ...]
_DEEPEST: Final = 32
"""Of collections in each other; the parser's own time grows with the square of the depth."""
_MOST: Final = 10_000
"""Nodes, with those that aliases repeat."""
_TRUTH: Final = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_WHOLE: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FRACTION: Final = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]{1,3})?")
_CORE: Final = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class Tree:
    """One document."""

    value: Value
    lines: Mapping[Path, int] = field(default_factory=dict)
    """On which line each key of a mapping stands, by the keys above it."""
    written: Mapping[Path, str] = field(default_factory=dict)
    """Scalars as they were written, before they became numbers or truth values."""
    repeated: frozenset[Path] = frozenset()
    """Keys that stand there twice; the last one counts."""
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """Text that is no YAML."""

    problem: str
    line: int


def read_yaml(text: str, first_line: int = 1) -> Tree | Broken:
    """Give the first document of a text; lines count from `first_line`. Never raises."""
    builder = _Builder(first_line)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        return Broken(fault.problem or "no YAML", first_line + (mark.line if mark else 0))
    except (yaml.YAMLError, ValueError) as fault:  # ValueError: characters that no encoding has
        at = getattr(fault, "position", 0)
        reason = getattr(fault, "reason", "") or str(fault).partition("\n")[0]
        return Broken(reason, first_line + text.count("\n", 0, at))
    return builder.broken or builder.tree()


@dataclass(slots=True)
class _Frame:
    """A collection that is still open."""

    path: Path
    is_mapping: bool
    anchor: str | None
    entries: dict[str, Value] = field(default_factory=dict)
    items: list[Value] = field(default_factory=list)
    key: str | None = None
    size: int = 1
    merged: list[Value] = field(default_factory=list)


class _Builder:
    """Takes the parser's events one by one; recursion would end where a text is deep enough."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.broken: Broken | None = None
        self._open: list[_Frame] = []
        self._value: Value = None
        self._anchors: dict[str, tuple[Value, int]] = {}
        self._size = 0
        self._lines: dict[Path, int] = {}
        self._written: dict[Path, str] = {}
        self._repeated: set[Path] = set()
        self._remarks: list[Remark] = []
        self._documents = 0

    def tree(self) -> Tree:
        return Tree(self._value, self._lines, self._written, frozenset(self._repeated), tuple(self._remarks))

    def take(self, event: yaml.Event) -> bool:
        """Take one event; False when no more are wanted."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            return self._start(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()
        elif isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._remark("yaml-documents", "a second document begins here; only the first is read", event)
                return False
        return True

    def _line(self, event: yaml.Event) -> int:
        return self.first_line + (event.start_mark.line if event.start_mark else 0)

    def _remark(self, rule: str, words: str, event: yaml.Event) -> None:
        self._remarks.append(Remark(rule, Level.WARNING, words, line=self._line(event)))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        frame = self._open[-1] if self._open else None
        if frame is not None and frame.is_mapping and frame.key is None:
            self._key(frame, event)
            return
        value, text = self._resolved(event), event.value
        if frame is not None and frame.key is not None:
            self._written[(*frame.path, frame.key)] = text
        self._put(value, 1, event.anchor)

    def _key(self, frame: _Frame, event: yaml.ScalarEvent) -> None:
        key = event.value
        path = (*frame.path, key)
        if key in frame.entries:
            self._repeated.add(path)
            self._remark(
                "duplicate-key", f"{key!r} stands here again (line {self._lines[path]}); this one counts", event
            )
        self._lines[path] = self._line(event)
        frame.key = key

    def _resolved(self, event: yaml.ScalarEvent) -> Value:
        tag = event.tag
        if tag is not None and tag != "!" and not tag.startswith(_CORE):
            self._remark("yaml-tag", f"the tag {tag!r} means nothing here; the text is kept", event)
            return str(event.value)
        if tag in {"!", f"{_CORE}str"} or event.style:
            return str(event.value)
        return plain(event.value)

    def _start(self, event: yaml.CollectionStartEvent) -> bool:
        if len(self._open) >= _DEEPEST:
            return self._break(f"collections lie more than {_DEEPEST} deep in each other", event)
        frame = self._open[-1] if self._open else None
        if event.tag is not None and not event.tag.startswith(_CORE):
            self._remark("yaml-tag", f"the tag {event.tag!r} means nothing here; what it marks is kept", event)
        if frame is not None and frame.is_mapping and frame.key is None:
            return self._break("a collection stands in the place of a key", event)
        path = (*frame.path, frame.key or "-") if frame is not None else ()
        self._open.append(_Frame(path, isinstance(event, yaml.MappingStartEvent), event.anchor))
        return True

    def _end(self) -> None:
        frame = self._open.pop()
        if not frame.is_mapping:
            self._put(tuple(frame.items), frame.size, frame.anchor)
            return
        for one in frame.merged:  # what stands there itself counts more than what is merged in
            for mapping in one if isinstance(one, tuple) else (one,):
                if isinstance(mapping, Mapping):
                    frame.entries = {**mapping, **frame.entries}
        self._put(frame.entries, frame.size, frame.anchor)

    def _alias(self, event: yaml.AliasEvent) -> bool:
        frame = self._open[-1] if self._open else None
        if frame is not None and frame.is_mapping and frame.key is None:
            return self._break("an alias stands in the place of a key", event)
        value, size = self._anchors.get(event.anchor or "", (None, 0))
        if not size or self._size + size > _MOST:
            reason = "repeats too much" if size else "names nothing that ends before it"
            self._remark("yaml-alias", f"the alias '*{event.anchor}' {reason}; it is left out", event)
            value, size = None, 1
        self._put(value, size, None)
        return True

    def _break(self, problem: str, event: yaml.Event) -> bool:
        self.broken = Broken(problem, self._line(event))
        return False

    def _put(self, value: Value, size: int, anchor: str | None) -> None:
        if anchor:
            self._anchors[anchor] = (value, size)
        self._size += size
        if not self._open:
            self._value = value
            return
        frame = self._open[-1]
        frame.size += size
        if not frame.is_mapping:
            frame.items.append(value)
        elif frame.key == "<<" and isinstance(value, tuple | Mapping):
            frame.merged.append(value)
            frame.key = None
        else:
            frame.entries[frame.key or ""] = value
            frame.key = None


def plain(text: str) -> Value:
    """Give what a scalar without quotation marks means: nothing, a truth value, a number, or itself."""
    folded = text.lower()
    if folded in {"", "~", "null"}:
        return None
    if folded in _TRUTH:
        return _TRUTH[folded]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _FRACTION.fullmatch(text) and math.isfinite(number := float(text)):
        return number
    return text
