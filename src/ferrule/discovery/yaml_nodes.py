"""YAML as nodes with their lines: aliases share one node, tags are kept as words, and nothing is constructed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

import yaml

from ferrule.discovery.ground import Ground, text_at

_DEEPEST: Final = 40
"""Of collections in each other; the parser's own time grows with the square of the depth."""
_MOST: Final = 100_000
"""Nodes; aliases count once, since they stay references."""
_CORE: Final = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class Scalar:
    """One text, and where it stands."""

    text: str
    line: int
    """Of its first character, or of the sign that opens a block."""
    tag: str = ""
    last: int = 0
    """The line on which it ends."""
    style: str = ""
    """`|` or `>` for blocks, a quotation mark, or empty."""


@dataclass(eq=False, slots=True)
class Sequence:
    """A list."""

    line: int
    tag: str = ""
    items: list["Node"] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Mapping:
    """A mapping, in order; what is merged in by `<<` stands behind what it has of its own."""

    line: int
    tag: str = ""
    entries: list[tuple[Scalar, "Node"]] = field(default_factory=list)
    merged: list["Node"] = field(default_factory=list)


Node: TypeAlias = Scalar | Sequence | Mapping


def yaml_at(ground: Ground, path: Path) -> tuple[list[Node], str] | None:
    """Give the documents of a file and its text; None when it cannot be read, which is told."""
    text = text_at(ground, path)
    if text is None:
        return None
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if words := builder.take(event):
                ground.tell(path, _line(event), words)
                return builder.documents, text
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line = mark.line + 1 if mark else None
        ground.tell(path, line, f"no YAML: {fault.problem or fault.context}")
        return builder.rescued(), text
    except (yaml.YAMLError, ValueError) as fault:  # ValueError: characters that no encoding has
        at = getattr(fault, "position", 0)
        ground.tell(path, text.count("\n", 0, at) + 1, f"no YAML: {getattr(fault, 'reason', fault)}")
        return builder.rescued(), text
    return builder.documents, text


def get(node: Node | None, key: str) -> Node | None:
    """Give the value of a key, of the node itself or of what is merged into it; None when there is none."""
    waiting: list[Node | None] = [node]
    seen = 0
    while waiting and seen < _DEEPEST:
        seen += 1
        one = waiting.pop(0)
        if isinstance(one, Sequence):
            waiting += one.items
        if isinstance(one, Mapping):
            for name, value in reversed(one.entries):
                if name.text == key:
                    return value
            waiting += one.merged
    return None


def entries(node: Node | None) -> Iterator[tuple[Scalar, Node]]:
    """Yield keys and values of a mapping, with those that are merged into it."""
    waiting: list[Node | None] = [node]
    named: set[str] = set()
    seen = 0
    while waiting and seen < _DEEPEST:
        seen += 1
        one = waiting.pop(0)
        if isinstance(one, Sequence):
            waiting += one.items
        if isinstance(one, Mapping):
            for name, value in one.entries:
                if name.text not in named:
                    named.add(name.text)
                    yield name, value
            waiting += one.merged


def scalars(node: Node | None) -> Iterator[Scalar]:
    """Yield the texts of a list, lists in it included; of a text, itself. Each node once."""
    waiting: list[Node | None] = [node]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, Scalar):
            yield one
        elif isinstance(one, Sequence) and id(one) not in seen and one.tag != "!reference":
            seen.add(id(one))
            waiting += reversed(one.items)


def text_of(node: Node | None) -> str:
    """Give a text; empty for what is none."""
    return node.text if isinstance(node, Scalar) else ""


class _Builder:
    """Takes the parser's events one by one; recursion would end where a text is deep enough."""

    def __init__(self) -> None:
        self.documents: list[Node] = []
        self._open: list[tuple[Sequence | Mapping, list[Scalar | None]]] = []
        self._anchors: dict[str, Node] = {}
        self._count = 0

    def rescued(self) -> list[Node]:
        """Give what was read before a text broke, with the collections that were open."""
        return [*self.documents, *(holder for holder, _ in self._open[:1])]

    def take(self, event: yaml.Event) -> str:
        """Take one event; gives why no more can be read, empty while it can."""
        if isinstance(event, yaml.ScalarEvent):
            last = event.end_mark.line + 1 if event.end_mark else 0
            self._put(Scalar(event.value, _line(event), _tag(event.tag), last, event.style or ""), event.anchor)
        elif isinstance(event, yaml.CollectionStartEvent):
            return self._start(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            holder, _ = self._open.pop()
            if not self._open:
                self.documents.append(holder)
        elif isinstance(event, yaml.AliasEvent):
            self._put(self._anchors.get(event.anchor or "", Scalar("", _line(event))), None)
        return "" if self._count <= _MOST else f"more than {_MOST} parts; the rest was not looked at"

    def _start(self, event: yaml.CollectionStartEvent) -> str:
        if len(self._open) >= _DEEPEST:
            return f"collections lie more than {_DEEPEST} deep in each other; the rest was not looked at"
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        made = (Mapping if is_mapping else Sequence)(_line(event), _tag(event.tag))
        if self._open:
            self._put(made, event.anchor)
        elif event.anchor:
            self._anchors[event.anchor] = made
        self._open.append((made, [None]))
        return ""

    def _put(self, node: Node, anchor: str | None) -> None:
        self._count += 1
        if anchor:
            self._anchors[anchor] = node
        if not self._open:
            self.documents.append(node)
            return
        holder, key = self._open[-1]
        if isinstance(holder, Sequence):
            holder.items.append(node)
        elif key[0] is None:
            key[0] = node if isinstance(node, Scalar) else Scalar("", node.line)
        else:
            if key[0].text == "<<":
                holder.merged.append(node)
            else:
                holder.entries.append((key[0], node))
            key[0] = None


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _tag(tag: str | None) -> str:
    return "" if tag is None or tag.startswith(_CORE) or tag == "!" else tag
