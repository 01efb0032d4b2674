"""What an answer has to say, held against the diagnostic and against itself."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from escalation.answers.trees import BLUEPRINT, GUIDANCE, tree
from ferrule.escalation.answers.contents import gaps
from ferrule.escalation.answers.patterns import ALIASES, PATTERNS, pattern_named
from ferrule.escalation.answers.signatures import parses
from ferrule.facts.packet import Blueprint, Guidance

STEP = {"id": "s1", "action": "a", "agent": "rust-pro", "output": "o"}


def said_of_guidance(root: Path, named: tuple[str, ...] = (), **change: Any) -> str:
    """Give what is wrong with guidance in which this is changed."""
    return "; ".join(gaps(msgspec.convert({**GUIDANCE, **change}, Guidance), tree(root, named=named)))


def said_of_blueprint(root: Path, **change: Any) -> str:
    """Give what is wrong with a blueprint in which this is changed."""
    return "; ".join(gaps(msgspec.convert({**BLUEPRINT, **change}, Blueprint), tree(root)))


def test_a_good_answer_has_no_gap(tmp_path: Path) -> None:
    """Guidance and blueprint as they should be."""
    assert ("", "") == (said_of_guidance(tmp_path, ("names",)), said_of_blueprint(tmp_path))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"patterns": []}, "patterns: empty; at least one of: actor, arena-index"),
        ({"patterns": [{"name": "magic", "why": "x"}]}, "patterns[0].name: no 'magic'; known: actor"),
        ({"patterns": [{"name": "newtype", "why": " "}]}, "patterns[0].why: empty"),
        ({"ownership": []}, "ownership: the diagnostic names 'names', and no entry says who owns it"),
        ({"ownership": [{"value": "names", "owner": ""}]}, "ownership[0].owner: empty"),
        ({"types": ["fn f(", "u8"]}, "types[0]: does not parse as Rust: 'fn f('"),
        ({"next_action": ""}, "next_action: empty"),
        ({"confidence": 1.5}, "confidence: 1.5 is not between 0 and 1"),
        ({"diff": "x"}, "edits and diff: give one of them"),
        ({"verdict": "reassign"}, "reassign_to: empty"),
        ({"verdict": "reassign", "reassign_to": "me"}, "reassign_to: no 'me'; known: rust-pro"),
    ],
    ids=str,
)
def test_a_gap_in_guidance_is_told(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    """Patterns with reasons, an owner for each value, types that parse (P28-P30)."""
    assert said in said_of_guidance(tmp_path, ("names",), **change)


@pytest.mark.parametrize("value", ["`names`", "&names", "*names", "&mut names", " names "])
def test_a_value_counts_however_it_is_written(tmp_path: Path, value: str) -> None:
    """With quotes, borrowed or dereferenced, it is the same value."""
    assert "" == said_of_guidance(tmp_path, ("names",), ownership=[{"value": value, "owner": "main"}])


@pytest.mark.parametrize("verdict", [{"verdict": "escalate"}, {"verdict": "reassign", "reassign_to": "rust-pro"}])
def test_who_hands_it_on_need_not_know_how(tmp_path: Path, verdict: dict[str, str]) -> None:
    """An answer that it is not theirs to decide needs no pattern and no owner (P31)."""
    assert "" == said_of_guidance(tmp_path, ("x",), patterns=[], ownership=[], types=[], edits=[], **verdict)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"objective": ""}, "objective: empty"),
        ({"steps": []}, "steps: empty; at least one"),
        ({"steps": [STEP, STEP]}, "steps: two of them are called 's1'"),
        ({"steps": [{**STEP, "agent": "me"}]}, "steps[0].agent: no 'me'; known: rust-pro, backend-coordinator"),
        ({"steps": [{**STEP, "agent": "backend-coordinator"}]}, "'backend-coordinator' is not among the agents"),
        ({"agents": ["me", "rust-pro"]}, "agents: no 'me'"),
        ({"steps": [{**STEP, "depends_on": ["s9"]}]}, "steps[0].depends_on: no step 's9'"),
        ({"steps": [{**STEP, "depends_on": ["s1"]}]}, "steps: they wait for each other: s1 -> s1"),
        ({"critical_path": ["s9"]}, "critical_path: no step 's9'"),
        ({"critical_path": ["s2", "s1"]}, "critical_path: 's1' comes before 's2'"),
        ({"parallel": [["s1", "s9"]]}, "parallel: no step 's9'"),
        ({"parallel": [["s1", "s2"]]}, "parallel: 's2' waits for 's1'"),
        ({"verdict": "reassign"}, "verdict: a blueprint is not reassigned"),
    ],
    ids=str,
)
def test_a_gap_in_a_blueprint_is_told(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    """Steps without a circle, paths of known steps, agents that exist (P34)."""
    assert said in said_of_blueprint(tmp_path, **change)


def test_an_architect_may_hand_it_up(tmp_path: Path) -> None:
    """Then there is nothing to plan."""
    assert "" == said_of_blueprint(tmp_path, verdict="escalate", steps=[], parallel=[], critical_path=[])


def test_without_a_roster_every_agent_is_taken(tmp_path: Path) -> None:
    """Who does not say which agents exist refuses none."""
    blueprint = msgspec.convert({**BLUEPRINT, "agents": ["me"], "steps": [{**STEP, "agent": "me"}]}, Blueprint)
    alone = replace(blueprint, parallel=(), critical_path=())

    assert () == gaps(alone, replace(tree(tmp_path), agents=()))


def test_the_catalogue_knows_the_names_that_people_use() -> None:
    """Each alias leads to a pattern, and spelling does not matter."""
    assert all(name in PATTERNS for name in ALIASES.values())
    assert "entry-api" == pattern_named("Entry API") == pattern_named("entry_api")
    assert ("arena-index", "clone-on-write", None) == tuple(map(pattern_named, ("arena/index", "Cow", "blockchain")))
    assert len(PATTERNS) >= 20
    assert all(what == what.strip() and "\n" not in what for what in PATTERNS.values())


@pytest.mark.parametrize(
    "text",
    [
        *("fn f(x: &str) -> String", "pub fn get(&mut self, k: K) -> Option<&V>;", "Arc<Mutex<T>>", "&'a str"),
        *("struct A { x: u8 }", "impl<T> Foo for Bar<T> where T: Clone", "dyn Fn(u8) -> u8 + Send", "names: Vec<u8>"),
    ],
)
def test_a_signature_parses(text: str) -> None:
    """Items, heads of items, methods, types and bindings."""
    assert parses(text)


@pytest.mark.parametrize("text", ["", " ", "// nothing", "fn f(x: &str", "use a little more Arc", "Vec<", "x" * 30_000])
def test_prose_is_no_signature(text: str) -> None:
    """Nothing, comments, halves and sentences are told."""
    assert not parses(text)
