"""Nothing of a workspace runs before its user has said so."""

import json
from pathlib import Path

import pytest

from ferrule.errors import StoreBroken, Untrusted
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


def test_a_cargo_home_in_the_workspace_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home for Cargo that comes with the repository is not the user's, wherever in it the crate lies."""
    root = write(package(tmp_path / "repo/crate"), {"../.git/HEAD": ""})
    homes = {"relative": root / "relative", "../up": tmp_path / "repo/up"}
    homes |= {str(home): home for home in (root / ".cargo", root / "odd-name", tmp_path / "repo/.cargo")}
    for said, home in homes.items():
        monkeypatch.setenv("CARGO_HOME", said)
        write(home, {"config.toml": ""})

        assert home / "config.toml" in standing(root).files
        (home / "config.toml").unlink()


@pytest.mark.parametrize("value", ["5", "true", "[5, { path = 5 }, {}]", '"nul\\u0000"'])
def test_an_include_of_another_type_is_cargos_to_refuse(tmp_path: Path, value: str) -> None:
    """Such a file still closes the door, and nothing breaks."""
    root = write(package(tmp_path), {".cargo/config.toml": f"include = {value}\n"})

    assert (False, (root / ".cargo/config.toml",)) == (standing(root).allowed, standing(root).files)


@pytest.mark.parametrize("method", ["stat", "read_bytes"])
def test_settings_that_cannot_be_read_are_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """A file, or a folder, that may not be looked into closes the door and says so."""
    root = write(package(tmp_path), _CONFIG)
    real = getattr(Path, method)

    def refused(path: Path, *words: object, **more: object) -> object:
        if path == root / ".cargo/config.toml":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *words, **more)

    monkeypatch.setattr(Path, method, refused)

    found = standing(root)
    assert (False, (root / ".cargo/config.toml",)) == (found.allowed, found.files)
    assert "cannot be read" in found.why
    with pytest.raises(Untrusted, match="cannot be read"):
        remember(root)


def test_settings_that_are_no_file_are_not_trusted(tmp_path: Path) -> None:
    """A link to a device or a pipe is not waited for, and not trusted."""
    root = package(tmp_path)
    (root / "rust-toolchain").symlink_to("/dev/zero")

    assert "not a regular file" in standing(root).why


def test_a_state_folder_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust that cannot be kept is an error that names the place."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))

    with pytest.raises(StoreBroken, match=str(tmp_path / "file")):
        remember(package(tmp_path / "ws"))
    assert not forget(tmp_path / "ws")
