"""One design move asked about crates with an error; the guard and rustc judge what it offers."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ferrule.edits.changes import content
from ferrule.facts.finding import Finding
from ferrule.facts.repair import Candidate, Changes, CostKind, Refusal
from ferrule.process.command import Command
from ferrule.process.door import run
from ferrule.repair.admission import admission
from ferrule.repair.compile.messages import read_rustc_json
from ferrule.repair.compile.unit import Replayed, Unit
from ferrule.repair.moves.case import Case, Crate, Offer
from ferrule.repair.moves.move import Move
from ferrule.repair.moves.probe import probe
from ferrule.repair.moves.text import Text
from ferrule.repair.search.candidates import applied
from ferrule.repair.search.score import errors_of
from ferrule.repair.search.state import Compile

_TIMEOUT_S = 30.0


@dataclass(frozen=True, slots=True)
class Answered:
    """A crate after the first offer that compiles; as it was where there is none."""

    compiles: bool
    files: Mapping[str, str]
    costs: tuple[CostKind, ...] = ()
    offered: int = 0
    """How many offers were made for all errors, each once."""

    @property
    def text(self) -> str:
        """The only file of a crate that has one."""
        [text] = self.files.values()
        return text


def answer(move: Move, files: Mapping[str, str] | str) -> Answered:
    """Ask a move about each error of a crate whose root is `lib.rs`; one text alone is the whole crate."""
    named = {"lib.rs": files} if isinstance(files, str) else dict(files)
    with TemporaryDirectory() as folder:
        root = Path(folder).resolve() / "crate"
        for name, text in named.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        return _answered(move, root, named)


def _answered(move: Move, root: Path, named: Mapping[str, str]) -> Answered:
    errors = _errors(root, named, {})
    assert errors, "the crate compiles as it is"
    offered: dict[Offer, Finding] = {}
    for error in errors:
        if (error.rule or "") in move.CODES:
            case = _case(error, errors, root, lambda states: [_told(root, named, state) for state in states])
            offered |= {offer: error for offer in move.propose(case) if offer not in offered}
    for offer, error in offered.items():
        changes = applied(Candidate(move.ID, offer.message, "own", offer.edits, offer.rank), {}, root)
        assert changes is not None, "the edits do not fit"
        judged = admission(root)({}, changes, error)
        if isinstance(judged, Refusal) or _errors(root, named, changes):
            continue
        new = {name: content(root / name, changes).decode() for name in named}
        return Answered(True, new, tuple(cost.kind for cost in judged), len(offered))
    return Answered(False, named, offered=len(offered))


def _case(error: Finding, errors: tuple[Finding, ...], root: Path, compile_all: Compile) -> Case:
    spot = next(one for one in error.spots if one.primary)
    source = content(root / spot.path, {})
    text = Text(spot.path, root / spot.path, source)
    crate = Crate("designed", 2021, root / "lib.rs")
    return Case(error, text, spot, crate, root, {}, errors, probe({}, compile_all, root))


def _errors(root: Path, named: Mapping[str, str], state: Changes) -> tuple[Finding, ...]:
    return errors_of(_told(root, named, state).findings)


def _told(root: Path, named: Mapping[str, str], state: Changes) -> Replayed:
    with TemporaryDirectory() as folder:
        slot = Path(folder)
        for name in named:
            (slot / name).parent.mkdir(parents=True, exist_ok=True)
            (slot / name).write_bytes(content(root / name, state))
        words = ("--edition=2021", "--crate-type=lib", "--emit=metadata", "--error-format=json", "-o", "out.rmeta")
        outcome = run(Command(("rustc", *words, "lib.rs"), slot, _TIMEOUT_S))
        unit = Unit("a", "a", "a", "a", ("lib",), "a", False, (), slot, slot, slot)
        return Replayed(read_rustc_json(outcome.stderr.text, unit).findings, outcome.code == 0)
