"""What ferrule brings along, through every host and back by the loader: the same definitions (M01, M02, M04, M05)."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from definitions.hosts.crew import installed
from definitions.hosts.reference import faults, properties
from definitions.hosts.test_strict_export import saved
from ferrule.definitions.hosts.install import uninstall
from ferrule.definitions.hosts.strict_export import exported
from ferrule.definitions.load import load, load_path
from ferrule.definitions.strict import remarks
from ferrule.facts.definition import Definition, Invocation, Kind
from ferrule.facts.finding import Level
from ferrule.facts.install import InstallTarget

BUNDLED = load(None, None).active
SKILLS = [one for one in BUNDLED if one.kind is Kind.SKILL]
HARD = """---
name: odd-one
description: Use this: it has a colon, a #hash and --- hyphens.
license: MIT
argument-hint: [a] [b]
disable-model-invocation: yes
user-invocable: on
allowed-tools: Read, Bash(git log *)
metadata:
  domains:
    - a
    - b
---
# Body

---
The end
"""


def same(one: Definition, other: Definition) -> bool:
    """Tell whether two definitions mean the same, wherever they lie and however their keys are written."""
    return [_meaning(one), _bytes(one)] == [_meaning(other), _bytes(other)]


def _meaning(one: Definition) -> tuple[object, ...]:
    said = (one.kind, one.name, one.description, one.body, one.invocation, one.license, one.user_invocable)
    return (*said, one.model, one.tools, one.denied_tools, one.skills) if one.kind is not Kind.SKILL else said


def _bytes(one: Definition) -> Mapping[str, bytes]:
    return {name: (Path(one.path).parent / name).read_bytes() for name in one.files if name != "agents/openai.yaml"}


def test_there_is_something_to_carry() -> None:
    """The bundled skills are read, the explicit-only one among them."""
    assert {"rust-mega-eng", "rust-expert"} <= {one.name for one in SKILLS}
    assert ["rust-mega-eng"] == [one.name for one in SKILLS if one.invocation is Invocation.EXPLICIT]


@pytest.mark.parametrize("one", SKILLS, ids=lambda one: one.name)
def test_each_bundled_skill_is_strict(tmp_path: Path, one: Definition) -> None:
    """For the reference validator and for ferrule's own; licence and resources come along."""
    home = saved(exported(one), tmp_path / one.name)

    assert [] == faults(home)
    [again] = load_path(home).known
    assert same(one, again)
    assert ("MIT", ()) == (again.license, remarks(again))
    assert (one.description, "MIT") == (properties(home).description, again.license)


@pytest.mark.parametrize("target", InstallTarget)
def test_installed_definitions_are_read_again(tmp_path: Path, target: InstallTarget) -> None:
    """From where the host looks for them; nothing is open that was closed, and a removal leaves nothing."""
    kinds = {Kind.SKILL} if target in {InstallTarget.CODEX, InstallTarget.AGENTS_DIR} else set(Kind)

    done = installed(tmp_path, *BUNDLED, target=target)
    again = {(one.kind, one.name): one for one in load(tmp_path, None, bundled=False).active}

    assert () == done.kept
    assert {(one.kind, one.name) for one in BUNDLED if one.kind in kinds} == set(again)
    assert [] == [one.name for one in BUNDLED if one.kind in kinds and not same(one, again[one.kind, one.name])]
    assert [] == [told for one in again.values() for told in one.diagnostics if told.level is Level.ERROR]
    uninstall(target, tmp_path)
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("target", InstallTarget)
def test_what_the_loader_had_to_mend_is_whole_afterwards(tmp_path: Path, target: InstallTarget) -> None:
    """Front matter that is no YAML is written as YAML, so that no host passes over it."""
    source = tmp_path / "from/odd-one"
    source.mkdir(parents=True)
    (source / "SKILL.md").write_text(HARD)
    [one] = load_path(source).known
    assert "yaml-broken" in [told.rule for told in one.diagnostics]

    installed(tmp_path / "root", one, target=target)

    [again] = load(tmp_path / "root", None, bundled=False).active
    assert same(one, again)
    assert [] == [told.rule for told in again.diagnostics if told.rule.startswith("yaml")]
    assert Invocation.EXPLICIT is again.invocation
