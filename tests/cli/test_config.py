"""`ferrule config` and `ferrule init` as a user types them; neither starts a program."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ladder import ferrule, ferrule_json
from workspaces import manifest, members, package, path_without, program, write

SCHEMAS = Path(__file__).parents[2] / "docs/schemas"


def valid(value: dict[str, Any]) -> dict[str, Any]:
    """Give a printed object after it was held against the schema that it names."""
    schema = json.loads((SCHEMAS / f"{value['schema'].removeprefix('ferrule.').split('/')[0]}.json").read_text())
    jsonschema.validate(value, schema, cls=jsonschema.Draft202012Validator)
    return value


def value_of(shown: dict[str, Any], key: str) -> tuple[object, str]:
    """Give a value and its origin."""
    [one] = [one for one in shown["values"] if one["key"] == key]
    return one["value"], one["origin"]


def test_show_tells_every_value_and_its_origin(tmp_path: Path) -> None:
    """Default, file with line, variable; own profiles and gates as well as those that ferrule brings."""
    root = write(package(tmp_path), {"ferrule.toml": "jobs = 3\n\n[[gate]]\nid = 'x'\nargv = ['true', 'a b']\n"})

    code, shown = ferrule_json(root, "config", "show", FERRULE_TIMEOUT="90s")
    text = ferrule(root / "src", "config", "show", FERRULE_TIMEOUT="90s").stdout

    assert (0, str(root), "ferrule.toml") == (code, valid(shown)["workspace"], shown["file"])
    assert (3, "ferrule.toml:1") == value_of(shown, "jobs")
    assert ("90s", "FERRULE_TIMEOUT") == value_of(shown, "timeout")
    assert ("standard", "default") == value_of(shown, "profile")
    assert (["true", "a b"], "ferrule.toml:5") == value_of(shown, "gate.x.argv")
    assert ("check", "default") == (value_of(shown, "profiles.quick")[0][1], value_of(shown, "budget")[1])  # type: ignore[index]
    lines = [line.split() for line in text.split("\n")]
    assert ["jobs", "3", "ferrule.toml:1"] in lines
    assert ["gate.x.argv", '["true",', '"a', 'b"]', "ferrule.toml:5"] in lines


def test_show_and_init_start_nothing(tmp_path: Path) -> None:
    """In a workspace whose settings name programs, and without a toolchain, both work and nothing has run."""
    ran = tmp_path / "ran"
    spy = program(tmp_path, "spy", f"touch {ran}")
    root = write(package(tmp_path / "ws"), {".cargo/config.toml": f'build.rustc = "{spy}"\n'})
    for name in ("cargo", "rustc", "git"):
        program(tmp_path / "bin", name, f"touch {ran}")
    path = f"{tmp_path / 'bin'}:{path_without(tmp_path / 'rest', 'cargo', 'rustc', 'git')}"

    shown, made = ferrule(root, "config", "show", PATH=path), ferrule(root, "init", PATH=path)

    assert (0, 0) == (shown.returncode, made.returncode)
    assert not ran.exists()
    assert "run `ferrule trust` before the next check" in made.stderr


@pytest.mark.parametrize("words", [["config", "show"], ["config", "show", "--quiet"]], ids=" ".join)
def test_a_mistake_ends_in_2_with_its_place(tmp_path: Path, words: list[str]) -> None:
    """File, line and suggestion; machines get an object."""
    root = write(package(tmp_path), {"ferrule.toml": "\nprofil = 'x'\njobs = 0\n"})

    done = ferrule(root, *words)
    code, error = ferrule_json(root, *words)

    assert (2, 2, "BadSettings") == (done.returncode, code, valid(error)["error"])
    assert f"error: {root}/ferrule.toml:2: profil: no such key; did you mean 'profile'?\n" in done.stderr
    assert f"\n  {root}/ferrule.toml:3: jobs: expected" in done.stderr
    assert "hint: Mend what is named" in done.stderr


def test_a_value_cannot_write_to_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control characters of a foreign file are shown, not obeyed; a secret is masked."""
    text = "[[gate]]\nid = 'x'\nargv = ['true', \"\\u001b]0;owned\\u0007\", 'hunter2hunter2']\n"
    root = write(package(tmp_path), {"ferrule.toml": text})
    monkeypatch.setenv("MY_TOKEN", "hunter2hunter2")

    shown = ferrule(root, "config", "show").stdout

    assert "\x1b" not in shown
    assert "hunter2" not in shown


def test_schema_prints_what_is_shipped() -> None:
    """The command and the file in docs agree, so either can be given to an editor."""
    printed = ferrule(Path("/"), "config", "schema").stdout

    assert json.loads((SCHEMAS / "settings.json").read_text()) == json.loads(printed)


