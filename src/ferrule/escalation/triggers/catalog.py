"""All detectors, in the order in which they are asked; the first that finds its fact is the trigger (P35-P38, P43)."""

from typing import Final

from ferrule.escalation.triggers import concurrency, ownership, performance, security, type_design
from ferrule.escalation.triggers.scene import Detector, Scene, trigger
from ferrule.facts.escalation import Trigger

DETECTORS: Final[tuple[Detector, ...]] = (security, performance, concurrency, type_design, ownership)
"""Security first: who looks there also sees the rest. Ownership last: it reads the most files."""


def detect(scene: Scene) -> Trigger | None:
    """Give the fact that belongs to a higher level at once; None where level 1 is to try first."""
    return next((found for detector in DETECTORS if (found := trigger(detector, scene)) is not None), None)
