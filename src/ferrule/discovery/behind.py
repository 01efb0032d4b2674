"""The program that a command line comes down to, behind those that only start others."""

import re
from itertools import pairwise
from typing import Final

from ferrule.syntax.shell.program import name_of
from ferrule.syntax.shell.words import MANY
from ferrule.syntax.shell.wrappers import WRAPPERS, behind

SHELL: Final = "shell"
"""Stands for the last wrapper where the words are the text that a shell is handed."""
_SHELLS: Final = frozenset({"sh", "bash", "dash", "zsh"})
_OTHERS: Final = {"xvfb-run": ("-s", "-n", "-e", "-f"), "dbus-run-session": (), "retry": ()}
"""With the options that have a value of their own."""
_SILENT: Final = frozenset({"env", "time", "command", "rustup"})
"""Those that change nothing of what a gate would run in their place."""
_SET: Final = re.compile(r"[A-Za-z_]\w*=")
_MOST: Final = 6
_TALKS_OF_CARGO: Final = re.compile(r"cargo", re.IGNORECASE)

Words = tuple[str, ...]
Variables = tuple[tuple[str, str], ...]


def unwrapped(words: Words) -> tuple[Words, Variables, str]:
    """Give the program with its words, the variables that wrappers set for it, and the wrapper that matters.

    That is empty where none does, and `shell` where the words are one text for a shell.
    """
    variables: Variables = ()
    wrapped = ""
    for _ in range(_MOST):
        while words and _SET.match(words[0]):
            name, _, value = words[0].partition("=")
            words, variables = words[1:], (*variables, (name, value))
        name = name_of(words[0]) if words else ""
        if name in _SHELLS:
            text = next((text for word, text in pairwise(words) if re.fullmatch(r"-\w*c", word)), None)
            return ((text,), variables, SHELL) if text is not None else (words, variables, wrapped)
        if name == "rustup" and words[1:2] == ("run",) and len(words) > 3:
            rest = _past(words[1:], ())
            words = (rest[1], f"+{rest[0]}", *rest[2:]) if len(rest) > 1 else ()
        elif name in _OTHERS:
            words = _past(words, _OTHERS[name])
        elif name in WRAPPERS:
            words, given = behind(words)
            variables += given
        else:
            break
        wrapped = wrapped if name in _SILENT else name
    return words, variables, wrapped


def with_cargo(words: Words, text: str) -> Words:
    """Give the words with a hole that is called cargo in front, where a hole stands there whose own name says so."""
    if not words or name_of(words[0]):
        return words
    bare = re.sub(r"^(?:\w+=\S*\s+)*", "", text)
    first = re.match(r"\$?\{\{.*?\}\}|\$\(.*?\)|\S+", bare)
    return (f"{MANY}/cargo", *words[1:]) if first and _TALKS_OF_CARGO.search(first.group()) else words


def _past(words: Words, valued: tuple[str, ...]) -> Words:
    rest = list(words[1:])
    while rest and rest[0].startswith("-"):
        rest = rest[2:] if rest[0] in valued else rest[1:]
    return tuple(rest)
