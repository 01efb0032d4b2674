"""What a candidate must pass before anybody compiles it: it stays inside, it parses, the guard lets it through."""

from collections.abc import Callable
from pathlib import Path

from ferrule.edits.changes import content, forbidden, unedited
from ferrule.facts.finding import Finding
from ferrule.facts.repair import Changes, Cost, Refusal
from ferrule.repair.guard.judge import judge
from ferrule.syntax.tree import syntax_filter

OUTSIDE = "outside"
"""The rule that refuses files which may not be edited."""
Admit = Callable[[Changes, Changes, Finding], Refusal | tuple[Cost, ...]]


def admission(root: Path, *closed: Path, unwritten: bool = False) -> Admit:
    """Give the judge of candidates for one workspace.

    `closed` are folders that hold no sources of the user; `unwritten` says that files may be read-only.
    """
    why_not = unedited if unwritten else forbidden

    def admit(before: Changes, after: Changes, error: Finding) -> Refusal | tuple[Cost, ...]:
        costs: list[Cost] = []
        for path, text in after.items():
            old = content(path, before)
            if old == text:
                continue
            if why := why_not(root, path, *closed):
                return Refusal(OUTSIDE, f"{path} {why}", error.line or 0)
            verdict = _judged(path, old, text, error)
            if isinstance(verdict, Refusal):
                return verdict
            costs.extend(verdict)
        return tuple(costs)

    return admit


def _judged(path: Path, old: bytes, new: bytes, error: Finding) -> Refusal | tuple[Cost, ...]:
    if not syntax_filter(old, new):
        return Refusal("syntax", "the edit does not parse", error.line or 0)
    return judge(old, new, path, (error,))
