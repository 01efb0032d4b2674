"""Nothing of a workspace runs before its user has said so."""

import json
from pathlib import Path

import pytest

from ferrule.process.programs import cargo_home
from ferrule.workspace.trust import fingerprint, forget, remember, settings_files, standing
from workspaces import package, write

_CONFIG = {".cargo/config.toml": '[build]\nrustc = "./evil"\n'}


def test_a_workspace_without_settings_is_as_safe_as_cargo_build(tmp_path: Path) -> None:
    """Where no file names a program, Cargo may be started."""
    assert standing(package(tmp_path)).allowed


@pytest.mark.parametrize(
    "name", [".cargo/config", ".cargo/config.toml", "rust-toolchain", "rust-toolchain.toml", "ferrule.toml"]
)
def test_each_settings_file_asks_for_trust(tmp_path: Path, name: str) -> None:
    """Each file that can name a program closes the door until the workspace is trusted."""
    root = write(package(tmp_path), {name: ""})

    before = standing(root)
    remember(root)

    assert (False, "not trusted yet", (root / name,)) == (before.allowed, before.why, before.files)
    assert standing(root).allowed


def test_settings_in_folders_above_count(tmp_path: Path) -> None:
    """Cargo and rustup look upwards, so a file above the workspace closes the door too."""
    write(tmp_path, _CONFIG)

    assert (tmp_path / ".cargo/config.toml",) == standing(package(tmp_path / "inner")).files


def test_a_change_ends_the_trust(tmp_path: Path) -> None:
    """Trust is for the settings as they were: one byte more, and it has to be said again."""
    root = write(package(tmp_path), _CONFIG)
    remember(root)

    (root / ".cargo/config.toml").write_text("# harmless?\n")

    assert (False, "its settings changed since it was trusted") == (standing(root).allowed, standing(root).why)


def test_a_new_file_ends_the_trust(tmp_path: Path) -> None:
    """A second settings file was not part of what was trusted."""
    root = write(package(tmp_path), _CONFIG)
    remember(root)

    write(root, {"rust-toolchain.toml": ""})

    assert not standing(root).allowed


def test_included_settings_count(tmp_path: Path) -> None:
    """What a configuration includes, at any depth and in circles, belongs to what is trusted."""
    files = {
        ".cargo/config.toml": 'include = ["../a.toml", { path = "../missing.toml" }]\n',
        "a.toml": 'include = "b.toml"\n',
        "b.toml": 'include = "a.toml"\n',
    }
    root = write(package(tmp_path), files)
    remember(root)

    (root / "b.toml").write_text("")

    assert not standing(root).allowed


def test_trust_is_bound_to_the_path(tmp_path: Path) -> None:
    """The same files at another place are another workspace."""
    first, second = (write(package(tmp_path / name), _CONFIG) for name in ("a", "b"))
    remember(first)

    assert (True, False) == (standing(first).allowed, standing(second).allowed)
    assert fingerprint(first, settings_files(first)) != fingerprint(second, settings_files(second))


def test_trust_can_be_taken_back(tmp_path: Path) -> None:
    """After `--revoke` the workspace is as unknown as before."""
    root = write(package(tmp_path), _CONFIG)
    remember(root)

    assert (True, False) == (forget(root), forget(root))
    assert not standing(root).allowed


def test_a_record_that_nobody_can_read_is_no_trust(tmp_path: Path) -> None:
    """A damaged record closes the door instead of opening it."""
    root = write(package(tmp_path), _CONFIG)
    record = remember(root)

    for text in ("not json", json.dumps({"path": str(root)}), json.dumps([])):
        record.write_text(text)
        assert not standing(root).allowed


def test_the_variable_trusts_for_ci(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`FERRULE_TRUST=1` opens the door, any other value does not."""
    root = write(package(tmp_path), _CONFIG)

    monkeypatch.setenv("FERRULE_TRUST", "yes")
    other = standing(root).allowed
    monkeypatch.setenv("FERRULE_TRUST", "1")

    assert (False, True) == (other, standing(root).allowed)


def test_the_users_own_settings_need_no_trust(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cargo's home folder is the user's, also where it lies above the workspace."""
    monkeypatch.setenv("CARGO_HOME", str(tmp_path / ".cargo"))
    write(tmp_path, _CONFIG)

    assert cargo_home() == tmp_path / ".cargo"
    assert standing(package(tmp_path / "inner")).allowed
