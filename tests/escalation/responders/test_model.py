"""A model that answers packets, over the real wire: a service on this machine that answers well, badly, and not."""

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from escalation.answers.trees import BLUEPRINT, GUIDANCE, tree
from escalation.responders.packets import packet
from escalation.responders.server import Act, Service, fault, half, lie, page, service, silence, text, typed
from ferrule.facts.packet import Blueprint, Guidance
from ferrule.facts.responders import ModelSettings
from workspaces import LIB

pytest.importorskip("pydantic_ai", reason="the extra `models` is not installed")

from ferrule.escalation.responders.model import ModelResponder
from ferrule.escalation.responders.responder import Reply

TURNED = LIB.replace("a + b\n", "b + a\n").encode()
GOOD = typed(GUIDANCE)
KEY = {"MY_KEY": "the-key-of-mine"}


def settings(seen: Service, **more: Any) -> ModelSettings:
    """Give settings that lead to the service."""
    given = {"base_url": seen.url, "key_variable": "MY_KEY", "timeout_s": 60.0, **more}
    return ModelSettings("big", "openai:tiny", **given)


def asked(root: Path, seen: Service, level: int = 2, left_s: float = 60.0, **more: Any) -> Reply:
    """Ask about the workspace in `root`, while that much time is left at the level."""
    responder = ModelResponder(settings(seen, **more), pause_s=0.01, environ=KEY)
    return responder.ask(packet(level), tree(root / "w", named=("names",)), left_s)


def test_a_typed_answer_gives_its_edits(tmp_path: Path) -> None:
    """Asked with role, packet and form; counted in tokens and money; the key comes from the environment."""
    with service(GOOD) as seen:
        reply = asked(tmp_path, seen, price_in=10.0, price_out=100.0)

    assert isinstance(reply.answer, Guidance)
    assert ("", 1, 120, ()) == (reply.problem, reply.tries, reply.tokens, reply.closed)
    assert {tmp_path / "w/src/lib.rs": TURNED} == reply.changes
    assert pytest.approx(0.003) == reply.cost
    sent = json.dumps(seen.bodies[0])
    assert ["Bearer the-key-of-mine"] == seen.keys
    for word in ("tiny", "backend work in Rust", "E0382", "`names`", "split-borrow", "guidance.v1"):
        assert word in sent
    assert "abcdefgh12345678" not in sent


def test_a_model_may_answer_in_plain_text(tmp_path: Path) -> None:
    """Small ones do not know forms; the JSON in their words is read by the same eyes."""
    with service(text(f"Let me think.\n```json\n{json.dumps(GUIDANCE)}\n```\n")) as seen:
        reply = asked(tmp_path, seen)

    assert ("", (TURNED,)) == (reply.problem, tuple(reply.changes.values()))


def test_an_architect_gives_a_blueprint_by_a_model_of_its_own(tmp_path: Path) -> None:
    """Level 3 asks another form of another model."""
    with service(typed(BLUEPRINT)) as seen:
        reply = asked(tmp_path, seen, level=3, models={3: "openai:huge"})

    assert isinstance(reply.answer, Blueprint)
    assert ("huge", "blueprint") == (seen.bodies[0]["model"], seen.bodies[0]["tools"][0]["function"]["name"])


