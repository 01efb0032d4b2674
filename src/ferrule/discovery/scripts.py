"""A script as the steps in it: which commands it starts, on which lines, and what surrounds each."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from tree_sitter import Node

from ferrule.discovery.behind import SHELL, unwrapped, with_cargo
from ferrule.discovery.shell_text import Holes, as_bash
from ferrule.discovery.step import Step
from ferrule.discovery.surroundings import Move, folder_at, hindrances, moves
from ferrule.syntax.shell.assigned import environments
from ferrule.syntax.shell.calls import call_of
from ferrule.syntax.shell.tree import parse, text_of, walk
from ferrule.syntax.shell.words import UNKNOWN

LONGEST: Final = 100_000
_DEEPEST: Final = 4
"""Texts for a shell within texts for a shell."""
_PARTS: Final = re.compile(r"&&|\|\||[;|]|(?<![<>&])&(?![&>])|(?<!\$)\{(?=\s)|(?<=\s)\}")
_ESCAPED: Final = re.compile(r"^([ \t]*)\\(?=[A-Za-z])", re.MULTILINE)
"""What passes by an alias of the shell; the grammar takes it for a line that goes on."""
_NO_PROGRAMS: Final = frozenset({"{", "(", "}", ")", "if", "then", "else", "do", "!", "&"})


@dataclass(slots=True)
class Kept:
    """What a shell keeps from one text to the next."""

    folder: str = ""
    exported: dict[str, str] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    """Variables that it alone has."""


@dataclass(frozen=True, slots=True)
class Script:
    """Text that a shell reads, and what is known around it."""

    text: str
    line_of: Callable[[int, int], int]
    """Gives the line in the file for a line of the text and a place on it, which both count from 0."""
    shell: str = ""
    """The program that reads it, such as `pwsh`; empty: one that reads as bash does."""
    variables: Mapping[str, str] = field(default_factory=dict)
    """What the environment holds, as far as the file says so."""
    holes: Holes = field(default_factory=Holes)
    folder: str = ""
    tell: Callable[[str], None] = lambda _: None
    """Hears that the script was not read."""
    kept: Kept | None = None
    """What the shell has of the texts before, and keeps for those behind; None: it begins with this one."""


@dataclass(slots=True)
class _Pass:
    """One way through a script, from its first line to its last."""

    script: Script
    kept: Kept


def steps_of(script: Script) -> tuple[Step, ...]:
    """Give each command that a script starts, those in branches and functions included. Never raises.

    What the grammar cannot read is cut at line ends and separators: a command in a language that is no shell's is
    found all the same, and marked.
    """
    text = _ESCAPED.sub(r"\1 ", as_bash(script.text, script.shell))
    if len(text) > LONGEST:
        script.tell(f"a script of more than {LONGEST} characters; it was not read")
        return ()
    root, state = parse(text), _Pass(script, script.kept or Kept(script.folder))
    try:
        if not root.has_error:
            found = tuple(_steps(state, root, (0, 0)))
            state.kept.known.update(_agreed(root))
            return found
        return tuple(step for row, line in _logical_lines(text) for step in _of_line(state, row, line))
    except RecursionError:  # quotes within substitutions within quotes, thousands deep
        return tuple(step for row, line in _logical_lines(text) for step in _cut(state, row, line))


def _of_line(state: _Pass, row: int, line: str) -> Iterator[Step]:
    root = parse(line)
    if not root.has_error:
        yield from _steps(state, root, (row, 0))
    else:
        yield from _cut(state, row, line)


def _cut(state: _Pass, row: int, line: str) -> Iterator[Step]:
    """Yield what stands between the separators of a line, without a look at quotes."""
    holes = state.script.holes
    for part in _PARTS.split(line):
        words = part.split()
        while words and (words[0] in _NO_PROGRAMS or "=" in words[0]):
            words = words[1:]
        if words:
            opened = tuple(holes.opened(word.strip("\"'")) for word in words)
            text, why = holes.shown(" ".join(words)), "cannot be read as a shell line"
            at = state.script.line_of(row, 0)
            yield Step(text, opened, at, tuple(state.kept.exported.items()), state.kept.folder, why)


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield lines with those that go on put together, and the number of the first."""
    begun, held = 0, ""
    for row, line in enumerate(text.split("\n")):
        if not held:
            begun = row
        held += line
        if held.endswith("\\"):
            held = f"{held[:-1]}  "
            continue
        yield begun, held
        held = ""
    if held:
        yield begun, held


def _steps(state: _Pass, root: Node, at: tuple[int, int], within: str = "") -> Iterator[Step]:
    """Yield the steps of a text; `at`: the row that it begins on, and how many shells are around it."""
    kept = state.kept
    known = {**state.script.variables, **kept.known, **_agreed(root)}
    went, reasons = moves(root, known, kept.folder), hindrances(root)
    for node in walk(root):
        if node.type == "declaration_command":
            kept.exported.update(call_of(node, known).variables)
        elif node.type == "command":
            yield from _of_command(state, node, known, (went, at, within or reasons[node.id]))
    last = [move.folder for move in went if move.end >= root.end_byte]
    kept.folder = last[-1] if last and not within else kept.folder


def _of_command(
    state: _Pass, node: Node, known: Mapping[str, str], around: tuple[tuple[Move, ...], tuple[int, int], str]
) -> Iterator[Step]:
    went, (begun, depth), within = around
    script, call = state.script, call_of(node, known)
    row = begun + node.start_point.row
    words, variables, wrapped = unwrapped(tuple(script.holes.opened(word) for word in call.words))
    if wrapped == SHELL and depth < _DEEPEST:
        yield from _steps(state, parse(words[0]), (row, depth + 1), f"within `{call.words[0]}`")
        return
    if not words:
        return
    text = script.holes.shown(_on_one_line(text_of(node)))
    own = {name: script.holes.opened(value) for name, value in (*call.variables, *variables)}
    why = within or (f"behind `{wrapped}`" if wrapped else "")
    line = script.line_of(row, 0 if depth else node.start_point.column)
    given = tuple({**state.kept.exported, **own}.items())
    yield Step(text, with_cargo(words, text), line, given, folder_at(went, node, state.kept.folder), why)


def _agreed(root: Node) -> dict[str, str]:
    """Give the variables that a text sets, unknown where it sets them in several ways."""
    ways = list(environments(root))
    names = {name for way in ways for name in way}
    return {name: _one({way.get(name, UNKNOWN) for way in ways}) for name in names}


def _one(values: set[str]) -> str:
    return values.pop() if len(values) == 1 else UNKNOWN


def _on_one_line(text: str) -> str:
    return " ".join(re.sub(r"\\\n", " ", text).split())
