"""A ladder on which nothing changed is in the history like any other, though its run opened no database."""

import subprocess
import sys
from pathlib import Path

import pytest

from ferrule.api import clean, history, stored_run
from ferrule.store.pending import ASIDE, FOLDER, waiting
from ladder import climb
from workspaces import LIB, package, write

pytestmark = pytest.mark.cargo

HEAVY = (
    "sqlalchemy",
    "alembic",
    "tree_sitter",
    "junitparser",
    "rich.live",
    "ferrule.cli.fix",
    "ferrule.gates.coverage",
)
CODE = f"""
import sys
from ferrule.cli.main import guard
code = guard(["check", "--only", "fmt", "--only", "check"])
print(code, [name for name in {HEAVY!r} if name in sys.modules])
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a healthy package with its lock, on which two gates have run."""
    found = package(tmp_path / "ws")
    subprocess.run(("cargo", "generate-lockfile"), cwd=found, check=True, capture_output=True)
    climb(found, "fmt", "check")
    return found


def test_it_waits_and_is_listed_all_the_same(root: Path) -> None:
    """Two runs wait; whoever lists the history takes them in, in the order of their start."""
    reports = [climb(root, "fmt", "check") for _ in range(2)]
    names = [str(report.run_id) for report in reports]

    assert {f"{name}.json" for name in names} == {file.name for file in waiting(root / ".ferrule")}
    assert names == [run.id for run in reversed(history(root, 2))]
    assert ((), reports[1]) == (waiting(root / ".ferrule"), stored_run(root, "last").report)


def test_a_gate_that_ran_opens_the_history(root: Path) -> None:
    """A run of which nothing waits takes in those before it."""
    waited = climb(root, "fmt")
    write(root, {"src/lib.rs": LIB + "\n"})
    ran = climb(root, "fmt")

    assert () == waiting(root / ".ferrule")
    assert [ran.run_id, waited.run_id] == [run.id for run in history(root, 2)]


def test_without_a_history_nothing_waits(root: Path) -> None:
    """Where the database was taken away the run makes a new one, so that `history` has something to list."""
    (root / ".ferrule/ferrule.db").unlink()
    again = climb(root, "fmt", "check")

    assert ((), [again.run_id]) == (waiting(root / ".ferrule"), [run.id for run in history(root, 9)])


def test_cleaning_counts_what_waited(root: Path) -> None:
    """A run that waits is one of the newest, and its log stays."""
    kept = climb(root, "fmt", "check")
    logs = [row.log for row in kept.gates if row.cached]
    cleaned = clean(root, 1)

    assert (1, [kept.run_id]) == (cleaned.runs, [run.id for run in history(root, 9)])
    assert [True, True] == [bool(log and (root / log).is_file()) for log in logs]


def test_what_is_no_run_is_told_of(root: Path) -> None:
    """A file that cannot be taken in is kept apart, and every report says so until somebody has looked."""
    (root / ".ferrule" / FOLDER).mkdir()
    (root / ".ferrule" / FOLDER / "x.json").write_text("{")
    history(root, 1)

    (note,) = climb(root, "fmt", "check").notes
    assert str(root / ".ferrule" / FOLDER / ASIDE) in note


def test_nothing_heavy_is_imported(root: Path) -> None:
    """The program itself answers without the database, other commands, and gates of other profiles."""
    done = subprocess.run((sys.executable, "-c", CODE), cwd=root, capture_output=True, text=True, check=True)

    assert "0 []" == done.stdout.splitlines()[-1]
