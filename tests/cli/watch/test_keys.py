"""Each key of the watch on a real crate that does not compile, pressed by textual's pilot."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from ferrule.cli.watch.app import INTERRUPTED, Watch
from ferrule.cli.watch.lists import Rows
from ferrule.cli.watch.pages import Choice, Page
from ferrule.cli.watch.repairing import RepairPage
from ferrule.facts.request import CheckRequest
from ferrule.facts.watch import WatchRequest
from workspaces import LIB, package

pytestmark = pytest.mark.cargo

BROKEN = LIB.replace("a + b", "a + c").replace("2, 2), 4", "2,  2), d")
Play = Callable[[Watch, Pilot[int]], Awaitable[None]]


def played(root: Path, play: Play, size: tuple[int, int] = (120, 36)) -> Watch:
    """Watch the crate until its first verdict is there, play, and end; gives the watch."""

    async def story() -> Watch:
        app = Watch(WatchRequest(CheckRequest(root, only=("fmt", "check"))))
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: app.board.is_settled)
            await play(app, pilot)
        await asyncio.to_thread(app.end)
        return app

    return asyncio.run(story())


async def until(pilot: Pilot[int], holds: Callable[[], bool], timeout_s: float = 90.0) -> None:
    """Let the screen go on until something holds."""
    for _ in range(int(timeout_s / 0.05)):
        if holds():
            return
        await pilot.pause(0.05)
    raise AssertionError("it never did")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Give a crate with two errors and one line that is laid out wrongly."""
    return package(tmp_path / "demo", {"src/lib.rs": BROKEN})


def chosen(app: Watch) -> str:
    """Give code and line of the finding that is walked to."""
    return f"{app.chosen.finding.rule}:{app.chosen.finding.line}" if app.chosen else ""


def test_walking(broken: Path) -> None:
    """Tab goes to the findings; j, k and the arrows walk there, and the text of each is shown."""

    async def play(app: Watch, pilot: Pilot[int]) -> None:
        await pilot.press("tab")
        assert app.focused is app.query_one("#findings")
        first = chosen(app)
        await pilot.press("j")
        second = chosen(app)
        await pilot.press("down", "k", "up")
        assert (first, first != second) == (chosen(app), True)
        assert app.chosen is not None
        assert app.chosen.finding.message in str(app.query_one("#text", Static).content)

    played(broken, play)


def test_the_filter(broken: Path) -> None:
    """`/` opens it, what is typed narrows the findings at once, Enter keeps it, Esc takes it away."""

    async def play(app: Watch, pilot: Pilot[int]) -> None:
        every = len(app.found)
        await pilot.press("slash", *"e0425 lib", "enter")
        assert 0 < len(app.found) < every
        assert not app.query_one("#filter", Input).display
        await pilot.press("escape")
        assert len(app.found) == every

    played(broken, play)


def test_enter_on_a_gate_shows_its_findings(broken: Path) -> None:
    """Only what the gate found stays; Enter again shows all."""

    async def play(app: Watch, pilot: Pilot[int]) -> None:
        every = len(app.found)
        ladder = app.query_one("#ladder", Rows)
        ladder.highlighted = list(app.board.lines).index("fmt")
        await pilot.press("enter")
        assert {("fmt",)} == {one.gates for one in app.found.values()}
        await pilot.press("enter")
        assert len(app.found) == every

    played(broken, play)


def test_pages(broken: Path) -> None:
    """`?` and `s` open pages that Esc closes; `a` says that nothing waits."""

    async def play(app: Watch, pilot: Pilot[int]) -> None:
        for key in ("question_mark", "s"):
            await pilot.press(key)
            assert isinstance(app.screen, Page)
            await pilot.press("escape")
            assert not isinstance(app.screen, Page)
        await pilot.press("a")
        assert not isinstance(app.screen, Page)

    played(broken, play)


def test_another_profile(broken: Path) -> None:
    """`p` lists the profiles; the chosen one is climbed."""

    async def play(app: Watch, pilot: Pilot[int]) -> None:
        await pilot.press("p")
        assert isinstance(app.screen, Choice)
        await pilot.press("k", "enter")
        await until(pilot, lambda: app.board.profile == "quick" and app.board.is_settled)
        assert ["fmt", "check"] == list(app.board.lines)

    played(broken, play)


def test_a_rerun(broken: Path) -> None:
    """`r` runs anew what did not pass, though its verdict is remembered."""

    async def play(app: Watch, pilot: Pilot[int]) -> None:
        before = app.board.report
        await pilot.press("r")
        await until(pilot, lambda: app.board.report is not before and app.board.is_settled)
        row = app.board.lines["check"].result
        assert row is not None
        assert not row.cached

    played(broken, play)


def test_a_repair(tmp_path: Path) -> None:
    """`f` asks how, shows the account of `ferrule fix` and what it wrote; the watch sees it, and `u` takes it back."""
    text = LIB.replace("a + b", "let map: HashMap<u64, u64> = HashMap::new();\n    a + b + map.len() as u64")
    root = package(tmp_path / "demo", {"src/lib.rs": text})

    async def play(app: Watch, pilot: Pilot[int]) -> None:
        await pilot.press("f", "enter")
        assert isinstance(app.screen, RepairPage)
        await until(pilot, lambda: app.repair is not None and not app.repair.is_running)
        assert app.repair is not None
        assert app.repair.report is not None
        assert app.repair.report.applied
        await pilot.pause(0.5)
        assert "HashMap" in str(app.screen.query_one(Static).content)
        await until(pilot, lambda: app.board.exit_code == 0 and app.board.is_settled)
        await pilot.press("u")
        assert "taken back" in app.repair.taken_back
        await pilot.press("escape")
        await until(pilot, lambda: app.board.exit_code == 1 and app.board.is_settled)

    played(root, play)
    assert text == (root / "src/lib.rs").read_text()


@pytest.mark.parametrize(("key", "code"), [("q", 1), ("ctrl+c", INTERRUPTED)])
def test_the_end(broken: Path, key: str, code: int) -> None:
    """`q` ends with the code of the newest verdict, Ctrl-C with 130."""

    async def play(_: Watch, pilot: Pilot[int]) -> None:
        await pilot.press(key)

    assert code == played(broken, play).return_value


@pytest.mark.parametrize("size", [(20, 5), (40, 10), (60, 20), (200, 60)])
def test_every_size_shows_a_verdict(broken: Path, size: tuple[int, int]) -> None:
    """From twenty columns and five rows on there is a verdict, and tab reaches the findings."""

    async def play(app: Watch, pilot: Pilot[int]) -> None:
        await pilot.press("tab")
        assert app.query_one("#findings").size.height > 0
        assert "failed" in str(app.query_one("#status", Static).content)

    played(broken, play, size)
