"""Flags for rustc and rustdoc, as variables hold them: what they deny, allow, and change besides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

_LEVELS: Final = {
    "-D": "deny", "--deny": "deny", "-F": "deny", "--forbid": "deny",
    "-W": "warn", "--warn": "warn", "-A": "allow", "--allow": "allow",
}  # fmt: skip


WARNED_ANYWAY: Final = frozenset({
    "unused", "unused_imports", "unused_variables", "unused_mut", "unused_must_use", "unused_assignments",
    "unused_macros", "unused_parens", "unused_unsafe", "dead_code", "deprecated", "unreachable_code",
    "nonstandard_style", "clippy::all", "clippy::correctness", "clippy::style", "clippy::complexity", "clippy::perf",
    "clippy::suspicious",
})  # fmt: skip
"""Lints that warn unless somebody turns them off: whoever denies warnings denies them."""


@dataclass(frozen=True, slots=True)
class Flags:
    """What a list of flags says."""

    denies_warnings: bool
    denied: tuple[str, ...]
    """Single lints."""
    warned: tuple[str, ...]
    allowed: tuple[str, ...]
    others: tuple[str, ...]
    """All that is no lint level."""

    @property
    def asked(self) -> tuple[str, ...]:
        """The levels of lints that nobody has who only denies warnings, as one writes them."""
        given = (("-D", self.denied), ("-W", self.warned))
        return tuple(f"{sign} {lint}" for sign, lints in given for lint in lints if lint not in WARNED_ANYWAY)


def flags_of(words: Iterable[str]) -> Flags:
    """Give what flags say, whichever way they are written: `-D warnings`, `-Dwarnings`, `--deny=warnings`."""
    levels: dict[str, list[str]] = {"deny": [], "warn": [], "allow": []}
    others: list[str] = []
    waiting = list(words)
    while waiting:
        word = waiting.pop(0)
        name, equals, value = word.partition("=")
        if word in _LEVELS:
            levels[_LEVELS[word]] += waiting.pop(0).split(",") if waiting else []
        elif equals and name in _LEVELS:
            levels[_LEVELS[name]].append(value)
        elif word[:2] in _LEVELS and len(word) > 2 and not word.startswith("--"):
            levels[_LEVELS[word[:2]]].append(word[2:])
        else:
            others.append(word)
    denied = tuple(lint for lint in levels["deny"] if lint != "warnings")
    return Flags(
        len(denied) < len(levels["deny"]), denied, tuple(levels["warn"]), tuple(levels["allow"]), tuple(others)
    )


def flags_in(variables: Mapping[str, str], name: str) -> Flags:
    """Give what `RUSTFLAGS` or `RUSTDOCFLAGS` say among these variables; Cargo's own variables for them count too."""
    encoded = variables.get(f"CARGO_ENCODED_{name}", "").split("\x1f") if f"CARGO_ENCODED_{name}" in variables else []
    plain = variables.get(name, variables.get(f"CARGO_BUILD_{name}", "")).split()
    return flags_of(word for word in (*encoded, *plain) if word)
