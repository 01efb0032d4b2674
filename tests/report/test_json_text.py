"""JSON in pieces is the same text as JSON in one."""

from ferrule.facts.gate import CheckReport, GateResult, Verdict
from ferrule.facts.reading import Part
from ferrule.facts.status import Status
from ferrule.report.check_json import check_lazily, check_object
from ferrule.report.json_text import json_pieces, json_text
from report.samples import NASTY, finding, suggestion


def test_pieces_make_the_same_text() -> None:
    """Empty and nested values, numbers, broken characters: nothing differs from the whole."""
    value: dict[str, object] = {
        "schema": "x/1",
        "none": None,
        "number": 1.5,
        "tiny": 1e-7,
        "empty": {"list": [], "object": {}, "deep": [[[[[], {}, [1, {"a": [2]}]]]]]},
        "texts": [{"name": text, "é\n": [text[:50]]} for text in NASTY.values()],
    }

    assert json_text(value) == "".join(json_pieces(value))


def test_an_iterator_is_a_list() -> None:
    """What is made on the way looks as if it had been there."""
    assert '{\n  "a": [\n    1,\n    2\n  ],\n  "b": []\n}' == "".join(json_pieces({"a": iter((1, 2)), "b": iter(())}))


def test_a_ladder_made_on_the_way() -> None:
    """The object of the contract, finding by finding."""
    found = tuple(finding(text, suggestions=(suggestion(),)) for text in NASTY.values())
    rows = (
        GateResult("check", "c", Status.FAILED, findings=found, parts=(Part("bans", Status.PASSED),)),
        GateResult("fmt", "f", Status.PASSED),
    )
    report = CheckReport("/ws", None, "quick", Verdict.FAILED, 1, 2, 1.0, rows)

    assert json_text(check_object(report)) == "".join(json_pieces(check_lazily(report)))
