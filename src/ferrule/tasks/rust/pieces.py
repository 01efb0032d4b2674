"""The items of a file, read from its tokens alone: what stands in a macro call (`proptest! { ... }`) is seen, too."""

import functools
from dataclasses import dataclass, field
from typing import Final

from ferrule.tasks.rust.piece import Piece
from ferrule.tasks.rust.words import brackets, read

_KEPT: Final = 512
_NAMED: Final = frozenset({"struct", "enum", "union", "type", "const", "static", "trait", "mod"})
_OPEN: Final = frozenset({"(", "[", "{"})
_FARTHEST: Final = 4000
"""Words of the head of an item: broken text shall not take for ever."""
_ROOMY: Final = frozenset({"file", "mod", "macro"})
"""Scopes in which a macro call stands as an item."""
_QUALIFIERS: Final = frozenset({
    "pub", "(", "crate", "super", ")", "async", "unsafe", "const", "extern", '"C"', "default", "self", "in",
})  # fmt: skip


@dataclass(slots=True)
class _Scope:
    kind: str
    name: str = ""
    attributes: list[str] = field(default_factory=list)


@functools.lru_cache(maxsize=_KEPT)
def pieces(source: bytes) -> tuple[Piece, ...]:
    """Give the items of a file in the order in which they start; never raises, whatever the text."""
    walk = _Walk(source)
    walk.run()
    return tuple(walk.found)


class _Walk:
    """One pass over the tokens of a file."""

    def __init__(self, source: bytes) -> None:
        told = read(source)
        self.words, self.lines = told.words, told.lines
        self.ends = brackets(source)
        self.scopes = [_Scope("file")]
        self.opening: dict[int, _Scope] = {}
        """What the brace at a place opens."""
        self.pending: list[str] = []
        self.first = 0
        """Where the first of the pending attributes stands."""
        self.found: list[Piece] = []

    def run(self) -> None:
        at = 0
        while at < len(self.words):
            at = self._step(at)

    def _step(self, at: int) -> int:
        """Read what stands at a place; give the next one."""
        word = self.words[at]
        if word == "#":
            return self._attribute(at)
        if word == "{":
            self.scopes.append(self.opening.get(at, _Scope("block")))
            self.pending = []
        elif word == "}":
            if len(self.scopes) > 1:
                self.scopes.pop()
            self.pending = []
        elif word in {";", ","}:
            self.pending = []
        elif word == "fn":
            return self._function(at)
        elif word == "impl" and self.scopes[-1].kind in _ROOMY | {"fn", "block"}:
            return self._impl(at)
        elif word in _NAMED and self._is_name(at + 1):
            return self._named(at)
        elif self._at(at + 1) == "!" and self._is_name(at):
            return self._macro(at)
        return at + 1

    def _at(self, at: int) -> str:
        return self.words[at] if 0 <= at < len(self.words) else ""

    def _is_name(self, at: int) -> bool:
        return self._at(at).removeprefix("r#").isidentifier()

    def _attribute(self, at: int) -> int:
        is_inner = self._at(at + 1) == "!"
        start = at + 1 + is_inner
        end = self.ends.get(start)
        if self._at(start) != "[" or end is None:
            return at + 1
        text = "".join(self.words[start + 1 : end])
        if not is_inner and not self.pending:
            self.first = at
        (self.scopes[-1].attributes if is_inner else self.pending).append(text)
        return end + 1

    def _find(self, at: int, *wanted: str) -> int:
        """Give where one of some tokens stands next, brackets passed over; some place behind when nowhere near."""
        end = min(at + _FARTHEST, len(self.words))
        while at < end:
            word = self.words[at]
            if word in wanted and not (word == "{" and self.words[at - 1] in {"<", "="}):
                return at
            at = self.ends.get(at, at) + 1
        return at

    def _function(self, at: int) -> int:
        if not self._is_name(at + 1):
            return at + 1  # the type of a function pointer
        start = self._find(at + 2, "{", ";")
        self._note("fn", self._at(at + 1), at, (at + 2, start))
        return start

    def _named(self, at: int) -> int:
        kind, name = self.words[at], self._at(at + 1)
        if self._at(at - 1) == "*" or name in {"fn", "unsafe", "extern", "async"}:
            return at + 1  # a raw pointer, the qualifier of a function
        if name == "mut":
            at, name = at + 1, self._at(at + 2)
        if kind in {"const", "static"}:
            stop = self._find(at + 1, "=", ";", ")", ",", "}")
        else:
            stop = self._find(at + 2, "{", ";", ")", ",", "}")
        if self._at(stop) in {")", ",", "}"}:  # a generic parameter, or a raw pointer
            return at + 1
        is_elsewhere = kind == "mod" and self._at(stop) == ";"
        self._note("mod;" if is_elsewhere else kind, name, at, (at + 2, stop))
        return stop if self._at(stop) == "{" else at + 2

    def _impl(self, at: int) -> int:
        stop = self._find(at + 1, "{", ";", ")", ",", "=")
        if self._at(stop) != "{":
            return at + 1
        self._note("impl", self._type(at + 1, stop), at, (at + 1, stop))
        return stop

    def _type(self, start: int, stop: int) -> str:
        """Give the name of the type that an `impl` is for, without its path and generics."""
        name, level = "", 0
        for word in self.words[start:stop]:
            level += (word == "<") - (word == ">")
            if word in {"for", "where"} and not level:
                if word == "where":
                    break
                name = ""
            elif not level and word.isidentifier() and word not in {"dyn", "mut", "const", "unsafe"}:
                name = word
        return name

    def _macro(self, at: int) -> int:
        name = self.words[at]
        is_made = name == "macro_rules"
        start = at + (3 if is_made else 2)
        end = self.ends.get(start)
        if end is None:
            return at + 2
        if is_made:
            self._note("macro", self._at(at + 2), at, (start, start))
            self.pending = []
            return end + 1  # what a macro makes is nowhere yet
        if self.scopes[-1].kind not in _ROOMY:
            return at + 2
        self._note("call", name, at, (start, start))
        if self._at(start) == "{":
            self.opening[start] = _Scope("macro", f"{name}!")
        return start

    def _note(self, kind: str, name: str, at: int, head: tuple[int, int]) -> None:
        start = head[1]
        end = self.ends.get(start, start) if self._at(start) in _OPEN else start
        outer = tuple(text for scope in self.scopes for text in scope.attributes)
        around = tuple(scope.name for scope in self.scopes if scope.name)
        body, before = slice(start + 1, end), self._before(at)
        first = self.first if self.pending else at - len(before)
        self.found.append(
            Piece(
                kind,
                name,
                self.lines[at],
                around,
                tuple(self.pending),
                outer,
                self.words[slice(*head)],
                self.words[body],
                self.lines[body],
                before,
                (first, at),
                any(scope.kind == "fn" for scope in self.scopes),
            )
        )
        if self._at(start) == "{":
            self.opening[start] = _Scope(kind, name, self.pending)
        self.pending = []

    def _before(self, at: int) -> tuple[str, ...]:
        """Give the qualifiers that lead to a place."""
        found: list[str] = []
        while at and len(found) < 12 and self.words[at - 1] in _QUALIFIERS:
            at -= 1
            found.append(self.words[at])
        return tuple(reversed(found))
