"""Who may start a definition: the strictest of all that is said, and closed where that is not understood (M02)."""

import random
from pathlib import Path

import pytest

from definitions.loading.layouts import AGENTS, COMMANDS, SKILLS, loaded, names, one, rules, skill, text
from definitions.loading.mangled import damaged
from ferrule.definitions.decode import Text, decode
from ferrule.definitions.front import read_front
from ferrule.definitions.invocation import access
from ferrule.facts.definition import Invocation

SWITCH = "disable-model-invocation"
SAID = "metadata:\n  invocation: "


@pytest.mark.parametrize(
    "lines",
    [
        *(f"{SWITCH}: {word}\n" for word in ("true", "yes", "on", "1", "'true'", "TRUE")),
        *(f"{SAID}{word}\n" for word in ("explicit-only", "explicit", "user-only", "Explicit_Only", "'explicit-only'")),
        f"{SWITCH}: false\n{SAID}explicit-only\n",
        f"{SWITCH}: true\n{SAID}implicit\n",
        "metadata: {invocation: explicit-only}\n",
        f"hooks: &a {{{SWITCH}: true}}\n<<: *a\n",
    ],
)
def test_closed(tmp_path: Path, lines: str) -> None:
    """One voice for explicit-only is enough, however it is written."""
    assert one(tmp_path, f"{SKILLS}/s/SKILL.md", skill("s", lines)).invocation is Invocation.EXPLICIT


@pytest.mark.parametrize(
    "lines",
    ["", f"{SWITCH}: false\n", f"{SWITCH}: off\n", f"{SAID}implicit\n", "metadata:\n  category: explicit-only\n"],
)
def test_open(tmp_path: Path, lines: str) -> None:
    """Where nobody closes it a model may choose it."""
    found = one(tmp_path, f"{SKILLS}/s/SKILL.md", skill("s", lines))

    assert found.invocation is Invocation.IMPLICIT
    assert not found.diagnostics


@pytest.mark.parametrize(
    "lines",
    [
        f"{SWITCH}: perhaps\n",
        f"{SWITCH}:\n",
        f"{SWITCH}: [true]\n",
        f"{SWITCH}: true\n{SWITCH}: false\n",
        f"{SAID}sometimes\n",
        f"{SAID}\n",
        f"{SAID}explicit-only\nmetadata:\n  category: x\n",
        f"{SAID}explicit-only\n  invocation: implicit\n",
        "metadata: 'invocation: explicit-only'\n",
        "metadata:\n  - invocation: explicit-only\n",
        "disable_model_invocation: true\n",
        "disableModelInvocation: true\n",
        "Disable-Model-Invocation: true\n",
        f"metadata:\n  {SWITCH}: true\n",
        "policy:\n  allow_implicit_invocation: false\n",
        "invocation: explicit-only\n",
        f"license: 'MIT\n{SWITCH}: true\n  '\n",
        f"argument-hint: [a] [b]\n{SAID}explicit-only [\n",
        f"argument-hint: [a] [b\n  {SWITCH}: true\n",
    ],
)
def test_closed_on_doubt(tmp_path: Path, lines: str) -> None:
    """A value, a place or a spelling that is not understood closes, and says so with its line."""
    found = one(tmp_path, f"{SKILLS}/s/SKILL.md", skill("s", lines))

    assert found.invocation is Invocation.EXPLICIT
    assert "invocation-unclear" in names(found.diagnostics)
    assert all(remark.line and remark.line > 3 for remark in found.diagnostics)


@pytest.mark.parametrize(
    "content", [f"{SWITCH}: true\n\nText\n", f"---\n{SWITCH}: true\n\nText\n", f"--\n{SAID}explicit\n"]
)
def test_a_command_whose_front_matter_is_none(tmp_path: Path, content: str) -> None:
    """Keys that no host reads still close a command."""
    found = one(tmp_path, f"{COMMANDS}/c.md", content)

    assert found.invocation is Invocation.EXPLICIT
    assert "invocation-unclear" in names(found.diagnostics)


def test_an_example_in_the_text_closes_nothing(tmp_path: Path) -> None:
    """A definition that explains the key is not closed by it."""
    body = f"Write this:\n\n```yaml\n{SWITCH}: true\n```\n\n    {SWITCH}: true\n\nor `{SWITCH}: true`.\n"

    assert one(tmp_path, f"{COMMANDS}/c.md", text(f"{SWITCH}: no\n", body)).invocation is Invocation.IMPLICIT


def test_every_kind_can_be_closed(tmp_path: Path) -> None:
    """Agents and commands as well."""
    files = {f"{AGENTS}/a.md": skill("a", f"{SAID}explicit-only\n"), f"{COMMANDS}/c.md": text(f"{SWITCH}: true\n")}

    assert {found.invocation for found in loaded(tmp_path, files).known} == {Invocation.EXPLICIT}


def test_who_else_may_start_it(tmp_path: Path) -> None:
    """One that only a model may start, and one that nobody may."""
    files = {
        f"{SKILLS}/a/SKILL.md": skill("a", "user-invocable: false\n"),
        f"{SKILLS}/b/SKILL.md": skill("b", f"{SAID}model-only\n"),
        f"{SKILLS}/c/SKILL.md": skill("c", f"user-invocable: no\n{SWITCH}: yes\n"),
        f"{SKILLS}/d/SKILL.md": skill("d", "user-invocable: hm\n"),
    }
    found = loaded(tmp_path, files).known

    assert [each.user_invocable for each in found] == [False, False, False, True]
    assert [rules(each.diagnostics) for each in found] == [[], [], ["closed-to-all:4"], ["wrong-type:4"]]


@pytest.mark.parametrize("closing", [f"{SWITCH}: true", f"{SAID}explicit-only"])
def test_damage_around_it_never_opens(closing: str) -> None:
    """Whatever happens to the other lines of a file: while the closing one stands, no model may start it."""
    chance = random.Random(7)  # noqa: S311 - the same damage for each run
    for _ in range(1000):
        before, after = b"---\nname: a-b\ndescription: Does this: and that.\n", b"\nlicense: MIT\n---\n\n# Text\n"
        for _ in range(chance.randint(1, 4)):
            before, after = damaged(before, chance), damaged(after, chance)
        end = b"" if before.endswith(b"\n") else b"\n"
        read = decode(before + end + closing.encode() + b"\n" + after)
        if isinstance(read, Text) and closing in read.text:
            assert access(read_front(read.text)).invocation is Invocation.EXPLICIT, read.text
