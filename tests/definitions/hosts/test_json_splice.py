"""One thing put into a JSON text and taken out again: every other byte stays."""

import json

import pytest

from ferrule.definitions.hosts.json_splice import (
    member,
    parts_of,
    readable,
    start_of,
    with_element,
    with_member,
    without,
)

TEXTS = (
    '{\n  "a": 1\n}\n',
    '{"a": 1}',
    '{ "a" : [ 1 , 2 ] }\n',
    '{\n\t"z": {"y": [1.0, 1e3, -0]},\n\t"a": "\\u00e9é \\" } ]"\n}',
    '\n\n  {\r\n    "a": 1,\r\n    "b": [\r\n    ]\r\n  }\r\n\r\n',
    '{\n    "a": 1, "b": 2,\n    "c": 3}',
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_member_comes_and_goes(text: str) -> None:
    """The text with it says the same and one thing more; without it, it is the text as it was."""
    at = start_of(text)

    made = with_member(text, at, "new", {"x": [1]})

    assert {**json.loads(text), "new": {"x": [1]}} == json.loads(made)
    assert ["new"] == list(json.loads(made))[-1:]
    assert text == without(made, at, len(parts_of(made, at)) - 1)


@pytest.mark.parametrize("text", ["[1]", "[1, 2]", "[\n  1\n]", "[\n  1,\n  2\n]\n", "[[1], {}]"])
def test_an_element_comes_and_goes(text: str) -> None:
    """In lines of its own where the others have such, else on the same line."""
    made = with_element(text, 0, {"x": 1})

    assert [*json.loads(text), {"x": 1}] == json.loads(made)
    assert ("\n" in text) == ("\n" in made)
    assert text == without(made, 0, len(parts_of(made, 0)) - 1)


def test_how_it_looks() -> None:
    """With the indent and the ends of lines that are there."""
    assert '{\n\t"a": 1,\n\t"b": [\n\t\t2\n\t]\n}' == with_member('{\n\t"a": 1\n}', 0, "b", [2])
    assert '{\r\n  "a": 1,\r\n  "b": 2\r\n}' == with_member('{\r\n  "a": 1\r\n}', 0, "b", 2)
    assert '{"a": 1, "b": [2]}' == with_member('{"a": 1}', 0, "b", [2])
    assert '{"b": 2}' == with_member("{}", 0, "b", 2)
    assert '{\n  "b": 2\n}\n' == with_member("{}\n", 0, "b", 2)
    assert '{\n   "a": [\n      1\n   ]\n}' == with_element('{\n   "a": []\n}', 10, 1)


@pytest.mark.parametrize(("gone", "left"), [(0, "[2, 3]"), (1, "[1, 3]"), (2, "[1, 2]")])
def test_from_the_midst(gone: int, left: str) -> None:
    """A comma goes with each part."""
    assert left == without("[1, 2, 3]", 0, gone)
    assert "[]" == without("[1]", 0, 0)


def test_places() -> None:
    """A part is known by where its name and its value begin, whatever stands in texts."""
    text = '{"a,]}": "{[", "b" : 3}'

    found = member(text, 0, "b")

    assert found is not None
    assert ('"b"', "3") == (text[found.start : found.start + 3], text[found.value : found.end])
    assert ("a,]}", "b") == tuple(one.name for one in parts_of(text, 0))
    assert member(text, 0, "c") is None


@pytest.mark.parametrize(
    "text", ["", "{", "// x\n{}", '{"a": 1,}', '{"a": 1, "a": 2}', '{"b": {"a": 1, "a": 1}}', "\ufeff{}"]
)
def test_no_plain_json(text: str) -> None:
    """Comments, trailing commas, and names that stand twice: nothing is to be entered there."""
    with pytest.raises(ValueError, match=r"\w"):
        readable(text)
