"""Programs that start the program named in their own words: what stands behind them."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ferrule.syntax.shell.program import name_of
from ferrule.syntax.shell.words import MANY, is_known


@dataclass(frozen=True, slots=True)
class Wrapper:
    """How to find the program behind one."""

    valued: frozenset[str] = frozenset()
    """Options whose value is a word of its own."""
    before: int = 0
    """Words of its own that stand in front of the program."""


def _with(*valued: str, before: int = 0) -> Wrapper:
    return Wrapper(frozenset(valued), before)


WRAPPERS: Final[dict[str, Wrapper]] = {
    "env": _with("-u", "--unset", "-C", "--chdir", "-P"),
    "command": _with(),
    "builtin": _with(),
    "exec": _with("-a"),
    "nohup": _with(),
    "time": _with("-f", "-o", "--format", "--output"),
    "gtime": _with("-f", "-o", "--format", "--output"),
    "nice": _with("-n", "--adjustment"),
    "ionice": _with("-c", "-n", "-p", "--class", "--classdata"),
    "chrt": _with(before=1),
    "taskset": _with(before=1),
    "timeout": _with("-s", "-k", "--signal", "--kill-after", before=1),
    "gtimeout": _with("-s", "-k", "--signal", "--kill-after", before=1),
    "stdbuf": _with("-i", "-o", "-e", "--input", "--output", "--error"),
    "setsid": _with(),
    "sudo": _with("-u", "-g", "-h", "-p", "-C", "-D", "-R", "-r", "-t", "-T", "-U", "--user", "--group", "--chdir"),
    "doas": _with("-u", "-C"),
    "pkexec": _with("--user"),
    "strace": _with("-o", "-e", "-p", "-s", "-u", "-E", "-P", "-a", "-b", "-O", "-S", "-I", "-X"),
    "ltrace": _with("-o", "-e", "-p", "-s", "-u", "-n", "-a", "-l", "-x"),
    "valgrind": _with(),
    "unbuffer": _with(),
    "chronic": _with(),
    "caffeinate": _with("-t", "-w"),
    "noglob": _with(),
    "nocorrect": _with(),
    "coproc": _with(),
    "busybox": _with(),
    "toybox": _with(),
    "chroot": _with("--userspec", "--groups", before=1),
    "faketime": _with("-f", before=1),
    "setarch": _with(before=1),
    "prlimit": _with(),
    "-": _with(),
    "xargs": _with(
        *("-I", "-J", "-n", "-P", "-d", "-a", "-E", "-L", "-s", "-R", "-S", "--max-args", "--max-procs", "--delimiter"),
        *("--arg-file", "--max-lines", "--max-chars"),
    ),
}
_SET: Final = re.compile(r"[A-Za-z_]\w*=", re.DOTALL)
_LOOKS_ONLY: Final = frozenset({"-v", "-V"})
_EXEC: Final = frozenset({"-exec", "-execdir", "-ok", "-okdir"})
_ENDS: Final = frozenset({";", "+"})


def behind(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Give the program behind a wrapper with its words, and the variables that are set for it.

    A word that cannot be known where the program is looked for counts as the program. Without any, it is empty.
    """
    name = name_of(words[0])
    wrapper, rest = WRAPPERS[name], list(words[1:])
    variables: list[tuple[str, str]] = []
    left = wrapper.before
    if name == "command" and _LOOKS_ONLY & set(rest[:1]):
        return (), ()
    while rest and MANY not in rest[0]:
        word = rest.pop(0)
        if word in wrapper.valued:
            rest = rest[1:]
        elif name in ("env", "sudo", "doas") and _SET.match(word):
            key, _, value = word.partition("=")
            variables.append((key, value))
        elif word.startswith("-") and word != "-":
            continue
        elif left:
            left -= 1
        else:
            rest.insert(0, word)
            break
    inner = tuple(rest)
    return (_from_input(words, inner) if name == "xargs" else inner), tuple(variables)


def found_programs(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Give the calls behind `-exec` of find, with a hole where a file's name comes."""
    calls: list[tuple[str, ...]] = []
    at = 0
    while at < len(words):
        at += 1
        if words[at - 1] in _EXEC:
            end = next((place for place in range(at, len(words)) if words[place] in _ENDS), len(words))
            calls.append(tuple(one.replace("{}", MANY) for one in words[at:end]))
            at = end + 1
    return calls


def text_of_env(words: tuple[str, ...]) -> str | None:
    """Give the text that `env -S` splits into words; None where it has none."""
    for at, word in enumerate(words):
        if re.match(r"-\w*S|--split-string", word) and name_of(words[0]) == "env":
            attached = re.sub(r"^(-\w*?S|--split-string=?)", "", word)
            return " ".join((attached, *words[at + 1 :])).strip()
    return None


def _from_input(words: tuple[str, ...], inner: tuple[str, ...]) -> tuple[str, ...]:
    """Give a call of xargs as it comes out: what it reads stands at its end, or in the place of a sign."""
    signs = [after for word, after in pairwise(words) if word in ("-I", "-J")]
    signs += [word[2:] or "{}" for word in words if re.match(r"-[Ii](?=.)|-i$", word) and word != "-I"]
    signs += [word.partition("=")[2] or "{}" for word in words if word.startswith("--replace")]
    if not inner or not all(map(is_known, signs)):
        return (MANY,)
    if any(sign and sign in one for sign in signs for one in inner):
        for sign in filter(None, signs):
            inner = tuple(one.replace(sign, MANY) for one in inner)
        return inner
    return (*inner, MANY)
