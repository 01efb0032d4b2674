"""Lints that no sure edit ends: each goes up as an error does, to those who are asked and at last to the user (E08)."""

from typing import Final

from ferrule.facts.finding import Finding
from ferrule.facts.reading import distinct
from ferrule.facts.repair import Changes
from ferrule.flow.layers import Search
from ferrule.flow.levels.climb import Climb, is_whole
from ferrule.flow.levels.judging import lints_in, with_lints
from ferrule.flow.levels.upwards import Look, Upwards
from ferrule.repair.classes import LINT
from ferrule.repair.compile.recheck import recheck
from ferrule.repair.identity import fingerprint

_MOST: Final = 5
"""Lints that go up in one run: each may take whole checks, tests, and the time of those who are asked."""
_LOOK: Final = Look(
    "lint",
    "what rustc and clippy are sure of was tried",
    "none: no edit is left that they are sure of",
    "the lint is still there",
)


def raise_lints(climb: Climb) -> None:
    """Let what rustc and clippy warn of go up, in a tree that compiles; lints that are gone are closed."""
    search, tree = climb.search, climb.standing.changes
    compiles = climb.standing.checked.ok if climb.standing.checked else search.recording.compiles
    if climb.standing.left or not compiles:
        climb.notes.append("lints do not go up while the tree does not compile")
        return
    found = lints_of(search, tree)
    if isinstance(found, str):
        climb.notes.append(f"lints did not go up: {found}")
        return
    root, incidents = search.here.workspace.root, climb.incidents
    climb.standing = climb.standing.with_left(found)
    incidents.meet(found, tree)
    if is_whole(search.request):
        for one in incidents.machine.incidents():
            if one.sighting.kind == LINT:
                incidents.over(one, "neither rustc nor clippy reports it any more")
    keys = list(dict.fromkeys(incidents.ids[fingerprint(one, root, tree)] for one in found))
    if len(keys) > _MOST:
        climb.notes.append(f"{len(keys) - _MOST} more lints are open, and go up once the first {_MOST} are decided")
    climb.hear_user(keys[:_MOST])
    Upwards(climb, keys[:_MOST], LINT, lambda _: _LOOK, "the same lint in the same text").work()
    climb.tell_rest()


def lints_of(search: Search, tree: Changes) -> tuple[Finding, ...] | str:
    """Give what rustc and clippy warn of in the files that were asked for; words instead where they say nothing."""
    search.here.tell("looking for lints")
    scratch = search.here.scratch / "lints-left"
    checked = recheck(search.here.workspace, tree, scratch, with_lints(search.options))
    if checked.note or checked.reading.finished is not True:
        return checked.note or "clippy came to no end"
    return tuple(distinct(filter(search.bench.wanted, lints_in(checked.reading.findings))))
