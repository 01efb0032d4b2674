"""The files of a GitLab pipeline, and what a job has in them: its own, or that of the jobs that it extends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ferrule.discovery import yaml_nodes as yaml
from ferrule.discovery.ground import Ground
from ferrule.discovery.toolchains import of_image
from ferrule.discovery.yaml_nodes import Mapping, Node, Scalar, Sequence

NO_JOBS: Final = frozenset({
    "default", "include", "stages", "variables", "workflow", "image", "services", "cache", "before_script",
    "after_script", "pages_domain", "spec",
})  # fmt: skip
_MOST_FILES: Final = 50
_VARIABLE: Final = re.compile(r"\$(?:\{(\w+)\}|(\w+))")


@dataclass(slots=True)
class File:
    """One file of a pipeline."""

    path: Path
    source: list[str]
    root: Node


@dataclass(slots=True)
class Pipeline:
    """All that is read of one pipeline."""

    ground: Ground
    files: list[File] = field(default_factory=list)
    jobs: dict[str, Node] = field(default_factory=dict)
    homes: dict[str, File] = field(default_factory=dict)
    """The file of each job, by its name."""
    variables: dict[str, str] = field(default_factory=dict)
    users: dict[str, list[str]] = field(default_factory=dict)
    """Jobs that take over what a job has, by its name."""


def take(pipeline: Pipeline, path: Path, top: Path, seen: set[Path]) -> None:
    """Read a file with all local ones that it includes, each once; `top`: what their paths begin at."""
    if path in seen or len(seen) >= _MOST_FILES:
        return
    seen.add(path)
    read = yaml.yaml_at(pipeline.ground, path)
    if read is None:
        return
    for root in read[0]:
        file = File(path, read[1].split("\n"), root)
        pipeline.files.append(file)
        pipeline.variables |= texts_of(yaml.get(root, "variables"))
        for name, job in yaml.entries(root):
            if name.text not in NO_JOBS and isinstance(job, Mapping):
                pipeline.jobs.setdefault(name.text, job)
                pipeline.homes.setdefault(name.text, file)
        for line, place in _included(yaml.get(root, "include")):
            goal = top / place.lstrip("/")
            if "*" in place:
                for one in sorted(goal.parent.glob(goal.name)):
                    take(pipeline, one, top, seen)
            elif "$" in place or not goal.is_file():
                pipeline.ground.tell(path, line, f"includes {place!r}, which is not there")
            else:
                take(pipeline, goal, top, seen)


def _included(node: Node | None) -> Iterator[tuple[int, str]]:
    """Yield local files that are included; those of other projects, servers and templates are not in the repository."""
    for one in node.items if isinstance(node, Sequence) else (node,):
        if isinstance(one, Scalar) and "://" not in one.text:
            yield one.line, one.text
        for place in yaml.scalars(yaml.get(one, "local")):
            yield place.line, place.text


def found_in(
    pipeline: Pipeline, file: File, holder: Node | None, key: str, *, has_defaults: bool
) -> tuple[File, Node | None]:
    """Give what a job has under a key, with its file: its own, that of a job it extends, or what holds for all."""
    waiting, seen = [(file, holder)], set[str]()
    while waiting:
        home, node = waiting.pop(0)
        if (found := yaml.get(node, key)) is not None:
            return home, found
        above = [one.text for one in yaml.scalars(yaml.get(node, "extends")) if one.text in pipeline.jobs]
        fresh = [name for name in reversed(above) if name not in seen]
        seen.update(fresh)
        waiting = [(pipeline.homes[name], pipeline.jobs[name]) for name in fresh] + waiting
    for home in pipeline.files if has_defaults else ():
        for node in (yaml.get(home.root, "default"), home.root):
            if (found := yaml.get(node, key)) is not None:
                return home, found
    return file, None


def toolchain_of_image(pipeline: Pipeline, file: File, holder: Node | None, variables: dict[str, str]) -> str:
    """Give the toolchain that the image of a job brings; empty: the stable one, or nobody knows of another."""
    _, node = found_in(pipeline, file, holder, "image", has_defaults=True)
    text = yaml.text_of(node) if isinstance(node, Scalar) else yaml.text_of(yaml.get(node, "name"))
    return of_image(_VARIABLE.sub(lambda found: variables.get(found[1] or found[2], found.group()), text))


def inherited(pipeline: Pipeline, job: Node | None) -> dict[str, str]:
    """Give the variables of the jobs that a job extends."""
    found: dict[str, str] = {}
    waiting, seen = [one.text for one in yaml.scalars(yaml.get(job, "extends"))], set()
    while waiting:
        name = waiting.pop(0)
        if name in seen or name not in pipeline.jobs:
            continue
        seen.add(name)
        found = {**texts_of(yaml.get(pipeline.jobs[name], "variables")), **found}
        waiting += [one.text for one in yaml.scalars(yaml.get(pipeline.jobs[name], "extends"))]
    return found


def texts_of(node: Node | None) -> dict[str, str]:
    """Give variables whose values are texts, with or without a description."""
    found = {}
    for key, value in yaml.entries(node):
        text = value if isinstance(value, Scalar) else yaml.get(value, "value")
        if isinstance(text, Scalar):
            found[key.text] = text.text
    return found
