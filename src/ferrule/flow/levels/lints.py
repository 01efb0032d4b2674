"""Lints that no sure edit ends: each goes up as an error does, to those who are asked and at last to the user (E08)."""

from typing import Final

from ferrule.facts.escalation import Stage
from ferrule.facts.finding import Finding
from ferrule.facts.reading import distinct
from ferrule.facts.repair import Changes
from ferrule.flow.layers import Search
from ferrule.flow.levels.climb import Climb
from ferrule.flow.levels.judging import lints_in, with_lints
from ferrule.flow.levels.upwards import Look, Upwards
from ferrule.repair.classes import LINT
from ferrule.repair.compile.recheck import recheck
from ferrule.repair.identity import fingerprint

_MOST: Final = 5
"""Lints that go up in one run: each may take whole checks, tests, and the time of those who are asked."""
_OVER: Final = frozenset({Stage.RESOLVED, Stage.ABANDONED})
_LOOK: Final = Look(
    "lint",
    "what rustc and clippy are sure of was tried",
    "none: no edit is left that they are sure of",
    "the lint is still there",
)


def raise_lints(climb: Climb, wanted: tuple[str, ...]) -> None:
    """Let lints go up in a tree that compiles: those at these places, and those of these incidents."""
    search, tree = climb.search, climb.standing.changes
    if not search.recording.compiles:
        climb.notes.append("lints do not go up while the tree does not compile")
        return
    found = lints_of(search, tree)
    if isinstance(found, str):
        climb.notes.append(f"lints did not go up: {found}")
        return
    machine, root = climb.incidents.machine, search.here.workspace.root
    named = {machine.get(word).sighting.fingerprint for word in wanted if ":" not in word}
    marks = {fingerprint(one, root, tree): one for one in found}
    due = {mark: one for mark, one in marks.items() if mark in named or f"{one.path}:{one.line}" in wanted}
    if not due:
        climb.notes.append("no lints went up: a look of ferrule's own, with all features, does not find them")
        return
    climb.standing = climb.standing.with_lints(found, tuple(due.values()))
    climb.incidents.meet(due.values(), tree)
    keys = [key for key in climb.incidents.known if _is_open(climb, key)]
    if len(keys) > _MOST:
        climb.notes.append(f"{len(keys) - _MOST} more lints are open, and go up once the first {_MOST} are decided")
    climb.hear_user(keys[:_MOST])
    Upwards(climb, keys[:_MOST], LINT, lambda _: _LOOK, "the same lint in the same text").work()
    climb.tell_rest()


def lints_of(search: Search, tree: Changes) -> tuple[Finding, ...] | str:
    """Give all that rustc and clippy warn of or deny beyond what `cargo check` does; words where they say nothing."""
    search.here.tell("looking for lints")
    scratch = search.here.scratch / "lints-left"
    checked = recheck(search.here.workspace, tree, scratch, with_lints(search.options))
    if checked.note or not checked.ok:
        return checked.note or "clippy came to no end"
    return tuple(distinct(lints_in(checked.reading.findings)))


def _is_open(climb: Climb, key: str) -> bool:
    return climb.incidents.known[key].stage not in _OVER and key not in climb.incidents.busy
