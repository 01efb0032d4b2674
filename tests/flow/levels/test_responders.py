"""Answers of others: a right one is applied, a wrong, late or malformed one never, and each goes where it belongs."""

import time
from pathlib import Path
from typing import Any

import pytest

from flow.fix.crates import MARKS, is_left_alone, leftovers, tree
from flow.levels.crates import (
    GONE,
    RIGHT,
    WRONG,
    answering,
    blueprint,
    broken,
    climbed,
    guidance,
    says,
    user_settings,
)
from ladder import ferrule, ferrule_json
from processes import eventually

pytestmark = MARKS

HOSTILE = {
    "hangs": "time.sleep(600)",
    "dies": "os.kill(os.getpid(), signal.SIGSEGV)",
    "floods": "sys.stdout.write('x' * 3_000_000)",
    "advises": "print('You should think about ownership.')",
    "fails a test": says(guidance(WRONG), blueprint(WRONG)),
    "writes outside": says(guidance({**RIGHT, "path": "../outside.rs"}), blueprint({**RIGHT, "path": "/etc/passwd"})),
    "writes to git": says(guidance({"path": ".git/config", "old": "[core]", "new": "[x]"})),
    "writes to ferrule": says(guidance({"path": ".ferrule/ferrule.db", "old": "SQLite", "new": "x"})),
    "does not fit": says(guidance(diff="--- a/src/lib.rs\n+++ b/src/lib.rs\n@@ -1 +1 @@\n-nothing\n+something\n")),
    "deletes the test": says(guidance({"path": "src/lib.rs", "old": "    #[test]\n", "new": ""}, RIGHT)),
}
"""What a responder does, and the lines that do it; none of it may leave a trace in the tree."""


def asked(root: Path, folder: Path, body: str, **more: Any) -> tuple[int, dict[str, Any]]:
    """Climb with a program that is asked at level 2, and again at level 3 where that is said."""
    settings = user_settings(folder, answering(folder, body), **more)
    return climbed(root, FERRULE_USER_CONFIG=str(settings))


def test_a_right_answer_is_applied_at_its_level(tmp_path: Path) -> None:
    """At level 2: verified by the tests, written, undone to the byte; the trace names the responder."""
    root = broken(tmp_path / "ws")
    before = tree(root)

    code, report = asked(root, tmp_path, says(guidance(RIGHT)))
    [one] = report["incidents"]
    _, told = ferrule_json(root, "incidents", "show", one["id"])
    _, stats = ferrule_json(root, "stats")

    assert (0, "fixed", 2, "resolved") == (code, report["verdict"], one["level"], one["status"])
    assert "u64::from(*one) * 3" in (root / "src/lib.rs").read_text()
    assert {"passed": 1, "failed": 0} == {name: report["tests"][name] for name in ("passed", "failed")}
    assert ["asked", "answered", "attempted"] == [
        event["kind"] for event in told["events"] if event["responder"] == "helper" and event["kind"] != "moved"
    ]
    assert {"helper": (1, 1)} == {
        row["name"]: (row["tried"], row["right"]) for row in stats["responders"] if row["name"] == "helper"
    }
    assert 0 == ferrule(root, "undo").returncode
    assert before == tree(root)


def test_an_answer_of_level_3(tmp_path: Path) -> None:
    """The coordinator hands it up; the architect's blueprint brings the edits (P31, P34)."""
    root = broken(tmp_path / "ws")
    answers = says(guidance(verdict="escalate"), blueprint(RIGHT))

    code, report = asked(root, tmp_path, answers, level3="helper")
    [one] = report["incidents"]
    _, told = ferrule_json(root, "incidents", "show", one["id"])

    assert (0, 3) == (code, one["level"])
    assert ("level3", "asked-up") in [(event["after"], event["cause"]) for event in told["events"]]
    assert [2, 3] == [packet["level"] for packet in told["packets"]]
    assert told["packets"][1]["why_previous_failed"]


