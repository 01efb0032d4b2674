"""What stands before a run: who works, where, and whether anything may be started; and what a kill leaves."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from edits.children import PATH
from ferrule.errors import FerruleError, Untrusted, WrongUse
from ferrule.escalation.agents.command import AgentMissing
from ferrule.facts.task import TaskState
from ferrule.facts.task_request import BeginRequest, FinishRequest, RunRequest, TaskReport
from ferrule.flow.tasks.finish import finish
from ferrule.flow.tasks.looking import listed
from ferrule.flow.tasks.running.rounds import run
from ferrule.flow.tasks.running.whom import NoResponder
from ferrule.process.door import sandbox_refusal
from ferrule.store.place import state_folder
from ferrule.store.tasks import TaskBusy, open_tasks
from flow.tasks.running.agents import TEXT, again, coder, home_of, named, ran, shown
from flow.tasks.works import begun
from processes import eventually
from tasks.repos import head, hook, status

REFUSAL = sandbox_refusal()
pytestmark = [
    pytest.mark.cargo,
    pytest.mark.sandbox,
    pytest.mark.skipif(bool(REFUSAL), reason=f"no sandbox on this machine: {REFUSAL}"),
]
ONE = """
import sys
from pathlib import Path
from flow.tasks.running.agents import ran
ran(Path(sys.argv[1]), *sys.argv[2:])
"""


def rooms(home: Path) -> list[str]:
    """Give the folders of tasks."""
    room = open_tasks(state_folder(home).folder).room("")
    return [one.name for one in room.iterdir() if one.is_dir()] if room.exists() else []


def test_nothing_begins_without_all_that_it_needs(tmp_path: Path) -> None:
    """A text, an agent, a responder, its program, trust, a commit: each is told, and nothing is left of the attempt."""
    home = home_of(tmp_path)
    coder(tmp_path, "work")
    asked = BeginRequest(home, TEXT, agent="coder", trusted=True)
    for request, kind in (
        (RunRequest(BeginRequest(home, "", agent="coder", trusted=True), "coder"), WrongUse),
        (RunRequest(BeginRequest(home, TEXT, trusted=True), "coder"), WrongUse),
        (RunRequest(BeginRequest(home, TEXT, agent="memo", trusted=True), "coder"), FerruleError),
        (RunRequest(asked, "nobody"), NoResponder),
        (RunRequest(asked), FerruleError),
        (RunRequest(BeginRequest(home, TEXT, agent="coder"), "coder"), Untrusted),
    ):
        with pytest.raises(kind):
            run(request)
    named('[responder.coder]\nkind = "command"\nargv = ["no-such-agent"]\n')
    with pytest.raises(AgentMissing, match="no such program"):
        run(RunRequest(asked, "coder"))

    assert ([], ((), ())) == (rooms(home), listed(home))


def test_a_task_by_hand_stays_by_hand(tmp_path: Path) -> None:
    """Beside it an agent works; its commit waits on a branch, and the task by hand is not resumed by an agent."""
    home = home_of(tmp_path)
    coder(tmp_path, "work")
    mine = begun(home, "something else")
    report = ran(home)

    assert (0, True) == (report.exit_code, report.notes[-1].startswith(f"not merged, since {mine.id} is open")), shown(
        report
    )
    assert report.task.commit == head(home, f"ferrule/{report.task.id}")
    with pytest.raises(WrongUse, match="no agent was set to it"):
        ran(home, "", resume=mine.id)
    with pytest.raises(WrongUse, match="is open in this working tree"):
        begun(home, "a third")


def test_a_task_of_an_agent_may_be_finished_by_hand(tmp_path: Path) -> None:
    """Whoever does the work in the clone: it is judged there, and comes over."""
    home = home_of(tmp_path)
    coder(tmp_path, "work; exit 1")
    first = ran(home, rounds=1)
    done = finish(FinishRequest(home, first.task.id, trusted=True))

    assert (1, 0, TaskState.DONE) == (first.exit_code, done.exit_code, done.task.state), shown(done)
    assert (done.task.commit, {}, []) == (head(home), status(home), rooms(home))
    with pytest.raises(WrongUse, match="is done already"):
        again(home, first)


def test_limits_of_time_end_the_run(tmp_path: Path) -> None:
    """Of a round, and of all rounds together; the clone stays."""
    home = home_of(tmp_path)
    coder(tmp_path, "sleep 300")
    report = ran(home, budget_s=2.0)

    assert (1, ["ended after 2 s"]) == (report.exit_code, [one.ended for one in report.task.rounds]), shown(report)
    assert "2 s are used up" in " ".join(report.notes)
    assert Path(report.task.tree).is_dir()


@pytest.mark.parametrize("when", ["working", "judging"])
def test_a_kill_loses_nothing(tmp_path: Path, when: str) -> None:
    """Killed while the agent works, or while a hook holds the commit up: nobody is left, and the next run ends it."""
    home, reached = home_of(tmp_path), tmp_path / "reached"
    before = head(home)
    if when == "working":
        coder(tmp_path, "work; touch src/reached; sleep 300")
    else:
        coder(tmp_path, "work")
        hook(home, "pre-commit", f"[ -e {reached} ] && exit 0\ntouch {reached}; sleep 300")
    env = {**os.environ, "PYTHONPATH": PATH}
    child = subprocess.Popen((sys.executable, "-c", ONE, str(home), TEXT), env=env)
    at_work = ".ferrule/tasks/*/tree/src/reached"
    assert eventually(lambda: reached.exists() or bool([*home.glob(at_work)]), 120)
    task = listed(home)[0][0]
    with pytest.raises(TaskBusy):
        again(home, TaskReport(task))
    child.send_signal(signal.SIGKILL)
    child.wait()
    coder(tmp_path, "rm -f src/reached; work")

    report = ran(home, "", resume=task.id)

    assert (0, TaskState.DONE) == (report.exit_code, report.task.state), shown(report)
    assert (before, {}, []) == (head(home, "HEAD^"), status(home), rooms(home))
