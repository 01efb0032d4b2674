"""Warnings that give a wrong repair away count as errors, on edited lines only."""

from pathlib import Path

from ferrule.facts.finding import Finding, Level, Phase
from ferrule.repair.search.telltale import given_away


def warning(rule: str, line: int) -> Finding:
    """Give a warning of the compiler."""
    return Finding("rustc", rule, Level.WARNING, "words", "a.rs", line, phase=Phase.LINT)


def errors(tmp_path: Path, *findings: Finding) -> list[int | None]:
    """Give the lines that count as errors in a file whose second line was edited."""
    path = tmp_path / "a.rs"
    path.write_bytes(b"one\ntwo\nthree\n")
    told = given_away(findings, {path: b"one\nTWO\nthree\n"}, tmp_path)
    return [finding.line for finding in told if finding.level is Level.ERROR]


def test_only_edited_lines_and_only_some_lints(tmp_path: Path) -> None:
    """An unused result on the edited line counts; elsewhere it was there before, and other lints say nothing."""
    found = errors(tmp_path, warning("unused_must_use", 2), warning("unused_must_use", 3), warning("dead_code", 2))

    assert [2] == found


def test_a_new_file_is_edited_all_over(tmp_path: Path) -> None:
    """Every line of it is new."""
    found = given_away((warning("path_statements", 1),), {tmp_path / "a.rs": b"x;\n"}, tmp_path)

    assert [Level.ERROR] == [finding.level for finding in found]
