"""A compiler that crashes, says nothing or talks nonsense: never a repair that nobody judged."""

from pathlib import Path

import pytest

from ferrule.errors import FerruleError
from flow.fix.crates import FAULT, MARKS, is_left_alone, leftovers, repaired, tree
from workspaces import package, program, real

pytestmark = MARKS

ICE = (
    '{"$message_type":"diagnostic","message":"oops","level":"error: internal compiler error","spans":[],"children":[]}'
)
BREAKS = {
    "crashes": "kill -SEGV $$",
    "panics": f"echo '{ICE}' >&2; exit 101",
    "panics-in-silence": "exit 101",
    "talks-nonsense": "echo 'thread rustc: {not json' >&2; exit 1",
    "says-nothing": "exit 1",
}


def broken_rustc(folder: Path, how: str, only_with: str = "") -> str:
    """Make a compiler that breaks on the crate, or only once its source has these words; gives its path."""
    condition = f'grep -q "{only_with}" {folder}/ws/src/lib.rs' if only_with else "true"
    script = f'case "$*" in *"--crate-name demo"*) if {condition}; then {how}; fi;; esac\nexec {real("rustc")} "$@"'
    return str(program(folder, "rustc", script))


def left_as_it_was(root: Path) -> tuple[str, str]:
    """Run, make sure that nothing was touched, and give the verdict, or `refused`, with what was told."""
    before = tree(root)
    try:
        report = repaired(root)
    except FerruleError as refusal:
        verdict, words, applied = "refused", str(refusal), False
    else:
        told = [one.finding.message for one in report.incidents]
        verdict, words, applied = str(report.verdict), " ".join([*report.notes, *told]), report.applied
    assert (False, before, []) == (applied, tree(root), leftovers(root))
    assert is_left_alone(root)
    return verdict, words


@pytest.mark.parametrize("how", BREAKS)
def test_a_compiler_that_breaks_on_the_repaired_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    """It reports the error well and breaks on each candidate: none of them stands."""
    root = package(tmp_path / "ws", {"src/lib.rs": FAULT})
    monkeypatch.setenv("RUSTC", broken_rustc(tmp_path, BREAKS[how], only_with="let mut v"))

    verdict, _ = left_as_it_was(root)

    assert "unfixed" == verdict


@pytest.mark.parametrize("how", BREAKS)
def test_a_compiler_that_always_breaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    """Nothing is known of the code then: it is not called clean, and it is told what broke."""
    root = package(tmp_path / "ws", {"src/lib.rs": FAULT})
    monkeypatch.setenv("RUSTC", broken_rustc(tmp_path, BREAKS[how]))

    verdict, words = left_as_it_was(root)

    assert verdict in {"unfixed", "refused"}
    assert "could not compile `demo`" in words or "oops" in words


def test_a_build_script_that_fails(tmp_path: Path) -> None:
    """What needs it was never compiled: not clean, and the words of the build script are told."""
    root = package(tmp_path / "ws", {"src/lib.rs": FAULT, "build.rs": 'fn main() {\n    panic!("no luck");\n}\n'})

    verdict, words = left_as_it_was(root)

    assert verdict in {"unfixed", "refused"}
    assert "no luck" in words
