"""What differs from the revision at which a test passed, told apart: the source, or the test."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.facts.failing import Cause, ChangedFile, Role
from ferrule.facts.workspace import Package, Workspace
from ferrule.repair.failing.case import Case, owner
from ferrule.repair.failing.texts import Split, example, has_example, split
from ferrule.workspace.git import git

_SILENT: Final = frozenset({".md", ".txt", ".adoc", ".rst", ""})
"""Endings of files that no build reads, as a rule; `include_str!` is the exception."""
_APART: Final = frozenset({"tests", "benches", "examples"})
_GOVERNING: Final = frozenset({"Cargo.toml", "Cargo.lock", "rust-toolchain", "rust-toolchain.toml"})


@dataclass(frozen=True, slots=True)
class _Test:
    """Where a test stands."""

    package: Package
    folders: tuple[Path, ...]
    """Of its package and of the members that it needs."""
    file: Path | None
    """None where the text of the test was not found, as of one that a macro makes."""
    path: tuple[str, ...]
    """Modules and name; empty for a whole program."""
    line: int
    """Of an example in documentation; 0 for any other test."""
    is_program: bool = False
    """It has a file of its own, beside the library: an integration test, a benchmark, an example."""


def cause_of(changed: Iterable[ChangedFile]) -> Cause:
    """Give what the changed files say."""
    roles = {
        role for file in changed for role in ((Role.SOURCE, Role.TEST) if file.role is Role.BOTH else (file.role,))
    }
    if len(roles) > 1:
        return Cause.BOTH
    return {Role.SOURCE: Cause.SOURCE_CHANGED, Role.TEST: Cause.TEST_CHANGED}[roles.pop()] if roles else Cause.NEITHER


def changed_since(revision: str, workspace: Workspace, case: Case, top: Path) -> tuple[ChangedFile, ...]:
    """Give the files that differ now and can concern a test, in the order of their names."""
    package = owner(case, workspace.packages)
    if package is None:
        return ()
    test = _test(case, package, workspace)
    found = []
    for name in _names(revision, top):
        path = top / name
        if path.is_relative_to(workspace.target_folder) or not _concerns(path, test, workspace):
            continue
        before = git(top, "cat-file", "blob", f"{revision}:{name}").stdout.text.encode()
        if path.name == "Cargo.lock" and not before:  # Cargo makes one where there is none
            continue
        role = _role(path, before, _content(path), test)
        if role is not None:
            shown = path.relative_to(workspace.root) if path.is_relative_to(workspace.root) else path
            found.append(ChangedFile(shown.as_posix(), role))
    return tuple(found)


def _names(revision: str, top: Path) -> list[str]:
    plain = ("--name-only", "--no-renames", "--no-relative", "--ignore-submodules=none", "--no-ext-diff", "-z")
    listed = git(top, "diff", *plain, revision, "--").stdout.text
    new = git(top, "ls-files", "--others", "--exclude-standard", "-z").stdout.text
    return sorted({name for text in (listed, new) for name in text.split("\0") if name})


def _test(case: Case, package: Package, workspace: Workspace) -> _Test:
    folders = tuple(one.folder for one in workspace.packages if one.name in _needed(package, workspace))
    kind, _, name = case.target.partition(" ")
    if case.is_doc:
        path = case.finding.path
        file, line = (workspace.root / path, case.finding.line or 0) if path else (None, 0)
        return _Test(package, folders, file, (), line)
    words = tuple(case.name.split("::")) if case.name else ()
    sources = [t.src_path for t in package.targets if (t.is_library if kind == "lib" else t.name == name)]
    first = sources[0] if sources else None
    is_program = kind in {"test", "bench", "example"}
    return _Test(package, folders, _file(words, first, only_tests=is_program), words, 0, is_program)


def _needed(package: Package, workspace: Workspace) -> set[str]:
    by_name = {one.name: one for one in workspace.packages}
    found, waiting = {package.name}, [package.name]
    while waiting:
        new = [name for name in by_name[waiting.pop()].depends_on if name not in found]
        found.update(new)
        waiting += new
    return found


def _file(path: tuple[str, ...], first: Path | None, *, only_tests: bool) -> Path | None:
    """Give the file that holds a test: the one whose place in the tree of modules fits best."""
    if first is None or not path:
        return first
    best: tuple[int, Path] | None = None
    for file in sorted(first.parent.rglob("*.rs")):
        content = _content(file)
        if not any(name.encode() in content for name in path[-2:]):
            continue
        parts = split(content, path, only_tests=only_tests)
        if parts.test is None:
            continue
        around = path[: len(path) - 1 - parts.modules]
        place = file.relative_to(first.parent).with_suffix("").parts
        modules = place[:-1] if place[-1] in {"mod", "lib", "main"} or file == first else place
        score = 2 * (modules == around) + (file == first)
        if best is None or score > best[0]:
            best = (score, file)
    return best[1] if best else (first if only_tests else None)


def _concerns(path: Path, test: _Test, workspace: Workspace) -> bool:
    """Give whether a file lies in the test's package, in a member that it needs, or governs all of them."""
    homes = [package for package in workspace.packages if path.is_relative_to(package.folder)]
    home = max(homes, key=lambda package: len(package.folder.parts), default=None)
    if home is not None and home.folder in test.folders:
        return True
    return (path.name in _GOVERNING and path.parent == workspace.root) or ".cargo" in path.parts


def _role(path: Path, before: bytes, after: bytes, test: _Test) -> Role | None:
    home = max((folder for folder in test.folders if path.is_relative_to(folder)), default=None)
    inner = path.relative_to(home).parts if home else ()
    apart = inner[:1] != () and inner[0] in _APART
    if path.suffix != ".rs":
        if path.suffix in _SILENT or inner[:1] in {(".github",), (".gitignore",)}:
            return _of_example(path, before, after, test)
        return Role.TEST if apart else Role.SOURCE
    if test.is_program and apart:
        return _beside(path, before, after, test, home)
    if apart:
        return None
    only_tests = path.stem in {"tests", "test"} or "tests" in inner[1:-1]
    old, new = (split(text, test.path, only_tests=only_tests) for text in (before, after))
    roles = set(_parts(old, new, is_its_file=path == test.file))
    if _of_example(path, before, after, test):
        roles.add(Role.TEST)
    return Role.BOTH if len(roles) > 1 else next(iter(roles), None)


def _parts(old: Split, new: Split, *, is_its_file: bool) -> Iterator[Role]:
    if old.source != new.source:
        yield Role.SOURCE
    if is_its_file and (old.test, old.shared) != (new.test, new.shared):
        yield Role.TEST


def _beside(path: Path, before: bytes, after: bytes, test: _Test, home: Path | None) -> Role | None:
    """Judge a file among test programs: the test's own, one that several share, or another program."""
    others = {target.src_path for target in test.package.targets if target.src_path != test.file}
    if home != test.package.folder or path in others:
        return None
    old, new = (split(text, test.path, only_tests=True) for text in (before, after))
    return next(_parts(old, new, is_its_file=True), None)


def _of_example(path: Path, before: bytes, after: bytes, test: _Test) -> Role | None:
    if not test.line or path != test.file:
        return None
    return None if has_example(before, example(after, test.line)) else Role.TEST


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
