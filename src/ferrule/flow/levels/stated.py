"""A missed target as a finding, so that it takes the way of every other one."""

import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

from ferrule.escalation.triggers.scene import Scene, files
from ferrule.facts.escalation import Sighting
from ferrule.facts.finding import Finding, Level
from ferrule.facts.repair import Changes
from ferrule.facts.target import MISSED, Measured
from ferrule.facts.workspace import Workspace

TOOL: Final = "target"
_MANIFEST: Final = "Cargo.toml"
_KINDS: Final = ("bench", "example", "bin", "test")


def finding_of(found: Measured, workspace: Workspace) -> Finding:
    """Give the finding of a missed target: it stands at the program that measures, else at the manifest."""
    target = found.target
    path = next(_places(target.argv, workspace), _MANIFEST)
    said = f"$ {target.command}\n{found.said}\n\n{found.words}\n"
    return Finding(TOOL, MISSED, Level.ERROR, target.claim, path, 1, rendered=said)


def found_again(sighting: Sighting) -> Finding | None:
    """Give the finding behind an incident of a missed target; None for an incident of another kind."""
    if sighting.code != MISSED:
        return None
    return Finding(TOOL, MISSED, Level.ERROR, sighting.message, sighting.path or None, sighting.line)


def read_by(workspace: Workspace, tree: Changes) -> tuple[str, ...]:
    """Give the Rust files of all members: another text in any of them may take another time."""
    found: dict[str, None] = {}
    for package in workspace.packages:
        manifest = os.path.relpath(package.manifest, workspace.root)
        error = Finding(TOOL, MISSED, Level.ERROR, "", manifest)
        found |= dict.fromkeys(files(Scene(error, workspace, tree)))
    return tuple(found)


def _places(argv: tuple[str, ...], workspace: Workspace) -> Iterator[str]:
    """Yield the source files of the programs that a command line of Cargo names, in the workspace."""
    words = " ".join(argv).replace("=", " ").split()
    named = {(flag.removeprefix("--"), name) for flag, name in pairwise(words)}
    for package in workspace.packages:
        for one in package.targets:
            path = Path(one.src_path)
            is_named = any((kind, one.name) in named for kind in _KINDS if kind in one.kinds)
            if is_named and path.is_relative_to(workspace.root):
                yield path.relative_to(workspace.root).as_posix()
