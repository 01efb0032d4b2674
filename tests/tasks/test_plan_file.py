"""A plan file is brought up to date, and all that it says beside the task stays as it was."""

from datetime import date

import pytest

from ferrule.tasks.plan_entry import Entry
from ferrule.tasks.plan_file import (
    LARGEST,
    BadPlanFile,
    counts,
    is_in_progress,
    stands,
    with_begun,
    with_completed,
    with_planned,
)
from ferrule.tasks.plan_parts import Section
from tasks.plans import BEGUN, GROWN, GROWN_TASK, MARKED, NEW, TASK

DAY = date(2026, 11, 22)


def test_an_empty_file_gets_its_five_sections() -> None:
    """Where nothing stands, a title and all five sections are made, in their order."""
    assert with_begun("", TASK) == NEW
    assert with_begun("\n \n", TASK) == NEW
    assert dict(counts(NEW)) == {section: int(section is Section.IN_PROGRESS) for section in Section}


def test_a_grown_file_keeps_every_other_byte() -> None:
    """Front matter, fences, comments, nested lists and a last line without an end stay; the entry moves whole."""
    assert with_begun(GROWN, GROWN_TASK) == BEGUN
    assert with_begun(GROWN.replace("\n", "\r\n"), GROWN_TASK) == BEGUN.replace("\n", "\r\n")
    assert with_begun(f"\ufeff{GROWN}\n", GROWN_TASK) == f"\ufeff{BEGUN}\n"


def test_what_stands_there_is_not_touched_again() -> None:
    """Each step made twice gives the file of the first time."""
    begun = with_begun(GROWN, TASK)
    done = with_completed(begun, TASK, DAY, "first")
    back = with_planned(begun, TASK)

    assert with_begun(begun, TASK) == begun
    assert with_completed(done, TASK, date(2027, 1, 1), "second") == done
    assert with_planned(back, TASK) == back


def test_a_completed_task_is_kept_with_its_date() -> None:
    """The entry moves to Completed with date, note and tick, and what hangs on it comes along."""
    text = "## In Progress\n- [ ] add retries to the client\n  - a detail\n\n## Completed\n- [x] old one\n"

    done = with_completed(with_begun(text, TASK), TASK, DAY, "commit 12ab (really)")

    line = "- [x] add retries to the client (2026-11-22: commit 12ab really) <!-- task: T-1 -->\n  - a detail\n"
    assert f"## Completed\n- [x] old one\n{line}" in done
    assert not is_in_progress(done, TASK)
    assert stands(done, TASK, Section.COMPLETED)


def test_the_newest_comes_first_where_it_does() -> None:
    """Completed entries stand by their dates: a file that has the newest on top keeps that, and nothing is sorted."""
    falling = "## Completed\n- P3 b (2026-02-01)\n- P0 a (2026-01-01)\n"
    rising = "## Completed\n- a (2026-01-01)\n- b (2026-02-01)\n"

    assert "## Completed\n- add retries" in with_completed(falling, TASK, DAY)
    assert "(2026-11-22) <!-- task: T-1 -->\n- P3 b" in with_completed(falling, TASK, DAY)
    assert "- b (2026-02-01)\n- add retries" in with_completed(rising, TASK, DAY)


def test_a_task_taken_up_again_loses_its_date() -> None:
    """What was completed and begins again stands there as before, without date and tick."""
    begun = with_begun("## In Progress\n- [ ] other\n", TASK)

    assert with_begun(with_completed(begun, TASK, DAY, "x"), TASK) == begun


def test_a_task_that_is_given_up_is_anybodys_plan() -> None:
    """It goes back to Planned, and a later task in the same words takes it up from there."""
    back = with_planned(with_begun("## Planned\n- other\n", TASK), TASK)
    later = Entry("T-2", TASK.words)

    assert f"## Planned\n- other\n- {MARKED}\n" in back
    assert with_begun(back, later).count("add retries") == 1
    assert is_in_progress(with_begun(back, later), later)
    assert not is_in_progress(with_begun(back, later), TASK)


def test_doubles_are_joined() -> None:
    """Entries of one task in several sections become one, with all that hung on them and words that differ."""
    text = (
        "## In Progress\n\n## Planned\n- [ ] add retries to the client\n  - one\n- x\n\n"
        "## Triage\n- P1 Add retries to the client!\n    - two\n"
    )

    begun = with_begun(text, TASK)

    entry = f"- [ ] {MARKED}\n  - one\n  - P1 Add retries to the client!\n    - two\n"
    assert f"## In Progress\n{entry}\n## Planned\n- x\n" in begun
    assert begun.count("retries") == 2
    assert counts(begun)[Section.TRIAGE] == 0


