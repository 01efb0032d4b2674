"""The door to other programs: what comes back, and that nothing stays behind."""

import secrets
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from ferrule.process import door, reaper
from ferrule.process.command import Command, Ended
from ferrule.process.door import run
from processes import alive, eventually

_LONG = 60.0


def command(script: str, **more: object) -> Command:
    """Give a shell script as a command; the only place here that knows how to build one."""
    values = {"timeout_s": _LONG, **more}
    return Command(("sh", "-c", script), Path("/"), **values)  # type: ignore[arg-type]


def test_both_pipes_and_the_code_come_back() -> None:
    """A failing program is an answer: its code and both pipes, apart."""
    outcome = run(command("echo out; echo err >&2; exit 3"))

    assert (Ended.EXITED, 3, False) == (outcome.ended, outcome.code, outcome.ok)
    assert ("out\n", "err\n") == (outcome.stdout.text, outcome.stderr.text)


def test_a_signal_is_told() -> None:
    """A program that dies by a signal says which, and has no exit code."""
    outcome = run(command("kill -SEGV $$"))

    assert (Ended.SIGNALLED, signal.SIGSEGV, None) == (outcome.ended, outcome.signal, outcome.code)


def test_a_missing_program_is_a_value() -> None:
    """A program that does not exist is named, not raised."""
    outcome = run(Command(("no-such-program",), Path("/"), _LONG))

    assert (Ended.MISSING, "no-such-program: no such program") == (outcome.ended, outcome.note)


def test_a_missing_folder_is_not_a_missing_program() -> None:
    """The system reports both alike; the door tells them apart."""
    outcome = run(Command(("true",), Path("/no/such/folder"), _LONG))

    assert (Ended.NOT_STARTED, "no such folder: /no/such/folder") == (outcome.ended, outcome.note)


def test_a_program_that_cannot_be_executed_is_told(tmp_path: Path) -> None:
    """A file without the right to run, and a script without its interpreter, are not `missing`."""
    plain = tmp_path / "plain"
    plain.write_text("echo hi\n")
    orphan = tmp_path / "orphan"
    orphan.write_text("#!/no/such/interpreter\n")
    orphan.chmod(0o755)

    outcomes = [run(Command((str(path),), tmp_path, _LONG)) for path in (plain, orphan)]

    assert [Ended.NOT_STARTED] * 2 == [outcome.ended for outcome in outcomes]


def test_an_argument_with_a_nul_is_refused_not_raised() -> None:
    """What the system cannot take as an argument ends as a value too."""
    assert run(Command(("echo", "a\0b"), Path("/"), _LONG)).ended is Ended.NOT_STARTED


def test_time_out_kills_children_and_daemons() -> None:
    """After a time-out the child, its children and a daemon that left the group are gone."""
    marker = f"9{secrets.randbelow(10**8):08d}"
    script = f"sleep {marker} & setsid sleep {marker} & trap '' TERM; sleep {marker}; sleep {marker}"

    outcome = run(command(script, timeout_s=0.5))

    assert (Ended.TIMED_OUT, "ended after 0.5 s") == (outcome.ended, outcome.note)
    assert eventually(lambda: alive(marker) == [])


def test_cancel_ends_a_program_from_another_thread() -> None:
    """A set event ends the program long before its time."""
    cancel = threading.Event()
    threading.Timer(0.2, cancel.set).start()
    began = time.monotonic()

    outcome = run(command("sleep 60"), cancel=cancel)

    assert outcome.ended is Ended.CANCELLED
    assert time.monotonic() - began < 30


def test_an_error_in_a_listener_kills_the_program() -> None:
    """Whatever goes wrong on our side, the child does not outlive it."""
    marker = f"9{secrets.randbelow(10**8):08d}"

    def fail(line: str) -> None:
        raise KeyboardInterrupt(line)

    with pytest.raises(KeyboardInterrupt):
        run(command(f"echo go; sleep {marker}; true"), on_line=fail)

    assert eventually(lambda: alive(marker) == [])


def test_a_process_left_behind_with_the_pipe_does_not_hang_the_door() -> None:
    """A daemon that keeps standard output open is killed and told of; the exit code stands."""
    marker = f"9{secrets.randbelow(10**8):08d}"

    outcome = run(command(f"setsid sleep {marker} & echo done"))

    assert (0, "done\n") == (outcome.code, outcome.stdout.text)
    assert "held its output open" in outcome.note
    assert eventually(lambda: alive(marker) == [])


def test_a_program_that_closes_its_pipes_is_waited_for() -> None:
    """The end of output is not the end of the program."""
    assert run(command("exec >&- 2>&-; sleep 0.3; exit 7")).code == 7


