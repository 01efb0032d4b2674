"""Skills in the strict form: valid for the reference validator, and nothing lost in silence (M04, M05)."""

import os
from pathlib import Path
from typing import Any

import pytest

from definitions.hosts.crew import BODY, agent, skill
from definitions.hosts.reference import Properties, faults, properties
from ferrule.definitions.hosts.exported import Exported, NotPortable
from ferrule.definitions.hosts.strict_export import exported
from ferrule.facts.definition import Invocation
from ferrule.facts.finding import Level


def saved(made: Exported, folder: Path) -> Path:
    """Write what was exported into a folder, and give it."""
    for path, content in made.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def read_back(made: Exported, folder: Path, name: str = "some-skill") -> Properties:
    """Give what the reference validator reads in a skill without a fault."""
    home = saved(made, folder / name)
    assert [] == faults(home)
    return properties(home)


def said(made: Exported) -> list[tuple[str, str]]:
    """Give rule and words of each remark."""
    return [(one.rule, one.message) for one in made.remarks]


def test_what_is_strict_already_stays_to_the_byte(tmp_path: Path) -> None:
    """Name, description, licence, compatibility, metadata, body and what lies beside it."""
    files = {"references/a.md": b"# \xff\x00", "scripts/run.sh": b"#!/bin/sh\n", "assets/x/y.json": b"[]"}
    keys: dict[str, Any] = {"license": "MIT", "compatibility": "Any.", "metadata": {"category": "rust"}}
    one = skill(tmp_path / "from", keys=keys, files=files)
    Path(one.path).parent.joinpath("scripts/run.sh").chmod(0o755)

    made = exported(one)
    read = read_back(made, tmp_path / "to")

    assert ("some-skill", one.description, "MIT", "Any.") == (
        *(read.name, read.description, read.license, read.compatibility),
    )
    assert {"category": "rust"} == read.metadata
    assert made.files["SKILL.md"].endswith(f"---\n{BODY}".encode())
    assert files == {path: content for path, content in made.files.items() if path != "SKILL.md"}
    assert {"scripts/run.sh"} == made.executable
    assert not made.remarks


def test_lists_and_tables_in_the_metadata_become_texts(tmp_path: Path) -> None:
    """With commas, or as JSON where commas would blur them; each is told."""
    metadata = {"domains": ("a", "b"), "odd": ("a, b", "c"), "deep": {"x": (1, True)}, "n": 2, "ok": True, "none": None}

    made = exported(skill(tmp_path / "from", metadata=metadata))

    assert {
        "domains": "a, b",
        "odd": '["a, b", "c"]',
        "deep": '{"x": [1, true]}',
        "n": "2",
        "ok": "true",
    } == read_back(made, tmp_path / "to").metadata
    joined = [("joined-value", f"some-skill: metadata.{key}: joined into a text") for key in ("domains", "odd", "deep")]
    assert [*joined, ("left-out-key", "some-skill: metadata.none: left out: it holds nothing")] == said(made)


def test_keys_of_one_host_move_or_are_left_out(tmp_path: Path) -> None:
    """What the specification does not know goes below the metadata; what runs programs is left out, with a warning."""
    keys: dict[str, Any] = {
        "allowed-tools": ("Read", "Bash(git add *)", "Grep"),
        "model": "sonnet",
        "paths": ("*.rs", "*.toml"),
        "version": 2,
        "hooks": {"Stop": ({"type": "command"},)},
        "metadata": {"extra-version": "1"},
    }

    made = exported(skill(tmp_path / "from", keys=keys))
    read = read_back(made, tmp_path / "to")

    assert {"extra-version": "1", "claude-model": "sonnet", "claude-paths": "*.rs, *.toml"} == read.metadata
    assert "Read Bash(git add *) Grep" == read.allowed_tools
    warned = [one.message for one in made.remarks if one.level is Level.WARNING]
    assert [
        "some-skill: version: left out: metadata has a 'extra-version' of its own",
        "some-skill: hooks: left out: other hosts have no place for it",
    ] == warned
    assert ("moved-key", "some-skill: model: moved to metadata.claude-model") in said(made)


