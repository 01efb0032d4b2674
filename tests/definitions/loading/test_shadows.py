"""Of several with one name one counts, and each of the others says which (C1, C2)."""

from pathlib import Path

from definitions.loading.layouts import AGENTS, COMMANDS, SKILLS, loaded, names, rules, skill
from ferrule.definitions.load import load
from ferrule.facts.definition import Kind, Scope
from workspaces import write

OPEN = ".agents/skills"


def test_the_project_counts_over_the_user(tmp_path: Path) -> None:
    """The user's own stays, with the path of what counts instead and a note."""
    project = write(tmp_path / "p", {f"{AGENTS}/a.md": skill("a"), f"{SKILLS}/only/SKILL.md": skill("only")})
    home = write(tmp_path / "h", {f"{AGENTS}/x.md": skill("a", "model: haiku\n")})
    found = load(project, home, bundled=False)

    first, second = [each for each in found.known if each.kind is Kind.AGENT]
    assert (first.scope, first.shadowed_by, first.diagnostics) == (Scope.PROJECT, "", ())
    assert (second.scope, second.shadowed_by) == (Scope.USER, first.path)
    assert [(remark.rule, remark.level) for remark in second.diagnostics] == [("shadowed", "note")]
    assert [each.name for each in found.active] == ["only", "a"]


def test_the_user_counts_over_what_ferrule_brings(tmp_path: Path) -> None:
    """A skill of the user's own with the name of a bundled one."""
    home = write(tmp_path, {".codex/skills/rust-expert/SKILL.md": skill("rust-expert")})
    first, second = [each for each in load(None, home).known if each.name == "rust-expert"]

    assert (first.scope, first.host.value) == (Scope.USER, "codex")
    assert (second.scope, second.shadowed_by) == (Scope.BUNDLED, first.path)


def test_two_in_one_scope(tmp_path: Path) -> None:
    """Both are warned of, the first by path counts."""
    files = {f"{AGENTS}/a.md": skill("a"), f"{AGENTS}/z/b.md": skill("a", "model: haiku\n")}
    first, second = loaded(tmp_path, files).known

    assert [first.path.endswith("/a.md"), first.shadowed_by, second.shadowed_by] == [True, "", first.path]
    for each in (first, second):
        assert [(remark.rule, remark.level) for remark in each.diagnostics] == [("duplicate-name", "warning")]
    assert "this one counts" in first.diagnostics[0].message
    assert "that one counts" in second.diagnostics[0].message


def test_copies_for_two_hosts(tmp_path: Path) -> None:
    """The same bytes under two hosts' folders are a note, and the first counts."""
    files = {f"{OPEN}/s/SKILL.md": skill("s"), f"{SKILLS}/s/SKILL.md": skill("s")}
    first, second = loaded(tmp_path, files).known

    assert second.shadowed_by == first.path
    assert [remark.level for each in (first, second) for remark in each.diagnostics] == ["note", "note"]


def test_a_skill_over_a_command(tmp_path: Path) -> None:
    """A skill and a command of one name: the skill is what the name calls."""
    files = {
        f"{SKILLS}/tidy/SKILL.md": skill("tidy"),
        f"{COMMANDS}/tidy.md": "Tidy.\n",
        f"{COMMANDS}/other.md": "Do.\n",
    }
    found = loaded(tmp_path, files)

    one, other, tidy = found.known
    assert (other.shadowed_by, tidy.shadowed_by) == ("", one.path)
    assert rules(tidy.diagnostics) == ["shadowed:None"]


def test_a_command_of_a_stronger_scope(tmp_path: Path) -> None:
    """A project's command is not hidden by a skill that the user has everywhere; that both are there is said."""
    project = write(tmp_path / "p", {f"{COMMANDS}/tidy.md": "Tidy.\n"})
    home = write(tmp_path / "h", {f"{SKILLS}/tidy/SKILL.md": skill("tidy")})
    found = load(project, home, bundled=False)

    assert [each.shadowed_by for each in found.known] == ["", ""]
    assert names(found.known[1].diagnostics) == ["same-name-as-skill"]


def test_the_order(tmp_path: Path) -> None:
    """By kind, then by name, then by scope."""
    files = {f"{COMMANDS}/a.md": "A\n", f"{AGENTS}/b.md": skill("b"), f"{AGENTS}/a.md": skill("a")}
    home = write(tmp_path / "h", {f"{AGENTS}/x.md": skill("a"), f"{SKILLS}/z/SKILL.md": skill("z")})
    found = load(write(tmp_path / "p", files), home, bundled=False)

    assert [f"{each.kind} {each.name} {each.scope}" for each in found.known] == [
        "skill z user",
        "agent a project",
        "agent a user",
        "agent b project",
        "command a project",
    ]
