"""A failing test whose output tells a data race is an architect's: at level 3 at once, with its packet (P36)."""

import os
import subprocess
from pathlib import Path

import pytest

from flow.fix.crates import tree
from flow.levels.crates import LEVELS
from ladder import ferrule, ferrule_json
from workspaces import package

pytestmark = pytest.mark.cargo
RACES = """#[cfg(test)]
mod tests {
    static mut COUNT: u64 = 0;

    #[test]
    fn counts() {
        let count = || (0..1000).for_each(|_| unsafe { COUNT += 1 });
        let threads = [std::thread::spawn(count), std::thread::spawn(count)];
        threads.map(|thread| thread.join().unwrap());
    }
}
"""
LOOM = """#[cfg(test)]
mod tests {
    #[test]
    fn counts() {
        panic!("Causality violation: Concurrent write accesses to `UnsafeCell`.");
    }
}
"""
"""What loom 0.7 says, without loom."""
LOOK = ("fix", "--trust", "--failing-tests", "--reruns", "0", "--back", "0")
SANITIZED = {
    "RUSTUP_TOOLCHAIN": "nightly",
    "RUSTFLAGS": "-Zsanitizer=thread -Cunsafe-allow-abi-mismatch=sanitizer",
}


def has_nightly() -> bool:
    """Tell whether there is a toolchain with sanitizers."""
    known = subprocess.run(("rustc", "-vV"), env=os.environ | SANITIZED, capture_output=True, text=True, check=False)
    return known.returncode == 0 and "x86_64-unknown-linux-gnu" in known.stdout


@pytest.mark.skipif(not has_nightly(), reason="no nightly toolchain for x86-64 Linux")
def test_thread_sanitizer(tmp_path: Path) -> None:
    """The race is seen, the incident is at level 3 with a packet, nothing is edited; without the race it is over."""
    root = package(tmp_path / "ws", {"src/lib.rs": RACES})
    before = tree(root)

    code, report = ferrule_json(root, *LOOK, **LEVELS, **SANITIZED)
    [one] = report["incidents"]
    _, told = ferrule_json(root, "incidents", "show", one["id"])
    plain = ferrule(root, "fix", "--trust", **LEVELS)
    _, open_still = ferrule_json(root, "incidents", "list")
    held, _ = ferrule_json(root, *LOOK, **LEVELS)
    _, after = ferrule_json(root, "incidents", "list")

    words = "concurrency (P36): the test's output reports it: WARNING: ThreadSanitizer: data race"
    assert (1, "test", 3, words) == (code, one["class"], one["level"], told["trigger"])
    assert f"{one['id']} is at level 3: {words}" in report["notes"]
    assert ("systems-architect", 3) == (told["packets"][-1]["to"], told["packets"][-1]["level"])
    assert "tests::COUNT" in told["packets"][-1]["error_full"]
    assert (0, [one["id"]]) == (plain.returncode, [each["id"] for each in open_still["incidents"]])
    assert (0, []) == (held, after["incidents"])
    assert before == tree(root)


def test_words_of_loom_and_levels(tmp_path: Path) -> None:
    """With level 3 closed the incident stays where it was; else the test's own output is enough."""
    root = package(tmp_path / "ws", {"src/lib.rs": LOOM})

    _, low = ferrule_json(root, *LOOK, "--max-level", "2", **LEVELS)
    _, high = ferrule_json(root, *LOOK, **LEVELS)

    assert [1, 3] == [report["incidents"][0]["level"] for report in (low, high)]
    assert "Causality violation" in high["notes"][-1]