@pytest.mark.parametrize("tools", ["Read, Bash(a, b *) Grep", "Read Bash(a, b *)  Grep", ("Read", "Bash(a, b *),Grep")])
def test_tools_stand_in_one_text_with_blanks(tmp_path: Path, tools: Any) -> None:
    """However they were separated; what stands in brackets is one tool's."""
    read = read_back(exported(skill(tmp_path / "from", keys={"allowed-tools": tools})), tmp_path / "to")

    assert "Read Bash(a, b *) Grep" == read.allowed_tools


@pytest.mark.parametrize(
    "keys",
    [{}, {"disable-model-invocation": True}, {"metadata": {"invocation": "implicit"}}, {"metadata": ("a",)}],
    ids=str,
)
def test_explicit_only_survives(tmp_path: Path, keys: dict[str, Any]) -> None:
    """By the one key that the specification has room for, whatever said so before."""
    made = exported(skill(tmp_path / "from", keys=keys, invocation=Invocation.EXPLICIT))

    assert {"invocation": "explicit-only"} == read_back(made, tmp_path / "to").metadata


def test_a_long_compatibility_moves(tmp_path: Path) -> None:
    """The specification has room for 500 characters."""
    made = exported(skill(tmp_path / "from", compatibility="x" * 501))

    assert {"compatibility": "x" * 501} == read_back(made, tmp_path / "to").metadata


@pytest.mark.parametrize(
    ("name", "description", "words"),
    [
        ("Some Skill", "d", "the name 'Some Skill' is not in lower case, holds ' '; only letters"),
        ("a--b", "d", "the name 'a--b' has two hyphens in a row"),
        ("-a", "d", "the name '-a' begins or ends with a hyphen"),
        ("a" * 65, "d", "has 65 characters; 64 are allowed"),
        ("a.b", "d", "the name 'a.b' holds '.'; only letters"),
        ("a", " ", "a skill needs a description"),
        ("a", "x" * 1025, "a description has at most 1024 characters, this one 1025"),
    ],
)
def test_what_the_specification_forbids_is_refused(tmp_path: Path, name: str, description: str, words: str) -> None:
    """A name cannot be mended without becoming another one; the validator agrees."""
    one = skill(tmp_path, name, description=description)

    with pytest.raises(NotPortable, match="a/SKILL.md: " if name == "a" else "SKILL.md: ") as told:
        exported(one)

    assert words in str(told.value)
    assert faults(Path(one.path).parent) != []


def test_an_agent_is_no_skill(tmp_path: Path) -> None:
    """The specification knows skills only."""
    with pytest.raises(NotPortable, match="knows skills only, and this is one of the agents"):
        exported(agent(tmp_path))


def test_nothing_outside_of_the_skill_is_taken_along(tmp_path: Path) -> None:
    """Links that lead out, pipes and missing files are told, and not read; links within are contents."""
    one = skill(tmp_path / "from", files=dict.fromkeys(("a.md", "key", "pipe", "gone", "../beside.md"), b"x"))
    home = Path(one.path).parent
    (tmp_path / "secret").write_bytes(b"secret")
    for name in ("key", "pipe", "gone", "a.md"):
        (home / name).unlink()
    (home / "key").symlink_to(tmp_path / "secret")
    os.mkfifo(home / "pipe")
    (home / "b.md").write_bytes(b"b")
    (home / "a.md").symlink_to("b.md")

    made = exported(one)

    assert {"SKILL.md", "a.md"} == set(made.files)
    assert b"b" == made.files["a.md"]
    assert [
        "some-skill: ../beside.md: left out: leads out of the skill's folder",
        "some-skill: gone: left out: No such file or directory",
        "some-skill: key: left out: a link that leads out of the skill's folder",
        "some-skill: pipe: left out: no regular file",
    ] == [one.message for one in made.remarks]
