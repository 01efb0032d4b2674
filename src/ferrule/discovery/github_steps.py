"""One step of GitHub's: the commands of its `run:`, those that an action is handed, or the one that an action is."""

import re
from collections.abc import Iterator
from collections.abc import Mapping as Table
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from ferrule.discovery.github_actions import command_of
from ferrule.discovery.ground import Ground
from ferrule.discovery.scripts import Script, steps_of
from ferrule.discovery.shell_text import Holes
from ferrule.discovery.step import Sight, Step
from ferrule.discovery.toolchains import chosen
from ferrule.discovery.workflow_text import lines_of, wide
from ferrule.discovery.yaml_nodes import Node, Scalar, entries, get
from ferrule.facts.discovery import Source
from ferrule.syntax.shell.words import UNKNOWN, is_known

_FILL: Final = re.compile(r"\$\{\{\s*(.*?)\s*\}\}", re.DOTALL)
_NAME: Final = re.compile(r"(env|matrix)\.([\w-]+)")
_WRITES_ENV: Final = re.compile(r"(\w+)=[^\n]*>>\s*[\"']?\$?\{?(?:env:)?GITHUB_ENV")
_BEGINS: Final = re.compile(r"\s*(?:cargo\s+)?\$\{\{\s*matrix\.([\w-]+)\s*\}\}")
_PROGRAM: Final = re.compile(r"\s*(?:cargo|cross|just|make|mise)\b")
_HANDED: Final = ("run", "command", "cmd", "script")
"""Names under which actions that start commands take them."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a file, a job or a step says for all that is in it."""

    ground: Ground
    path: Path
    source: list[str]
    env: Table[str, str] = field(default_factory=dict)
    matrix: Table[str, str] = field(default_factory=dict)
    """Values of the matrix that are the same in each of its jobs."""
    shell: str = ""
    folder: str = ""
    listed: Table[str, tuple[Scalar, ...]] = field(default_factory=dict)
    """Values of the matrix that are texts, by name."""
    job: str = ""
    conditions: tuple[str, ...] = ()
    toolchain: str = ""

    @property
    def filled_env(self) -> dict[str, str]:
        """The environment with what is known filled in."""
        return {name: filled(self, value) for name, value in self.env.items()}


def of_run(around: Around, run: Scalar, own: Table[str, str]) -> Iterator[Sight]:
    """Yield every command of a script, whatever it starts; `own`: what its step alone sets.

    Where the matrix holds the command itself, each of its values is one, on the line on which it stands.
    """
    begins = _BEGINS.match(run.text)
    values = around.listed.get(begins[1], ()) if begins else ()
    if begins and any(_PROGRAM.match(value.text) or begins[0].lstrip().startswith("cargo") for value in values):
        for value in values:
            inner = replace(around, matrix={**around.matrix, begins[1]: value.text}, listed={})
            for sight in of_run(inner, run, own):
                yield replace(sight, step=replace(sight.step, line=value.line))
        return
    holes = Holes()
    text = holes.cut(run.text, _FILL, lambda found: _value(around, found[1]))
    env = around.filled_env
    known = {name: value for name, value in env.items() if is_known(value)}
    line_of = lines_of(run, text, around.source)

    def tell(words: str) -> None:
        around.ground.tell(around.path, run.line, words)

    script = Script(text, line_of, around.shell, known, holes, around.folder, tell)
    ambient = {**wide(env), **{name: env[name] for name in own}}
    toolchain = around.toolchain
    for step in steps_of(script):
        toolchain = chosen(step) or toolchain
        variables = tuple({**ambient, **dict(step.variables)}.items())
        yield _sight(around, replace(step, variables=variables, toolchain=toolchain))


def of_action(around: Around, uses: Scalar, handed: Node | None) -> Iterator[Sight]:
    """Yield the command that a well-known action stands for, or those that any other one is handed."""
    given = {key.text: filled(around, value.text) for key, value in entries(handed) if isinstance(value, Scalar)}
    words = command_of(uses.text, given)
    if words is not None:
        env = tuple(wide(around.filled_env).items())
        step = Step(f"uses: {uses.text}", words, uses.line, env, around.folder, toolchain=around.toolchain)
        yield _sight(around, step)
        return
    for name in _HANDED:
        script = get(handed, name)
        if isinstance(script, Scalar):
            for sight in of_run(around, script, {}):
                why = f"the action {uses.text.partition('@')[0]} runs it"
                yield replace(sight, step=replace(sight.step, hindrance=sight.step.hindrance or why))


def changed_env(run: Scalar) -> frozenset[str]:
    """Give the variables that a script sets for the steps behind it."""
    return frozenset(_WRITES_ENV.findall(run.text))


def filled(around: Around, text: str) -> str:
    """Give a text with each expression filled in, or a hole where only the run knows."""

    def fill(found: re.Match[str]) -> str:
        value = _value(around, found[1])
        return UNKNOWN if value is None else value

    return _FILL.sub(fill, text)


def _value(around: Around, expression: str) -> str | None:
    """Give what an expression stands for, where the file says it; None where only the run knows."""
    found = _NAME.fullmatch(expression)
    if not found:
        return None
    value = (around.env if found[1] == "env" else around.matrix).get(found[2])
    return value if value is not None and "${{" not in value and is_known(value) else None


def _sight(around: Around, step: Step) -> Sight:
    within = (around.job,) if around.job else ()
    return Sight(Source.GITHUB, around.ground.shown(around.path), step, within, around.conditions)
