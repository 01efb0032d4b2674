"""Damaged files: nothing raises, and each file is known or told."""

from pathlib import Path

import pytest

from definitions.loading.mangled import written
from ferrule.definitions.load import load, load_path
from ferrule.definitions.strict import remarks


@pytest.mark.parametrize("seed", [1, 2])
def test_no_file_is_lost(tmp_path: Path, seed: int) -> None:
    """Of a thousand damaged files each is a definition or comes with the reason why it is none."""
    paths = written(tmp_path, seed, 1000)
    found = load(tmp_path, None, bundled=False)

    assert sorted([each.path for each in found.known] + [each.path for each in found.unread]) == sorted(paths)
    assert all(each.diagnostics for each in found.unread)
    assert 300 < len(found.known) < 900
    for each in found.known:
        remarks(each)


def test_damaged_files_on_their_own(tmp_path: Path) -> None:
    """The same for files that are named one by one."""
    for path in sorted(written(tmp_path / ".claude/x", 3, 40)):
        found = load_path(Path(path))

        assert [each.path for each in found.known] + [each.path for each in found.unread] == [path]


def test_a_damaged_plugin(tmp_path: Path) -> None:
    """A manifest that was cut anywhere gives a plugin or the reason why there is none."""
    manifest = '{"name": "kit", "agents": ["./a"], "skills": "./s", "commands": ["x.md", 7], "version": "1"}'
    (tmp_path / ".claude-plugin").mkdir()
    for end in range(len(manifest)):
        (tmp_path / ".claude-plugin/plugin.json").write_text(manifest[:end])

        assert load(tmp_path, None, bundled=False).unread
