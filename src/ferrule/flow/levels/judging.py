"""Edits that somebody else made, judged as ours are: the guard, one whole check, the tests."""

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ferrule.facts.finding import Finding
from ferrule.facts.reading import distinct
from ferrule.facts.repair import Changes, Cost, Refusal
from ferrule.flow.layers import Search
from ferrule.flow.levels.standing import Standing
from ferrule.flow.verified import Verified, errors_in, verified_repair
from ferrule.repair.admission import OUTSIDE, admission
from ferrule.repair.bench import Repaired
from ferrule.repair.classes import LINT, class_of
from ferrule.repair.compile.cargo_check import CheckOptions
from ferrule.repair.compile.recheck import recheck
from ferrule.repair.compile.unit import Rechecked
from ferrule.repair.identity import identity


@dataclass(frozen=True, slots=True)
class Judged:
    """What the judges say of some edits."""

    changes: Changes
    refusal: str = ""
    """Why the guard does not admit them; empty when it does."""
    costs: tuple[Cost, ...] = ()
    checked: Rechecked | None = None
    """None where they were not compiled."""
    verified: Verified | None = None
    answers: bool = False
    """Whether the error that they were made for is gone."""
    seconds: float = 0.0
    brought: str = ""
    """A lint that came in the place of the one that is gone; empty for none."""

    @property
    def stands(self) -> bool:
        """Whether they may be applied by ferrule itself."""
        return not self.refusal and self.answers and self.verified is not None and self.verified.kept

    @property
    def words(self) -> str:
        """What came of it, in one line."""
        if self.refusal and self.checked is None:
            return f"refused by the guard: {self.refusal}"
        if self.checked is None:
            return "was not compiled"
        if self.brought:
            return f"it brings another lint: {self.brought}"
        if self.verified is None or not self.answers:
            return f"was not compiled: {self.checked.note}" if self.checked.note else "the error is still there"
        tested = self.verified.tested
        if not self.verified.kept:
            failed = ", ".join(tested.failed[:3]) if tested else "; ".join(self.verified.notes[:1])
            return f"compiles and fails tests: {failed}" if tested else f"does not stand: {failed}"
        return f"compiles; {tested.tally.passed} tests pass" if tested else "compiles; no tests were run"


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the compiler says of an edited tree."""

    checked: Rechecked
    lints: tuple[Finding, ...]
    answers: bool
    brought: str


def judged(
    search: Search, standing: Standing, changes: Changes, error: Finding, scratch: Path, *, relaxed: bool = False
) -> Judged:
    """Judge new contents, laid over the tree as it stands, by the guard, a whole check and the tests (P28).

    With `relaxed` edits that the guard refuses are compiled all the same, for the user to decide on: its reason stays.
    """
    began, here = time.monotonic(), search.here
    after = {**standing.changes, **changes}
    root, bench = here.workspace.root, search.bench
    unwritten = search.request.dry_run or relaxed
    closed = (here.workspace.target_folder, *search.request.closed)
    members = [package.folder for package in here.workspace.packages]
    admit = admission(root, *closed, unwritten=unwritten, members=members, published=bench.published, clone=bench.clone)
    said = admit(standing.changes, after, error)
    refusal = f"{said.rule}: {said.note}" if isinstance(said, Refusal) else ""
    costs = () if isinstance(said, Refusal) else said
    if refusal and (not relaxed or (isinstance(said, Refusal) and said.rule == OUTSIDE)):
        return Judged(after, refusal, seconds=time.monotonic() - began)
    scratch.mkdir(parents=True, exist_ok=True)
    seen = _seen(search, standing, after, error, scratch)
    if not seen.answers:
        seconds = time.monotonic() - began
        return Judged(after, refusal, costs, seen.checked, None, answers=False, seconds=seconds, brought=seen.brought)
    request = replace(search.request, warnings=False)
    tests = scratch / "tests"
    tests.mkdir()
    known = Repaired(after, before=list(standing.left), warnings=[error] if standing.lints else [])
    verified = verified_repair(request, replace(here, scratch=tests), known, seen.checked, list(standing.left))
    if standing.lints:
        due = {identity(one) for one in standing.left}
        left = (one for one in seen.lints if identity(one) in due)
        verified = replace(verified, left=tuple(distinct((*verified.left, *left))), lints=seen.lints)
    return Judged(after, refusal, costs, seen.checked, verified, answers=True, seconds=time.monotonic() - began)


def _seen(search: Search, standing: Standing, after: Changes, error: Finding, scratch: Path) -> _Seen:
    """Look at the edited tree; for a lint with clippy and, since that takes all features, once more without."""
    workspace, is_lint = search.here.workspace, class_of(error) == LINT
    options = with_lints(search.options) if is_lint else search.options
    checked = recheck(workspace, after, scratch / "check", options)
    lints = lints_in(checked.reading.findings) if is_lint else ()
    left = Counter(map(identity, (*errors_in(checked.reading.findings), *lints)))
    before = Counter(map(identity, standing.lints))
    brought = min(left - before, default="") if is_lint else ""
    answers = not checked.note and not brought and left[identity(error)] < max(1, before[identity(error)])
    if answers and is_lint:
        answers = recheck(workspace, after, scratch / "plain", search.options).ok
    return _Seen(checked, lints, answers, brought)


def with_lints(options: CheckOptions) -> CheckOptions:
    """Give the way in which Cargo is called where lints count: as by the gate, with all features or those chosen."""
    chosen = options.selection
    chosen = chosen if chosen.chooses_features else replace(chosen, all_features=True)
    return replace(options, selection=chosen, lints=True, capped=True)


def lints_in(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give what rustc and clippy only warn of, and what clippy alone denies."""
    return tuple(finding for finding in findings if finding.rule and class_of(finding) == LINT)
