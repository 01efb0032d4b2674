"""Faults of definitions in the wild, in words of our own: each costs the remarks that it deserves, and no more."""

from pathlib import Path

from definitions.loading.layouts import AGENTS, COMMANDS, SKILLS, loaded, rules
from ferrule.definitions.load import load_path
from ferrule.definitions.strict import remarks as strictly
from ferrule.facts.definition import Definition, Invocation
from workspaces import write

PLANNER = """---
name: big-planner
description: Plans what concerns a whole workspace. Only for a user who asks for big-planner by its name, when the
  work is about how many crates belong together, or about a release of all of them.
license: MIT
metadata:
  category: rust
  invocation: explicit-only
  domains:
    - workspaces
    - releases
---

# Big planner

For daily work take `small-steps` or a specialist skill.

## Where to look

- `references/lanes.md` on how to cut the work, on scores and on what to leave alone.

The specialists:

- `small-steps` for everything within one crate.

```bash
cargo test --workspace
```
"""
BUILDER = """---
name: builder
description: Take this agent to write or review Rust for clusters of servers. Examples: <example>Context: A cache is \
new. user: 'Make it distributed' assistant: 'I will use the fast-rust-builder agent for that' <commentary>Speed \
matters, so use the fast-rust-builder agent.</commentary></example> <example>Context: It is written. user: 'Look' \
assistant: 'Let me use the builder agent' <commentary>A review.</commentary></example>
model: sonnet
---


You are an experienced author of Rust programs for the desktop.


# First
- [ ] run the /note command found in .claude/commands/note.md

# Last
- [ ] run the /tidy command found in .claude/commands/tidy.md
- [ ] run the /save command found in .claude/commands/save.md

- Every test is written before its code; e-mail nobody@some-where.org when in doubt
"""
HELPER = """---
name: rust-helper
description: Knows ownership and lifetimes, and writes safe code.
model: haiku
---

# Helper

### Second level
**When:** two tries were in vain
**Escalate to:** @services-lead or whoever knows about speed

```
Problem: [what is wrong]
Context: src/cache.rs
```

### Third level
**Escalate to:** @head-of-design or somebody who draws systems
"""


def found(root: Path, files: dict[str, str]) -> Definition:
    """Give the first definition of a project with these files."""
    return loaded(root, files).known[0]


def test_an_explicit_planner_in_its_folder(tmp_path: Path) -> None:
    """Its name is right; a file that is not there is told, a list in its metadata only by the strict rules."""
    planner = found(tmp_path, {f"{SKILLS}/big-planner/SKILL.md": PLANNER})

    assert planner.invocation is Invocation.EXPLICIT
    assert rules(planner.diagnostics) == ["dangling-file:20"]
    assert rules(strictly(planner)) == ["metadata-not-text:9"]


def test_an_explicit_planner_in_another_folder(tmp_path: Path) -> None:
    """M01: 0 remarks from the right folder, 1 from the wrong one."""
    right = write(tmp_path / "big-planner", {"SKILL.md": PLANNER, "references/lanes.md": ""})
    wrong = write(tmp_path / "rust", {"SKILL.md": PLANNER, "references/lanes.md": ""})

    assert rules(load_path(right).known[0].diagnostics) == []
    assert rules(load_path(wrong).known[0].diagnostics) == ["name-not-folder:2"]
    assert load_path(wrong).known[0].name == "big-planner"


def test_a_builder_that_is_called_otherwise(tmp_path: Path) -> None:
    """E01, E06: no YAML and yet read, one name that nobody has, one contradiction, three commands that are not."""
    builder = found(tmp_path, {f"{AGENTS}/builder.md": BUILDER})

    assert rules(builder.diagnostics) == [
        "yaml-requoted:3",
        "dangling-agent:3",
        "persona-contradiction:8",
        *("dangling-command:12", "dangling-command:15", "dangling-command:16"),
    ]
    assert builder.diagnostics[1].message == "there is no agent 'fast-rust-builder'; did you mean 'builder'?"
    assert builder.description.startswith("Take this agent")
    assert builder.description.endswith("</commentary></example>")
    assert "name:" not in builder.body


def test_a_builder_whose_commands_are_there(tmp_path: Path) -> None:
    """Files of commands make the names good."""
    commands = {f"{COMMANDS}/{name}.md": "Do it.\n" for name in ("note", "tidy", "save")}
    builder = found(tmp_path, {f"{AGENTS}/builder.md": BUILDER, **commands})

    assert rules(builder.diagnostics) == ["yaml-requoted:3", "dangling-agent:3", "persona-contradiction:8"]


def test_a_helper_that_escalates_to_nobody(tmp_path: Path) -> None:
    """P01: both targets are told, and none once they are defined."""
    helper = found(tmp_path / "a", {f"{AGENTS}/rust-helper.md": HELPER})
    assert rules(helper.diagnostics) == ["dangling-agent:11", "dangling-agent:19"]

    others = {
        f"{AGENTS}/{name}.md": HELPER.replace("rust-helper", name) for name in ("services-lead", "head-of-design")
    }
    all_there = loaded(tmp_path / "b", {f"{AGENTS}/rust-helper.md": HELPER, **others})

    assert not [remark for each in all_there.known for remark in each.diagnostics]
