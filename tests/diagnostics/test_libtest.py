"""What the text of `cargo test` is turned into, as real runs print it."""

import pytest

from diagnostics.captured import outcomes, ran, short
from ferrule.facts.reading import Seen


def test_every_form_of_a_result() -> None:
    """Each test is told under the name that nextest gives its binary, without the words about its mode."""
    assert [
        "demo-one tests::bad failed",
        "demo-one tests::good passed",
        "demo-one tests::panics passed",
        "demo-one tests::panics_not failed",
        "demo-one tests::panics_other failed",
        "demo-one tests::result failed",
        "demo-one tests::slow ignored",
        "demo-one tests::slower ignored",
        "demo-one tests::threads failed",
        "demo-one tests::unwraps failed",
        "demo-one::bench/be in_bench passed",
        "demo-one::bin/tool in_bin passed",
        "demo-one::example/ex in_ex passed",
        "demo-one::it integration passed",
    ] == sorted(outcomes(ran("all_forms.txt").tests))


def test_why_tests_failed() -> None:
    """A failed test is told with the first line of its panic and the place of that."""
    findings = ran("all_forms.txt").findings

    assert {
        "tests::bad: assertion `left == right` failed: sum is off": "libtest test-failed error src/lib.rs:43:66",
        "tests::panics_not: test did not panic as expected": "libtest test-failed error src/lib.rs:49:8",
        "tests::panics_other: bang": "libtest test-failed error src/lib.rs:52:25",
        'tests::result: Error: "no"': "libtest test-failed error",
        "tests::threads: in thread": "libtest test-failed error src/lib.rs:64:42",
        'tests::unwraps: called `Result::unwrap()` on an `Err` value: "line one\\nline two"': (
            "libtest test-failed error src/lib.rs:62:84"
        ),
        "demo-one::abort: signal: 6, SIGABRT: process abort signal": "libtest test-aborted error",
        "demo-one::exits: ended before its result line": "libtest test-aborted error",
    } == {finding.message: short(finding) for finding in findings}


def test_the_output_of_a_failed_test_is_kept() -> None:
    """What a test printed before it failed goes with its finding, blank lines too."""
    found = next(finding for finding in ran("all_forms.txt").findings if finding.line == 43)

    assert ["some output", "err output", "", "thread 'tests::bad'"] == [
        line.partition(" (")[0] for line in found.rendered.split("\n")[:4]
    ]
    assert found.rendered.endswith("to display a backtrace")


def test_a_target_with_a_harness_of_its_own_is_free_text() -> None:
    """Words that only look like those of libtest are not counted."""
    reading = ran("all_forms.txt")

    assert ("free text", "running 3 tests of mine", "test x ... ok") == reading.unread
    assert (Seen("tests", 12), False) == (reading.seen, reading.finished)


def test_examples_in_the_documentation() -> None:
    """Each doc test is told by its place, failed ones at their first line in the source."""
    reading = ran("doctests.txt")

    assert [
        "demo_one::doc src/lib.rs - add (line 12) passed",
        "demo_one::doc src/lib.rs - add (line 16) passed",
        "demo_one::doc src/lib.rs - add (line 20) ignored",
        "demo_one::doc src/lib.rs - add (line 24) failed",
        "demo_one::doc src/lib.rs - add (line 28) failed",
        "demo_one::doc src/lib.rs - add (line 32) failed",
        "demo_one::doc src/lib.rs - add (line 4) passed",
        "demo_one::doc src/lib.rs - add (line 8) passed",
    ] == sorted(outcomes(reading.tests))
    assert [f"rustdoc doctest-failed error src/lib.rs:{line}" for line in (24, 28, 32)] == sorted(
        short(finding) for finding in reading.findings
    )
    assert (Seen("tests", 7), False, ()) == (reading.seen, reading.finished, reading.unread)


def test_why_examples_failed() -> None:
    """An example fails by its panic, by not compiling, or by compiling where it should not."""
    assert [
        "src/lib.rs - add (line 24): assertion `left == right` failed",
        "src/lib.rs - add (line 28): error[E0308]: mismatched types",
        "src/lib.rs - add (line 32): Test compiled successfully, but it's marked `compile_fail`.",
    ] == sorted(finding.message for finding in ran("doctests.txt").findings)


def test_backtraces_change_nothing() -> None:
    """With `RUST_BACKTRACE=1` the place of a panic is still the test's, not that of a frame."""
    places = {finding.message.partition(":")[2]: finding.line for finding in ran("backtraces.txt").findings}

    assert {":bad: assertion `left == right` failed: sum is off": 43, ":threads: in thread": 64} == places


