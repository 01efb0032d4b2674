"""Which gates overlap: one lane for the target folder, two from four cores on, the rest beside them."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from ferrule.facts.gate import Writes
from ferrule.facts.progress import Activity, Finished, Progress
from ferrule.facts.status import Reason
from ferrule.facts.workspace import Selection
from ferrule.gates import check, clippy, doc, doctest, fmt, lockfile, test
from ferrule.gates.climb import Climb
from ferrule.gates.gate import Gate, Job
from ferrule.gates.schedule import Lane, lanes, opening
from ferrule.workspace.reading import read_both
from workspaces import package

BOUND: tuple[Gate, ...] = (check, clippy, test, doctest, doc)
OWN = Path("/own")


@dataclass(frozen=True)
class Free:
    """A gate that writes nothing; only what a schedule looks at is filled in."""

    ID: str
    WRITES: Writes = Writes.NOTHING
    NOTHING: Reason = Reason.NOTHING_SEEN


def ids(lane: Lane) -> list[str]:
    """Give the gates of a lane."""
    return [gate.ID for gate in lane.gates]


@pytest.mark.parametrize("cores", [1, 2, 3])
def test_few_cores_have_one_lane_for_cargo(cores: int) -> None:
    """Four cargo gates in parallel take as long as in a row there; fmt overlaps."""
    bound, free = lanes((fmt, *BOUND), cores, None, {}, OWN)

    assert ["check", "clippy", "test", "doctest", "doc"] == ids(bound)
    assert (None, None, ["fmt"]) == (bound.jobs, bound.target, ids(free))


def test_four_cores_have_two_which_share_them() -> None:
    """Gates that only check build in a folder of their own; together they start five compilers at most."""
    runs, checks = lanes(BOUND, 5, None, {}, OWN)

    assert (["test", "doctest"], None) == (ids(runs), runs.target)
    assert (["check", "clippy", "doc"], OWN) == (ids(checks), checks.target)
    assert 5 == (runs.jobs or 0) + (checks.jobs or 0)


@pytest.mark.parametrize(("jobs", "own"), [(2, OWN), (None, None)])
def test_the_users_limit_counts_and_so_does_a_missing_folder(jobs: int | None, own: Path | None) -> None:
    """`--jobs 2` on eight cores, or a sandbox with one folder: one lane."""
    [bound] = lanes(BOUND, 8, jobs, {}, own)

    assert (jobs, None) == (bound.jobs, bound.target)


def test_one_kind_of_gate_needs_no_second_lane() -> None:
    """Without a gate that runs code there is nothing to overlap with."""
    assert 1 == len(lanes((check, clippy), 8, None, {}, OWN))
    assert () == lanes((), 8, None, {}, OWN)


def test_free_gates_start_with_the_longest() -> None:
    """Learned from earlier runs; one not seen before comes last, in the order of the ladder."""
    gates = tuple(Free(name) for name in ("a", "b", "c", "d"))

    [lane] = lanes(gates, 2, None, {"c": 9.0, "b": 2.0}, OWN)  # type: ignore[arg-type]

    assert ["c", "b", "a", "d"] == ids(lane)


def test_free_gates_are_shared_out_by_time() -> None:
    """With cores for it three run at once, and the longest has a worker of its own."""
    gates = tuple(Free(name) for name in ("a", "b", "c", "d", "e"))

    found = lanes(gates, 4, None, {"a": 1.0, "b": 9.0, "c": 2.0, "d": 3.0, "e": 1.0}, OWN)  # type: ignore[arg-type]

    assert [["b"], ["d", "e"], ["c", "a"]] == [ids(lane) for lane in found]


@pytest.mark.parametrize("cores", [2, 8])
def test_the_lock_is_looked_at_before_anything_is_compiled(cores: int) -> None:
    """A compile brings it up to date; so it is in no lane that runs beside one."""
    gates = (fmt, lockfile, *BOUND)

    assert (lockfile,) == opening(gates)
    assert all("lockfile" not in ids(lane) for lane in lanes(gates, cores, None, {}, OWN))


@pytest.mark.cargo
def test_nothing_begins_before_the_opening_has_ended(tmp_path: Path) -> None:
    """Not even in lanes that would have the cores for it."""
    root = package(tmp_path / "ws")
    subprocess.run(("cargo", "generate-lockfile"), cwd=root, check=True, capture_output=True)
    (tmp_path / "scratch").mkdir()
    told: list[Progress] = []
    job = Job(read_both(root)[0], Selection(), tmp_path / "scratch", "run", jobs=4, lanes_target=tmp_path / "lane")

    Climb(job, told.append).rows((fmt, lockfile, check, test), lambda _: False)

    events = [
        one.result.id if isinstance(one, Finished) else f"begin {one.gate}"
        for one in told
        if not isinstance(one, Activity)
    ]
    assert ["begin lockfile", "lockfile"] == events[:2]
    assert {"fmt", "check", "test"} <= set(events)
