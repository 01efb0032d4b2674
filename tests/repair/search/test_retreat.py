"""Edits in a place that is still wrong are taken back; edits that answered something stay."""

from pathlib import Path

from ferrule.facts.repair import Changes
from ferrule.repair.search.retreat import retreated
from ferrule.repair.search.state import State, state_of
from repair.search.words import Words, doors_to


def ended(tmp_path: Path, before: str, after: str, **meanings: list[str]) -> str:
    """Give the text after a retreat from a search that made `after` of `before`."""
    path = tmp_path / "a.rs"
    path.write_text(before)
    words = Words(tmp_path, before.encode(), {key.replace("_", " "): value for key, value in meanings.items()})

    def compiled(changes: Changes) -> State:
        return state_of(changes, words.compile([changes])[0])

    end = retreated(compiled({}), compiled({path: after.encode()}), doors_to(words))
    return end.changes.get(path, before.encode()).decode()


def test_half_an_answer_is_taken_back(tmp_path: Path) -> None:
    """A type error became a borrow error in the same place: the place is as it was, the other answer stays."""
    text = ended(tmp_path, "a\nkeep\nb\n", "late\nkeep\nfine\n", a=["late"], late=[], b=["fine"])

    assert "a\nkeep\nfine\n" == text


def test_an_error_elsewhere_takes_nothing_back(tmp_path: Path) -> None:
    """What is left was there before, in another line."""
    assert "fine\nkeep\nb\n" == ended(tmp_path, "a\nkeep\nb\n", "fine\nkeep\nb\n", a=["fine"], b=[])


def test_nothing_new_may_break(tmp_path: Path) -> None:
    """Where the old text would now be wrong in a new way, the edit stays."""
    path = tmp_path / "a.rs"
    path.write_text("a\n")
    words = Words(tmp_path, b"a\n", {"late": [], "a": []})
    doors = doors_to(words)
    sound = State({}, (), (0, 0, 0, 0, 0))
    end = state_of({path: b"late\n"}, words.compile([{path: b"late\n"}])[0])

    assert end == retreated(sound, end, doors)


def test_a_clean_end_stays(tmp_path: Path) -> None:
    """There is nothing to take back."""
    assert "fine\n" == ended(tmp_path, "a\n", "fine\n", a=["fine"])
