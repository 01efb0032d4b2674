"""A verdict that is remembered, and by what it is known."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ferrule.facts.gate import GateResult


@dataclass(frozen=True, slots=True)
class CacheKey:
    """Everything that a verdict hangs on, by name: `file src/lib.rs`, `toolchain`, `env RUSTFLAGS` ..."""

    gate: str
    inputs: Mapping[str, str]

    @property
    def digest(self) -> str:
        """What two keys with the same inputs share, and no others."""
        inner = hashlib.sha256(self.gate.encode())
        for name in sorted(self.inputs):
            for word in (name, self.inputs[name]):
                inner.update(b"%d:" % len(word) + word.encode("utf-8", "surrogatepass"))
        return inner.hexdigest()


@dataclass(frozen=True, slots=True)
class Remembered:
    """A verdict of an earlier run."""

    key: CacheKey
    row: GateResult
    made: datetime
    run_id: str


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a gate would run again."""

    gate: str
    last: Remembered | None
    """Its newest verdict; None when none is remembered."""
    changes: tuple[str, ...]
    """What it hangs on that has changed since, a line each; empty: the verdict still holds."""
