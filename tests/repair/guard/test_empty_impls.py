"""Impls that an error asks to take away go only when nothing is in them."""

from pathlib import Path

import pytest

from ferrule.facts.finding import Finding, Level
from ferrule.facts.repair import Refusal
from ferrule.repair.guard.judge import judge

LIB = Path("/w/src/lib.rs")
REST = b"fn kept() -> u8 {\n    1\n}\n"


def judged(impl: bytes, code: str) -> object:
    """Judge the removal of an impl at the top of a file."""
    cause = Finding("rustc", code, Level.ERROR, "", "src/lib.rs", 1, 1, 1, 5)
    return judge(impl + REST, REST, LIB, (cause,))


@pytest.mark.parametrize("code", ["E0116", "E0118", "E0390"])
def test_empty_ones_go(code: str) -> None:
    """An inherent impl for a foreign type without content loses nothing."""
    assert judged(b"impl Vec<u8> {}\n", code) == ()


def test_full_ones_stay() -> None:
    """One with a function in it is not taken away with it."""
    assert isinstance(
        judged(b"impl Vec<u8> {\n    fn two(&self) -> u8 {\n        self[1]\n    }\n}\n", "E0116"), Refusal
    )
