"""Brings what belongs to the toolchain: rustup adds it, and holds it against its own signed manifest."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from ferrule.process.command import Command
from ferrule.process.door import run
from ferrule.process.programs import find_program
from ferrule.tools.pins import Pin
from ferrule.tools.refusal import Refusal, refusal

_LIMIT_S: Final = 1800.0


def bring_component(pin: Pin, at: Path, hear: Callable[[str], None], *, network: bool) -> Refusal | None:
    """Add the component to the toolchain that counts in the folder `at`; None when it is there."""
    if not network:
        return Refusal("rustup needs the network, which was not to be used")
    outcome = run(Command(("rustup", "component", "add", pin.component), at, _LIMIT_S), hear)
    return None if outcome.ok else refusal(outcome, pin.component)


def has_rustup() -> bool:
    """Give whether rustup is here."""
    return find_program("rustup") is not None
