"""A repository whose definitions are made to break or to fool: told in words, one line each, and nothing hangs."""

import os
from pathlib import Path

import pytest

from ladder import ferrule, ferrule_json

SKILL = "---\nname: {0}\ndescription: Reads tides. Use when tides are read.\n{1}---\n\nRead them.\n"
FORGED = "x\n\n0 errors\x1b[8m"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one sound skill and an empty home."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    folder = tmp_path / "project/.claude/skills/tides"
    folder.mkdir(parents=True)
    (folder / "SKILL.md").write_text(SKILL.format("tides", ""))
    (tmp_path / "project/.git").mkdir()
    return tmp_path / "project"


def test_links_in_a_circle(root: Path) -> None:
    """A file that links to itself, and one into another process, are told; the others are still listed."""
    (root / ".claude/commands").mkdir()
    (root / ".claude/commands/loop.md").symlink_to("loop.md")
    (root / ".claude/commands/away.md").symlink_to("/proc/1/root/a.md")
    code, found = ferrule_json(root, "definitions", "list")
    told = str(found["unread"]) + str(found["notes"])
    assert (0, True, True) == (code, "loop.md" in told, "away.md" in told)
    assert "tides" in {one["name"] for one in found["definitions"]}


def test_cases_that_never_end(root: Path) -> None:
    """Trigger cases that are a pipe, or a link to an endless device, are told and not read."""
    assets = root / ".claude/skills/tides/assets"
    assets.mkdir()
    os.mkfifo(assets / "trigger-evals.json")
    code, found = ferrule_json(root, "definitions", "evals")
    assert (1, True) == (code, "regular file" in str(found["remarks"]))
    (assets / "trigger-evals.json").unlink()
    (assets / "trigger-evals.json").symlink_to("/dev/zero")
    code, found = ferrule_json(root, "definitions", "evals")
    assert (1, True) == (code, "leads out" in str(found["remarks"]))


def test_names_forge_no_lines(root: Path) -> None:
    """Control characters in a folder's name and in a name are marked, and end no line."""
    (root / ".claude/skills" / FORGED).mkdir()
    closed = "disable-model-invocation: true\n"
    (root / ".claude/skills" / FORGED / "SKILL.md").write_text(SKILL.format('"y\\e[2J\\n0 errors"', closed))
    for words in (("list",), ("validate",), ("route", "read the tides")):
        done = ferrule(root, "definitions", *words)
        assert "\x1b" not in done.stdout
        assert not any(line.startswith("0 errors") for line in done.stdout.splitlines())


def test_a_record_with_odd_paths(root: Path) -> None:
    """What claims to be the record of an installation and is none is refused by name."""
    head = '"schema": "ferrule.installed/1", "version": "0", "target": "claude"'
    record = root / ".claude/.ferrule-install.json"
    record.write_text(f'{{{head}, "files": {{".claude/skills/\\u0000": "a"}}}}')
    done = ferrule(root, "definitions", "install", "--target", "claude", "--uninstall")
    assert (2, True, False) == (done.returncode, ".ferrule-install.json" in done.stderr, "Traceback" in done.stderr)


@pytest.mark.parametrize("words", [("list",), ("validate",), ("evals",)])
def test_a_folder_that_is_not_there(root: Path, words: tuple[str, ...]) -> None:
    """A mistyped --workspace is no other folder: wrong use."""
    done = ferrule(root, "definitions", *words, "--workspace", str(root / "typo"))
    assert (2, True) == (done.returncode, "No such file" in done.stderr)


def test_export_into_what_is_no_folder(root: Path, tmp_path: Path) -> None:
    """A file or a link in the way is told; nothing half-written stays."""
    (tmp_path / "file").write_text("")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/tides").symlink_to("nowhere")
    for output in (tmp_path / "file", tmp_path / "out"):
        done = ferrule(root, "definitions", "export", "tides", "--output", str(output))
        assert (2, False) == (done.returncode, "Traceback" in done.stderr)
    assert ["tides"] == [path.name for path in (tmp_path / "out").iterdir()]
    done = ferrule(root, "definitions", "export", "engineer", "--output", str(tmp_path / "out"))
    assert (2, True) == (done.returncode, "agents have no strict form" in done.stderr)


def test_settings_that_are_broken(root: Path, tmp_path: Path) -> None:
    """They stop nothing that needs no model: the list is there, with a note."""
    (tmp_path / "own.toml").write_text("[tiers\n")
    code, found = ferrule_json(root, "definitions", "list", FERRULE_USER_CONFIG=str(tmp_path / "own.toml"))
    assert (0, True) == (code, "models were not looked at" in str(found["notes"]))
