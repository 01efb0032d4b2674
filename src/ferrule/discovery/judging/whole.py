"""What a command is for once the names in it are followed: aliases, recipes and what they need."""

from dataclasses import dataclass, replace
from typing import Final

from ferrule.discovery.judging import naming
from ferrule.discovery.judging.by_name import by_name, unresolved
from ferrule.discovery.judging.cargo_call import cargo_call
from ferrule.discovery.judging.judged import Context, Judged, closed, unknown
from ferrule.discovery.judging.naming import Tasks
from ferrule.discovery.judging.other_programs import QUIET, irreversible, rewrites, sounds_like_deploy, sounds_like_gate
from ferrule.discovery.judging.subcommands import subcommand
from ferrule.discovery.step import Step, Task
from ferrule.facts.discovery import Equal, Kind, Source
from ferrule.syntax.shell.program import name_of

CARGO: Final = frozenset({"cargo", "cross"})
MAKE: Final = frozenset({"make", "gmake"})
MISE: Final = frozenset({"mise", "rtx"})
_DEEPEST: Final = 60
"""Tasks that need tasks, and aliases of aliases."""
_MISE_SETUP: Final = frozenset({
    "install", "i", "trust", "use", "settings", "activate", "upgrade", "up", "plugins", "doctor", "env", "reshim",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Whole:
    """One command or task with all that it runs."""

    judged: Judged
    uncovered: tuple[str, ...] = ()
    """Commands that judge, and no built-in gate does what they do."""
    strange: tuple[str, ...] = ()
    """Commands of which nobody knows what they do."""
    task: Task | None = None
    """The one task that a command line runs and nothing besides; None: it is none."""


class Judging:
    """Judges steps and tasks, each task once."""

    def __init__(self, tasks: Tasks, context: Context) -> None:
        self.tasks = tasks
        self._context = context
        self._known: dict[int, Whole] = {}
        self._open: set[int] = set()

    def step(self, step: Step) -> Whole | None:
        """Give what one command is for; None when it is none of Cargo, just, make or mise."""
        name = name_of(step.words[0]) if step.words else ""
        if is_cargo(step.words):
            return self._cargo(step)
        if name == "just":
            return self._named(step, naming.just_names(step.words, self.tasks))
        if name in MAKE:
            return self._named(step, naming.make_names(step.words, self.tasks))
        return self._mise(step) if name in MISE else None

    def task(self, task: Task) -> Whole:
        """Give what a task is for, with all that it needs."""
        key = id(task)
        if len(self._open) > _DEEPEST:
            return Whole(closed(f"its names lie more than {_DEEPEST} deep"), task=task)
        if key in self._open:
            return Whole(Judged(Kind.UNKNOWN, "it calls itself", closes="it calls itself"), task=task)
        if key not in self._known:
            self._open.add(key)
            self._known[key] = replace(self._task(task), task=task)
            self._open.discard(key)
        return self._known[key]

    def _task(self, task: Task) -> Whole:
        if task.is_dead:
            return Whole(unknown(task.is_dead))
        parts: list[Whole] = []
        strange: list[str] = []
        for needed in task.needs:
            self._needed(task, needed, parts, strange)
        for step in task.steps:
            self._within(step, parts, strange)
        return _together(task, parts, strange)

    def _needed(self, task: Task, needed: str, parts: list[Whole], strange: list[str]) -> None:
        """Add what a task needs; what is not found may be a file to make, and is never nothing to the others."""
        found = self.tasks.of(task.source, needed)
        if found is not None:
            parts.append(self.task(found))
            if parts[-1].judged.kind is Kind.UNKNOWN and found.steps:
                strange.append(" ".join(found.start))
        elif task.source is Source.JUST:
            parts.append(Whole(closed(f"needs `{needed}`, which was not found")))
        elif task.source is Source.MISE:
            strange.append(needed)

    def _within(self, step: Step, parts: list[Whole], strange: list[str]) -> None:
        """Add one command of a task."""
        if irreversible(step.words):
            parts.append(Whole(Judged(Kind.DEPLOY, f"runs `{_short(step.text)}`")))
        elif part := self.step(step):
            parts.append(part)
            if part.judged.kind is Kind.UNKNOWN and not part.judged.closes:
                strange.append(step.text)
        elif rewrites(step.words):
            parts.append(Whole(closed("rewrites files")))
        elif name_of(step.words[0]) not in QUIET:
            strange.append(step.text)

    def _cargo(self, step: Step) -> Whole:
        call = cargo_call(step.words)
        alias = naming.alias_of(call, self.tasks)
        if len(self._open) > _DEEPEST:
            return Whole(closed(f"its names lie more than {_DEEPEST} deep"))
        if alias is not None and id(alias) not in self._open:
            return self._alias(step, alias)
        if alias is not None:
            return Whole(Judged(Kind.UNKNOWN, "it calls itself", closes="it calls itself"))
        if xtask := naming.xtask_of(call, self.tasks):
            return replace(self.task(xtask), task=xtask)
        if call.subcommand == "make" and call.free:
            return Whole(by_name(call.free[0]), (step.text,), (step.text,))
        judged = subcommand(call, step, self._context)
        return Whole(judged, (step.text,) if judged.kind is Kind.GATE and not judged.equals else ())

    def _alias(self, step: Step, alias: Task) -> Whole:
        """Judge the words that an alias stands for, with those that follow it."""
        at = step.words.index(alias.name) if alias.name in step.words else 1
        follow = step.words[at + 1 :]
        meant = alias.steps[0].words[1:]
        self._open.add(id(alias))
        found = self._cargo(replace(step, words=(*step.words[:at], *meant, *follow)))
        self._open.discard(id(alias))
        return replace(found, task=found.task or (None if follow else alias))

    def _named(self, step: Step, tasks: list[Task] | None) -> Whole:
        if tasks is None:
            return Whole(unresolved(step))
        if len(tasks) == 1:
            return self._in(step, tasks[0])
        joined = Task(tasks[0].source, " ".join(one.name for one in tasks), step.words, "", step.line)
        return _together(joined, [self.task(one) for one in tasks], [])

    def _in(self, step: Step, task: Task) -> Whole:
        """Judge a task as a line runs it: what is set around the line counts for its commands too."""
        if "%" in task.name:
            return replace(self.task(task), task=None)
        if (not step.variables and not step.toolchain) or id(task) in self._open:
            return self.task(task)
        around = dict(step.variables)
        steps = tuple(
            replace(
                one,
                variables=tuple({**around, **dict(one.variables)}.items()),
                toolchain=one.toolchain or step.toolchain,
            )
            for one in task.steps
        )
        self._open.add(id(task))
        found = self._task(replace(task, steps=steps))
        self._open.discard(id(task))
        return replace(found, task=task)

    def _mise(self, step: Step) -> Whole:
        if "--" in step.words and step.words[1:2] in (("exec",), ("x",)):
            inner = step.words[step.words.index("--") + 1 :]
            found = self.step(replace(step, words=inner)) if inner else None
            return found or Whole(unknown("runs a program"))
        names = naming.mise_names(step.words, self.tasks)
        if names is None and step.words[1:2] and step.words[1] in _MISE_SETUP:
            return Whole(Judged(Kind.SETUP, "prepares tools"))
        return self._named(step, names)


def _together(task: Task, parts: list[Whole], strange: list[str]) -> Whole:
    judged = [part.judged for part in parts]
    for one in judged:
        if one.kind is Kind.DEPLOY:
            return Whole(one)
    equals = _merged([equal for one in judged for equal in one.equals])
    closes = next((one.closes for one in judged if one.closes), "")
    uncovered = tuple(text for part in parts for text in part.uncovered)
    unclear = tuple(dict.fromkeys((*(text for part in parts for text in part.strange), *strange)))
    if any(one.kind is Kind.GATE for one in judged):
        why = "" if equals else next(one.why for one in judged if one.kind is Kind.GATE)
        return Whole(Judged(Kind.GATE, why, equals, closes), (*uncovered, *strange), unclear)
    if closes:
        return Whole(Judged(Kind.UNKNOWN, closes, closes=closes))
    if judged and not strange and all(one.kind is Kind.SETUP for one in judged):
        return Whole(judged[0])
    found = by_name(task.name)
    if found.kind is Kind.GATE:
        return Whole(found, tuple(strange) or (task.name,), unclear or (" ".join(task.start),))
    return Whole(found if found.kind is Kind.DEPLOY or not judged else judged[0])


def _merged(equals: list[Equal]) -> tuple[Equal, ...]:
    """Give each gate once, with all differences that any of its commands has."""
    merged: dict[str, Equal] = {}
    for one in equals:
        before = merged.get(one.gate, Equal(one.gate))
        merged[one.gate] = Equal(one.gate, tuple(dict.fromkeys((*before.differences, *one.differences))))
    return tuple(merged.values())


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def _starts(step: Step) -> bool:
    """Tell whether a step starts one of the programs; `just --list` and its like start nothing."""
    name = name_of(step.words[0])
    if name == "just":
        return any(not word.startswith("-") for word in step.words[1:])
    return name in MAKE | MISE or is_cargo(step.words)


def is_cargo(words: tuple[str, ...]) -> bool:
    """Tell whether a command is Cargo's, or that of a subcommand by its own name, such as `cargo-nextest`."""
    name = name_of(words[0]) if words else ""
    return name in CARGO or (name.startswith("cargo-") and "/" not in words[0])


def is_about_rust(task: Task, whole: Whole) -> bool:
    """Tell whether a task is worth a row: it runs Cargo, just, make or mise, or its name says that it judges."""
    runs = any(_starts(step) for step in task.steps if step.words)
    sounds = sounds_like_gate(task.name) or sounds_like_deploy(task.name)
    return runs or sounds or task.source in (Source.CARGO, Source.XTASK) or whole.judged.kind is not Kind.UNKNOWN
