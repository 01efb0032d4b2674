"""A disk without room takes nothing, says so, and loses nothing."""

from pathlib import Path

import pytest

from store import children

FIRST = """
from ferrule.facts.gate import GateResult
from ferrule.facts.status import Status
from store.samples import NOON
def told(deed):
    try:
        deed()
    except FerruleError as refusal:
        print(type(refusal).__name__, str(refusal).replace(str(folder), "FOLDER"))
def fill():
    with (folder / "filler").open("wb", buffering=0) as file:
        try:
            for block in (65536, 4096, 1):
                try:
                    while file.write(bytes(block)):
                        pass
                except OSError:
                    pass
        finally:
            file.close()
def again(run_id):
    with open_database(folder) as database:
        record(database, run_of(run_id))
def whole():
    with open_database(folder) as database:
        with database.reading() as connection:
            print(connection.exec_driver_sql("PRAGMA integrity_check").scalar())
        print(load(database, "first") == run_of("first"), load(database, "last").run.id)
again("first")
"""


@pytest.fixture
def small(tmp_path: Path, bwrap: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """A folder on a disk of one megabyte, and the words that start a program which sees it."""
    folder = tmp_path / "small"
    folder.mkdir()
    return str(folder), (*bwrap, "--size", "1000000", "--tmpfs", str(folder))


@pytest.mark.sandbox
def test_a_run_that_does_not_fit(small: tuple[str, tuple[str, ...]]) -> None:
    """A run larger than the disk is a foreseen error; earlier runs stay, and later ones fit again."""
    folder, within = small
    code = """
def huge():
    row = GateResult("check", "x" * 3_000_000, Status.FAILED)
    with open_database(folder) as database:
        record(database, run_of("huge", NOON, row))
told(huge)
again("second")
whole()
"""

    out = children.run(FIRST + code, folder, within=within)

    assert out.splitlines() == [
        "StoreBroken FOLDER/ferrule.db: database or disk is full",
        "ok",
        "True second",
    ]


@pytest.mark.sandbox
def test_no_byte_left(small: tuple[str, tuple[str, ...]]) -> None:
    """On a full disk no run, log or scratch folder is taken; all is well once there is room."""
    folder, within = small
    code = """
import shutil
fill()
told(lambda: again("second"))
told(lambda: keep_log(folder, "x" * 9000))
told(lambda: scratch(Place(folder), "run"))
print([str(file) for file in (folder / "logs").rglob("*") if file.is_file()])
(folder / "filler").unlink()
again("second")
whole()
print(read_log(folder, keep_log(folder, "x" * 9000).sha256) == "x" * 9000)
"""

    out = children.run(FIRST + code, folder, within=within).splitlines()

    assert out[0].startswith("StoreBroken FOLDER/ferrule.db: ")
    assert all(line.startswith("StoreBroken FOLDER/") and line.endswith("No space left on device") for line in out[1:3])
    assert out[3:] == ["[]", "ok", "True second", "True"]


@pytest.mark.sandbox
def test_the_state_goes_to_the_cache(small: tuple[str, tuple[str, ...]], cache: Path) -> None:
    """A workspace on a full disk has its state in the user's cache, and the reason is given."""
    folder, within = small
    code = """
fill()
place = state_folder(folder)
print(place.folder)
print(place.why.replace(str(folder), "FOLDER"))
"""

    where, why = children.run(FIRST + code, folder, within=within).splitlines()

    assert Path(where).is_relative_to(cache / "ferrule" / "workspaces")
    assert why.startswith("FOLDER/.ferrule")
    assert why.endswith("No space left on device")
