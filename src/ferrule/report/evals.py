"""How the trigger cases of skills went, for people and for machines: `ferrule.evals/1`."""

from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ferrule.facts.evaluation import OTHER, Evaluation
from ferrule.report.escape import as_name, for_terminal, on_one_line

SCHEMA: Final = "ferrule.evals/1"
_LONGEST: Final = 160


def evals_object(found: Evaluation) -> dict[str, object]:
    """Give the tallies, the confusion table and the failures."""
    return {
        "schema": SCHEMA,
        "cases": found.total,
        "skills": [
            {
                "skill": one.skill,
                "wanted": one.wanted,
                "wanted_right": one.wanted_right,
                "unwanted": one.unwanted,
                "unwanted_right": one.unwanted_right,
            }
            for one in found.tallies
        ],
        "confusion": [{"expected": one.expected, "routed": one.routed, "count": one.count} for one in found.confusion],
        "failures": [
            {
                "skill": one.case.skill,
                "query": one.case.query,
                "should_trigger": one.case.should_trigger,
                "reason": one.case.reason,
                "routed": one.routed,
            }
            for one in found.failures
        ],
        "remarks": [{"path": one.path, "message": one.message} for one in found.remarks],
    }


def print_evals(found: Evaluation, console: Console) -> None:
    """Print what was expected against where it was routed, then each case that went wrong."""
    counts = {(one.expected, one.routed): one.count for one in found.confusion}
    names = [*sorted({name for pair in counts for name in pair} - {OTHER}), OTHER]
    table = Table(box=None, pad_edge=False)
    table.add_column("expected", no_wrap=True)
    for name in names:
        table.add_column(as_name(name), justify="right")
    for expected in names:
        row = [_cell(expected, name, counts.get((expected, name), 0)) for name in names]
        table.add_row(as_name(expected), *row)
    console.print(table, highlight=False)
    for one in found.failures:
        wanted = "is for" if one.case.should_trigger else "is not for"
        text = Text("wrong  ", "bold red").append(on_one_line(one.case.query, _LONGEST))
        text.append(f"\n       {wanted} {as_name(one.case.skill)}, and went to {as_name(one.routed)}: ", "dim")
        console.print(text.append(on_one_line(one.case.reason, _LONGEST), "dim"), highlight=False, soft_wrap=True)
    for remark in found.remarks:
        console.print(Text(f"{as_name(remark.path)}: {for_terminal(remark.message)}", "yellow"), soft_wrap=True)
    right = found.total - len(found.failures)
    console.print(f"\n{right} of {found.total} cases right · {len(found.tallies)} skills", highlight=False)


def _cell(expected: str, routed: str, count: int) -> Text:
    """Give a number; one off the diagonal is an error only in the row of a skill."""
    if not count:
        return Text("·", "dim")
    return Text(str(count), "red" if expected not in (routed, OTHER) else "green" if expected == routed else "")
