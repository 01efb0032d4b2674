"""What the last `ferrule check` knows of the locked crates decides who is asked, while the lock is the same (P34)."""

from pathlib import Path

import pytest

from advisories import database, locking
from flow.fix.crates import MARKS
from flow.levels.crates import climbed
from ladder import ferrule, ferrule_json
from workspaces import manifest, package, write

pytestmark = MARKS
KEPT = "pub struct Frame;\npub fn whole(_: &Frame) -> bool { true }\n"
WRONG = "pub fn f(frame: &cfg_if::Frame) -> u8 {\n    cfg_if::whole(frame)\n}\n"
"""One error, E0308, in an item that uses the crate."""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a workspace that locks a crate of which an advisory speaks, in a database that is there already."""
    monkeypatch.setenv("CARGO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CARGO_NET_OFFLINE", "true")
    database(tmp_path / "home/advisory-db", "cfg-if")
    return locking(tmp_path / "ws", {"kept/cfg-if/src/lib.rs": KEPT})


def triggers(root: Path) -> list[str | None]:
    """Give why the incidents of a run skipped levels."""
    write(root, {"src/lib.rs": WRONG})
    climbed(root, "--max-level", "3")
    _, listed = ferrule_json(root, "incidents", "list", "--all")
    return [one["trigger"] for one in listed["incidents"]]


def test_a_known_advisory_sends_an_error_to_the_security_architect(root: Path) -> None:
    """The check found it; the repair reads that and looks nothing up."""
    checked = ferrule(root, "check", "--trust", "--only", "audit")

    [trigger] = triggers(root)

    assert (1, True) == (checked.returncode, "RUSTSEC-2024-0002" in checked.stdout)
    assert trigger is not None
    assert trigger.startswith("security (P34): ")
    assert trigger.endswith("of cfg-if, of which RUSTSEC-2024-0002 speaks")


def test_another_lock_is_not_what_was_audited(root: Path) -> None:
    """Of a lock that has one crate more, nothing is known."""
    ferrule(root, "check", "--trust", "--only", "audit")
    with (root / "Cargo.toml").open("a") as lines:
        lines.write('other = { path = "other" }\n')
    package(root / "other", {"Cargo.toml": manifest("other")})

    assert [None] == triggers(root)
