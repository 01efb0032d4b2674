"""The commands as a user types them: text, JSON by schema, exit codes, errors that help."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ladder import FERRULE, ferrule, ferrule_json
from workspaces import LIB, members, package, write

pytestmark = pytest.mark.cargo

SCHEMAS = Path(__file__).parents[2] / "docs/schemas"


def valid(value: dict[str, Any]) -> dict[str, Any]:
    """Give a printed object after it was held against the schema that it names."""
    name = value["schema"].removeprefix("ferrule.").split("/")[0]
    schema = json.loads((SCHEMAS / f"{name}.json").read_text())
    jsonschema.validate(value, schema, cls=jsonschema.Draft202012Validator)
    return value


def test_check_prints_the_object_of_the_contract(tmp_path: Path) -> None:
    """Keys and values are those of the schema, with findings and suggestions, logs that exist, hashes that fit."""
    import hashlib

    lib = LIB.replace("a + b", "a + b + missing")
    code, report = ferrule_json(package(tmp_path, {"src/lib.rs": lib}), "check")

    valid(report)
    check = next(gate for gate in report["gates"] if gate["id"] == "check")
    log = (tmp_path / check["log"]).read_bytes()
    assert (1, "failed", "ferrule.check/1") == (code, report["verdict"], next(iter(report.values())))
    assert ("E0425", "src/lib.rs") == (check["findings"][0]["rule"], check["findings"][0]["path"])
    assert check["evidence_sha256"] == hashlib.sha256(log).hexdigest()
    assert b"$ cargo check --workspace" in log


def test_history_shows_what_check_said(tmp_path: Path) -> None:
    """A stored run comes back as it was, in text and in JSON, by its id, its beginning and `last`."""
    root = package(tmp_path)
    _, first = ferrule_json(root, "check", "--profile", "quick")
    second = ferrule(root, "check", "--profile", "quick", "--skip", "fmt")

    code, listed = ferrule_json(root, "history")
    _, shown = ferrule_json(root, "history", "show", first["run_id"])
    last = ferrule(root, "history", "show")

    runs = valid(listed)["runs"]
    assert (0, first) == (code, valid(shown))
    assert ["check --profile quick --skip fmt", "check --profile quick --format json"] == [r["command"] for r in runs]
    assert second.stdout == last.stdout
    assert runs[0]["id"] in ferrule(root, "history").stdout


def test_an_empty_history_says_what_to_do(tmp_path: Path) -> None:
    """No runs is no error; an unknown run is one, with exit code 2."""
    root = package(tmp_path)

    assert "`ferrule check` makes the first" in ferrule(root, "history").stdout
    done = ferrule(root, "history", "show", "nope")
    assert (2, True) == (done.returncode, "error: no run fits 'nope'" in done.stderr)


def test_clean_keeps_and_removes(tmp_path: Path) -> None:
    """The newest runs stay, `--dry-run` removes nothing, `--all` leaves no state."""
    root = package(tmp_path)
    for _ in range(2):
        ferrule(root, "check", "--only", "fmt")

    _, planned = ferrule_json(root, "clean", "--keep", "1", "--dry-run")
    code, cleaned = ferrule_json(root, "clean", "--keep", "1")
    _, left = ferrule_json(root, "history")
    text = ferrule(root, "clean", "--all")

    assert (0, 1, 1) == (code, valid(planned)["runs"], valid(cleaned)["runs"])
    assert len(left["runs"]) == 1
    assert "removed 1 runs" in text.stdout
    assert not list((root / ".ferrule").glob("*.db"))
    assert (root / "src/lib.rs").exists()


def test_doctor_names_each_tool_and_where_it_came_from(tmp_path: Path) -> None:
    """Inside a workspace and outside of any; a shared target folder is a warning with a remedy."""
    root = package(tmp_path / "ws")
    shared = {"CARGO_TARGET_DIR": str(tmp_path / "shared")}

    code, inside = ferrule_json(root, "doctor", **shared)
    _, outside = ferrule_json(tmp_path, "doctor")
    text = ferrule(root, "doctor")

    items = {item["id"]: item for item in valid(inside)["items"]}
    assert (0, "ok") == (code, inside["verdict"])
    assert items["rustc"]["version"] in text.stdout
    assert "rustup" in items["cargo"]["origin"] or "PATH" in items["cargo"]["origin"]
    assert ("warning", True) == (items["target folder"]["state"], bool(items["target folder"]["remedy"]))
    assert items["trust"]["detail"].startswith("no settings that name programs")
    assert (None, False) == (valid(outside)["workspace"], "trust" in {item["id"] for item in outside["items"]})


def test_doctor_tells_what_is_missing_and_how_to_get_it(tmp_path: Path) -> None:
    """Without a toolchain each required item is missing, has a command, and the exit code is 3."""
    env = {"PATH": "/nonexistent", "CARGO_HOME": str(tmp_path)}

    code, diagnosis = ferrule_json(tmp_path, "doctor", **env)
    text = ferrule(tmp_path, "doctor", **env)

    missing = [item for item in valid(diagnosis)["items"] if item["state"] == "missing" and item["required"]]
    assert (3, "short", 5) == (code, diagnosis["verdict"], len(missing))
    assert all(item["remedy"] for item in missing)
    assert "missing and required: cargo, rustc" in text.stdout


def test_trust_is_told_in_both_forms(tmp_path: Path) -> None:
    """`trust` and `trust --revoke` say what they did."""
    root = write(package(tmp_path), {".cargo/config.toml": ""})

    _, given = ferrule_json(root, "trust")
    _, taken = ferrule_json(root, "trust", "--revoke")

    assert (True, False) == (valid(given)["trusted"], valid(taken)["trusted"])
    assert "was not trusted" in ferrule(root, "trust", "--revoke").stdout
    assert f"{root}: trusted" in ferrule(root, "trust").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "--profile", "quik"], "no profile 'quik'; did you mean 'quick'?"),
        (["check", "--only", "clipy"], "no gate 'clipy'; did you mean 'clippy'?"),
        (["check", "--skip", "x"], "no gate 'x'; known: lockfile, fmt, check"),
        (["check", "-p", "alpa"], "no package 'alpa'"),
        (["check", "--features", "fats"], "no feature 'fats' in the chosen packages; did you mean 'fast'?"),
        (["check", "--allow-skip", "nothing-seen"], "a gate that saw nothing cannot be waved through"),
        (["check", "--allow-skip", "tool-error"], "a gate that broke down cannot be waved through"),
        (["check", "--allow-skip", "lazy"], "no reason 'lazy'; known: not-relevant"),
        (["check", "--workspace", "/nonexistent"], "/nonexistent: no such folder"),
        (["demo", "--workspace", "."], "the demo needs a new or empty folder"),
    ],
    ids=" ".join,
)
def test_wrong_use_ends_in_2_and_helps(tmp_path: Path, words: list[str], said: str) -> None:
    """The error names what is wrong and the nearest right thing; machines get an object."""
    root = members(tmp_path, {"alpha": "\n[features]\nfast = []\n"})

    code, error = ferrule_json(root, *words)
    done = ferrule(root, *words)

    assert (2, 2) == (code, valid(error)["exit_code"])
    assert said in error["message"]
    assert said in done.stderr
    assert "hint: " in done.stderr
    assert done.stdout == ""


def test_unknown_options_end_in_2(tmp_path: Path) -> None:
    """What the parser refuses has the contract's code too."""
    assert ferrule(tmp_path, "check", "--nope").returncode == 2
    assert ferrule(tmp_path, "nope").returncode == 2


