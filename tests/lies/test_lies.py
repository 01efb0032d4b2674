"""None of the planted lies is believed; see `catalog.py` for the list."""

import subprocess
from collections import Counter
from pathlib import Path

import pytest

from advisories import run_of, verdict
from ferrule.facts.gate import GateResult
from ferrule.gates import features, lockfile, msrv, mutants, nextest, semver_checks
from ferrule.gates import package as package_gate
from ferrule.gates.catalog import GATES
from ferrule.gates.climb import Climb
from ferrule.gates.gate import Gate
from ladder import climb
from lies.catalog import ADMITTED, LIES
from lies.lie import Lie, plant, stand_in
from workspaces import package

pytestmark = pytest.mark.cargo
OUTSIDE: tuple[Gate, ...] = (lockfile, msrv, features, package_gate, semver_checks, mutants)
"""Gates that are climbed by themselves where no profile has them."""
FOOLED = tuple(lie for lie in LIES if lie.exits is not None)
LEAST = 40


def rows(lie: Lie, root: Path) -> dict[str, GateResult]:
    """Climb the gate and those beside it; give their rows by id."""
    known = {gate.ID for gate in GATES}
    alone = {gate.ID: gate for gate in OUTSIDE if gate.ID not in known}
    ids = (lie.gate, *lie.beside)
    if lie.gate not in alone:
        report = climb(root, *ids, profile="release", use_cache=False, timeout_s=lie.timeout_s)
        return {row.id: row for row in report.gates if row.id in ids}
    ladder = tuple(gate for gate in (*GATES, *alone.values()) if gate.ID in ids)
    climbed = Climb(run_of(root, root.parent / "scratch"), lambda _: None).rows(ladder, lambda _: False)
    return {one.result.id: one.result for one in climbed}


def told(row: GateResult) -> str:
    """Give all that a reader sees of a row."""
    counted = f"{row.seen.count} {row.seen.unit}" if row.seen else ""
    return "\n".join((row.detail, counted, *(finding.message for finding in row.findings)))


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie.id)
def test_no_lie_is_believed(lie: Lie, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The row has not passed, says why in the listed words, and the rows beside it are unharmed."""
    climbed = rows(lie, plant(lie, tmp_path, monkeypatch))

    row = climbed.pop(lie.gate)
    assert "passed" != row.status
    assert lie.must == verdict(row), told(row)
    assert lie.said in told(row)
    assert dict.fromkeys(lie.beside, "passed") == {gate: verdict(other) for gate, other in climbed.items()}


@pytest.mark.parametrize("lie", FOOLED, ids=lambda lie: lie.id)
def test_who_goes_by_exit_codes_is_fooled(lie: Lie, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The script's own command ends as the list says: with 0 it would have been green, else red without a reason."""
    root = plant(lie, tmp_path, monkeypatch)

    done = subprocess.run(("bash", "-c", lie.command), cwd=root, capture_output=True, text=True, check=False)

    assert lie.exits == (done.returncode if done.returncode >= 0 else 128 - done.returncode), done.stderr


@pytest.mark.parametrize("entry", ADMITTED, ids=lambda entry: entry.id)
def test_what_passes_says_what_a_reader_should_know(
    entry: Lie, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """These pass, and the row tells what stands behind it."""
    row = rows(entry, plant(entry, tmp_path, monkeypatch))[entry.gate]

    assert "passed" == verdict(row), told(row)
    assert entry.said in told(row)


def test_a_report_of_an_earlier_climb_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A nextest that does nothing is not green by the report that an earlier one left in the same folder."""
    job = run_of(package(tmp_path / "ws"), tmp_path / "scratch")
    [good] = Climb(job, lambda _: None).rows([nextest], lambda _: False)

    stand_in({"cargo-nextest": "exit 0"}, tmp_path, monkeypatch)
    [lying] = Climb(job, lambda _: None).rows([nextest], lambda _: False)

    assert ["passed", "inconclusive: unreadable-output"] == [verdict(good.result), verdict(lying.result)]


def test_the_list_is_long_and_leaves_no_gate_out() -> None:
    """At least forty lies; each gate has some; most of them would fool a script."""
    by_gate = Counter(lie.gate for lie in LIES)
    ids = [lie.id for lie in (*LIES, *ADMITTED)]

    assert len(LIES) >= LEAST
    assert len(ids) == len(set(ids))
    assert set() == {gate.ID for gate in GATES} - set(by_gate)
    assert {"mine", *(gate.ID for gate in OUTSIDE)} <= set(by_gate)
    assert sum(lie.exits == 0 for lie in LIES) > len(LIES) / 2
