"""How long a command takes on changed sources, by its own word or by the clock (P37)."""

from typing import Final

from ferrule.diagnostics.bench_times import lines_with_times, read_bench_times
from ferrule.facts.repair import Changes
from ferrule.facts.target import Figure, Measured, Target, Timer
from ferrule.process.command import Outcome
from ferrule.repair.verify.ground import Ground, Runner
from ferrule.repair.verify.tested import BUILD_TIMEOUT_S

_RUNS: Final = 3
_TAIL: Final = 300


def measured(ground: Ground, changes: Changes, target: Target) -> Measured:
    """Measure on the changed sources; what misses the target is measured a second time, and the better time counts.

    The command builds in the folder in which tests are built.
    """
    if why := ground.covers(changes):
        return Measured(target, None, why=why)
    runner = ground.with_changes(changes)
    first = _once(runner, target)
    if not first.is_missed:
        return first
    second = _once(runner, target)
    if first.figure is None or second.figure is None:
        return second
    better = min(first.figure, second.figure, key=lambda figure: figure.high_s)
    return Measured(target, better, f"{first.said}\n\nmeasured again:\n\n{second.said}")


def _once(runner: Runner, target: Target) -> Measured:
    times: list[float] = []
    for _ in range(_RUNS):
        outcome = runner(target.argv, BUILD_TIMEOUT_S)
        if not outcome.ok:
            return Measured(target, None, why=_why(outcome))
        text = outcome.stdout.text
        if figures := read_bench_times(text):
            return Measured(target, max(figures, key=lambda figure: figure.high_s), lines_with_times(text))
        times.append(outcome.seconds)
    said = "\n".join(f"run {number}: {seconds:.4f} s" for number, seconds in enumerate(times, 1))
    return Measured(target, Figure("", min(times), Timer.WALL), said)


def _why(outcome: Outcome) -> str:
    """Give why a command shows no time: it did not start, did not end in time, or failed, with its last line."""
    last = next((line.strip() for line in reversed(outcome.stdout.text.split("\n")) if line.strip()), "")
    if outcome.code is None:
        return outcome.note or f"{outcome.ended.value}"
    return f"it ended with {outcome.code}: {last[:_TAIL]}"