def test_a_flood_on_both_pipes_is_cut_and_said() -> None:
    """Head and tail are kept in whole lines, the middle is counted, and neither pipe blocks the other."""
    script = "i=0; while [ $i -lt 4000 ]; do echo out$i; echo err$i >&2; i=$((i+1)); done"

    outcome = run(command(script, keep_bytes=1000))

    for pipe, word in ((outcome.stdout, "out"), (outcome.stderr, "err")):
        assert pipe.text.startswith(f"{word}0\n")
        assert pipe.text.endswith(f"{word}3999\n")
        assert f"\n[ferrule: {pipe.cut_bytes} bytes cut here]\n{word}" in pipe.text
        whole = sum(len(f"{word}{i}\n") for i in range(4000))
        assert whole == pipe.cut_bytes + len(pipe.text) - len(f"[ferrule: {pipe.cut_bytes} bytes cut here]\n")


def test_bytes_that_are_no_text_are_shown_as_such() -> None:
    """Output that is not UTF-8 does not end the run."""
    assert run(command(r"printf 'a\377b'")).stdout.text == "a\ufffdb"


def test_merged_pipes_keep_the_order_of_lines() -> None:
    """One pipe for both streams: lines stand in the order in which they were written."""
    outcome = run(command("echo 1; echo 2 >&2; echo 3; echo 4 >&2", merged=True))

    assert ("1\n2\n3\n4\n", "") == (outcome.stdout.text, outcome.stderr.text)


def test_lines_are_heard_while_they_pass() -> None:
    """A listener hears each line of both pipes, long ones shortened to whole words in 4,096 bytes."""
    heard: list[str] = []

    run(command("echo a; echo b >&2; yes x | head -n 5000 | tr '\\n' ' '; echo"), on_line=heard.append)

    assert {"a", "b"} < set(heard)
    assert max(len(line) for line in heard) == 4095


def test_the_environment_is_ours_with_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A value is set, None removes one, standard input is empty."""
    monkeypatch.setenv("GONE", "x")

    outcome = run(command("echo ${SET-no} ${GONE-no}; cat", env={"SET": "1", "GONE": None}))

    assert outcome.stdout.text == "1 no\n"


def test_a_child_leads_a_session_of_its_own() -> None:
    """The terminal's Ctrl-C reaches ferrule alone, and a child has no way to the terminal."""
    script = "import os; print(os.getsid(0) == os.getpid())"

    assert run(Command((sys.executable, "-c", script), Path("/"), _LONG)).stdout.text == "True\n"


def test_ctrl_c_while_the_child_is_made_leaves_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the system's start of the child and our knowing of it there is no gap."""
    marker = f"9{secrets.randbelow(10**8):08d}"
    start = door._start
    made: list[subprocess.Popen[bytes]] = []

    def interrupted(*words: object) -> None:
        child = start(*words)  # type: ignore[arg-type]
        assert isinstance(child, subprocess.Popen)
        made.append(child)
        raise KeyboardInterrupt

    monkeypatch.setattr(door, "_start", interrupted)

    with pytest.raises(KeyboardInterrupt):
        run(command(f"sleep {marker}; true"))

    assert [-signal.SIGKILL] == [child.wait(5) for child in made]
    for pipe in (made[0].stdout, made[0].stderr):
        assert pipe is not None
        pipe.close()
    assert eventually(lambda: alive(marker) == [])


def test_a_group_is_killed_before_its_number_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the group is killed its leader is a zombie still: no other process can have got its number."""
    kinds = []

    def look(pgid: int) -> None:
        kinds.append(Path(f"/proc/{pgid}/stat").read_text().rpartition(")")[2].split()[0])
        reaper.kill_group(pgid)

    monkeypatch.setattr(door, "kill_group", look)

    assert run(command("exit 4")).code == 4
    assert kinds == ["Z"]


def test_a_child_that_dropped_its_mark_and_its_session_is_found_by_its_parents() -> None:
    """A cleared environment and a session of its own do not save a descendant from a time-out.

    It is not only killed but gone when the door is left: what it was about to write would come too late.
    """
    marker = f"9{secrets.randbelow(10**8):08d}"

    outcome = run(command(f"(setsid env -i sleep {marker}; true) & sleep {marker}; true", timeout_s=0.5))

    assert alive(marker) == []
    assert outcome.ended is Ended.TIMED_OUT


def test_a_second_ctrl_c_does_not_stop_the_killing(monkeypatch: pytest.MonkeyPatch) -> None:
    """An impatient user interrupts the grace that a program gets, not its end."""
    marker = f"9{secrets.randbelow(10**8):08d}"

    def impatient(child: object, seconds: float) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(door, "_wait", impatient)

    with pytest.raises(KeyboardInterrupt):
        run(command(f"trap '' TERM; setsid sleep {marker} & sleep {marker}; true", timeout_s=0.3))

    assert eventually(lambda: alive(marker) == [])


def test_no_zombie_and_no_open_pipe_is_left() -> None:
    """Many programs later there are as many open files as before."""
    run(command("true"))
    before = len(list(Path("/proc/self/fd").iterdir()))

    for _ in range(5):
        run(command("sleep 60", timeout_s=0.02))

    assert before == len(list(Path("/proc/self/fd").iterdir()))
