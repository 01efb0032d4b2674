"""The watch through what goes wrong around it: broken manifests, folders that go, file systems without events."""

import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ferrule.api import trust
from ferrule.facts.gate import Verdict
from ferrule.facts.status import Reason
from ferrule.facts.watch import Muted, RoundBegan, Seeing, Trouble
from ladder import FERRULE
from watching import Watched
from workspaces import LIB, manifest, package, program, write

pytestmark = pytest.mark.cargo

BROKEN = LIB.replace("a + b", "a + c")


@pytest.mark.parametrize("text", ["[package\n", manifest("demo").replace("2021", "2099")], ids=["toml", "cargo"])
def test_a_broken_manifest_is_shown_and_mended(tmp_path: Path, text: str) -> None:
    """A Cargo.toml with a mistake is told of with its words; the watch goes on once it is mended."""
    root = package(tmp_path)
    good = (root / "Cargo.toml").read_text()
    with Watched(root, "fmt") as seen:
        seen.ended()
        (root / "Cargo.toml").write_text(text)
        seen.until(lambda: seen.count(Trouble) > 0)
        mended = seen.after(lambda: (root / "Cargo.toml").write_text(good))

    [words] = {event.words for event in seen.told if isinstance(event, Trouble)}
    assert "Cargo.toml" in words
    assert Verdict.PASSED == mended.report.verdict


def test_a_workspace_that_is_broken_from_the_start_is_waited_for(tmp_path: Path) -> None:
    """The watch begins on a manifest that nobody can read, and climbs when it can be read."""
    root = write(tmp_path, {"Cargo.toml": "[package\n"})
    with Watched(root, "fmt") as seen:
        seen.until(lambda: seen.count(Trouble) > 0)
        mended = seen.after(lambda: package(root))

    assert Verdict.PASSED == mended.report.verdict


def test_a_folder_that_is_made_anew_is_watched_again(tmp_path: Path) -> None:
    """The workspace is removed and comes back under its name: what is saved there from then on is seen."""
    root = package(tmp_path / "demo")
    with Watched(root, "check") as seen:
        seen.ended()
        shutil.rmtree(root)
        seen.until(lambda: seen.count(Trouble) > 0)
        back = seen.after(lambda: package(root))
        broken = seen.after(lambda: (root / "src/lib.rs").write_text(BROKEN))

    assert [Verdict.PASSED, Verdict.FAILED] == [back.report.verdict, broken.report.verdict]


def test_polling_sees_what_is_saved(tmp_path: Path) -> None:
    """With `--poll` no event is needed, and the watch says that it polls."""
    root = package(tmp_path)
    with Watched(root, "check", poll=True) as seen:
        seen.ended()
        broken = seen.after(lambda: (root / "src/lib.rs").write_text(BROKEN))

    assert Verdict.FAILED == broken.report.verdict
    assert [Seeing(polling=True, why="asked for")] == [event for event in seen.told if isinstance(event, Seeing)]


def test_a_new_file_in_a_new_folder_is_seen(tmp_path: Path) -> None:
    """A folder that is made while the watch runs is watched, too: its second file wakes the watch."""
    root = package(tmp_path)
    with Watched(root, "check") as seen:
        seen.ended()
        seen.after(lambda: write(root, {"examples/deep/main.rs": "fn main() {}\n"}))
        broken = seen.after(lambda: write(root, {"examples/deep/main.rs": "fn main() { nowhere() }\n"}))

    assert Verdict.FAILED == broken.report.verdict


def test_a_path_dependency_elsewhere_is_watched(tmp_path: Path) -> None:
    """What lies outside of the root and is built with it counts as much."""
    write(tmp_path / "far", {"Cargo.toml": manifest("far"), "src/lib.rs": "//! Far.\n"})
    root = package(tmp_path / "demo", more='[dependencies]\nfar = { path = "../far" }\n')
    with Watched(root, "check") as seen:
        seen.ended()
        broken = seen.after(lambda: (tmp_path / "far/src/lib.rs").write_text("fn broken( {}\n"))

    assert Verdict.FAILED == broken.report.verdict


def test_a_gate_that_writes_starts_no_endless_rounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that a gate writes anew each time it runs is found out and passed over from then on."""
    monkeypatch.setenv("FERRULE_TRUST", "1")
    own = '[[gate]]\nid = "writes"\nargv = ["./writes"]\nprofiles = ["standard"]\n'
    root = package(tmp_path, {"ferrule.toml": own})
    program(root, "writes", "date +%N > out.txt; sleep 1")
    with Watched(root, "writes") as seen:
        seen.until(lambda: seen.count(Muted) > 0)
        seen.ended()
        later = seen.quiet(lambda: None, 3.0)

    assert ["out.txt"] == [event.path for event in seen.told if isinstance(event, Muted)]
    assert [] == [event for event in later if isinstance(event, RoundBegan)]


def test_an_untrusted_workspace_waits_for_trust(tmp_path: Path) -> None:
    """Nothing is started where settings name programs; the ladder is climbed as soon as somebody trusts them."""
    root = package(tmp_path, {".cargo/config.toml": "[term]\n"})
    with Watched(root, "fmt") as seen:
        refused = seen.ended()
        trusted = seen.after(lambda: trust(root))

    assert {Reason.UNTRUSTED} == {row.reason for row in refused.report.gates if row.id == "fmt"}
    assert Verdict.PASSED == trusted.report.verdict


@pytest.mark.sandbox
@pytest.mark.skipif(sys.platform != "linux", reason="limits of inotify in a user namespace")
def test_without_events_left_it_polls(tmp_path: Path) -> None:
    """Where the system gives no more watches, the watch falls back to polling, says so, and sees what is saved."""
    root = package(tmp_path)
    script = f'echo 0 > /proc/sys/user/max_inotify_watches; exec "{FERRULE}" watch --only check'
    child = subprocess.Popen(("unshare", "-Ur", "sh", "-c", script), cwd=root, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    watchdog = threading.Timer(90, child.kill)
    watchdog.start()
    said: list[str] = []
    for line in child.stdout:
        said.append(line)
        if "profile standard" in line and any("events" in one for one in said):
            (root / "src/lib.rs").write_text(BROKEN)
        if line.startswith("check: failed"):
            child.terminate()
    watchdog.cancel()

    assert any(line.startswith("note: polling: the system gives no events") for line in said), said
    assert 130 == child.wait(30)
