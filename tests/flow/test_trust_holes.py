"""Ways around the question of trust, and crates that would be called green unseen."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from ferrule.api import trust
from ferrule.errors import BadManifest, Untrusted
from ferrule.facts.status import Reason
from ferrule.flow.demo import demo
from ferrule.process.sandbox import Sandbox
from ferrule.workspace.reading import Both, reading
from ladder import brief, climb, ferrule, row
from workspaces import LIB, manifest, members, package, program, write

pytestmark = pytest.mark.cargo


def evil(root: Path, marker: Path) -> Path:
    """Make settings in a folder that start a program of its own; it leaves a file."""
    compiler = program(root, "evil", f'touch {marker}; exec rustc "$@"')
    return write(root, {".cargo/config.toml": f'[build]\nrustc = "{compiler}"\n'})


def test_the_pointer_of_a_folder_above_is_followed(tmp_path: Path) -> None:
    """A crate below one that points to a workspace with settings is not judged by its own innocent folder."""
    ws = evil(members(tmp_path / "ws", {"../outer": "", "../outer/inner": ""}), tmp_path / "started")
    for name, pointer in (("outer", "../ws"), ("outer/inner", None)):
        line = f'workspace = "{pointer}"\n' if pointer else ""
        write(tmp_path / name, {"Cargo.toml": manifest(name.rsplit("/", maxsplit=1)[-1], line), "src/lib.rs": LIB})

    report = climb(tmp_path / "outer/inner", "fmt", "check")

    assert {"fmt": "skipped: untrusted", "check": "skipped: untrusted"} == brief(report, "fmt", "check")
    assert str(ws) == report.workspace
    assert not (tmp_path / "started").exists()


def test_another_root_than_the_judged_one_is_judged_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Cargo finds another workspace than ferrule did, that one must be trusted as well."""
    here, there = package(tmp_path / "here"), evil(package(tmp_path / "there"), tmp_path / "started")
    monkeypatch.setattr("ferrule.flow.admitted.reading", partial(_reading_there, there))

    report = climb(here, "check")

    assert {"check": "skipped: untrusted"} == brief(report, "check")
    assert f"Cargo takes {there} for the workspace's root" in row(report, "check").detail
    assert f"ferrule trust --workspace {there}" == row(report, "check").remedy
    assert not (tmp_path / "started").exists()


@contextmanager
def _reading_there(there: Path, root: Path, sandbox: Sandbox | None) -> Iterator[Callable[[], Both]]:
    """Read the workspace at `root` as if Cargo took it for the one at `there`."""
    with reading(root, sandbox) as both:

        def moved() -> Both:
            workspace, toolchain = both()
            return replace(workspace, root=there), toolchain

        yield moved


def test_a_cargo_home_in_the_workspace_is_not_the_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`CARGO_HOME=$PWD/.cargo`, as CI servers have it, trusts nothing that the repository brings."""
    root = evil(package(tmp_path / "ws"), tmp_path / "started")
    monkeypatch.setenv("RUSTUP_TOOLCHAIN", "stable")
    monkeypatch.setenv("CARGO_HOME", str(root / ".cargo"))

    report = climb(root, "check")

    assert {"check": "skipped: untrusted"} == brief(report, "check")
    assert not (tmp_path / "started").exists()


def test_the_demo_obeys_no_settings_of_others(tmp_path: Path) -> None:
    """Settings above the demo's folder stop it: exit code 3, nothing started, nothing copied."""
    evil(tmp_path / "shared", tmp_path / "started")

    done = ferrule(tmp_path, "demo", "--workspace", "shared/quay")

    assert 3 == done.returncode
    assert "the demo did not start" in done.stderr
    assert "config.toml" in done.stderr
    assert not (tmp_path / "started").exists()
    assert not (tmp_path / "shared/quay").exists()


def test_the_demo_lies_in_the_users_own_cache(own_home: Path) -> None:
    """By default the demo's workspace is made where no other user can leave settings above it."""
    first = next(iter(demo(None)))

    assert Path(first.folder).is_relative_to(own_home / "cache/ferrule/demo")
    assert first.as_expected


def test_a_demo_that_starts_nothing_is_no_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings that appear while the demo runs end it; a step without gates never counts as expected."""
    steps = demo(tmp_path / "quay")
    next(steps)
    write(tmp_path, {".cargo/config.toml": ""})

    with pytest.raises(Untrusted, match="not trusted yet"):
        next(steps)


def stray(root: Path) -> Path:
    """Make a package below a workspace that does not list it; gives its folder."""
    members(root, {"a": ""})
    write(root / "stray", {"Cargo.toml": manifest("stray"), "src/lib.rs": "fn broken("})
    return root / "stray"


def test_a_crate_that_is_no_member_is_not_green(tmp_path: Path) -> None:
    """A package that its workspace does not list is refused in Cargo's words: no gate would look at it."""
    folder = stray(tmp_path)

    with pytest.raises(BadManifest, match="current package believes it's in a workspace when it's not"):
        climb(folder, "fmt")


def test_settings_beside_a_stray_crate_are_not_read(tmp_path: Path) -> None:
    """Cargo's words are asked for from the root: settings in the crate's own folder were never judged."""
    folder = evil(stray(tmp_path), tmp_path / "started")

    with pytest.raises(BadManifest):
        climb(folder, "fmt")

    assert not (tmp_path / "started").exists()


@pytest.mark.parametrize("name", ["./x", "x/", "x/.", "./x/"])
def test_an_excluded_crate_is_looked_at(tmp_path: Path, name: str) -> None:
    """However the exclusion is written, the crate behind it is a workspace of its own and its errors count."""
    members(tmp_path, {"a": ""}, f'exclude = ["{name}"]\n')
    write(tmp_path / "x", {"Cargo.toml": manifest("x"), "src/lib.rs": "fn broken("})

    report = climb(tmp_path / "x", "check")

    assert ({"check": "failed"}, str(tmp_path / "x")) == (brief(report, "check"), report.workspace)


def test_bad_input_ends_in_a_sentence(tmp_path: Path) -> None:
    """A manifest of wrong types and a pointer to nowhere end with exit code 2, in words, without a traceback."""
    for number, text in enumerate(["package = 5\n", "[workspace]\nmembers = 5\n", "[workspace]\nexclude = 5\n"]):
        root = write(tmp_path / str(number), {"Cargo.toml": text, "in/Cargo.toml": manifest("in"), "in/src/lib.rs": ""})
        done = ferrule(root / "in", "check", "--only", "fmt")
        assert ("Traceback" in done.stderr, done.returncode) in {(False, 2), (False, 0)}, done.stderr
    lost = package(tmp_path / "lost", more='workspace = "../nowhere"\n')
    done = ferrule(lost, "check")
    assert (2, False) == (done.returncode, "Traceback" in done.stderr)
    assert "nowhere" in done.stderr


def test_trust_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    """A state folder that cannot be written is named, and the exit code is the environment's."""
    blocked = tmp_path / "file"
    blocked.write_text("")

    done = ferrule(package(tmp_path / "ws"), "trust", XDG_STATE_HOME=str(blocked))

    assert (3, False) == (done.returncode, "Traceback" in done.stderr)
    assert str(blocked) in done.stderr.replace("\n", "")


def test_trusting_the_second_root_opens_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The remedy of the row does what it says."""
    here, there = package(tmp_path / "here"), write(package(tmp_path / "there"), {".cargo/config.toml": ""})
    monkeypatch.setattr("ferrule.flow.admitted.reading", partial(_reading_there, there))
    trust(there)

    report = climb(here, "fmt")

    assert Reason.UNTRUSTED is not row(report, "fmt").reason
