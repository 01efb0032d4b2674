"""Recipes of just: headers, attributes, dependencies, bodies, modules and imports, read line by line.

No parser of justfiles can be had as a package, and the program's own `--dump` would be a program to run.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from ferrule.discovery.ground import Ground, text_at
from ferrule.discovery.just_lines import Reading, Recipe, read_lines
from ferrule.discovery.scripts import LONGEST, Script, steps_of
from ferrule.discovery.shell_text import Holes
from ferrule.discovery.step import Step, Task
from ferrule.facts.discovery import Source
from ferrule.syntax.shell.program import name_of

_NAMES: Final = ("justfile", ".justfile")
_FILL: Final = re.compile(r"\{\{(?!\{)\s*(.*?)\s*\}\}", re.DOTALL)
_MARKS: Final = re.compile(r"^[ \t]*[@-]{1,2}", re.MULTILINE)
_SHELLS: Final = frozenset({"sh", "bash", "dash", "zsh"})
_PLATFORMS: Final = frozenset({"linux", "macos", "windows", "unix", "openbsd", "freebsd", "netbsd", "dragonfly"})
_MOST_FILES: Final = 50


@dataclass(slots=True)
class _Walk:
    ground: Ground
    seen: set[Path] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    """Recipes of the files that were read before."""


def just_recipes(ground: Ground) -> Iterator[Task]:
    """Yield the recipes of the nearest justfile, of what it imports, and of its modules."""
    for folder in ground.folders:
        paths = _justfiles(ground, folder)
        if len(paths) > 1:
            names = ", ".join(path.name for path in paths)
            ground.tell(paths[1], None, f"just refuses to choose between {names}; both were read")
        for path in paths:
            yield from _of_file(_Walk(ground), path, _At("", ground.place(folder)))
        if paths:
            return


@dataclass(frozen=True, slots=True)
class _At:
    """Where in the tree of modules a file counts."""

    module: str
    """What stands before names, such as `ci::`."""
    folder: str
    """Where its recipes run."""


def _justfiles(ground: Ground, folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.name.lower() in _NAMES)
    except OSError as fault:
        ground.tell(folder, None, f"cannot be looked into: {fault.strerror}")
        return []


def _of_file(walk: _Walk, path: Path, at: _At) -> Iterator[Task]:
    if path.resolve() in walk.seen or len(walk.seen) >= _MOST_FILES:
        return
    walk.seen.add(path.resolve())
    text = text_at(walk.ground, path)
    if text is None:
        return
    reading = read_lines(text)
    for line, words in reading.broken:
        walk.ground.tell(path, line, words)
    shown = walk.ground.shown(path)
    for place, recipe in enumerate(reading.recipes):
        if len(recipe.body) > LONGEST:
            walk.ground.tell(path, recipe.line, f"a recipe of more than {LONGEST} characters; it was not read")
        others = [(number > place, one) for number, one in enumerate(reading.recipes) if one.name == recipe.name]
        task = _task(recipe, reading, shown, at)
        yield _among(task, recipe, [pair for pair in others if pair[1] is not recipe], walk.named)
    walk.named |= {f"{at.module}{recipe.name}" for recipe in reading.recipes}
    yield from _of_others(walk, path, reading, at)


def _among(task: Task, recipe: Recipe, others: list[tuple[bool, Recipe]], named: set[str]) -> Task:
    """Give a recipe, dead where another of its name counts: a later one, or one of the file that imports this one."""
    mine = recipe.attributes & _PLATFORMS
    if any(is_later and one.attributes & _PLATFORMS in (frozenset(), mine) for is_later, one in others):
        return replace(task, is_dead="a later recipe of this name counts")
    if any(one.attributes & _PLATFORMS != mine for _, one in others):
        return replace(task, hindrance=task.hindrance or "it is another one on other systems")
    return replace(task, is_dead="a recipe of this name counts that was read before") if task.name in named else task


def _of_others(walk: _Walk, path: Path, reading: Reading, at: _At) -> Iterator[Task]:
    """Yield the recipes of what a justfile imports, and of its modules."""
    for line, name, is_optional in reading.imports:
        if not is_optional and not (path.parent / name).is_file():
            walk.ground.tell(path, line, f"imports {name!r}, which is not there")
        yield from _of_file(walk, path.parent / name, at)
    for line, name, place, is_optional in reading.modules:
        found = _module_file(path.parent, name, place)
        if found is not None:
            inner = _At(f"{at.module}{name}::", walk.ground.place(found.parent))
            yield from _of_file(walk, found, inner)
        elif not is_optional:
            walk.ground.tell(path, line, f"the module {name!r} is not there")


def _module_file(folder: Path, name: str, place: str) -> Path | None:
    if place:
        given = folder / place
        tried = [given, *(given / one for one in ("mod.just", "justfile", ".justfile"))]
    else:
        tried = [folder / f"{name}.just", *(folder / name / one for one in ("mod.just", "justfile", ".justfile"))]
    return next((path for path in tried if path.is_file()), None)


def _task(recipe: Recipe, reading: Reading, path: str, at: _At) -> Task:
    module, name = at.module, f"{at.module}{recipe.name}"
    also = tuple(f"{module}{alias}" for alias, target in reading.aliases.items() if target == recipe.name)
    return Task(
        Source.JUST,
        name,
        ("just", name),
        path,
        recipe.line,
        _steps(recipe, reading, at.folder),
        tuple(f"{module}{needed}" for needed in recipe.needs),
        _hindrance(recipe),
        also=also,
    )


def _other_language(recipe: Recipe, reading: Reading) -> str:
    """Give the program that reads a script; empty where it is a shell."""
    text = recipe.body.lstrip()
    if text.startswith("#!"):
        words = text[2:].partition("\n")[0].split()
        program = next((word for word in words if not word.startswith("-") and not word.endswith("/env")), "")
    else:
        program = recipe.interpreter or reading.interpreter
    return "" if name_of(program) in _SHELLS else program or "#!"


def _hindrance(recipe: Recipe) -> str:
    if recipe.required:
        return f"it takes {', '.join(f'`{name}`' for name in recipe.required)}"
    if recipe.is_private:
        return "private: a part of other recipes"
    return "it asks before it runs" if "confirm" in recipe.attributes else ""


def _steps(recipe: Recipe, reading: Reading, folder: str) -> tuple[Step, ...]:
    """Give what a body runs; one with `#!` or `[script]` is a script as a whole, where a shell reads it."""
    text = recipe.body
    is_script = text.lstrip().startswith("#!") or "script" in recipe.attributes
    if is_script and (program := _other_language(recipe, reading)):
        first = text.lstrip().partition("\n")[0]
        return (Step(first if first.startswith("#!") else f"[script({program!r})]", (program,), recipe.body_line),)
    holes = Holes()
    values = {**reading.variables, **recipe.defaults}

    def known(found: re.Match[str]) -> str | None:
        return values.get(found[1])

    cut = holes.cut(text.replace("{{{{", "{ {"), _FILL, known)
    if not is_script:
        cut = _MARKS.sub("", cut)
    shell = "" if is_script else reading.shell
    variables = {**reading.exported}
    script = Script(
        cut, lambda row, _: recipe.body_line + row, shell, variables, holes, posixpath.join(folder, recipe.folder)
    )
    return steps_of(script)
