"""The search for one unit: batches while they help, single errors then, until nothing is left or gained."""

from ferrule.repair.search.batch import batch
from ferrule.repair.search.deepen import deepen
from ferrule.repair.search.reach import NEAR
from ferrule.repair.search.state import Doors, State, Trace

DEPTHS = NEAR.depths
"""Edits in a row that a first and a second attempt of level 1 may make for one error."""


def search(start: State, doors: Doors, trace: Trace, depth: int) -> State:
    """Give the best state that was found; `start` itself when nothing helped."""
    state = start
    while doors.due(state.errors) and not doors.spent():
        with trace.clock({doors.identity(error) for error in doors.due(state.errors)}):
            better = batch(state, doors, trace)
        better = better or deepen(state, doors, trace, depth)
        if better is None:
            return state
        state = better
    return state
