"""Commands in GitLab's pipelines: each line of `script`, `before_script` and `after_script`, hidden jobs included."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ferrule.discovery import yaml_nodes as yaml
from ferrule.discovery.gitlab_files import (
    NO_JOBS,
    File,
    Pipeline,
    found_in,
    inherited,
    take,
    texts_of,
    toolchain_of_image,
)
from ferrule.discovery.ground import Ground
from ferrule.discovery.scripts import Kept, Script, steps_of
from ferrule.discovery.shell_text import Holes
from ferrule.discovery.step import Sight, Step
from ferrule.discovery.toolchains import chosen
from ferrule.discovery.workflow_text import lines_of, wide
from ferrule.discovery.yaml_nodes import Mapping, Node, Scalar, Sequence
from ferrule.facts.discovery import Source
from ferrule.syntax.shell.words import UNKNOWN

_SCRIPTS: Final = ("before_script", "script", "after_script")
_INPUT: Final = re.compile(r"\$\[\[.*?\]\]")


def gitlab_lines(ground: Ground) -> Iterator[Sight]:
    """Yield each command of Cargo, just, make and mise in `.gitlab-ci.yml` and the local files that it includes."""
    for folder in dict.fromkeys((ground.root, ground.top)):
        for name in (".gitlab-ci.yml",):
            pipeline = Pipeline(ground)
            take(pipeline, folder / name, folder, set())
            yield from _once(_lines(pipeline))


def _lines(pipeline: Pipeline) -> Iterator[Sight]:
    for user, job in pipeline.jobs.items():
        for above in yaml.scalars(yaml.get(job, "extends")):
            pipeline.users.setdefault(above.text, []).append(user)
    for file in pipeline.files:
        _told_references(pipeline, file)
        for holder in (file.root, yaml.get(file.root, "default")):
            yield from _scripts(pipeline, file, holder, "", ())
        for name, job in yaml.entries(file.root):
            if name.text not in NO_JOBS and isinstance(job, Mapping):
                yield from _scripts(pipeline, file, job, name.text, _users(pipeline, name.text))


def _users(pipeline: Pipeline, name: str) -> tuple[str, ...]:
    """Give the jobs that run what a job has: itself, or those that extend it where it is hidden."""
    found: list[str] = []
    waiting, seen = [name], set()
    while waiting:
        one = waiting.pop(0)
        if one in seen:
            continue
        seen.add(one)
        found += [one] if not one.startswith(".") else []
        waiting += pipeline.users.get(one, [])
    return tuple(found) or (name,)


def _scripts(pipeline: Pipeline, file: File, holder: Node | None, name: str, jobs: tuple[str, ...]) -> Iterator[Sight]:
    """Yield what a job runs, or all jobs where it has no name; `before_script` and `script` share one shell.

    What is inherited is run through for what it leaves in that shell, and told where that is something.
    """
    own = texts_of(yaml.get(holder, "variables")) if jobs else {}
    variables = {**pipeline.variables, **inherited(pipeline, holder), **own}
    conditions = ("it may fail",) if yaml.text_of(yaml.get(holder, "allow_failure")) == "true" else ()
    image = toolchain_of_image(pipeline, file, holder, variables)
    kept, toolchain = Kept(), image
    for key in _SCRIPTS:
        if key == "after_script":
            kept, toolchain = Kept(), image
        home, script = found_in(pipeline, file, holder, key, has_defaults=bool(name))
        is_own = yaml.get(holder, key) is not None
        left = bool(kept.folder or kept.exported or toolchain)
        is_told = is_own or (key == "script" and left and not name.startswith("."))
        for scalar in yaml.scalars(script):
            for step in _steps(pipeline, home, scalar, variables, kept):
                toolchain = chosen(step) or toolchain
                if is_told:
                    path = pipeline.ground.shown(home.path)
                    yield Sight(
                        Source.GITLAB, path, replace(step, toolchain=toolchain), jobs if is_own else (name,), conditions
                    )


def _steps(pipeline: Pipeline, file: File, scalar: Scalar, variables: dict[str, str], kept: Kept) -> Iterator[Step]:
    holes = Holes()
    text = holes.cut(scalar.text, _INPUT, lambda _: None)
    plain = {name: value for name, value in variables.items() if "$" not in value}
    ambient = {name: plain.get(name, UNKNOWN) for name in wide(variables)}

    def tell(words: str) -> None:
        pipeline.ground.tell(file.path, scalar.line, words)

    for step in steps_of(Script(text, lines_of(scalar, text, file.source), "", plain, holes, "", tell, kept)):
        yield replace(step, variables=tuple({**ambient, **dict(step.variables)}.items()))


def _told_references(pipeline: Pipeline, file: File) -> None:
    """Tell of each `!reference` that leads nowhere."""
    waiting: list[Node] = [file.root]
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen or isinstance(node, Scalar):
            continue
        seen.add(id(node))
        if isinstance(node, Sequence) and node.tag == "!reference":
            words = [one.text for one in node.items if isinstance(one, Scalar)]
            goal: Node | None = (
                file.root if words and words[0] in NO_JOBS else pipeline.jobs.get(words[0] if words else "")
            )
            for word in words[1:] if goal is not file.root else words:
                goal = yaml.get(goal, word)
            if goal is None:
                pipeline.ground.tell(file.path, node.line, f"!reference [{', '.join(words)}] leads nowhere")
        waiting += node.items if isinstance(node, Sequence) else [one for _, one in node.entries] + node.merged


def _once(found: Iterator[Sight]) -> Iterator[Sight]:
    """Yield each place once, with all jobs that run it: an anchor stands in many of them."""
    merged: dict[tuple[str, int, str], Sight] = {}
    for one in found:
        key = (one.path, one.step.line, one.step.text)
        before = merged.get(key)
        within = tuple(dict.fromkeys((*(before.within if before else ()), *one.within)))
        step = one.step if before is None else _common(before.step, one.step)
        merged[key] = replace(before or one, within=within, step=step)
    order = {path: place for place, path in enumerate(dict.fromkeys(one.path for one in merged.values()))}
    yield from sorted(merged.values(), key=lambda one: (order[one.path], one.step.line))


def _common(one: Step, other: Step) -> Step:
    """Give a step with the variables that all jobs set alike; a folder or toolchain that differs is not known."""
    return replace(
        one,
        variables=tuple(pair for pair in one.variables if pair in other.variables),
        folder=one.folder if one.folder == other.folder else UNKNOWN,
        toolchain=one.toolchain if one.toolchain == other.toolchain else UNKNOWN,
    )
