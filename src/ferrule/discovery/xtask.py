"""Subcommands of an `xtask`, where its sources say what they are: clap's derive, xflags, or a match on texts."""

import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from tree_sitter import Node

from ferrule.discovery.ground import Ground, text_at
from ferrule.discovery.step import Task
from ferrule.discovery.toml_text import table_of, toml_at
from ferrule.discovery.xtask_clap import Subcommand, in_derives, structs_in
from ferrule.facts.discovery import Source
from ferrule.syntax.tree import parse as parse_rust

_MOST_FILES: Final = 40
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9:_-]*")
_XFLAGS: Final = re.compile(r"^\s*(?:default\s+)?cmd\s+([\w-]+)", re.MULTILINE)
_ARGUMENT: Final = re.compile(r"\b(arg|args|task|command|cmd|subcommand|name|nth|next|as_deref|as_str|first|get)\b")


def xtask_commands(ground: Ground, aliases: list[Task]) -> Iterator[Task]:
    """Yield what the workspace's xtask can be told to do; nothing where its sources do not say."""
    start = _start(aliases)
    folder = _folder(ground, start[1])
    if folder is None:
        return
    seen: set[str] = set()
    texts = {path: text for path in _sources(folder / "src") if (text := text_at(ground, path)) is not None}
    trees = {path: parse_rust(text.encode(errors="replace")).root_node for path, text in texts.items()}
    structs = {name: node for root in trees.values() for name, node in structs_in(root)}
    for path, text in texts.items():
        for one in _subcommands(trees[path], text, structs):
            if one.name not in seen and _NAME.fullmatch(one.name):
                seen.add(one.name)
                yield Task(
                    Source.XTASK,
                    one.name,
                    (*start[0], one.name),
                    ground.shown(path),
                    one.line,
                    hindrance=f"it takes {', '.join(f'`{word}`' for word in one.needed)}" if one.needed else "",
                    also=one.also,
                )


def _start(aliases: list[Task]) -> tuple[tuple[str, ...], str]:
    """Give what one types before a subcommand, and the folder or package that it names."""
    for task in aliases:
        words = task.steps[0].words if task.steps else ()
        named = next((word for word in words[2:] if "xtask" in word and not word.startswith("--features")), "")
        if not task.is_dead and words[1:2] in (("run",), ("r",)) and named and task.name.endswith("xtask"):
            return task.start, named.partition("=")[2] or named
    return ("cargo", "run", "--package", "xtask", "--"), "xtask"


def _folder(ground: Ground, named: str) -> Path | None:
    """Give the folder of the xtask package: the one that the alias names, or that a member's path ends with."""
    name = named.removesuffix("/Cargo.toml").strip("/") or "xtask"
    read = toml_at(ground, ground.root / "Cargo.toml") if (ground.root / "Cargo.toml").is_file() else None
    members = table_of(read[0], "workspace").get("members", []) if read else []
    listed = [one for one in members if isinstance(one, str) and one.rpartition("/")[2] == name.rpartition("/")[2]]
    for place in (name, *listed, "xtask", f"crates/{name}", f"tools/{name}"):
        folder = ground.root / place
        if (folder / "Cargo.toml").is_file() and (folder / "src").is_dir():
            return folder
    return None


def _sources(folder: Path) -> list[Path]:
    """Give the program's own file first, then the others."""
    found = sorted(folder.rglob("*.rs"))[:_MOST_FILES]
    return sorted(found, key=lambda path: (path.name != "main.rs", str(path)))


def _subcommands(root: Node, text: str, structs: Mapping[str, Node]) -> Iterator[Subcommand]:
    derived = list(in_derives(root, text, structs))
    yield from derived
    yield from _in_xflags(text)
    if not derived:
        yield from _in_matches(root)


def _in_xflags(text: str) -> Iterator[Subcommand]:
    """Yield what `xflags!` declares: each `cmd` inside of the first one."""
    at = text.find("xflags!")
    if at < 0:
        return
    found = list(_XFLAGS.finditer(text, at))
    for one in found[1:]:
        body = text[one.end() : text.find("}", one.end())]
        needed = tuple(re.findall(r"^\s*required\s+(--?[\w-]+|\w+)", body, re.MULTILINE))
        yield Subcommand(one[1], text.count("\n", 0, one.start(1)) + 1, needed)


def _in_matches(root: Node) -> Iterator[Subcommand]:
    """Yield the texts that an argument is matched with."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        value = node.child_by_field_name("value") if node.type == "match_expression" else None
        if value is not None and _ARGUMENT.search((value.text or b"").decode(errors="replace")):
            yield from _in_arms(node)
        waiting += reversed(node.children)


def _in_arms(node: Node) -> Iterator[Subcommand]:
    body = node.child_by_field_name("body")
    for arm in body.named_children if body is not None else ():
        pattern = arm.child_by_field_name("pattern")
        text = (pattern.text or b"").decode(errors="replace") if pattern is not None else ""
        names = re.findall(r'"([^"]*)"', text)
        if names and pattern is not None and not names[0].startswith("-"):
            also = tuple(name for name in names[1:] if not name.startswith("-"))
            needed = ("arguments",) if re.search(r"\[[^\]]*,\s*\w", text) else ()
            yield Subcommand(shlex.quote(names[0]).strip("'"), pattern.start_point.row + 1, needed, also)
