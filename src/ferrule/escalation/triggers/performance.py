"""A figure that was asked for and is not reached (P37)."""

from typing import Final

from ferrule.escalation.triggers.scene import Scene
from ferrule.facts.escalation import MissedTarget

NAME: Final = "performance"
ROW: Final = "P37"


def evidence(scene: Scene) -> str:
    """Give the target and what was measured; empty where it is met, or where nothing was tried for it yet."""
    missed = scene.missed
    if missed is None or not missed.after or not _is_missed(missed):
        return ""
    bound = "at least" if missed.more_is_better else "at most"
    share = abs(missed.measured / missed.wanted - 1) if missed.wanted else 0.0
    return (
        f"`{missed.name}` is to take {bound} {missed.wanted:.12g} {missed.unit}, and took {missed.measured:.4g} "
        f"{missed.unit} after {missed.after}: {share:.0%} too {'little' if missed.more_is_better else 'much'}"
    )


def _is_missed(missed: MissedTarget) -> bool:
    return missed.measured < missed.wanted if missed.more_is_better else missed.measured > missed.wanted
