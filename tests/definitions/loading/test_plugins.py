"""Plugins: their parts are found where the manifest says, and none outside of their folder (C4)."""

import json
from pathlib import Path

import pytest

from definitions.loading.layouts import AGENTS, loaded, names, rules, skill, text
from ferrule.definitions.load import load
from ferrule.facts.definition import Definitions, Scope
from workspaces import write

MANIFEST = ".claude-plugin/plugin.json"
PARTS = {"skills/s/SKILL.md": skill("s"), "agents/a.md": skill("a"), "commands/c.md": text("description: D.\n")}


def plugin(root: Path, manifest: object, more: dict[str, str] | None = None) -> Definitions:
    """Give what a project holds that is a plugin with this manifest."""
    return loaded(root, {**PARTS, **(more or {}), MANIFEST: json.dumps(manifest)})


def labels(found: Definitions) -> list[str]:
    """Give the names by which all are called."""
    return [each.label for each in found.known]


def test_the_usual_folders(tmp_path: Path) -> None:
    """A manifest with a name is enough; its parts are called by it."""
    found = plugin(tmp_path, {"name": "kit"})

    assert labels(found) == ["kit:s", "kit:a", "kit:c"]
    assert {each.plugin for each in found.known} == {"kit"}
    assert not found.unread


@pytest.mark.parametrize("folder", ["{root}/.claude/plugins/kit", "{home}/.claude/plugins/kit"])
def test_where_plugins_lie(tmp_path: Path, folder: str) -> None:
    """In a project's folder of plugins and in the user's; without a name they are called by their folder."""
    root, home = tmp_path / "root", tmp_path / "home"
    write(Path(folder.format(root=root, home=home)), {**PARTS, MANIFEST: "{}"})
    found = load(root, home, bundled=False)

    assert labels(found) == ["kit:s", "kit:a", "kit:c"]
    assert {each.scope for each in found.known} == {Scope.PROJECT if "root" in folder else Scope.USER}
    assert [names(unread.diagnostics) for unread in found.unread] == [["no-name"]]


def test_folders_that_the_manifest_names(tmp_path: Path) -> None:
    """Skills come to the usual ones, agents and commands take their place; files may be named one by one."""
    manifest = {"name": "kit", "skills": "./more", "agents": ["./crew/x.md"], "commands": "${CLAUDE_PLUGIN_ROOT}/cmds"}
    more = {"more/t/SKILL.md": skill("t"), "crew/x.md": skill("x"), "crew/y.md": skill("y"), "cmds/d.md": "Do.\n"}

    assert labels(plugin(tmp_path, manifest, more)) == ["kit:s", "kit:t", "kit:x", "kit:d"]


@pytest.mark.parametrize("path", ["../out", "./../out", "/etc", "${CLAUDE_PLUGIN_ROOT}/../out", "link", "a\0b"])
def test_nothing_outside_is_read(tmp_path: Path, path: str) -> None:
    """A path out of the plugin, by dots, from the root or by a link, is an error, and what lies there is not read."""
    write(tmp_path / "out", {"a.md": skill("a")})
    (tmp_path / "kit").mkdir()
    (tmp_path / "kit/link").symlink_to("../out")
    found = plugin(tmp_path / "kit", {"name": "kit", "agents": path})

    assert labels(found) == ["kit:s", "kit:c"]
    (unread,) = found.unread
    assert unread.path == str(tmp_path / "kit" / MANIFEST)
    assert names(unread.diagnostics) == ["file-outside"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "plugin-broken:1"),
        ('{"name": "kit",\n}', "plugin-broken:2"),
        ("[]", "plugin-broken:1"),
        ("[" * 100_000, "plugin-broken:1"),
        ("\0", "binary:1"),
    ],
)
def test_a_manifest_that_cannot_be_read(tmp_path: Path, content: str, told: str) -> None:
    """The plugin has no parts then, and that is told."""
    found = loaded(tmp_path, {**PARTS, MANIFEST: content})

    assert not found.known
    assert [rules(unread.diagnostics) for unread in found.unread] == [[told]]


def test_parts_of_a_manifest_that_are_wrong(tmp_path: Path) -> None:
    """Each is told, and the others are read."""
    found = plugin(tmp_path, {"name": "My Kit", "agents": [7, "./none"], "commands": None, "skills": {}})

    assert labels(found) == ["My Kit:s", "My Kit:c"]
    (unread,) = found.unread
    assert names(unread.diagnostics) == ["bad-name", "dangling-file", "wrong-type"]


def test_keys_that_a_plugin_cannot_give(tmp_path: Path) -> None:
    """Hosts pass over rights and hooks of an agent that comes with a plugin."""
    lines = "permissionMode: plan\nhooks: {}\n"
    found = plugin(tmp_path, {"name": "kit"}, {"agents/a.md": skill("a", lines), f"{AGENTS}/b.md": skill("b", lines)})

    assert {each.label: rules(each.diagnostics) for each in found.known if each.kind == "agent"} == {
        "b": [],
        "kit:a": ["ignored-in-plugin:4", "ignored-in-plugin:5"],
    }


def test_a_plugin_hides_nothing(tmp_path: Path) -> None:
    """Its parts have names of their own, and may be called by either form."""
    body = "Escalate to @a, use the kit:s skill, run /kit:c and /c.\n"
    found = plugin(tmp_path, {"name": "kit"}, {f"{AGENTS}/a.md": skill("a", body=body)})

    assert [each.shadowed_by for each in found.known] == [""] * 4
    assert not [each.diagnostics for each in found.known if each.diagnostics]
