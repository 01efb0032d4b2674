"""Which gates a set of changed files makes stale, and in which order they are climbed again."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from ferrule.facts.content import Content
from ferrule.facts.gate import Writes
from ferrule.gates.gate import Gate
from ferrule.workspace.content import Survey
from ferrule.workspace.held import UNREADABLE, digest_of, placed_ns

_FOR_ALL: Final = (".cargo/**/*", "rust-toolchain.toml", "rust-toolchain", "ferrule.toml")
"""What governs every call of Cargo, or which gates there are."""
_CHEAP_S: Final = 1.0


def name_of(path: str, root: Path) -> str:
    """Give a path as surveys name it: relative to the root where it lies in it, else absolute."""
    return path.removeprefix(f"{root}/")


def stale(gates: Iterable[Gate], names: Iterable[str]) -> frozenset[str]:
    """Give the ids of the gates that read one of these files; settings and files elsewhere concern all."""
    changed = Content(dict.fromkeys(names, ""))
    for_all = bool(changed.matching(_FOR_ALL)) or any(name.startswith("/") for name in changed.files)
    return frozenset(gate.ID for gate in gates if for_all or changed.matching(gate.READS))


def stages(gates: tuple[Gate, ...], lasted_s: Mapping[str, float]) -> tuple[tuple[Gate, ...], ...]:
    """Give the gates in two climbs: first those that write nothing and were quick, then the others, quick ones first.

    The first few verdicts are not made to wait for a core on which a compiler runs.
    """
    cheap = tuple(gate for gate in gates if gate.WRITES is Writes.NOTHING and lasted_s.get(gate.ID, 0.0) <= _CHEAP_S)
    rest = [gate for gate in gates if gate not in cheap]
    slowest = max(lasted_s.values(), default=0.0)
    rest.sort(key=lambda gate: lasted_s.get(gate.ID, slowest))
    return tuple(stage for stage in (cheap, tuple(rest)) if stage)


def differs(path: str, root: Path, survey: Survey | None) -> bool:
    """Give whether a file holds something else than when it was surveyed; a save that changed nothing is none."""
    if survey is None:
        return True
    return digest(path) != survey.content.files.get(name_of(path, root), UNREADABLE)


def written(gate: Gate, root: Path, survey: Survey) -> frozenset[str]:
    """Give the files, by absolute path, that the gate reads and that no longer hold what the survey found."""
    return frozenset(
        str(root / name)
        for name in survey.content.matching(gate.READS)
        if _moved(root / name, survey.placed_ns.get(name)) and differs(str(root / name), root, survey)
    )


def _moved(path: Path, placed: int | None) -> bool:
    try:
        return placed is not None and placed_ns(str(path)) != placed
    except OSError:
        return True


def digest(path: str) -> str:
    """Give what a file holds, as surveys write it; of one that is not there, that it cannot be read."""
    try:
        return digest_of(path, Path(path).lstat())
    except OSError:
        return UNREADABLE
