"""What a task is asked for, by what it changed: tests and documentation, design answers, dependencies, findings."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from ferrule.errors import WrongUse
from ferrule.facts.difference import Difference
from ferrule.facts.task import Box, BoxStatus, Task
from ferrule.tasks.artefacts import NO_BENCHMARK, NO_TESTS, artefacts, lacking
from ferrule.tasks.boxes import ARTEFACTS, DEPENDENCIES, DESIGN, FINDINGS
from ferrule.tasks.dependency_questions import asked
from ferrule.tasks.design import missing, touches
from ferrule.tasks.new_dependencies import new_dependencies
from ferrule.tasks.review import faults, read_review
from ferrule.tasks.std_covers import covered
from ferrule.workspace.crate_facts import crate_facts, rust_versions

_SHOWN: Final = 5
_LONGEST: Final = 600
_ROOTS: Final = re.compile(rb"\b([a-z_][a-z0-9_]*)::")


def artefacts_box(root: Path, task: Task, changed: Difference) -> Box:
    """Ask for tests, documentation and, where a time is stated, a benchmark (E03)."""
    box = task.box(ARTEFACTS)
    found = artefacts(changed, lambda path: _read(root, path))
    if lacks := lacking(found, task.mode, task.answers, task.target):
        remedy = f"write them, or `ferrule task answer {NO_TESTS} REASON`"
        return replace(box, status=BoxStatus.FAILED, detail=listed(lacks), remedy=remedy)
    counts = {
        "tests": len({*found.tests, *found.changed_tests}),
        "documented items": len(found.documented),
        "documents": len(found.doc_files),
        "benchmarks": len(found.benchmarks),
    }
    words = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    waived = "; ".join(f"{key}: {task.answers[key]}" for key in (NO_TESTS, NO_BENCHMARK) if key in task.answers)
    return replace(box, status=BoxStatus.PASSED, detail="; ".join(filter(None, (words, waived)))[:_LONGEST])


def findings_box(root: Path, task: Task, given: Path | None) -> tuple[tuple[str, ...], Box]:
    """Give the findings of a review, and the box that says whether they are ones (E04).

    Raises:
        WrongUse: when the file with them cannot be read.
    """
    box, text = task.box(FINDINGS), "\n".join(task.findings)
    if given is not None:
        try:
            text = given.read_text("utf-8", "replace")
        except OSError as refusal:
            raise WrongUse(f"{given}: {refusal.strerror or refusal}") from refusal
    if not text.strip():
        remedy = "ferrule task finish --findings FILE, one a line: `performance: src/lib.rs:12: words`"
        return (), replace(box, status=BoxStatus.FAILED, detail="there are no findings", remedy=remedy)
    review = read_review(text)
    wrong = faults(review, lambda path: _text(root, path))
    looked_at = (f"{group}: {words}" for group, words in review.looked_at.items())
    kept = (*map(str, review.findings), *looked_at)
    if wrong:
        return kept, replace(box, status=BoxStatus.FAILED, detail=listed(wrong), remedy="mend the file of findings")
    return kept, replace(box, status=BoxStatus.PASSED, detail=f"{len(review.findings)} findings")


def design_box(task: Task, changed: Difference) -> Box:
    """Ask for failure model, partition behaviour and consistency where a task crosses the border of a process (E15)."""
    box = task.box(DESIGN)
    why = touches(task.text, _crates(changed))
    if not why:
        return replace(box, status=BoxStatus.SKIPPED, reason="not-relevant", detail="stays within one process")
    if lacking := missing(task.answers):
        remedy = f"ferrule task answer {lacking[0]} TEXT, or `n/a: reason`"
        return replace(box, status=BoxStatus.ASKS, detail=f"{why}: {', '.join(lacking)}", remedy=remedy)
    return replace(box, status=BoxStatus.PASSED, detail=why)


def dependencies_box(root: Path, task: Task, changed: Difference, *, trusted: bool) -> Box:
    """Ask for the reasons of new dependencies, and for those that the standard library covers (P10)."""
    box, new = task.box(DEPENDENCIES), new_dependencies(changed)
    if not new:
        return replace(box, status=BoxStatus.SKIPPED, reason="not-relevant", detail="no manifest brings one")
    facts = crate_facts(root) if trusted else {}
    needless = [
        one.words
        for one in covered(new, rust_versions(root) if trusted else {})
        if not one.is_note and f"accept:std:{one.dependency.name}" not in task.answers
    ]
    if needless:
        remedy = "use what the standard library has, or let the user say `ferrule task accept std:CRATE --reason TEXT`"
        return replace(box, status=BoxStatus.FAILED, detail=listed(needless), remedy=remedy)
    if questions := asked(new, task.answers, facts):
        first = next((one for one in new if one.name in questions[0]), new[0])
        remedy = f"ferrule task answer {first.key} 'reason: ...; alternative: ...; licence: ...; features: ...'"
        return replace(box, status=BoxStatus.ASKS, detail=listed(questions), remedy=remedy)
    return replace(box, status=BoxStatus.PASSED, detail=listed(f"{one.name} {one.version}" for one in new))


def listed(found: Iterable[str]) -> str:
    """Give the first of them, and how many there are beside."""
    rows = list(found)
    more = f"; {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
    return "; ".join(rows[:_SHOWN])[:_LONGEST] + more


def _read(root: Path, path: str) -> bytes | None:
    try:
        return (root / path).read_bytes()
    except (OSError, ValueError):  # ValueError: a NUL in a path of a review
        return None


def _text(root: Path, path: str) -> str | None:
    content = _read(root, path)
    return None if content is None else content.decode("utf-8", "replace")


def _crates(changed: Difference) -> Iterator[str]:
    """Yield the crates that the task brings in, and the roots of paths that its sources did not name before."""
    yield from (one.name for one in new_dependencies(changed))
    for path, before, after in changed.pairs():
        if path.endswith(".rs"):
            yield from (name.decode() for name in {*_ROOTS.findall(after)} - {*_ROOTS.findall(before)})
