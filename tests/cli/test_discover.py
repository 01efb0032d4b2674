"""`ferrule check --discover` and `--adopt` as a user types them: nothing is run, nothing is written twice."""

import json
import os
import shutil
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ladder import ferrule, ferrule_json
from workspaces import package, program, write

HERE = Path(__file__).parents[1]
SCHEMA = json.loads((HERE.parent / "docs/schemas/discover.json").read_text())
JUSTFILE = "bench:\n  cargo bench\n\ntest:\n  cargo test --workspace\n\nlint:\n  cargo clippy\n  typos\n"


def discovered(root: Path, *words: str) -> dict[str, Any]:
    """Give the printed object after it was held against its schema."""
    code, shown = ferrule_json(root, "check", "--discover", *words)
    jsonschema.validate(shown, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert code == 0
    return shown


def with_justfile(folder: Path) -> Path:
    """Give a package with three recipes: one free, one covered, one that goes beyond."""
    return write(package(folder), {"justfile": JUSTFILE})


@pytest.mark.parametrize("name", ["just", "zed", "gstreamer", "tokio", "mise"])
def test_the_object_is_that_of_the_schema(name: str, tmp_path: Path) -> None:
    """Every source's finds fit `ferrule.discover/1`, and the text names each command."""
    shutil.copytree(HERE / "discovery/repositories" / name, tmp_path / name)

    shown = discovered(tmp_path / name)
    text = ferrule(tmp_path / name, "check", "--discover", COLUMNS="400").stdout

    assert [] == [find["command"] for find in shown["finds"] if find["command"][:190] not in text]
    assert len(shown["finds"]) > 5
    assert "nothing was run" in text


def test_no_program_and_no_trust_is_needed(tmp_path: Path) -> None:
    """With settings that nobody trusts and programs that leave a trace, nothing is started."""
    folder = tmp_path / "bin"
    for name in ("cargo", "rustc", "git", "just", "make", "mise"):
        program(folder, name, f"touch {tmp_path}/started")
    root = write(with_justfile(tmp_path / "ws"), {".cargo/config.toml": "[alias]\nx = 'test'\n"})

    code, shown = ferrule_json(root, "check", "--discover", PATH=str(folder))

    assert (0, ["cargo x", "just bench", "just test", "just lint"]) == (
        code,
        [one["command"] for one in shown["finds"]],
    )
    assert not (tmp_path / "started").exists()


@pytest.mark.parametrize(
    "broken", [{"Cargo.toml": "[package\n"}, {"ferrule.toml": "profil = 1\n"}, {"src/lib.rs": "fn ("}]
)
def test_a_broken_workspace_is_looked_at_all_the_same(tmp_path: Path, broken: dict[str, str]) -> None:
    """Broken manifests and settings are told; the recipes are found."""
    shown = discovered(write(with_justfile(tmp_path), broken))

    assert 3 == len(shown["finds"])
    assert [name for name in broken if name != "src/lib.rs"] == [one["path"] for one in shown["unread"]][:1]


def test_adopt_writes_what_no_gate_covers(tmp_path: Path) -> None:
    """The free recipe is written, the others are left out with their reasons, and a second time changes nothing."""
    root = write(with_justfile(tmp_path), {"ferrule.toml": '# ours\nprofile = "quick" # fast\n'})

    shown = ferrule(root, "check", "--discover", "--adopt").stdout
    again = discovered(root, "--adopt")["adoption"]
    text = (root / "ferrule.toml").read_text()

    assert text.startswith('# ours\nprofile = "quick" # fast\n')
    assert [{"id": "just-bench", "argv": ["just", "bench"]}] == tomllib.loads(text)["gate"]
    assert "found by `ferrule check --discover` in justfile:1" in text
    assert '+id = "just-bench"' in shown
    assert "left out: just test  (justfile:4): `test`, `doctest` cover it" in shown
    assert "`--adopt just-lint` adopts it" in shown
    assert "run `ferrule trust`" in shown
    assert ([], "", text) == (again["adopted"], again["diff"], (root / "ferrule.toml").read_text())
    assert "the same as the gate `just-bench`" in [one["why"] for one in again["left_out"]]


def test_what_goes_beyond_is_adopted_by_its_name(tmp_path: Path) -> None:
    """Names may be listed; one that nothing has is refused with the nearest."""
    root = with_justfile(tmp_path)

    refused = ferrule(root, "check", "--discover", "--adopt", "just-lnt")
    there = (root / "ferrule.toml").exists()
    adopted = discovered(root, "--adopt", "just-lint", "just-bench")["adoption"]

    assert (2, False) == (refused.returncode, there)
    assert "did you mean 'just-lint'?" in refused.stderr
    assert ["just-lint", "just-bench"] == adopted["adopted"]
    assert ["just-lint", "just-bench"] == [
        gate["id"] for gate in tomllib.loads((root / "ferrule.toml").read_text())["gate"]
    ]


def test_settings_in_the_manifest_stay_there(tmp_path: Path) -> None:
    """Where settings live in Cargo.toml, gates go there too, and the note says what that means."""
    root = with_justfile(tmp_path)
    manifest = (root / "Cargo.toml").read_text() + '\n[package.metadata.ferrule]\nprofile = "quick"\n'
    (root / "Cargo.toml").write_text(manifest)

    adopted = discovered(root, "--adopt")["adoption"]

    assert not (root / "ferrule.toml").exists()
    made = (root / "Cargo.toml").read_text()
    assert made.startswith(manifest)
    assert ["just-bench"] == [gate["id"] for gate in tomllib.loads(made)["package"]["metadata"]["ferrule"]["gate"]]
    assert "does not cover Cargo.toml" in adopted["note"]


@pytest.mark.cargo
def test_an_adopted_gate_needs_trust_and_then_runs(tmp_path: Path) -> None:
    """It is skipped as untrusted until somebody trusts it, and is a gate like others from then on."""
    folder = tmp_path / "bin"
    program(folder, "just", 'echo "ran $*"')
    root = with_justfile(tmp_path / "ws")
    discovered(root, "--adopt")
    path = f"{folder}:{os.environ['PATH']}"

    _, before = ferrule_json(root, "check", "--only", "just-bench", PATH=path)
    _, after = ferrule_json(root, "check", "--only", "just-bench", "--trust", PATH=path)

    rows = [next(row for row in shown["gates"] if row["id"] == "just-bench") for shown in (before, after)]
    assert [("skipped", "untrusted"), ("passed", None)] == [(row["status"], row["reason"]) for row in rows]


def test_adopt_alone_is_wrong_use(tmp_path: Path) -> None:
    """`--adopt` says what it belongs to, and other forms of reports have nothing to say of a discovery."""
    root = with_justfile(tmp_path)

    alone = ferrule(root, "check", "--adopt")
    form = ferrule(root, "check", "--discover", "--format", "sarif")

    assert (2, 2) == (alone.returncode, form.returncode)
    assert "only with --discover" in alone.stderr
    assert "--discover is told as text or json" in form.stderr


def test_secrets_and_control_characters_are_masked(tmp_path: Path) -> None:
    """A token in a command is not shown, nor does a command move the cursor."""
    workflow = "jobs:\n  a:\n    steps:\n      - run: cargo publish --token cio1234567890abcdefghij1234567890ab\n"
    files = {".github/workflows/a.yml": workflow, "justfile": "test:\n  cargo test \x1b[31m\n"}
    root = write(package(tmp_path), files)

    shown = ferrule(root, "check", "--discover")

    assert "cio1234567890" not in shown.stdout
    assert "\x1b" not in shown.stdout
    assert "just test" in shown.stdout


def test_a_narrow_terminal_loses_no_command(tmp_path: Path) -> None:
    """In twenty columns each command is still there."""
    shown = ferrule(with_justfile(tmp_path), "check", "--discover", COLUMNS="20").stdout

    assert all(word in shown for word in ("just bench", "just test", "just lint"))
