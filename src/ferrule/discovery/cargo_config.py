"""Aliases in Cargo's settings: `.cargo/config.toml`, or `.cargo/config`, in the root and the folders above it."""

import shlex
from collections.abc import Iterator
from typing import Any, Final

from ferrule.discovery.ground import Ground
from ferrule.discovery.step import Step, Task
from ferrule.discovery.toml_text import table_of, toml_at
from ferrule.facts.discovery import Source

_NAMES: Final = ("config", "config.toml")
"""In the order in which Cargo prefers them; with both, the first counts."""
BUILT_IN: Final = frozenset({
    "add", "b", "bench", "build", "c", "check", "clean", "config", "d", "doc", "fetch", "fix", "generate-lockfile",
    "help", "info", "init", "install", "locate-project", "login", "logout", "metadata", "new", "owner", "package",
    "pkgid", "publish", "r", "read-manifest", "remove", "report", "rm", "run", "rustc", "rustdoc", "search", "t",
    "test", "tree", "uninstall", "update", "vendor", "verify-project", "version", "yank",
})  # fmt: skip
"""Commands of Cargo itself: an alias of such a name never runs."""
_SHORT_BUILT_IN: Final = frozenset({"b", "c", "d", "r", "rm", "t"})
"""Cargo's own aliases, which an alias of the user's may take."""


def cargo_aliases(ground: Ground) -> Iterator[Task]:
    """Yield each alias; the nearest file counts, those of others of the same name are dead."""
    counted: dict[str, str] = {}
    for folder in ground.folders:
        before = False
        for name in _NAMES:
            path = folder / ".cargo" / name
            read = toml_at(ground, path)
            if read is None:
                continue
            table, lines, _ = read
            for alias, value in table_of(table, "alias").items():
                shown, line = ground.shown(path), lines.line(("alias", alias))
                words = _words(value)
                if words is None:
                    ground.tell(path, line, f"alias {alias!r}: neither a text nor a list of texts")
                    continue
                dead = _dead(alias, counted.get(alias, ""), before=before)
                counted.setdefault(alias, shown)
                yield _task(alias, words, ground.place(ground.root), (shown, line, dead))
            before = True


def _task(alias: str, words: tuple[str, ...], folder: str, told: tuple[str, int, str]) -> Task:
    path, line, dead = told
    step = Step(shlex.join(("cargo", *words)), ("cargo", *words), line, folder=folder)
    return Task(Source.CARGO, alias, ("cargo", alias), path, line, (step,), is_dead=dead)


def _dead(alias: str, other: str, *, before: bool) -> str:
    if alias in BUILT_IN - _SHORT_BUILT_IN:
        return f"Cargo's own `{alias}` comes first"
    if before:
        return "`.cargo/config` beside it counts, this file does not"
    return f"the one in {other} counts" if other else ""


def _words(value: Any) -> tuple[str, ...] | None:
    """Give what an alias stands for, which Cargo splits at blanks alone."""
    if isinstance(value, str) and value.split():
        return tuple(value.split())
    if isinstance(value, list) and value and all(isinstance(word, str) for word in value):
        return tuple(value)
    return None
