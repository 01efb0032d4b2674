"""A tiny language with a compiler whose answers are written down, to watch a search by."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ferrule.facts.finding import Edit, Finding, Level, Phase, Suggestion
from ferrule.facts.repair import Changes
from ferrule.repair.search.state import Doors


@dataclass(frozen=True)
class Said:
    """An answer of the compiler."""

    findings: tuple[Finding, ...]
    crashed: bool = False


@dataclass
class Words:
    """A language in which each line is a word, and `bad` words are errors with suggestions."""

    root: Path
    source: bytes
    meanings: dict[str, list[str]]
    """What the compiler suggests for a bad word; a word that is no key is fine."""
    states: int = 0
    calls: list[int] = field(default_factory=list)

    def compile(self, states: Sequence[Changes]) -> list[Said]:
        """Give an error for each bad word of each state."""
        self.states += len(states)
        self.calls.append(len(states))
        return [Said(tuple(self._errors(state.get(self.root / "a.rs", self.source)))) for state in states]

    def _errors(self, text: bytes) -> list[Finding]:
        found, start = [], 0
        for number, word in enumerate(text.decode().split("\n")):
            if word in self.meanings:
                offered = tuple(
                    Suggestion("try", "MaybeIncorrect", (Edit("a.rs", start, start + len(word), 1, 1, 1, 1, new),))
                    for new in self.meanings[word]
                )
                phase = Phase.BORROW if word.startswith("late") else Phase.TYPE
                found.append(
                    Finding("rustc", "E1", Level.ERROR, word, "a.rs", number + 1, suggestions=offered, phase=phase)
                )
            start += len(word) + 1
        return found


def doors_to(words: Words) -> Doors:
    """Give what a search needs, with a guard that admits everything."""
    return Doors(words.root, words.compile, lambda *_: (), lambda error: error.message, lambda: words.states > 200)
