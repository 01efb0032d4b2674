"""What Cargo's JSON is turned into."""

import json
from pathlib import Path

import pytest

from diagnostics.captured import DEMO, ROOT, captured, compiled, short
from ferrule.diagnostics.cargo_json import executables, read_cargo_json
from ferrule.facts.finding import Level, Phase
from ferrule.facts.reading import Reading, Seen

WORKSPACE = frozenset(
    {
        "path+file:///ws/crates/alpha#alpha-pkg@0.1.0",
        "path+file:///ws/crates/beta#0.1.0",
        "path+file:///ws/crates/my-macros#0.1.0",
    }
)


def line(**fields: object) -> str:
    """Give one line of Cargo's JSON about the package demo-one."""
    target = {"name": "demo_one", "kind": ["lib"]}
    return json.dumps({"package_id": "path+file:///ws#demo-one@0.1.0", "target": target} | fields)


def message(level: str = "error", **fields: object) -> str:
    """Give a line with a diagnostic."""
    return line(reason="compiler-message", message={"message": "words", "level": level} | fields)


def read(*lines: str) -> Reading:
    """Read lines of the package demo-one."""
    return read_cargo_json("\n".join(lines), ROOT, DEMO)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("mismatched_types", ["rustc E0308 error src/lib.rs:4:5", "rustc E0308 error src/lib.rs:8:5"]),
        (
            "borrow",
            [
                "rustc E0382 error src/lib.rs:5:13",
                "rustc None error src/lib.rs:9:37",
                "rustc E0596 error src/lib.rs:13:5",
            ],
        ),
        (
            "import_candidates",
            [
                "rustc E0432 error src/lib.rs:3:12",
                "rustc None error src/lib.rs:11:5",
                "rustc E0425 error src/lib.rs:5:19",
                "rustc E0433 error src/lib.rs:6:5",
                "rustc E0405 error src/lib.rs:9:28",
            ],
        ),
        ("syntax", ["rustc None error src/lib.rs:3:18"]),
        (
            "in_macro",
            [
                "rustc None error src/main.rs:2:20",
                "rustc E0308 error src/main.rs:3:17",
                "rustc E0277 error src/main.rs:4:20",
            ],
        ),
        (
            "rustdoc",
            [
                "rustdoc rustdoc::broken_intra_doc_links error src/lib.rs:1:27",
                "rustdoc rustdoc::bare_urls error src/lib.rs:3:21",
            ],
        ),
    ],
)
def test_errors_of_the_compiler(name: str, expected: list[str]) -> None:
    """Each error is one finding at its primary place, and the closing summaries are none."""
    reading = compiled(f"{name}.jsonl")

    assert expected == [short(finding) for finding in reading.findings]
    assert (Seen("units", 1), False, ()) == (reading.seen, reading.finished, reading.unread)


def test_a_planted_lint_is_one_finding() -> None:
    """The copies that clippy reports for the library and for its tests are one finding."""
    reading = compiled("clippy_denied.jsonl")

    assert [
        "rustc unused_variables error src/lib.rs:4:9",
        "clippy clippy::needless_return error src/lib.rs:5:5",
    ] == [short(finding) for finding in reading.findings]
    assert {Phase.LINT} == {finding.phase for finding in reading.findings}


def test_warnings_do_not_fail_a_build() -> None:
    """A build with warnings ends well, and both the library and its tests were looked at."""
    reading = compiled("clippy_warned.jsonl")

    assert {Level.WARNING} == {finding.level for finding in reading.findings}
    assert (Seen("units", 2), True) == (reading.seen, reading.finished)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("no_main", "rustc E0601 error src/main.rs:1:20"),
        ("link_error", "rustc None error"),
    ],
)
def test_an_error_without_a_source_line_is_told(name: str, expected: str) -> None:
    """A missing `main` and a linker's failure are findings like any other."""
    assert [expected] == [short(finding) for finding in compiled(f"{name}.jsonl").findings]


def test_a_crash_of_the_compiler() -> None:
    """An internal compiler error is a finding of its own rule, and its plain words are handed back."""
    reading = compiled("ice.txt")

    assert ["rustc ICE error src/main.rs:4:1"] == [short(f) for f in reading.findings if f.level is Level.ERROR]
    assert any("please attach the file" in line for line in reading.unread)


