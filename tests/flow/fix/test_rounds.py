"""What compiles and fails a test is taken back, and another answer is tried (P14)."""

from pathlib import Path

import pytest

from ladder import ferrule_json
from workspaces import package

pytestmark = [pytest.mark.cargo]

CHOICE = """//! Two things of one name.

/// Small ones.
pub mod small {
    /// The limit.
    pub fn limit() -> u8 {
        1
    }
}

/// Large ones.
pub mod large {
    /// The limit.
    pub fn limit() -> u8 {
        200
    }
}

/// Says whether a number is below the limit.
pub fn below(n: u8) -> bool {
    n < limit()
}

#[cfg(test)]
mod tests {
    #[test]
    fn most_are_below() {
        assert_eq!(super::below(EXAMPLE), EXPECTED);
    }
}
"""


def choice(tmp_path: Path, example: str, expected: str) -> Path:
    """Give a crate with an import missing of which there are two, and a test that knows which one is meant."""
    return package(tmp_path, {"src/lib.rs": CHOICE.replace("EXAMPLE", example).replace("EXPECTED", expected)})


@pytest.mark.parametrize(("expected", "meant"), [("true", "large"), ("false", "small")])
def test_the_tests_choose_between_two_answers(tmp_path: Path, expected: str, meant: str) -> None:
    """Whichever import the compiler names first, the one that the test asks for is applied."""
    root = choice(tmp_path, "100", expected)

    code, report = ferrule_json(root, "fix")

    assert (0, "fixed", True) == (code, report["verdict"], report["applied"])
    assert f"use {meant}::limit" in (root / "src/lib.rs").read_text().replace("crate::", "")
    attempts = [attempt for incident in report["incidents"] for attempt in incident["attempts"]]
    assert attempts[-1]["result"] == "compiles; 1 tests pass"
    assert [one["n"] for one in attempts] == list(range(1, len(attempts) + 1))
    assert all("fails tests: " in one["result"] and one["rolled_back"] for one in attempts[:-1])


def test_one_of_the_two_directions_needed_a_second_attempt(tmp_path: Path) -> None:
    """Both answers cannot be first: one of the two workspaces is repaired in the second attempt."""
    numbers = []
    for expected in ("true", "false"):
        folder = tmp_path / expected
        folder.mkdir()
        _, report = ferrule_json(choice(folder, "100", expected), "fix")
        numbers.append(len(report["incidents"][0]["attempts"]))

    assert [1, 2] == sorted(numbers)


def test_no_answer_passes_the_test(tmp_path: Path) -> None:
    """Both imports compile and fail: nothing is written, and the tests are named."""
    root = choice(tmp_path, "0", "false")
    before = (root / "src/lib.rs").read_bytes()

    code, report = ferrule_json(root, "fix")

    assert (1, "unfixed", False) == (code, report["verdict"], report["applied"])
    assert before == (root / "src/lib.rs").read_bytes()
    assert any("most_are_below" in note for note in report["notes"])
    assert all(one["rolled_back"] for incident in report["incidents"] for one in incident["attempts"])


def test_one_attempt_tries_no_other_answer(tmp_path: Path) -> None:
    """`--attempts 1` ends after the first repair that fails a test."""
    verdicts = set()
    for expected in ("true", "false"):
        folder = tmp_path / expected
        folder.mkdir()
        _, report = ferrule_json(choice(folder, "100", expected), "fix", "--attempts", "1")
        verdicts.add(report["verdict"])

    assert {"fixed", "unfixed"} == verdicts
