"""What was found out about one command."""

from dataclasses import dataclass

from ferrule.facts.discovery import Difference, Equal, Kind


@dataclass(frozen=True, slots=True)
class Judged:
    """What a command is for."""

    kind: Kind
    why: str = ""
    equals: tuple[Equal, ...] = ()
    closes: str = ""
    """Why nothing that runs it can be a gate, such as `rewrites source files`; empty when something can."""


@dataclass(frozen=True, slots=True)
class Context:
    """What of the repository matters to all commands."""

    rust_version: str = ""
    """The oldest Rust that the root's manifest declares; empty when it declares none."""


def gate(*equals: Equal, why: str = "") -> Judged:
    """Give that a command judges the code."""
    return Judged(Kind.GATE, why, equals)


def unknown(why: str) -> Judged:
    """Give that nothing says what a command is for."""
    return Judged(Kind.UNKNOWN, why)


def closed(why: str) -> Judged:
    """Give that a command is no gate, and that nothing which runs it is one."""
    return Judged(Kind.UNKNOWN, why, closes=why)


def beyond(words: str) -> Difference:
    """Give something that the gate does not cover."""
    return Difference(words, is_beyond=True)


def covered(words: str) -> Difference:
    """Give something in which the gate does more."""
    return Difference(words, is_beyond=False)


def quoted(words: tuple[str, ...] | list[str]) -> str:
    """Give words as a report shows what one types."""
    return ", ".join(f"`{word}`" for word in words)