def test_a_build_script_that_fails() -> None:
    """No unit was looked at, and Cargo's own words are handed back."""
    reading = compiled("build_script_failed.txt")

    assert ((), Seen("units", 0), False) == (reading.findings, reading.seen, reading.finished)
    assert "error: failed to run custom build command for `demo-one v0.1.0 (/ws)`" in reading.unread


def test_units_of_all_members_count() -> None:
    """Every target of every member counts, built or broken; build scripts and foreign packages do not."""
    good = read_cargo_json(captured("cargo/workspace.jsonl"), ROOT, WORKSPACE)
    broken = read_cargo_json(captured("cargo/workspace_broken.jsonl"), ROOT, WORKSPACE)

    assert (Seen("units", 12), True) == (good.seen, good.finished)
    assert (Seen("units", 12), False) == (broken.seen, broken.finished)


def test_findings_of_other_packages_are_told() -> None:
    """A package outside the workspace is reported with its whole path and its name."""
    found = read_cargo_json(captured("cargo/workspace.jsonl"), ROOT, WORKSPACE).findings[0]

    assert ("/outside/src/lib.rs", "outsider") == (found.path, found.package)


def test_of_two_copies_the_richer_is_kept() -> None:
    """A copy with suggestions wins over one without, and an error over a warning."""
    span = {"file_name": "src/lib.rs", "line_start": 1, "is_primary": True}
    offer = {"message": "try", "level": "help", "spans": [span | {"suggested_replacement": "x"}]}
    found = read(
        message("warning", spans=[span]),
        message("error", spans=[span]),
        message("error", spans=[span], children=[offer]),
        message("warning", spans=[span], children=[offer, offer]),
        message("error", message="other"),
    ).findings

    assert [("words", Level.ERROR, 1), ("other", Level.ERROR, 0)] == [
        (finding.message, finding.level, len(finding.suggestions)) for finding in found
    ]


def test_other_lines_are_handed_back_whole() -> None:
    """Plain lines, broken JSON, JSON of another program and blank lines come back in order."""
    foreign = [
        "   Compiling demo",
        "",
        '{"reason":"compiler-mess',
        '{"type":"suite"}',
        "{}",
        '{"reason":"build-finished"}',
    ]
    own = [message(), line(reason="build-script-executed"), line(reason="yet-unknown", message="any shape")]

    assert tuple(foreign) == read(*own, *foreign, message()).unread


def test_a_message_of_unknown_shape_is_handed_back() -> None:
    """A level that rustc does not have, or a missing message, is not guessed at."""
    strange = [message("catastrophe"), line(reason="compiler-message"), line(reason="compiler-message", message=1)]

    assert (tuple(strange), ()) == (read(*strange).unread, read(*strange).findings)


def test_nothing_told_is_nothing_seen() -> None:
    """Output without Cargo's JSON counts nothing and gives no closing word."""
    assert Reading(unread=("",)) == read_cargo_json("", ROOT, DEMO)


def test_one_failed_build_of_several_fails() -> None:
    """Where Cargo closes more than once, each word counts."""
    ends = [line(reason="build-finished", success=word) for word in (False, True)]

    assert read(*ends).finished is False


def test_test_binaries_have_the_names_of_nextest() -> None:
    """Every kind of target is named as nextest names it, by the file name of its program."""
    text = captured("cargo/executables.jsonl")

    assert {
        "alpha_lib-60f08b02f08ccca1": "alpha-pkg",
        "be-583cd8c13ff1e650": "alpha-pkg::bench/be",
        "beta-61f784b4549da6d5": "beta::bin/beta",
        "ex-df9eab97ba705432": "alpha-pkg::example/ex",
        "free-346c8e34f917b582": "alpha-pkg::free",
        "it-8ef6f7d680ead976": "alpha-pkg::it",
        "my_macros-7ca3e271afecff78": "my-macros",
        "tool": "alpha-pkg::bin/tool",
        "tool-db0b8076d8b420e9": "alpha-pkg::bin/tool",
    } == dict(sorted(executables(text).items()))
    assert {} == executables('{"executable":"\nplain "executable":"/x"')


def test_a_large_output_is_read_whole() -> None:
    """A hundred thousand lines of the same findings are told once each."""
    text = "\n".join(captured("cargo/borrow.jsonl").split("\n")[:4] * 25_000)

    assert 3 == len(read_cargo_json(text, Path("/ws"), DEMO).findings)
