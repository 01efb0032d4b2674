"""Names, lengths and keys, as the strict specification and as the hosts see them."""

from pathlib import Path

import pytest
from skills_ref.validator import validate

from definitions.loading.layouts import COMMANDS, SKILLS, names, one, rules, skill, text
from ferrule.definitions.names import faults
from ferrule.definitions.strict import remarks as strictly

LONG = "x" * 65


@pytest.mark.parametrize("name", ["a", "rust-expert", "x" * 64, "größe", "a1-2b", "日本"])
def test_names(name: str) -> None:
    """Letters and digits of any script, hyphens within, up to 64."""
    assert list(faults(name)) == []


@pytest.mark.parametrize("name", ["A", "-a", "a-", "a--b", "a b", "a_b", "a:b", LONG, "a\u0301\u0301-", "é!"])
def test_what_is_no_name(name: str) -> None:
    """Each fault is said."""
    assert list(faults(name))


def test_a_name_is_compared_as_it_looks(tmp_path: Path) -> None:
    """A folder whose letters are composed otherwise has the same name."""
    found = one(tmp_path, f"{SKILLS}/cafe\u0301/SKILL.md", skill("café"))

    assert not found.diagnostics
    assert strictly(found) == ()


def test_a_name_that_is_not_the_folder(tmp_path: Path) -> None:
    """M01: loaded, under its own name, with one warning."""
    found = one(tmp_path, f"{SKILLS}/other/SKILL.md", skill("mine"))

    assert found.name == "mine"
    assert rules(found.diagnostics) == ["name-not-folder:2"]


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ("name: s\ndescription: D.\n", []),
        (f"name: s\ndescription: {'ä' * 1024}\n", []),
        (f"name: s\ndescription: {'ä' * 1025}\n", ["too-many-characters"]),
        ("name: other\ndescription: D.\n", ["name-not-folder"]),
        ("name: S\ndescription: D.\n", ["bad-name", "name-not-folder"]),
        ("description: D.\n", ["no-name"]),
        (f"name: s\ndescription: D.\ncompatibility: {'x' * 501}\n", ["too-many-characters"]),
        ("name: s\ndescription: D.\ncompatibility: Needs git.\nlicense: MIT\nallowed-tools: Read\n", []),
        ("name: s\ndescription: D.\nmodel: haiku\n", ["unknown-key"]),
        ("name: s\ndescription: D.\ndisable-model-invocation: true\n", ["unknown-key"]),
        ("name: s\ndescription: D.\nmetadata:\n  a: text\n", []),
    ],
)
def test_the_strict_validator_agrees_with_the_reference(tmp_path: Path, front: str, told: list[str]) -> None:
    """Ours and the reference validator of the specification say the same of a skill."""
    found = one(tmp_path, f"{SKILLS}/s/SKILL.md", text(front))

    assert names(strictly(found)) == told
    assert bool(validate(tmp_path / SKILLS / "s")) is bool(told)


def test_what_only_the_text_of_the_specification_says(tmp_path: Path) -> None:
    """M05: values of metadata, licence, tools and compatibility are text; the reference validator does not look."""
    lines = "license: [MIT]\nallowed-tools: [Read]\nmetadata:\n  domains:\n    - a\n  n: 1\ncompatibility: ''\n"
    found = one(tmp_path, f"{SKILLS}/s/SKILL.md", skill("s", lines))

    assert sorted(rules(strictly(found))) == [
        *("metadata-not-text:7", "metadata-not-text:9"),
        *("wrong-type:10", "wrong-type:4", "wrong-type:5"),
    ]
    assert found.keys["metadata"] == {"domains": ("a",), "n": 1}
    assert names(found.diagnostics) == ["wrong-type"]


def test_the_specification_speaks_of_skills_only(tmp_path: Path) -> None:
    """A command has no strict form."""
    assert strictly(one(tmp_path, f"{COMMANDS}/X y.md", "Text\n")) == ()
