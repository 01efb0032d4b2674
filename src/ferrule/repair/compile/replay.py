"""One recorded rustc call made again with some files changed, writing nothing outside of its slot."""

import threading
from dataclasses import dataclass, field, replace
from pathlib import Path

from ferrule.diagnostics.phase import ICE
from ferrule.facts.finding import Level
from ferrule.facts.repair import Changes
from ferrule.process.command import Command, Ended, Outcome
from ferrule.process.door import run
from ferrule.repair.compile.incremental import seed, states, was_warm
from ferrule.repair.compile.messages import read_rustc_json
from ferrule.repair.compile.mirror import mirror, outside_of, put, take_back
from ferrule.repair.compile.namespace import Namespace, namespace_refusal
from ferrule.repair.compile.tally import Tally
from ferrule.repair.compile.unit import How, Replayed, Unit
from ferrule.telemetry.span import Level as Depth
from ferrule.telemetry.span import span

_KEEP_BYTES = 1 << 24
_PANICKED = 101
_SIGNALLED = 128
"""What bwrap adds to the number of the signal that ended its program."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How replays are made."""

    timeout_s: float = 60.0
    cancel: threading.Event | None = None
    tally: Tally | None = None
    how: How | None = None
    """None takes a namespace where the machine has them."""
    target: Path | None = None
    """A target folder to show in the place of the user's, for units that were recorded there."""
    built: Changes = field(default_factory=dict)
    """The changes with which what lies in `target` was built."""


def replay(unit: Unit, changes: Changes, slot: Path, terms: Terms | None = None) -> Replayed:
    """Give what rustc says of a unit with these files changed.

    Args:
        unit: as it was recorded.
        changes: files that exist and files that do not.
        slot: an own folder of this workspace, used by one replay at a time, outside of the sources or in `.ferrule`.
            Kept, it holds warm caches for the next one.
        terms: time limit, cancel, counters.
    """
    terms, slot = terms or Terms(), slot.absolute()
    how = terms.how or (How.SLOT if namespace_refusal() else How.NAMESPACE)
    incremental = state_folder(unit, slot, how)
    (slot / "out").mkdir(parents=True, exist_ok=True)
    # A state is worth nothing at another path, or for another kind of output.
    if unit.incremental is not None and unit.emits_metadata and how is How.NAMESPACE:
        seed(unit.incremental, unit.crate_name, incremental)
    before = states(incremental, unit.crate_name)
    judged = _at_home if how is How.NAMESPACE else _in_slot
    with span("compile", Depth.DEBUG, what="candidate", crate=unit.crate_name) as it:
        replayed = judged(unit, changes, slot, terms)
        it.set(ok=replayed.ok)
    replayed = replace(replayed, warm=was_warm(before, states(incremental, unit.crate_name)), how=how)
    if terms.tally is not None:
        terms.tally.add(replayed)
    return replayed


def state_folder(unit: Unit, slot: Path, how: How) -> Path:
    """Give where a slot keeps the incremental states of a unit."""
    return slot / "incremental" / how / unit.key


def _at_home(unit: Unit, changes: Changes, slot: Path, terms: Terms) -> Replayed:
    shown = ((terms.target, unit.target_folder),) if terms.target else ()
    view = Namespace(unit.root, changes, slot / "staging", (slot,), shown)
    argv = view.argv(_redirected(unit, slot, How.NAMESPACE))
    outcome = run(_command(argv, unit.cwd, dict(unit.env), terms), cancel=terms.cancel)
    return _replayed(unit, outcome, outcome.stderr.text)


def _in_slot(unit: Unit, changes: Changes, slot: Path, terms: Terms) -> Replayed:
    if outside := outside_of(unit.root, changes):
        return Replayed(note=outside)
    tree = slot / "tree"
    mirror(unit.root, unit.target_folder, tree)
    try:
        put(changes, unit.root, tree)
        moved = _Moved(unit, tree)
        argv = tuple(map(moved.there, _redirected(unit, slot, How.SLOT)))
        env = {name: moved.there(value) for name, value in unit.env}
        outcome = run(_command(argv, Path(moved.there(str(unit.cwd))), env, terms), cancel=terms.cancel)
        return _replayed(unit, outcome, moved.back(outcome.stderr.text))
    finally:
        take_back(changes, unit.root, tree)


@dataclass(frozen=True, slots=True)
class _Moved:
    """Paths of the workspace in its copy; those of build products stay what they are."""

    unit: Unit
    tree: Path

    def there(self, word: str) -> str:
        root = str(self.unit.root)
        is_inside = word == root or word.startswith(f"{root}/")
        return str(self.tree) + word.removeprefix(root) if is_inside and not self._stays(word) else word

    def back(self, text: str) -> str:
        return text.replace(str(self.tree), str(self.unit.root))

    def _stays(self, word: str) -> bool:
        return any(Path(word).is_relative_to(folder) for folder in (self.unit.target_folder, self.tree.parent))


def _command(argv: tuple[str, ...], cwd: Path, env: dict[str, str], terms: Terms) -> Command:
    quiet = {"RUSTC_ICE": "0", "RUSTC_WRAPPER": None, "CARGO_MAKEFLAGS": None, "MAKEFLAGS": None}
    return Command(argv, cwd, terms.timeout_s, quiet | env, keep_bytes=_KEEP_BYTES)


def _redirected(unit: Unit, slot: Path, how: How) -> tuple[str, ...]:
    """Give the command line with all that it writes going to the slot, and with plain text in its JSON.

    The kinds of output are part of what an incremental state is valid for: only the costly `link` is replaced.
    """
    words = list(unit.argv)
    for number, word in enumerate(words):
        if word == "--out-dir":
            words[number + 1] = str(slot / "out")
        elif word.startswith("incremental="):
            words[number] = f"incremental={state_folder(unit, slot, how)}"
        elif word.startswith("--emit="):
            kinds = word.removeprefix("--emit=").split(",")
            words[number] = "--emit=" + ",".join(dict.fromkeys("metadata" if k == "link" else k for k in kinds))
        elif word.startswith("--json="):
            words[number] = word.replace("diagnostic-rendered-ansi,", "")
    return tuple(words)


def _replayed(unit: Unit, outcome: Outcome, stderr: str) -> Replayed:
    reading = read_rustc_json(stderr, unit)
    findings = reading.findings
    has_errors = any(finding.level is Level.ERROR for finding in findings)
    crashed = _crashed(outcome) or any(finding.rule == ICE for finding in findings)
    said = "\n".join(reading.unread).strip()
    note = ""
    if outcome.ended is not Ended.EXITED:
        note = outcome.note or f"rustc {outcome.ended}"
    elif not outcome.ok and not has_errors:
        note = said or f"rustc ended with {outcome.code} and without a word"
    return Replayed(findings, outcome.ok, outcome.seconds, crashed=crashed, note=note)


def _crashed(outcome: Outcome) -> bool:
    code = outcome.code or 0
    return outcome.ended is Ended.SIGNALLED or code == _PANICKED or code > _SIGNALLED
