"""What one move offers for the first error of a small crate, for the tests of the moves of level 2."""

from pathlib import Path
from tempfile import TemporaryDirectory

from ferrule.edits.changes import content
from ferrule.facts.finding import Level
from ferrule.facts.repair import Candidate, Refusal
from ferrule.repair.admission import admission
from ferrule.repair.moves.case import Case, Crate
from ferrule.repair.moves.catalog import OWN
from ferrule.repair.moves.move import Move
from ferrule.repair.moves.text import Text
from ferrule.repair.search.candidates import applied
from repair.moves.mending import compiled


def offered(move: Move, before: str) -> tuple[str, ...]:
    """Give the texts that a move makes of one with an error and that the guard admits, likeliest first, each once."""
    with TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        errors = tuple(one for one in compiled(root, before) if one.level is Level.ERROR)
        error, source = errors[0], before.encode()
        spot = next(spot for spot in error.spots if spot.primary)
        text = Text("lib.rs", root / "lib.rs", source)
        crate = Crate("lib", 2021, root / "lib.rs")
        case = Case(error, text, spot, crate, root, {}, errors, lambda _, places: ("",) * len(places))
        admit, made = admission(root), []
        for offer in sorted(move.propose(case), key=lambda one: one.rank):
            changes = applied(Candidate(move.ID, offer.message, OWN, offer.edits), {}, root)
            if changes is not None and not isinstance(admit({}, changes, error), Refusal):
                made.append(content(text.absolute, changes).decode())
        return tuple(dict.fromkeys(made))


def compiles(text: str) -> bool:
    """Say whether rustc has no error about a text."""
    with TemporaryDirectory() as folder:
        return not any(one.level is Level.ERROR for one in compiled(Path(folder), text))
