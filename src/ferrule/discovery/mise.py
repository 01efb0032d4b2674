"""Tasks of mise: `mise.toml` and its other names, and files in the folders of tasks."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from ferrule.config.lines import Lines
from ferrule.discovery.ground import Ground, files_in, text_at
from ferrule.discovery.scripts import LONGEST, Script, steps_of
from ferrule.discovery.shell_text import Holes
from ferrule.discovery.step import Step, Task
from ferrule.discovery.toml_text import table_of, toml_at
from ferrule.facts.discovery import Source
from ferrule.syntax.shell.words import UNKNOWN

_FILES: Final = (
    *("mise.toml", ".mise.toml", "mise.local.toml", ".mise.local.toml"),
    *("mise/config.toml", ".mise/config.toml", ".config/mise.toml", ".config/mise/config.toml"),
)
_FOLDERS: Final = ("mise-tasks", ".mise-tasks", "mise/tasks", ".mise/tasks", ".config/mise/tasks")
_TEMPLATE: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_HEADER: Final = re.compile(r"^(?:#|//)\s*(?:MISE|\[MISE\])\s+(\w+)\s*=\s*(.+)$", re.MULTILINE)
_ENDINGS: Final = ("", ".sh", ".bash")


def mise_tasks(ground: Ground) -> Iterator[Task]:
    """Yield each task of mise."""
    for folder in ground.folders:
        for name in _FILES:
            path = folder / name
            read = toml_at(ground, path)
            if read is not None:
                table, lines, text = read
                for task, value in table_of(table, "tasks").items():
                    yield _task(ground, path, task, value, _Places(lines, text.split("\n"), task))
        for name in _FOLDERS:
            for path in files_in(ground, folder / name, ("",)):
                if path.suffix in _ENDINGS and (task_of_file := _of_file(ground, path)):
                    yield task_of_file


class _Places:
    """Where the parts of one task stand."""

    def __init__(self, lines: Lines, text: list[str], task: str) -> None:
        self._lines, self._text, self._task = lines, text, task
        self.line = lines.line(("tasks", task))

    def script(self, *path: str | int) -> int:
        """Give the line on which the text of a value begins."""
        line = self._lines.line(("tasks", self._task, *path))
        is_long = re.search(r"(\"\"\"|''')\s*$", self._text[line - 1])
        return line + 1 if is_long else line


def _task(ground: Ground, path: Path, name: str, value: Any, places: _Places) -> Task:
    whole = value if isinstance(value, dict) else {"run": value}
    above = ("run",) if isinstance(value, dict) else ()
    variables = {key: str(one) for key, one in table_of(whole, "env").items() if isinstance(one, str | int)}
    folder = _folder(ground, path, whole.get("dir"))
    steps: list[Step] = []
    for place, text in _texts(whole.get("run")):
        if len(text) > LONGEST:
            ground.tell(path, places.line, f"a task of more than {LONGEST} characters; it was not read")
        steps += _steps(text, places.script(*above, *place), variables, folder)
    if isinstance(whole.get("file"), str):
        script = path.parent / whole["file"]
        content = text_at(ground, script) or ""
        steps += _steps(content, places.line, variables, folder, flat=True)
    needs = tuple(word for key in ("depends", "depends_post", "wait_for") for word in _names(whole.get(key)))
    also = tuple(_names(whole.get("alias")))
    hindrance = "it takes arguments" if whole.get("usage") or _asks(whole.get("run")) else ""
    if whole.get("hide") is True and not hindrance:
        hindrance = "hidden: a part of other tasks"
    return Task(
        Source.MISE,
        name,
        ("mise", "run", name),
        ground.shown(path),
        places.line,
        tuple(steps),
        needs,
        hindrance,
        also=also,
    )


def _folder(ground: Ground, path: Path, given: Any) -> str:
    """Give where a task runs: beside the settings, or in the folder that it names."""
    above = path.parent.parent if path.parent.name in ("mise", ".mise", ".config") else path.parent
    place = posixpath.join(ground.place(above), given if isinstance(given, str) else "")
    return UNKNOWN if "{{" in place else posixpath.normpath(place) if place else ""


def _of_file(ground: Ground, path: Path) -> Task | None:
    text = text_at(ground, path)
    if text is None or "sh" not in text.partition("\n")[0]:
        return None
    told = {found[1]: found[2].strip("\"' ") for found in _HEADER.finditer(text)}
    needs = tuple(word for word in re.findall(r"[\w:-]+", told.get("depends", "")))
    shown = ground.shown(path)
    return Task(
        Source.MISE,
        path.stem,
        ("mise", "run", path.stem),
        shown,
        1,
        _steps(text, 1, {}, ground.place(ground.root)),
        needs,
    )


def _steps(text: str, line: int, variables: Mapping[str, str], folder: str, *, flat: bool = False) -> tuple[Step, ...]:
    holes = Holes()
    cut = holes.cut(text, _TEMPLATE, lambda _: None)
    script = Script(cut, lambda row, _: line if flat else line + row, "", variables, holes, folder)
    set_for = tuple(variables.items())
    return tuple(_with(step, set_for) for step in steps_of(script))


def _with(step: Step, variables: tuple[tuple[str, str], ...]) -> Step:
    return replace(step, variables=tuple({**dict(variables), **dict(step.variables)}.items()))


def _texts(run: Any) -> Iterator[tuple[tuple[int, ...], str]]:
    if isinstance(run, str):
        yield (), run
    elif isinstance(run, list):
        for place, one in enumerate(run):
            if isinstance(one, str):
                yield (place,), one


def _names(value: Any) -> Iterator[str]:
    """Yield names of tasks, without the arguments that may follow."""
    for one in value if isinstance(value, list) else [value]:
        word = one[0] if isinstance(one, list) and one else one
        if isinstance(word, str) and word.split():
            yield word.split()[0]


def _asks(run: Any) -> bool:
    return any("arg(" in text or "option(" in text for _, text in _texts(run))
