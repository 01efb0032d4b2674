"""Single forms of libtest's lines that are hard to make a real run print."""

import pytest

from diagnostics.captured import ROOT, outcomes
from ferrule.diagnostics.libtest import read_libtest
from ferrule.facts.reading import Reading, Seen

RUNNING = "     Running tests/it.rs (target/debug/deps/it-0123456789abcdef)"
OK = "test result: ok. {} passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s"
ABORTED = """
error: test failed, to rerun pass `--test it`

Caused by:
  process didn't exit successfully: `/ws/it` (signal: 9, SIGKILL: kill)"""


def read(*lines: str, binaries: dict[str, str] | None = None) -> Reading:
    """Read lines after a `Running` line."""
    return read_libtest("\n".join((RUNNING, *lines)), binaries or {}, ROOT)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("test a ... ok", "it a passed"),
        ("test a ... ok <0.012s>", "it a passed"),
        ("test a - should panic ... FAILED", "it a failed"),
        ("test a ... FAILED (time limit exceeded) <61.000s>", "it a failed"),
        ("test a ... ignored, takes <hours> ...", "it a ignored"),
        ("test a/b.rs - x::Y<T>::z (line 7) - compile ... ok", "it a/b.rs - x::Y<T>::z (line 7) passed"),
        ("test a/b.rs - (line 7) - compile fail ... ok", "it a/b.rs - (line 7) passed"),
        ("test a    ... bench:       1,234.56 ns/iter (+/- 12)", "it a passed"),
    ],
)
def test_lines_of_tests(line: str, expected: str) -> None:
    """The name is told without padding, mode and time; the binary without its hash where Cargo told none."""
    assert [expected] == outcomes(read("running 1 test", line, OK.format(1)).tests)


@pytest.mark.parametrize(
    "start",
    ["running 1 test", "running 1 test (shuffle seed: 42)", "running 1 merged doctest", "running 1 standalone doctest"],
)
def test_the_first_line_of_a_block(start: str) -> None:
    """A block is opened by every form of its first line."""
    assert Seen("tests", 1) == read(start, "test a ... ok", OK.format(1)).seen


def test_a_slow_test_is_told_of_while_it_runs() -> None:
    """The remark that a test takes long is nobody's output."""
    slow = "test a has been running for over 60 seconds"

    assert () == read("running 1 test", slow, "test a ... ok", OK.format(1)).unread


def test_a_killed_binary() -> None:
    """What was told before the kill counts, and the signal is named."""
    reading = read("running 3 tests", "test a ... ok", "test b ... ignored", ABORTED)

    assert ["it: signal: 9, SIGKILL: kill"] == [finding.message for finding in reading.findings]
    assert (Seen("tests", 1), False) == (reading.seen, reading.finished)


def test_blocks_add_up() -> None:
    """One binary may run several blocks; each has to end well."""
    block = ("running 1 test", "test a ... ok", OK.format(1))

    assert (Seen("tests", 2), True) == (read(*block, *block).seen, read(*block, *block).finished)
    assert read(*block, *block[:2]).finished is False


def test_what_cargo_says_of_a_manifest_is_understood() -> None:
    """It stands before the first binary; the same words from a test are handed back."""
    words = "warning: /ws/Cargo.toml: no edition set: defaulting to the 2015 edition while the latest is 2024"
    well = ("   Doc-tests demo", "running 1 test", "test a ... ok", OK.format(1))

    assert () == read_libtest("\n".join((words, *well)), {}, ROOT).unread
    assert (words,) == read("running 1 test", words, "test a ... ok", OK.format(1)).unread


def test_cargo_within_a_test() -> None:
    """A `Running` line of another Cargo inside a test does not end the test's own binary."""
    inner = "     Running unittests src/lib.rs (target/debug/deps/inner-0123456789abcdef)"
    lines = ("running 1 test", inner, "test a ... ok", OK.format(1))

    assert ["pkg::it a passed"] == outcomes(read(*lines, binaries={"it-0123456789abcdef": "pkg::it"}).tests)
    assert (inner,) == read(*lines, binaries={"it-0123456789abcdef": "pkg::it"}).unread
    assert read(*lines).finished is False


def test_an_inner_binary_with_as_many_tests() -> None:
    """An inner result line whose sum is the outer one's ends the block; what follows is handed back."""
    inner = ("running 1 test", "test b ... ok", OK.format(1))
    reading = read("running 1 test", *inner, "test a ... ok", OK.format(1))

    assert (Seen("tests", 1), True) == (reading.seen, reading.finished)
    assert ("test a ... ok", OK.format(1)) == reading.unread[-2:]


def test_shown_output_of_passed_tests() -> None:
    """With `--show-output` the list of successes comes in the form of failures."""
    shown = ("successes:", "", "---- a stdout ----", "hello", "", "successes:", "    a")
    reading = read("running 1 test", "test a ... ok", *shown, OK.format(1))

    assert (["it a passed"], (), ()) == (outcomes(reading.tests), reading.findings, reading.unread)


def test_a_doc_test_that_did_not_start() -> None:
    """Where rustdoc itself fails, its words are the finding."""
    text = "   Doc-tests demo\nerror: cannot read\nerror: doctest failed, to rerun pass `--doc`"
    reading = read_libtest(text, {}, ROOT)

    assert [("rustdoc", "doctest-failed", "demo::doc: failed", "error: cannot read")] == [
        (finding.tool, finding.rule, finding.message, finding.rendered) for finding in reading.findings
    ]
    assert (None, False) == (reading.seen, reading.finished)


def test_lines_before_and_after_the_lists() -> None:
    """Output that stands where a list of names is expected is handed back."""
    failed = OK.format(0).replace("ok. 0 passed; 0 failed", "FAILED. 0 passed; 1 failed")
    reading = read("running 1 test", "odd", "test a ... FAILED", "failures:", "failures:", "    a", "odd too", failed)

    assert ("odd", "odd too") == reading.unread
    assert ["a: failed"] == [finding.message for finding in reading.findings]


def test_a_doc_test_with_a_name_of_another_form() -> None:
    """A doc test whose name tells no line is a finding without a place."""
    text = "   Doc-tests demo\nrunning 1 test\ntest odd ... FAILED\n"

    assert [None, None] == [finding.path for finding in read_libtest(text, {}, ROOT).findings]
