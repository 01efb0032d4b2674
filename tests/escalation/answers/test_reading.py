"""An answer is found in what was written, and every mistake is told in words that can be sent back."""

import json
from typing import Any

import pytest

from escalation.answers.trees import BLUEPRINT, GUIDANCE
from ferrule.escalation.answers.reading import read_answer
from ferrule.facts.packet import Blueprint, Guidance, Verdict

JSON = json.dumps(GUIDANCE, indent=2)


def read(text: str, level: int = 2) -> Guidance | Blueprint:
    """Give the answer in a text; there must be one."""
    answer = read_answer(text, level)
    assert not isinstance(answer, str), answer
    return answer


@pytest.mark.parametrize(
    "text",
    [
        JSON,
        f"\n\n{JSON}\n",
        f"Sure! Here is what I would do:\n\n```json\n{JSON}\n```\nTell me how it went.",
        f"~~~~\n{JSON}\n~~~~",
        f"I looked at `{{}}` and at {{ this }}. {JSON} That is all.",
        f"First thought: {json.dumps({**GUIDANCE, 'confidence': 0.1})}\nNo, rather: {JSON}",
        f"```rust\nfn f() {{}}\n```\n```json\n{json.dumps({'a': 1})}\n```\n{JSON}",
        "{" * 5000 + JSON,
    ],
    ids=["alone", "blank", "fence", "tildes", "prose", "twice", "others", "braces"],
)
def test_an_answer_is_found_wherever_it_stands(text: str) -> None:
    """Alone, in a fence, behind advice; of several the last one counts."""
    answer = read(text)

    assert isinstance(answer, Guidance)
    assert (Verdict.GUIDANCE, 0.7, "split-borrow") == (answer.verdict, answer.confidence, answer.patterns[0].name)
    assert ("src/lib.rs", "    a + b\n") == (answer.edits[0].path, answer.edits[0].old)


def test_an_architect_answers_with_a_blueprint() -> None:
    """The name of the form may stand in it."""
    answer = read(json.dumps({"schema": "blueprint.v1", **BLUEPRINT}), 3)

    assert isinstance(answer, Blueprint)
    assert (("s1",), Verdict.GUIDANCE) == (answer.steps[1].depends_on, answer.verdict)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"verdict": "maybe"}, "verdict: invalid enum value 'maybe'"),
        ({"confidence": "0.7"}, "confidence: expected `float`, got `str`"),
        ({"patterns": "newtype"}, "patterns: expected `array`, got `str`"),
        ({"patterns": [{"name": "newtype"}]}, "patterns[0]: object missing required field `why`"),
        ({"edits": [{"path": 3, "old": "", "new": ""}]}, "edits[0].path: expected `str`, got `int`"),
        ({"pattern": []}, "'pattern': no such key; did you mean 'patterns'?"),
        ({"zzz": 1}, "'zzz': no such key; guidance.v1 has: verdict, patterns"),
        ({"schema": "blueprint.v1"}, "schema: this level is answered with guidance.v1, got 'blueprint.v1'"),
        ({"next_action": "\ud800"}, "half of a character"),
    ],
    ids=str,
)
def test_a_wrong_answer_is_told(change: dict[str, Any], said: str) -> None:
    """Kinds are strict, keys are known, and the place of the mistake is named."""
    assert said in str(read_answer(json.dumps({**GUIDANCE, **change}), 2))


def test_a_missing_key_is_told() -> None:
    """Which one is needed."""
    short = {key: value for key, value in GUIDANCE.items() if key != "ownership"}

    assert "missing required field `ownership`" in str(read_answer(json.dumps(short), 2))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Use an Arc.",
        "```json\nnot json\n```",
        "[1, 2]",
        '{"a": 1}',
        JSON[:-40],
        '{"confidence": NaN, "verdict": "guidance"}',
        '{"verdict":' * 100_000,
        "[" * 100_000,
    ],
    ids=["nothing", "advice", "fence", "list", "other", "half", "nan", "deep", "lists"],
)
def test_what_holds_no_answer_says_which_keys_are_asked_for(text: str) -> None:
    """Whoever wrote it learns the form; nothing crashes."""
    said = read_answer(text, 2)

    assert isinstance(said, str)
    assert "no JSON object with the keys of guidance.v1 in the answer: verdict, patterns, ownership" in said


def test_an_endless_answer_is_not_read() -> None:
    """The limit is told with the size."""
    assert "2000001 characters; at most 2000000" in str(read_answer("x" * 2_000_001, 2))