@pytest.mark.parametrize(
    "acts",
    [
        (fault(429), GOOD),
        (fault(429, after="0"), fault(503), GOOD),
        (fault(500), GOOD),
        (half, GOOD),
        (half, fault(502), fault(529), GOOD),
    ],
    ids=["429", "429-503", "500", "half", "three"],
)
def test_a_failing_line_is_tried_again(
    tmp_path: Path, acts: tuple[Act, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    """Too many requests, a broken server, a connection that ends in the middle: the answer comes, and no noise."""
    with service(*acts) as seen:
        reply = asked(tmp_path, seen)

    assert ("", len(acts), 1) == (reply.problem, len(seen.bodies), reply.tries)
    assert ("", "") == capfd.readouterr()


@pytest.mark.parametrize(
    ("act", "requests", "said"),
    [
        (fault(500), 4, "500"),
        (fault(401, words="MY_TOKEN=abcdefgh12345678"), 1, "401"),
        (fault(404), 1, "404"),
        (half, 4, "ModelConnectionError"),
        (lie, 1, "Invalid response"),
        (page, 1, "expected JSON data"),
        (text("Just use an Arc."), 2, "no JSON object with the keys of guidance.v1"),
        (typed({**GUIDANCE, "patterns": []}), 2, "patterns: empty"),
        (typed({**GUIDANCE, "ownership": []}), 2, "the diagnostic names 'names'"),
        (typed({**GUIDANCE, "edits": [{"path": "../a", "old": "b", "new": "c"}]}), 2, "'../a': lies outside"),
        (typed({**GUIDANCE, "confidence": "very"}), 2, "confidence: Input should be a valid number"),
        (typed("{not json"), 2, "Invalid JSON: key must be a string"),
    ],
    ids=["500", "401", "404", "half", "lie", "page", "prose", "pattern", "owner", "outside", "kind", "broken"],
)
def test_what_stays_wrong_is_a_problem(tmp_path: Path, act: Act, requests: int, said: str) -> None:
    """A wrong answer costs one retry, a line that stays down four; then the reply says why, and nothing is raised."""
    with service(act) as seen:
        reply = asked(tmp_path, seen)

    assert said in reply.problem
    assert reply.problem.startswith("big: ")
    assert (None, {}, requests) == (reply.answer, reply.changes, len(seen.bodies))
    assert "abcdefgh12345678" not in reply.problem + reply.words


def test_the_retry_is_told_what_was_wrong(tmp_path: Path) -> None:
    """In the same talk, so that the model sees its answer and the problem."""
    with service(typed({**GUIDANCE, "patterns": []}), GOOD) as seen:
        reply = asked(tmp_path, seen)

    assert ("", 2, 240) == (reply.problem, reply.tries, reply.tokens)
    assert "patterns: empty" in json.dumps(seen.bodies[1])


def test_the_time_is_kept(tmp_path: Path) -> None:
    """The shorter of both limits; who is late is told so."""
    with service(silence) as seen:
        level = asked(tmp_path, seen, left_s=0.4)
        own = asked(tmp_path, seen, timeout_s=0.4)

    assert "big: gave no answer within 0.4 s" == level.problem == own.problem


def test_who_is_given_up_is_told(tmp_path: Path) -> None:
    """The user went away."""
    cancel = threading.Event()
    threading.Timer(0.3, cancel.set).start()
    with service(silence) as seen:
        responder = ModelResponder(settings(seen), environ=KEY)
        reply = responder.ask(packet(), tree(tmp_path / "w"), 60.0, cancel)

    assert "big: was given up" == reply.problem


@pytest.mark.parametrize(
    ("limits", "requests", "said"),
    [
        ({"max_tokens": 100}, 0, "not asked: the packet alone takes some"),
        ({"max_cost": 0.001, "price_in": 1.0, "price_out": 10.0}, 0, "max-cost = 0.001"),
        ({"max_requests": 1}, 1, "a limit of the settings is reached"),
        ({"max_tokens": 20_000}, 1, "a limit of the settings is reached"),
    ],
    ids=["packet", "money", "requests", "tokens"],
)
def test_limits_hold(tmp_path: Path, limits: dict[str, Any], requests: int, said: str) -> None:
    """Before a request where that can be known, and after one where it cannot."""
    with service(typed({**GUIDANCE, "patterns": []}, tokens=(18_000, 3_000))) as seen:
        reply = asked(tmp_path, seen, **limits)

    assert (requests, True) == (len(seen.bodies), said in reply.problem), reply.problem


def test_an_answer_is_never_longer_than_what_is_left(tmp_path: Path) -> None:
    """The service is told how much it may write."""
    with service(GOOD) as seen:
        asked(tmp_path, seen, max_tokens=30_000)

    body = seen.bodies[0]
    assert 256 < (body.get("max_completion_tokens") or body["max_tokens"]) < 30_000


def test_without_the_key_nothing_is_sent(tmp_path: Path) -> None:
    """The variable is named."""
    with service(GOOD) as seen:
        reply = ModelResponder(settings(seen), environ={}).ask(packet(), tree(tmp_path / "w"), 60.0)

    assert ("the variable MY_KEY, which is to hold the key, is not set" in reply.problem, []) == (True, seen.bodies)


def test_a_key_of_the_provider_goes_to_no_other_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever names an address and no variable has a service without a key."""
    monkeypatch.setenv("OPENAI_API_KEY", "the-key-of-the-provider")
    with service(GOOD) as seen:
        reply = asked(tmp_path, seen, key_variable="")

    assert ("", ["Bearer none"]) == (reply.problem, seen.keys)


@pytest.mark.parametrize("name", ["nobody:x", "anthropic:x"])
def test_an_unknown_provider_is_told(tmp_path: Path, name: str) -> None:
    """One that pydantic-ai does not know, or whose package is not there."""
    reply = ModelResponder(ModelSettings("big", name), environ={}).ask(packet(), tree(tmp_path / "w"), 60.0)

    assert reply.answer is None
    assert len(reply.problem) > len("big: ")
