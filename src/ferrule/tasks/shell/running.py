"""Words of the shell that run a text or a file: shells with `-c`, `eval`, `source`, `trap`."""

import re
from collections.abc import Callable
from typing import Final

from ferrule.syntax.shell.calls import Call
from ferrule.syntax.shell.program import name_of
from ferrule.syntax.shell.words import is_known
from ferrule.tasks.shell import refusals

Again = Callable[[str], str]
"""Gives why a text that a shell would run is refused."""

_VALUED: Final = re.compile(r"[-+]\w*[oO]|--rcfile|--init-file")
_STREAM: Final = re.compile(r"/(dev|proc)/|-$")
_ASKS: Final = frozenset({"--version", "--help"})
_WHY: Final = "write the commands on the line itself, without variables of the outer shell in them"


def shell_refusal(call: Call, again: Again) -> str:
    """Give why a call of a shell is refused: its text is judged, a script in a file is not looked into."""
    text, script = _handed(call.words[1:])
    if _ASKS & set(call.words[1:2]):
        return ""
    if text is not None:
        return text_refusal(call.words, text, again)
    if script and not is_known(script):
        return refusals.unreadable(call.words, "write the script's name plainly")
    if re.fullmatch(r"git(-[\w-]+)?", name_of(script)):
        return refusals.unreadable(call.words, "git is called by its own name")
    if script and not _STREAM.match(script):
        return ""
    if call.fed is None:
        return refusals.unreadable(call.words, "what the shell is fed is not on this line: run the commands themselves")
    return text_refusal(call.words, call.fed, again)


def word_refusal(call: Call, again: Again) -> str:
    """Give why one of the shell's own words is refused, by what it would run or rename."""
    words, name = call.words, name_of(call.words[0])
    if name == "eval":
        return text_refusal(words, " ".join(words[1:]), again)
    if name in ("source", ".") and len(words) > 1 and (_STREAM.match(words[1]) or not is_known(words[1])):
        return refusals.unreadable(words, "write the name of a file, plainly")
    if name == "trap" and len(words) > 2:
        return text_refusal(words, words[1], again)
    if name == "alias" and any("=" in word for word in words[1:]):
        return refusals.unreadable(words, "write the command itself, without an alias")
    if name in ("hash", "enable") and any(word.startswith("-") for word in words[1:]):
        return refusals.unreadable(words, "call programs by their own names")
    if name in ("declare", "typeset", "local") and any(re.match(r"-\w*n", word) for word in words[1:]):
        return refusals.unreadable(words, "names of names hide what is run: use the variable itself")
    return ""


def text_refusal(words: tuple[str, ...], text: str, again: Again) -> str:
    """Give why a text is refused that a shell would run."""
    return again(text) if is_known(text) else refusals.unreadable(words, _WHY)


def _handed(rest: tuple[str, ...]) -> tuple[str | None, str]:
    """Give the text behind `-c`, or else the script; an unknown word in front of them counts as a script."""
    is_text, is_input, at = False, False, 0
    while at < len(rest) and rest[at].startswith(("-", "+")) and rest[at] != "--":
        word = rest[at]
        if word.startswith("--command="):
            return word.partition("=")[2], ""
        is_text |= bool(re.match(r"-(?!-)\w*c", word)) or word == "--command"
        is_input |= bool(re.match(r"-(?!-)\w*s", word))
        at += 2 if _VALUED.fullmatch(word) else 1
    at += 1 if at < len(rest) and rest[at] == "--" else 0
    first = rest[at] if at < len(rest) else ""
    if is_text:
        return first, ""
    return None, "" if is_input else first
