"""`agents/openai.yaml`: what Codex keeps beside a skill, in every shape; a broken one closes (C5)."""

from pathlib import Path

import pytest

from definitions.loading.layouts import SKILLS, loaded, names, rules, skill
from ferrule.facts.definition import Definition, Invocation

CLOSED = "policy:\n  allow_implicit_invocation: false\n"


def beside(root: Path, content: str, name: str = "openai.yaml") -> Definition:
    """Give a skill with this file beside it."""
    files = {f"{SKILLS}/s/SKILL.md": skill("s"), f"{SKILLS}/s/agents/{name}": content}
    (found,) = loaded(root, files).known
    return found


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (CLOSED, []),
        (f"interface:\n  display_name: S\n{CLOSED}", []),
        (f"display_name: S\n{CLOSED}", ["openai-yaml-place:1"]),
        (f"name: S\ndescription: D.\n{CLOSED}", []),
        ("allow_implicit_invocation: no\n", ["openai-yaml-place:1"]),
        ("interface:\n  policy:\n    allow-implicit-invocation: off\n", ["openai-yaml-place:3"]),
    ],
    ids=["policy", "interface", "direct", "legacy", "top", "deep"],
)
def test_closed_in_every_shape(tmp_path: Path, content: str, told: list[str]) -> None:
    """The switch counts wherever it stands; a place where Codex does not see it is told."""
    found = beside(tmp_path, content)

    assert found.invocation is Invocation.EXPLICIT
    assert rules(found.diagnostics) == told


@pytest.mark.parametrize(
    "content",
    [
        "[",
        "\0",
        "just words\n",
        "- a\n",
        "policy: closed\n",
        "policy:\n  allow_implicit_invocation: perhaps\n",
        "policy:\n  allow_implicit_invocation:\n",
        f"{CLOSED}policy:\n  allow_implicit_invocation: true\n",
        f"{CLOSED}policy:\n  products: []\n",
        "a: 'b\npolicy:\n  allow_implicit_invocation: false\n'\n",
        "[" * 5000,
        "x" * 140_000,
    ],
)
def test_closed_on_doubt(tmp_path: Path, content: str) -> None:
    """A file that cannot be read or understood closes the skill; Codex would open it."""
    found = beside(tmp_path, content)

    assert found.invocation is Invocation.EXPLICIT
    assert {"openai-yaml-broken", "invocation-unclear"} & set(names(found.diagnostics))
    assert found.diagnostics[0].path.endswith("agents/openai.yaml")


@pytest.mark.parametrize("content", ["", "# nothing\n", "policy:\n", "policy:\n  allow_implicit_invocation: true\n"])
def test_open(tmp_path: Path, content: str) -> None:
    """A file that says nothing, or yes, leaves it open."""
    found = beside(tmp_path, content)

    assert found.invocation is Invocation.IMPLICIT
    assert not found.diagnostics


def test_another_suffix_closes_too(tmp_path: Path) -> None:
    """Codex does not read it, its author meant it."""
    found = beside(tmp_path, CLOSED, "openai.yml")

    assert found.invocation is Invocation.EXPLICIT
    assert names(found.diagnostics) == ["openai-yaml-name"]


def test_a_link_to_nothing_closes(tmp_path: Path) -> None:
    """A file that is there and cannot be read is a doubt."""
    (tmp_path / SKILLS / "s/agents").mkdir(parents=True)
    (tmp_path / SKILLS / "s/agents/openai.yaml").symlink_to("gone.yaml")
    (found,) = loaded(tmp_path, {f"{SKILLS}/s/SKILL.md": skill("s")}).known

    assert found.invocation is Invocation.EXPLICIT
    assert names(found.diagnostics) == ["openai-yaml-broken"]


def test_how_it_is_shown(tmp_path: Path) -> None:
    """Names that are too long, prompts without the skill's name, keys that Codex does not know."""
    lines = f"interface:\n  display_name: {'x' * 65}\n  default_prompt: Do it.\nother: 1\n"
    found = beside(tmp_path, lines)

    assert rules(found.diagnostics) == ["too-many-characters:2", "prompt-without-name:3", "unknown-key:4"]
    assert not beside(tmp_path / "b", "interface:\n  default_prompt: Use $s now.\n").diagnostics
