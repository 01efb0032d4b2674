"""How often each move was the answer, for people and for machines."""

from collections import defaultdict

from rich.console import Console
from rich.table import Table

from ferrule.facts.ranking import Learned

SCHEMA = "ferrule.stats/1"
_Counts = dict[tuple[str, str, int], list[int]]


def moves_object(found: Learned) -> dict[str, object]:
    """Give the counts as the object of the contract."""
    return {
        "schema": SCHEMA,
        "shipped": {"made": found.shipped.made, "programs": found.shipped.programs},
        "moves": [
            {
                "code": code,
                "move": move,
                "rank": rank,
                "shipped": {"tried": counts[0], "right": counts[1]},
                "here": {"tried": counts[2], "right": counts[3]},
                "shift": found.shifts.get((code, move, rank), 0),
            }
            for (code, move, rank), counts in sorted(_added(found).items())
        ],
    }


def print_moves(found: Learned, console: Console) -> None:
    """Print a table of the moves, those that are tried most often first."""
    table = Table(box=None, pad_edge=False)
    for heading in ("error", "move"):
        table.add_column(heading, no_wrap=True)
    for heading in ("here", "before", "rank"):
        table.add_column(heading, justify="right", no_wrap=True)
    rows = sorted(_added(found).items(), key=lambda row: (-row[1][2], -row[1][0], row[0]))
    for (code, move, rank), (tried, right, own_tried, own_right) in rows:
        shift = found.shifts.get((code, move, rank), 0)
        table.add_row(code, move, f"{own_right} of {own_tried}", f"{right} of {tried}", f"{rank}{shift:+d}")
    console.print(table)
    made = f"{found.shipped.programs} programs, {found.shipped.made}" if found.shipped.made else "none"
    console.print("here, before: how often it was right of how often it was tried, in this workspace and as shipped")
    console.print(f"before: {made}. rank: as the move sees itself, and what was learned; lower ones are tried first.")


def _added(found: Learned) -> _Counts:
    """Give tried and right as ferrule came with them, then tried and right here."""
    counts: _Counts = defaultdict(lambda: [0, 0, 0, 0])
    for at, trials in ((0, found.shipped.counts), (2, found.own)):
        for one in trials:
            counts[one.code, one.move, one.rank][at] += one.tried
            counts[one.code, one.move, one.rank][at + 1] += one.right
    return dict(counts)
