"""Plugins of Claude Code: a manifest that says where the parts lie, none of them outside of its folder (C4)."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ferrule.definitions.decode import read_text
from ferrule.definitions.names import faults
from ferrule.definitions.places import Place
from ferrule.definitions.there import exists, is_file, is_folder
from ferrule.facts.definition import Host, Kind, Remark, Scope, Unread
from ferrule.facts.finding import Level

MANIFEST: Final = ".claude-plugin/plugin.json"
_ROOT: Final = "${CLAUDE_PLUGIN_ROOT}"
_USUAL: Final = {"skills": Kind.SKILL, "agents": Kind.AGENT, "commands": Kind.COMMAND}


@dataclass(frozen=True, slots=True)
class Plugin:
    """One plugin."""

    name: str
    places: tuple[Place, ...] = ()
    files: tuple[tuple[Path, Place], ...] = ()
    """Single files that the manifest names."""
    unread: tuple[Unread, ...] = ()
    """The manifest, where a part of it was not understood."""


@dataclass(slots=True)
class _Parts:
    root: Path
    name: str
    scope: Scope
    places: list[Place] = field(default_factory=list)
    files: list[tuple[Path, Place]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def plugins(root: Path, scope: Scope) -> Iterator[Plugin]:
    """Yield the plugin that a project itself is, and those below its or the user's `.claude/plugins`."""
    folders = [root] if scope is Scope.PROJECT else []
    below = root / ".claude/plugins"
    try:
        folders += sorted(below.iterdir())
    except OSError as fault:
        if exists(below):
            remark = Remark("unreadable", Level.ERROR, f"cannot be read: {fault.strerror}")
            yield Plugin("", unread=(Unread(str(below), scope, (remark,)),))
    for folder in folders:
        if exists(folder / MANIFEST):
            yield read_plugin(folder, scope)


def read_plugin(root: Path, scope: Scope) -> Plugin:
    """Give the parts of the plugin in this folder; without any where its manifest cannot be read."""
    path = root / MANIFEST
    read = read_text(path)
    if isinstance(read, Remark):
        return Plugin(root.name, unread=(Unread(str(path), scope, (read,)),))
    try:
        manifest = json.loads(read.text)
    except (ValueError, RecursionError) as fault:
        line = fault.lineno if isinstance(fault, json.JSONDecodeError) else 1
        words = f"is no JSON: {fault.msg if isinstance(fault, json.JSONDecodeError) else fault}"
        remark = Remark("plugin-broken", Level.ERROR, words, line=line)
        return Plugin(root.name, unread=(Unread(str(path), scope, (*read.remarks, remark)),))
    if not isinstance(manifest, dict):
        remark = Remark("plugin-broken", Level.ERROR, "is no JSON object", line=1)
        return Plugin(root.name, unread=(Unread(str(path), scope, (*read.remarks, remark)),))
    parts = _Parts(root, _name(manifest, root), scope, remarks=[*read.remarks, *_naming(manifest)])
    for key, kind in _USUAL.items():
        _read_part(parts, manifest, key, kind)
    unread = (Unread(str(path), scope, tuple(parts.remarks)),) if parts.remarks else ()
    return Plugin(parts.name, tuple(parts.places), tuple(parts.files), unread)


def _name(manifest: Mapping[str, object], root: Path) -> str:
    name = manifest.get("name")
    return name.strip() if isinstance(name, str) and name.strip() else root.name


def _naming(manifest: Mapping[str, object]) -> Iterator[Remark]:
    name = manifest.get("name")
    if not isinstance(name, str) or not name.strip():
        yield Remark("no-name", Level.WARNING, "has no name; that of the folder is taken", line=1)
        return
    for words in faults(name.strip()):
        yield Remark("bad-name", Level.WARNING, f"the name {name!r} {words}", line=1)


def _read_part(parts: _Parts, manifest: Mapping[str, object], key: str, kind: Kind) -> None:
    """Take the folders and files of one kind: skills come to the usual folder, the others take its place."""
    named = manifest.get(key)
    several = named if isinstance(named, list) else [] if named is None else [named]
    if named is None or kind is Kind.SKILL:
        parts.places.append(_place(parts, parts.root / key, kind))
    for one in several:
        if not isinstance(one, str):
            _say(parts, "wrong-type", f"{key!r} holds something that is no path; it is left out")
            continue
        target = _inside(parts, key, one)
        if target is None:
            continue
        if is_folder(target):
            parts.places.append(_place(parts, target, kind))
        elif is_file(target) and target.suffix.lower() == ".md":
            parts.files.append((target, _place(parts, target.parent, kind)))
        else:
            _say(parts, "dangling-file", f"{key!r} names {one!r}, where no folder and no Markdown file is")


def _inside(parts: _Parts, key: str, written: str) -> Path | None:
    """Give the path that is meant; None for one that leads out of the plugin, links followed."""
    inner = written.removeprefix(_ROOT).lstrip("/") if written.startswith(_ROOT) else written
    try:
        target = Path(os.path.normpath(parts.root / inner))
        is_inside = Path(os.path.realpath(target)).is_relative_to(os.path.realpath(parts.root))
    except ValueError:  # NUL in a path
        is_inside = False
        target = parts.root
    if not is_inside:
        _say(parts, "file-outside", f"{key!r} names {written!r}, which lies outside of the plugin; it was not read")
        return None
    return target


def _place(parts: _Parts, folder: Path, kind: Kind) -> Place:
    return Place(folder, kind, parts.scope, Host.CLAUDE, parts.root, parts.name)


def _say(parts: _Parts, rule: str, words: str) -> None:
    parts.remarks.append(Remark(rule, Level.ERROR, words, line=1))
