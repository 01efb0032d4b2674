"""What cargo-semver-checks says (release 0.51): only its own summary makes a finding an error."""

from pathlib import Path

import pytest

from diagnostics.captured import ROOT, captured, short
from ferrule.diagnostics.semver_checks import read_semver_checks
from ferrule.facts.finding import Level
from ferrule.facts.reading import Part, Reading, Seen
from ferrule.facts.status import Reason, Status

TARGET = Path("/ws/target")
CHECKING = "    Checking demo v0.1.0 -> v0.1.1 (minor change)\n"
GONE = """
--- failure function_missing: pub fn removed or renamed ---

Description:
A publicly-visible function cannot be imported by its prior path.
        ref: https://doc.rust-lang.org/cargo/reference/semver.html#item-remove
       impl: https://github.com/obi1kenobi/cargo-semver-checks/tree/v0.51.0/src/lints/function_missing.ron

Failed in:
  function demo::quiet, previously in file /ws/target/semver-checks/git-v0_1_0/abc/src/lib.rs:22
"""
FIELD = """
--- warning struct_field_added: pub field added ---

Description:
A field was added.

Failed in:
  struct Point in /ws/src/point.rs:7
"""
ONE_FAIL = "     Checked [   0.011s] 196 checks: 195 pass, 1 fail, 0 warn, 49 skip\n"
ALL_HOLD = "     Checked [   0.011s] 196 checks: 196 pass, 49 skip\n"
NO_CHECKS = "     Checked [   0.000s] 0 checks: 0 pass, 245 skip\n"
NO_UPDATE = "     Summary no semver update required\n"
FINISHED = "    Finished [   1.200s] demo\n"


def requires(bump: str) -> str:
    """Give the summary that asks for a version."""
    return f"\n     Summary semver requires new {bump} version: 1 major and 0 minor checks failed\n"


def read(text: str, expected: tuple[str, ...] = ("demo",), due: tuple[str, ...] = ()) -> Reading:
    """Read output about the crate `demo`."""
    return read_semver_checks(text, ROOT, TARGET, expected, due)


def test_nothing_has_changed() -> None:
    """Checks are counted, and the remark tells what was compared."""
    reading = read(captured("semver/no_change.txt"))

    assert ((), Seen("checks", 202), True) == (reading.findings, reading.seen, reading.finished)
    assert ("compared demo 0.1.0 -> 0.1.0", None) == (reading.remark, reading.undecided)


def test_two_breaking_changes() -> None:
    """One stands at its place in the tree; one is gone, and its place in the baseline is not shown as one."""
    findings = read(captured("semver/breaking.txt")).findings

    assert [
        "cargo-semver-checks constructible_struct_adds_field error src/lib.rs:3",
        "cargo-semver-checks function_missing error",
    ] == [short(finding) for finding in findings]
    assert findings[1].message.startswith("breaking: pub fn removed or renamed: function demo::b")
    assert findings[0].message.endswith("field P.y (demo 0.1.0 -> 0.1.0 requires a new major version)")


def test_a_breaking_change() -> None:
    """With the tool's marker it is an error; the place in the baseline is no place of the tree."""
    reading = read(CHECKING + ONE_FAIL + GONE + requires("major") + FINISHED)

    [finding] = reading.findings
    assert "cargo-semver-checks function_missing error" == short(finding)
    assert finding.message.startswith("breaking: pub fn removed or renamed: function demo::quiet")
    assert finding.message.endswith("(demo 0.1.0 -> 0.1.1 requires a new major version)")
    assert "cannot be imported by its prior path" in finding.rendered


def test_a_change_that_asks_for_a_minor_version() -> None:
    """It is an error and is not called breaking."""
    [finding] = read(captured("semver/minor.txt")).findings

    assert "cargo-semver-checks function_marked_deprecated error src/lib.rs:2" == short(finding)
    assert finding.message.endswith("(demo 1.0.0 -> 1.0.1 requires a new minor version)")
    assert "breaking" not in finding.message


def test_without_the_marker_nothing_is_breaking() -> None:
    """A check that failed, in output that breaks off before the summary, is no error and nothing is finished."""
    reading = read(CHECKING + ONE_FAIL + GONE)

    assert [Level.WARNING] == [finding.level for finding in reading.findings]
    assert reading.finished is None


def test_warnings_stay_warnings() -> None:
    """What the tool only warns of stands at its place and does not fail."""
    reading = read(CHECKING + ONE_FAIL + FIELD + NO_UPDATE + FINISHED)

    assert ["cargo-semver-checks struct_field_added warning src/point.rs:7"] == [short(f) for f in reading.findings]
    assert True is reading.finished


