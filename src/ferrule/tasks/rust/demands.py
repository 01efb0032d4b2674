"""What a test demands: its assertions, told apart from what it only does."""

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from ferrule.tasks.rust.piece import Piece
from ferrule.tasks.rust.words import closings

_KEPT: Final = 4096
_MACRO: Final = re.compile(r"\w*assert\w*|panic|unreachable|expect|check\w*|verify\w*|ensure\w*")
_CALL: Final = re.compile(r"\w*assert\w*|(?:check|verify|ensure|expect|should|must|prove)(?:_\w+)?")
_METHOD: Final = re.compile(r"\w*assert\w*|unwrap_err|expect_err|unwrap_none|should_\w+")
_FARTHEST: Final = 300
_NEAR: Final = 40
"""Words that are looked at for what belongs together: broken text shall not take for ever."""
_OPENING: Final = frozenset({"(", "[", "{"})
_ASKING: Final = frozenset({"if", "match", "while"})
_ENDING: Final = ("panic", "unreachable")
"""Macros that stop the test: whatever stands in them is told and not compared."""


Same: TypeAlias = tuple[str, tuple[tuple[str, ...], ...]]
"""What makes two assertions equal."""


@dataclass(frozen=True, slots=True)
class Demand:
    """One assertion."""

    name: str
    """Of the macro or function."""
    args: tuple[tuple[str, ...], ...]
    """What is compared, as tokens, without the message."""
    line: int
    depth: int
    """How many `if`, `match` and `while` stand around it in the test."""
    at: int
    """Its place among the tokens of the body."""
    is_macro: bool = True

    @property
    def words(self) -> tuple[str, ...]:
        """All tokens that are compared."""
        return tuple(word for arg in self.args for word in arg)

    @property
    def is_plain(self) -> bool:
        """Whether it is a macro of the standard library or of `proptest`, whose meaning is known."""
        return self.is_macro and re.fullmatch(r"(?:debug_|prop_)?assert(?:_eq|_ne|_matches)?", self.name) is not None

    @property
    def same(self) -> Same:
        """What makes two of them equal, however the two sides of an equation are ordered."""
        equates = self.name.endswith(("_eq", "_ne"))
        return self.name, tuple(sorted(self.args)) if equates else self.args

    def __str__(self) -> str:
        """Give it as one line that is not too long."""
        text = f"{self.name}({', '.join(''.join(arg) for arg in self.args)})"
        return text if len(text) <= 80 else f"{text[:77]}..."


def demands(piece: Piece, asserting: frozenset[str] = frozenset()) -> tuple[Demand, ...]:
    """Give the assertions in a body, in order.

    Args:
        piece: a function, or a call that makes tests.
        asserting: names of functions and macros that are known to assert.
    """
    return _demands(piece.body, piece.lines, asserting | _closures(piece.body))


@functools.lru_cache(maxsize=_KEPT)
def _demands(body: tuple[str, ...], lines: tuple[int, ...], asserting: frozenset[str]) -> tuple[Demand, ...]:
    ends, depths = closings(body), depths_of(body)
    found: list[Demand] = []
    at = 0
    while at < len(body):
        start = _arguments(body, at, asserting)
        end = ends.get(start) if start else None
        if end is None:
            at += 1
            continue
        args = tuple(_args(body, start + 1, end))
        is_macro = body[start - 1] == "!"
        args = _counted(body[at], args) if is_macro else args + _chain(body, end + 1, ends)
        found.append(Demand(body[at], args, lines[at], depths[at], at, is_macro))
        at = end + 1
    return tuple(found)


def asserting_names(pieces: Iterable[Piece]) -> frozenset[str]:
    """Give the names of functions and macros that assert, themselves or by others of them."""
    known = [piece for piece in pieces if piece.kind == "macro" or (piece.kind == "fn" and not _is_member(piece))]
    names: frozenset[str] = frozenset()
    while True:
        more = frozenset(piece.name for piece in known if _asserts(piece, names))
        if more == names:
            return names
        names = more


