"""Front matter: three ways to read it, and never a line that is lost in silence."""

import copy
import json

import msgspec
import pytest

from definitions.loading.layouts import rules, text
from ferrule.definitions.front import read_front


def test_the_halves_of_a_file() -> None:
    """Keys with their lines, the body as it stands there, and the line on which it begins."""
    front = read_front("---\nname: a\nmetadata:\n  b: c\n---\n\nText\n---\nmore\n")

    assert dict(front.keys) == {"name": "a", "metadata": {"b": "c"}}
    assert (front.keys.line("metadata", "b"), front.keys.line("metadata", "x"), front.keys.line("x")) == (4, 3, None)
    assert (front.body, front.body_line) == ("\nText\n---\nmore\n", 6)
    assert not front.remarks


@pytest.mark.parametrize(
    ("content", "told", "is_there"),
    [
        ("Text\n", [], False),
        ("", [], False),
        ("---\n---\n", [], True),
        ("\n\n---\nname: a\n---\n", ["front-matter-late:3"], True),
        ("---\nname: a\n", ["front-matter-open:1"], False),
        ("---\njust words\n---\n", ["yaml-broken:2", "yaml-lost:2"], True),
        ("---\n- a\n- b\n---\n", ["yaml-broken:2", "yaml-lost:2"], True),
    ],
    ids=["none", "empty", "no keys", "late", "open", "words", "list"],
)
def test_front_matter_that_is_none(content: str, told: list[str], is_there: bool) -> None:
    """What is missing, late, open or no list of keys is told."""
    front = read_front(content)

    assert rules(front.remarks) == told
    assert front.is_there is is_there


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("Use it: always", "Use it: always"),
        ("It's so: 'yes'", "It's so: 'yes'"),
        ("Ends with:", "Ends with:"),
        ("One: two\n  and three: four", "One: two and three: four"),
        ("Note: closes #7 as well", "Note: closes #7 as well"),
    ],
)
def test_a_value_that_yaml_ends_too_early(value: str, meant: str) -> None:
    """A colon in a sentence costs one warning at its line, and no word of it."""
    front = read_front(text(f"name: a\ndescription: {value}\nmodel: haiku # cheap\n"))

    assert front.keys["description"] == meant
    assert front.keys["model"] == "haiku"
    assert rules(front.remarks) == ["yaml-requoted:3"]
    assert front.remarks[0].remedy


def test_keys_are_a_plain_mapping_to_others() -> None:
    """They can be copied, shown and kept as any other mapping."""
    keys = read_front(text("name: a\nmetadata:\n  b: [c]\n")).keys

    assert copy.deepcopy(keys) == keys
    assert copy.deepcopy(keys).line("name") == 2
    assert type(keys)(keys.items()) == keys
    assert json.loads(json.dumps(keys)) == {"name": "a", "metadata": {"b": ["c"]}}
    assert msgspec.to_builtins(keys) == keys


def test_two_values_two_warnings() -> None:
    """Each value that got quotation marks is told at its own line, one in a list too."""
    front = read_front(text("description: a: b\nmetadata:\n  note: c: d\nhooks:\n  - run: e: f\n"))

    assert rules(front.remarks) == ["yaml-requoted:2", "yaml-requoted:4", "yaml-requoted:6"]
    assert front.keys["hooks"] == ({"run": "e: f"},)


@pytest.mark.parametrize(
    ("lines", "key", "meant"),
    [
        ("argument-hint: [file] [more]\n", "argument-hint", "[file] [more]"),
        ("description: @lead asks for it\n", "description", "@lead asks for it"),
        ('description: "quoted" and more\n', "description", '"quoted" and more'),
        ("description: `code` first\n", "description", "`code` first"),
        ("description: when asked\n\n<example>\nuser: 'do it'\n</example>\n", "description", "when asked\n\n<example>"),
        ("when_to_use: %now\n", "when_to_use", "%now"),
        ("name:without-blank\n", "name", "without-blank"),
    ],
)
def test_prose_is_taken_as_it_stands_there(lines: str, key: str, meant: str) -> None:
    """Where quotation marks do not help either, the four keys of prose keep their text, and the others their values."""
    front = read_front(text(f"model: haiku\n{lines}tools: Read\n"))

    assert str(front.keys[key]).startswith(meant)
    assert (front.keys["model"], front.keys["tools"]) == ("haiku", "Read")
    assert [remark.rule for remark in front.remarks] == ["yaml-broken", "yaml-raw"]
    assert front.remarks[1].line == 3


def test_what_cannot_be_had_is_told() -> None:
    """A key that nobody can read, and a line that belongs to none, are named with their lines."""
    front = read_front(text("!? what\nname: a\ntools: [Read\nmodel: haiku\n"))

    assert dict(front.keys) == {"name": "a", "model": "haiku"}
    assert rules(front.remarks) == ["yaml-broken:3", "yaml-lost:2", "yaml-lost:4"]
    assert "'tools'" in front.remarks[2].message


def test_a_repeated_key_in_broken_yaml() -> None:
    """Keys that are read one by one may stand twice as well."""
    front = read_front(text("name: a\nname: b\nargument-hint: [a] [b]\n"))

    assert front.keys["name"] == "b"
    assert front.keys.is_repeated("name")
    assert "duplicate-key:3" in rules(front.remarks)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("description: Closes #7 and #8", ["comment-in-value:2"]),
        ("description: 'Closes #7 and #8'", []),
        ("description: Closes C#", []),
        ("model: haiku # cheap", []),
    ],
)
def test_a_value_that_yaml_cuts_short(line: str, told: list[str]) -> None:
    """A sentence whose end is a comment to YAML is told; a comment behind a word is none of it."""
    assert rules(read_front(text(f"{line}\n")).remarks) == told
