"""`kill -9` at each stage, processes that meet at one incident, and a store that somebody else holds."""

from dataclasses import replace
from pathlib import Path

import pytest

from escalation import children
from escalation.samples import SEEN, another, brought_to, machine_of
from ferrule.errors import IllegalMove, StoreBroken
from ferrule.facts.escalation import Cause, Stage
from ferrule.store import database as door
from ferrule.store.database import Database, open_database

WORK = """
with open_database(folder) as database:
    machine = machine_of(database, "killed")
    tracked = brought_to(machine, stage)
    if stage is not Stage.OPEN:
        tracked = machine.attempted(tracked.id, right=False, seconds=7.5)
    if stage in (Stage.LEVEL2, Stage.LEVEL3):
        machine.asked(tracked.id, PACKET, "coordinator")
    print(machine.take(tracked.id), tracked.id, flush=True)
    sys.stdin.readline()
"""
TAKE = """
with open_database(folder) as database:
    machine = machine_of(database, "other")
    print("ready", flush=True)
    sys.stdin.readline()
    tracked = machine.met(SEEN)
    print(machine.take(tracked.id), flush=True)
    sys.stdin.readline()
"""
TAKE_ALL = """
with open_database(folder) as database:
    machine = machine_of(database, "other")
    print("ready", flush=True)
    sys.stdin.readline()
    names = [machine.met(another(n)).id for n in range(30)]
    print(len(machine.take_all(names)), flush=True)
    sys.stdin.readline()
"""
TRY = """
with open_database(folder) as database:
    machine = machine_of(database, "other")
    tracked = brought_to(machine, stage)
    print("ready", flush=True)
    sys.stdin.readline()
    made = 0
    for _ in range(3):
        try:
            machine.attempted(tracked.id, right=False, seconds=1)
            made += 1
        except FerruleError:
            pass
    print(made, flush=True)
"""
ACTIVE = (Stage.OPEN, Stage.LEVEL1, Stage.LEVEL2, Stage.LEVEL3, Stage.WAITING)


@pytest.mark.parametrize("stage", ACTIVE)
def test_a_killed_owner(folder: Path, stage: Stage) -> None:
    """While its owner lives nobody else gets an incident; after `kill -9` it goes on with the same counters."""
    child = children.start(WORK, folder, stage)
    taken, incident = children.heard(child).split()
    with open_database(folder) as database:
        machine = machine_of(database, "next")
        before = machine.get(incident)
        busy = (machine.take(incident), machine.met(SEEN), machine.met(replace(SEEN, source_sha256="cc")))
        with pytest.raises(IllegalMove, match=f"process {child.pid} works on it"):
            machine.move(incident, Stage.OPEN, Cause.SOURCE_CHANGED)
        child.kill()
        child.wait()
        after = machine.met(SEEN)
        last = machine.events(incident)[-1]
        free = machine.take(incident)
    for pipe in (child.stdin, child.stdout):
        assert pipe is not None
        pipe.close()

    assert ("True", (False, before, before), True) == (taken, busy, free)
    assert (stage, stage, stage, Cause.RESUMED) == (after.stage, last.before, last.after, last.cause)
    assert (before.attempts, before.seconds, before.episode) == (after.attempts, after.seconds, after.episode)
    level = {Stage.LEVEL1: 0, Stage.LEVEL2: 1, Stage.LEVEL3: 2}.get(stage)
    assert (0 if level is None else 1) == sum(after.attempts)
    assert level is None or after.attempts[level] == 1


def test_two_processes_take_one_incident(folder: Path) -> None:
    """Of two that find the same new error one opens it, one gets it, and there is one incident."""
    started = [children.start(TAKE, folder, "open") for _ in range(2)]
    assert ["ready", "ready"] == [children.heard(child) for child in started]
    for child in started:
        children.told(child)
    got = sorted(children.heard(child) for child in started)
    for child in started:
        child.communicate("end\n", timeout=60)

    with open_database(folder) as database:
        assert (["False", "True"], 1) == (got, len(machine_of(database).incidents()))


def test_two_processes_never_share_out(folder: Path) -> None:
    """Of two that find the same errors one gets all of them: neither repairs what the other one's repair needs."""
    started = [children.start(TAKE_ALL, folder, "open") for _ in range(2)]
    assert ["ready", "ready"] == [children.heard(child) for child in started]
    for child in started:
        children.told(child)
    got = sorted(int(children.heard(child)) for child in started)
    for child in started:
        child.communicate("end\n", timeout=60)

    assert [0, 30] == got


def test_what_is_free_of_several_is_taken(folder: Path) -> None:
    """Where another process has one of them, the rest is given."""
    child = children.start(WORK, folder, Stage.LEVEL1)
    _, held = children.heard(child).split()
    with open_database(folder) as database:
        machine = machine_of(database, "next")
        free = machine.met(another(1)).id
        assert {free} == machine.take_all([held, free])
    child.communicate("end\n", timeout=60)


def test_two_processes_share_two_attempts(folder: Path) -> None:
    """Two processes that try at once, without a lease, get two attempts together and no third."""
    with open_database(folder) as database:
        tracked = brought_to(machine_of(database), Stage.LEVEL1)
        code = TRY.replace("brought_to(machine, stage)", f"machine.get({tracked.id!r})")
        started = [children.start(code, folder, "level1") for _ in range(2)]
        assert ["ready", "ready"] == [children.heard(child) for child in started]
        made = [child.communicate("go\n", timeout=60)[0] for child in started]

        assert 2 == sum(int(words) for words in made)
        assert (2, 0, 0) == machine_of(database).get(tracked.id).attempts


def test_released_incidents_are_free(database: Database) -> None:
    """What is let go can be taken, twice by the same process too, and nothing is resumed by that."""
    machine = machine_of(database)
    tracked = brought_to(machine, Stage.LEVEL1)
    got = [machine.take(tracked.id), machine.take(tracked.id)]
    machine.release(tracked.id)
    machine.release(tracked.id)
    got.append(machine.take(tracked.id))

    assert [True, True, True] == got
    assert [Cause.MET, Cause.MET] == [event.cause for event in machine.events(tracked.id)]


def test_a_locked_store(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While somebody else writes, each step is refused as a whole, and stands whole when it is taken later."""
    monkeypatch.setattr(door, "BUSY_S", 0.05)
    with open_database(folder) as database, open_database(folder) as other:
        machine = machine_of(database)
        tracked = brought_to(machine, Stage.LEVEL1)
        told = machine.events(tracked.id)
        with other.writing():
            for step in (
                lambda: machine.attempted(tracked.id, right=True, seconds=1),
                lambda: machine.move(tracked.id, Stage.RESOLVED, Cause.VERIFIED),
                lambda: machine.met(replace(SEEN, fingerprint="ff")),
                lambda: machine.take(tracked.id),
            ):
                with pytest.raises(StoreBroken, match="locked"):
                    step()
            assert (tracked, told) == (machine.get(tracked.id), machine.events(tracked.id))

        machine.move(tracked.id, Stage.RESOLVED, Cause.VERIFIED)
        assert (1, "") == (len(machine.incidents()), machine.broken_chain())
