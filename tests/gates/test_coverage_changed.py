"""Coverage of changed lines, in real git repositories and with the real tools."""

from pathlib import Path

import pytest

from advisories import parts, places, verdict
from coverage_crates import committed, crate, functions, git, has_tools, job_of, measured
from ferrule.diagnostics.llvm_cov import FileLines
from ferrule.facts.settings import CoverageSettings
from ferrule.gates import coverage
from ferrule.gates.coverage_changed import changed, lines_of_diff
from workspaces import write

pytestmark = pytest.mark.cargo
MORE = "pub fn new() -> u32 {\n    1\n}\n\n// a comment\npub fn other() -> u32 { 1 }\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a repository of 40 lines, all covered, whose branch `work` has nothing new yet."""
    root = committed(crate(tmp_path / "ws", 40, 40))
    git(root, "checkout", "-q", "-b", "work")
    return root


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """Give a folder for what the gate has to hand over as a file."""
    return tmp_path / "scratch"


@has_tools
def test_new_lines_without_a_test(root: Path, scratch: Path) -> None:
    """The total still passes; each range of new lines fails, comments and empty lines within it do not end it."""
    write(root, {"src/lib.rs": functions(40) + MORE})
    git(root, "commit", "-q", "-a", "-m", "two")

    row = measured(root, scratch)

    assert ("failed", {"total": "passed", "changed": "failed"}) == (verdict(row), parts(row))
    assert ["changed error src/lib.rs:41"] == places(row)
    [finding] = row.findings
    start = git(root, "rev-parse", "--short=12", "main").strip()
    assert 46 == finding.end_line
    assert (
        f"lines 41-46 are changed and not covered (0.0 % of 4 lines changed since {start}, 90 % are asked for)"
        == finding.message
    )


@has_tools
def test_new_lines_with_a_test(root: Path, scratch: Path) -> None:
    """What was changed and is covered passes; the row tells how much it was, committed or not, known to git or not."""
    test = "#[test]\nfn runs() {\n    demo::new();\n    demo::other();\n    demo::more::f0();\n}\n"
    lib = f"pub mod more;\n{functions(40)}{MORE}"
    write(root, {"src/lib.rs": lib, "tests/new.rs": test, "src/more.rs": functions(1)})

    row = measured(root, scratch)

    assert ("passed", {"total": "passed", "changed": "passed"}) == (verdict(row), parts(row))
    assert "100.0 % of 45 lines; 100.0 % of 5 lines changed since" in row.detail


@has_tools
def test_nothing_is_asked_where_nothing_changed(root: Path, scratch: Path) -> None:
    """Changed comments and tests are no code; with `changed = 0` nothing is asked of any line."""
    write(root, {"src/lib.rs": f"// a comment\n{functions(40)}"})
    quiet = measured(root, scratch)
    write(root, {"src/lib.rs": f"{functions(40)}{MORE}"})
    asked_nothing = measured(root, scratch, CoverageSettings(changed=0))

    assert ("passed", {"total": "passed"}) == (verdict(quiet), parts(quiet))
    assert "no line of code changed since" in quiet.detail
    assert ("passed", {"total": "passed"}) == (verdict(asked_nothing), parts(asked_nothing))


@has_tools
def test_a_revision_that_git_does_not_know(root: Path, scratch: Path) -> None:
    """A revision that the settings name is a demand: when it cannot be met, the row is undecided and says why."""
    row = measured(root, scratch, CoverageSettings(since="v9"))

    assert "inconclusive: no-baseline" == verdict(row)
    assert {"total": "passed", "changed": "inconclusive: no-baseline"} == parts(row)
    assert ["coverage.since = 'v9': v9: git knows no such revision"] == [one.message for one in row.findings]


def test_the_verdict_hangs_on_the_commit(root: Path, scratch: Path) -> None:
    """When the default branch moves on, what counts as changed is another thing."""
    job = job_of(root, scratch)
    before = coverage.state(job)
    git(root, "commit", "-q", "--allow-empty", "-m", "two")
    same = coverage.state(job)
    git(root, "branch", "-f", "main", "work")

    assert before == same
    assert coverage.state(job) != before


def test_renamed_and_deleted_files(root: Path, scratch: Path) -> None:
    """A file that only moved has no changed line; a name with a space is read as it is."""
    write(root, {"src/old.rs": functions(9)})
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "two")
    git(root, "branch", "-f", "main")
    git(root, "mv", "src/old.rs", "src/the new.rs")
    write(root, {"src/the new.rs": functions(9).replace("{ 7 }", "{ 8 }")})
    git(root, "rm", "-q", "tests/it.rs")

    known = changed(job_of(root, scratch))

    assert {"src/the new.rs": {8}} == known.lines
    assert [] == list(known.of([FileLines("src/other.rs", frozenset({8}), frozenset())]))


def test_text_that_looks_like_a_header() -> None:
    """Lines of a hunk are counted, not read: they may say anything."""
    diff = """diff --git a/src/a.rs b/src/a.rs
--- a/src/a.rs
+++ b/src/a.rs
@@ -3 +3,2 @@ fn f() {
--- a/x.rs
+++ b/x.rs
+@@ -1 +1 @@
@@ -9,2 +10,0 @@
-one
-two
\\ No newline at end of file
diff --git a/src/gone.rs b/src/gone.rs
--- a/src/gone.rs
+++ /dev/null
@@ -1 +0,0 @@
-x
diff --git "a/src/q\\"b.rs" "b/src/q\\"b.rs"
--- /dev/null
+++ "b/src/q\\"b.rs"
@@ -0,0 +1 @@
+x
"""

    assert {"src/a.rs": {3, 4}, 'src/q"b.rs': {1}} == lines_of_diff(diff)
