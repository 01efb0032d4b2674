"""Commands in GitHub's workflows and composite actions: each `run:`, and well-known actions."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ferrule.discovery import yaml_nodes as yaml
from ferrule.discovery.github_actions import toolchain_of
from ferrule.discovery.github_steps import Around, changed_env, filled, of_action, of_run
from ferrule.discovery.ground import Ground, files_in
from ferrule.discovery.step import Sight
from ferrule.discovery.toolchains import chosen, of_image
from ferrule.discovery.yaml_nodes import Node, Scalar, Sequence
from ferrule.syntax.shell.words import UNKNOWN, is_known


def github_lines(ground: Ground) -> Iterator[Sight]:
    """Yield each command in `.github/workflows` and `.github/actions`, whatever program it starts."""
    for folder in dict.fromkeys((ground.root, ground.top)):
        for path in files_in(ground, folder / ".github/workflows", (".yml", ".yaml")):
            yield from _workflow(ground, path)
        for action in files_in(ground, folder / ".github/actions", ("",)):
            for name in ("action.yml", "action.yaml"):
                yield from _action(ground, action / name)


def _workflow(ground: Ground, path: Path) -> Iterator[Sight]:
    read = yaml.yaml_at(ground, path)
    if read is None or not read[0]:
        return
    root = read[0][0]
    around = _with_defaults(Around(ground, path, read[1].split("\n"), _texts(yaml.get(root, "env"))), root)
    for name, job in yaml.entries(yaml.get(root, "jobs")):
        inner = _with_defaults(around, job)
        matrix, listed = _matrix(job)
        values = _values(job)
        given = {**around.env, **_texts(yaml.get(job, "env"))}
        conditions = (*_conditions(job), *((f"matrix: {', '.join(listed)}",) if listed else ()))
        inner = replace(inner, env=given, matrix=matrix, listed=values, job=name.text, conditions=conditions)
        container = yaml.get(job, "container")
        image = container if isinstance(container, Scalar) else yaml.get(container, "image")
        inner = replace(inner, toolchain=of_image(filled(inner, yaml.text_of(image))))
        yield from _steps(inner, yaml.get(job, "steps"))


def _action(ground: Ground, path: Path) -> Iterator[Sight]:
    read = yaml.yaml_at(ground, path)
    if read is not None and read[0]:
        steps = yaml.get(yaml.get(read[0][0], "runs"), "steps")
        yield from _steps(Around(ground, path, read[1].split("\n"), job=f"action {path.parent.name}"), steps)


def _steps(around: Around, steps: Node | None) -> Iterator[Sight]:
    toolchain, unsure = around.toolchain, frozenset[str]()
    for step in steps.items if isinstance(steps, Sequence) else ():
        own = _texts(yaml.get(step, "env"))
        env = {**around.env, **dict.fromkeys(unsure & around.env.keys(), UNKNOWN), **own}
        conditions = (*around.conditions, *_conditions(step))
        inner = replace(_with_defaults(around, step, is_step=True), env=env, conditions=conditions, toolchain=toolchain)
        run, uses = yaml.get(step, "run"), yaml.get(step, "uses")
        if isinstance(uses, Scalar):
            given = {key: filled(inner, text) for key, text in _texts(yaml.get(step, "with")).items()}
            toolchain = toolchain_of(uses.text, given) or toolchain
            yield from of_action(inner, uses, yaml.get(step, "with"))
        elif isinstance(run, Scalar):
            for found in of_run(inner, run, own):
                toolchain = chosen(found.step) or toolchain
                yield found
            unsure |= changed_env(run)


def _with_defaults(around: Around, node: Node | None, *, is_step: bool = False) -> Around:
    """Give what holds in a file, job or step: its shell and its folder, or those of what is around it."""
    settings = node if is_step else yaml.get(yaml.get(node, "defaults"), "run")
    shell = yaml.text_of(yaml.get(settings, "shell")) or around.shell
    folder = yaml.text_of(yaml.get(settings, "working-directory"))
    return replace(around, shell=shell, folder=_folder(filled(around, folder)) if folder else around.folder)


def _folder(given: str) -> str:
    if not is_known(given) or given.startswith(("/", "~")):
        return UNKNOWN
    place = given.removeprefix("./").strip("/")
    return "" if place == "." else place


def _conditions(node: Node | None) -> tuple[str, ...]:
    found = []
    if condition := yaml.text_of(yaml.get(node, "if")):
        found.append(f"if: {' '.join(condition.split())}")
    if yaml.text_of(yaml.get(node, "continue-on-error")) not in ("", "false"):
        found.append("it may fail")
    return tuple(found)


def _matrix(job: Node | None) -> tuple[dict[str, str], tuple[str, ...]]:
    """Give the values of a matrix that never change, and the names of all others."""
    matrix = yaml.get(yaml.get(job, "strategy"), "matrix")
    included = yaml.get(matrix, "include")
    more = included.items if isinstance(included, Sequence) else ()
    extra = {key.text for one in more for key, _ in yaml.entries(one)}
    single: dict[str, str] = {}
    listed: list[str] = []
    for name, values in yaml.entries(matrix):
        if name.text in ("include", "exclude"):
            continue
        given = values.items if isinstance(values, Sequence) else ()
        only = given[0] if len(given) == 1 and name.text not in extra else None
        if isinstance(only, Scalar):
            single[name.text] = only.text
        else:
            listed.append(name.text)
    return single, tuple(dict.fromkeys((*listed, *sorted(extra))))


def _values(job: Node | None) -> dict[str, tuple[Scalar, ...]]:
    """Give the texts that each name of a matrix stands for, those that `include` adds among them."""
    matrix = yaml.get(yaml.get(job, "strategy"), "matrix")
    found: dict[str, list[Scalar]] = {}
    for name, values in yaml.entries(matrix):
        given = values.items if isinstance(values, Sequence) else ()
        if name.text == "include":
            for key, value in (pair for one in given for pair in yaml.entries(one)):
                found.setdefault(key.text, []).extend([value] if isinstance(value, Scalar) else [])
        elif name.text != "exclude":
            found.setdefault(name.text, []).extend(one for one in given if isinstance(one, Scalar))
    return {name: tuple({one.text: one for one in reversed(values)}.values())[::-1] for name, values in found.items()}


def _texts(node: Node | None) -> dict[str, str]:
    return {key.text: value.text for key, value in yaml.entries(node) if isinstance(value, Scalar)}
