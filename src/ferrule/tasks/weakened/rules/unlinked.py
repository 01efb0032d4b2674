"""Files that are still there and that no build reads any more."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final, TypeAlias

from ferrule.tasks.rust.tests import Placed, is_test
from ferrule.tasks.weakened.rule import Scene, Weakened, fine, noted, refused

ID: Final = "unlinked"
_T = "#[test]\nfn t() { assert_eq!(f(), 4); }\n"
_LIB = "pub fn f() -> u8 { 4 }\n"
EXAMPLES: Final = (
    refused({"src/lib.rs": _LIB + "mod parse;"}, {"src/lib.rs": _LIB}),
    refused({"src/lib.rs": _LIB + "#[cfg(test)]\nmod tests;"}, {"src/lib.rs": _LIB + "// mod tests;"}),
    refused({"tests/a.rs": _T}, {"tests/off/a.rs": _T}),
    refused({"tests/a.rs": _T}, {"test/a.rs": _T}),
    refused({"tests/a.rs": _T}, {"examples/a.rs": _T}),
    refused({"src/lib.rs": "mod tests;"}, {"src/lib.rs": '#[path = "none.rs"]\nmod tests;', "src/none.rs": ""}),
    refused({"src/lib.rs": _LIB, "src/tests.rs": _T}, {"src/lib.rs": _LIB + "pub mod x;", "src/old/tests.rs": _T}),
    noted({"src/lib.rs": _LIB}, {"src/lib.rs": _LIB + "// more", "src/more/tests.rs": _T}),
    fine({"src/lib.rs": _LIB + "mod parse;", "src/parse.rs": "fn g() {}"}, {"src/lib.rs": _LIB}),
    fine({"src/lib.rs": _LIB + "mod parse;", "src/parse.rs": "fn g() {}"},
         {"src/lib.rs": _LIB + "mod parser;", "src/parser.rs": "fn g() {}"}),
    fine({"src/lib.rs": _LIB + "mod parse { fn g() {} }"}, {"src/lib.rs": _LIB}),
    fine({"tests/a.rs": _T}, {"tests/all/main.rs": "mod a;", "tests/all/a.rs": _T}),
    fine({"tests/a.rs": _T}, {"tests/b.rs": _T}),
    fine({"src/lib.rs": '#[cfg(a)]\n#[path = "a.rs"]\nmod x;\n#[cfg(b)]\n#[path = "b.rs"]\nmod x;'},
         {"src/lib.rs": '#[cfg(b)]\n#[path = "b.rs"]\nmod x;\n#[cfg(a)]\n#[path = "a.rs"]\nmod x;\nfn f() {}'}),
    fine({"examples/a.rs": "fn main() {}"}, {"examples/b.rs": "fn main() {}"}),
    fine({"src/lib.rs": "mod a;", "src/a.rs": "mod b;"}, {"src/lib.rs": "mod a;\nmod b;", "src/a.rs": ""}),
    fine({"src/lib.rs": _LIB}, {"src/lib.rs": _LIB + '#[path = "check.rs"]\nmod tests;', "src/check.rs": _T}),
)  # fmt: skip
_TARGETS: Final = frozenset({"tests", "bin"})
_BESIDE: Final = frozenset({"examples", "benches"})
"""Folders of programs whose tests are not run with the others."""

_Key: TypeAlias = tuple[str, tuple[str, ...], str]


def judge(scene: Scene) -> Iterator[Weakened]:
    """Give modules that are no longer declared while their file stays, and new files with tests that nothing names."""
    yield from _undeclared(scene)
    yield from _led_away(scene)
    yield from _unnamed(scene)


def _undeclared(scene: Scene) -> Iterator[Weakened]:
    declared = {one.piece.name for one in scene.after if one.piece.kind in {"mod;", "mod"}}
    deleted = scene.difference.before.keys() - scene.difference.after.keys()
    for one in scene.before:
        name = one.piece.name
        if one.piece.kind != "mod;" or name in declared or one.path in deleted:
            continue
        homes = {PurePosixPath(path).stem for path in deleted} | {PurePosixPath(p).parent.name for p in deleted}
        if name not in homes and not any(text.startswith("path=") for text in one.piece.attributes):
            words = f"`mod {name};` is gone while its file is still there: nothing builds or tests it"
            yield Weakened(ID, one.path, one.piece.line, words)


def _led_away(scene: Scene) -> Iterator[Weakened]:
    """Give files that a module led to and leads to no more, while they are still there."""
    deleted = scene.difference.before.keys() - scene.difference.after.keys()
    before, after = (_led(side) for side in (scene.before, scene.after))
    for key, (line, now) in after.items():
        for old in sorted(before.get(key, (0, frozenset()))[1] - now):
            if not any(path.endswith(f"/{old.rpartition('/')[2]}") for path in deleted):
                words = f"`mod {key[2]};` leads to {', '.join(sorted(now))} now, and {old} is not built any more"
                yield Weakened(ID, key[0], line, words)


def _led(side: Iterable[Placed]) -> dict[_Key, tuple[int, frozenset[str]]]:
    """Give the files that each declared module leads to, under whatever condition, and the line of the first."""
    found: dict[_Key, tuple[int, frozenset[str]]] = {}
    for one in side:
        if one.piece.kind == "mod;":
            line, known = found.get(_key(one), (one.piece.line, frozenset()))
            found[_key(one)] = (line, known | {_path_of(one)})
    return found


def _key(one: Placed) -> _Key:
    return one.path, one.piece.around, one.piece.name


def _path_of(one: Placed) -> str:
    led = next((text for text in one.piece.attributes if text.startswith("path=")), "")
    return led.removeprefix("path=").strip('"') or f"{one.piece.name}.rs"


def _unnamed(scene: Scene) -> Iterator[Weakened]:
    """Give new files with tests that are no target of Cargo's and that no changed file names."""
    changed = b"\n".join(scene.difference.after.values())
    new = scene.difference.after.keys() - scene.difference.before.keys()
    seen = {one.path for one in scene.after if one.path in new and is_test(one.piece)}
    names = {one.piece.name for one in scene.after if one.piece.kind == "mod;"}
    moved = {to.path for _, to in scene.tests.kept}
    for path in sorted(seen):
        stem = PurePosixPath(path).stem
        module = PurePosixPath(path).parent.name if stem == "mod" else stem
        is_named = module in names or PurePosixPath(path).name.encode() in changed
        if not _is_target(path, was_run=path in moved) and not is_named:
            words = "it has tests, and neither Cargo nor a module that differs names it"
            yield Weakened(ID, path, 0, words, is_note=path not in moved)


def _is_target(path: str, *, was_run: bool) -> bool:
    """Say whether Cargo finds a file by itself, and runs its tests where they were run before."""
    at = PurePosixPath(path)
    if at.name in {"lib.rs", "main.rs", "build.rs"}:
        return True
    if at.parent.name in _BESIDE:
        return not was_run
    return at.parent.name in _TARGETS and at.parent.parent.name not in {"tests", *_BESIDE}
