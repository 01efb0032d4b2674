"""What is read by hand from the words of tools, and when that agrees with ferrule."""

from typing import Any

import pytest
from bench.crates_by_hand import GATES, Told
from bench.real_crates import _agree, told

from ferrule.gates.catalog import GATES as CATALOG

SUMMARY = "TOTAL  20 3 85.00% 5 1 80.00% {lines} {missed} {share}% 0 0 -\n"


def row(gate: str, status: str, reason: str | None = None, count: int = 1, rule: str = "") -> dict[str, Any]:
    """Give a row of ferrule's report."""
    findings = [{"rule": rule}] if rule else []
    return {"id": gate, "status": status, "reason": reason, "seen": {"count": count}, "findings": findings}


@pytest.mark.parametrize(
    ("gate", "code", "text", "word"),
    [
        ("lockfile", 1, "error: pathspec 'Cargo.lock' did not match any file(s) known to git", "nothing"),
        ("test", 0, "test result: ok. 0 passed; 0 failed; 0 ignored", "nothing"),
        ("test", 101, "error: could not compile `x`", "broke"),
        ("deny", 1, "advisories ok, bans FAILED, licenses ok, sources ok", "broke"),
        ("deny", 0, "[ERROR] failed to fetch advisory database\nbans ok, licenses ok, sources ok", "no-network"),
        ("audit", 1, "error: couldn't fetch advisory database: git operation failed", "no-network"),
        ("unused-deps", 1, "shear/summary\n\n  ✗ 2 errors", "broke"),
        ("unused-deps", 2, "error: no Cargo.toml", "undecided"),
        ("msrv", 1, "error: toolchain '1.31' is not installed", "not-installed"),
        ("features", 0, "info: running `cargo check` on x (1/1)", "nothing"),
        ("coverage", 0, SUMMARY.format(lines=100, missed=10, share="90.00"), "held"),
        ("coverage", 0, SUMMARY.format(lines=1000, missed=101, share="89.90"), "broke"),
        ("coverage", 101, "error: could not compile `x`", "undecided"),
        ("semver-checks", 1, "     Summary semver requires new major version: 1 major", "broke"),
        ("semver-checks", 0, "     Checked [0 s] 0 checks: 0 pass\n     Summary no semver update required", "nothing"),
        ("mutants", 2, "9 mutants tested in 5s: 1 missed, 7 caught, 1 unviable", "broke"),
        ("mutants", 3, "9 mutants tested in 5s: 8 caught, 1 timeout", "undecided"),
        ("mutants", 4, "ERROR cargo test failed in an unmutated tree", "undecided"),
    ],
)
def test_what_a_person_concludes(gate: str, code: int, text: str, word: str) -> None:
    """Each tool's own words lead to one word."""
    assert word == GATES[gate][1](Told(code, text)).partition(",")[0]


def test_every_gate_is_run_by_hand() -> None:
    """The table has a row for each gate of the catalog."""
    assert {gate.ID for gate in CATALOG} == GATES.keys()


@pytest.mark.parametrize(
    ("hand", "ours", "agree"),
    [
        ("held, exit 0", row("fmt", "passed"), "yes"),
        ("held, exit 0", row("fmt", "failed"), "**no**"),
        ("no-network, x", row("audit", "inconclusive", "no-network"), "yes"),
        ("held, x", row("unused-deps", "skipped", "not-relevant"), "**no**"),
        ("not-installed", row("mutants", "skipped", "not-installed"), "yes"),
        ("left out, 87 mutants", row("mutants", "skipped", "user"), "left out"),
        ("held, 95.0 % of 100 lines", row("coverage", "passed", count=90), "other lines counted"),
        ("held, 95.0 % of 100 lines", row("coverage", "failed", count=100, rule="changed"), "yes"),
        ("held, 95.0 % of 100 lines", row("coverage", "failed", count=100, rule="total"), "**no**"),
        ("undecided, no summary", row("coverage", "failed", count=0), "**no**"),
    ],
)
def test_when_both_agree(hand: str, ours: dict[str, Any], agree: str) -> None:
    """Other words are a disagreement, and so is a verdict where by hand there is none."""
    assert agree == _agree(hand, ours)


def test_what_differs_is_counted_and_listed() -> None:
    """A disagreement stays in the table and is named above it; what is not compared does not count as agreed."""
    head = "itoa 1.0.15"
    rows = [(head, "fmt", "held, exit 0", "passed", "", "yes"), (head, "audit", "no-network, x", "x", "", "**no**")]
    rows += [(head, "coverage", "held, 95 % of 9 lines", "failed", "", "other lines counted")]
    text = told(rows, 60).text

    assert text.startswith("1 of 2 verdicts agree, 1 of them on")
    assert "- itoa 1.0.15, `audit`: no-network, x; ferrule: x" in text
    assert "point apart:\n\n- itoa 1.0.15, `coverage`: held, 95 % of 9 lines; ferrule: failed" in text
    assert "0 of 1 times" in text
