"""What `ferrule check` says of real workspaces, gate by gate, with the real tools."""

from pathlib import Path

import pytest

from ferrule.facts.finding import Phase
from ferrule.facts.gate import CheckReport, Verdict
from ladder import brief, climb, row
from workspaces import LIB, members, package

pytestmark = pytest.mark.cargo

ALL_PASSED = dict.fromkeys(("fmt", "check", "clippy", "test", "nextest", "doctest", "doc"), "passed") | dict.fromkeys(
    ("lockfile", "deny", "audit", "unused-deps"), "skipped: not-relevant"
)


def seen(report: CheckReport) -> dict[str, str]:
    """Give the work counters of the rows that have one."""
    return {one.id: f"{one.seen.count} {one.seen.unit}" for one in report.gates if one.seen}


def test_a_healthy_package_passes_every_gate_and_each_saw_something(tmp_path: Path) -> None:
    """Every gate passes for which something is there to see, and their counters say what they looked at (M23-M26)."""
    report = climb(package(tmp_path))

    assert ALL_PASSED == brief(report)
    assert seen(report) == {
        "fmt": "1 files",
        "check": "2 units",
        "clippy": "2 units",
        "test": "1 tests",
        "nextest": "1 tests",
        "doctest": "1 tests",
        "doc": "1 units",
    }
    assert (Verdict.PASSED, 0) == (report.verdict, report.exit_code)


def test_a_virtual_workspace_is_climbed_as_a_whole(tmp_path: Path) -> None:
    """Every member is looked at, from any folder, and `-p` narrows to one."""
    members(tmp_path, {"a": "", "b": ""})

    whole = climb(tmp_path / "b/src", "check", "test")

    assert {"check": "4 units", "test": "2 tests"} == {k: v for k, v in seen(whole).items() if v[0] != "0"}


def test_an_unformatted_file_is_named(tmp_path: Path) -> None:
    """`fmt` fails at the file and line that rustfmt would change (M23)."""
    root = package(tmp_path, {"src/other.rs": "pub fn x( ) { }\n", "src/lib.rs": LIB + "\npub mod other;\n"})

    fmt = row(climb(root, "fmt"), "fmt")

    assert ("failed", "src/other.rs", 1) == (fmt.status, fmt.findings[0].path, fmt.findings[0].line)
    assert "pub fn x() {}" in fmt.findings[0].rendered


def test_a_planted_lint_is_one_finding(tmp_path: Path) -> None:
    """Cargo reports a library's lint for its test copy too; ferrule counts it once, and only in clippy (M24)."""
    lint = "/// Whether nothing is there.\npub fn empty(v: &[u8]) -> bool {\n    v.len() == 0\n}\n"

    report = climb(package(tmp_path, {"src/lib.rs": LIB.replace("#[cfg", f"{lint}\n#[cfg")}), "check", "clippy")

    [finding] = row(report, "clippy").findings
    assert {"check": "passed", "clippy": "failed"} == brief(report, "check", "clippy")
    assert ("clippy", "clippy::len_zero", "src/lib.rs", Phase.LINT) == (
        finding.tool,
        finding.rule,
        finding.path,
        finding.phase,
    )
    assert [s.applicability for s in finding.suggestions] == ["MachineApplicable"]


def test_a_failing_doctest_is_caught_where_all_targets_misses_it(tmp_path: Path) -> None:
    """`test` and `nextest` pass, `doctest` fails at the example's line (M25)."""
    report = climb(package(tmp_path, {"src/lib.rs": LIB.replace("demo::add(1, 2), 3", "demo::add(1, 2), 4")}))

    assert ALL_PASSED | {"doctest": "failed"} == brief(report)
    assert "src/lib.rs" == row(report, "doctest").findings[0].path


