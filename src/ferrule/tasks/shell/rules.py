"""The rule for one call: who judges it, by its program."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from ferrule.syntax.shell.calls import Call
from ferrule.syntax.shell.program import name_of
from ferrule.syntax.shell.wrappers import WRAPPERS, behind, found_programs, text_of_env
from ferrule.tasks.shell import names, refusals
from ferrule.tasks.shell.code import interpreter_refusal, language_of
from ferrule.tasks.shell.git import git_refusal, is_closed_command
from ferrule.tasks.shell.own import own_refusal
from ferrule.tasks.shell.places import closed_place, secret_place
from ferrule.tasks.shell.reading import reader_refusal
from ferrule.tasks.shell.running import Again, shell_refusal, text_refusal, word_refusal
from ferrule.tasks.shell.servers import history_refusal, publishing_refusal, server_refusal
from ferrule.tasks.shell.variables import variables_refusal

_MENTION: Final = re.compile(r"(?<![\w.-])(git|hub|gh|glab|jj|hg|ferrule)(?![\w.])")
_TARGETS: Final = frozenset({"push", "commit", "git-push", "git-commit"})
_RUNNERS: Final = frozenset({"make", "gmake", "just", "task", "npm", "pnpm", "yarn", "bun", "mise", "rake", "invoke"})
_HOOK_TOOLS: Final = frozenset({"pre-commit", "prek", "lefthook", "husky", "overcommit"})
_HOOK_CHANGES: Final = frozenset({"install", "uninstall", "init-templatedir", "add", "remove", "init"})
_CARGOS: Final = frozenset({
    "add", "b", "bench", "build", "c", "check", "clean", "clippy", "d", "doc", "expand", "fetch", "fix", "fmt", "hack",
    "info", "init", "install", "locate-project", "metadata", "new", "nextest", "pkgid", "r", "remove", "rm", "run",
    "rustc", "rustdoc", "search", "t", "test", "tree", "update", "vendor", "verify-project", "version", "llvm-cov",
    "machete", "shear", "udeps", "audit", "deny", "outdated", "semver-checks", "miri", "criterion", "insta", "xlint",
    "xtask", "help",
})  # fmt: skip
"""Cargo's commands that start no program by the words behind them; a program of the workspace gets them as they are."""


def call_refusal(call: Call, again: Again) -> str:
    """Give why one call is refused within a task; empty when it may run."""
    if found := variables_refusal(call, again):
        return found
    words = call.words
    if not words:
        return ""
    name = name_of(words[0])
    if not name:
        return refusals.unreadable(words, "write the name of the program plainly, without variables or signs")
    if any(map(secret_place, words)):
        return refusals.secret(words)
    if "uninstall" in words and "ferrule" in words:
        return refusals.users(words)
    return _by_program(name, call, again) or _by_place(name, words)


def _by_program(name: str, call: Call, again: Again) -> str:
    words = call.words
    if name.startswith("git-") and name not in names.ALWAYS_CLOSED:
        return git_refusal(("git", name.removeprefix("git-"), *words[1:]))
    if name in names.ALWAYS_CLOSED or name in names.SHORTHANDS:
        return refusals.commit(words)
    if name in names.LATER:
        return refusals.unreadable(words, "it starts programs later: start them now, one by one")
    if name in WRAPPERS:
        return _behind(call, again)
    for programs, judge in _JUDGES:
        if name in programs:
            return judge(call, again)
    if language := language_of(words[0]):
        return interpreter_refusal(call, language)
    if name in names.PLAIN:
        return word_refusal(call, again) or reader_refusal(words, name, again)
    return word_refusal(call, again) or _unknown(call, name, again)


def _behind(call: Call, again: Again) -> str:
    text = text_of_env(call.words)
    if text is not None:
        return text_refusal(call.words, text, again)
    words, variables = behind(call.words)
    return call_refusal(replace(call, words=words, variables=variables), again)


def _find(call: Call, again: Again) -> str:
    for words in found_programs(call.words):
        if found := call_refusal(Call(words), again):
            return found
    return reader_refusal(call.words, "find", again)


def _cargo(call: Call, again: Again) -> str:
    """Judge cargo: `cargo ferrule` is ferrule, and what it does not bring itself may run anything."""
    words = call.words
    command = next((word for word in words[1:] if not word.startswith(("-", "+"))), "")
    if command == "ferrule":
        return own_refusal(words[words.index(command) :])
    settings = [after for word, after in zip(words, (*words[1:], ""), strict=False) if word == "--config"]
    settings += [word for word in words if word.startswith("--config=")]
    if any(map(_MENTION.search, settings)):
        return refusals.settings(words)
    found = publishing_refusal(words)
    return found if found or command in _CARGOS else _unknown(call, "cargo", again)


def _unknown(call: Call, name: str, again: Again) -> str:
    """Judge a program that is not known: it might start the program, or run the text, that stands in its words."""
    words = call.words
    if name in _RUNNERS and _TARGETS & set(words[1:]):
        return refusals.push(words)
    if name in _HOOK_TOOLS and _HOOK_CHANGES & set(words[1:2]):
        return refusals.settings(words)
    if name in names.FAR and call.fed is not None and (found := text_refusal(words, call.fed, again)):
        return found
    for at, word in enumerate(words[1:], start=1):
        if found := _started(words[at:], again):
            return found
        for text in (word.lstrip("!:|@- "), word.partition("=")[2]):
            if re.search(r"\s", text) and _MENTION.search(text) and (found := text_refusal(words, text, again)):
                return found
    return ""


def _started(words: tuple[str, ...], again: Again) -> str:
    """Judge words that may be a call, and only say what is certain: an unknown program gives them any meaning."""
    name = name_of(words[0])
    if name in names.GITS and is_closed_command(words):
        return git_refusal(words)
    if re.fullmatch(r"git-(push|commit|send-pack|receive-pack)", name):
        return refusals.push(words)
    if name in names.SHELLS and len(words) > 1 and any(re.match(r"-\w*c", word) for word in words[1:]):
        return shell_refusal(Call(words), again)
    if name in names.FORGES and len(words) > 2:
        return server_refusal(words)
    if name == "ferrule" and len(words) > 1:
        return own_refusal(words)
    return ""


def _by_place(name: str, words: tuple[str, ...]) -> str:
    """Refuse words that name a closed place, unless the program only reads."""
    if name in names.READERS:
        return ""
    place = next(filter(None, map(closed_place, words)), "")
    return refusals.place(words, place) if place else ""


_Judge = Callable[[Call, Again], str]
_JUDGES: Final[tuple[tuple[frozenset[str], _Judge], ...]] = (
    (names.GITS, lambda call, _: git_refusal(call.words)),
    (names.SHELLS, shell_refusal),
    (frozenset({"ferrule"}), lambda call, _: own_refusal(call.words)),
    (frozenset({"cargo-ferrule"}), lambda call, _: own_refusal(call.words[1:] or call.words)),
    (names.FORGES, lambda call, _: server_refusal(call.words)),
    (names.OTHER_HISTORIES, lambda call, _: history_refusal(call.words)),
    (frozenset({"curl", "wget", "http", "https", "xh", "xhs", "curlie"}), lambda call, _: server_refusal(call.words)),
    (frozenset({"find"}), _find),
    (frozenset({"cargo"}), _cargo),
)
