"""Expected results in files of their own: changed, or gone."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from ferrule.tasks.weakened.rule import Scene, Weakened, fine, noted, refused

ID: Final = "snapshots"
_UI: Final = "fn main() { let x: u8 = 300; }"
EXAMPLES: Final = (
    refused({"tests/ui/a.rs": _UI, "tests/ui/a.stderr": "error"}, {}),
    refused({"src/snapshots/a.snap.new": ""}, {"src/snapshots/a.snap.new": "---\n5"}),
    noted({"src/snapshots/a.snap": "---\n4"}, {"src/snapshots/a.snap": "---\n5"}),
    noted({"src/snapshots/a.snap": "---\n4"}, {}),
    noted({"tests/ui/a.stderr": "error: a"}, {"tests/ui/a.stderr": "error: b"}),
    noted({"tests/data/one.json": "{}"}, {"tests/data/one.json": "[]"}),
    fine({}, {"src/snapshots/a.snap": "---\n5"}),
    fine({"tests/ui/a.rs": _UI}, {"tests/ui/too_large.rs": _UI}),
    fine({"tests/data/one.json": "{}"}, {"tests/data/more/one.json": "{}"}),
    fine({"tests/README.md": "one"}, {"tests/README.md": "two"}),
)
_EXPECTED: Final = re.compile(r".*\.(?:snap|stderr|stdout|golden|expected|expect|approved\.\w+|out)")
_WAITING: Final = re.compile(r".*\.(?:snap\.new|pending-snap|received\.\w+)")
_WORDS: Final = frozenset({".md", ".txt", ".rs", ".toml"})
_CASES: Final = frozenset({"ui", "compile-fail", "compile_fail", "fail", "pass", "run-pass", "cases", "trybuild"})


def judge(scene: Scene) -> Iterator[Weakened]:
    """Give expected results that differ, as notes, and cases that are gone."""
    before, after = scene.difference.before, scene.difference.after
    kept = set(after.values())
    for path, text in before.items():
        now = after.get(path)
        if now is None and text not in kept and _is_case(path):
            yield Weakened(ID, path, 0, "this case of the tests is gone")
        elif _is_expected(path) and text not in kept:
            said = "is gone" if now is None else "is another one now: was it looked at?"
            yield Weakened(ID, path, 0, f"this expected result {said}", is_note=True)
    for path in after:
        if _WAITING.fullmatch(path):
            yield Weakened(ID, path, 0, "this result has not been accepted or refused yet")


def _is_case(path: str) -> bool:
    """Say whether a file is a program that a test compiles."""
    at = PurePosixPath(path)
    return at.suffix == ".rs" and "tests" in at.parts[:-1] and bool(_CASES & set(at.parts[:-1]))


def _is_expected(path: str) -> bool:
    at = PurePosixPath(path)
    is_beside = "tests" in at.parts[:-1] and at.suffix not in _WORDS and bool(at.suffix)
    return _EXPECTED.fullmatch(path) is not None or is_beside
