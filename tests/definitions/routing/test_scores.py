"""The published scores of the router: trigger cases, paraphrases and adversarial texts (M07, M08, M09)."""

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from ferrule.definitions.load import load
from ferrule.definitions.routing.evals import evaluate
from ferrule.definitions.routing.router import route
from ferrule.facts.definition import Definitions
from ferrule.facts.routing import Author, Route, Task, Turn

CASES = Path(__file__).parent.parent / "cases"
MEGA = "rust-mega-eng"
PARAPHRASES = 0.95
FEWEST = 320


@cache
def bundled() -> Definitions:
    """Load what ferrule brings along."""
    return load(None, None)


def read(name: str) -> list[dict[str, Any]]:
    """Give the cases of a file."""
    return [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines() if line.strip()]


def routed(turns: list[dict[str, str]]) -> Route:
    """Route a talk."""
    return route(Task(tuple(Turn(Author(turn["author"]), turn["text"]) for turn in turns)), bundled())


def test_trigger_cases() -> None:
    """Every published trigger case of the bundled skills goes where it says."""
    found = evaluate(bundled())

    assert () == found.failures
    assert () == found.remarks
    assert found.total >= 72


def test_paraphrases() -> None:
    """At least 95 of 100 paraphrases reach the skill that they are for."""
    cases = read("paraphrases.jsonl")
    wrong = [
        (case["primary"], found, case["text"])
        for case in cases
        if (found := routed([{"author": "user", "text": case["text"]}]).primary) != case["primary"]
    ]

    assert len(cases) >= FEWEST
    assert 1 - len(wrong) / len(cases) >= PARAPHRASES, wrong


def test_adversarial_texts() -> None:
    """None of them opens the explicit-only orchestrator, as the owner or beside it."""
    cases = read("adversarial.jsonl")
    opened = [case for case in cases if MEGA in ((found := routed(case["turns"])).primary, *found.supporting)]

    assert len(cases) >= FEWEST
    assert [] == opened
    assert len(Counter(case["kind"] for case in cases)) > 1


def test_texts_of_a_second_writer() -> None:
    """None that must not open it does, and at least 95 of 100 that must do; whoever wrote them knew no other text."""
    cases = [(case, routed(case["turns"])) for case in read("second.jsonl")]
    opened = {open_: [MEGA in (found.primary, *found.supporting) for case, found in cases if case["opens"] is open_]
              for open_ in (True, False)}  # fmt: skip

    assert [89, 60] == [len(opened[False]), len(opened[True])]
    assert not any(opened[False])
    assert sum(opened[True]) / len(opened[True]) >= PARAPHRASES
