"""What a detector may look at: an error, what else the tools said, and the sources around it."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from tree_sitter import Node

from ferrule.escalation.sources import Sources, text_of
from ferrule.facts.escalation import MissedTarget, Trigger
from ferrule.facts.finding import Finding, Spot
from ferrule.facts.repair import Changes
from ferrule.facts.workspace import Package, Workspace
from ferrule.syntax.imports import imports_of
from ferrule.syntax.items import Item, all_items
from ferrule.syntax.tree import enclosing, parse

_QUOTED: Final = re.compile(r"`([^`\n]{1,200})`")
_MOST_FILES: Final = 4000
_BUILD: Final = "custom-build"


@dataclass(frozen=True, slots=True)
class Scene:
    """One error with the facts around it."""

    error: Finding
    workspace: Workspace
    changes: Changes = field(default_factory=dict)
    others: tuple[Finding, ...] = ()
    """What else was said in the same run, lints included."""
    output: str = ""
    """What a failing test printed."""
    missed: MissedTarget | None = None
    audits: tuple[Finding, ...] = ()
    """Advisories of the locked crates, as the gate `audit` gives them."""
    texts: dict[str, bytes | None] = field(default_factory=dict, compare=False, repr=False)
    """Files that were read, by path; scenes of one tree may share it, so that each file is read once."""

    @property
    def sources(self) -> Sources:
        """The tree in which the error stands."""
        return Sources(self.workspace.root, self.changes, known=self.texts)


class Detector(Protocol):
    """One kind of fact. A module is a detector when it has these names."""

    @property
    def NAME(self) -> str:
        """Of its triggers."""
        ...

    @property
    def ROW(self) -> str:
        """The requirement that it answers."""
        ...

    def evidence(self, scene: Scene) -> str:
        """Give the fact in one line; empty where it is not there."""
        ...


@dataclass(frozen=True, slots=True)
class Declared:
    """A struct or an enum of the workspace, and the file in which it stands."""

    item: Item
    path: str


def trigger(detector: Detector, scene: Scene) -> Trigger | None:
    """Give the trigger of a detector; None where its fact is not there."""
    found = detector.evidence(scene)
    return Trigger(detector.NAME, 3, detector.ROW, found) if found else None


def quoted(error: Finding) -> tuple[str, ...]:
    """Give what the diagnostic puts in backquotes: in its message, its labels and its remarks."""
    words = (error.message, *(text for spot in error.spots for text in (spot.label, spot.note)))
    return tuple(dict.fromkeys(name for text in words for name in _QUOTED.findall(text)))


def primary(error: Finding) -> Spot | None:
    """Give the place that the error names first; None for one without a place."""
    return next((spot for spot in error.spots if spot.primary), None)


def node_at(scene: Scene, spot: Spot) -> Node | None:
    """Give the syntax at a place; None where its file cannot be read or is another text."""
    text = text_of(spot.path, scene.sources)
    if text is None or not 0 <= spot.byte_start <= spot.byte_end <= len(text):
        return None
    return parse(text).root_node.named_descendant_for_byte_range(spot.byte_start, spot.byte_end)


def function_at(scene: Scene, spot: Spot) -> Node | None:
    """Give the function around a place; None outside of any."""
    return enclosing(node_at(scene, spot), "function_item")


def full_path(text: bytes, words: str) -> str:
    """Give a path as it is from the outside: `thread::spawn` is `std::thread::spawn` under `use std::thread`."""
    head, colons, rest = words.strip().removeprefix("::").partition("::")
    for found in imports_of(text):
        if found.name == head:
            return "::".join(found.path) + colons + rest
    return head + colons + rest


def package_of(scene: Scene, path: str) -> Package | None:
    """Give the member in whose folder a file lies; None for none."""
    place = scene.workspace.root / path
    inside = [package for package in scene.workspace.packages if place.is_relative_to(package.folder)]
    return max(inside, key=lambda package: len(package.folder.parts), default=None)


def files(scene: Scene) -> tuple[str, ...]:
    """Give the Rust files of the error's member and of the members that it needs, by their paths in the workspace."""
    first = package_of(scene, scene.error.path or "")
    by_name = {package.name: package for package in scene.workspace.packages}
    waiting, seen = [first] if first is not None else [], dict[str, Package]()
    while waiting:
        package = waiting.pop()
        if package.name not in seen:
            seen[package.name] = package
            waiting += [by_name[name] for name in package.depends_on if name in by_name]
    found = (path for package in seen.values() for path in _files(scene, package))
    return tuple(dict.fromkeys(path for path, _ in zip(found, range(_MOST_FILES), strict=False)))


def types_of(scene: Scene) -> dict[str, Declared]:
    """Give the structs and enums of those files by name; one that stands twice is in doubt, and left out."""
    found: dict[str, list[Declared]] = {}
    for path in files(scene):
        for item in all_items(text_of(path, scene.sources) or b""):
            if item.kind in {"struct", "enum"} and item.name:
                found.setdefault(item.name, []).append(Declared(item, path))
    return {name: places[0] for name, places in found.items() if len(places) == 1}


def traits_of(scene: Scene) -> dict[str, Declared]:
    """Give the traits of all members by name, the first of each."""
    found: dict[str, Declared] = {}
    for package in scene.workspace.packages:
        for path in _files(scene, package):
            for item in all_items(text_of(path, scene.sources) or b""):
                if item.kind == "trait":
                    found.setdefault(item.name, Declared(item, path))
    return found


def _files(scene: Scene, package: Package) -> Iterator[str]:
    root, closed = scene.workspace.root, scene.workspace.target_folder
    folders = dict.fromkeys(target.src_path.parent for target in package.targets if _BUILD not in target.kinds)
    for folder in folders:
        for here, inner, names in os.walk(folder):
            place = Path(here)
            inner[:] = sorted(name for name in inner if name[0] != "." and place / name != closed)
            for name in sorted(names):
                if name.endswith(".rs") and place.is_relative_to(root):
                    yield str((place / name).relative_to(root))
