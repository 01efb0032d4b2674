"""What an answer has to say, held against the diagnostic (P28-P31) and against itself (P34)."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from ferrule.escalation.answers.named import bare
from ferrule.escalation.answers.patterns import PATTERNS, pattern_named
from ferrule.escalation.answers.reading import Answer
from ferrule.escalation.answers.signatures import parses
from ferrule.escalation.answers.tree import Tree
from ferrule.facts.packet import Blueprint, BlueprintStep, Guidance, Verdict


def gaps(answer: Answer, tree: Tree) -> tuple[str, ...]:
    """Give what an answer lacks or gets wrong, each in words that its author can act on."""
    return tuple(_guidance(answer, tree) if isinstance(answer, Guidance) else _blueprint(answer, tree))


def _guidance(answer: Guidance, tree: Tree) -> Iterator[str]:
    if not answer.next_action.strip():
        yield "next_action: empty; say what is done next"
    if not 0 <= answer.confidence <= 1:
        yield f"confidence: {answer.confidence:g} is not between 0 and 1"
    yield from _edits(answer)
    if answer.verdict is Verdict.REASSIGN:
        yield from _reassigned(answer, tree)
    if answer.verdict is Verdict.GUIDANCE:  # who hands it on need not know how it is done
        yield from _patterns(answer)
        yield from _ownership(answer, tree)
    for place, text in enumerate(answer.types):
        if not parses(text):
            yield f"types[{place}]: does not parse as Rust: {text[:120]!r}"


def _reassigned(answer: Guidance, tree: Tree) -> Iterator[str]:
    if not answer.reassign_to:
        yield "reassign_to: empty; a verdict of reassign names who takes over"
    elif tree.agents and answer.reassign_to not in tree.agents:
        yield f"reassign_to: no {answer.reassign_to!r}; known: {', '.join(tree.agents)}"


def _patterns(answer: Guidance) -> Iterator[str]:
    if not answer.patterns:
        yield f"patterns: empty; at least one of: {', '.join(PATTERNS)}"
    for place, pattern in enumerate(answer.patterns):
        if pattern_named(pattern.name) is None:
            yield f"patterns[{place}].name: no {pattern.name[:60]!r}; known: {', '.join(PATTERNS)}"
        if not pattern.why.strip():
            yield f"patterns[{place}].why: empty; say why it fits here"


def _ownership(answer: Guidance, tree: Tree) -> Iterator[str]:
    covered = {bare(one.value) for one in answer.ownership}
    for value in tree.named:
        if value not in covered:
            yield f"ownership: the diagnostic names {value!r}, and no entry says who owns it"
    for place, one in enumerate(answer.ownership):
        if not one.owner.strip():
            yield f"ownership[{place}].owner: empty"


def _blueprint(answer: Blueprint, tree: Tree) -> Iterator[str]:
    yield from _edits(answer)
    if not answer.objective.strip():
        yield "objective: empty"
    if answer.verdict is Verdict.ESCALATE:
        return
    if answer.verdict is Verdict.REASSIGN:
        yield "verdict: a blueprint is not reassigned; its steps name who does them"
    if not answer.steps:
        yield "steps: empty; at least one"
    ids = [step.id for step in answer.steps]
    yield from (f"steps: two of them are called {one!r}" for one in dict.fromkeys(ids) if ids.count(one) > 1)
    for place, step in enumerate(answer.steps):
        yield from (f"steps[{place}].{name}: empty" for name in ("id", "action", "agent") if not getattr(step, name))
        yield from _known_agent(step.agent, f"steps[{place}].agent", answer, tree)
    yield from (f"agents: no {one!r}; known: {', '.join(tree.agents)}" for one in _strangers(answer, tree))
    yield from _order(answer, frozenset(ids))


def _strangers(answer: Blueprint, tree: Tree) -> tuple[str, ...]:
    return tuple(one for one in answer.agents if tree.agents and one not in tree.agents)


def _known_agent(agent: str, path: str, answer: Blueprint, tree: Tree) -> Iterator[str]:
    if not agent:
        return
    if tree.agents and agent not in tree.agents:
        yield f"{path}: no {agent!r}; known: {', '.join(tree.agents)}"
    elif answer.agents and agent not in answer.agents:
        yield f"{path}: {agent!r} is not among the agents of the blueprint"


def _order(answer: Blueprint, ids: frozenset[str]) -> Iterator[str]:
    """Yield steps that are not there and steps that wait for each other."""
    for place, step in enumerate(answer.steps):
        yield from (f"steps[{place}].depends_on: no step {one!r}" for one in step.depends_on if one not in ids)
    yield from (f"critical_path: no step {one!r}" for one in answer.critical_path if one not in ids)
    together = [one for group in answer.parallel for one in group]
    yield from (f"parallel: no step {one!r}" for one in together if one not in ids)
    sorter = TopologicalSorter({step.id: step.depends_on for step in answer.steps})
    try:
        sorter.prepare()
    except CycleError as fault:
        yield f"steps: they wait for each other: {' -> '.join(map(str, fault.args[1]))}"
        return
    yield from _path(answer)
    for group in answer.parallel:
        yield from (f"parallel: {one!r} waits for {other!r}" for one, other in _bound(answer.steps, group))


def _path(answer: Blueprint) -> Iterator[str]:
    """Yield the places at which the critical path goes against the order of the steps."""
    after = _all_before(answer.steps)
    for earlier, later in zip(answer.critical_path, answer.critical_path[1:], strict=False):
        if later in after.get(earlier, frozenset()) or earlier == later:
            yield f"critical_path: {later!r} comes before {earlier!r}"


def _bound(steps: tuple[BlueprintStep, ...], group: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    before = _all_before(steps)
    yield from ((one, other) for one in group for other in group if other in before.get(one, frozenset()))


def _all_before(steps: tuple[BlueprintStep, ...]) -> dict[str, frozenset[str]]:
    """Give, for each step of a plan without circles, all that must be done before it."""
    direct = {step.id: step.depends_on for step in steps}
    known: dict[str, frozenset[str]] = {}
    for name in TopologicalSorter(direct).static_order():
        known[name] = frozenset(direct.get(name, ())).union(*(known[one] for one in direct.get(name, ())))
    return known


def _edits(answer: Answer) -> Iterator[str]:
    if answer.edits and answer.diff.strip():
        yield "edits and diff: give one of them"
