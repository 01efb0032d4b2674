"""Answering an incident from the watch: a real question about a real crate."""

from pathlib import Path

from textual.pilot import Pilot

from cli.watch.test_keys import played, until
from ferrule import api
from ferrule.cli.watch.app import Watch
from ferrule.cli.watch.asking import Asking
from ferrule.cli.watch.lists import Rows
from flow.fix.crates import MARKS
from flow.levels.crates import broken, climbed

pytestmark = MARKS


def test_an_incident_is_answered(tmp_path: Path) -> None:
    """What waits is listed; `a` shows its question with nothing chosen; `abort` is carried out."""
    root = broken(tmp_path / "ws")
    climbed(root)

    async def play(app: Watch, pilot: Pilot[int]) -> None:
        await until(pilot, lambda: len(app.incidents) == 1)
        assert app.query_one("#incidents").display
        await pilot.press("a")
        assert isinstance(app.screen, Asking)
        answers = app.screen.query_one("#answers", Rows)
        assert answers.highlighted is None
        await pilot.press("enter")
        assert isinstance(app.screen, Asking)
        await pilot.press("up", "up", "enter")
        await until(pilot, lambda: not app.incidents)

    played(root, play)
    assert () == api.incidents(root)


def test_a_question_may_stay_open(tmp_path: Path) -> None:
    """Esc leaves it as it is."""
    root = broken(tmp_path / "ws")
    climbed(root)

    async def play(app: Watch, pilot: Pilot[int]) -> None:
        await until(pilot, lambda: len(app.incidents) == 1)
        await pilot.press("a", "escape")
        assert not isinstance(app.screen, Asking)

    played(root, play)
    assert 1 == len(api.incidents(root))
