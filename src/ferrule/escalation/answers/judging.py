"""An answer judged before anything is compiled: what it says, and the edits that it makes."""

from dataclasses import dataclass, field

from ferrule.escalation.answers.closed import closed
from ferrule.escalation.answers.contents import gaps
from ferrule.escalation.answers.patching import patched
from ferrule.escalation.answers.places import Unfit
from ferrule.escalation.answers.reading import Answer, read_answer
from ferrule.escalation.answers.replacing import replaced
from ferrule.escalation.answers.tree import Tree
from ferrule.facts.repair import Changes


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of one answer."""

    answer: Answer | None = None
    """None when it cannot be used."""
    changes: Changes = field(default_factory=dict)
    """New contents of the files that its edits change, on top of the tree's own."""
    closed: tuple[str, ...] = ()
    """Why only a person may apply them."""
    problem: str = ""
    """Why it cannot be used, in words for its author."""


def judge_text(text: str, level: int, tree: Tree, made: Changes | None = None) -> Judged:
    """Give what a text that was written as an answer is worth."""
    answer = read_answer(text, level)
    return Judged(problem=answer) if isinstance(answer, str) else judge(answer, tree, made)


def judge(answer: Answer, tree: Tree, made: Changes | None = None) -> Judged:
    """Give what an answer is worth; every gap is told at once.

    Args:
        answer: what was said.
        tree: what it is about.
        made: changes that its author made elsewhere; they count in the place of the answer's own edits.
    """
    told = list(gaps(answer, tree))
    changes = made or {}
    if not changes:
        try:
            changes = patched(tree, answer.diff) if answer.diff.strip() else replaced(tree, answer.edits)
        except Unfit as fault:
            told.append(str(fault))
    if told:
        return Judged(problem="; ".join(told))
    return Judged(answer, changes, closed(tree, changes))
