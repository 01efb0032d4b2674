"""A board with every kind of row on it, the same each time."""

from ferrule.cli.watch.board import Board
from ferrule.facts.finding import Finding, Level
from ferrule.facts.gate import CheckReport, GateResult, Verdict, skipped
from ferrule.facts.progress import Finished
from ferrule.facts.reading import Seen
from ferrule.facts.status import Reason, Status
from ferrule.facts.watch import Laddered, RoundBegan, RoundEnded, Rung, Saved

GATES = ("fmt", "check", "clippy", "test", "deny", "audit", "doc")
RENDERED = """error[E0308]: mismatched types
 --> src/harbour.rs:12:18
  |
12 |     let berths: u32 = "four";
  |                 ---   ^^^^^^ expected `u32`, found `&str`
"""
MISMATCH = Finding(
    "rustc", "E0308", Level.ERROR, "mismatched types", "src/harbour.rs", 12, 18, 12, 24, rendered=RENDERED
)
UNUSED = Finding("clippy", "clippy::needless_return", Level.WARNING, "unneeded `return` [bold]", "src/lib.rs", 3, 5)


def row(name: str, status: Status, *findings: Finding, detail: str = "", reason: Reason | None = None) -> GateResult:
    """Give a row of a gate that ran."""
    argv, seen = ("cargo", name), Seen("units", 9)
    return GateResult(name, name, status, reason, detail, "", argv, seen, 1.5, findings=findings)


ROWS = (
    row("fmt", Status.PASSED),
    row("check", Status.FAILED, MISMATCH, detail="1 finding in 1 file"),
    row("clippy", Status.FAILED, MISMATCH, UNUSED, detail="1 finding in 1 file"),
    skipped("deny", "deny", Reason.NOT_RELEVANT, "no deny.toml, so no policy to hold"),
    row("audit", Status.INCONCLUSIVE, detail="could not resolve host", reason=Reason.NO_NETWORK),
)


def report(*rows: GateResult, verdict: Verdict = Verdict.FAILED, code: int = 1) -> CheckReport:
    """Give a report with these rows."""
    return CheckReport("/nowhere", "rustc 1", "standard", verdict, code, 2, 4.5, rows)


def laddered(*names: str) -> Laddered:
    """Give the news of a ladder with these gates."""
    rungs = tuple(Rung(name, name) for name in names)
    return Laddered("/nowhere", "standard", ("quick", "standard"), rungs)


def board() -> Board:
    """Give a board after a round: `test` is stale, `doc` never ran."""
    made = Board()
    made.hear(laddered(*GATES))
    made.hear(RoundBegan(1))
    for one in (*ROWS, row("test", Status.PASSED)):
        made.hear(Finished(one))
    made.hear(RoundEnded(report(*ROWS), cut_short=False))
    made.hear(Saved(("src/harbour.rs",), 1, frozenset({"test"})))
    made.saved = None  # how long ago that was would be another picture each time
    return made
