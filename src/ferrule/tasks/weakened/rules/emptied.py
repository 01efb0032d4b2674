"""Sources that say nothing any more: files without an item, functions without a body."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, TypeAlias

from ferrule.tasks.rust.tests import Placed
from ferrule.tasks.weakened.rule import Scene, Weakened, fine, refused

ID: Final = "emptied"
_LIB = "pub fn f(x: u8) -> u8 { x + 1 }\npub struct A { x: u8 }\nimpl A { pub fn go(&mut self) { self.x = f(1); } }\n"
_LONG = "pub fn f(x: &[u8]) -> Option<u8> { let mut m = None; for y in x { m = m.max(Some(*y)); } m }"
EXAMPLES: Final = (
    refused(_LIB, ""),
    refused(_LIB, "// nothing here\n"),
    refused(_LIB, "//! Words about it.\n/*\n" + _LIB + "*/"),
    refused({"src/a.rs": _LIB, "src/lib.rs": "mod a;"}, {"src/a.rs": "#![allow(unused)]", "src/lib.rs": "mod a;"}),
    refused(_LIB, _LIB.replace("self.x = f(1);", "")),
    refused(_LIB, _LIB.replace("{ x + 1 }", "{ 0 }").replace("self.x = f(1);", "")),
    refused(_LONG, "pub fn f(x: &[u8]) -> Option<u8> { None }"),
    refused(_LONG, "pub fn f(x: &[u8]) -> Option<u8> { Default::default() }"),
    fine(_LONG, "pub fn f(x: &[u8]) -> Option<u8> { g(x) }\n" + _LONG.replace("fn f", "fn g")),
    fine(_LONG, "pub fn f(x: &[u8]) -> Option<u8> { x.last().copied() }"),
    fine({"src/a.rs": _LIB, "src/lib.rs": "mod a;"}, {"src/lib.rs": _LIB}),
    fine({"src/a.rs": _LIB}, {"src/a.rs": "", "src/b.rs": _LIB}),
    fine(_LIB, _LIB.replace("x + 1", "x + 2")),
    fine("pub struct A;\nimpl A { fn g(&self) {} }", "pub struct A;\nimpl A { fn g(&self) { h(); } }"),
    fine("", "pub trait T { fn done(&self) {} }"),
)

_Key: TypeAlias = tuple[str, tuple[str, ...], str, tuple[str, ...]]
_MUCH: Final = 12
"""Words of a body that did something."""
_CONSTANT: Final = re.compile(
    r"(?:Self|String|Vec|HashMap|Default)(?:::<.*>)?::(?:new|default|empty)\(\)|vec!\[\]|true|false|None|-?\d\w*|\"\"|\(\)"
    r"|(?:Ok|Some)\((?:\(\)|\d+|true|false|Default::default\(\)|vec!\[\]|Vec::new\(\)|String::new\(\))\)"
)
"""A value that nobody had to think about."""


def judge(scene: Scene) -> Iterator[Weakened]:
    """Give files that had items and have none, and functions that did something and do nothing."""
    yield from _files(scene)
    yield from _bodies(scene)


def _files(scene: Scene) -> Iterator[Weakened]:
    filled = {one.path for one in scene.after}
    elsewhere = {(one.piece.kind, one.piece.name) for one in scene.after}
    for path in sorted({one.path for one in scene.before} - filled):
        if path not in scene.difference.after:
            continue  # a file that is gone is seen by whoever needed it
        held = [one for one in scene.before if one.path == path and not one.is_test]
        lost = [one for one in held if (one.piece.kind, one.piece.name) not in elsewhere]
        if lost and 2 * len(lost) > len(held):
            yield Weakened(ID, path, 0, f"{len(held)} items stood here, and none stands here now")


def _bodies(scene: Scene) -> Iterator[Weakened]:
    before, after = (_functions(side) for side in (scene.before, scene.after))
    for key, old in before.items():
        new = after.get(key)
        if new is not None and old.piece.body and not new.piece.body and _has_body(scene, new):
            yield Weakened(ID, new.path, new.piece.line, f"the body of `{new.name}` is empty now")
        elif new is not None and len(old.piece.body) >= _MUCH and _CONSTANT.fullmatch("".join(new.piece.body)):
            words = f"`{new.name}` gives `{''.join(new.piece.body)}` now, whatever it is asked"
            yield Weakened(ID, new.path, new.piece.line, words)


def _functions(side: tuple[Placed, ...]) -> dict[_Key, Placed]:
    """Give the functions of which there is one with this place and name: two traits of a type may share a name."""
    found = [one for one in side if one.piece.kind == "fn" and not one.is_test]
    counts = Counter(_key(one) for one in found)
    return {_key(one): one for one in found if counts[_key(one)] == 1}


def _has_body(scene: Scene, one: Placed) -> bool:
    """Say whether a function has a block at all: one of a trait may have lost its default."""
    is_of_trait = any(other.piece.kind == "trait" and (other.name,) == one.piece.around[-1:] for other in scene.after)
    return not is_of_trait


def _key(one: Placed) -> _Key:
    return one.path, one.piece.around, one.piece.name, tuple(t for t in one.piece.attributes if t.startswith("cfg"))
