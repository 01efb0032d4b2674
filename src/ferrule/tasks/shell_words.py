"""Whether a shell command line may run within a task: no push, no commit by hand, no answer in the user's place.

The line is read as the shell would read it (tree-sitter's grammar of bash), and what cannot be read is refused. What a
script, a Makefile or a program does that is only named cannot be seen here: `ferrule task finish` looks at what became
of the repository, whoever did it.
"""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.syntax.shell.assigned import environments
from ferrule.syntax.shell.calls import Line, call_of, read
from ferrule.syntax.shell.tree import parse, unreadable
from ferrule.tasks.shell import refusals
from ferrule.tasks.shell.places import closed_place
from ferrule.tasks.shell.reading import looks_up
from ferrule.tasks.shell.rules import call_refusal
from ferrule.tasks.shell.running import Again
from ferrule.tasks.shell.written import written_refusal

_DEEPEST: Final = 5
"""Lines within lines, such as `bash -c` in `bash -c`."""
_LONGEST: Final = 200_000
"""Characters, for the same reason as the limit on the parts of a tree."""


def forbidden(command: str) -> str:
    """Give one sentence on why a command line may not run within a task; empty when it may (E09)."""
    if len(command) > _LONGEST:
        return refusals.unreadable((command,), "it is too long: write long texts into files with the host's own tool")
    try:
        return _line(command, 0)
    except RecursionError:
        return refusals.unreadable((command,), "too many programs within programs: start them one by one")


def _line(command: str, depth: int) -> str:
    root = parse(command)
    if why := unreadable(command, root):
        return refusals.unreadable((command,), why)
    if depth > _DEEPEST:
        return refusals.unreadable((command,), "write it without shells within shells")

    def again(text: str) -> str:
        return _line(text, depth + 1)

    if any(looks_up(words) for words in _substituted(root)):
        return refusals.unreadable((command,), "programs are called by their own names, not by where they lie")
    for known in environments(root):
        if found := _judged(read(root, known), again):
            return found
    return ""


def _substituted(root: Node) -> Iterator[tuple[str, ...]]:
    """Yield the words of calls whose output becomes part of the line."""
    waiting = [(root, False)]
    while waiting:
        node, is_within = waiting.pop()
        if is_within and node.type == "command":
            yield call_of(node, {}).words
        is_within = is_within or node.type in ("command_substitution", "process_substitution")
        waiting += [(one, is_within) for one in node.children]


def _judged(line: Line, again: Again) -> str:
    for call in line.calls:
        if found := call_refusal(call, again):
            return found
    for written in line.writings:
        if place := closed_place(written.path):
            return refusals.place((f"> {written.path}",), place)
    return written_refusal(line, again)
