"""Whether a command may become a gate of one's own, why not, and what such a gate would run."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ferrule.discovery.judging.judged import Judged, quoted
from ferrule.discovery.judging.lint_flags import flags_in
from ferrule.discovery.judging.whole import Whole
from ferrule.discovery.step import Step, Task
from ferrule.facts.discovery import Adoptable, Kind, Source
from ferrule.syntax.shell.program import name_of
from ferrule.syntax.shell.words import is_known

_DROPPED: Final = ("CARGO_TERM_", "CARGO_NET_")
_DROPPED_NAMES: Final = frozenset({"RUST_BACKTRACE", "CARGO_INCREMENTAL", "RUST_LOG", "FORCE_COLOR", "CI"})
_MOST_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a command may be adopted."""

    adoptable: Adoptable
    why_not: str = ""
    argv: tuple[str, ...] = ()


def of_task(task: Task, whole: Whole, *, is_above: bool) -> Decision:
    """Decide about an alias, a recipe, a target or a task; `is_above`: its file lies above the workspace's root."""
    if no := _closed(whole.judged) or task.hindrance:
        return Decision(Adoptable.NO, no)
    if task.source is Source.MAKE and is_above:
        return Decision(Adoptable.NO, "its file lies above the workspace, where make does not look")
    if task.source is Source.MAKE and not all(step.is_known for step in task.steps):
        return Decision(Adoptable.NO, "it uses variables that cannot be read from the file")
    return _by_cover(whole, task.start)


def of_step(step: Step, whole: Whole) -> Decision:
    """Decide about a line of a workflow."""
    if no := _closed(whole.judged):
        return Decision(Adoptable.NO, no)
    if whole.task is not None:
        found = _by_cover(whole, whole.task.start)
        return _through(whole.task) if found.argv else found
    argv = _argv(step)
    if no := _unfit(step, argv):
        return Decision(Adoptable.NO, no)
    return _by_cover(whole, argv)


def _through(task: Task) -> Decision:
    why = task.hindrance or f"`{' '.join(task.start)}` is what can be adopted"
    return Decision(Adoptable.NO, why)


def _closed(judged: Judged) -> str:
    if judged.closes:
        return judged.closes
    return "" if judged.kind is Kind.GATE else f"no gate: {judged.why}"


def _by_cover(whole: Whole, argv: tuple[str, ...]) -> Decision:
    equals = whole.judged.equals
    more = [one.words for equal in equals for one in equal.differences if one.is_beyond]
    if not equals and whole.strange:
        return Decision(Adoptable.BY_NAME, f"what it does is not known: {_listed(whole.strange)}", argv)
    if not equals:
        return Decision(Adoptable.YES, argv=argv)
    names = quoted([equal.gate for equal in equals])
    if not more and not whole.uncovered:
        return Decision(Adoptable.NO, f"{names} cover{'s' if len(equals) == 1 else ''} it")
    left = _listed(more, whole.uncovered)
    return Decision(Adoptable.BY_NAME, f"equals {names} but for: {left}", argv)


def _listed(*given: Sequence[str]) -> str:
    """Give what there is in a few words: the last list is of commands."""
    *told, commands = given
    left = list(dict.fromkeys((*(one for words in told for one in words), *(f"`{text}`" for text in commands))))
    return "; ".join(left[:_MOST_SHOWN]) + ("; ..." if len(left) > _MOST_SHOWN else "")


def _unfit(step: Step, argv: tuple[str, ...]) -> str:
    if step.hindrance:
        return step.hindrance
    if not all(map(is_known, argv)):
        return "it has parts that are known only when it runs"
    if step.folder:
        return f"it runs in {step.folder if is_known(step.folder) else 'another folder'}, a gate at the root"
    return ""


def _argv(step: Step) -> tuple[str, ...]:
    """Give the words of a gate: variables that matter by `env`, the toolchain by `+`."""
    words = step.words
    if "/" in words[0] and is_known(words[0]):  # a gate names its program as PATH has it
        words = (name_of(words[0]), *words[1:])
    toolchain = "" if "RUSTUP_TOOLCHAIN" in dict(step.variables) else step.toolchain
    if toolchain not in ("", "stable") and name_of(words[0]) == "cargo" and len(words) > 1:
        words = words if words[1].startswith("+") else (words[0], f"+{toolchain}", *words[1:])
    given = [f"{name}={value}" for name, value in step.variables if not _is_idle(name, step)]
    return ("env", *given, *words) if given else words


def _is_idle(name: str, step: Step) -> bool:
    """Tell whether a variable need not be carried over: lint levels are what `clippy` and `doc` deny already."""
    if name in _DROPPED_NAMES or name.startswith(_DROPPED):
        return True
    if name == "RUSTDOCFLAGS" and not any(word.startswith(("doc", "rustdoc")) for word in step.words):
        return True
    if name not in ("RUSTFLAGS", "RUSTDOCFLAGS"):
        return False
    flags = flags_in(dict(step.variables), name)
    return not (flags.others or (flags.asked and name == "RUSTFLAGS"))
