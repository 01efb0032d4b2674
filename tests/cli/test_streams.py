"""Readers that stop, streams that are closed, bugs: the exit code still says what is true."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from ladder import FERRULE, ferrule, ferrule_json
from workspaces import package

pytestmark = pytest.mark.cargo


def shell(root: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Run a script in bash, where PIPESTATUS tells ferrule's own code."""
    return subprocess.run(("bash", "-c", script), cwd=root, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("pipe", ["| head -0", "--format json | head -0", "2>&1 >/dev/null | head -1"])
def test_a_reader_that_stops_changes_no_exit_code(tmp_path: Path, pipe: str) -> None:
    """A green ladder ends in 0 and is in the history, however little of it was read."""
    root = package(tmp_path)

    done = shell(root, f"{FERRULE} check --profile quick {pipe}; echo ${{PIPESTATUS[0]}}")

    assert "0" == done.stdout.split()[-1]
    assert "Traceback" not in done.stderr
    assert len(ferrule_json(root, "history")[1]["runs"]) == 1


@pytest.mark.parametrize("option", ["-v", "-vv", "--no-cache"])
def test_a_reader_of_the_talk_that_is_gone_takes_no_result_along(tmp_path: Path, option: str) -> None:
    """The report stands on the standard output, whole, and the exit code is the verdict's."""
    read, write = os.pipe()
    os.close(read)
    words = (FERRULE, "check", "--profile", "quick", "--format", "json", option)
    done = subprocess.run(words, cwd=package(tmp_path), stdout=subprocess.PIPE, stderr=write, text=True, check=False)
    os.close(write)

    assert (0, "passed") == (done.returncode, json.loads(done.stdout)["verdict"])


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_are_no_error(tmp_path: Path, closed: str) -> None:
    """A shell can start a program without standard output or standard error."""
    done = shell(package(tmp_path), f"exec 3>code; {FERRULE} check --profile quick {closed}; echo $? >&3")

    assert "0\n" == (tmp_path / "code").read_text()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        "check --profile quick",
        "check --profile quick --format json",
        "check --profile quick --format junit",
        "history --format json",
        "check --format json --only nope",
    ],
)
def test_a_result_that_cannot_be_written(tmp_path: Path, words: str) -> None:
    """A full disk behind standard output is told, without a traceback, and ends in 2."""
    done = shell(package(tmp_path), f"{FERRULE} {words} >/dev/full")

    assert 2 == done.returncode, done.stderr
    assert ("No space left on device: the result is lost" in done.stderr) is ("nope" not in words)
    assert "Traceback" not in done.stderr


def test_a_bug_has_a_code_of_its_own(tmp_path: Path) -> None:
    """A fault of ferrule shows its traceback and does not look like failed Rust code."""
    script = "import ferrule.cli.main as m\nm.guard = lambda words: 1 / 0\nfrom ferrule.cli.start import main\nmain()"
    python = str(Path(FERRULE).parent / "python")

    done = subprocess.run((python, "-c", script), capture_output=True, text=True, check=False)

    assert (70, True) == (done.returncode, "ZeroDivisionError" in done.stderr)


def test_options_before_show_count(tmp_path: Path) -> None:
    """`history --workspace PATH --format json show` is the same as `history show` with those options."""
    root = package(tmp_path / "ws")
    _, made = ferrule_json(root, "check", "--only", "fmt")

    done = ferrule(tmp_path, "history", "--workspace", str(root), "--format", "json", "show")

    assert made["run_id"] in done.stdout
    assert done.stdout.startswith('{\n  "schema": "ferrule.check/1"')


def test_looking_back_makes_nothing(tmp_path: Path) -> None:
    """`history` and `clean` in a workspace that never ran leave no folder."""
    root = package(tmp_path)

    codes = [ferrule(root, *words).returncode for words in (("history",), ("clean",), ("clean", "--all", "--dry-run"))]

    assert ([0, 0, 0], False) == (codes, (root / ".ferrule").exists())
    assert 2 == ferrule(root, "history", "show").returncode


def test_words_that_are_not_understood_give_an_object_too(tmp_path: Path) -> None:
    """With `--format json` even a usage error prints one object."""
    code, error = ferrule_json(tmp_path, "check", "--nope")

    assert (2, "ferrule.error/1", 2) == (code, error["schema"], error["exit_code"])
