"""Many candidates for one unit, compiled side by side."""

import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from ferrule.edits.travel import refusals_explained
from ferrule.facts.repair import Changes
from ferrule.repair.compile.chain import replay_after
from ferrule.repair.compile.replay import Terms
from ferrule.repair.compile.unit import How, Links, Replayed, Unit
from ferrule.telemetry.span import within


def judge_all(
    unit: Unit,
    candidates: Sequence[Changes],
    slots: Sequence[Path],
    terms: Terms | None = None,
    on_judged: Callable[[int, Replayed], None] | None = None,
    links: Sequence[Links] = (),
) -> list[Replayed]:
    """Give what rustc says of each candidate, in their order.

    Args:
        unit: as it was recorded.
        candidates: each a set of changes to the files on disk.
        slots: a folder for each compiler that may run at a time, as `replay` needs it.
        terms: once its `cancel` is set, compilers are ended and the rest are not started. A Ctrl-C sets it too.
        on_judged: hears each verdict as it comes, with the candidate's number, in the thread that made it.
            It may set `cancel`, so that the first good one ends the others.
        links: for each candidate the libraries that are compiled before it; none needs any where this is left out.

    Raises:
        NotWritable: when a slot cannot be written, as on a full disk.
    """
    terms = terms or Terms()
    cancel = terms.cancel or threading.Event()
    terms = replace(terms, cancel=cancel)
    free: queue.SimpleQueue[Path] = queue.SimpleQueue()
    for slot in slots:
        free.put(slot)

    def judge(numbered: tuple[int, Changes]) -> Replayed:
        number, changes = numbered
        if cancel.is_set():
            return Replayed(how=terms.how or How.NAMESPACE, note="cancelled before it began")
        slot = free.get()
        try:
            with refusals_explained(slot):
                before = links[number] if links else Links()
                replayed = replay_after(before, unit, changes, slot, terms)
        finally:
            free.put(slot)
        if on_judged is not None:
            on_judged(number, replayed)
        return replayed

    with ThreadPoolExecutor(len(slots), "judge") as pool:
        try:
            return list(pool.map(within(judge), enumerate(candidates)))
        except BaseException:  # Ctrl-C comes to this thread only: the others would wait for their compilers to end
            cancel.set()
            raise
