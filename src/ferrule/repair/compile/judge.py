"""Many candidates for one unit, compiled side by side."""

import queue
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ferrule.facts.repair import Changes
from ferrule.repair.compile.replay import Terms, replay
from ferrule.repair.compile.unit import How, Replayed, Unit


def judge_all(
    unit: Unit,
    candidates: Sequence[Changes],
    slots: Sequence[Path],
    terms: Terms | None = None,
    on_judged: Callable[[int, Replayed], None] | None = None,
) -> list[Replayed]:
    """Give what rustc says of each candidate, in their order.

    Args:
        unit: as it was recorded.
        candidates: each a set of changes to the files on disk.
        slots: a folder for each compiler that may run at a time, as `replay` needs it.
        terms: once its `cancel` is set, compilers are ended and the rest are not started.
        on_judged: hears each verdict as it comes, with the candidate's number, in the thread that made it.
            It may set `cancel`, so that the first good one ends the others.
    """
    terms = terms or Terms()
    free: queue.SimpleQueue[Path] = queue.SimpleQueue()
    for slot in slots:
        free.put(slot)

    def judge(numbered: tuple[int, Changes]) -> Replayed:
        number, changes = numbered
        if terms.cancel is not None and terms.cancel.is_set():
            return Replayed(how=terms.how or How.NAMESPACE, note="cancelled before it began")
        slot = free.get()
        try:
            replayed = replay(unit, changes, slot, terms)
        finally:
            free.put(slot)
        if on_judged is not None:
            on_judged(number, replayed)
        return replayed

    with ThreadPoolExecutor(len(slots), "judge") as pool:
        return list(pool.map(judge, enumerate(candidates)))
