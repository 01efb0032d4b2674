"""Targets of a Makefile, read line by line as make reads it.

The one grammar that can be had as a package is made to colour text: it knows no `.RECIPEPREFIX`, and what it cannot
read swallows the rules behind it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from ferrule.discovery.ground import Ground, text_at
from ferrule.discovery.make_lines import Rule, read_rules
from ferrule.discovery.make_variables import Values, expanded, opened
from ferrule.discovery.scripts import Script, steps_of
from ferrule.discovery.shell_text import Holes
from ferrule.discovery.step import Step, Task
from ferrule.facts.discovery import Source

_NAMES: Final = ("GNUmakefile", "makefile", "Makefile")
"""In the order in which make looks for them; it reads the first alone."""
_MOST_FILES: Final = 50
_MARKS: Final = re.compile(r"^[@+-]+\s*", re.MULTILINE)
_REFERENCE: Final = re.compile(r"\$(?:\((?:[^()]|\([^()]*\))*\)|\{[^{}]*\}|[@<^?*+%])")


@dataclass(slots=True)
class _Walk:
    ground: Ground
    values: Values = field(default_factory=Values)
    rules: list[tuple[Path, Rule]] = field(default_factory=list)
    seen: set[Path] = field(default_factory=set)


def make_targets(ground: Ground) -> Iterator[Task]:
    """Yield the targets of the nearest makefile and of what it includes, each once."""
    for folder in ground.folders:
        paths = [folder / name for name in _NAMES if (folder / name).is_file() or (folder / name).is_symlink()]
        if paths:
            names = {entry.name for entry in folder.iterdir()}
            for other in (path for path in paths[1:] if path.name in names):
                ground.tell(other, None, f"make reads {paths[0].name} and not this file")
            yield from _of_folder(ground, folder, paths[0])
            return


def _of_folder(ground: Ground, folder: Path, path: Path) -> Iterator[Task]:
    walk = _Walk(ground)
    _take(walk, path, folder)
    phony = {name for _, rule in walk.rules if ".PHONY" in rule.targets for name in rule.needs}
    own = [rule for _, rule in walk.rules if rule.is_variable]
    tasks: dict[str, Task] = {}
    for source, rule in walk.rules:
        if rule.is_variable:
            continue
        for target in rule.targets:
            if target.startswith(".") or "$" in target:
                continue
            mine = [one for one in own if target in one.targets]
            made = _task(walk, (source, folder), (rule, mine), target, is_phony=target in phony)
            before = tasks.get(target)
            tasks[target] = _joined(before, made) if before else made
    goal = walk.values.table.get(".DEFAULT_GOAL", "")
    for target, task in tasks.items():
        yield replace(task, also=("",)) if target == goal else task


def _take(walk: _Walk, path: Path, folder: Path) -> None:
    if path in walk.seen or len(walk.seen) >= _MOST_FILES:
        return
    walk.seen.add(path)
    text = text_at(walk.ground, path)
    if text is None:
        return
    reading = read_rules(text, walk.values)
    for line, words in reading.broken:
        walk.ground.tell(path, line, words)
    walk.rules += [(path, rule) for rule in reading.rules]
    for line, name, is_optional in reading.includes:
        place = folder / expanded(name, walk.values.table)
        if "$" in str(place) or "*" in name:
            walk.ground.tell(path, line, f"what is included by {name!r} is known only when make runs")
        elif place.is_file():
            _take(walk, place, folder)
        elif not is_optional:
            walk.ground.tell(path, line, f"includes {name!r}, which is not there")


def _task(
    walk: _Walk, places: tuple[Path, Path], rules: tuple[Rule, list[Rule]], target: str, *, is_phony: bool
) -> Task:
    source, folder = places
    rule, own = rules
    hindrance = (
        "" if is_phony or not (folder / target).exists() else "a file of this name is there, and it is not .PHONY"
    )
    if "%" in target:
        hindrance = "a pattern: make fills in the rest of its name"
    around = {name: value for one in own for name, value in one.variables.items()}
    given = {name: value for one in own if one.exports for name, value in one.variables.items()}
    filled = (
        {**walk.values.table, **around, **({} if "%" in target else {"@": target}), "MAKE": "make"},
        {**walk.values.exported(), **given},
    )

    def tell(words: str) -> None:
        walk.ground.tell(source, rule.line, words)

    steps = tuple(_steps(rule, filled, walk.ground.place(folder), tell))
    shown = walk.ground.shown(source)
    return Task(Source.MAKE, target, ("make", target), shown, rule.line, steps, rule.needs, hindrance)


def _joined(first: Task, second: Task) -> Task:
    """Give one target of two rules: needs add up, and one of them has the recipe."""
    line = first.line if first.steps or not second.steps else second.line
    path = first.path if first.steps or not second.steps else second.path
    needs = tuple(dict.fromkeys((*first.needs, *second.needs)))
    return replace(first, path=path, line=line, steps=(*first.steps, *second.steps), needs=needs)


def _lines_from(line: int) -> Callable[[int, int], int]:
    return lambda row, _: line + row


def _steps(
    rule: Rule, filled: tuple[Mapping[str, str], Mapping[str, str]], folder: str, tell: Callable[[str], None]
) -> Iterator[Step]:
    """Yield what a recipe runs: a shell for each of its lines, with variables of make's and of the environment."""
    own, exported = filled
    for line, text in rule.recipe:
        holes = Holes()

        def value(found: re.Match[str]) -> str | None:
            known = expanded(found.group(), own)
            return None if opened(known) else known

        cut = holes.cut(_MARKS.sub("", text.replace("$$", "\0")), _REFERENCE, value).replace("\0", "$")
        script = Script(cut, _lines_from(line), "", {}, holes, folder, tell)
        for step in steps_of(script):
            yield replace(step, variables=tuple({**exported, **dict(step.variables)}.items()))
