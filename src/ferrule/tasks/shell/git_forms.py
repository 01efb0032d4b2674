"""Git commands of which only some forms may run within a task: those that list, show, or bring files back."""

import re
from collections.abc import Callable, Mapping
from typing import Final

_LISTING: Final = re.compile(
    r"-[alrvqni]+|-n\d+|--(list|all|remotes|verbose|show-current|contains|no-contains|merged|no-merged|sort|format|"
    r"points-at|color|no-color|column|no-column|abbrev|no-abbrev|ignore-case|omit-empty)(=.*)?"
)
_TAKES_NAMES: Final = re.compile(r"-l|--(list|contains|no-contains|merged|no-merged|points-at)\b")
_CONFIG: Final = re.compile(
    r"--(get|get-all|get-regexp|get-urlmatch|list|show-origin|show-scope|name-only|null|global|local|system|worktree|"
    r"includes|bool|int|path|type=\w+|default=.*)|-[lz]"
)
_CONFIG_CHANGES: Final = frozenset({"edit", "set", "unset", "rename-section", "remove-section"})
_CONFIG_READS: Final = ("get", "list", "--get", "--get-all", "--get-regexp", "--get-urlmatch", "--list", "-l")

Words = tuple[str, ...]


def _lists(rest: Words) -> bool:
    """Pass `git branch` and `git tag` where they only list."""
    options = [word for word in rest if word.startswith("-")]
    asks = any(_TAKES_NAMES.match(word) for word in options)
    return all(map(_LISTING.fullmatch, options)) and (asks or len(options) == len(rest))


def _first(*allowed: str) -> Callable[[Words], bool]:
    """Pass where the first word that is no option is one of these; an empty one passes a call without any."""

    def form(rest: Words) -> bool:
        return next((word for word in rest if not word.startswith("-")), "") in allowed

    return form


def _reads_settings(rest: Words) -> bool:
    names = [word for word in rest if not word.startswith("-")]
    options = [word for word in rest if word.startswith("-")]
    if not all(map(_CONFIG.fullmatch, options)) or set(names[:1]) & _CONFIG_CHANGES:
        return False
    asks = any(word in _CONFIG_READS for word in (*options, *names[:1]))
    return asks or len(names) == 1


def _unstages(rest: Words) -> bool:
    """Pass `git reset`, `git reset HEAD`, `git reset [HEAD] -- PATH`: none moves a branch or throws work away."""
    before = rest[: rest.index("--")] if "--" in rest else rest
    return all(word in ("-q", "--quiet", "-N", "-p", "--patch", "--mixed", "HEAD", "@") for word in before)


def _restores(rest: Words) -> bool:
    """Pass `git checkout [TREE] -- PATH`, which brings files and never a branch."""
    if "--" not in rest or rest[-1] == "--":
        return False
    before = rest[: rest.index("--")]
    named = [word for word in before if word not in ("-q", "--quiet", "-f", "--force", "--no-overlay", "-p", "--patch")]
    return len(named) < 2 and not any(word.startswith("-") for word in named)


def _only_asks(rest: Words) -> bool:
    """Pass `git clean -n`, which names files and removes none."""
    return any(word == "--dry-run" or re.fullmatch(r"-[dxXfq]*n[dxXfq]*", word) for word in rest)


def _reads_head(rest: Words) -> bool:
    return len([word for word in rest if not word.startswith("-")]) == 1 and not {"-d", "--delete", "-m"} & set(rest)


def _refreshes(rest: Words) -> bool:
    return all(word in ("--refresh", "--really-refresh", "-q") for word in rest)


FORMS: Final[Mapping[str, Callable[[Words], bool]]] = {
    "branch": _lists,
    "tag": _lists,
    "remote": _first("", "show", "get-url"),
    "stash": _first("", "push", "save", "list", "show", "pop", "apply"),
    "notes": _first("", "list", "show"),
    "worktree": _first("list"),
    "submodule": _first("", "status", "summary"),
    "reflog": _first("", "show", "HEAD", "exists"),
    "lfs": _first("", "ls-files", "status", "env", "version"),
    "bundle": _first("verify", "list-heads"),
    "sparse-checkout": _first("list"),
    "config": _reads_settings,
    "reset": _unstages,
    "checkout": _restores,
    "clean": _only_asks,
    "symbolic-ref": _reads_head,
    "update-index": _refreshes,
}
