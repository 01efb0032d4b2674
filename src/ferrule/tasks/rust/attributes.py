"""All attributes of a file, wherever they stand, each as its tokens in a row."""

from collections.abc import Iterator
from dataclasses import dataclass

from ferrule.tasks.rust.words import brackets, read


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute."""

    text: str
    """Without `#[` and `]`: `allow(dead_code)`."""
    line: int
    is_inner: bool
    """`#![...]`: it holds for all that is around it."""

    @property
    def name(self) -> str:
        """What stands before its brackets."""
        return self.text.partition("(")[0].partition("=")[0]


def attributes(source: bytes) -> Iterator[Attribute]:
    """Yield the attributes of a file in order, those in macro calls, too."""
    told = read(source)
    words, ends = told.words, brackets(source)
    for at in (at for at, word in enumerate(words) if word == "#"):
        is_inner = words[at + 1 : at + 3] == ("!", "[")
        start = at + 1 + is_inner
        if words[start : start + 1] == ("[",) and start in ends:
            yield Attribute("".join(words[start + 1 : ends[start]]), told.lines[at], is_inner)
