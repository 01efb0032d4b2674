"""Threads and tasks that do not fit together: what is sent, what is held over an await, what was seen to race (P36)."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.escalation.sources import text_of
from ferrule.escalation.triggers.scene import Scene, full_path, function_at, node_at
from ferrule.facts.finding import Finding, Spot
from ferrule.syntax.items import text_of as text_at
from ferrule.syntax.tree import enclosing

NAME: Final = "concurrency"
ROW: Final = "P36"
_SENT: Final = re.compile(r"cannot be (?:sent|shared) between threads safely")
_BOUND: Final = re.compile(r"required by a bound in `([^`]+)`")
_FOR_EVER: Final = re.compile(r"(?:must outlive|is borrowed for) `'static`")
_STARTS: Final = re.compile(r"std::thread::|(?:tokio|rayon|rayon_core)::")
"""Paths of what starts threads and tasks."""
_THERE: Final = re.compile(r"/library/std/src/thread/|/(?:tokio|rayon|rayon-core)-\d[^/]*/src/")
"""Files in which it stands, where rustc shortens the path to `spawn`."""
_GUARD: Final = re.compile(r"has type `[^`]*Guard\b[^`]*` which is not `Send`")
_HELD: Final = frozenset({"clippy::await_holding_lock", "clippy::await_holding_refcell_ref"})
_REPORTS: Final = (
    "WARNING: ThreadSanitizer: data race",
    "WARNING: ThreadSanitizer: lock-order-inversion",
    "Undefined Behavior: Data race detected",
    "the evaluated program deadlocked",
    "deadlock; threads = ",
    "Causality violation: Concurrent ",
    "deadlock! blocked tasks",
)
"""In the words of ThreadSanitizer, Miri, loom and shuttle."""


def evidence(scene: Scene) -> str:
    """Give what makes the error a matter of concurrency; empty where it is none."""
    return _seen(scene.output) or _guards(scene) or _sent(scene) or _outlives(scene)


def _seen(output: str) -> str:
    found = next((words for words in _REPORTS if words in output), "")
    return f"the test's output reports it: {found.strip()}" if found else ""


def _guards(scene: Scene) -> str:
    """Give the functions that hold a guard over an await, from two on, when the error is about one of them."""
    if not any(_held(scene.error)) and scene.error.rule not in _HELD:
        return ""
    holding = dict.fromkeys(name for finding in (scene.error, *scene.others) for name in _holders(scene, finding))
    return (
        f"a guard is held over an await in {len(holding)} functions: {', '.join(holding)}" if len(holding) > 1 else ""
    )


def _held(error: Finding) -> Iterator[Spot]:
    return (spot for spot in error.spots if _GUARD.search(spot.label))


def _holders(scene: Scene, finding: Finding) -> Iterator[str]:
    spots = finding.spots if finding.rule in _HELD else tuple(_held(finding))
    for spot in spots:
        function = function_at(scene, spot)
        if function is not None:
            yield f"{text_at(function.child_by_field_name('name'))} ({spot.path})"


def _sent(scene: Scene) -> str:
    """Give what cannot go to another thread; a guard that one function holds is only to be let go earlier."""
    if not _SENT.search(scene.error.message) or any(_held(scene.error)):
        return ""
    bounds = ((spot.path, found[1]) for spot in scene.error.spots if (found := _BOUND.search(spot.note)))
    start = next((bound for path, bound in bounds if _STARTS.match(bound) or _THERE.search(path)), "")
    return f"{scene.error.message}, and `{start}`, which starts a thread or a task, asks for it" if start else ""


def _outlives(scene: Scene) -> str:
    """Give the call that wants what it is lent for ever; a closure that lacks `move` (E0373) is told otherwise."""
    for spot in scene.error.spots:
        text = text_of(spot.path, scene.sources)
        call = enclosing(node_at(scene, spot), "call_expression")
        if text is None or call is None or not _FOR_EVER.search(spot.label):
            continue
        called = full_path(text, text_at(call.child_by_field_name("function")))
        if _STARTS.match(called):
            return f"{scene.error.message}: `{called}` wants it for `'static`"
    return ""
