"""Who does the work: the user's word, the definition's, or the model that its alias stands for (E05)."""

import pytest

from ferrule.definitions.tiers import UnknownModel
from ferrule.facts.definition import Definition, Invocation, Kind, Scope
from ferrule.facts.responders import CommandSettings, ModelSettings, ResponderSettings, UserSettings
from ferrule.facts.tiers import Tiers
from ferrule.flow.tasks.running.whom import NoResponder, responder_of

CODER = CommandSettings("coder", ("coder",))
BIG = ModelSettings("big", "openai:gpt-x", base_url="http://127.0.0.1/v1", max_cost=1.0, price_in=1.0)
OTHER = ModelSettings("other", "anthropic:m")
SETTINGS = UserSettings(
    responders=(CODER, BIG, OTHER),
    file="/mine.toml",
    tiers=Tiers({"sonnet": "openai:gpt-x", "opus": "openai:gpt-y", "haiku": "anthropic:m-small"}, file="/mine.toml"),
)


def agent(model: str = "sonnet", **keys: str) -> Definition:
    """Give an agent that asks for this model."""
    place = {"scope": Scope.PROJECT, "path": "engineer.md", "sha256": ""}
    return Definition(Kind.AGENT, "engineer", "", "", Invocation.IMPLICIT, model=model, keys=keys, **place)  # type: ignore[arg-type] # the place is complete


@pytest.mark.parametrize(
    ("asks", "wanted", "found"),
    [
        (agent(), "", BIG),
        (agent(), "coder", CODER),
        (agent(responder="coder"), "", CODER),
        (agent(responder="coder"), "big", BIG),
        (agent("inherit"), "big", BIG),
        (agent(""), "other", OTHER),
        (agent("opus"), "", ModelSettings("opus", "openai:gpt-y")),
        (agent("openai:gpt-z"), "", ModelSettings("openai:gpt-z", "openai:gpt-z")),
    ],
)
def test_somebody_is_found(asks: Definition, wanted: str, found: ResponderSettings) -> None:
    """The nearest word counts; a model without a responder is asked at its provider's own address."""
    assert found == responder_of(asks, wanted, SETTINGS)


def test_a_responder_takes_the_model_of_the_agent() -> None:
    """With its own address and limits, where that is a model of its provider."""
    found = responder_of(agent("opus"), "big", SETTINGS)

    assert isinstance(found, ModelSettings)
    assert ("big", "openai:gpt-y", BIG.base_url, 1.0) == (found.name, found.model, found.base_url, found.max_cost)


@pytest.mark.parametrize(
    ("asks", "wanted", "said"),
    [
        (agent(), "codr", "no responder 'codr' in /mine.toml; did you mean 'coder'?: add [responder.codr]"),
        (agent("inherit"), "", "use --responder NAME, with [responder.NAME] in /mine.toml"),
        (agent("haiku"), "big", "'haiku' stands for anthropic:m-small, and responder 'big' speaks to openai"),
        (agent("sonett"), "", 'say which, in /mine.toml below [tiers]: sonett = "openai:gpt-x"'),
        (agent("sonett"), "big", "model 'sonett' stands for no model; did you mean 'sonnet'?"),
    ],
)
def test_nobody_is_found(asks: Definition, wanted: str, said: str) -> None:
    """The words name the lines that the user's settings lack."""
    with pytest.raises((NoResponder, UnknownModel)) as told:
        responder_of(asks, wanted, SETTINGS)

    assert (2, True) == (told.value.exit_code, said in str(told.value)), str(told.value)
