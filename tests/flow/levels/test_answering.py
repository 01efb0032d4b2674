"""The user's answer: an option is carried out and verified, words go back up, nothing is ever chosen for them (P40)."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from flow.fix.crates import MARKS, tree
from flow.levels.crates import GOOD, LEVELS, broken, climbed
from ladder import ferrule, ferrule_json

pytestmark = MARKS
SCHEMAS = Path(__file__).parents[3] / "docs/schemas"


@pytest.fixture
def asked(tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    """Give a workspace in which a question waits, and the question."""
    root = broken(tmp_path / "ws")
    _, report = climbed(root)
    [question] = report["questions"]
    return root, question


def answered(root: Path, question: dict[str, Any], words: str) -> tuple[int, dict[str, Any]]:
    """Answer as a user does."""
    return ferrule_json(root, "incidents", "answer", question["incident"], words, "--trust", **LEVELS)


def key_of(question: dict[str, Any], words: str) -> str:
    """Give the letter of the option whose summary has these words."""
    return next(str(one["key"]) for one in question["options"] if words in one["summary"])


def test_an_option_is_carried_out(asked: tuple[Path, dict[str, Any]]) -> None:
    """The file is as the option showed, the incident is resolved by the user, and undo gives every byte back."""
    root, question = asked
    before = tree(root)

    code, done = answered(root, question, key_of(question, "last commit"))

    jsonschema.validate(done, json.loads((SCHEMAS / "answer.json").read_text()))
    assert (0, "resolved", True) == (code, done["status"], done["applied"])
    assert GOOD == (root / "src/lib.rs").read_text()
    _, told = ferrule_json(root, "incidents", "show", question["incident"])
    jsonschema.validate(told, json.loads((SCHEMAS / "incident.json").read_text()))
    assert ("resolved", 4, "user") == (told["status"], told["level"], told["events"][-1]["responder"])
    assert 0 == ferrule(root, "undo").returncode
    assert before == tree(root)


def test_each_option_tells_what_it_is_worth(asked: tuple[Path, dict[str, Any]]) -> None:
    """Cost, risk, the way back and the proof; one that fails a test says which, one that puts it off says so."""
    _, question = asked

    for option in question["options"]:
        assert option["risk"]
        assert "undo" in option["reversible"]
        assert option["diff_sketch"].startswith("--- a/")
        assert "compiles" in option["evidence"]
    [back] = [one for one in question["options"] if "last commit" in one["summary"]]
    [off] = [one for one in question["options"] if "todo!" in one["summary"]]
    assert ("tested", True) == (back["proof"], back["resolves"])
    assert ("fails", False) == (off["proof"], off["resolves"])
    assert "tests::totals" in off["evidence"]


def test_an_abort_is_the_end_of_it(asked: tuple[Path, dict[str, Any]]) -> None:
    """The incident is abandoned, and the next run leaves the error alone while its text stays."""
    root, question = asked

    code, done = answered(root, question, "abort")
    again, report = climbed(root)

    assert (0, "abandoned", False) == (code, done["status"], done["applied"])
    assert (1, 0, []) == (again, report["compiler_runs"], report["questions"])
    assert ["abandoned"] == [one["status"] for one in report["incidents"]]


def test_changed_sources_are_asked_about_again(asked: tuple[Path, dict[str, Any]]) -> None:
    """An option that was worked out on another text is refused; the incident is open, and a new question comes."""
    root, question = asked
    with (root / "src/lib.rs").open("a") as file:
        file.write("// more\n")
    saved = tree(root)

    refused = ferrule(root, "incidents", "answer", question["incident"], question["options"][0]["key"], "--trust")
    code, report = climbed(root)

    assert (2, True) == (refused.returncode, "changed since the options were worked out" in refused.stderr)
    assert (4, saved) == (code, tree(root))
    assert question["base_sha256"] != report["questions"][0]["base_sha256"]


def test_words_go_back_to_level_3(asked: tuple[Path, dict[str, Any]]) -> None:
    """They are kept with the incident, level 3 works on it again, and without an answer the question comes back."""
    root, question = asked

    code, done = answered(root, question, "count each part three times")
    _, told = ferrule_json(root, "incidents", "show", question["incident"])

    assert (4, "waiting", "text") == (code, done["status"], done["key"])
    assert "count each part three times" in told["packets"][-1]["guidance"]
    assert ("level3", "answer") in [(event["after"], event["cause"]) for event in told["events"]]


@pytest.mark.parametrize("words", ["Z", "?", "1"])
def test_a_letter_that_is_no_option_is_wrong_use(asked: tuple[Path, dict[str, Any]], words: str) -> None:
    """Exit code 2, the letters that there are, and the question still waits."""
    root, question = asked

    done = ferrule(root, "incidents", "answer", question["incident"], words, "--trust")

    assert (2, True) == (done.returncode, "it has: A, B" in done.stderr)
    assert 4 == ferrule(root, "incidents", "list").returncode


def test_two_answers_at_once(asked: tuple[Path, dict[str, Any]]) -> None:
    """One is carried out; the other is told that nothing is asked any more, or that somebody is at work on it."""
    root, question = asked
    keys = [key_of(question, "last commit"), key_of(question, "todo!")]

    with ThreadPoolExecutor(2) as pool:
        words = [("incidents", "answer", question["incident"], key, "--trust") for key in keys]
        ends = list(pool.map(lambda one: ferrule(root, *one), words))

    assert [0, 2] == sorted(end.returncode for end in ends)
    [late] = [end.stderr for end in ends if end.returncode]
    assert "at work on it" in late or "asks nothing" in late
    assert 0 == ferrule(root, "undo").returncode
