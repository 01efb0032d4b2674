"""Responders from the settings, in their order."""

import importlib.util

import pytest

from ferrule.escalation.responders import build
from ferrule.escalation.responders.build import responders_of
from ferrule.escalation.responders.command import CommandResponder
from ferrule.facts.responders import CommandSettings, ModelSettings, UserSettings

CODER, BIG = CommandSettings("coder", ("coder",)), ModelSettings("big", "openai:gpt-x")


def test_who_is_asked_stands_in_the_order_of_the_settings() -> None:
    """The engine and a person need nothing that could be built."""
    pytest.importorskip("pydantic_ai", reason="the extra `models` is not installed")
    settings = UserSettings({2: ("engine", "big", "person", "coder"), 3: ("coder",)}, responders=(CODER, BIG))

    assert ["big", "coder"] == [one.name for one in responders_of(settings, 2)]
    assert [CommandResponder(CODER)] == list(responders_of(settings, 3))
    assert () == responders_of(UserSettings(), 2)
    assert () == responders_of(settings, 4)


def test_a_missing_extra_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is asked; without a model nothing is missing."""

    def find(name: str) -> object:
        return None if name in {"pydantic_ai", "stamina"} else importlib.util.find_spec(name)

    monkeypatch.setattr(build, "find_spec", find)
    settings = UserSettings({2: ("coder",), 3: ("big",)}, responders=(CODER, BIG))

    assert ["coder"] == [one.name for one in responders_of(settings, 2)]
    with pytest.raises(
        build.ModelsMissing, match="'big': needs the packages of the extra `models`: pydantic_ai, stam"
    ) as told:
        responders_of(settings, 3)
    assert (3, "pip install 'ferrule[models]'" in told.value.hint) == (told.value.exit_code, True)
