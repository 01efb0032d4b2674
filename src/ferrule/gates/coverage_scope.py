"""Which lines count for coverage: code of the chosen members, without tests, generated and excluded files."""

import functools
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeAlias

from ferrule.diagnostics.llvm_cov import FileLines, merged
from ferrule.diagnostics.place import relative
from ferrule.facts.content import Content
from ferrule.facts.workspace import Package
from ferrule.gates.coverage_test_code import Declared, Outline, outline
from ferrule.gates.gate import Job
from ferrule.process.programs import cargo_home

_TEST_KINDS: Final = frozenset({"test", "bench", "example", "custom-build"})
_TEST_FOLDERS: Final = frozenset({"tests", "benches", "examples"})
_Outlines: TypeAlias = Callable[[Path], Outline]


@dataclass(frozen=True, slots=True)
class Reached:
    """The files that the targets of the members are made of."""

    code: frozenset[Path]
    tests: frozenset[Path]
    """Reached as test code only."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A file of a crate, still to be looked at."""

    path: Path
    owns_folder: bool
    """Its modules lie beside it, as those of `lib.rs`, `mod.rs` and of a file that `#[path]` names."""
    is_test: bool


def counted(job: Job, files: Iterable[FileLines]) -> tuple[FileLines, ...]:
    """Give what counts of a report, with paths relative to the workspace and in their order (E18).

    Left out are: files outside of the chosen members, in the target folder and in Cargo's caches; integration tests,
    benches, examples and build scripts; modules, functions and statements under `cfg(test)`, and test functions; what
    `coverage.exclude` names. Files that no `mod` leads to (`include!`, macros) count by the folder they lie in.
    """
    root = job.workspace.root
    outlines = functools.cache(_outlined)  # each file is asked for twice: what it declares, and its tests
    reached = _reached(job.packages, outlines)
    placed = ((file, Path(os.path.normpath(root / file.path))) for file in files)
    mine = [(file, path) for file, path in placed if _is_member_code(job, path, reached)]
    named = [(replace(file, path=relative(str(path), root)), path) for file, path in mine]
    excluded = Content({file.path: "" for file, _ in named}).matching(job.settings.coverage.exclude)
    kept = (_without(outlines(path).test_lines, file) for file, path in named if file.path not in excluded)
    found = (file for file in merged(kept) if file.covered or file.uncovered)
    return tuple(sorted(found, key=lambda file: file.path))


def _is_member_code(job: Job, path: Path, reached: Reached) -> bool:
    made_or_fetched = (job.workspace.target_folder, job.target, cargo_home() / "registry", cargo_home() / "git")
    if any(path.is_relative_to(folder) for folder in made_or_fetched):
        return False
    folders = [package.folder for package in job.packages]
    if path in reached.code:
        return any(path.is_relative_to(folder) for folder in (job.workspace.root, *folders))
    if path in reached.tests:
        return False
    home = next((folder for folder in path.parents if (folder / "Cargo.toml").is_file()), None)
    return home in folders and not _is_by_name_a_test(path.relative_to(home))


def _is_by_name_a_test(inside: Path) -> bool:
    """Give whether a file of a package that no target leads to belongs to its tests."""
    return bool(_TEST_FOLDERS.intersection(inside.parts[:1])) or inside == Path("build.rs")


def _without(tests: frozenset[int], file: FileLines) -> FileLines:
    return FileLines(file.path, file.covered - tests, file.uncovered - tests)


def _reached(packages: Iterable[Package], outlines: _Outlines) -> Reached:
    """Follow the `mod` declarations of all targets; what any of them needs outside of tests is code."""
    waiting = [
        _Step(target.src_path, owns_folder=True, is_test=bool(_TEST_KINDS.intersection(target.kinds)))
        for package in packages
        for target in package.targets
    ]
    seen: dict[_Step, None] = {}
    while waiting:
        step = waiting.pop()
        if step not in seen:
            seen[step] = None
            waiting.extend(_steps(step, outlines(step.path)))
    code = frozenset(step.path for step in seen if not step.is_test)
    return Reached(code, frozenset(step.path for step in seen) - code)


def _steps(step: _Step, found: Outline) -> Iterator[_Step]:
    """Yield the files that the modules of a file lie in."""
    for module in found.modules:
        is_test = step.is_test or found.is_test or module.is_test
        path = _file_of(step, module)
        if path is not None:
            owns = module.path is not None or path.name == "mod.rs"
            yield _Step(path, owns, is_test)


def _file_of(step: _Step, module: Declared) -> Path | None:
    """Give the file of a module, by the rules of rustc; None when it is not there."""
    beside = step.path.parent
    folder = (beside if step.owns_folder else beside / step.path.stem).joinpath(*module.inside)
    if module.path is not None:
        places = [(folder if module.inside else beside) / module.path]
    else:
        places = [folder / f"{module.name}.rs", folder / module.name / "mod.rs"]
    return next((Path(os.path.normpath(place)) for place in places if place.is_file()), None)


def _outlined(path: Path) -> Outline:
    """Give what is known of a file; nothing of one that cannot be read, as generated ones that are gone."""
    try:
        return outline(path.read_bytes())
    except (OSError, ValueError):
        return Outline(frozenset(), (), is_test=False)