def test_bad_workspaces_end_in_2(tmp_path: Path) -> None:
    """No manifest, one that is no TOML, one that Cargo refuses, a lock with a conflict: file and line."""
    package(tmp_path / "toml", {"Cargo.toml": "[package\n"})
    package(tmp_path / "cargo", more='rust-version = "x"\n')
    package(tmp_path / "lock", {"Cargo.lock": "version = 4\n<<<<<<< HEAD\n"})
    (tmp_path / "none").mkdir()

    done = {name: ferrule(tmp_path / name, "check") for name in ("none", "toml", "cargo", "lock")}

    assert {2} == {one.returncode for one in done.values()}
    assert "no Cargo.toml here or in any folder above" in done["none"].stderr
    assert "Cargo.toml: " in done["toml"].stderr
    assert "Cargo.toml:5:16" in done["cargo"].stderr
    assert "Cargo.lock:2: an unresolved merge conflict" in done["lock"].stderr


def test_no_toolchain_ends_in_3(tmp_path: Path) -> None:
    """Without Cargo nothing can be said, and the hint leads to doctor."""
    done = ferrule(package(tmp_path / "ws"), "check", PATH="/nonexistent", CARGO_HOME=str(tmp_path))

    assert 3 == done.returncode
    assert "ferrule doctor" in done.stderr


def test_cargo_ferrule_is_the_same_program(tmp_path: Path) -> None:
    """`cargo ferrule check` works as a Cargo subcommand."""
    path = f"{Path(FERRULE).parent}{os.pathsep}{os.environ['PATH']}"
    words = ("cargo", "ferrule", "check", "--only", "fmt", "--quiet")

    done = subprocess.run(
        words, cwd=package(tmp_path), env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False
    )

    assert (0, "") == (done.returncode, done.stderr)
    assert "✔ fmt" in done.stdout


def test_version_and_completion() -> None:
    """The version is the package's, and a shell gets its completion script."""
    from ferrule import __version__

    assert f"ferrule {__version__}\n" == ferrule(Path("/"), "--version").stdout
    shown = ferrule(
        Path("/"), "--show-completion", "bash", SHELL="/bin/bash", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1"
    )
    assert "_FERRULE_COMPLETE" in shown.stdout