def test_output_between_a_name_and_its_result() -> None:
    """Without capture a test prints before its verdict, whatever it likes; the verdict is found all the same."""
    reading = ran("one_thread.txt")

    assert [
        "demo-one tests::a_prints passed",
        "demo-one tests::b_lies passed",
        "demo-one tests::c_fails failed",
        "demo-one tests::d_ignored ignored",
        "demo-one tests::e_last passed",
        "demo-one::abort a_good passed",
        "demo-one::abort b_aborts failed",
        "demo-one::exits a_good passed",
        "demo-one::exits b_leaves failed",
        "demo-one::overflow overflows failed",
    ] == outcomes(reading.tests)
    assert (Seen("tests", 9), False) == (reading.seen, reading.finished)


def test_the_test_that_ended_its_process() -> None:
    """With one thread the last name without a verdict is the culprit, however the process ended."""
    assert [
        "libtest test-failed tests::c_fails: really",
        "libtest test-aborted demo-one::abort: signal: 6, SIGABRT: process abort signal in b_aborts",
        "libtest test-aborted demo-one::exits: ended before its result line in b_leaves",
        "libtest test-aborted demo-one::overflow: signal: 6, SIGABRT: process abort signal in overflows",
    ] == [f"{finding.tool} {finding.rule} {finding.message}" for finding in ran("one_thread.txt").findings]
    assert "has overflowed its stack" in ran("one_thread.txt").findings[3].rendered


def test_processes_that_fail_without_a_failed_test() -> None:
    """A harness of its own that fails, and a binary that dies after its results, are findings with their text."""
    reading = ran("own_harness.txt")

    assert [
        ("test-aborted", "demo-one::late: signal: 6, SIGABRT: process abort signal", ""),
        ("test-failed", "demo-one::own_bad: exit status: 3", "checking\nit is wrong"),
    ] == [(finding.rule, finding.message, finding.rendered) for finding in reading.findings]
    assert (Seen("tests", 1), False, ("all fine",)) == (reading.seen, reading.finished, reading.unread)


def test_a_test_that_starts_a_test_binary() -> None:
    """The inner binary's tests are its own business: they are not counted and their failure is none of ours."""
    reading = ran("nested.txt")

    assert [
        "demo-one::outer a_starts_itself passed",
        "demo-one::outer inner_fails ignored",
        "demo-one::outer z_good passed",
    ] == outcomes(reading.tests)
    assert ((), Seen("tests", 2), True) == (reading.findings, reading.seen, reading.finished)
    assert "test inner_fails ... FAILED" in reading.unread


def test_the_terse_form() -> None:
    """Dots tell no names: only the failed tests are known, but the count is right."""
    reading = ran("quiet.txt")

    assert (Seen("tests", 8), 6, False) == (reading.seen, len(reading.findings), reading.finished)


def test_benchmarks() -> None:
    """A benchmark's padded name is told without the padding; it is measured, not tested."""
    reading = ran("benches.txt")

    assert [
        "demo-one::bench/be plain ignored",
        "demo-one::bench/be a_longer_name passed",
        "demo-one::bench/be quick passed",
    ] == outcomes(reading.tests)
    assert (Seen("tests", 0), True) == (reading.seen, reading.finished)


def test_a_run_that_stopped_at_its_first_failure() -> None:
    """What was not started is not told."""
    reading = ran("fail_fast.txt")

    assert (["demo-one fails failed"], Seen("tests", 1)) == (outcomes(reading.tests), reading.seen)


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("not_compiling.txt", "error: could not compile `demo-one` (lib) due to 1 previous error"),
        ("unknown_target.txt", "error: no test target named `nope` in default-run packages"),
    ],
)
def test_when_nothing_could_run(name: str, complaint: str) -> None:
    """Without any test binary there is only Cargo's complaint."""
    reading = ran(name)

    assert ((), None, None) == (reading.findings, reading.seen, reading.finished)
    assert complaint == reading.complaint.split("\n")[0]


def test_no_tests() -> None:
    """A binary without tests is read well and saw nothing."""
    assert (Seen("tests", 0), True) == (ran("no_tests.txt").seen, ran("no_tests.txt").finished)


def test_the_result_line_of_another_bench_harness() -> None:
    """The crate bencher imitates libtest and stops its result line early: that is an end, not an abort."""
    reading = ran("bencher.txt")

    assert ((), Seen("tests", 1), True) == (reading.findings, reading.seen, reading.finished)
