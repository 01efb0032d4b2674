"""What a call of git may do within a task: read, and change files and the index; nothing else."""

import re
from typing import Final

from ferrule.syntax.shell.words import MANY, is_known
from ferrule.tasks.shell import refusals
from ferrule.tasks.shell.git_forms import FORMS
from ferrule.tasks.shell.places import closed_place

PUSHES: Final = frozenset(
    {"push", "send-pack", "http-push", "send-email", "imap-send", "receive-pack", "subtree", "svn"}
)
COMMITS: Final = frozenset({
    "commit", "commit-tree", "am", "cherry-pick", "merge", "rebase", "revert", "pull", "update-ref", "fast-import",
    "filter-branch", "filter-repo", "replace", "citool", "gui", "p4", "cvsimport", "write-tree", "amend", "switch",
    "quiltimport", "history",
})  # fmt: skip
_FREE: Final = frozenset({
    "status", "diff", "log", "show", "blame", "annotate", "grep", "ls-files", "ls-tree", "ls-remote", "rev-parse",
    "rev-list", "describe", "shortlog", "cat-file", "show-ref", "show-branch", "for-each-ref", "name-rev", "merge-base",
    "merge-tree", "diff-tree", "diff-index", "diff-files", "check-ignore", "check-attr", "check-ref-format", "cherry",
    "count-objects", "fsck", "version", "help", "whatchanged", "range-diff", "var", "archive", "format-patch",
    "patch-id", "hash-object", "verify-commit", "verify-tag", "stripspace", "column", "add", "stage", "rm", "mv",
    "restore", "apply",
})  # fmt: skip
"""Commands that may have any words: they read, or change nothing but files and the index."""
_VALUED: Final = frozenset({"-C", "--git-dir", "--work-tree", "--namespace", "--attr-source", "--super-prefix"})
_STARTING: Final = ("--upload-pack", "--receive-pack", "--exec", "--open-files", "-O")
"""Options of reading commands that start a program."""
_FILES: Final = ("--output", "-o")
_CHANGING: Final = frozenset({"rm", "mv", "restore", "apply"})
_HARMLESS: Final = re.compile(
    r"(color|column|log|advice|blame|grep|status|i18n|user|safe|format)\.[\w.-]+|core\.(quotepath|abbrev|autocrlf|"
    r"longpaths|ignorecase|precomposeunicode)|diff\.(algorithm|context|renames|colormoved|noprefix|mnemonicprefix)",
    re.IGNORECASE,
)
_PAGER: Final = re.compile(r"(core\.pager|pager\.\w+)=(cat|less|false|true|)", re.IGNORECASE)


def git_refusal(words: tuple[str, ...]) -> str:
    """Give why a call of git is refused; empty when it may run. The first word is git itself."""
    at, why = _command_at(words)
    if why:
        return why
    if at >= len(words):
        return ""
    command, rest = words[at], words[at + 1 :]
    if not is_known(command):
        return refusals.unreadable(words, "write git's command itself, without variables and substitutions")
    if command in PUSHES or (command == "lfs" and "push" in rest):
        return refusals.push(words)
    if command in COMMITS:
        return refusals.commit(words)
    if command in _FREE:
        return _free_refusal(words, command, rest)
    form = FORMS.get(command)
    if form is None:
        return refusals.not_allowed(words)
    if MANY in "".join(rest):
        return refusals.unreadable(words, "write the words of this git command plainly, or put quotes around variables")
    if form(rest):
        return _place_refusal(words, rest) if command == "checkout" else ""
    return refusals.settings(words) if command in ("config", "remote") else refusals.not_allowed(words)


def is_closed_command(words: tuple[str, ...]) -> bool:
    """Tell whether git is called to push or to commit, in the words of an unknown program."""
    at, _ = _command_at(words)
    return at < len(words) and words[at] in PUSHES | COMMITS


def _command_at(words: tuple[str, ...]) -> tuple[int, str]:
    """Give where git's command stands, and why one of the options before it is refused."""
    at = 1
    while at < len(words) and words[at].startswith(("-", MANY)):
        option = words[at]
        if MANY in option:
            return at, refusals.unreadable(words, "put quotes around variables in front of git's command")
        if option.startswith(("--config-env", "--exec-path=")):
            return at, refusals.settings(words)
        if option == "-c":
            setting = words[at + 1] if at + 1 < len(words) else ""
            name = setting.partition("=")[0]
            if MANY in setting or not (_PAGER.fullmatch(setting) or (is_known(name) and _HARMLESS.fullmatch(name))):
                return at, refusals.settings(words)
        elif option in _VALUED and at + 1 < len(words) and MANY in words[at + 1]:
            return at, refusals.unreadable(words, "put quotes around variables in front of git's command")
        at += 2 if option == "-c" or option in _VALUED else 1
    return at, ""


def _place_refusal(words: tuple[str, ...], rest: tuple[str, ...]) -> str:
    found = next(filter(None, map(closed_place, rest)), "")
    return refusals.place(words, found) if found else ""


def _free_refusal(words: tuple[str, ...], command: str, rest: tuple[str, ...]) -> str:
    if command in _CHANGING and (found := _place_refusal(words, rest)):
        return found
    for word, after in zip(rest, (*rest[1:], ""), strict=False):
        if word == "--":
            break
        if word.startswith((*_STARTING, "ext::")):
            return refusals.settings(words)
        if word.startswith(_FILES) and (found := closed_place(word) or closed_place(after)):
            return refusals.place(words, found)
    return ""
