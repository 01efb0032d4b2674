"""Edits that only a person may apply: to what runs while the workspace is built, or on somebody's machine."""

import tomllib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, Final

from ferrule.edits.changes import content
from ferrule.escalation.answers.manifests import builders, scripts
from ferrule.escalation.answers.tree import Tree
from ferrule.facts.repair import Changes

_CI: Final = (".github", ".gitlab", ".circleci", ".buildkite", ".forgejo", ".gitea", ".woodpecker")
_FOLDERS: Final = {
    ".cargo": "settings of Cargo name programs",
    ".config": "settings of tools name programs",
    **dict.fromkeys(_CI, "CI runs it"),
    **dict.fromkeys((".githooks", ".husky"), "git runs hooks"),
    ".vscode": "an editor runs it",
}
_FILES: Final = {
    "rust-toolchain": "it names the compiler",
    "rust-toolchain.toml": "it names the compiler",
    "cargo.lock": "it says which code of others is built",
    "ferrule.toml": "it names programs",
    "build.rs": "a build script runs while the workspace is built",
    **dict.fromkeys((".pre-commit-config.yaml", ".pre-commit-config.yml", "lefthook.yml"), "git runs hooks"),
    **dict.fromkeys((".gitattributes", ".gitmodules", ".envrc"), "programs read it on somebody's machine"),
    **dict.fromkeys(
        (
            *(".gitlab-ci.yml", ".travis.yml", ".drone.yml", ".cirrus.yml", "azure-pipelines.yml", "appveyor.yml"),
            *("bitbucket-pipelines.yml", "jenkinsfile", ".woodpecker.yml", ".woodpecker.yaml"),
        ),
        "CI runs it",
    ),
    **dict.fromkeys(("makefile", "justfile", ".justfile", "makefile.toml"), "people run it"),
}
_MANIFEST: Final = "cargo.toml"
_DEPENDENCIES: Final = ("dependencies", "dev-dependencies", "build-dependencies", "patch", "replace", "target")


def closed(tree: Tree, changes: Changes) -> tuple[str, ...]:
    """Give why only a person may apply these changes, one reason for each file; none when ferrule may.

    Until a person has looked at them, they are compiled in the sandbox only.
    """
    folders, started = builders(tree.workspace), scripts(tree.workspace)
    found: list[str] = []
    for path, text in sorted(changes.items()):
        if content(path, tree.changes) == text:
            continue
        name = PurePosixPath(path.relative_to(tree.workspace.root))
        why = next(_reasons(tree, path, text, folders, started), "")
        if why:
            found.append(f"{name}: {why}")
    return tuple(found)


def _reasons(tree: Tree, path: Path, text: bytes, folders: dict[Path, str], started: frozenset[Path]) -> Iterator[str]:
    name = PurePosixPath(path.relative_to(tree.workspace.root))
    parts = [part.casefold() for part in name.parts]
    if parts[-1] == _MANIFEST:
        yield _manifest(content(path, tree.changes), text)
    if parts[-1] in _FILES:
        yield _FILES[parts[-1]]
    yield from (_FOLDERS[part] for part in parts[:-1] if part in _FOLDERS)
    if parts[0] == "hooks":
        yield "git runs hooks"
    for script in started:
        if path == script or (script.name == "main.rs" and path.is_relative_to(script.parent)):
            yield "a build script runs while the workspace is built"
    if path.suffix == ".rs" and any(_is_part_of(path, script) for script in started):
        yield "a build script takes it in"
    # the innermost member that holds the file: another one may lie in its folder
    holders = [package.folder for package in tree.workspace.packages if path.is_relative_to(package.folder)]
    innermost = max(holders, key=lambda folder: len(folder.parts), default=None)
    if innermost in folders:
        yield folders[innermost]


def _is_part_of(path: Path, script: Path) -> bool:
    """Say whether a build script may declare this file as its module: it lies beside it, or is named in its text."""
    try:
        words = script.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    stem = path.parent.name if path.name == "mod.rs" else path.stem
    beside = script.parent in {path.parent, path.parent.parent}
    return path.name in words or (beside and f"mod {stem}" in words)


def _manifest(before: bytes, after: bytes) -> str:
    """Give what a change of a manifest touches."""
    old, new = _table(before), _table(after)
    if old is None or new is None:
        return "a manifest that cannot be read"
    keys = sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
    inner = _shared(old) != _shared(new)
    if inner or any(key in _DEPENDENCIES for key in keys):
        return "the dependencies change: code of others is built and run"
    return f"the manifest changes: {', '.join(keys) or 'its words'}"


def _shared(table: dict[str, Any]) -> Any:
    """Give the dependencies that members share."""
    workspace = table.get("workspace")
    return workspace.get("dependencies") if isinstance(workspace, dict) else None


def _table(text: bytes) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text.decode())
    except ValueError:
        return None
