"""Values in the type that is meant."""

import pytest

from definitions.loading.layouts import rules, text
from ferrule.definitions.front import read_front
from ferrule.definitions.values import Reader, flat, split_words, truth


def reader(lines: str) -> Reader:
    """Give a reader of these lines."""
    return Reader(read_front(text(lines)).keys)


@pytest.mark.parametrize("word", ["true", "Yes", "ON", "1", "'true'", "no", "Off", "0", "'0'"])
def test_yes_and_no(word: str) -> None:
    """Every way to write it that hosts take."""
    found = reader(f"a: {word}\n")

    assert found.truth("a") is (word.strip("'").lower() in {"true", "yes", "on", "1"})
    assert not found.remarks


@pytest.mark.parametrize("word", ["maybe", "", "[yes]", "2", "{}", "1.0"])
def test_neither_yes_nor_no(word: str) -> None:
    """What cannot be understood is told, and is no answer."""
    found = reader(f"a: {word}\n")

    assert found.truth("a") is None
    assert rules(found.remarks) == ["wrong-type:2"]
    assert reader("b: 1\n").truth("a") is None


@pytest.mark.parametrize(
    ("written", "read", "told"),
    [
        ("  some text  ", "some text", 0),
        ("1.10", "1.10", 1),
        ("no", "no", 1),
        ("[a, b]", "", 1),
        ("{a: b}", "", 1),
        ("", "", 0),
        ("'007'", "007", 0),
    ],
)
def test_text_stays_as_it_was_written(written: str, read: str, told: int) -> None:
    """A version is no number and a country no truth value; what is no text at all is left out and told."""
    found = reader(f"a: {written}\n")

    assert found.text("a") == read
    assert len(found.remarks) == told


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Read, Grep", ("Read", "Grep")),
        ("Read Grep  Edit", ("Read", "Grep", "Edit")),
        ("Bash(git add:*), Bash(cargo test, cargo check)", ("Bash(git add:*)", "Bash(cargo test, cargo check)")),
        ("[Read, 'Bash(ls -l)']", ("Read", "Bash(ls -l)")),
        ("'*'", ("*",)),
        ("[]", ()),
        ("", ()),
        ("Bash(never closed, b", ("Bash(never closed, b",)),
    ],
)
def test_lists_in_every_form(written: str, words: tuple[str, ...]) -> None:
    """Lists are written with commas, with blanks, or as lists; parentheses keep together."""
    found = reader(f"a: {written}\n")

    assert found.words("a") == words
    assert not found.remarks


@pytest.mark.parametrize("written", ["7", "{a: b}", "[a, [b]]"])
def test_lists_of_something_else(written: str) -> None:
    """A number and a table are no lists."""
    found = reader(f"a: {written}\n")
    found.words("a")

    assert rules(found.remarks) == ["wrong-type:2"]


def test_loose_values() -> None:
    """Values that came from elsewhere than a front matter."""
    assert [truth(one) for one in (True, 1, "off", None, 3, ())] == [True, True, False, None, None, None]
    assert split_words("a,,b") == ("a", "b")
    assert flat({"a": (1, True), "b": None}) == "a: 1, true, b: "