@pytest.mark.parametrize("deed", HOSTILE)
def test_nothing_unverified_is_applied(tmp_path: Path, deed: str) -> None:
    """Whatever a responder does: the tree is as it was, the incident goes up, and nobody is left behind."""
    root = broken(tmp_path / "ws")
    before = tree(root)
    began = time.monotonic()

    code, report = asked(root, tmp_path, HOSTILE[deed], more='timeout = "3s"\n')
    [one] = report["incidents"]

    assert (4, "waiting", False) == (code, one["status"], report["applied"])
    assert (before, []) == (tree(root), leftovers(root))
    assert is_left_alone(root)
    assert eventually(lambda: time.monotonic() > began)


def test_a_wrong_answer_costs_one_more_try(tmp_path: Path) -> None:
    """It is asked again with what came of the first answer, and the second one is taken."""
    root = broken(tmp_path / "ws")
    body = (
        "again = any('fails tests' in line for line in ask['packet']['attempted'])\n"
        f"print(json.dumps({guidance(RIGHT)!r} if again else {guidance(WRONG)!r}))"
    )

    code, report = asked(root, tmp_path, body)
    [one] = report["incidents"]

    assert (0, 2) == (code, one["level"])
    second = [each for each in one["attempts"] if each["level"] == 2]
    assert [True, False] == [each["rolled_back"] for each in second]
    assert "tests::totals" in second[0]["result"]


def test_what_only_a_person_may_apply_becomes_an_option(tmp_path: Path) -> None:
    """An edit of the build script is not even compiled before the user has chosen it; then it is, and applied."""
    root = broken(tmp_path / "ws")
    (root / "build.rs").write_text("fn main() {}\n")
    build = {"path": "build.rs", "old": "fn main() {}", "new": "fn main() { let _ = 1; }"}

    code, report = asked(root, tmp_path, says(guidance(RIGHT, build)))
    [question] = report["questions"]
    [first] = [one for one in question["options"] if one["proof"] == "not-tried"]
    done, _ = ferrule_json(root, "incidents", "answer", question["incident"], first["key"], "--trust")

    assert (4, False) == (code, report["applied"])
    assert "a build script runs while the workspace is built" in first["risk"]
    assert "fn main() { let _ = 1; }" in first["diff_sketch"]
    assert first["evidence"].startswith("not compiled")
    assert (0, True) == (done, "let _ = 1" in (root / "build.rs").read_text())
    assert GONE != (root / "src/lib.rs").read_text()


def test_words_of_the_user_reach_who_can_read_them(tmp_path: Path) -> None:
    """Level 3 gets them as guidance, and its answer is applied (P40)."""
    root = broken(tmp_path / "ws")
    body = (
        "told = ask['packet'].get('guidance') or []\n"
        f"print(json.dumps({blueprint(RIGHT)!r} if 'three times' in ' '.join(told) else {blueprint(WRONG)!r}))"
    )
    settings = user_settings(tmp_path, answering(tmp_path, body), level2="engine", level3="helper")
    _, report = climbed(root, FERRULE_USER_CONFIG=str(settings))
    [question] = report["questions"]

    code, done = ferrule_json(
        root,
        "incidents",
        "answer",
        question["incident"],
        "count three times",
        "--trust",
        FERRULE_USER_CONFIG=str(settings),
    )

    assert (0, "resolved", True) == (code, done["status"], done["applied"])
    assert "u64::from(*one) * 3" in (root / "src/lib.rs").read_text()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[escalation]\nlevel2 = ["nobody"]\n', "user.toml:2: escalation.level2: no responder 'nobody'"),
        ('[routes]\ntech-lead-orchestrator = "the-boss"\n', "nobody is called 'the-boss'"),
    ],
)
def test_wrong_settings_are_told_before_anything_runs(tmp_path: Path, text: str, words: str) -> None:
    """Exit code 2 with file and line; no level is tried and no incident opened (P25)."""
    root = broken(tmp_path / "ws")
    file = tmp_path / "user.toml"
    file.write_text(text)

    done = ferrule(root, "fix", "--trust", "--max-level", "3", FERRULE_USER_CONFIG=str(file))

    assert (2, True) == (done.returncode, words in done.stderr), done.stderr
    assert "no incidents" in ferrule(root, "incidents", "list").stdout
