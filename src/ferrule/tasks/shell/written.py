"""A file that a line writes and runs as well: what is written there is judged like a line of its own."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ferrule.syntax.shell.calls import Call, Line, Writing
from ferrule.syntax.shell.program import name_of
from ferrule.syntax.shell.words import is_known
from ferrule.tasks.shell import refusals
from ferrule.tasks.shell.code import code_refusal, language_of
from ferrule.tasks.shell.names import SHELLS
from ferrule.tasks.shell.running import Again

_FETCHERS: Final = frozenset({"curl", "wget"})
_OUT: Final = frozenset({"-o", "-O", "--output", "--output-document"})
_COPIERS: Final = frozenset({"cp", "mv", "ln", "install"})


def written_refusal(line: Line, again: Again) -> str:
    """Give why a line is refused that runs what it writes; empty when it runs nothing of it, or that may run."""
    writings = [*line.writings, *_others(line.calls)]
    if not writings:
        return ""
    by_name: dict[str, list[Writing]] = {}
    for one in writings:
        by_name.setdefault(_last(one.path), []).append(one)
    for call in line.calls:
        for place, language in _run(call):
            for written in by_name.get(_last(place), ()):
                if found := _judged(call, written, language, again):
                    return found
    return ""


def _run(call: Call) -> Iterator[tuple[str, str]]:
    """Yield the files that a call may run, with the interpreter that reads them; empty: the shell."""
    if not call.words:
        return
    yield call.words[0], ""
    language = language_of(call.words[0])
    if language or name_of(call.words[0]) in (*SHELLS, "source", ".", "make", "just", "xargs", "env", "sudo", "nohup"):
        yield from ((word, language) for word in call.words[1:])


def _others(calls: tuple[Call, ...]) -> Iterator[Writing]:
    """Yield the files that `tee`, downloads, copies and links make."""
    for call in calls:
        name = name_of(call.words[0]) if call.words else ""
        if name == "tee":
            yield from (Writing(word, call.fed) for word in call.words[1:] if not word.startswith("-"))
        elif name in _FETCHERS:
            yield from (Writing(after) for word, after in pairwise(call.words) if word in _OUT)
        elif name in _COPIERS:
            yield Writing(call.words[-1])


def _judged(call: Call, written: Writing, language: str, again: Again) -> str:
    if written.content is None or not is_known(written.content):
        why = "it runs a file that the same line writes: write the file first, and look at it before it runs"
        return refusals.unreadable(call.words, why)
    first = written.content.partition("\n")[0]
    said = map(language_of, first.removeprefix("#!").split()) if first.startswith("#!") else ()
    named = language or next(filter(None, said), "")
    return code_refusal(call.words, written.content, named) if named else again(written.content)


def _last(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]
