"""`ferrule fix --failing-tests` as a user types it: blocks, JSON, exit codes, Ctrl-C, the history."""

import json
import os
import signal
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from flow.failing.pasts import WRONG, bytes_of, cases, commit, two
from ladder import FERRULE, ferrule, ferrule_json
from processes import alive, eventually
from workspaces import package

pytestmark = pytest.mark.cargo
SCHEMA = Path(__file__).parents[2] / "docs/schemas/fix.json"
LOOK = ("fix", "--failing-tests", "--reruns", "1")


def valid(report: dict[str, Any]) -> dict[str, Any]:
    """Give a report that its schema describes."""
    jsonschema.validate(report, json.loads(SCHEMA.read_text()), cls=jsonschema.Draft202012Validator)
    return report


def test_a_failing_test_for_people_and_machines(tmp_path: Path) -> None:
    """Both forms tell the same, the history gives it back, stages go to stderr, and no byte is another one."""
    root = two(tmp_path)
    good = commit(root)
    commit(root, {"low/src/lib.rs": WRONG})
    _, first = ferrule_json(root, *LOOK, "--back", "1", "--most", "1")
    before = bytes_of(root)

    done = ferrule(root, *LOOK)
    shown = ferrule(root, "history", "show", "last")
    code, report = ferrule_json(root, *LOOK, "-p", "low", "--quiet")
    _, run = ferrule_json(root, "history", "show", "last")

    [unit, example] = [incident["failing"] for incident in valid(report)["incidents"]]
    assert (1, 1, done.stdout.strip()) == (done.returncode, code, shown.stdout.strip())
    assert "✘ low lib tests::adds\n    Where     low/src/lib.rs:14\n" in done.stdout
    assert "unfixed · 2 failing tests · " in done.stdout
    assert "testing: cargo test\nreproducing: low tests::adds\n" in done.stderr
    assert ("source-changed", good, "lib", "doc") == (unit["cause"], unit["good"], unit["target"], example["target"])
    assert {"run": 2, "passed": 0, "failed": 2, "timed_out": False} == report["tests"]
    assert ["test-failed", "doctest-failed"] == [incident["code"] for incident in report["incidents"]]
    assert report["incidents"] == valid(run["report"])["incidents"]
    assert [None, 0] == [valid(first)["incidents"][1]["failing"][name] for name in ("alone", "runs")]
    assert first["incidents"][0]["fingerprint"] == report["incidents"][0]["fingerprint"]
    assert before == bytes_of(root)


def test_the_command_shows_the_failure(tmp_path: Path) -> None:
    """What is told to reproduce a failure does so in the user's own shell."""
    root = package(tmp_path, {"src/lib.rs": WRONG.replace("low", "demo")})
    _, report = ferrule_json(root, *LOOK)

    for incident in report["incidents"]:
        done = subprocess.run(incident["failing"]["reproduce"], shell=True, cwd=root, capture_output=True, check=False)  # noqa: S602 - as a user would
        assert b"1 failed" in done.stdout
    assert 2 == len(report["incidents"])


def test_no_failing_test(tmp_path: Path) -> None:
    """Where all pass the exit code is 0, whatever git says."""
    code, report = ferrule_json(package(tmp_path), *LOOK)

    assert (0, "clean", []) == (code, report["verdict"], report["incidents"])


WRONG_WORDS: dict[str, tuple[str, ...]] = {
    "file": (*LOOK, "src/lib.rs"),
    "error": (*LOOK, "--error", "E0382"),
    "warnings": (*LOOK, "--warnings"),
    "tests": (*LOOK, "--tests", "all"),
    "dry run": (*LOOK, "--dry-run"),
    "attempts": (*LOOK, "--attempts", "1"),
    "explain": (*LOOK, "--explain"),
    "package": (*LOOK, "-p", "nobody"),
    "reruns alone": ("fix", "--reruns", "0"),
    "back alone": ("fix", "--back", "4"),
    "most alone": ("fix", "--most", "4"),
    "negative": ("fix", "--failing-tests", "--reruns", "-1"),
}


@pytest.mark.parametrize("name", WRONG_WORDS)
def test_wrong_words(tmp_path: Path, name: str) -> None:
    """They end in 2 before anything is built."""
    done = ferrule(package(tmp_path), *WRONG_WORDS[name])

    assert (2, False, "") == (done.returncode, (tmp_path / "target").exists(), done.stdout)


def test_interrupted(tmp_path: Path) -> None:
    """Ctrl-C ends a hanging test and ferrule, and leaves no process and no scratch folder."""
    hangs = "loop { std::thread::sleep(std::time::Duration::from_secs(1)) }"
    root = package(tmp_path, {"tests/hangs_here.rs": cases({"hangs": hangs})})
    words = ("env", "--default-signal=INT", FERRULE, *LOOK)  # a shell's background jobs ignore it
    child = subprocess.Popen(words, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    assert eventually(lambda: bool(alive(f"{root}/.ferrule/tests/target/debug/deps/hangs_here")), 120)
    os.kill(child.pid, signal.SIGINT)

    assert 130 == child.wait(30)
    assert eventually(lambda: not alive(f"{root}/.ferrule/tests/target/debug/deps/hangs_here"))
    assert [] == list((root / ".ferrule/tmp").iterdir())
