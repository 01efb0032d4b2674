"""Each thing that a verdict hangs on changes the key of its gate, and nothing else does."""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ferrule.facts.settings import CoverageSettings, OwnGate, Settings
from ferrule.facts.workspace import Package, Selection, Target, Toolchain, Workspace
from ferrule.gates import check, deny, fmt, inputs, lockfile, test
from ferrule.gates.gate import Gate, Job
from ferrule.gates.inputs import cache_key, surroundings
from ferrule.gates.own import OwnCheck
from ferrule.process.sandbox import Sandbox
from ferrule.workspace.content import read_content
from workspaces import manifest, package, program, write

GATES: tuple[Gate, ...] = (fmt, check, test, lockfile)
TOOLCHAIN = Toolchain("rustc 1.90.0 (1 2025-09-14)", "x86_64-unknown-linux-gnu", "1.90.0")
ALL = {"fmt", "check", "test", "lockfile"}
CODE = {"check", "test"}
Turn = Callable[[Job], Job | Toolchain | None]


@pytest.fixture
def job(tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Job:
    """Give a climb of a package three folders deep that needs a crate beside it, with all homes of its own."""
    near = package(tmp_path / "far/near")
    write(near, {"Cargo.toml": manifest("near")})
    root = package(tmp_path / "up/in/ws", more='\n[dependencies]\nnear = { path = "../../../far/near" }\n')
    write(root, {"Cargo.lock": "version = 4\n", "src/text.txt": "1", "notes/x.md": "1"})
    for name in ("CARGO_HOME", "HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(own_home / name.lower()))
    bin_ = own_home / "bin"
    for name in ("cargo", "rustc", "cargo-fmt", "cargo-deny"):
        program(bin_, name, "exit 0")
    monkeypatch.setenv("PATH", f"{bin_}{os.pathsep}{os.environ['PATH']}")
    target = Target("demo", ("lib",), root / "src/lib.rs", tested=True, doctested=True)
    member = Package("demo 0.1.0", "demo", "0.1.0", "2021", root / "Cargo.toml", (target,), (), ())
    workspace = Workspace(root, root / "target", (member,), is_virtual=False)
    (tmp_path / "scratch").mkdir()
    return Job(workspace, Selection(), tmp_path / "scratch", "run", settings=Settings())


def keys(job: Job, gates: tuple[Gate, ...] = GATES, toolchain: Toolchain = TOOLCHAIN) -> dict[str, str]:
    """Give the digest of each gate's key as a run would find it now."""
    content = read_content(job.workspace, {}, time.time_ns()).content
    around = surroundings(job.workspace.root, content, toolchain, lambda text: f"salted {text}")
    return {gate.ID: cache_key(gate, job, around).digest for gate in gates}


def written(place: str, text: str = "# other\n") -> Turn:
    """Give a turn that adds to a file; the place is relative to the workspace, or begins with a variable."""

    def turn(job: Job) -> None:
        path = job.workspace.root / os.path.expandvars(place)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(text)

    return turn


def variable(name: str, value: str = "other") -> Turn:
    """Give a turn that sets a variable; the test puts it back."""

    def turn(_: Job) -> None:
        os.environ[name] = value

    return turn


def chosen(**more: object) -> Turn:
    """Give a turn that replaces parts of the climb."""
    return lambda job: replace(job, **more)  # type: ignore[arg-type]


TURNS: dict[str, tuple[Turn, set[str]]] = {
    "a source file": (written("src/lib.rs"), {"fmt", *CODE}),
    "a new source file": (written("tests/new.rs"), {"fmt", *CODE}),
    "a file that sources include": (written("src/text.txt"), CODE),
    "any other file": (written("notes/x.md"), CODE),
    "a manifest": (written("Cargo.toml"), ALL),
    "the lock": (written("Cargo.lock"), {*CODE, "lockfile"}),
    "deny.toml": (written("deny.toml"), CODE),
    "rustfmt.toml": (written("rustfmt.toml"), {"fmt", *CODE}),
    "rustfmt.toml in a folder above": (written("../../rustfmt.toml"), ALL),
    "rustfmt.toml above what lies outside": (written("../../../far/rustfmt.toml"), ALL),
    "the user's rustfmt.toml": (written("$HOME/rustfmt.toml"), ALL),
    "the user's rustfmt settings": (written("$XDG_CONFIG_HOME/rustfmt/rustfmt.toml"), ALL),
    "clippy.toml in a folder above": (written("../clippy.toml"), ALL),
    "Cargo's settings": (written(".cargo/config.toml"), ALL),
    "Cargo's settings above": (written("../.cargo/config.toml"), ALL),
    "Cargo's settings at home": (written("$CARGO_HOME/config.toml"), ALL),
    "the toolchain's file": (written("rust-toolchain.toml"), ALL),
    "a crate outside": (written("../../../far/near/src/lib.rs"), {"fmt", *CODE}),
    "build products": (written("target/debug/x"), set()),
    "RUSTFLAGS": (variable("RUSTFLAGS"), ALL),
    "a variable of Cargo": (variable("CARGO_PROFILE_DEV_OPT_LEVEL"), ALL),
    "a variable of the user": (variable("DATABASE_URL"), CODE),
    "the width of the terminal": (variable("COLUMNS", "77"), set()),
    "the kind of the terminal": (variable("TERM", "other"), set()),
    "the session": (variable("SSH_AUTH_SOCK"), set()),
    "the editor's terminal": (variable("VSCODE_GIT_IPC_HANDLE"), set()),
    "a variable of ferrule": (variable("FERRULE_JOBS", "7"), set()),
    "the package": (chosen(selection=Selection(packages=("demo",))), ALL),
    "the features": (chosen(selection=Selection(all_features=True)), ALL),
    "the thresholds": (chosen(settings=Settings(coverage=CoverageSettings(total=1.0))), ALL),
    "the sandbox": (chosen(sandbox=Sandbox((), ())), ALL),
    "the jobs": (chosen(jobs=7, settings=Settings(jobs=7)), set()),
    "the time limits": (chosen(timeout_s=7.0, until=7.0, settings=Settings(timeout_s=7.0, budget_s=7.0)), set()),
    "the run": (chosen(run_id="other", scratch=Path("/other")), set()),
    "the compiler": (lambda _: replace(TOOLCHAIN, rustc="rustc 1.91.0"), ALL),
    "the platform": (lambda _: replace(TOOLCHAIN, host="aarch64-unknown-linux-gnu"), ALL),
}


@pytest.mark.parametrize("name", TURNS)
def test_each_input_changes_the_keys_of_the_gates_that_hang_on_it(
    job: Job, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a gate reads flips its key, what it does not read leaves it, and a second look finds the same."""
    turn, changed = TURNS[name]
    monkeypatch.setattr(os, "environ", os.environ.copy())
    before = keys(job)
    assert before == keys(job)

    made = turn(job)

    after = keys(made if isinstance(made, Job) else job, toolchain=made if isinstance(made, Toolchain) else TOOLCHAIN)
    assert changed == {gate for gate in before if before[gate] != after[gate]}


@pytest.mark.parametrize(("name", "gates"), [("cargo", ALL), ("rustc", ALL), ("cargo-fmt", {"fmt"})])
def test_another_program_changes_the_key(job: Job, own_home: Path, name: str, gates: set[str]) -> None:
    """A tool's file that was replaced counts for the gates that start it; one that is gone does too."""
    before = keys(job)
    program(own_home / "bin", name, "exit 0 # another build")
    replaced = keys(job)

    assert gates == {gate for gate in before if before[gate] != replaced[gate]}


def test_another_ferrule_changes_every_key(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new version may read the same output in another way."""
    before = keys(job)
    monkeypatch.setattr(inputs, "__version__", "99.0.0")

    assert ALL == {gate for gate, digest in keys(job).items() if digest != before[gate]}


def test_settings_that_cargos_settings_take_in_count(job: Job) -> None:
    """`include` leads to other files, from there to more, and in a circle."""
    write(job.workspace.root.parent, {".cargo/config.toml": 'include = ["a.toml", { path = "b.toml" }]\n'})
    write(job.workspace.root.parent, {".cargo/b.toml": 'include = "config.toml"\n'})
    before = keys(job)
    write(job.workspace.root.parent, {".cargo/b.toml": 'include = "config.toml"\n# other\n'})

    assert ALL == {gate for gate, digest in keys(job).items() if digest != before[gate]}


def test_the_folder_of_clippys_settings_counts(job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """CLIPPY_CONF_DIR may lead out of the workspace."""
    monkeypatch.setenv("CLIPPY_CONF_DIR", str(write(tmp_path / "rules", {"clippy.toml": ""})))
    before = keys(job)
    write(tmp_path / "rules", {"clippy.toml": "# other\n"})

    assert before != keys(job)


def test_the_state_of_a_gate_counts(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    """`deny` hangs on the day, for its database grows too old."""
    write(job.workspace.root, {"deny.toml": ""})
    before = keys(job, (deny,))
    monkeypatch.setattr(deny, "today", lambda: date(2000, 1, 1))

    assert before != keys(job, (deny,))


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("the command", {"argv": ("scripts/x.sh", "--strict")}),
        ("what is counted", {"seen": "([0-9]+) files"}),
        ("what is a failure", {"failed": "bad"}),
        ("what it reads", {"reads": ("web", "docs")}),
        ("its title", {"title": "web is tidy"}),
    ],
)
def test_the_definition_of_an_own_gate_counts(job: Job, name: str, more: dict[str, object]) -> None:
    """Every part of it flips the key but its time limit and the profiles that climb it."""
    gate = OwnGate("web", ("scripts/x.sh",), reads=("web",))
    before = keys(job, (OwnCheck(gate, job.workspace.root),))
    slower = replace(gate, timeout_s=7.0, profiles=("quick",))

    assert before == keys(job, (OwnCheck(slower, job.workspace.root),))
    assert before != keys(job, (OwnCheck(replace(gate, **more), job.workspace.root),)), name  # type: ignore[arg-type]


def test_an_own_gate_hangs_on_its_script_and_on_every_variable(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its files are those that it says it reads and those that its command names; what it runs may ask for anything."""
    root = job.workspace.root
    write(root, {"scripts/x.py": "1", "web/a.ts": "1", "notes/x.md": "1"})
    own = OwnCheck(OwnGate("web", ("python3", "scripts/x.py"), reads=("web/**/*.ts",)), root)

    found = [keys(job, (own,))]
    for turn in (written("scripts/x.py"), written("web/a.ts"), written("web/in/b.ts")):
        turn(job)
        found.append(keys(job, (own,)))
    monkeypatch.setenv("DATABASE_URL", "other")
    found.append(keys(job, (own,)))
    written("notes/x.md")(job)

    assert len(found) == len({one["web"] for one in found})
    assert found[-1] == keys(job, (own,))


def test_an_own_gate_that_names_no_files_is_never_the_same(job: Job) -> None:
    """Nothing tells that its verdict still holds."""
    own = OwnCheck(OwnGate("web", ("true",), reads=()), job.workspace.root)

    assert keys(job, (own,)) != keys(replace(job, run_id="other"), (own,))


def test_a_secret_is_not_kept_in_a_key(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables count by a salted digest."""
    monkeypatch.setenv("API_TOKEN", "hunter2hunter2")
    content = read_content(job.workspace, {}, time.time_ns()).content

    key = cache_key(test, job, surroundings(job.workspace.root, content, TOOLCHAIN, lambda text: str(len(text))))

    assert "14" == key.inputs["env API_TOKEN"]
    assert "hunter2" not in repr(key)
