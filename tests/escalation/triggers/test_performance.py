"""When a stated figure counts as missed, and that every detector is in the catalog."""

from dataclasses import replace
from pathlib import Path

import pytest

from escalation.scenes import checked
from ferrule.escalation import triggers
from ferrule.escalation.triggers.catalog import DETECTORS, detect
from ferrule.escalation.triggers.scene import Scene
from ferrule.facts.escalation import MissedTarget


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """Give a plain error, which triggers nothing by itself."""
    return checked(tmp_path, {"src/lib.rs": 'pub fn f() -> u8 { "" }'}).scene


@pytest.mark.cargo
@pytest.mark.parametrize(
    ("missed", "words"),
    [
        (
            MissedTarget("scan", 2.0, 3.5, "ms", after="iterate-by-ref"),
            "at most 2 ms, and took 3.5 ms after iterate-by",
        ),
        (MissedTarget("copy", 900.0, 850.0, "MB/s", more_is_better=True, after="a buffer"), "at least 900 MB/s"),
    ],
    ids=["time", "throughput"],
)
def test_a_missed_target_jumps(scene: Scene, missed: MissedTarget, words: str) -> None:
    """A figure that was asked for and is missed after an attempt belongs to an architect."""
    trigger = detect(replace(scene, missed=missed))

    assert trigger is not None
    assert (trigger.name, trigger.level, trigger.row) == ("performance", 3, "P37")
    assert words in trigger.evidence


@pytest.mark.cargo
@pytest.mark.parametrize(
    "missed",
    [
        MissedTarget("scan", 2.0, 1.9, "ms", after="iterate-by-ref"),
        MissedTarget("copy", 900.0, 900.0, "MB/s", more_is_better=True, after="a buffer"),
        MissedTarget("scan", 2.0, 3.5, "ms"),
    ],
    ids=["met", "just met", "nothing tried"],
)
def test_a_target_that_is_met_or_untried_does_not_jump(scene: Scene, missed: MissedTarget) -> None:
    """A figure is level 1's until something was tried for it."""
    assert detect(replace(scene, missed=missed)) is None


def test_every_detector_is_in_the_catalog() -> None:
    """A detector that nobody asks would be dead code."""
    folder = Path(triggers.__path__[0])
    detectors = {path.stem for path in folder.glob("*.py") if "\ndef evidence(" in path.read_text()}

    assert detectors == {detector.__name__.rpartition(".")[2] for detector in DETECTORS}  # type: ignore[attr-defined]
    assert len({detector.NAME for detector in DETECTORS}) == len(DETECTORS)