def depths_of(body: tuple[str, ...]) -> list[int]:
    """Give, for each token, how many bodies of `if`, `match` and `while` it stands in."""
    ends, asked, depth = closings(body), 0, 0
    depths: list[int] = []
    closing: list[int] = []
    """Where the bodies end that are open."""
    for at, word in enumerate(body):
        while closing and at > closing[-1]:
            closing.pop()
            depth -= 1
        depths.append(depth)
        if word in _ASKING:
            asked = _block(body, at + 1, ends)
        if word == "{" and at == asked and at in ends:
            closing.append(ends[at])
            depth += 1
    return depths


def split_args(words: tuple[str, ...], mark: str = ",") -> Iterator[tuple[str, ...]]:
    """Yield what stands between marks, those in brackets passed over."""
    return _args(words, 0, len(words), mark)


def _block(body: tuple[str, ...], at: int, ends: dict[int, int]) -> int:
    """Give where the body of an `if` starts whose condition starts here."""
    end = min(at + _FARTHEST, len(body))
    while at < end and body[at] not in {"{", ";"}:
        at = ends.get(at, at) + 1
    return at


def _arguments(body: tuple[str, ...], at: int, asserting: frozenset[str]) -> int:
    """Give where the arguments of the assertion start that begins here; 0 where none does."""
    name, follows = body[at], body[at + 1] if at + 1 < len(body) else ""
    if follows == "!" and at + 2 < len(body) and body[at + 2] in _OPENING:
        return at + 2 if _MACRO.fullmatch(name) or name in asserting else 0
    if follows == "::" and body[at + 2 : at + 3] == ("<",) and ">" in body[at : at + _NEAR]:
        start = body.index(">", at) + 1
        follows = body[start] if start < len(body) else ""
    else:
        start = at + 1
    if follows != "(" or (at and body[at - 1] == "fn"):
        return 0
    if at and body[at - 1] == ".":
        return start if _METHOD.fullmatch(name) else 0
    is_known = name in asserting and not (at and body[at - 1] == "::" and body[at - 2][:1].isupper())
    return start if _CALL.fullmatch(name) or is_known else 0


def _args(body: tuple[str, ...], start: int, end: int, mark: str = ",") -> Iterator[tuple[str, ...]]:
    level, first = 0, start
    for at in range(start, end):
        if body[at] in _OPENING:
            level += 1
        elif body[at] in {")", "]", "}"}:
            level -= 1
        elif body[at] == mark and not level:
            yield body[first:at]
            first = at + 1
    if first < end:
        yield body[first:end]


def _chain(body: tuple[str, ...], at: int, ends: dict[int, int]) -> tuple[tuple[str, ...], ...]:
    """Give what is called on an assertion: `assert_that(x).is_equal_to(4)`."""
    start, end = at, min(at + _FARTHEST, len(body))
    while at < end and body[at] not in {";", ")", "}", ",", "]"}:
        at = ends.get(at, at) + 1
    return (body[start:at],) if at > start else ()


def _counted(name: str, args: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Leave out the message."""
    if name in _ENDING:
        return ()
    if re.fullmatch(r"(?:debug_|prop_)?assert", name):
        return args[:1]
    return args[:2] if name.endswith(("assert_eq", "assert_ne", "assert_matches")) else args


def _is_member(piece: Piece) -> bool:
    return bool(piece.around) and piece.around[-1][:1].isupper()


def _asserts(piece: Piece, names: frozenset[str]) -> bool:
    """Say whether it compares anything; to stop on its own input (`panic!`) is not yet that."""
    return any("assert" in one.name or one.name in names for one in demands(piece, names))


@functools.lru_cache(maxsize=_KEPT)
def _closures(body: tuple[str, ...]) -> frozenset[str]:
    """Give the names of closures in a body that assert."""
    found, ends = set[str](), closings(body)
    for at in range(len(body) - 4):
        if body[at] == "let" and body[at + 2] == "=" and body[at + 3] in {"|", "||", "move"}:
            stop, last = at + 3, min(at + _FARTHEST, len(body))
            while stop < last and body[stop] != ";":
                stop = ends.get(stop, stop) + 1
            if any("assert" in word or word in _ENDING for word in body[at:stop]):
                found.add(body[at + 1])
    return frozenset(found)
