"""The watch on real crates: what a save starts, what it cuts short, what it does not concern."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from ferrule.facts.gate import Verdict
from ferrule.facts.watch import Anew, Laddered, RoundBegan, RoundEnded, Saved
from watching import Watched
from workspaces import LIB, package, program, write

pytestmark = pytest.mark.cargo

BROKEN = LIB.replace("a + b", "a + c")
LAID_OUT_WRONGLY = LIB.replace("a + b", "a  +  b")


def test_a_save_climbs_what_it_concerns(tmp_path: Path) -> None:
    """A broken save fails `check`; the old text put back is known without running anything."""
    root = package(tmp_path)
    source = root / "src/lib.rs"
    with Watched(root, "fmt", "check") as seen:
        first = seen.ended()
        broken = seen.after(lambda: source.write_text(BROKEN))
        since = len(seen.told)
        mended = seen.after(lambda: source.write_text(LIB))

    assert [Verdict.PASSED, Verdict.FAILED, Verdict.PASSED] == [one.report.verdict for one in (first, broken, mended)]
    assert [True, True] == [row.cached for row in seen.rows(since)]


def test_quick_gates_have_their_verdict_first(tmp_path: Path) -> None:
    """`fmt` has its row before a slower gate of its own begins, though that one stands before it in the ladder."""
    root = package(tmp_path)
    with Watched(root, "check", "fmt") as seen:
        seen.ended()
        since = len(seen.told)
        seen.after(lambda: (root / "src/lib.rs").write_text(BROKEN))

    assert ["fmt", "check"] == [row.id for row in seen.rows(since)]


def test_a_save_that_changes_nothing_starts_nothing(tmp_path: Path) -> None:
    """The same text saved again, and a file that is only touched, wake nobody."""
    root = package(tmp_path)
    source = root / "src/lib.rs"
    with Watched(root, "fmt") as seen:
        seen.ended()
        again = seen.quiet(lambda: source.write_text(LIB))
        touched = seen.quiet(lambda: os.utime(source))

    assert ([], []) == (again, touched)


def test_what_no_gate_reads_wakes_nobody(tmp_path: Path) -> None:
    """Build products, histories, ferrule's own folder, ignored files and what editors put aside start no round."""
    root = package(tmp_path, {".gitignore": "target\nnotes/\n*.log\n"})
    subprocess.run(("git", "init", "-q"), cwd=root, check=True)
    others = {"target/debug/x.rs": "", ".git/x": "", ".ferrule/x": "", "notes/a.rs": "", "x.log": ""}
    others |= {"src/lib.rs~": "", "src/.lib.rs.swp": "", "src/4913": "", "src/.#lib.rs": "", "src/#lib.rs#": ""}
    with Watched(root, "check") as seen:
        seen.ended()
        told = seen.quiet(lambda: write(root, others), 2.5)

    assert [] == told


@pytest.mark.parametrize("way", ["rename", "truncate", "backup", "remove first"])
def test_every_way_to_save_is_seen(tmp_path: Path, way: str) -> None:
    """Editors write a new file and rename it, truncate the old one, move it aside first, or remove it."""
    root = package(tmp_path)
    source, beside = root / "src/lib.rs", root / "src/lib.rs.new"

    def save() -> None:
        if way == "rename":
            beside.write_text(BROKEN)
            beside.replace(source)
        elif way == "backup":
            source.rename(root / "src/lib.rs~")
            source.write_text(BROKEN)
        elif way == "remove first":
            source.unlink()
            source.write_text(BROKEN)
        else:
            with source.open("w") as file:
                file.flush()
                file.write(BROKEN)

    with Watched(root, "check") as seen:
        seen.ended()
        after = seen.after(save)

    assert Verdict.FAILED == after.report.verdict


def test_a_newer_save_cuts_short_what_is_outdated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A save in the middle of a slow gate ends it; no row of the old tree is told from then on."""
    monkeypatch.setenv("FERRULE_TRUST", "1")
    root, began = tmp_path / "demo", tmp_path / "began"
    package(root, {"ferrule.toml": '[[gate]]\nid = "slow"\nargv = ["./slow"]\nprofiles = ["standard"]\n'})
    program(root, "slow", f"touch {began}\nsleep 60")
    source = root / "src/lib.rs"
    with Watched(root, "slow") as seen:
        seen.until(began.exists)
        since = len(seen.told)
        program(root, "slow", "true")
        source.write_text(BROKEN)
        whole = seen.ended(since)

    assert Verdict.PASSED == whole.report.verdict
    assert any(isinstance(event, RoundEnded) and event.cut_short for event in seen.told[since:])
    assert [("slow", "passed")] == [(row.id, row.status.value) for row in seen.rows(since)]


def test_rows_are_stale_at_once(tmp_path: Path) -> None:
    """The news of a save names the gates that it concerns, before any of them begins."""
    root = package(tmp_path)
    with Watched(root, "fmt", "check", "deny") as seen:
        seen.ended()
        seen.after(lambda: (root / "src/lib.rs").write_text(BROKEN))

    saved = next(event for event in seen.told if isinstance(event, Saved))
    assert {"fmt", "check"} == saved.stale
    assert ("src/lib.rs",) == saved.paths
    began = [event for event in seen.told if isinstance(event, RoundBegan)]
    assert seen.told.index(saved) < seen.told.index(began[1])


def test_thousands_of_events_are_one_round(tmp_path: Path) -> None:
    """Two thousand new files are a round, or a few where the machine pauses, and not thousands; so is their removal."""
    root = package(tmp_path)
    names = {f"assets/{number % 20}/f{number}.txt": "x" for number in range(2000)}
    with Watched(root, "check") as seen:
        seen.ended()
        seen.after(lambda: write(root, names))
        seen.quiet(lambda: None)
        seen.after(lambda: shutil.rmtree(root / "assets"))
        seen.quiet(lambda: None)

    assert sum(event.count for event in seen.told if isinstance(event, Saved)) >= 2 * len(names)
    assert seen.count(RoundBegan) < 10


def test_a_new_profile_has_new_rows(tmp_path: Path) -> None:
    """Another profile is climbed at once, with a row for each of its gates."""
    root = package(tmp_path)
    with Watched(root, profile="quick") as seen:
        seen.ended()
        report = seen.after(lambda: seen.engine.choose("standard")).report

    assert ("standard", True) == (report.profile, len(report.gates) > 5)
    assert "standard" in [event.profile for event in seen.told if isinstance(event, Laddered)]


def test_a_rerun_runs_what_it_is_told(tmp_path: Path) -> None:
    """A remembered verdict stands until somebody asks for it anew."""
    root = package(tmp_path)
    with Watched(root, "fmt", "check") as seen:
        seen.ended()
        before = len(seen.told)
        seen.after(lambda: seen.engine.again(Anew(frozenset({"fmt"}))))
        one = seen.remembered(before)
        before = len(seen.told)
        seen.after(lambda: seen.engine.again(Anew(everything=True)))

    assert {"fmt": False, "check": True} == one
    assert {"fmt": False, "check": False} == seen.remembered(before)
