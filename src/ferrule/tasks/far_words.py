"""Words and crates that speak of other processes: a network, copies of state, state that several of them share."""

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class FarWords:
    """What tells that a task crosses the border of its process."""

    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    """What a task may be about, and the words that say so."""
    left_out: re.Pattern[str]
    """Words by which the ones above do not mean it."""
    crates: Mapping[str, str]
    """Crates that are for nothing else, with dashes, and what they are for."""
    families: tuple[tuple[str, str], ...]
    """What the names of more such crates begin with."""

    def of_crate(self, name: str) -> str:
        """Give what a crate is for; empty for one that says nothing."""
        plain = name.replace("_", "-")
        return self.crates.get(plain) or next((says for lead, says in self.families if plain.startswith(lead)), "")


@functools.cache
def far_words() -> FarWords:
    """Give the words of the data file."""
    told = tomllib.loads(_FILE.read_text("utf-8"))
    names = {"men": told["men"], "many": told["many"], "few": told["few"]}
    kinds = told["kinds"].values()
    return FarWords(
        tuple((kind["says"], _any(kind["words"], names)) for kind in kinds),
        _any(told["left_out"]["words"], names),
        {name: kind["says"] for kind in kinds for name in kind["crates"].split()},
        tuple((lead, kind["says"]) for kind in kinds for lead in kind.get("families", ())),
    )


def _any(patterns: Iterable[str], names: Mapping[str, str]) -> re.Pattern[str]:
    joined = "|".join(patterns)
    for name, words in names.items():
        joined = joined.replace(f"{{{name}}}", words)
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])".replace(" ", r"\s+"), re.IGNORECASE)
