"""What the watch believes of each row: nothing of an old tree is current."""

from cli.watch.boards import GATES, MISMATCH, ROWS, UNUSED, board, laddered, report, row
from ferrule.cli.watch.board import Board, State
from ferrule.cli.watch.found import SHOWN, filtered, found_in, grouped
from ferrule.facts.finding import Finding, Level
from ferrule.facts.gate import Verdict
from ferrule.facts.progress import Activity, Finished, Started
from ferrule.facts.status import Status
from ferrule.facts.watch import Happening, RoundBegan, RoundEnded, Saved, Trouble


def heard(*events: Happening) -> Board:
    """Give a board that has heard these events."""
    made = Board()
    for event in events:
        made.hear(event)
    return made


def test_a_round() -> None:
    """A gate waits, runs with what it says, and has its row; the verdict is that of the whole round."""
    one = row("fmt", Status.PASSED)
    waiting = heard(laddered("fmt"), RoundBegan(1))
    running = heard(laddered("fmt"), RoundBegan(1), Started("fmt", "cargo fmt"), Activity("fmt", "looking"))
    done = heard(
        laddered("fmt"), Finished(one), RoundEnded(report(one, verdict=Verdict.PASSED, code=0), cut_short=False)
    )

    assert (State.WAITING, None, 3) == (waiting.lines["fmt"].state, waiting.verdict, waiting.exit_code)
    assert ["looking"] == [line.activity for line in running.running]
    assert (State.CURRENT, Verdict.PASSED, 0) == (done.lines["fmt"].state, done.verdict, done.exit_code)


def test_a_save_puts_its_gates_off() -> None:
    """Rows that the save concerns are stale at once, others stand; there is no verdict until they ran."""
    one, other = row("fmt", Status.PASSED), row("deny", Status.PASSED)
    ended = RoundEnded(report(one, other, verdict=Verdict.PASSED, code=0), cut_short=False)
    made = heard(laddered("fmt", "deny"), Finished(one), Finished(other), ended, Saved(("x",), 1, frozenset({"fmt"})))

    assert (State.STALE, State.CURRENT) == (made.lines["fmt"].state, made.lines["deny"].state)
    assert (None, False) == (made.verdict, made.is_settled)


def test_a_climb_that_was_cut_short_decides_nothing() -> None:
    """What ran is put off, and the report of the climb is not the newest one."""
    one = row("fmt", Status.PASSED)
    made = heard(laddered("fmt"), Finished(one), Started("fmt", ""), RoundEnded(report(one), cut_short=True))

    assert (State.STALE, None) == (made.lines["fmt"].state, made.report)


def test_trouble_and_its_end() -> None:
    """With a workspace that cannot be read every row is stale; a new ladder ends the trouble."""
    made = heard(laddered("fmt"), Finished(row("fmt", Status.PASSED)), Trouble("bad", "mend it"))
    assert (State.STALE, 3, "bad") == (made.lines["fmt"].state, made.exit_code, made.trouble and made.trouble.words)
    made.hear(laddered("fmt"))
    assert made.trouble is None


def test_findings_are_shown_once() -> None:
    """One error of two gates is one finding with both; errors come before warnings; a filter takes all its words."""
    found = found_in(board().lines.values())

    assert [("check", "clippy"), ("clippy",)] == [one.gates for one in found]
    assert ["src/harbour.rs", "src/lib.rs"] == [group.path for group in grouped(found)]
    assert [UNUSED] == [one.finding for one in filtered(found, "CLIPPY return")]
    assert () == filtered(found, "clippy nowhere")
    assert (MISMATCH, False) == (found[0].finding, found[0].stale)
    assert len(GATES) == len(board().lines) > len(ROWS)


def test_no_more_than_can_be_shown() -> None:
    """Of a hundred thousand findings a thousand are shown, errors first."""
    many = [Finding("x", "w", Level.WARNING, "w", f"f{n % 50}.rs", n) for n in range(20_000)]
    one = row("check", Status.FAILED, *many, MISMATCH)
    groups = grouped(found_in(heard(laddered("check"), Finished(one)).lines.values()))

    assert SHOWN == sum(len(group.found) for group in groups)
    assert MISMATCH == groups[0].found[0].finding
