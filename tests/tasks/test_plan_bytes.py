"""Plan files of every shape, thrown together by chance: no word is lost, nothing is said twice, no step is undone."""

import random
import re
from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest

from ferrule.tasks.plan_file import BadPlanFile, is_in_progress, stands, with_begun, with_completed, with_planned
from ferrule.tasks.plan_parts import Section
from ferrule.tasks.plan_sheet import Sheet
from tasks.plans import TASK

LINES = (
    "## In Progress", "### in progress:", "## Planned", "## Completed", "# TODO", "## Triage", "## Won't Fix",
    "## Notes", "### below",
    "Planned\n-------", "**Done**", "---", "", "", "- a", "- [ ] b", "* c", "1. d", "2) e", "  - nested",
    "    deep", "  para", "lazy words", "```\n## In Progress\n- x\n```", "  ```sh\n  # c\n  ```", "<!-- ## Planned -->",
    "<!--\n- z\n-->", "- P0 urgent", "- [x] old (2026-01-02)", "- add retries to the client",
    "- [ ] P1 Add retries to the client.", "  - add retries to the client", "- b depends on a", "| t | u |", "> quote",
    "\ttabbed", "- add retries to the client <!-- task: T-1 -->", "- add retries to the client <!-- task: T-9 -->",
    "- of many lines\n  here", "    - code", "- ",
)  # fmt: skip
OWN = frozenset({"add", "retries", "to", "the", "client", "p1", ""})
STEPS: tuple[tuple[Section, Callable[[str], str]], ...] = (
    (Section.IN_PROGRESS, lambda text: with_begun(text, TASK)),
    (Section.COMPLETED, lambda text: with_completed(text, TASK, date(2026, 11, 22), "note")),
    (Section.PLANNED, lambda text: with_planned(text, TASK)),
)


def words(text: str) -> Counter[str]:
    """Count the words of a file, beside marks of lists, boxes, the task's own mark, date and words."""
    text = re.sub(r"<!-- task: \S+ -->|\(2026-11-22: note\)|(?m:^[ \t]*(?:[-*+]|\d+[.)])[ \t]+(?:\[.\])?)", " ", text)
    return Counter(word for word in text.replace("\ufeff", "").split() if word.casefold().strip(".!") not in OWN)


def thrown_together(seed: int) -> str:
    """Give a plan file of up to 24 pieces."""
    dice = random.Random(seed)  # noqa: S311 - nothing secret
    end = dice.choice(("\n", "\n", "\r\n"))
    text = "\n".join(dice.choice(LINES) for _ in range(dice.randint(0, 24))) + dice.choice(("", "\n"))
    return dice.choice(("", "", "", "\ufeff")) + text.replace("\n", end)


@pytest.mark.parametrize("seed", range(120))
def test_every_word_is_kept(seed: int) -> None:
    """The task stands where it should, a second time changes nothing, and all words of the file are there."""
    text = thrown_together(seed)
    made = {"#", "##", "###", "TODO", *(word for section in Section for word in section.value.split())}
    for section, step in STEPS:
        try:
            after = step(text)
        except BadPlanFile:
            assert Sheet(text).unclosed
            continue
        new = words(after) - words(text)
        assert stands(after, TASK, section)
        assert step(after) == after
        assert not words(text) - words(after)
        assert set(new) <= made
        assert after.startswith("\ufeff") == text.startswith("\ufeff")
        assert "\r\n" not in text or "\n" not in after.replace("\r\n", "")
        assert section is Section.IN_PROGRESS or not is_in_progress(step(with_begun(text, TASK)), TASK)
