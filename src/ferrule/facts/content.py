"""The files of a workspace by their content."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

EVERYTHING = "**/*"
_SPECIAL = re.compile(r"(\*\*/|\*+|\?|\[[^\]/]+\])")


@dataclass(frozen=True, slots=True)
class Content:
    """What every file held at one moment."""

    files: Mapping[str, str]
    """SHA-256 by path: relative to the root with `/`, absolute for files outside of it. A file that may be executed
    has a mark behind it, a link counts by where it leads, a file that cannot be read as `unreadable`."""

    def matching(self, patterns: tuple[str, ...]) -> dict[str, str]:
        """Give the files that a pattern names, rather too many than too few.

        `**/` stands for any folders or none, `*` for any characters, also `/`, `?` and `[...]` for one of them; a
        folder stands for all that is in it.
        """
        if EVERYTHING in patterns:
            return dict(self.files)
        named = _named(patterns)
        return {path: digest for path, digest in self.files.items() if named.fullmatch(path)}


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """Give what is new, gone or changed, a line each, by path."""
    words = []
    for path in sorted(before.keys() | after.keys()):
        if path not in before:
            words.append(f"new: {path}")
        elif path not in after:
            words.append(f"gone: {path}")
        elif before[path] != after[path]:
            words.append(f"changed: {path}")
    return tuple(words)


@lru_cache
def _named(patterns: tuple[str, ...]) -> re.Pattern[str]:
    choices = "|".join(_expression(pattern) for pattern in patterns)
    return re.compile(f"(?:{choices})(?:/.*)?" if patterns else "(?!)", re.DOTALL)


def _expression(pattern: str) -> str:
    words = _SPECIAL.split(pattern.removeprefix("./").rstrip("/"))
    return "".join(_translated(word) for word in words)


def _translated(word: str) -> str:
    if word == "**/":
        return "(?:.*/)?"
    if word.startswith("*"):
        return ".*"
    if word == "?" or (word.startswith("[") and word.endswith("]")):
        return "."
    return re.escape(word)
