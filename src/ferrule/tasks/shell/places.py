"""Places that belong to git, to ferrule or to the host, and are written by nobody else within a task."""

import re
from fnmatch import fnmatchcase
from typing import Final

from ferrule.syntax.shell.words import MANY, UNKNOWN

_FOLDERS: Final = (".git", ".ferrule")
_FILES: Final = (".gitconfig", "verdicts.key")
_WAYS: Final = (".local/state/ferrule", ".config/git", ".claude/settings.json", ".claude/settings.local.json")
_HOST: Final = ".claude"
"""A folder that as a whole is the host's; files in it, such as the plan, may be written."""
_SECRETS: Final = ("verdicts.key", ".local/state/ferrule")
_EXCLUDING: Final = re.compile(r"-+(exclude|ignore|prune|not|skip|filter)")
_IN_CODE: Final = re.compile(r"\.git(?![\w-])|\.gitconfig|\.ferrule(?![\w-])|verdicts\.key|\.claude/settings")


def closed_place(word: str) -> str:
    """Give the place that a word names, as a whole path or within `--option=path`; empty when it names none.

    A part that the shell would fill in counts as what it could become: `.g*` and `.gi$x` are `.git`.
    """
    if _EXCLUDING.match(word):
        return ""
    bare = re.sub(r"^-\w(?=\.)", "", word.casefold())
    for one in (re.sub(r"\{[^{}/]*\}", UNKNOWN, bare), bare):
        parts = [part for part in re.split(r"[/=,:{}\s\"'<>|]", one) if part not in ("", ".")]
        for part in parts:
            if found := next((name for name in (*_FOLDERS, *_FILES) if _may_be(part, name)), ""):
                return found
        if parts[-1:] == [_HOST]:
            return _HOST
        path = "/".join(parts)
        if found := next((way for way in _WAYS if f"{way}/" in f"{path}/"), ""):
            return found
    return ""


def secret_place(word: str) -> str:
    """Give the place of the key that signs tasks, where a word names it: not even reading it is fine."""
    return next((name for name in _SECRETS if name in word.casefold()), "")


def place_in_code(code: str) -> str:
    """Give the closed place that a program's text speaks of; empty when it speaks of none."""
    found = _IN_CODE.search(code)
    return found[0] if found else ""


def _may_be(part: str, name: str) -> bool:
    """Tell whether a part of a path can become a name; no sign of the shell stands for a leading dot."""
    if part == name:
        return True
    pattern = part.replace(UNKNOWN, "*").replace(MANY, "*")
    if part[:1] in ("*", "?", "[") or not pattern.strip("*"):
        return False
    return any(sign in pattern for sign in "*?[") and fnmatchcase(name, pattern)
