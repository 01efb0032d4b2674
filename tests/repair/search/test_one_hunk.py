"""Edits that need each other and have a price, where one of them alone is as good (P14)."""

from collections.abc import Sequence
from pathlib import Path

from ferrule.facts.finding import Edit, Finding, Level, Phase
from ferrule.facts.repair import Candidate, Changes, Cost, CostKind
from ferrule.repair.search.minimise import minimised
from ferrule.repair.search.score import CLEAN
from ferrule.repair.search.state import Doors, State, Step
from repair.search.words import Said

LINES = "a\nkeep\nkeep\nb\nkeep\nkeep\nc\n"
ERROR = Finding("rustc", "E1", Level.ERROR, "wrong", "a.rs", 1, phase=Phase.TYPE)
PRICE = Cost(CostKind.PUBLIC_SIGNATURE, Path("a.rs"), 1, "a signature")


def test_one_hunk_does_for_three(tmp_path: Path) -> None:
    """No single one can be taken back, and yet two are needless: the one without a price stays, with its step."""
    path = tmp_path / "a.rs"
    path.write_text(LINES)
    made = LINES.replace("a", "x").replace("b", "y").replace("c\n", "z\n")

    def compiled(states: Sequence[Changes]) -> list[Said]:
        marks = [{mark for mark in "xyz" if mark in state[path].decode().split()} for state in states]
        return [Said(() if mark in ({"x"}, {"z"}, {"x", "y", "z"}) else (ERROR,)) for mark in marks]

    def admit(_: Changes, after: Changes, /, *errors: Finding) -> tuple[Cost, ...]:
        return (PRICE,) if b"x" in after[path] else ()

    def step(text: str, *costs: Cost) -> Step:
        return Step(ERROR, Candidate("m", text, "m", (Edit("a.rs", 0, 1, 1, 1, 1, 1, text),), 1), costs)

    doors = Doors(tmp_path, compiled, admit, lambda error: error.message, lambda: False)
    whole = State({path: made.encode()}, (), CLEAN, (step("x", PRICE), step("y"), step("z")))

    least = minimised({}, whole, doors)

    assert LINES.replace("c\n", "z\n").encode() == least.changes[path]
    assert ["z"] == [one.candidate.message for one in least.steps]
