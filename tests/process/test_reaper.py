"""A ferrule that is killed leaves no child, and one that ends well sends its reaper home."""

import os
import secrets
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from ferrule.process import reaper
from ferrule.process.command import Command
from ferrule.process.door import run
from ferrule.process.guard import Guard
from processes import alive, eventually

_SCRIPT = """
import sys
from pathlib import Path
from ferrule.process.command import Command
from ferrule.process.door import run
run(Command(("sh", "-c", sys.argv[1]), Path("/"), 60.0))
"""


@pytest.fixture
def marker() -> str:
    """Give an argument for `sleep` that no other process has."""
    return f"9{secrets.randbelow(10**8):08d}"


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_ferrule_leaves_nothing(marker: str, end: signal.Signals) -> None:
    """Child, grandchild, daemons with and without our mark: all are gone after `kill -9` of ferrule."""
    daemons = f"setsid sleep {marker} & (setsid sh -c 'sleep {marker} & wait' &); setsid env -i sleep {marker} &"
    ferrule = subprocess.Popen((sys.executable, "-c", _SCRIPT, f"sleep {marker} & {daemons} wait"))
    assert eventually(lambda: len(alive(marker)) >= 6)

    ferrule.send_signal(end)
    ferrule.wait()

    assert eventually(lambda: alive(marker) == [])


def test_the_reaper_goes_home_with_ferrule() -> None:
    """After a normal end there is no reaper, and a daemon that a tool meant to start lives on."""
    marker = f"9{secrets.randbelow(10**8):08d}"
    tree = f"setsid --fork sleep {marker} >/dev/null 2>&1; sleep 0.2"

    subprocess.run((sys.executable, "-c", _SCRIPT, tree), check=True)

    try:
        assert len(alive(marker)) == 1
    finally:
        for pid in alive(marker):
            os.kill(pid, signal.SIGKILL)


def test_a_killed_reaper_is_replaced() -> None:
    """When somebody kills the reaper, the next child starts under a new one."""
    run(Command(("true",), Path("/"), 10))
    reapers = [child for child in psutil.Process().children() if _is_reaper(child)]
    for child in reapers:
        child.kill()
        psutil.wait_procs([child], timeout=5)

    outcomes = [run(Command(("true",), Path("/"), 10)) for _ in range(3)]

    assert len(reapers) == 1
    assert all(outcome.ok for outcome in outcomes)
    assert any(_is_reaper(child) for child in psutil.Process().children())


def _is_reaper(child: psutil.Process) -> bool:
    """Say whether a child is one; one that has ended meanwhile, and is not yet waited for, is none."""
    try:
        return any("reaper.py" in word for word in child.cmdline())
    except psutil.Error:
        return False


def test_reap_kills_groups_that_were_not_taken_back(marker: str) -> None:
    """End of file without `bye` kills what is still on the list, and only that."""
    kept = subprocess.Popen(("sleep", marker), start_new_session=True)
    lost = subprocess.Popen(("sleep", marker), start_new_session=True)

    reaper.reap("no-such-cookie", [f"+{kept.pid}\n", f"+{lost.pid}\n", f"-{kept.pid}\n"])

    try:
        assert -signal.SIGKILL == lost.wait(5)
        assert kept.poll() is None
    finally:
        kept.kill()
        kept.wait()


def test_reap_finds_daemons_by_their_cookie(marker: str) -> None:
    """A process that left its group is found by the mark in its environment."""
    cookie = secrets.token_hex(8)
    environ = {**os.environ, reaper.COOKIE: f"{cookie}-1."}
    daemon = subprocess.Popen(("sleep", marker), start_new_session=True, env=environ)

    found = reaper.reap(cookie, [])

    assert (-signal.SIGKILL, True) == (daemon.wait(5), found >= 1)


def test_bye_kills_nothing(marker: str) -> None:
    """A ferrule that says goodbye keeps what it left on purpose."""
    group = subprocess.Popen(("sleep", marker), start_new_session=True)

    reaper.reap("no-such-cookie", [f"+{group.pid}\n", "bye\n"])

    try:
        assert group.poll() is None
    finally:
        group.kill()
        group.wait()


def test_cookies_of_two_children_differ() -> None:
    """No child's mark is the beginning of another's: a sweep for one never hits the other."""
    guard = Guard()
    cookies = [guard.next_cookie() for _ in range(12)]
    guard.release()

    pairs = [(a, b) for a in cookies for b in cookies if a != b and b.startswith(a)]
    assert (12, []) == (len(set(cookies)), pairs)


def test_a_guard_that_leaves_while_a_group_lives_lets_the_reaper_kill_it(marker: str) -> None:
    """`bye` is said only when nothing is left to be killed."""
    guard = Guard()
    guard.next_cookie()
    group = subprocess.Popen(("sleep", marker), start_new_session=True)
    guard.enter(group.pid)

    guard.release()

    assert -signal.SIGKILL == group.wait(5)


def test_a_new_reaper_hears_of_the_groups_of_the_one_before(marker: str) -> None:
    """A group that was entered under a reaper that somebody killed is not forgotten."""
    guard = Guard()
    guard.next_cookie()
    group = subprocess.Popen(("sleep", marker), start_new_session=True)
    guard.enter(group.pid)
    assert guard._child is not None
    guard._child.kill()
    guard._child.wait()
    guard.leave(0)  # notices that nobody listens
    guard.next_cookie()

    guard.release()

    assert -signal.SIGKILL == group.wait(5)


def test_the_end_of_processes_is_waited_for(marker: str) -> None:
    """One that runs on is waited for as long as is said; one that nobody reaped yet has ended, and so has another."""
    child = subprocess.Popen(("sleep", marker), start_new_session=True)
    family = reaper.relatives(child.pid)
    runs_on = reaper.await_end(family, 0.05)
    later = reaper.await_end({pid: started + "0" for pid, started in family.items()}, 60)
    child.kill()
    over = reaper.await_end(family, 60)
    child.wait()

    assert [child.pid] == list(family)
    assert (False, True, True) == (runs_on, later, over)


def test_a_number_that_another_process_has_by_now_is_left_alone(marker: str) -> None:
    """Relatives are killed by number and start time."""
    other = subprocess.Popen(("sleep", marker), start_new_session=True)
    family = reaper.relatives(other.pid)

    reaper.kill_each({pid: started + "0" for pid, started in family.items()})

    try:
        assert (list(family), None) == ([other.pid], other.poll())
    finally:
        other.kill()
        other.wait()
