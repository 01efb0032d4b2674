"""An incremental state where there is none: the last good revision compiled once, at the same path."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ferrule.facts.repair import Changes
from ferrule.repair.compile.incremental import seed
from ferrule.repair.compile.replay import Terms, replay, state_folder
from ferrule.repair.compile.unit import How, Replayed, Unit
from ferrule.workspace.git import git

WORTH_IT_S = 2.0
"""A unit that is judged faster gains less than the warming costs."""


def warm(unit: Unit, first: Replayed, slots: Sequence[Path], terms: Terms | None = None) -> Replayed | None:
    """Compile a unit as the last commit has it, so that its slots keep the state for later replays.

    A compile that fails keeps no state, so a unit that was broken when it was first compiled has none. Where git
    knows no other revision, or that one does not compile either, the note says so and replays stay cold.

    Args:
        unit: as it was recorded.
        first: what a replay of it said before; None is given back where it was warm or fast.
        slots: those that replays will use. In a namespace all are at the same path, so one compile serves them.
        terms: as for replays.
    """
    if first.warm or first.seconds < WORTH_IT_S:
        return None
    if unit.incremental is None:
        return Replayed(how=first.how, note="cold: incremental compiling is off")
    good = last_commit(unit.root)
    if not good:
        return Replayed(how=first.how, note="cold: git knows no other revision of the changed files")
    terms = replace(terms or Terms(), how=first.how)
    made = replay(unit, good, slots[0], terms)
    if not made.ok:
        return replace(made, note=f"cold: {made.note or 'the last commit does not compile either'}")
    for slot in slots[1:]:
        if first.how is How.NAMESPACE:
            seed(state_folder(unit, slots[0], first.how), unit.crate_name, state_folder(unit, slot, first.how))
        else:
            replay(unit, good, slot, terms)
    return made


def last_commit(root: Path) -> Changes:
    """Give what the Rust sources below `root` were in the last commit, where they differ now; empty without git."""
    listed = _git(root, "diff", "--name-only", "--relative", "-z", "--diff-filter=MDT", "HEAD", "--", "*.rs")
    names = [name for name in (listed or "").split("\0") if name]
    contents = ((name, _git(root, "cat-file", "blob", f"HEAD:./{name}")) for name in names)
    return {root / name: content.encode() for name, content in contents if content is not None}


def _git(root: Path, *words: str) -> str | None:
    """Give all that git prints; None where it fails, or prints more than is kept."""
    outcome = git(root, *words)
    return outcome.stdout.text if outcome.ok and not outcome.stdout.cut_bytes else None
