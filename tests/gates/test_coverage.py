"""The gate `coverage` with the real cargo-llvm-cov, on crates whose lines are counted by hand."""

from pathlib import Path

import pytest

from advisories import parts, places, verdict
from coverage_crates import calls, crate, functions, has_tools, measured
from ferrule.facts.settings import CoverageSettings
from ferrule.facts.workspace import Selection
from workspaces import members, package, write

pytestmark = [pytest.mark.cargo, has_tools]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a folder for a workspace."""
    return tmp_path / "ws"


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """Give a folder for what the gate has to hand over as a file."""
    return tmp_path / "scratch"


def test_ninety_percent_are_enough(root: Path, scratch: Path) -> None:
    """Nine lines of ten pass; the row says so, counts the lines, and writes to the target folder only."""
    crate(root, 9, 10)
    before = {path.relative_to(root) for path in root.rglob("*")}

    row = measured(root, scratch)

    assert ("passed", {"total": "passed"}, ()) == (verdict(row), parts(row), row.findings)
    assert row.seen is not None
    assert ("lines", 10) == (row.seen.unit, row.seen.count)
    assert "90.0 % of 10 lines; nothing asked of changed lines: no git repository" == row.detail
    after = {path.relative_to(root) for path in root.rglob("*")}
    assert {"target", "Cargo.lock"} == {path.parts[0] for path in after - before}


def test_less_than_ninety_percent_are_not(root: Path, scratch: Path) -> None:
    """899 lines of 1,000 fail; the finding has both figures and the files where most is missing."""
    row = measured(crate(root, 899, 1000), scratch)

    assert ("failed", {"total": "failed"}) == (verdict(row), parts(row))
    [finding] = row.findings
    assert "89.9 % of 1,000 lines are covered, 90 % are asked for" == finding.message
    assert ("cargo-llvm-cov", "total", None) == (finding.tool, finding.rule, finding.path)
    assert "src/lib.rs: 101 not covered, lines 900-1000" == finding.rendered


def test_the_demand_is_compared_exactly(root: Path, scratch: Path) -> None:
    """Two lines of three are less than 66.67 %, and more than 66.66 %."""
    crate(root, 2, 3)

    assert "failed" == verdict(measured(root, scratch, CoverageSettings(total=66.67)))
    assert "passed" == verdict(measured(root, scratch, CoverageSettings(total=66.66)))


def test_test_code_is_not_counted(root: Path, scratch: Path) -> None:
    """Of tests within the library, test modules in files, examples, benches and build scripts no line counts."""
    never = "pub fn never() -> u32 {\n    7\n}\n"
    unit = f"#[cfg(test)]\nmod unit;\n#[cfg(test)]\nfn helper() -> u32 {{\n    1\n}}\n{functions(2)}"
    files = {
        "src/lib.rs": f"{unit}#[cfg(all(unix, test))]\nmod inner {{\n    {never}}}\n",
        "src/unit/mod.rs": f"mod deeper;\n{never}#[test]\nfn runs() {{\n{calls(2, 'crate')}    crate::helper();\n}}\n",
        "src/unit/deeper.rs": never,
        "examples/show.rs": f"fn main() {{}}\n{never}",
        "benches/fast.rs": f"fn main() {{}}\n{never}",
        "build.rs": f"fn main() {{}}\n{never}",
    }

    row = measured(package(root, files), scratch)

    assert ("passed", 2) == (verdict(row), row.seen and row.seen.count)


def test_code_in_a_folder_that_is_named_like_tests_counts(root: Path, scratch: Path) -> None:
    """The tool leaves out every folder `tests` and every `tests.rs`; what a library is made of is code all the same."""
    files = {"src/lib.rs": "pub mod tests;\npub mod my_tests;\n", "src/tests/mod.rs": functions(2)}

    row = measured(package(root, files | {"src/my_tests.rs": functions(1)}), scratch)

    assert ["0.0 % of 3 lines are covered, 90 % are asked for"] == [one.message for one in row.findings]


def test_what_a_program_does_under_an_integration_test_counts(root: Path, scratch: Path) -> None:
    """A test that starts the built program covers its lines."""
    test = '#[test]\nfn runs() {\n    std::process::Command::new(env!("CARGO_BIN_EXE_demo")).status().unwrap();\n}\n'
    package(root, {"src/main.rs": "fn main() {\n    demo::f0();\n}\n", "src/lib.rs": functions(1), "tests/it.rs": test})

    row = measured(root, scratch)

    assert ("passed", 4) == (verdict(row), row.seen and row.seen.count)


def test_all_instantiations_count_together(root: Path, scratch: Path) -> None:
    """A generic function that two tests run in halves is whole; the tool's own total takes the better half."""
    body = "    if value.into() > 5 {\n        1\n    } else {\n        2\n    }\n"
    tests = {f"tests/t{n}.rs": f"#[test]\nfn runs() {{\n    demo::pick({n}u8);\n}}\n" for n in (1, 9)}
    package(root, {"src/lib.rs": f"pub fn pick<T: Into<u8>>(value: T) -> u8 {{\n{body}}}\n", **tests})

    row = measured(root, scratch, CoverageSettings(total=100))

    assert ("passed", 5) == (verdict(row), row.seen and row.seen.count)


