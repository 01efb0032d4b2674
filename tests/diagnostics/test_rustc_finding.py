"""How rustc's suggestions are taken apart."""

import json

import pytest

from diagnostics.captured import DEMO, ROOT, compiled, edits
from ferrule.diagnostics.cargo_json import read_cargo_json
from ferrule.facts.finding import Finding, Phase, Spot, Suggestion

MACHINE = "MachineApplicable"


def suggested(*spans: tuple[str, int, int]) -> list[list[str]]:
    """Read one remark whose spans are given as file, start and end."""
    parts = [
        {"file_name": f, "byte_start": a, "byte_end": b, "suggested_replacement": "", "line_start": a, "line_end": b}
        for f, a, b in spans
    ]
    told = {"message": "m", "level": "error", "children": [{"message": "try", "level": "help", "spans": parts}]}
    line = json.dumps({"reason": "compiler-message", "package_id": "x", "message": told})
    found = read_cargo_json(line, ROOT, DEMO).findings[0]
    return [[f"{e.path}:{e.byte_start}-{e.byte_end}" for e in suggestion.edits] for suggestion in found.suggestions]


def test_a_suggestion_is_recorded_whole() -> None:
    """Message, applicability, bytes, lines and columns are as the compiler gave them."""
    found = compiled("mismatched_types.jsonl").findings[1]

    assert ["try using a conversion method"] == [suggestion.message for suggestion in found.suggestions]
    assert ["MaybeIncorrect"] == [suggestion.applicability for suggestion in found.suggestions]
    edit = found.suggestions[0].edits[0]
    assert ("src/lib.rs", 109, 109, 8, 9, ".to_string()") == (
        edit.path,
        edit.byte_start,
        edit.byte_end,
        edit.line,
        edit.column,
        edit.replacement,
    )


def test_parts_of_one_suggestion_stay_together() -> None:
    """An edit in two places is one suggestion."""
    found = compiled("clippy_denied.jsonl").findings[1]

    assert [["5:5-17 'x * 2'", "5:17-18 ''"]] == [edits(suggestion) for suggestion in found.suggestions]


def test_import_candidates_are_alternatives() -> None:
    """The compiler lists the candidates as spans of one remark; each is a suggestion of its own."""
    found = compiled("import_candidates.jsonl").findings[4]

    assert [
        ["3:1-1 'use std::fmt::Write;\\n'"],
        ["3:1-1 'use std::io::Write;\\n'"],
        ["3:1-1 'use core::fmt::Write;\\n'"],
    ] == [edits(suggestion) for suggestion in found.suggestions]


def test_alternatives_of_several_parts_are_told_apart() -> None:
    """Three ways to write into a map, each of several edits, are three suggestions."""
    found = compiled("alternatives.jsonl").findings[0]

    assert [
        ["6:8-9 '.insert('", "6:11-15 ', '", "6:16-16 ')'"],
        ["6:5-5 'if let Some(val) = '", "6:8-9 '.get_mut('", "6:11-12 ') { *val'", "6:16-16 '; }'"],
        ["6:5-5 'let val = '", "6:8-9 '.entry('", "6:11-15 ').or_insert('", "6:16-16 ')'"],
    ] == [edits(suggestion) for suggestion in found.suggestions]
    assert {MACHINE} == {suggestion.applicability for suggestion in found.suggestions}


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([("a", 9, 9), ("a", 2, 2)], [["a:9-9", "a:2-2"]]),
        ([("a", 5, 5), ("a", 5, 8)], [["a:5-5", "a:5-8"]]),
        ([("a", 5, 5), ("b", 5, 5)], [["a:5-5", "b:5-5"]]),
        ([("a", 5, 8), ("a", 6, 9)], [["a:5-8"], ["a:6-9"]]),
        ([("a", 5, 6), ("b", 1, 2), ("a", 5, 6)], [["a:5-6", "b:1-2"], ["a:5-6"]]),
        ([], []),
    ],
)
def test_only_repeated_places_divide(spans: list[tuple[str, int, int]], expected: list[list[str]]) -> None:
    """Parts may stand in any order; alternatives show in that two edits want the same text."""
    assert expected == suggested(*spans)


def test_a_thousand_alternatives_are_divided() -> None:
    """A long list is divided without comparing each with each."""
    assert 1000 == len(suggested(*[("a", 1, 1)] * 1000))


@pytest.mark.parametrize(
    ("name", "phases"),
    [
        ("syntax", [Phase.PARSE]),
        ("import_candidates", [Phase.RESOLVE] * 5),
        ("mismatched_types", [Phase.TYPE] * 2),
        ("borrow", [Phase.BORROW] * 3),
        ("rustdoc", [Phase.LINT] * 2),
    ],
)
def test_each_finding_has_its_phase(name: str, phases: list[Phase]) -> None:
    """The stage of rustc is told for every finding, with a code or without one."""
    assert phases == [finding.phase for finding in compiled(f"{name}.jsonl").findings]


def test_a_finding_is_recorded_whole() -> None:
    """Tool, rule, place, end, package and the compiler's own text are there."""
    found = compiled("syntax.jsonl").findings[0]

    assert "error: this file contains an unclosed delimiter\n --> src/lib.rs:3:18\n" == found.rendered[:69]
    assert (
        Finding(
            tool="rustc",
            rule=None,
            level=found.level,
            message="this file contains an unclosed delimiter",
            path="src/lib.rs",
            line=3,
            column=18,
            end_line=3,
            end_column=18,
            rendered=found.rendered,
            phase=Phase.PARSE,
            package="demo-one",
            spots=(
                Spot("src/lib.rs", 28, 28, "", primary=True),
                Spot("src/lib.rs", 24, 25, "unclosed delimiter", primary=False),
                Spot("src/lib.rs", 26, 27, "unclosed delimiter", primary=False),
            ),
        )
        == found
    )


def test_a_span_without_a_word_on_applicability() -> None:
    """What rustc does not vouch for is `Unspecified`."""
    span = {"file_name": "/ws/a.rs", "suggested_replacement": "x"}
    told = {"message": "m", "level": "error", "spans": [span]}
    line = json.dumps({"reason": "compiler-message", "message": told})
    found = read_cargo_json(line, ROOT, DEMO).findings[0]

    assert [Suggestion("m", "Unspecified", found.suggestions[0].edits)] == list(found.suggestions)
    assert "a.rs" == found.suggestions[0].edits[0].path
