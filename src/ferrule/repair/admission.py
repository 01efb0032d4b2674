"""What a candidate must pass before anybody compiles it: it stays inside, it parses, the guard lets it through."""

from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path

from ferrule.edits.changes import content, forbidden, unedited
from ferrule.facts.finding import Finding
from ferrule.facts.repair import Changes, ClonePolicy, Cost, CostKind, Refusal
from ferrule.repair.guard.judge import judge
from ferrule.repair.search.state import Admit
from ferrule.syntax.tree import syntax_filter

OUTSIDE = "outside"
"""The rule that refuses files which may not be edited."""
PUBLISHED = "published-api"
"""The rule that refuses to change what users of a released crate may rely on."""
LINKED = "library-api"
"""The rule that refuses to change what a library promises for the sake of another crate: its callers are mended."""
COPIES = "clone-forbidden"
"""The rule that refuses a copy of a value where the settings forbid it."""


def admission(
    root: Path,
    *closed: Path,
    unwritten: bool = False,
    members: Collection[Path] = (),
    published: tuple[Path, ...] = (),
    clone: ClonePolicy = ClonePolicy.RECORD,
    linked: Callable[[Changes], frozenset[Path]] = lambda _: frozenset(),
) -> Admit:
    """Give the judge of candidates for one workspace.

    `closed` are folders that hold no sources of the user; `unwritten` says that files may be read-only; `members` are
    the folders of the workspace's crates, so that the files of another crate inside stay what they are; `published`
    are folders of crates whose public signatures others rely on; `clone` says what a copy of a value is worth;
    `linked` gives the changed files of libraries that the crate with the error is only linked with.
    """
    why_not, foreign = unedited if unwritten else forbidden, _foreign(root, members)

    def admit(before: Changes, after: Changes, /, *errors: Finding) -> Refusal | tuple[Cost, ...]:
        costs: list[Cost] = []
        line = next((error.line for error in errors if error.line), 0)
        for path, text in after.items():
            old = content(path, before)
            if old == text:
                continue
            if why := why_not(root, path, *closed) or foreign(path.resolve().parent):
                return Refusal(OUTSIDE, f"{path} {why}", line)
            if not syntax_filter(old, text):
                return Refusal("syntax", "the edit does not parse", line)
            verdict = judge(old, text, path, errors)
            if isinstance(verdict, Refusal):
                return verdict
            if refusal := _breaks_api(path, verdict, published) or _bends_library(path, verdict, linked, after):
                return refusal
            costs.extend(verdict)
        return _by_policy(tuple(costs), clone)

    return admit


def _foreign(root: Path, members: Collection[Path]) -> Callable[[Path], str | None]:
    """Give what says why a folder's files belong to a crate that is no member; None where they do not."""
    known = {root.resolve(), *(member.resolve() for member in members)}

    @cache
    def foreign(folder: Path) -> str | None:
        crate = next((one for one in (folder, *folder.parents) if one in known or (one / "Cargo.toml").exists()), None)
        return None if not members or crate in known else f"belongs to {crate}, which is no member of the workspace"

    return foreign


def _by_policy(costs: tuple[Cost, ...], clone: ClonePolicy) -> Refusal | tuple[Cost, ...]:
    copy = next((cost for cost in costs if cost.kind is CostKind.CLONE), None)
    if copy is None or clone is ClonePolicy.RECORD:
        return costs
    if clone is ClonePolicy.FORBID:
        return Refusal(COPIES, f"{copy.note}, and `fix.clone` forbids it", copy.line)
    return tuple(cost for cost in costs if cost.kind is not CostKind.CLONE)


def _breaks_api(path: Path, costs: tuple[Cost, ...], published: tuple[Path, ...]) -> Refusal | None:
    changed = _changed_signature(costs)
    if changed is None or not any(path.is_relative_to(folder) for folder in published):
        return None
    return Refusal(PUBLISHED, f"{changed.note}, and the crate is released: that needs a decision", changed.line)


def _bends_library(
    path: Path, costs: tuple[Cost, ...], linked: Callable[[Changes], frozenset[Path]], after: Changes
) -> Refusal | None:
    changed = _changed_signature(costs)
    if changed is None or path not in linked(after):
        return None
    return Refusal(LINKED, f"{changed.note}, in the library of the crate that is wrong", changed.line)


def _changed_signature(costs: tuple[Cost, ...]) -> Cost | None:
    return next((cost for cost in costs if cost.kind is CostKind.PUBLIC_SIGNATURE), None)