def test_a_failing_test_leaves_no_figure(root: Path, scratch: Path) -> None:
    """Each failed test is a finding; what was covered on the way to it is not told."""
    test = "#[test]\nfn fine() {}\n#[test]\nfn wrong() {\n    assert_eq!(demo::f0(), 1);\n}\n"

    row = measured(crate(root, 9, 10, {"tests/it.rs": test}), scratch)

    assert ("failed", ["test-failed error tests/it.rs:5"]) == (verdict(row), places(row))
    assert ("", ()) == (row.remedy, row.parts or ())


def test_what_does_not_compile_leaves_no_figure(root: Path, scratch: Path) -> None:
    """The compiler's error is the finding."""
    row = measured(crate(root, 1, 1, {"src/lib.rs": 'pub fn f0() -> u32 { "x" }\n'}), scratch)

    assert ("failed", ["E0308 error src/lib.rs:1"]) == (verdict(row), places(row))


def test_without_a_test_nothing_is_covered(root: Path, scratch: Path) -> None:
    """A crate with code and no test has 0 %, which is a figure; one without code has none."""
    row = measured(package(root, {"src/lib.rs": functions(2)}), scratch)
    bare = measured(package(root / "bare", {"src/lib.rs": "pub struct Nothing;\n"}, "[workspace]\n"), scratch)

    assert ["0.0 % of 2 lines are covered, 90 % are asked for"] == [one.message for one in row.findings]
    assert "inconclusive: nothing-seen" == verdict(bare)


def test_a_floor_for_each_file(root: Path, scratch: Path) -> None:
    """Files below it are named with their first uncovered line; a file that is excluded counts nowhere."""
    files = {
        "src/lib.rs": f"pub mod bad;\npub mod worse;\n{functions(8)}",
        "src/bad.rs": "pub fn half() {}\npub fn other() {}\n",
        "src/worse.rs": functions(5),
        "tests/it.rs": f"#[test]\nfn runs() {{\n{calls(8, 'demo')}    demo::bad::half();\n}}\n",
    }
    asked = CoverageSettings(file=60, exclude=("src/worse.rs",))

    row = measured(package(root, files), scratch, asked)

    assert ("failed", {"total": "passed", "files": "failed"}) == (verdict(row), parts(row))
    assert ["file error src/bad.rs:2"] == places(row)
    [finding] = row.findings
    assert ("50.0 % of 2 lines are covered, 60 % of each file are asked for", "line 2") == (
        finding.message,
        finding.rendered,
    )


def test_only_the_chosen_members_count(root: Path, scratch: Path) -> None:
    """With `-p` the lines of other members are nobody's affair; without it all count."""
    members(root, {"one": "", "two": ""})
    for name, covered in (("one", 2), ("two", 0)):
        test = f"#[test]\nfn runs() {{\n{calls(covered, name)}}}\n"
        write(root / name, {"src/lib.rs": functions(2), "tests/it.rs": test})

    one = measured(root, scratch, selection=Selection(packages=("one",)))
    both = measured(root, scratch)

    assert ("passed", 2) == (verdict(one), one.seen and one.seen.count)
    assert ("failed", 4) == (verdict(both), both.seen and both.seen.count)


def test_a_workspace_without_targets(root: Path, scratch: Path) -> None:
    """Where nothing can be built, nothing is due."""
    write(root, {"Cargo.toml": '[workspace]\nresolver = "2"\nmembers = []\n'})

    assert "skipped: not-relevant" == verdict(measured(root, scratch))
