"""The tests of a set of files, and which of them live on in another set: by place, by name, by what they do."""

import functools
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from ferrule.tasks.rust.gates import is_for_tests
from ferrule.tasks.rust.piece import Piece
from ferrule.tasks.rust.pieces import pieces

_TEST: Final = re.compile(
    r"(?:\w+::)*(?:test|rstest|test_case|case|quickcheck|proptest|wasm_bindgen_test|gtest|googletest)\b"
)
_BY_CONDITION: Final = re.compile(r"cfg_attr\(.*\b(?:test|rstest|wasm_bindgen_test)\)")
_MADE: Final = re.compile(r"(?:test|check|case|assert|prop|expect|verify)(?!\w*configure)")
"""Names of macros from elsewhere that make tests."""
_COMMON: Final = frozenset(
    {"let", "mut", "assert", "assert_eq", "Some", "Ok", "unwrap", "self", "use", "super", "for", "in"}
)
"""Words that stand in any test."""
_ALIKE: Final = 0.6
"""Share of their tokens that two bodies have in common when one was made from the other."""
_MOST: Final = 250_000
"""Pairs of bodies above which only those of one file are compared."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An item and the file in which it stands."""

    path: str
    piece: Piece
    is_for_tests: bool
    """It is only built for tests."""
    is_test: bool
    """It is run as a test, or is a macro call that makes tests."""

    @property
    def name(self) -> str:
        """How to name it to people."""
        return f"{self.piece.name}!" if self.piece.kind == "call" else self.piece.name


Pair = tuple[Placed, Placed]
"""A test as it was and as it is."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """What became of tests."""

    kept: tuple[Pair, ...]
    """As they were and as they are: in place, moved or renamed."""
    gone: tuple[Placed, ...]
    new: tuple[Placed, ...]


def is_test(piece: Piece) -> bool:
    """Say whether a function has an attribute that makes it a test."""
    is_property = piece.around[-1:] == ("quickcheck!",)
    return piece.kind == "fn" and (
        is_property or any(_TEST.match(text) or _BY_CONDITION.match(text) for text in piece.attributes)
    )


def is_test_file(path: str) -> bool:
    """Say whether a file is, by its name, only built for tests."""
    parts = PurePosixPath(path).parts
    stem = PurePosixPath(path).stem
    return "tests" in parts[:-1] or stem in {"tests", "test"} or stem.endswith(("_test", "_tests"))


def is_benchmark(one: Placed) -> bool:
    """Say whether an item is a benchmark, by its attribute or by its folder."""
    is_in_folder = "benches/" in f"/{one.path}" and one.piece.kind == "fn" and "iter" in one.piece.body
    return is_in_folder or (one.piece.kind == "fn" and "bench" in one.piece.attributes)


def placed(texts: Mapping[str, bytes]) -> tuple[Placed, ...]:
    """Give the items of all Rust files."""
    return tuple(_placed(texts))


def pair(before: Iterable[Placed], after: Iterable[Placed]) -> Pairs:
    """Find each test again."""
    old, new = ([one for one in row if one.is_test] for row in (before, after))
    kept: list[Pair] = []
    for key in _KEYS:
        kept += _matched(old, new, key)
    kept += _alike(old, new)
    return Pairs(tuple(kept), tuple(old), tuple(new))


def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Give which share of their names and values two texts have in common, from 0 to 1; marks do not count."""
    left, right = _telling(one), _telling(other)
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else float(one == other)


@functools.lru_cache(maxsize=4096)
def _telling(words: tuple[str, ...]) -> Counter[str]:
    return Counter(word for word in words if (word[0].isalnum() or word[0] in "_\"'") and word not in _COMMON)


def _placed(texts: Mapping[str, bytes]) -> Iterator[Placed]:
    files = {path: pieces(text) for path, text in texts.items() if path.endswith(".rs")}
    made = {one.name: _makes_tests(one) for found in files.values() for one in found if one.kind == "macro"}
    for path, found in files.items():
        only = is_test_file(path)
        for piece in found:
            inside = only or any(is_for_tests(one) or _TEST.match(one) for one in (*piece.attributes, *piece.outer))
            is_call = inside and piece.kind == "call" and bool(piece.body) and "fn" not in piece.body
            calls_test = is_call and made.get(piece.name, _MADE.search(piece.name) is not None)
            yield Placed(path, piece, inside, is_test(piece) or calls_test)


def _makes_tests(macro: Piece) -> bool:
    """Say whether a macro writes tests, or asserts."""
    return any("assert" in word for word in macro.body) or any(
        macro.body[at : at + 2] == ("[", "test") for at in range(len(macro.body))
    )


_KEYS: Final[tuple[Callable[[Placed], Hashable], ...]] = (
    lambda one: (one.path, one.piece.kind, one.piece.around, one.piece.name, one.piece.body),
    lambda one: (one.path, one.piece.around, one.piece.name) if one.piece.kind == "fn" else None,
    lambda one: (one.piece.kind, one.piece.name, one.piece.body),
    lambda one: (one.piece.kind, one.piece.body) if one.piece.body else None,
    lambda one: (one.path, one.piece.name) if one.piece.kind == "fn" else None,
)
"""What makes two tests one, the surest first; None: nothing does."""


def _matched(old: list[Placed], new: list[Placed], key: Callable[[Placed], Hashable]) -> list[Pair]:
    """Take out of both lists what belongs together."""
    waiting: dict[Hashable, list[Placed]] = {}
    for one in new:
        waiting.setdefault(key(one), []).append(one)
    waiting.pop(None, None)
    found: list[Pair] = []
    left = []
    for one in old:
        others = waiting.get(key(one))
        if others:
            found.append((one, others.pop(0)))
        else:
            left.append(one)
    taken = {id(other) for _, other in found}
    old[:], new[:] = left, [one for one in new if id(one) not in taken]
    return found


def _alike(old: list[Placed], new: list[Placed]) -> list[Pair]:
    """Take out of both lists what has most in common, the likest pair first."""
    is_much = len(old) * len(new) > _MOST
    scores = [
        (likeness(one.piece.body, other.piece.body) + 0.1 * (one.piece.name == other.piece.name), i, j)
        for i, one in enumerate(old)
        for j, other in enumerate(new)
        if one.piece.kind == other.piece.kind and (one.path == other.path or not is_much)
    ]
    found: list[tuple[int, int]] = []
    for score, i, j in sorted(scores, key=lambda row: (-row[0], row[1:])):
        if score < _ALIKE:
            break
        if not any(i == a or j == b for a, b in found):
            found.append((i, j))
    pairs = [(old[i], new[j]) for i, j in found]
    old[:] = [one for at, one in enumerate(old) if at not in {i for i, _ in found}]
    new[:] = [one for at, one in enumerate(new) if at not in {j for _, j in found}]
    return pairs
