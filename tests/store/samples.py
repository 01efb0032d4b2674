"""Made-up facts: plain ones by hand, wild ones by chance."""

from dataclasses import is_dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from pathlib import Path
from random import Random
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from ferrule.facts.gate import CheckReport, GateResult, Verdict
from ferrule.facts.run import Run, StoredRun
from ferrule.facts.status import Status

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)

TEXTS = (
    "",
    "plain",
    "\0",
    "before\0after",
    "src/\udcff.rs",
    "\ud83d\ude00",  # Two lone surrogates, which are not the one character that they would be in UTF-16.
    "\U0001f600 \U0001d518",
    "\ufdd0",
    "\ufdd00041 \ufdd0zzzz",
    "\ufffd\ufffe\uffff",
    "two\r\nlines\u2028and\x1b[31m red",
    "'; DROP TABLE runs; --",
    '\\u0000 100% %s :name {} "quoted"',
    "null",
    "\xe9" * 70_000,
)
WHOLE = (0, 1, -1, 2**31, 2**63 - 1, -(2**63))
BROKEN = (0.0, 1.5, 1 / 3, 1e-300, float("inf"))


def run_of(run_id: str = "run", started: datetime = NOON, *gates: GateResult) -> StoredRun:
    """Give a run with these rows."""
    run = Run(run_id, "check", started, 2.5, "quick", Verdict.PASSED, 0, "0.1.0")
    return StoredRun(run, CheckReport("/home/me/crate", None, "quick", Verdict.PASSED, 0, 2, 2.4, gates))


def gate_with_log(log: str) -> GateResult:
    """Give a row that names a log."""
    return GateResult("check", "Check", Status.PASSED, log=log)


def wild(kind: Any, chance: Random) -> Any:
    """Give any value of a type that facts are made of."""
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{name: wild(hints[name], chance) for name in hints})
    if get_origin(kind) is UnionType:
        return wild(chance.choice(get_args(kind)), chance)
    if get_origin(kind) is tuple:
        return tuple(wild(get_args(kind)[0], chance) for _ in range(chance.choice((0, 1, 3))))
    return _leaf(kind, chance)


def wild_fields(kind: type, chance: Random, *names: str) -> dict[str, Any]:
    """Give any values for some of the fields of a fact."""
    hints = get_type_hints(kind)
    return {name: wild(hints[name], chance) for name in names}


def _leaf(kind: Any, chance: Random) -> Any:
    if issubclass(kind, Enum):
        return chance.choice(list(kind))
    leaves: dict[type, Any] = {
        str: lambda: chance.choice(TEXTS),
        bool: lambda: chance.random() < 0.5,
        int: lambda: chance.choice(WHOLE),
        float: lambda: chance.choice(BROKEN),
        datetime: lambda: NOON + timedelta(microseconds=chance.randrange(-(10**16), 10**16)),
        Path: lambda: Path(chance.choice(TEXTS[3:])),
        type(None): lambda: None,
    }
    return leaves[kind]()
