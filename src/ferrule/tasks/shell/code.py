"""Programs handed to an interpreter on the line: what they could start is told by their text."""

import re
from typing import Final

from ferrule.syntax.shell.calls import Call
from ferrule.syntax.shell.program import name_of
from ferrule.syntax.shell.words import MANY, UNKNOWN, is_known
from ferrule.tasks.shell import refusals
from ferrule.tasks.shell.languages import LANGUAGES, STARTS, Language
from ferrule.tasks.shell.places import place_in_code

_LONG: Final = frozenset({"--eval", "--print", "--command", "--execute", "--cmd", "-ex", "-eval", "-cmd", "--batch"})
_ASKS: Final = frozenset({"--version", "-V", "-v", "--help", "-h"})
_GIT: Final = re.compile(r"\bgit\b")
_CLOSED: Final = re.compile(r"\b(push|commit|am|merge|rebase|update-ref)\b")
_FORGE: Final = re.compile(r"api\.github|gitlab\.com")


def language_of(word: str) -> str:
    """Give the interpreter that a word names, without its version; empty when it is none."""
    name = re.sub(r"[\d.]+$", "", name_of(word))
    return name if name in LANGUAGES else ""


def code_refusal(words: tuple[str, ...], code: str, name: str) -> str:
    """Give why a text may not be run by an interpreter within a task; empty when it may."""
    if found := place_in_code(code):
        return refusals.place(words, found)
    if code and not code.strip(f"{UNKNOWN}{MANY} "):
        return refusals.unreadable(words, "write the program itself, or keep it in a file")
    starts = LANGUAGES[name].starts
    if STARTS.search(code) or (starts and re.search(starts, code, re.MULTILINE)):
        return refusals.unreadable(words, "it could start other programs: start those on the command line itself")
    speaks = (_GIT.search(code) and _CLOSED.search(code)) or _FORGE.search(code)
    return refusals.push(words) if speaks else ""


def interpreter_refusal(call: Call, name: str) -> str:
    """Give why a call of an interpreter is refused; a script in a file is not looked into."""
    language = LANGUAGES[name]
    texts, script = _handed(call.words[1:], language)
    if call.fed is not None:
        texts.append(call.fed)
    for text in texts:
        if found := code_refusal(call.words, text, name):
            return found
    if not is_known(script) and not texts:
        return refusals.unreadable(call.words, "write the script's name plainly")
    if language.reads_input and not texts and script in ("", "-") and not _ASKS & set(call.words):
        return refusals.unreadable(call.words, "what it is fed is not on this line: keep the program in a file")
    return ""


def _handed(rest: tuple[str, ...], language: Language) -> tuple[list[str], str]:
    """Give the texts that are handed over to be run, and the script or module where one is named."""
    texts: list[str] = []
    script = ""
    at = 0
    while at < len(rest):
        word, after = rest[at], rest[at + 1] if at + 1 < len(rest) else ""
        text = _text(word, after, language)
        if text is not None:
            texts.append(text)
        elif word == "-m" or not word.startswith("-") or word == "-":
            script = script or (after if word == "-m" else word)
        at += 2 if (text and text == after) or word in language.valued else 1
    return texts, script


def _text(word: str, after: str, language: Language) -> str | None:
    """Give the text that a word, or the one behind it, hands over; None when it hands over none."""
    if word.partition("=")[0] in _LONG:
        return word.partition("=")[2] or after
    if word.startswith("+") and len(word) > 1:
        return word
    cluster = re.fullmatch(r"-([A-Za-z0-9]+)(.*)", word, re.DOTALL)
    if cluster is None:
        return word if not language.letters and re.search(r"\s|^[.!]\w", word) else None
    place = next((at for at, letter in enumerate(cluster[1]) if letter in language.letters), None)
    return None if place is None else word[place + 2 :] or after
