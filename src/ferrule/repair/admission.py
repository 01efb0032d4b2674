"""What a candidate must pass before anybody compiles it: it stays inside, it parses, the guard lets it through."""

from collections.abc import Callable
from pathlib import Path

from ferrule.edits.changes import content, forbidden
from ferrule.facts.finding import Finding
from ferrule.facts.repair import Changes, Cost, Refusal
from ferrule.repair.guard.judge import judge
from ferrule.syntax.tree import syntax_filter

Admit = Callable[[Changes, Changes, Finding], Refusal | tuple[Cost, ...]]


def admission(root: Path, *closed: Path) -> Admit:
    """Give the judge of candidates for one workspace; `closed` are folders that hold no sources of the user."""

    def admit(before: Changes, after: Changes, error: Finding) -> Refusal | tuple[Cost, ...]:
        costs: list[Cost] = []
        for path, text in after.items():
            old = content(path, before)
            if old == text:
                continue
            verdict = _judged(root, path, old, text, error, closed)
            if isinstance(verdict, Refusal):
                return verdict
            costs.extend(verdict)
        return tuple(costs)

    return admit


def _judged(
    root: Path, path: Path, old: bytes, new: bytes, error: Finding, closed: tuple[Path, ...]
) -> Refusal | tuple[Cost, ...]:
    if why := forbidden(root, path, *closed):
        return Refusal("outside", f"{path} {why}", error.line or 0)
    if not syntax_filter(old, new):
        return Refusal("syntax", "the edit does not parse", error.line or 0)
    return judge(old, new, path, (error,))
