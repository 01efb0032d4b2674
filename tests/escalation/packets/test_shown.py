"""A packet as JSON, as Markdown and cut to size: nothing lost unseen, nothing harmful, no secret."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from escalation.packets.samples import PACKET, STRATEGIC
from ferrule.errors import WrongUse
from ferrule.escalation.answers.reading import read_answer
from ferrule.escalation.packets.answer_form import BLUEPRINT, GUIDANCE, example
from ferrule.escalation.packets.bounded import bounded, size
from ferrule.escalation.packets.markdown import fenced, markdown
from ferrule.escalation.packets.plain import plain, read
from ferrule.facts.packet import Blueprint, Guidance, Option, Proof, Question, Window
from ferrule.report.question import question_object

SCHEMAS = Path(__file__).parents[3] / "docs/schemas"
TOKEN = "ghp_0123456789abcdefghijABCDEFGHIJ012345"  # noqa: S105 - no real one


def fits(name: str, value: Any) -> None:
    """Hold a value against a shipped schema."""
    schema = json.loads((SCHEMAS / f"{name}.json").read_text())
    jsonschema.validate(json.loads(json.dumps(value)), schema, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize("packet", [PACKET, STRATEGIC], ids=["level 2", "level 3"])
def test_json_and_back(packet: Any) -> None:
    """The object fits its schema, and what is read from it is the packet."""
    fits("escalation", plain(packet))

    assert read(json.loads(json.dumps(plain(packet)))) == packet


def test_an_architect_without_reasons_does_not_fit_the_schema() -> None:
    """The schema asks for what the refusals ask for."""
    for broken in (replace(STRATEGIC, suspected_cause=""), replace(PACKET, attempted=()), replace(PACKET, problem="")):
        with pytest.raises(jsonschema.ValidationError):
            fits("escalation", plain(broken))


@pytest.mark.parametrize("value", [[], {}, {"schema": "guidance.v1"}, {**plain(PACKET), "level": "two"}, None])
def test_what_is_no_packet_is_told(value: object) -> None:
    """Another schema, a missing part and a part of another kind are wrong use, by name."""
    with pytest.raises(WrongUse, match=r"escalation\.v1: "):
        read(value)


def test_answers_fit_their_schemas() -> None:
    """The examples in each packet are answers that the reader takes; so is what a reader made."""
    fits("guidance", GUIDANCE)
    fits("blueprint", BLUEPRINT)
    for level, form in ((2, Guidance), (3, Blueprint)):
        answer = read_answer(json.dumps(example(level)), level)

        assert isinstance(answer, form)
        fits("guidance" if level == 2 else "blueprint", msgspec.to_builtins(answer))


def test_a_question_fits_its_schema() -> None:
    """A question names its options, the abort, and that nothing is chosen beforehand."""
    option = Option("A", "share it", ("Arc",), "none known", "`ferrule undo`", "--- a\n+++ b\n", Proof.TESTED, "7 pass")
    question = Question(
        "I-1", "who owns it?", ((1, ("borrowed",)),), (option, replace(option, key="B")), "it stays", "ab"
    )

    fits("question", question_object(question))


def test_markdown_has_every_part() -> None:
    """Each of the parts has a heading, and the end says how to answer."""
    text = markdown(STRATEGIC)
    titles = re.findall(r"^## (.*)$", text, re.MULTILINE)

    assert titles == [
        "Problem", "Attempted", "Error", "Context", "Also", "Current state", "Blocked on", "Why the level below failed",
        "Suspected cause", "Request", "How to answer",
    ]  # fmt: skip
    assert STRATEGIC.error_full.rstrip() in text
    assert "blueprint.v1" in text
    assert "guidance.v1" in markdown(PACKET)


def test_foreign_text_stays_in_its_fence() -> None:
    """Code that holds fences, HTML, a mention or control characters cannot become Markdown of ours."""
    harm = "```\n<img src=x onerror=1>\n@everyone\n````\x1b[2J\u202e# heading"
    packet = replace(PACKET, context=replace(PACKET.context, code_window=harm), problem=harm, to="`x`\n# y")
    text = markdown(packet)
    outside = re.sub(r"^(`{3,})\w+\n.*?\n\1$", "", text, flags=re.DOTALL | re.MULTILINE)

    assert fenced(harm).startswith("`````text\n")
    assert not re.search(r"<img|@everyone|\x1b|\u202e|^# (?:heading|y)", outside, re.MULTILINE)
    assert "\x1b" not in text


def test_secrets_are_masked_in_both_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    """A token in the code, in an attempt or in the environment is in neither form."""
    monkeypatch.setenv("DEPLOY_TOKEN", "swordfish-swordfish")
    window = Window("src/lib.rs", 3, f'> 3 | let t = "{TOKEN}";', "rustc 1.95.0")
    packet = replace(PACKET, context=window, related=(window,), attempted=("swordfish-swordfish was sent",))

    for form in (json.dumps(plain(packet)), markdown(packet), str(bounded(packet, 100_000))):
        assert TOKEN not in form
        assert "swordfish" not in form


LARGE = replace(
    STRATEGIC,
    attempted=tuple(f"level 1, attempt {n}: {'tried ' * 20}" for n in range(20)),
    related=tuple(Window(f"src/m{n}.rs", 1, "> 1 | " + "x" * 500, "rustc") for n in range(6)),
    context=replace(
        STRATEGIC.context, code_window="\n".join(f"{'>' if n == 60 else ' '} {n} | code" for n in range(120))
    ),
    error_full=STRATEGIC.error_full.rstrip() + "\n" + "".join(f"   = note: {n} {'word ' * 20}\n" for n in range(60)),
    guidance=tuple(f"said {n} {'word ' * 20}" for n in range(5)),
)


@pytest.mark.parametrize("chars", [16_000, 12_000, 9_000, 6_500])
def test_a_packet_is_cut_to_size_and_says_so(chars: int) -> None:
    """It fits, keeps the head of the diagnostic and the marked line, and names what is gone."""
    packet = bounded(LARGE, chars)

    assert size(packet) <= chars
    assert packet.error_full.startswith(STRATEGIC.error_full.rstrip()[:200])
    assert "> 60 | code" in packet.context.code_window
    assert packet.cut
    assert len(markdown(packet)) <= chars


def test_windows_go_before_attempts_and_attempts_before_code() -> None:
    """What is cut first is what is missed least."""
    order = [[words.partition(":")[0] for words in bounded(LARGE, chars).cut] for chars in range(22_000, 5_000, -500)]
    parts = ["related", "attempted", "context.code_window", "guidance", "error_full"]

    assert all(found == parts[: len(found)] for found in order if "nothing more can go" not in found)
    assert {len(found) for found in order} >= {1, 2, 3, 5}


def test_what_fits_is_left_alone_and_what_cannot_fit_is_told() -> None:
    """A small packet stays as it is; a window that is too small for anything is named."""
    assert bounded(PACKET, 100_000) == PACKET
    assert bounded(PACKET, 10).cut[-1] == "nothing more can go: it is longer than 10 characters"
