"""The whole check that begins before the search has ended: used where the guess was right, given up elsewhere."""

import threading
from pathlib import Path

import pytest

from ferrule.edits.changes import content, read_once
from ferrule.errors import NotWritable
from ferrule.facts.fix import FixVerdict, Testing
from ferrule.facts.reading import Reading
from ferrule.facts.repair import Changes
from ferrule.flow.guess import Guess
from ferrule.repair.compile.unit import How, Rechecked
from flow.fix.crates import leftovers, repaired
from workspaces import package

ONE, OTHER = {Path("/a.rs"): b"one"}, {Path("/a.rs"): b"other"}


class Checks:
    """Checks that end when they are told to, or when they are cancelled."""

    def __init__(self) -> None:
        self.begun: list[Changes] = []
        self.cancelled: list[Changes] = []
        self.go = threading.Event()

    def __call__(self, changes: Changes, folder: Path, cancel: threading.Event) -> Rechecked:
        """Wait for the word to end, or to be cancelled."""
        self.begun.append(changes)
        while not self.go.wait(0.01):
            if cancel.is_set():
                self.cancelled.append(changes)
                break
        return Rechecked(Reading(), not cancel.is_set(), 0.0, How.NAMESPACE, note=folder.name)


def test_a_right_guess_is_the_answer(tmp_path: Path) -> None:
    """What was begun is waited for, once; the same guess again begins nothing."""
    checks = Checks()
    with Guess(checks, tmp_path) as guess:
        guess.start(ONE)
        guess.start(dict(ONE))
        checks.go.set()
        answer = guess.answer(ONE)
        again = guess.answer(ONE)
    assert answer is not None
    assert answer.ok
    assert again is None
    assert checks.begun == [ONE]


def test_a_wrong_guess_is_given_up(tmp_path: Path) -> None:
    """Another tree gets no answer of it, and what was begun is cancelled before the end."""
    checks = Checks()
    with Guess(checks, tmp_path) as guess:
        guess.start(ONE)
        while not checks.begun:
            pass
        assert guess.answer(OTHER) is None
        guess.start(OTHER)
    assert checks.cancelled[:1] == [ONE]
    assert threading.active_count() == 1 or not any("ThreadPool" in one.name for one in threading.enumerate())


def test_a_check_in_the_callers_thread_is_the_answer_too(tmp_path: Path) -> None:
    """It ends what was begun for another tree, and is not made once more."""
    checks = Checks()
    with Guess(checks, tmp_path) as guess:
        guess.start(OTHER)
        while not checks.begun:
            pass
        checks.go.set()
        made = guess.made(ONE, lambda folder: checks(ONE, folder, threading.Event()))
        guess.start(ONE)
        answer = guess.answer(ONE)
        held_s = guess.held_s
    assert made is answer
    assert held_s > 0
    assert checks.begun == [OTHER, ONE]


def test_what_the_check_raises_is_heard(tmp_path: Path) -> None:
    """A full disk is the same, whenever the check began."""

    def full(_changes: Changes, _folder: Path, _cancel: threading.Event) -> Rechecked:
        raise NotWritable("no space left")

    with Guess(full, tmp_path) as guess:
        guess.start(ONE)
        with pytest.raises(NotWritable):
            guess.answer(ONE)


def test_a_guess_sees_the_files_as_the_run_first_read_them(tmp_path: Path) -> None:
    """A file that was saved meanwhile is the old one for the check, too."""
    file, seen = tmp_path / "a.rs", list[bytes]()
    file.write_bytes(b"old")

    def look(_changes: Changes, _folder: Path, _cancel: threading.Event) -> Rechecked:
        seen.append(content(file, {}))
        return Rechecked(Reading(), True, 0.0, How.NAMESPACE)

    with read_once(), Guess(look, tmp_path) as guess:
        content(file, {})
        file.write_bytes(b"new")
        guess.start(ONE)
        guess.answer(ONE)
    assert seen == [b"old"]


def test_a_first_candidate_that_is_wrong_leaves_nothing_behind(tmp_path: Path) -> None:
    """A repair that takes several tries ends as ever, and no process and no folder of a guess is left."""
    lib = "pub fn f(all: &[u8]) -> String {\n    all.len()\n}\npub fn g(text: &str) -> String {\n    text\n}\n"
    root = package(tmp_path, {"src/lib.rs": lib})
    report = repaired(root, tests=Testing.NONE)
    assert report.verdict is FixVerdict.FIXED
    assert leftovers(root) == []
