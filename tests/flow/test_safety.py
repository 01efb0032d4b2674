"""Hostile workspaces, secrets, interruptions: nothing starts unasked, nothing leaks, nothing stays behind."""

import os
import secrets
import signal
import subprocess
import time
from pathlib import Path

import pytest

from ferrule.api import check, distrust, trust
from ferrule.facts.request import CheckRequest
from ferrule.facts.status import Reason
from ferrule.gates.catalog import PROFILES
from ferrule.process.door import sandbox_refusal
from ladder import FERRULE, brief, climb, ferrule, ferrule_json, row
from processes import alive, eventually
from workspaces import package, program, write

pytestmark = pytest.mark.cargo

SECRET = {"CARGO_REGISTRIES_MINE_TOKEN": "hunter2hunter2"}
REFUSAL = sandbox_refusal()
needs_bwrap = pytest.mark.skipif(bool(REFUSAL), reason=f"no sandbox on this machine: {REFUSAL}")


def hostile(root: Path) -> tuple[Path, Path]:
    """Make a workspace whose settings name programs of its own; gives it and the file they would leave."""
    marker = root.parent / "started"
    evil = program(root, "evil", f'touch {marker}; exec rustc "$@"')
    settings = {
        ".cargo/config.toml": f'[build]\nrustc = "{evil}"\n',
        "rust-toolchain.toml": f'[toolchain]\npath = "{root}/toolchain"\n',
    }
    for name in ("cargo", "rustc", "rustdoc"):
        program(root / "toolchain/bin", name, f"touch {marker}; exit 1")
    return write(package(root), settings), marker


def test_a_hostile_workspace_starts_nothing(tmp_path: Path) -> None:
    """Every command leaves the named programs alone, and `check` has a row for each gate that says why."""
    root, marker = hostile(tmp_path / "ws")

    code, report = ferrule_json(root, "check")
    for words in (("doctor",), ("history",), ("clean",)):
        ferrule(root, *words)

    assert not marker.exists()
    gates = report["gates"]
    assert {("skipped", "untrusted", "ferrule trust")} == {(g["status"], g["reason"], g["remedy"]) for g in gates}
    assert (3, len(PROFILES["standard"]), None) == (code, len(gates), report["toolchain"])
    assert all("rust-toolchain.toml" in gate["detail"] for gate in gates)


def test_the_hostile_workspace_is_hostile(tmp_path: Path) -> None:
    """The proof above means something: once trusted, its program is started."""
    root, marker = hostile(tmp_path / "ws")
    (root / "rust-toolchain.toml").unlink()

    report = climb(root, "check", trusted=True)

    assert {"check": "passed"} == brief(report, "check")
    assert marker.exists()


def test_trust_lasts_until_it_is_taken_back_or_settings_change(tmp_path: Path) -> None:
    """`ferrule trust` opens, a changed file closes, `--revoke` closes."""
    root = write(package(tmp_path), {".cargo/config.toml": "[term]\n"})

    def undecided() -> bool:
        return row(check(CheckRequest(root, only=("fmt",))), "fmt").reason is Reason.UNTRUSTED

    states = [undecided()]
    trust(root)
    states.append(undecided())
    write(root, {".cargo/config.toml": "[term]\nquiet = true\n"})
    states.append(undecided())
    trust(root)
    distrust(root)
    states.append(undecided())

    assert states == [True, False, True, True]


@pytest.mark.parametrize("name", ["FERRULE_TRUST", "--trust"])
def test_ci_can_vouch(tmp_path: Path, name: str) -> None:
    """The variable and the option trust for this once."""
    root = write(package(tmp_path), {".cargo/config.toml": ""})
    words = ["check", "--only", "fmt"]

    done = ferrule(root, *words, name) if name == "--trust" else ferrule(root, *words, **{name: "1"})

    assert done.returncode == 0, done.stderr


@pytest.mark.sandbox
@needs_bwrap
def test_an_untrusted_workspace_can_be_checked_in_the_sandbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Inside the sandbox the build script sees no network, no secrets and no home; the gates still decide."""
    script = """fn main() {
        let home = std::env::var("HOME").unwrap();
        assert!(std::fs::metadata(format!("{home}/.bashrc")).is_err(), "home is visible");
        assert!(std::env::var("MY_TOKEN").is_err(), "a secret is visible");
        assert!(std::net::TcpStream::connect("192.0.2.1:80").is_err());
        assert!(std::fs::write("src/new.rs", "x").is_err(), "the source is writable");
        let _ = std::fs::write("new.rs", "x");
    }
    """
    root = write(package(tmp_path, {"build.rs": script}), {".cargo/config.toml": "[term]\n"})
    monkeypatch.setenv("MY_TOKEN", "hunter2hunter2")

    report = climb(root, "check", "test", "nextest", sandboxed=True)

    assert {"check": "passed", "test": "passed", "nextest": "passed"} == brief(report, "check", "test", "nextest")
    assert [] == [name for name in ("new.rs", "src/new.rs", "Cargo.lock") if (root / name).exists()]


def test_without_a_sandbox_nothing_runs_outside_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for a sandbox that is not there, the rows say so."""
    monkeypatch.setattr("ferrule.process.door.sandbox_refusal", lambda: "bwrap (bubblewrap) is not installed")

    report = climb(package(tmp_path), "fmt", "check", sandboxed=True)

    assert {"fmt": "skipped: sandbox", "check": "skipped: sandbox"} == brief(report, "fmt", "check")
    assert report.exit_code == 3


