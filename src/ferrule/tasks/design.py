"""Designs that cross the border of a process: when three answers are asked for, and what counts as one (E15)."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from ferrule.tasks.far_words import far_words

ANSWERS: Final = ("failure-model", "partition-behaviour", "consistency-level")
"""What has to be said: how parts fail, what happens while they cannot reach each other, what a reader may see."""
_ONLY_WORDS: Final = re.compile(
    r"\b(?:docs?|documentation|typos?|doc comments?|comments?|readme|changelog|wording|spelling|rustdoc)\b",
    re.IGNORECASE,
)
_BUILDS: Final = re.compile(
    r"\b(?:implement|build|make|support|introduce|replace|design|develop|create|optimi[sz]e|refactor|extend|port"
    r"|migrate)\w*\b",
    re.IGNORECASE,
)
_RENAMES: Final = re.compile(r"^\W*(?:rename|reformat|move|sort|lint|clean up)\b", re.IGNORECASE)
_EMPTY: Final = re.compile(
    r"(?:tbd|todo|tba|unknown|later|none|nothing|yes|no|ok|fine|good|default|handled|it depends|n/?a|-+|\?+|\.+"
    r"|see (?:above|below|code|docs?)|to be (?:decided|done|defined)|not (?:applicable|relevant|needed|yet)"
    r"|same(?: as (?:above|before))?|as (?:usual|before|above)|(?:it|this) (?:just )?works|works as expected)\W*",
    re.IGNORECASE,
)
_WAIVED: Final = re.compile(r"n/?a\s*[:;,–-]\s*(.+)", re.IGNORECASE | re.DOTALL)
_WORD: Final = re.compile(r"[^\W\d_][\w'-]*")
_FEWEST: Final = 4
"""Different words of an answer."""
_FEWEST_OF_REASON: Final = 3


def touches(text: str, dependencies: Iterable[str] = ()) -> str:
    """Give why a task touches network, replication or state that several processes share; empty where it does not.

    Args:
        text: of the task, as its author wrote it.
        dependencies: names of crates that were added, or that changed files use.
    """
    far = far_words()
    for name in dependencies:
        if kind := far.of_crate(name):
            return f"`{name}` is a crate for {kind}"
    if _is_words_only(text):
        return ""
    rest = far.left_out.sub(" , ", text)
    for kind, pattern in far.kinds:
        if found := pattern.search(rest):
            return f"`{' '.join(found[0].split())}` speaks of {kind}"
    return ""


def missing(answers: Mapping[str, str]) -> tuple[str, ...]:
    """Give the answers that are not there or say nothing; `n/a: reason` is one where the reason says something.

    One text given twice counts once.
    """
    seen: set[str] = set()
    lacking = []
    for name in ANSWERS:
        text = " ".join(answers.get(name, "").split())
        is_waived = _WAIVED.fullmatch(text) is not None
        if not says_something(text) or (text.lower() in seen and not is_waived):
            lacking.append(name)
        seen.add(text.lower())
    return tuple(lacking)


def says_something(text: str) -> bool:
    """Say whether an answer is more than a word to be rid of the question."""
    said = " ".join(text.split())
    if waived := _WAIVED.fullmatch(said):
        return not _EMPTY.fullmatch(waived[1]) and _different_words(waived[1]) >= _FEWEST_OF_REASON
    return not _EMPTY.fullmatch(said) and _different_words(said) >= _FEWEST


def _is_words_only(text: str) -> bool:
    """Say whether a task only changes words, or the names of things."""
    if _RENAMES.match(text) and not _BUILDS.search(text):
        return True
    return _ONLY_WORDS.search(text) is not None and not _BUILDS.search(text)


def _different_words(text: str) -> int:
    return len({word.lower() for word in _WORD.findall(text)})
