"""The library: every capability of ferrule as a function, for programs and for the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ferrule.workspace.find import find_root

if TYPE_CHECKING:  # every command imports this module, and each needs few of these
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ferrule.facts.cached import Explained
    from ferrule.facts.chart import Chart
    from ferrule.facts.cleaning import Cleaned
    from ferrule.facts.demo import DemoStep
    from ferrule.facts.doctor import Diagnosis
    from ferrule.facts.escalation import Tracked
    from ferrule.facts.fix import FixReport, FixRequest
    from ferrule.facts.funnel import Funnel
    from ferrule.facts.gate import CheckReport
    from ferrule.facts.incidents import Answered, Told
    from ferrule.facts.progress import Progress
    from ferrule.facts.ranking import Learned
    from ferrule.facts.request import CheckRequest
    from ferrule.facts.run import Run, StoredRun
    from ferrule.facts.workspace import Standing


def check(request: CheckRequest, notify: Callable[[Progress], None] = lambda _: None) -> CheckReport:
    """Climb the validation ladder; see `ferrule.flow.check`."""
    from ferrule.flow.check import check as story

    return story(request, notify)


def explain_cache(request: CheckRequest, gate: str) -> Explained:
    """Give why a gate would run again, or that its verdict still holds; see `ferrule.flow.explain`."""
    from ferrule.flow.explain import explain_cache as story

    return story(request, gate)


def fix(request: FixRequest, tell: Callable[[str], None] = lambda _: None) -> FixReport:
    """Repair what does not compile; see `ferrule.flow.fix`. `tell` hears a line for each stage.

    With `request.failing` nothing is repaired: failing tests are looked at; see `ferrule.flow.failing`.
    """
    if request.failing is not None:
        from ferrule.flow.failing import failing

        return failing(request, request.failing, tell)
    from ferrule.flow.fix import fix as story

    return story(request, tell)


def undo(start: Path, run_id: str | None, tell: Callable[[str], None] = lambda _: None) -> tuple[str, tuple[Path, ...]]:
    """Take back the edits of a repair, the newest when `run_id` is None; gives its id and the files.

    Raises:
        NothingToUndo: when there is no such run, or it is undone already.
        SourceChanged: when a file has changed since.
    """
    from ferrule.flow.undo import undo as story

    return story(find_root(start), run_id, tell)


def standing(start: Path) -> tuple[Path, Standing]:
    """Give the workspace's root and whether Cargo may be started in it."""
    from ferrule.workspace import trust as trust_room

    root = find_root(start)
    return root, trust_room.standing(root)


def trust(start: Path) -> tuple[Path, Standing]:
    """Trust the workspace as it is now; gives its root and its new standing."""
    from ferrule.workspace import trust as trust_room

    root = find_root(start)
    trust_room.remember(root)
    return root, trust_room.standing(root)


def distrust(start: Path) -> tuple[Path, bool]:
    """Take the trust back; gives the root and whether there was any."""
    from ferrule.workspace import trust as trust_room

    root = find_root(start)
    return root, trust_room.forget(root)


def history(start: Path, limit: int) -> tuple[Run, ...]:
    """Give the newest runs in this workspace, newest first."""
    from ferrule.flow.history import history as story

    return story(find_root(start), limit)


def history_chart(start: Path, gate: str, limit: int) -> Chart:
    """Give the newest runs in this workspace as a chart, or those of one gate; see `ferrule.flow.chart`."""
    from ferrule.flow.chart import chart as story

    return story(find_root(start), gate, limit)


def stored_run(start: Path, wanted: str) -> StoredRun:
    """Give one run by its id, a beginning of it, or `last`.

    Raises:
        RunUnknown: when none or several fit.
    """
    from ferrule.flow.history import stored_run as story

    return story(find_root(start), wanted)


def incidents(start: Path, *, everything: bool = False) -> tuple[Tracked, ...]:
    """Give the incidents of the workspace that are not over, or all there ever were; see `ferrule.flow.incidents`."""
    from ferrule.flow.incidents import incidents as story

    return story(find_root(start), everything=everything)


def incident(start: Path, wanted: str) -> Told:
    """Give one incident by its id or a beginning of it, with its events, packets and open question.

    Raises:
        IncidentUnknown: when none or several fit.
    """
    from ferrule.flow.incidents import incident as story

    return story(find_root(start), wanted)


def answer(
    start: Path, wanted: str, words: str, *, trusted: bool = False, tell: Callable[[str], None] = lambda _: None
) -> Answered:
    """Carry out what the user decided about an incident; see `ferrule.flow.answering`."""
    from ferrule.facts.fix import FixRequest
    from ferrule.flow.answering import answer as story

    return story(FixRequest(start, trusted=trusted, command=f"incidents answer {wanted}"), wanted, words, tell)


def reopen(start: Path, wanted: str) -> Tracked:
    """Let an incident begin again at level 1 with nothing used; see `ferrule.flow.incidents`."""
    from ferrule.flow.incidents import reopen as story

    return story(find_root(start), wanted)


def funnel(start: Path) -> Funnel:
    """Give what became of all incidents, level by level; see `ferrule.flow.incidents`."""
    from ferrule.flow.incidents import funnel as story

    return story(find_root(start))


def forget_resolutions(start: Path, wanted: str | None = None) -> int:
    """Forget what worked for incidents, or for one of them; gives how many lessons that were."""
    from ferrule.flow.resolutions import forget_resolutions as story

    return story(find_root(start), wanted)


def export_lessons(start: Path) -> str:
    """Give what worked for incidents as JSON, for other workspaces."""
    from ferrule.flow.resolutions import export_lessons as story

    return story(find_root(start))


def import_lessons(start: Path, text: str, name: str) -> int:
    """Take in what worked elsewhere; gives how many lessons were new.

    Raises:
        BadLessons: for a text that is none, naming the place.
    """
    from ferrule.flow.resolutions import import_lessons as story

    return story(find_root(start), text, name)


def moves_learned(start: Path) -> Learned:
    """Give how often each move was right, in this workspace and before; see `ferrule.flow.lessons`."""
    from ferrule.flow.lessons import moves_learned as story

    return story(find_root(start))


def forget_moves(start: Path) -> int:
    """Forget what the runs in this workspace taught about moves; gives how many rows that were."""
    from ferrule.flow.lessons import forget_moves as story

    return story(find_root(start))


def doctor(start: Path) -> Diagnosis:
    """Give what is installed, where it came from, and what is missing."""
    from ferrule.flow.doctor import doctor as story

    return story(start)


def plan_clean(start: Path, keep: int | None) -> Cleaned:
    """Give what `clean` would remove: all but the newest `keep` runs, or everything when that is None."""
    from ferrule.flow.cleaning import planned

    return planned(find_root(start), keep)


def clean(start: Path, keep: int | None) -> Cleaned:
    """Remove old runs, their logs and left-over scratch folders; everything when `keep` is None.

    Raises:
        WrongUse: when everything shall go and another ferrule is at work here.
    """
    from ferrule.flow.cleaning import cleaned

    return cleaned(find_root(start), keep)


def demo(folder: Path | None, notify: Callable[[Progress], None] = lambda _: None) -> Iterator[DemoStep]:
    """Yield the steps of the demonstration as they end; see `ferrule.flow.demo`."""
    from ferrule.flow.demo import demo as story

    return story(folder, notify)
