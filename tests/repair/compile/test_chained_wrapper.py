"""Which wrapper the user has set: Cargo's own order, by variables and by settings files."""

from pathlib import Path

import pytest

from ferrule.repair.compile.chained_wrapper import chained_wrapper
from workspaces import write

SETTINGS = '[build]\nrustc-wrapper = "{}"\n'


@pytest.fixture(autouse=True)
def _own_cargo_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARGO_HOME", str(tmp_path / "cargo-home"))


def test_variables_win_over_settings(tmp_path: Path) -> None:
    """RUSTC_WRAPPER comes first, then Cargo's own name for it; set and empty means none."""
    write(tmp_path, {".cargo/config.toml": SETTINGS.format("three")})
    one, two = {"RUSTC_WRAPPER": "one"}, {"CARGO_BUILD_RUSTC_WRAPPER": "two"}

    assert ["one", "two", "", "three"] == [
        chained_wrapper(tmp_path, env) for env in (one | two, two, {"RUSTC_WRAPPER": ""}, {})
    ]


def test_the_nearest_settings_win(tmp_path: Path) -> None:
    """The workspace's file wins over its parent's, that one over the user's; the old name over the new."""
    write(tmp_path, {"cargo-home/config.toml": SETTINGS.format("user")})
    root = tmp_path / "a/b"
    root.mkdir(parents=True)

    found = [chained_wrapper(root, {})]
    write(tmp_path, {"a/.cargo/config.toml": SETTINGS.format("parent")})
    found.append(chained_wrapper(root, {}))
    write(root, {".cargo/config.toml": SETTINGS.format("own")})
    found.append(chained_wrapper(root, {}))
    write(root, {".cargo/config": SETTINGS.format("old")})
    found.append(chained_wrapper(root, {}))

    assert ["user", "parent", "own", "old"] == found


def test_paths_count_from_where_they_are_written(tmp_path: Path) -> None:
    """A path with a slash counts from the folder that holds `.cargo`."""
    write(tmp_path, {".cargo/config.toml": SETTINGS.format("tools/wrap")})

    assert str(tmp_path / "tools/wrap") == chained_wrapper(tmp_path / "inner", {})


def test_the_users_file_counts_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workspace below the home folder finds the user's file on its way up."""
    monkeypatch.setenv("CARGO_HOME", str(tmp_path / ".cargo"))
    write(tmp_path, {".cargo/config.toml": SETTINGS.format("user")})

    assert chained_wrapper(tmp_path / "inner", {}) == "user"


def test_included_files_count(tmp_path: Path) -> None:
    """What a settings file includes counts, the last one first; files that include each other come to an end."""
    more = 'include = ["one.toml", { path = "two.toml" }]\n'
    write(tmp_path / ".cargo", {"config.toml": more, "one.toml": SETTINGS.format("one")})
    write(tmp_path / ".cargo", {"two.toml": 'include = "two.toml"\n'})

    assert chained_wrapper(tmp_path, {}) == "one"


def test_settings_that_cannot_be_read_say_nothing(tmp_path: Path) -> None:
    """Broken TOML and a value of another type are Cargo's affair."""
    write(tmp_path, {".cargo/config.toml": "build = 3\n", "cargo-home/config.toml": "broken ["})

    assert chained_wrapper(tmp_path, {}) == ""
