"""Definitions for the tests of the hosts: real files, and the values that a loader makes of them."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from ferrule.definitions.hosts.install import plan, write
from ferrule.facts.definition import Definition, Invocation, Kind, Scope, Value
from ferrule.facts.install import Done, InstallTarget

BODY = "\n# Title\n\nText with ünicode, `---` and\ttabs.\n---\n\nThe end"


def tree(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder, by its path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def installed(
    root: Path, *definitions: Definition, target: InstallTarget = InstallTarget.CLAUDE, force: bool = False
) -> Done:
    """Give what became of an installation that was planned and written."""
    return write(plan(definitions, target, root), force=force)


def skill(folder: Path, name: str = "some-skill", body: str = BODY, **more: Any) -> Definition:
    """Give a skill whose folder lies in `folder`; `files` are contents by path, all else is a field or a key."""
    home = folder / name
    files: Mapping[str, bytes] = more.pop("files", {})
    for path, content in files.items():
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_bytes(content)
    return _definition(Kind.SKILL, home / "SKILL.md", name, body, {**more, "beside": tuple(sorted(files))})


def agent(folder: Path, name: str = "some-agent", body: str = BODY, **more: Any) -> Definition:
    """Give an agent whose file lies in `folder`."""
    return _definition(Kind.AGENT, folder / f"{name}.md", name, body, more)


def command(folder: Path, name: str = "some-command", body: str = BODY, **more: Any) -> Definition:
    """Give a command whose file lies in `folder`."""
    return _definition(Kind.COMMAND, folder / f"{name}.md", name, body, more)


def _definition(kind: Kind, path: Path, name: str, body: str, more: dict[str, Any]) -> Definition:
    fields = {key: more.pop(key) for key in ("invocation", "shadowed_by", "beside") if key in more}
    keys = {"name": name, "description": f"Does what {name} does.", **more.pop("keys", {}), **more}
    path.parent.mkdir(parents=True, exist_ok=True)
    content = f"---\n{yaml.safe_dump(_listed(keys), sort_keys=False)}---\n{body}".encode()
    path.write_bytes(content)
    return Definition(
        kind=kind,
        name=name,
        description=keys["description"],
        body=body,
        invocation=fields.get("invocation", Invocation.IMPLICIT),
        scope=Scope.BUNDLED,
        path=str(path),
        sha256=hashlib.sha256(content).hexdigest(),
        license=keys.get("license", ""),
        model=keys.get("model", ""),
        tools=keys.get("tools", ()),
        keys=keys,
        files=fields.get("beside", ()),
        shadowed_by=fields.get("shadowed_by", ""),
    )


def _listed(value: Value) -> Any:
    if isinstance(value, Mapping):
        return {key: _listed(one) for key, one in value.items()}
    return [_listed(one) for one in value] if isinstance(value, tuple) else value
