"""The trigger cases that skills bring along, run against the router: where each goes, and where it should have gone."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ferrule.definitions.decode import read_text
from ferrule.definitions.real_path import real_path
from ferrule.definitions.routing.router import route
from ferrule.facts.definition import Definition, Definitions, Invocation, Kind, Remark
from ferrule.facts.evaluation import OTHER, Case, Cell, Evaluation, Failure, Tally
from ferrule.facts.finding import Level
from ferrule.facts.routing import Author, Task, Turn

_FILE: Final = "assets/trigger-evals.json"
_LEAST: Final = {"query": 10, "reason": 8}
"""Letters that a case needs, or nobody could judge it."""


def evaluate(definitions: Definitions) -> Evaluation:
    """Route every trigger case of the loaded skills, without a workspace around it."""
    cases: list[Case] = []
    remarks: list[Remark] = []
    for skill in definitions.active:
        if skill.kind is Kind.SKILL and _FILE in skill.files:
            _read(skill, cases, remarks)
    routed = [(case, _routed(case, definitions)) for case in cases]
    cells = Counter((case.skill if case.should_trigger else OTHER, goal) for case, goal in routed)
    return Evaluation(
        tallies=tuple(_tally(name, routed) for name in dict.fromkeys(case.skill for case in cases)),
        confusion=tuple(Cell(*pair, count) for pair, count in sorted(cells.items())),
        failures=tuple(Failure(case, goal) for case, goal in routed if not _right(case, goal)),
        remarks=tuple(remarks),
    )


def _routed(case: Case, definitions: Definitions) -> str:
    return route(Task((Turn(Author.USER, case.query),)), definitions).primary or OTHER


def _right(case: Case, goal: str) -> bool:
    return (goal == case.skill) == case.should_trigger


def _tally(skill: str, routed: list[tuple[Case, str]]) -> Tally:
    wanted = [_right(case, goal) for case, goal in routed if case.skill == skill and case.should_trigger]
    unwanted = [_right(case, goal) for case, goal in routed if case.skill == skill and not case.should_trigger]
    return Tally(skill, len(wanted), sum(wanted), len(unwanted), sum(unwanted))


def _read(skill: Definition, cases: list[Case], remarks: list[Remark]) -> None:
    path = Path(skill.path).parent / _FILE
    if not Path(real_path(path)).is_relative_to(real_path(path.parent.parent) or path):
        remarks.append(_remark(path, "is a link that leads out of the folder of the skill"))
        return
    text = read_text(path)
    if isinstance(text, Remark):
        remarks.append(_remark(path, text.message))
        return
    try:
        read = json.loads(text.text)
    except (ValueError, RecursionError) as error:
        remarks.append(_remark(path, f"cannot be read: {error}"))
        return
    if not isinstance(read, list):
        remarks.append(_remark(path, f"expected a list of cases, got {type(read).__name__}"))
        return
    for number, entry in enumerate(read, 1):
        faults = list(_faults(entry, skill))
        remarks.extend(_remark(path, f"case {number}: {fault}") for fault in faults)
        if not faults:
            cases.append(Case(skill.label, entry["query"], entry["should_trigger"], entry["reason"]))


def _faults(entry: object, skill: Definition) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield f"expected query, should_trigger and reason, got {type(entry).__name__}"
        return
    for key, least in _LEAST.items():
        value = entry.get(key)
        if not isinstance(value, str) or len(value) < least:
            yield f"{key} needs at least {least} letters"
    if not isinstance(entry.get("should_trigger"), bool):
        yield "should_trigger is not true or false"
    elif (
        entry["should_trigger"]
        and skill.invocation is Invocation.EXPLICIT
        and skill.name not in str(entry.get("query"))
    ):
        yield f"it should trigger {skill.name}, which is explicit-only, and does not name it"


def _remark(path: Path, message: str) -> Remark:
    return Remark("trigger-cases", Level.WARNING, message, path=str(path), remedy="Mend the file of trigger cases.")
