"""What rustc prints without Cargo: what is a finding, what is none, and what nobody understood."""

from pathlib import Path

from ferrule.facts.finding import Level
from ferrule.facts.workspace import Package, Target, Workspace
from ferrule.repair.compile.messages import read_rustc_json
from ferrule.repair.compile.unit import Unit
from ferrule.repair.compile.units import units_of
from ferrule.repair.compile.wrapper import Note

SOURCE = Path("/ws/src/lib.rs")
TARGET = Target("demo", ("lib",), SOURCE, tested=True, doctested=True)
PACKAGE = Package("path+file:///ws#demo@0.1.0", "demo", "0.1.0", "2021", Path("/ws/Cargo.toml"), (TARGET,), (), ())
WORKSPACE = Workspace(Path("/ws"), Path("/ws/target"), (PACKAGE,), is_virtual=False)
ARGV = ("rustc", "--crate-name", "demo", "src/lib.rs", "-C", "extra-filename=-1f")


def unit(env: dict[str, str], cargo_json: str = "", live: dict[str, str] | None = None) -> Unit:
    """Give the unit of a note with this environment."""
    note = Note(ARGV, Path("/ws"), {"CARGO_MANIFEST_DIR": "/ws"} | env)
    [found] = units_of([note], WORKSPACE, cargo_json, live or {})
    return found


def test_notices_are_no_findings_and_junk_is_handed_back() -> None:
    """Artifacts and reports of other kinds pass, a diagnostic is read, the rest is kept as it came."""
    lines = [
        '{"$message_type":"artifact","artifact":"/out/libdemo.rmeta","emit":"metadata"}',
        '{"artifact":"/out/libdemo.rmeta","emit":"metadata"}',
        '{"$message_type":"future_incompat","future_incompat_report":[]}',
        '{"$message_type":"diagnostic","message":"no","level":"error","spans":[],"children":[],"code":null}',
        '{"message":"aborting due to 1 previous error","level":"error","spans":[],"children":[],"code":null}',
        '{"$message_type":"diagnostic","message":"no","level":"odd"}',
        "thread 'rustc' panicked",
    ]

    reading = read_rustc_json("\n".join(lines), unit({}))

    assert [("demo", Level.ERROR, "no")] == [(f.package, f.level, f.message) for f in reading.findings]
    assert tuple(lines[-2:]) == reading.unread


def test_only_what_differs_is_kept() -> None:
    """What ferrule has itself is taken live; a build script's variables come from Cargo's own words."""
    script = '{"reason":"build-script-executed","package_id":"path+file:///ws#demo@0.1.0","env":[["A","script"]]}'
    noted = {"A": "noted", "B": "same", "CARGO": "/c", "PWD": "/ws", "CARGO_MAKEFLAGS": "-j"}

    found = unit(noted, f'{script}\n{{"reason":"build-script-executed"}}\nother', {"B": "same", "A": "noted"})

    assert (("A", "script"), ("CARGO", "/c"), ("CARGO_MANIFEST_DIR", "/ws")) == found.env
    assert ("demo-1f", None, False) == (found.key, found.incremental, found.emits_metadata)


def test_calls_for_others_are_passed_over() -> None:
    """A note of a package that is no member is no unit."""
    assert () == units_of([Note(ARGV, Path("/other"), {"CARGO_MANIFEST_DIR": "/other"})], WORKSPACE, "")
