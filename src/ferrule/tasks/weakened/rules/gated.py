"""Tests that are only built under a condition now."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.tasks.rust.features import default_features
from ferrule.tasks.rust.gates import conditions, holds, parts
from ferrule.tasks.rust.tests import Placed
from ferrule.tasks.weakened.rule import Scene, Weakened, fine, noted, refused

ID: Final = "gated-test"
_T = "#[test]\nfn t() { assert_eq!(f(), 4); }\n"
_MOD = "#[cfg(test)]\nmod tests {\n" + _T + "}"
_STD = '#[cfg(feature = "std")]\n'
EXAMPLES: Final = (
    refused(_T, "#[cfg(any())]\n" + _T),
    refused(_T, "#[cfg(not(test))]\n" + _T),
    refused(_T, "#[cfg(windows)]\n" + _T),
    refused(_MOD, _MOD.replace("cfg(test)", 'cfg(all(test, feature = "slow"))')),
    refused(_MOD, "#[cfg(any())]\n" + _MOD),
    refused({"tests/a.rs": _T}, {"tests/a.rs": "#![cfg(disabled)]\n" + _T}),
    refused({"src/lib.rs": _T}, {"tests/a.rs": "#![cfg(all(test, not(test)))]\n" + _T}),
    refused("fn f() {}", "fn f() {}\n#[cfg(any())]\n" + _T),
    refused("#[cfg(test)]\nmod tests;\n", "#[cfg(any())]\nmod tests;\n"),
    noted(_T, "#[cfg(not(miri))]\n" + _T),
    noted(_T, "#[cfg(unix)]\n" + _T),
    noted("pub fn f() -> u8 { 4 }\n" + _T, f"{_STD}pub fn f() -> u8 {{ 4 }}\n{_STD}{_T}"),
    noted({"src/lib.rs": _T, "Cargo.toml": ""},
          {"src/lib.rs": _STD + _T, "Cargo.toml": '[features]\ndefault = ["std"]\nstd = []'}),
    noted('#[cfg(feature = "serde")]\n' + _T, '#[cfg(feature = "serde_core")]\n' + _T),
    fine("fn f() {}", "fn f() {}\n" + _MOD),
    fine("fn f() {}", "fn f() {}\n" + _STD + _T),
    fine({"src/lib.rs": "", "Cargo.toml": ""},
         {"src/lib.rs": '#[cfg(not(feature = "a"))]\n' + _T, "Cargo.toml": '[features]\ndefault = ["a"]\na = []'}),
    fine(_T, _MOD),
    fine("#[cfg(any())]\n" + _T, _T),
    fine("#[cfg(all(unix, has_std))]\n" + _T, "#[cfg(has_std)]\n" + _T),
    fine("#[cfg(test)]\nmod tests;\n", "#[cfg(test)]\nmod unit_tests;\n"),
)  # fmt: skip


def judge(scene: Scene) -> Iterator[Weakened]:
    """Give tests, and modules of tests, that stand behind more conditions than before."""
    features = default_features(scene.difference)
    shared = _of_sources(scene)
    for old, new in (*scene.tests.kept, *_modules(scene)):
        for condition in _gained(old, new):
            is_on = holds(condition, features)
            is_note = is_on is True or (is_on is None and (condition in shared or _replaces(old, new)))
            yield _found(new, f"`{new.name}` is only built where `{condition}` now", is_note=is_note)
    for new in scene.tests.new:
        for condition in conditions((*new.piece.outer, *new.piece.attributes)):
            if holds(condition) is False and not {"windows", "target"} & set(re.findall(r"[a-z]+", condition)):
                yield _found(new, f"the new test `{new.name}` is never built: `{condition}`")


def _gained(old: Placed, new: Placed) -> tuple[str, ...]:
    before = conditions((*old.piece.outer, *old.piece.attributes))
    known = {part for one in before for part in parts(one)}
    return tuple(one for one in conditions((*new.piece.outer, *new.piece.attributes)) if not parts(one) <= known)


def _replaces(old: Placed, new: Placed) -> bool:
    """Say whether there are as many conditions as before: one of them has another name now."""
    counts = [len(conditions((*one.piece.outer, *one.piece.attributes))) for one in (old, new)]
    return 0 < counts[1] <= counts[0]


def _of_sources(scene: Scene) -> frozenset[str]:
    """Give the conditions that items outside of tests stand behind now: a test may follow what it tests."""
    after = (one.piece for one in scene.after if not one.is_for_tests)
    known = {one for piece in scene.before if not piece.is_for_tests for one in conditions(piece.piece.attributes)}
    return frozenset(one for piece in after for one in conditions(piece.attributes)) - known


def _modules(scene: Scene) -> Iterator[tuple[Placed, Placed]]:
    """Yield the declarations of modules of tests that are in files of their own."""
    old = {(one.path, one.piece.around, one.piece.name): one for one in scene.before if one.piece.kind == "mod;"}
    for new in scene.after:
        before = old.get((new.path, new.piece.around, new.piece.name)) if new.piece.kind == "mod;" else None
        if before is not None and before.is_for_tests:
            yield before, new


def _found(test: Placed, words: str, *, is_note: bool = False) -> Weakened:
    return Weakened(ID, test.path, test.piece.line, words, is_note)
