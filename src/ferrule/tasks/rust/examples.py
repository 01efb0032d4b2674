"""Examples in documentation, which rustdoc runs as tests: those of a Rust file, or of a Markdown file."""

import functools
import re
from dataclasses import dataclass
from typing import Final

from ferrule.tasks.rust.words import read

_FENCE: Final = re.compile(r"^\s{0,3}(?P<mark>`{3,}|~{3,})\s*(?P<info>[^`]*?)\s*$")
_LEAD: Final = re.compile(r"^\s*(?:///|//!|/\*\*|/\*!|\*(?!/))?")
_INFO: Final = re.compile(r"[,\s]+")
_RUST: Final = frozenset({
    "rust", "should_panic", "no_run", "ignore", "compile_fail", "edition2015", "edition2018", "edition2021",
    "edition2024", "standalone_crate", "standalone", "test_harness",
})  # fmt: skip
_KEPT: Final = 256


@dataclass(frozen=True, slots=True)
class ExampleText:
    """One block of code in documentation."""

    text: str
    """Its lines without what leads them, and without blanks around."""
    words: tuple[str, ...]
    """What stands behind the fence."""
    line: int

    @property
    def strength(self) -> int:
        """How much it is checked: 0 not at all, 1 it has to be built, 2 it is run, 3 it must fail as it says."""
        if "ignore" in self.words or not self.is_rust:
            return 0
        if "no_run" in self.words:
            return 1
        return 2

    @property
    def is_rust(self) -> bool:
        """Whether rustdoc takes it for Rust: nothing but words that it knows."""
        known = (word in _RUST or word.startswith(("ignore-", "{", "E0")) for word in self.words)
        return all(known)

    @property
    def expects(self) -> frozenset[str]:
        """What has to come of it: that it panics, or does not compile."""
        return frozenset(self.words) & {"should_panic", "compile_fail"}


@functools.lru_cache(maxsize=_KEPT)
def examples(source: bytes, *, is_markdown: bool = False) -> tuple[ExampleText, ...]:
    """Give the blocks of code in the documentation of a Rust file, or in a Markdown file."""
    rows = [(number, row) for number, row in enumerate(source.decode("utf-8", "replace").split("\n"), 1)]
    if not is_markdown:
        rows = [
            (comment.line + at, _LEAD.sub("", row, count=1).removeprefix(" "))
            for comment in read(source).comments
            if comment.is_doc
            for at, row in enumerate(comment.text.split("\n"))
        ]
    return tuple(_blocks(rows))


def _blocks(rows: list[tuple[int, str]]) -> list[ExampleText]:
    found: list[ExampleText] = []
    begun: tuple[int, str, str] | None = None
    held: list[str] = []
    for number, row in rows:
        fence = _FENCE.match(row)
        if begun is None:
            if fence:
                begun, held = (number, fence["mark"], fence["info"]), []
        elif fence and fence["mark"].startswith(begun[1]) and not fence["info"]:
            words = tuple(word for word in _INFO.split(begun[2].strip()) if word)
            found.append(ExampleText("\n".join(line.strip() for line in held).strip(), words, begun[0]))
            begun = None
        else:
            held.append(row)
    return found
