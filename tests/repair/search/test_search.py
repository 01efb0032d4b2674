"""The search over candidates, with a compiler whose answers are written down."""

from pathlib import Path

import pytest

from ferrule.facts.finding import Edit, Finding, Level, Phase, Suggestion
from ferrule.facts.repair import Changes, Refusal
from ferrule.repair.search.candidates import apart, candidates
from ferrule.repair.search.engine import search
from ferrule.repair.search.minimise import hunks, minimised
from ferrule.repair.search.score import CLEAN, CRASHED, score_of
from ferrule.repair.search.state import Doors, State, Trace, state_of
from repair.search.words import Words


def searched(tmp_path: Path, text: str, depth: int = 3, **meanings: list[str]) -> tuple[str, State, Words, Trace]:
    """Search, and give the text that came out; `no` in a new text is what the guard refuses."""
    (tmp_path / "a.rs").write_text(text)
    words = Words(tmp_path, text.encode(), {key.replace("_", " "): value for key, value in meanings.items()})

    def admit(_: Changes, after: Changes, /, *errors: Finding) -> Refusal | tuple[()]:
        return Refusal("no", "refused", 1) if b"no" in after[tmp_path / "a.rs"] else ()

    doors = Doors(tmp_path, words.compile, admit, lambda error: error.message, lambda: words.states > 200)
    trace = Trace()
    start = state_of({}, words.compile([{}])[0])
    end = search(start, doors, trace, depth)
    return end.changes.get(tmp_path / "a.rs", text.encode()).decode(), end, words, trace


def test_independent_errors_take_one_compile(tmp_path: Path) -> None:
    """Three errors whose first suggestions are right are answered together."""
    text, end, words, _ = searched(tmp_path, "a\nb\nc", a=["x"], b=["y"], c=["z"])

    assert ("x\ny\nz", (), [1, 1]) == (text, end.errors, words.calls)
    assert {"a", "b", "c"} == {step.error.message for step in end.steps}


def test_a_wrong_suggestion_in_a_batch_does_not_spoil_the_others(tmp_path: Path) -> None:
    """What did its work is kept; the stubborn error is then tried with its other suggestions."""
    text, end, _, _ = searched(tmp_path, "a\nb\nc", a=["x"], b=["b", "bb", "y"], bb=[], c=["z"])

    assert ("x\ny\nz", ()) == (text, end.errors)


def test_an_edit_that_uncovers_the_next_error_is_followed(tmp_path: Path) -> None:
    """A chain of three edits, each of which only moves the error on, is found within its depth, not beyond."""
    chain = {"a": ["b"], "b": ["c"], "c": ["fine"]}

    assert "fine" == searched(tmp_path, "a", 3, **chain)[0]
    assert "a" == searched(tmp_path, "a", 2, **chain)[0]


def test_a_later_phase_is_progress(tmp_path: Path) -> None:
    """An edit that ends a type error and shows a borrow error is better, though the count stays."""
    text, end, _, _ = searched(tmp_path, "a", 1, a=["late"], late=[])

    assert ("late", 1) == (text, len(end.errors))


def test_what_the_guard_refuses_is_never_compiled(tmp_path: Path) -> None:
    """A refused candidate costs no compile, and the account names it."""
    text, _, words, trace = searched(tmp_path, "a", a=["no"])

    assert ("a", [1]) == (text, words.calls)
    assert ["no"] == [refusal.rule for _, _, refusal in trace.refused]


def test_nothing_helps(tmp_path: Path) -> None:
    """Suggestions that lead back to the error leave the sources as they were."""
    assert "a" == searched(tmp_path, "a", a=["b"], b=["a"])[0]


def test_a_budget_ends_the_search(tmp_path: Path) -> None:
    """An endless chain of errors stops when the compiles are used up."""
    many = {f"w{n}": [f"w{n + 1}", f"w{n + 2}"] for n in range(300)}

    _, _, words, _ = searched(tmp_path, "w0", 300, **many)

    assert words.states <= 210


def test_candidates_come_likeliest_first_and_once() -> None:
    """MachineApplicable before placeholders; the same edits twice are one candidate."""

    def offered(applicability: str, text: str) -> Suggestion:
        return Suggestion(text, applicability, (Edit("a.rs", 0, 1, 1, 1, 1, 1, text),))

    suggestions = (offered("HasPlaceholders", "c"), offered("MaybeIncorrect", "b"), offered("MachineApplicable", "a"))
    error = Finding("rustc", None, Level.ERROR, "m", suggestions=(*suggestions, offered("Unspecified", "a")))

    found = candidates(error, {}, Path())

    assert ["a", "b", "c"] == [one.message for one in found]
    assert not apart(found[0], found[1])


@pytest.mark.parametrize(
    ("better", "worse"),
    [((), (Phase.LINT,)), ((Phase.BORROW,) * 5, (Phase.TYPE,)), ((Phase.TYPE,), (Phase.TYPE, Phase.BORROW))],
)
def test_states_are_compared_by_phase_then_by_count(better: tuple[Phase, ...], worse: tuple[Phase, ...]) -> None:
    """Five borrow errors are better than one type error; a crash is worse than everything."""

    def score(phases: tuple[Phase, ...]) -> tuple[int, ...]:
        return score_of(Finding("rustc", None, Level.ERROR, "m", phase=phase) for phase in phases)

    assert score(better) < score(worse) < CRASHED
    assert CLEAN == score(())


def test_only_the_edits_that_are_needed_stay(tmp_path: Path) -> None:
    """A hunk without which the result is as good is taken back."""
    (tmp_path / "a.rs").write_text("a\nkeep\nkeep\nkeep\nkeep\nother\n")
    words = Words(tmp_path, (tmp_path / "a.rs").read_bytes(), {"a": []})
    doors = Doors(tmp_path, words.compile, lambda *_: (), lambda error: error.message, lambda: False)
    made = {tmp_path / "a.rs": b"x\nkeep\nkeep\nkeep\nkeep\nneedless\n"}

    least = minimised({}, State(made, (), CLEAN), doors)

    assert b"x\nkeep\nkeep\nkeep\nkeep\nother\n" == least.changes[tmp_path / "a.rs"]
    assert 2 == len(hunks({}, made))


def test_an_import_from_where_the_file_imports_comes_first(tmp_path: Path) -> None:
    """A crate without `std` imports from `core`; the very name comes before a similar one."""
    (tmp_path / "a.rs").write_text("use core::mem;\nx\n")

    def offered(message: str, text: str) -> Suggestion:
        return Suggestion(message, "MaybeIncorrect", (Edit("a.rs", 0, 0, 1, 1, 1, 1, text),))

    suggestions = (
        offered("a trait with a similar name exists", "Iterator"),
        offered("consider importing", "use std::iter::FusedIterator;\n"),
        offered("consider importing", "use core::iter::FusedIterator;\n"),
    )
    error = Finding("rustc", "E0405", Level.ERROR, "m", "a.rs", 2, suggestions=suggestions)

    found = [one.edits[0].replacement.strip() for one in candidates(error, {}, tmp_path)]

    assert ["use core::iter::FusedIterator;", "use std::iter::FusedIterator;", "Iterator"] == found
