"""From what the compiler suggests to candidates: every applicability, every alternative."""

from collections.abc import Iterator
from pathlib import Path

from ferrule.edits.changes import content, edited
from ferrule.errors import EditConflict, SourceChanged
from ferrule.facts.finding import Edit, Finding, Suggestion
from ferrule.facts.repair import Candidate, Changes

_RANK = {"MachineApplicable": 0, "MaybeIncorrect": 1, "Unspecified": 2, "HasPlaceholders": 3}
SUGGESTION = "suggestion"


def candidates(error: Finding) -> tuple[Candidate, ...]:
    """Give what the compiler offers for an error, likeliest first, each set of edits once."""
    once: dict[tuple[Edit, ...], Candidate] = {}
    for suggestion in error.suggestions:
        once.setdefault(suggestion.edits, _candidate(suggestion))
    return tuple(sorted(once.values(), key=lambda one: (_RANK.get(one.applicability, 4), len(one.edits))))


def applied(candidate: Candidate, changes: Changes, root: Path) -> Changes | None:
    """Give the sources with a candidate's edits; None when they do not fit or change nothing."""
    return together((candidate,), changes, root)


def together(chosen: tuple[Candidate, ...], changes: Changes, root: Path) -> Changes | None:
    """Give the sources with the edits of several candidates that were made for the same state; None as above."""
    try:
        new = edited(root, (edit for candidate in chosen for edit in candidate.edits), changes)
    except (EditConflict, SourceChanged):
        return None
    touched_files = [path for path, text in new.items() if text != content(path, changes)]
    return new if touched_files else None


def touched(candidate: Candidate) -> Iterator[tuple[str, int, int]]:
    """Yield the places that a candidate replaces, as path, first byte and end."""
    for edit in candidate.edits:
        yield edit.path, edit.byte_start, edit.byte_end


def apart(one: Candidate, other: Candidate) -> bool:
    """Give whether two candidates edit different places, so that both can be made at once."""
    return not any(
        path == their_path and start <= their_end and their_start <= end
        for path, start, end in touched(one)
        for their_path, their_start, their_end in touched(other)
    )


def _candidate(suggestion: Suggestion) -> Candidate:
    return Candidate(SUGGESTION, suggestion.message, suggestion.applicability, suggestion.edits)
