"""The third try at a front matter that is no YAML: key by key, with raw text for what is meant as prose (C7)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ferrule.definitions.requote import PROSE
from ferrule.definitions.yaml_text import Broken, Path, Tree, read_yaml
from ferrule.facts.definition import Remark, Value
from ferrule.facts.finding import Level

_KEY: Final = re.compile(r"(?P<key>[A-Za-z_][\w.-]*):(?:\s+(?P<value>.*))?")
_CLOSING: Final = re.compile(r"invocation|explicit", re.IGNORECASE)
_CLOSING_KEY: Final = re.compile(r"^\s*[\w-]*invocation[\w-]*\s*:", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rescued:
    """What could be had."""

    tree: Tree
    doubt: int | None = None
    """The line of text that may have closed the definition and was not understood."""


@dataclass(slots=True)
class _Parts:
    values: dict[str, Value] = field(default_factory=dict)
    lines: dict[Path, int] = field(default_factory=dict)
    written: dict[Path, str] = field(default_factory=dict)
    repeated: set[Path] = field(default_factory=set)
    remarks: list[Remark] = field(default_factory=list)
    doubt: int | None = None


def rescued(lines: Sequence[str], known: frozenset[str], first_line: int) -> Rescued:
    """Give each key that can be read by itself; of the others the raw text, or a warning that it is lost."""
    parts = _Parts()
    for index, chunk in _chunks(lines, known):
        line = first_line + index
        entry = _KEY.match(chunk[0])
        tree = read_yaml("\n".join(chunk), line)
        if entry is None:
            _lose(parts, chunk, line, f"{chunk[0].strip()[:40]!r} belongs to no key; it is left out")
        elif isinstance(tree, Tree) and isinstance(tree.value, Mapping):
            _keep(parts, tree.value, tree)
        elif entry["key"] in PROSE:
            _keep_raw(parts, entry["key"], chunk, line)
        else:
            problem = tree.problem if isinstance(tree, Broken) else "no key with a value"
            _lose(parts, chunk, line, f"{entry['key']!r} cannot be read and is left out: {problem}")
    tree = Tree(parts.values, parts.lines, parts.written, frozenset(parts.repeated), tuple(parts.remarks))
    return Rescued(tree, parts.doubt)


def _chunks(lines: Sequence[str], known: frozenset[str]) -> list[tuple[int, list[str]]]:
    """Give the lines of each key with the index of the first; prose goes on until a key that hosts know."""
    made: list[tuple[int, list[str]]] = []
    is_prose = False
    for index, line in enumerate(lines):
        entry = _KEY.match(line)
        begins = entry is not None and (not is_prose or entry["key"] in known)
        if begins or (not made and line.strip() and not line.lstrip().startswith("#")):
            made.append((index, [line]))
            is_prose = entry is not None and entry["key"] in PROSE
        elif made:
            made[-1][1].append(line)
    return made


def _keep(parts: _Parts, value: Mapping[str, Value], tree: Tree) -> None:
    for key in value:
        if key in parts.values:
            parts.repeated.add((key,))
            words = f"{key!r} stands here again; this one counts"
            parts.remarks.append(Remark("duplicate-key", Level.WARNING, words, line=tree.lines.get((key,))))
    parts.values.update(value)
    parts.lines.update(tree.lines)
    parts.written.update(tree.written)
    parts.repeated |= tree.repeated
    parts.remarks.extend(tree.remarks)


def _keep_raw(parts: _Parts, key: str, chunk: Sequence[str], line: int) -> None:
    text = "\n".join(part.strip() for part in (chunk[0].partition(":")[2], *chunk[1:])).strip()
    parts.values[key] = parts.written[key,] = text
    parts.lines[key,] = line
    words = f"the value of {key!r} is no YAML; it was taken as it stands there"
    remedy = "Put it into quotation marks, or into a block: a `|` behind the key and the text indented below."
    parts.remarks.append(Remark("yaml-raw", Level.WARNING, words, line=line, remedy=remedy))
    if _CLOSING_KEY.search("\n".join(chunk[1:])):
        parts.doubt = parts.doubt or line


def _lose(parts: _Parts, chunk: Sequence[str], line: int, words: str) -> None:
    parts.remarks.append(Remark("yaml-lost", Level.WARNING, words, line=line))
    if _CLOSING.search("\n".join(chunk)):
        parts.doubt = parts.doubt or line