def test_a_failing_test_shows_in_both_runners(tmp_path: Path) -> None:
    """Both say which test and where it panicked; the totals agree, so nothing is counted twice (M26)."""
    lib = LIB.replace("super::add(2, 2), 4", "super::add(2, 2), 5")
    files = {"src/lib.rs": lib, "tests/it.rs": "#[test]\nfn t() {}\n\n#[test]\n#[ignore]\nfn slow() {}\n"}

    report = climb(package(tmp_path, files), "test", "nextest")

    test, nextest = row(report, "test"), row(report, "nextest")
    assert {"failed"} == {test.status, nextest.status}
    assert test.seen == nextest.seen
    assert nextest.detail == "1 finding in 1 file"
    for found in (test.findings[0], nextest.findings[0]):
        assert ("test-failed", "src/lib.rs", 16) == (found.rule, found.path, found.line)


def test_a_package_without_tests_is_not_green(tmp_path: Path) -> None:
    """No test ran, so nothing is proved; no doc example is due, which rustdoc itself found out."""
    report = climb(package(tmp_path, {"src/lib.rs": "//! Nothing to test.\n"}))

    assert brief(report, "test", "nextest", "doctest") == {
        "test": "inconclusive: nothing-seen",
        "nextest": "inconclusive: nothing-seen",
        "doctest": "skipped: not-relevant",
    }
    assert (Verdict.INCONCLUSIVE, 3) == (report.verdict, report.exit_code)


def test_examples_that_all_are_ignored_prove_nothing(tmp_path: Path) -> None:
    """Doc examples are there and none ran: that is not `not-relevant`."""
    lib = LIB.replace("/// ```\n/// assert", "/// ```ignore\n/// assert")

    report = climb(package(tmp_path, {"src/lib.rs": lib}), "doctest")

    assert {"doctest": "inconclusive: nothing-seen"} == brief(report, "doctest")


def test_a_type_error_fails_every_gate_that_compiles(tmp_path: Path) -> None:
    """Each gate that needs the code to compile says so with the compiler's finding; `fmt` is not concerned."""
    report = climb(package(tmp_path, {"src/lib.rs": LIB.replace("a + b", '"text"')}))

    assert {"check", "clippy", "test", "nextest", "doctest"} <= {
        one.id for one in report.gates if one.status == "failed"
    }
    for gate in ("check", "clippy", "test", "nextest", "doctest"):
        [finding] = row(report, gate).findings
        assert ("E0308", "src/lib.rs", 9, Phase.TYPE) == (finding.rule, finding.path, finding.line, finding.phase)
    assert "passed" == row(report, "fmt").status
    assert (Verdict.FAILED, 1) == (report.verdict, report.exit_code)


def test_broken_documentation_fails_doc_alone(tmp_path: Path) -> None:
    """A link that leads nowhere is a warning to rustdoc, and warnings are denied."""
    root = package(tmp_path, {"src/lib.rs": LIB.replace("Adds two numbers.", "Adds like [`nowhere`].")})

    report = climb(root)

    assert ALL_PASSED | {"doc": "failed"} == brief(report)
    assert "rustdoc::broken_intra_doc_links" == row(report, "doc").findings[0].rule


def test_a_program_has_no_doctests_and_says_so(tmp_path: Path) -> None:
    """A package without a library makes `doctest` not relevant before anything is started."""
    files = {"src/main.rs": "//! A program.\nfn main() {}\n\n#[test]\nfn t() {}\n"}
    root = package(tmp_path, files)
    (root / "src/lib.rs").unlink()

    doctest = row(climb(root), "doctest")

    assert ("skipped", "not-relevant", ()) == (doctest.status, doctest.reason, doctest.argv)


def test_features_reach_the_compiler(tmp_path: Path) -> None:
    """Code behind a feature is checked by clippy (all features), by check only when it is chosen."""
    lib = LIB + '\n#[cfg(feature = "extra")]\npub fn broken() -> u8 {\n    "x"\n}\n'
    root = package(tmp_path, {"src/lib.rs": lib}, "\n[features]\nextra = []\n")
    from ferrule.facts.workspace import Selection

    by_default = climb(root, "check", "clippy")
    chosen = climb(root, "check", selection=Selection(features=("extra",)))

    assert {"check": "passed", "clippy": "failed"} == brief(by_default, "check", "clippy")
    assert {"check": "failed"} == brief(chosen, "check")
