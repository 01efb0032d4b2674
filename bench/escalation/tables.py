"""The tables of the funnel: what each level was asked, and what it answered."""

from collections.abc import Mapping, Sequence

from bench.escalation.run import Asked
from bench.escalation.streams import middle
from bench.results import table
from ferrule.escalation.wilson import wilson
from ferrule.facts.funnel import Funnel, Share

_HEAD = ("level", "entered", "resolved", "share", "95 % interval", "target", "median at the level")
_FEWEST = 2
"""A question with fewer ways out leaves the user no choice."""


def levels_table(found: Funnel, had: Mapping[int, Sequence[float]]) -> str:
    """Give a row a level; level 4 is the user, who resolved nothing here."""
    return table(_HEAD, [_row(share, had.get(share.level, ())) for share in found.levels])


def share_of(right: int, tried: int) -> str:
    """Give a share with its interval, such as `50.0 % (of 4; 15.0 to 85.0 %)`."""
    interval = wilson(right, tried)
    if interval is None:
        return "none"
    return f"{right / tried:.1%} ({right} of {tried}; {interval[0]:.1%} to {interval[1]:.1%})"


def options_said(questions: Sequence[Asked]) -> str:
    """Give in words how much choice the questions leave."""
    if not questions:
        return "No question was put."
    two = sum(one.options >= _FEWEST for one in questions)
    real = sum(one.resolving > 0 for one in questions)
    return (
        f"Questions: {len(questions)}. With at least two compiled options: {share_of(two, len(questions))}; with at "
        f"least one that resolves the error and does not only put it off: {share_of(real, len(questions))}."
    )


def _row(share: Share, had: Sequence[float]) -> tuple[object, ...]:
    shown = "" if share.share is None else f"{share.share:.1%}"
    interval = "" if share.interval is None else f"{share.interval[0]:.1%} to {share.interval[1]:.1%}"
    target = "" if share.target is None else f"{share.target:.0%}"
    name = f"{share.level} (user)" if share.level > max((1, 2, 3)) else share.level
    return name, share.entered, share.resolved, shown, interval, target, middle(had)