def test_init_writes_what_it_found(tmp_path: Path) -> None:
    """Crates, those to publish, tests, settings of other tools; names of members, not of excluded crates."""
    lines = 'members = ["a", "b"]\nexclude = ["c"]\n[workspace.package]\npublish = false\n'
    root = members(tmp_path, {"a": "", "b": "publish.workspace = true\n"})
    files = {"Cargo.toml": f"[workspace]\n{lines}", "deny.toml": "", ".config/nextest.toml": ""}
    write(root, {**files, "c/Cargo.toml": manifest("c"), "b/src/lib.rs": "unsafe fn f() {}", "d/Cargo.toml": "[["})

    code, made = ferrule_json(root, "init")

    text = (root / "ferrule.toml").read_text()
    assert (0, True, text, str(root / "ferrule.toml")) == (code, valid(made)["written"], made["text"], made["path"])
    assert "# Found: 2 crates (a, b); to publish: 1 crate (a);\n# tests; deny.toml, .config/nextest.toml.\n" in text
    assert "The word `unsafe` was found" in text
    assert "ferrule.toml:" in ferrule(root, "config", "show").stdout
    schema = json.loads((root / ".ferrule/settings.json").read_text())
    assert json.loads((SCHEMAS / "settings.json").read_text()) == schema
    assert "*\n" == (root / ".ferrule/.gitignore").read_text()


def test_init_says_when_there_are_no_tests(tmp_path: Path) -> None:
    """A crate without tests cannot pass their gates, and the file tells why."""
    done = ferrule(package(tmp_path, {"src/lib.rs": ""}), "init", "--dry-run")

    assert "# no tests; no settings of other tools." in done.stdout
    assert "that cannot be accepted" in done.stdout


def test_init_writes_over_nothing_unasked(tmp_path: Path) -> None:
    """A file that is there stays, unless `--force` is given; a dry run writes nothing at all."""
    root = package(tmp_path)

    planned = ferrule(root, "init", "--dry-run")
    assert (0, False) == (planned.returncode, (root / "ferrule.toml").exists() or (root / ".ferrule").exists())
    write(root, {"ferrule.toml": "mine ="})
    refused = ferrule(root, "init")
    kept = (root / "ferrule.toml").read_text()
    forced = ferrule(root, "init", "--force")

    assert (2, "mine =", 0) == (refused.returncode, kept, forced.returncode)
    assert f"{root}/ferrule.toml is there already; `--force` writes over it" in refused.stderr
    assert planned.stdout == (root / "ferrule.toml").read_text()


def test_init_does_not_double_the_settings_in_the_manifest(tmp_path: Path) -> None:
    """Two places would be an error at the next check, so there is no second one, not even by force."""
    root = package(tmp_path, more="[package.metadata.ferrule]\njobs = 1\n")

    done = ferrule(root, "init", "--force")

    assert (2, False) == (done.returncode, (root / "ferrule.toml").exists())
    assert f"{root}/Cargo.toml:5: this workspace has its settings here already" in done.stderr


def test_init_through_a_link_replaces_the_link(tmp_path: Path) -> None:
    """A hostile repository cannot make it write elsewhere."""
    root = package(tmp_path / "ws")
    write(tmp_path, {"victim": "precious"})
    (root / "ferrule.toml").symlink_to(tmp_path / "victim")

    assert 2 == ferrule(root, "init").returncode
    assert 0 == ferrule(root, "init", "--force").returncode
    assert "precious" == (tmp_path / "victim").read_text()
    assert not (root / "ferrule.toml").is_symlink()


@pytest.mark.parametrize(("cargo", "kept"), [(False, True), (True, False)], ids=["was-trusted", "was-not"])
def test_init_keeps_the_trust_and_gives_none(tmp_path: Path, cargo: bool, kept: bool) -> None:
    """What was as safe as `cargo build` can be checked afterwards; what nobody trusted is not trusted by this."""
    root = write(package(tmp_path), {".cargo/config.toml": ""} if cargo else {})

    done = ferrule(root, "init")
    _, check = ferrule_json(root, "check", "--only", "fmt")

    reasons = {gate["id"]: gate["reason"] for gate in check["gates"]}
    assert kept == ("stays trusted" in done.stderr)
    assert (None if kept else "untrusted") == reasons["fmt"]


def test_init_tells_when_it_cannot_write(tmp_path: Path) -> None:
    """A folder in the place of the file is exit code 2 with the system's words, and nothing is left over."""
    root = package(tmp_path)
    (root / "ferrule.toml").mkdir()

    done = ferrule(root, "init", "--force")

    assert 2 == done.returncode
    assert f"{root}/ferrule.toml: cannot be written: " in done.stderr
    assert ["Cargo.toml", "ferrule.toml", "src"] == sorted(path.name for path in root.iterdir())
