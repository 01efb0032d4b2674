"""The manifests as they would be with all that the errors say they lack (P05, P06)."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.facts.finding import Edit
from ferrule.facts.repair import Candidate, Changes, Cost, CostKind
from ferrule.facts.workspace import Package, Workspace
from ferrule.repair.manifests.edit import section_of, with_dependency, with_feature
from ferrule.repair.manifests.known import source_of
from ferrule.repair.manifests.needs import Need
from ferrule.repair.search.state import Step

MOVE: Final = "link-known-crate"
_SURE: Final = "own"


@dataclass(frozen=True, slots=True)
class Linked:
    """Manifests with more in them, and the steps that made them."""

    changes: Changes
    steps: tuple[Step, ...]


def linked(needs: Iterable[Need], workspace: Workspace) -> Linked:
    """Give the manifests that name what is needed; no change where the workspace has nothing of it."""
    changes: dict[Path, bytes] = {}
    steps: list[Step] = []
    members = {package.name: package for package in workspace.packages}
    for need in needs:
        package = members.get(need.package)
        before = _read(package.manifest, changes) if package else None
        made = _made(need, package, workspace, before) if package and before is not None else None
        if package and made:
            after, words = made
            changes[package.manifest] = after
            cost = Cost(CostKind.DEPENDENCY, package.manifest, 1, words)
            edit = Edit(str(package.manifest), 0, 0, 1, 1, 1, 1, words)
            steps.append(Step(need.error, Candidate(MOVE, words, _SURE, (edit,)), (cost,)))
    return Linked(changes, tuple(steps))


def _made(need: Need, package: Package, workspace: Workspace, before: bytes) -> tuple[bytes, str] | None:
    if need.feature:
        after = with_feature(before, need.crate, need.feature)
        return (after, f"asks for the feature `{need.feature}` of `{need.crate}`") if after else None
    source = source_of(need.crate, package.name, workspace)
    if source is None:
        return None
    folder = package.folder.relative_to(workspace.root).as_posix() if _inside(package, workspace) else ""
    section = section_of(need.error, "" if folder == "." else folder)
    after = with_dependency(before, source, section)
    return (after, f"names `{source.key}`, {source.words}, in [{section}]") if after else None


def _inside(package: Package, workspace: Workspace) -> bool:
    return package.folder.is_relative_to(workspace.root)


def _read(manifest: Path, changes: Changes) -> bytes | None:
    try:
        return changes.get(manifest) or manifest.read_bytes()
    except OSError:
        return None
