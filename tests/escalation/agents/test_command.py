"""A program that is set to work: what it is told, what it may reach, and what is known of it afterwards."""

import os
import time
from pathlib import Path

import pytest

from escalation.agents.desks import PERSONA, coder, desk, worked
from ferrule.errors import FerruleError
from ferrule.escalation.agents.command import AgentMissing, NotShown, check_command, work
from ferrule.facts.responders import CommandSettings
from ferrule.process.door import sandbox_refusal
from processes import alive
from tasks.repos import head, status

REFUSAL = sandbox_refusal()
pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.skipif(bool(REFUSAL), reason=f"no sandbox on this machine: {REFUSAL}"),
]


def test_it_is_told_who_it_is_and_what_to_do(tmp_path: Path) -> None:
    """The body of the definition to the letter, then the rest; what it changes is in the clone afterwards."""
    here, turn = worked(tmp_path, "cat > prompt.txt; pwd > where.txt; echo two > src/lib.rs; echo finished")

    assert f"{PERSONA}\n\nthe task" == (here.top / "prompt.txt").read_text()
    assert f"{here.top}\n" == (here.top / "where.txt").read_text()
    assert ("exit code 0", True, "finished", "") == (turn.ended, turn.is_done, turn.said, turn.question)
    assert "two\n" == (here.top / "src/lib.rs").read_text()
    for word in (PERSONA, "the task", "finished", "exit code 0"):
        assert word in turn.transcript


def test_it_builds_where_nothing_is_judged(tmp_path: Path) -> None:
    """Cargo's target folder is its own; the folder in which ferrule keeps and builds is empty to it."""
    here = desk(tmp_path)
    (here.top / ".ferrule/kept").write_text("kept")
    turn = work(coder(tmp_path, "echo $CARGO_TARGET_DIR; ls .ferrule; echo x > .ferrule/kept"), here.commission())

    assert str(here.top.parent / "target") == turn.said
    assert "kept" == (here.top / ".ferrule/kept").read_text()


ATTACKS = {
    "record": 'echo forged > "$HOME_OF_USER/.ferrule/tasks/T-0000000a.json"',
    "sources": 'echo forged > "$HOME_OF_USER/src/lib.rs"',
    "hooks": 'mkdir -p "$HOME_OF_USER/.git/hooks"; echo forged > "$HOME_OF_USER/.git/hooks/pre-commit"',
    "own hooks": "mkdir -p .git/hooks; echo forged > .git/hooks/pre-commit",
    "own settings": "git config core.fsmonitor /bin/false",
    "other folder": "mv .git .git2 && mkdir .git",
    "commit": "git -c user.name=x -c user.email=x@y commit -q -am forged",
    "push": 'git push "$HOME_OF_USER" HEAD:refs/heads/forged',
    "branch": "git checkout -q -b forged",
    "kill": 'kill -9 "$PID_OF_FERRULE"',
    "kill all": "kill -9 -1",
    "mounts": "mount -o remount,rw,bind .git || unshare -Urm mount -o remount,rw,bind .git",
    "key": 'cat "$STATE_OF_USER"/ferrule/*',
}


@pytest.mark.parametrize("script", ATTACKS.values(), ids=ATTACKS)
def test_what_is_not_its_own_stays(tmp_path: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The task's record, the user's repository, what git keeps of the clone, ferrule's process and key."""
    here = desk(tmp_path)
    key = Path(os.environ["XDG_STATE_HOME"]) / "ferrule/verdicts.key"
    key.parent.mkdir(parents=True, exist_ok=True)
    key.write_bytes(b"k" * 32)
    for name, value in {
        "HOME_OF_USER": str(here.home),
        "STATE_OF_USER": os.environ["XDG_STATE_HOME"],
        "PID_OF_FERRULE": str(os.getpid()),
    }.items():
        monkeypatch.setenv(name, value)
    before = {path: path.read_bytes() for root in (here.home,) for path in root.rglob("*") if path.is_file()}

    settings = coder(tmp_path, f"{script}\necho $? && exit 0", env=("HOME_OF_USER", "STATE_OF_USER", "PID_OF_FERRULE"))
    turn = work(settings, here.commission())

    after = {path: path.read_bytes() for root in (here.home,) for path in root.rglob("*") if path.is_file()}
    assert before == after
    assert "kkkk" not in turn.transcript
    assert ({}, {}) == (status(here.home), status(here.top))
    assert head(here.top) == head(here.top, "main")


def test_a_flood_is_cut(tmp_path: Path) -> None:
    """Output without end takes neither the memory nor the record."""
    _, turn = worked(tmp_path, "head -c 200000000 /dev/zero | tr '\\0' 'x'; echo; echo end", timeout_s=120.0)

    assert ("exit code 0", True) == (turn.ended, turn.said.endswith("end"))
    assert len(turn.transcript) < 4 << 20
    assert "bytes cut here" in turn.transcript


def test_who_is_late_is_ended(tmp_path: Path) -> None:
    """Sleep for ever; and whatever it has started is gone with it."""
    mark = f"late-{tmp_path.name}"
    _, turn = worked(tmp_path, f"sh -c ': {mark}; sleep 300' & sleep 300", timeout_s=1.0)

    assert ("ended after 1 s", False, []) == (turn.ended, turn.is_done, alive(mark))


def test_what_it_leaves_running_is_gone(tmp_path: Path) -> None:
    """A daemon that would edit after everything was judged."""
    mark = f"left-{tmp_path.name}"
    script = f"setsid nohup sh -c ': {mark}; while :; do date +%N > src/late.rs; done' >/dev/null 2>&1 &\n"
    script += "until [ -s src/late.rs ]; do sleep 0.05; done"
    here, turn = worked(tmp_path, script)
    found = [(here.top / "src/late.rs").read_text()]
    time.sleep(0.3)
    found.append((here.top / "src/late.rs").read_text())

    assert ("exit code 0", []) == (turn.ended, alive(mark))
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("script", "ended"),
    [("exit 3", "exit code 3"), ("kill -9 $$", "exit code 137"), ("echo I am done; false", "exit code 1")],
)
def test_who_ends_early_is_not_done(tmp_path: Path, script: str, ended: str) -> None:
    """Whatever it says."""
    _, turn = worked(tmp_path, script)

    assert (ended, False) == (turn.ended, turn.is_done)


