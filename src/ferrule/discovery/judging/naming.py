"""Which task a command line names: an alias, a recipe, a target, a task of mise, a subcommand of xtask."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ferrule.discovery.judging.cargo_call import CargoCall
from ferrule.discovery.step import Task
from ferrule.facts.discovery import Source
from ferrule.syntax.shell.words import MANY

_JUST_VALUED: Final = frozenset({
    "-f", "--justfile", "-d", "--working-directory", "--set", "--shell", "--shell-arg", "--color", "--chooser",
    "--dotenv-path", "--dotenv-filename", "-E", "--command-color", "--list-heading", "--list-prefix",
    "--timestamp-format",
})  # fmt: skip
_JUST_ELSEWHERE: Final = frozenset({"-f", "--justfile", "-d", "--working-directory", "-g", "--global-justfile"})
_MAKE_VALUED: Final = frozenset({"-j", "-C", "-f", "--file", "--makefile", "--directory", "-I", "-l", "-o", "-W"})
_MAKE_ELSEWHERE: Final = ("-C", "-f", "--file", "--makefile", "--directory")
_MISE_RUNS: Final = ("run", "r")


class Tasks:
    """All tasks of a repository, by what one types."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self.all = tuple(tasks)
        self._named: dict[tuple[Source, str], Task] = {}
        self._first: dict[Source, Task] = {}
        self._patterns = tuple(task for task in self.all if "%" in task.name)
        for task in sorted(self.all, key=lambda one: bool(one.is_dead)):
            for name in (task.name, *task.also):
                self._named.setdefault((task.source, name), task)
            if not task.is_dead and "%" not in task.name:
                self._first.setdefault(task.source, task)

    def of(self, source: Source, name: str) -> Task | None:
        """Give the task of this name; None when there is none."""
        found = self._named.get((source, name))
        return found or next(
            (task for task in self._patterns if task.source is source and _fits(name, task.name)), None
        )

    def first(self, source: Source) -> Task | None:
        """Give what runs when no name is given; None when nothing does."""
        return self._named.get((source, "")) or self._first.get(source)


def _fits(name: str, pattern: str) -> bool:
    before, _, after = pattern.partition("%")
    return len(name) > len(before + after) and name.startswith(before) and name.endswith(after)


def alias_of(call: CargoCall, tasks: Tasks) -> Task | None:
    """Give the alias that a cargo command line begins with."""
    task = tasks.of(Source.CARGO, call.subcommand)
    return task if task is not None and not task.is_dead else None


def xtask_of(call: CargoCall, tasks: Tasks) -> Task | None:
    """Give the subcommand of an xtask that `cargo run -p xtask -- NAME` runs."""
    words = [word for word in (*call.rest, *call.free) if not word.startswith("-")]
    packages: Mapping[str, str] = dict(call.options)
    is_xtask = any("xtask" in packages.get(name, "") for name in ("-p", "--package", "--bin", "--manifest-path"))
    return tasks.of(Source.XTASK, words[0]) if call.subcommand == "run" and is_xtask and words else None


def just_names(words: tuple[str, ...], tasks: Tasks) -> list[Task] | None:
    """Give the recipes that a line of just runs; None when it runs none of this justfile, or nobody can tell which."""
    options, free = _parted(words[1:], _JUST_VALUED)
    if any(name in _JUST_ELSEWHERE for name in options) or any(MANY in word for word in free):
        return None
    names = [word for word in free if "=" not in word]
    if not names:
        first = tasks.first(Source.JUST) if not options - {"-q", "--quiet", "-v", "--verbose", "--yes"} else None
        return [first] if first else None
    return list(_recipes(names, tasks)) or None


def make_names(words: tuple[str, ...], tasks: Tasks) -> list[Task] | None:
    """Give the targets that a line of make builds; None as for just."""
    options, free = _parted(words[1:], _MAKE_VALUED)
    if any(name.startswith(_MAKE_ELSEWHERE) for name in options) or any(MANY in word for word in free):
        return None
    names = [word for word in free if "=" not in word]
    if not names:
        first = tasks.first(Source.MAKE)
        return [first] if first else None
    found = [tasks.of(Source.MAKE, name) for name in names]
    return [one for one in found if one] if all(found) else None


def mise_names(words: tuple[str, ...], tasks: Tasks) -> list[Task] | None:
    """Give the tasks that a line of mise runs; None when it runs none."""
    _, free = _parted(words[1:], frozenset({"-C", "--cd", "-E", "--env", "-j", "--jobs", "-o", "--output"}))
    names = free[1:] if free and free[0] in _MISE_RUNS else free
    task = tasks.of(Source.MISE, names[0]) if names else None
    return [task] if task else None


def _recipes(names: list[str], tasks: Tasks) -> Iterator[Task]:
    """Yield recipes; a word that is none is an argument of the one before, or names a module."""
    waiting = list(names)
    while waiting:
        name = waiting.pop(0).removeprefix("::")
        task = tasks.of(Source.JUST, name)
        if task is None and waiting and tasks.of(Source.JUST, f"{name}::{waiting[0]}"):
            task = tasks.of(Source.JUST, f"{name}::{waiting.pop(0)}")
        if task is not None:
            yield task


def _parted(words: tuple[str, ...], valued: frozenset[str]) -> tuple[set[str], list[str]]:
    options: set[str] = set()
    free: list[str] = []
    waiting = list(words)
    while waiting:
        word = waiting.pop(0)
        if word.startswith("-"):
            options.add(word.partition("=")[0])
            if word in valued and waiting and (word != "-j" or waiting[0].isdigit()):
                waiting.pop(0)
        else:
            free.append(word)
    return options, free