def test_a_new_major_version() -> None:
    """Where no check is left nothing was due, and the reading tells how to see the changes; that is not green."""
    undecided = read(CHECKING.replace("minor", "major") + NO_CHECKS + NO_UPDATE + FINISHED).undecided

    assert undecided is not None
    assert (Reason.NOT_RELEVANT, True) == (undecided.reason, "a new major version" in undecided.detail)
    assert undecided.remedy.endswith("cargo semver-checks --release-type minor")


def test_no_check_of_a_minor_version() -> None:
    """Where every lint is allowed the tool is content; that proves nothing, and the reading tells where to look."""
    undecided = read(CHECKING + NO_CHECKS + NO_UPDATE + FINISHED).undecided

    assert undecided is not None
    assert Reason.NOTHING_SEEN is undecided.reason
    assert "0 checks were made, though the version is no new major one: demo 0.1.0 -> 0.1.1" == undecided.detail
    assert "allow fewer lints in [package.metadata.cargo-semver-checks.lints]" == undecided.remedy


def test_no_check_of_one_crate_of_several() -> None:
    """The crate that was not checked is never a part that passed, whatever others are."""
    other = (CHECKING + ALL_HOLD + NO_UPDATE + FINISHED).replace("demo", "other")
    silent = CHECKING + NO_CHECKS + NO_UPDATE + FINISHED

    major = read(other + silent.replace("minor", "major"), ("other", "demo"))
    minor = read(other + silent, ("other", "demo"))

    assert Part("demo", Status.SKIPPED, Reason.NOT_RELEVANT) == major.parts[1]
    assert Part("demo", Status.INCONCLUSIVE, Reason.NOTHING_SEEN) == minor.parts[1]
    assert [None, None] == [major.undecided, minor.undecided]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        ("error: demo not found in registry (crates.io). For workarounds check", Reason.NO_BASELINE),
        ("error: No available baseline versions for demo@0.1.0", Reason.NO_BASELINE),
        ("error: package `demo` not found in /ws/target/semver-checks/git-x", Reason.NO_BASELINE),
        ("error: failed to read index metadata for crate 'demo'", Reason.NO_NETWORK),
        ("error: unsupported rustdoc format v99 for file: /x.json", Reason.TOOL_ERROR),
        ("error: rustc version is not high enough: >=1.93.0 needed, got 1.80.0", Reason.TOOL_ERROR),
    ],
)
def test_its_own_excuses(error: str, reason: Reason) -> None:
    """Each says why nothing was compared."""
    reading = read(f"{error}\n")

    assert reading.undecided is not None
    assert (reason, None, ()) == (reading.undecided.reason, reading.finished, reading.findings)


@pytest.mark.parametrize("text", ["", NO_UPDATE + FINISHED, CHECKING + ALL_HOLD, CHECKING + NO_UPDATE + FINISHED])
def test_pieces_prove_nothing(text: str) -> None:
    """Without a comparison that was counted and came to its end, nothing is finished."""
    assert read(text).finished is None


@pytest.mark.parametrize(
    ("name", "reason", "said"),
    [
        ("not_published", Reason.NO_BASELINE, "published not found in registry (crates.io)"),
        ("new_member", Reason.NO_BASELINE, "nothing to compare with: package `ferrule-test-crate"),
        ("no_network", Reason.NO_NETWORK, "failed to read index metadata for crate"),
    ],
)
def test_excuses_as_they_were_said(name: str, reason: Reason, said: str) -> None:
    """The telling one of its causes is given, not the first line, which is the same for all."""
    reading = read(captured(f"semver/{name}.txt"))

    assert reading.undecided is not None
    assert (reason, None) == (reading.undecided.reason, reading.finished)
    assert said in reading.undecided.detail


def test_code_that_does_not_compile() -> None:
    """It is no breaking change: nothing was compared, and its own words are kept."""
    reading = read(captured("semver/does_not_compile.txt"))

    assert ((), None, None) == (reading.findings, reading.finished, reading.seen)
    assert "error: " in reading.complaint


def test_each_crate_is_a_part() -> None:
    """One that failed, one that was never reached, and one that has its first release before it."""
    text = CHECKING + ONE_FAIL + GONE + requires("major") + FINISHED

    reading = read(text, ("demo", "late"), ("demo", "late", "new"))

    assert (
        Part("demo", Status.FAILED, None, Seen("checks", 196)),
        Part("late", Status.INCONCLUSIVE, Reason.TOOL_ERROR),
        Part("new", Status.SKIPPED, Reason.NO_BASELINE),
    ) == reading.parts
    assert reading.finished is None