def test_it_may_ask(tmp_path: Path) -> None:
    """One line with a question for the user, which is no being done."""
    _, turn = worked(tmp_path, "echo 'FERRULE-QUESTION: one or two?'; echo bye")

    assert ("one or two?", False) == (turn.question, turn.is_done)


def test_it_sees_what_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables by name, be they secret; folders by name, also through a link; and neither stands in the transcript."""
    monkeypatch.setenv("CODER_KEY", "hunter2hunter2")
    monkeypatch.setenv("OTHER_KEY", "swordfish1234")
    (tmp_path / "real").mkdir()
    (tmp_path / "real/settings").write_text("mine")
    (tmp_path / "link").symlink_to("real")
    given = tmp_path / "link/settings"
    script = f'echo "$CODER_KEY$OTHER_KEY" > key.txt; echo $CODER_KEY; cat {given}; echo x > {given}'
    here, turn = worked(tmp_path, script, env=("CODER_KEY",), reads=(str(tmp_path / "link"),))

    assert "hunter2hunter2\n" == (here.top / "key.txt").read_text()
    assert ("mine" in turn.said, "hunter2" in turn.transcript) == (True, False)
    assert "mine" == (tmp_path / "real/settings").read_text()


def test_what_it_reads_shows_no_key(tmp_path: Path) -> None:
    """A folder that holds ferrule's own is shown without it."""
    state = Path(os.environ["XDG_STATE_HOME"])
    (state / "ferrule").mkdir(parents=True)
    (state / "ferrule/verdicts.key").write_text("kkkk")
    (state / "other").write_text("other")
    _, turn = worked(tmp_path, f"cat {state}/other; cat {state}/ferrule/verdicts.key", reads=(str(state),))

    assert (True, False) == ("other" in turn.said, "kkkk" in turn.said)


@pytest.mark.parametrize(("network", "devices"), [(False, 1), (True, 2)])
def test_the_network_is_closed_unless_the_user_says_so(tmp_path: Path, network: bool, devices: int) -> None:
    """With it, the machine's devices are there, and Cargo may load."""
    script = "tail -n +3 /proc/net/dev | wc -l; echo ${CARGO_NET_OFFLINE:-online}"
    _, turn = worked(tmp_path, script, network=network)
    count, line = turn.said.split("\n")

    real = len(Path("/proc/net/dev").read_text().splitlines()) - 2
    assert (min(devices, real) <= int(count), "online" if network else "true") == (True, line)


def test_a_review_may_not_write(tmp_path: Path) -> None:
    """The clone can be read, and built elsewhere."""
    here = desk(tmp_path)
    script = "cat src/lib.rs; echo x > src/lib.rs; echo x > new; echo x > $CARGO_TARGET_DIR/x && echo built"
    turn = work(coder(tmp_path, script), here.commission(may_write=False))

    assert ("one", "built") == (turn.said.split("\n")[0], turn.said.split("\n")[-1])
    assert ({}, False) == (status(here.top), (here.top / "new").exists())


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (CommandSettings("a", ("no-such-agent",)), "no such program"),
        (CommandSettings("a", ("true",), reads=("~/no-such-folder",)), "~/no-such-folder: is not there"),
        (CommandSettings("a", ("true",), reads=("/",)), "is all of the home folder"),
    ],
)
def test_what_is_missing_is_told_before(settings: CommandSettings, said: str) -> None:
    """The program, or what it is to read."""
    with pytest.raises((AgentMissing, NotShown)) as told:
        check_command(settings)
    assert (True, True) == (said in str(told.value), isinstance(told.value, FerruleError))
