"""From what the compiler suggests to candidates: every applicability, every alternative."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ferrule.edits.changes import content, edited
from ferrule.errors import EditConflict, SourceChanged
from ferrule.facts.finding import Edit, Finding, Phase, Suggestion
from ferrule.facts.repair import Candidate, Changes
from ferrule.repair.search.misleading import DOUBTED, is_misleading
from ferrule.repair.search.placeholders import PLACEHOLDERS, completed

_ROOT = re.compile(r"\buse (core|alloc|std)::")
_HIDDEN = re.compile(r"\s*let _ = ")
_STD = re.compile(r"\buse std::")
_OPEN = re.compile(r"::<[A-Z](?:, [A-Z])*>|-> _$|/\* [a-z]\w* \*/")
_INVENTED = re.compile(r"^\s*= (?:42|3\.14159|'[ax]'|\"a\"|\"value\")$")
"""What rustc writes for a number or a letter that it does not know."""
_COPY = ".clone()"
SURE = "MachineApplicable"
_RANK = {SURE: 0, "MaybeIncorrect": 1, "Unspecified": 2, PLACEHOLDERS: 3}
SUGGESTION = "suggestion"
_STEP = 10
"""Between the ranks of two applicabilities: moves of our own find their place there."""


def candidates(error: Finding, changes: Changes, root: Path) -> tuple[Candidate, ...]:
    """Give what the compiler offers for an error, likeliest first, each set of edits once.

    One with placeholders is offered as it is and in the forms that complete it.
    """
    once: dict[tuple[Edit, ...], Candidate] = {}
    for offered in filter(lambda one: not _is_guess(error, one), error.suggestions):
        is_doubted = offered.applicability == PLACEHOLDERS or error.rule in DOUBTED
        sources = _sources(offered, changes, root) if is_doubted else {}
        if is_misleading(error, offered, sources):
            continue
        whole = () if _is_open(offered) else (offered,)
        for suggestion in (*completed(offered, sources), *whole):
            once.setdefault(suggestion.edits, _candidate(suggestion))
    used = _roots_in_use(once.values(), changes, root)
    for candidate in list(once.values()) if used["core"] > used["std"] else ():
        core = _from_core(candidate)
        once.setdefault(core.edits, core)
    ordered = sorted(once.values(), key=lambda one: _likelihood(one, used))
    return tuple(replace(one, rank=_rank(one)) for one in ordered)


def _rank(candidate: Candidate) -> int:
    """Rank by what the compiler says; a copy of a value is never surer than what it calls `Unspecified` (P06)."""
    rank = _STEP * _RANK.get(candidate.applicability, 4)
    copies = any(_COPY in edit.replacement for edit in candidate.edits)
    return max(rank, _STEP * _RANK["Unspecified"] + 2) if copies else rank


def _is_guess(error: Finding, offered: Suggestion) -> bool:
    """Say whether the compiler only fills a gap: with a value out of the air, or with another variable's name."""
    if error.rule == "E0381" and offered.applicability == PLACEHOLDERS:
        return any(_INVENTED.search(edit.replacement) for edit in offered.edits)
    if error.rule == "unused_must_use":  # `let _ = ` only hides what should be handed on
        return any(_HIDDEN.match(edit.replacement) for edit in offered.edits)
    return error.phase is Phase.BORROW and "similar name" in offered.message


def _is_open(offered: Suggestion) -> bool:
    """Say whether a suggestion names a type or an argument that is still to be chosen: such as `::<T>`."""
    return offered.applicability == PLACEHOLDERS and any(_OPEN.search(edit.replacement) for edit in offered.edits)


def _likelihood(candidate: Candidate, used: Counter[str]) -> tuple[int, bool, int, int]:
    """Rank by what the compiler says; something of the very name, to be imported, before one of a similar name.

    Of `core`, `alloc` and `std` that comes first which the file imports from most: a crate may do without `std`.
    """
    rank = _RANK.get(candidate.applicability, 4)
    roots = {found for edit in candidate.edits for found in _ROOT.findall(edit.replacement)}
    seldom = -min((used[root] for root in roots), default=0)
    return rank, "similar name" in candidate.message, seldom, len(candidate.edits)


def _from_core(candidate: Candidate) -> Candidate:
    """Give an import from `std` as one from `core`: rustc knows only the former where a crate names `std` itself."""
    edits = tuple(replace(one, replacement=_STD.sub("use core::", one.replacement)) for one in candidate.edits)
    return replace(candidate, edits=edits)


def _roots_in_use(chosen: Iterable[Candidate], changes: Changes, root: Path) -> Counter[str]:
    texts = (
        text for path in {path for one in chosen for path, _, _ in touched(one)} for text in _text(path, changes, root)
    )
    return Counter(found for text in texts for found in _ROOT.findall(text.decode("utf-8", "replace")))


def _text(path: str, changes: Changes, root: Path) -> Iterator[bytes]:
    with suppress(SourceChanged):
        yield content(root / path, changes)


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


def _sources(suggestion: Suggestion, changes: Changes, root: Path) -> dict[str, bytes]:
    return {path: text for path in {edit.path for edit in suggestion.edits} for text in _text(path, changes, root)}


def _candidate(suggestion: Suggestion) -> Candidate:
    return Candidate(SUGGESTION, suggestion.message, suggestion.applicability, suggestion.edits)
