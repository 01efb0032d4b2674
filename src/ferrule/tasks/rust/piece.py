"""One item of a Rust file, as the rules of a task see it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """One item: a function, a type, a module, an impl, or a macro call that stands where items do."""

    kind: str
    """fn, struct, enum, union, type, const, static, trait, impl, mod, `mod;` (in another file), macro, or `call`."""
    name: str
    """Of an impl its type; of a call the name of the macro."""
    line: int
    around: tuple[str, ...] = ()
    """The names of the items around it in the file."""
    attributes: tuple[str, ...] = ()
    """Right before it, as tokens in a row without `#[` and `]`."""
    outer: tuple[str, ...] = ()
    """Those of all that is around it, the file's own among them."""
    head: tuple[str, ...] = ()
    """Tokens of a function between its name and its body."""
    body: tuple[str, ...] = ()
    """Tokens between its braces; empty where it has none."""
    lines: tuple[int, ...] = ()
    """Of each token of the body, from 1."""
    words: tuple[str, ...] = ()
    """`pub`, `async`, `unsafe` and the like before it."""
    span: tuple[int, int] = (0, 0)
    """Among the words of the file: its first one, be it of an attribute, and its keyword."""

    is_local: bool = False
    """It stands in the body of a function: no test harness finds it."""

    @property
    def is_public(self) -> bool:
        """Whether it says `pub` without a limit, or is a macro that the crate gives away."""
        if self.kind == "macro":
            return any(text.startswith("macro_export") for text in self.attributes)
        return self.words[:1] == ("pub",) and self.words[1:2] != ("(",)