def test_secrets_reach_neither_screen_nor_disk(tmp_path: Path) -> None:
    """A test that prints a token: masked in the report, on stderr, in the log and in the database."""
    body = 'panic!("{}", std::env::var("CARGO_REGISTRIES_MINE_TOKEN").unwrap());'
    root = package(tmp_path, {"tests/leak.rs": f"#[test]\nfn leaks() {{\n    {body}\n}}\n"})

    done = ferrule(root, "check", "--format", "json", **SECRET)

    files = [path for path in (root / ".ferrule").rglob("*") if path.is_file()]
    assert "panicked at tests/leak.rs" in done.stdout
    assert "***" in done.stdout
    assert "hunter2" not in done.stdout + done.stderr
    assert [] == [path for path in files if b"hunter2" in path.read_bytes()]
    assert any(path.suffix == ".log" for path in files)


def test_the_command_line_is_stored_masked(tmp_path: Path) -> None:
    """A secret that was typed as an argument does not get into the history."""
    root = package(tmp_path)

    climb(root, "fmt", command="check --token=hunter2hunter2")

    files = [path for path in (root / ".ferrule").rglob("*") if path.is_file()]
    assert files
    assert [] == [path for path in files if b"hunter2" in path.read_bytes()]


@pytest.mark.parametrize("command", ["check", "doctor"])
@pytest.mark.parametrize("hanging", ["cargo", "rustc"])
def test_ctrl_c_while_the_workspace_is_read(tmp_path: Path, command: str, hanging: str) -> None:
    """A Cargo or rustc that hangs before the first gate keeps neither ferrule nor itself alive."""
    marker = f"9{secrets.randbelow(10**8):08d}"
    root = package(tmp_path / "ws")
    program(tmp_path / "bin", hanging, f"exec sleep {marker}")
    path = f"{tmp_path / 'bin'}:{os.environ['PATH']}"
    words = ("env", "--default-signal=INT", FERRULE, command)
    child = subprocess.Popen(words, cwd=root, env=os.environ | {"PATH": path}, stdout=subprocess.DEVNULL)
    assert eventually(lambda: alive(marker) != [], 60)
    began = time.monotonic()

    child.send_signal(signal.SIGINT)

    assert child.wait(15) == 130
    assert time.monotonic() - began < 5
    assert eventually(lambda: alive(marker) == [])


def test_doctor_shows_every_item_of_a_broken_workspace_and_makes_nothing(tmp_path: Path) -> None:
    """A manifest that is no TOML is a warning beside the tools; no state folder is made by looking."""
    broken = write(tmp_path / "broken", {"Cargo.toml": "[package\n"})
    fine = package(tmp_path / "fine")

    (code, found), (_, whole) = ferrule_json(broken, "doctor"), ferrule_json(fine, "doctor")

    items = {item["id"]: item for item in found["items"]}
    tools = {"cargo", "rustc", "rustdoc", "cargo-fmt", "cargo-clippy", "cargo-nextest", "git", "sandbox"}
    assert (0, True) == (code, tools < set(items))
    assert ("warning", True) == (items["workspace"]["state"], "Cargo.toml" in items["workspace"]["detail"])
    [state] = [item for item in whole["items"] if item["id"] == "state"]
    assert (str(fine / ".ferrule"), "ok") == (state["origin"], state["state"])
    assert [] == [path for path in (fine / ".ferrule", broken / ".ferrule") if path.exists()]


def test_a_gate_whose_folder_is_taken_away_is_one_row(tmp_path: Path) -> None:
    """A test that removes the state folder costs rows and logs; every gate still has its row."""
    body = 'std::fs::remove_dir_all(".ferrule").unwrap();'
    root = package(tmp_path, {"tests/mean.rs": f"#[test]\nfn removes() {{\n    {body}\n}}\n"})

    code, report = ferrule_json(root, "check", "--only", "test", "--only", "nextest", "--only", "doctest")

    gates = {gate["id"]: (gate["status"], gate["reason"]) for gate in report["gates"]}
    assert (("passed", None), ("inconclusive", "tool-error")) == (gates["test"], gates["nextest"])
    assert (len(PROFILES["standard"]), "passed") == (len(gates), gates["doctest"][0])
    assert code in {1, 2, 3}


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 130), (signal.SIGKILL, -9)])
def test_an_interrupted_check_leaves_no_child(tmp_path: Path, how: signal.Signals, code: int) -> None:
    """Ctrl-C, a polite end and `kill -9`: cargo, the test and its children are gone; Ctrl-C still reports."""
    marker = f"9{secrets.randbelow(10**8):08d}"
    body = f'std::process::Command::new("sleep").arg("{marker}").status().unwrap();'
    root = package(tmp_path, {"tests/hang.rs": f"#[test]\nfn hangs() {{\n    {body}\n}}\n"})
    # A shell starts its background jobs with Ctrl-C ignored, and children inherit that.
    words = ("env", "--default-signal=INT", FERRULE, "check", "--only", "test")
    child = subprocess.Popen(words, cwd=root, stdout=subprocess.PIPE, text=True)
    assert eventually(lambda: alive(marker) != [], 60)

    child.send_signal(how)
    shown, _ = child.communicate(timeout=30)

    assert code == child.returncode
    assert eventually(lambda: alive(marker) == [])
    if how is not signal.SIGKILL:
        assert "cancelled" in shown
        assert ferrule(root, "history").stdout.count("inconclusive") == 1


def test_scratch_of_a_killed_run_is_cleaned(tmp_path: Path) -> None:
    """What `kill -9` left in the state folder goes with `ferrule clean`; the history stays readable."""
    root = package(tmp_path)
    child = subprocess.Popen((FERRULE, "check"), cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert eventually(lambda: any((root / ".ferrule").glob("tmp/*/owner")))
    child.kill()
    child.wait()

    done = ferrule(root, "clean")

    assert (0, []) == (done.returncode, list((root / ".ferrule/tmp").glob("*")))
    assert ferrule(root, "history").returncode == 0
