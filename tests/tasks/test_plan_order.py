"""Entries of a section stand by priority, dependency and as they stood; foreign words are made harmless."""

import pytest

from ferrule.tasks.plan_entry import Entry, as_text, plain, priority
from ferrule.tasks.plan_file import counts, is_in_progress, with_begun, with_planned
from ferrule.tasks.plan_order import ordered
from ferrule.tasks.plan_parts import Section
from tasks.plans import MARKED, TASK


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P0 x", 0), ("[ ] P1: x", 1), ("**P2** x", 2), ("x [P3]", 3), ("[high] x", 1), ("x (low)", 3), ("High: x", 1),
        ("!!! x", 0), ("!! x", 1), ("priority: critical; x", 0), ("(A) x", 0), ("\U0001f534 x", 1), ("x \u23eb", 1),
        ("x", 2), ("fix it now!!", 2), ("P2P network", 2), ("raise P1 alerts", 2), ("a high wall", 2),
        ("\\[high\\] x", 1),
    ],
)  # fmt: skip
def test_priorities_as_people_write_them(text: str, expected: int) -> None:
    """Marks count where they stand as marks; words that hold the same letters do not."""
    assert priority(text) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["a", "b", "c"], "abc"), (["a P3", "P0 b", "c"], "bca"), (["a", "P1 b", "P1 c", "d"], "bcad"),
        (["P0 a depends on b", "P3 b"], "ba"), (["a blocked by #7", "c", "b (#7)"], "cba"),
        (["a after parser rewrite", "b parser", "parser rewrite"], "bpa"),
        (["a clean up after tests", "tests for b"], "at"), (["a depends on b (#2)", "b after #2", "c (#2)"], "cab"),
        (["#1 depends on #2", "#2 depends on #1", "P1 c"], "c##"), (["a waits for b and c", "c", "b"], "cba"),
        (["P0 a depends on b", "P1 c", "b P3"], "bac"), (["a depends on itself"], "a"), ([], ""),
        (["a blocked by: the release notes", "write the release notes"], "wa"),
    ],
)  # fmt: skip
def test_order(texts: list[str], expected: str) -> None:
    """The most urgent first, none before what it waits for, all others as they stood."""
    order = ordered(texts)

    assert sorted(order) == list(range(len(texts)))
    assert "".join(plain(texts[place])[0] for place in order) == expected


def test_only_the_list_of_the_entry_is_put_in_order() -> None:
    """Other sections and other lists of the same section stay as they stand, and blocks stay whole."""
    text = (
        "## In Progress\n- low one P3\n  - [ ] below\n\n    more\n- P0 top\n\n### Later\n- P3 x\n- P0 y\n\n"
        "## Planned\n- P3 z\n- P0 w\n"
    )

    begun = with_begun(text, TASK)

    assert begun.startswith(f"## In Progress\n- P0 top\n- {MARKED}\n- low one P3\n  - [ ] below\n\n    more")
    assert "### Later\n- P3 x\n- P0 y\n" in begun
    assert "## Planned\n- P3 z\n- P0 w\n" in begun


def test_a_numbered_list_goes_on_with_numbers() -> None:
    """An entry takes the mark of its neighbours."""
    numbered = with_begun("## In Progress\n1. a\n2. b\n\n## Planned\n1) c\n2) d\n", TASK)

    assert numbered.startswith("## In Progress\n1. add retries")
    assert "\n2) d\n3) add retries" in with_planned(numbered, TASK)
    assert "\n+ [ ] add retries" in with_begun("## In Progress\n\n## Planned\n+ [ ] b\n", TASK)


@pytest.mark.parametrize(
    "words",
    [
        "# heading", "- item", "1. one", "a\n## In Progress\n- b", "<script>x</script>", "![a](http://b)", "```\ncode",
        "-->\n<!-- x", "`<!-- task: T-9 -->`", "---", "+ x", "a\u202eb\x1b[31mc", "***", "[x] done", "> quote",
        "x" * 900, "`code` and *more* _words_", "a ` b", "\\", "", " ", "\u2028## In Progress",
    ],
)  # fmt: skip
def test_foreign_words_are_one_harmless_line(words: str) -> None:
    """Whatever a task says, it is one entry, known by its own mark, and the file has its sections and no others."""
    entry = Entry("T-1", words)

    begun = with_begun("", entry)

    assert len(begun.split("\n")) == len(with_begun("", TASK).split("\n"))
    assert sum(counts(begun).values()) == counts(begun)[Section.IN_PROGRESS] == 1
    assert is_in_progress(begun, entry)
    assert not is_in_progress(begun, Entry("T-9", "other"))
    assert with_begun(begun, entry) == begun
    assert "\x1b" not in begun


def test_code_spans_stay_readable() -> None:
    """What a person would write is left as it is."""
    assert as_text("fix `foo_bar` in src/a_b.rs (#12)") == "fix `foo_bar` in src/a_b.rs (#12)"
    assert as_text("*x* <b>") == "\\*x\\* \\<b\\>"


def test_an_id_is_no_text() -> None:
    """Only what a mark can hold is the id of a task."""
    with pytest.raises(ValueError, match="not the id"):
        Entry("T 1 -->", "x")