def test_other_tasks_are_left_alone() -> None:
    """Another task with the same words, what was completed before, and a part of a larger plan are not this task."""
    text = (
        "## In Progress\n- add retries to the client <!-- task: T-9 -->\n\n"
        "## Planned\n- network\n  - add retries to the client\n\n"
        "## Completed\n- add retries to the client (2025-01-01)\n"
    )

    begun = with_begun(text, TASK)

    assert begun.startswith(f"## In Progress\n- {MARKED}\n- add retries to the client <!-- task: T-9 -->\n")
    assert "- network\n  - add retries to the client\n" in begun
    assert "- add retries to the client (2025-01-01)\n" in begun


def test_a_nested_entry_under_in_progress_counts() -> None:
    """A task that somebody put below another entry stands there; completed, it leaves that entry whole."""
    text = "## In Progress\n- network\n  - add retries to the client\n    - detail\n  - add a timeout\n"

    begun = with_begun(text, TASK)
    done = with_completed(begun, TASK, DAY)

    assert begun.startswith(text.replace("add retries to the client", MARKED))
    assert done.startswith("## In Progress\n- network\n  - add a timeout\n")
    assert "- add retries to the client (2026-11-22) <!-- task: T-1 -->\n  - detail\n" in done


@pytest.mark.parametrize(
    "heading",
    [
        "## In Progress", "### in progress:", "# \U0001f6a7 IN PROGRESS", "## In-Progress (3)", "## 1. In Progress",
        "In Progress\n-----------", "**In Progress:**", "## [In Progress](#now)", "## In progress ##", "## WIP",
        "## In Progress {#now}", "## Work in progress",
    ],
)  # fmt: skip
def test_headings_are_known_in_many_spellings(heading: str) -> None:
    """A section is known by its name, however it is spelled or adorned."""
    text = f"{heading}\n\n- {MARKED}\n"

    assert is_in_progress(text, TASK)
    assert counts(text)[Section.IN_PROGRESS] == 1


@pytest.mark.parametrize(
    "text",
    [
        "```\n## In Progress\n- {}\n```\n", "<!--\n## In Progress\n- {}\n-->\n", "---\n# In Progress\n- {}\n---\n",
        "## In Progress\n\n## Planned\n- {}\n", "## In Progress\n{}\n", "## In progress of the parser\n- {}\n",
        "## In Progress\n# Notes\n- {}\n",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_does_not_count(text: str) -> None:
    """A task within code, a comment or another section, or that is no entry, is not in progress."""
    assert not is_in_progress(text.format(MARKED), TASK)


def test_missing_sections_find_their_place() -> None:
    """Each goes behind the one before it, before the first of those that follow, and before what is no section."""
    text = "# T\n\n### Triage\n\n- x\n\n---\n\n### Planned\n- y\n\n## Notes\n"

    headings = [line for line in with_begun(text, TASK).split("\n") if line.startswith("#")]

    assert headings == [
        "# T", "### In Progress", "### Triage", "### Won't Fix", "### Planned", "### Completed", "## Notes"
    ]  # fmt: skip


def test_two_sections_of_one_name_are_one() -> None:
    """The first takes the entry, and both are looked at."""
    text = f"## In Progress\n- a\n\n## Planned\n\n## In Progress\n- {MARKED}\n- b\n"

    assert is_in_progress(text, TASK)
    assert counts(text)[Section.IN_PROGRESS] == 3
    assert with_begun(text.replace(f"- {MARKED}\n", ""), TASK).startswith(f"## In Progress\n- {MARKED}\n- a\n")


def test_words_below_a_list_stay_words() -> None:
    """A line of words that stood behind a list does not become a part of the entry that comes before it."""
    text = "## In Progress\n- a\n  ```\n  x\n  ```\nFree words.\n"

    assert "- a\n  ```\n  x\n  ```\n\nFree words.\n" in with_begun(text, TASK)
    assert counts(with_completed(with_begun(text, TASK), TASK, DAY))[Section.IN_PROGRESS] == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\x89PNG\r\n\x1a\n\0\0", "no text"), ("- a\n" * (LARGEST // 4 + 1), "more than"), ("-\n" * 20_000, "lines"),
        ("## In Progress\n```sh\n- a\n", "line 2"), ("a\n<!-- b\n", "line 2"),
        ("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n", "line 2: an unresolved"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused(text: str, words: str) -> None:
    """A file that is no text, too long, in conflict or open at its end is told of, with the line."""
    for step in (with_begun, with_planned, is_in_progress):
        with pytest.raises(BadPlanFile, match=words):
            step(text, TASK)
    assert BadPlanFile.hint
    assert BadPlanFile.exit_code == 2
