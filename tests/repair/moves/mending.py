"""Small crates with an error, compiled by the real rustc and searched as level 1 does, for the tests of the moves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ferrule.edits.changes import content
from ferrule.facts.finding import Finding
from ferrule.facts.repair import Changes, CostKind
from ferrule.process.command import Command, Ended
from ferrule.process.door import run
from ferrule.repair.admission import admission
from ferrule.repair.compile.messages import read_rustc_json
from ferrule.repair.compile.unit import Replayed, Unit
from ferrule.repair.identity import identity
from ferrule.repair.moves.case import Crate
from ferrule.repair.moves.catalog import offers
from ferrule.repair.search.engine import search
from ferrule.repair.search.reach import reach
from ferrule.repair.search.state import Doors, Trace, state_of

_MOST = 80
_TIMEOUT_S = 30.0


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of a crate."""

    compiles: bool
    files: Mapping[str, str]
    moves: tuple[str, ...]
    """Of the edits that were taken, in order; `suggestion` for the compiler's own."""
    costs: tuple[CostKind, ...]
    refused: tuple[tuple[str, str], ...]
    """Move and rule of the candidates that the guard kept out."""
    faults: tuple[str, ...]
    left: tuple[Finding, ...]

    @property
    def text(self) -> str:
        """The only file of a crate that has one."""
        [text] = self.files.values()
        return text


def mend(files: Mapping[str, str] | str, edition: int = 2021, level: int = 1) -> Mended:
    """Repair a crate whose root is `lib.rs` (or `main.rs`); one text alone is the whole crate."""
    named = {"lib.rs": files} if isinstance(files, str) else dict(files)
    main = "main.rs" if "main.rs" in named else "lib.rs"
    with TemporaryDirectory() as folder:
        root = Path(folder).resolve() / "crate"
        for name, text in named.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        return _mended(root, named, main, edition, level)


def _mended(root: Path, named: Mapping[str, str], main: str, edition: int, level: int) -> Mended:
    spent = [0]

    def compile_all(states: Sequence[Changes]) -> list[Replayed]:
        spent[0] += len(states)
        return [_compiled(root, named, main, edition, state) for state in states]

    trace = Trace()
    own = offers(root, Crate("mended", edition, root / main), compile_all, trace.fault, level)
    far, most = reach(level), _MOST * level
    doors = Doors(root, compile_all, admission(root), identity, lambda: spent[0] > most, own=own, reach=far)
    state = state_of({}, compile_all([{}])[0])
    assert state.errors, "the crate compiles as it is"
    for depth in far.depths:
        state = search(state, doors, trace, depth)
    return Mended(
        not any(state.score),
        {name: content(root / name, state.changes).decode() for name in named},
        tuple(step.candidate.move for step in state.steps),
        tuple(cost.kind for step in state.steps for cost in step.costs),
        tuple((candidate.move, refusal.rule) for _, candidate, refusal in trace.refused),
        tuple(trace.faults),
        state.errors,
    )


def compiled(root: Path, text: str) -> tuple[Finding, ...]:
    """Write a crate of one file and give what rustc says of it."""
    (root / "lib.rs").write_text(text)
    return _compiled(root, {"lib.rs": text}, "lib.rs", 2021, {}).findings


def _compiled(root: Path, named: Mapping[str, str], main: str, edition: int, state: Changes) -> Replayed:
    """Compile one state in a folder of its own; paths in the compiler's words are relative to it."""
    with TemporaryDirectory() as folder:
        slot = Path(folder)
        for name in named:
            (slot / name).parent.mkdir(parents=True, exist_ok=True)
            (slot / name).write_bytes(content(root / name, state))
        kind = "bin" if main == "main.rs" else "lib"
        words = (f"--edition={edition}", f"--crate-type={kind}", "--emit=metadata", "--error-format=json")
        outcome = run(Command(("rustc", *words, "-o", "out.rmeta", main), slot, _TIMEOUT_S))
        assert outcome.ended is Ended.EXITED, outcome.note
        findings = read_rustc_json(outcome.stderr.text, _unit(slot)).findings
        return Replayed(findings, outcome.code == 0, crashed=outcome.code not in {0, 1})


def _unit(folder: Path) -> Unit:
    name = "mended"
    return Unit(name, name, name, name, ("lib",), name, False, (), folder, folder, folder)
