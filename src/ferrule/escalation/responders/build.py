"""Responders from the user's settings, in their order."""

from importlib.util import find_spec
from typing import Final

from ferrule.errors import ToolMissing
from ferrule.escalation.responders.command import CommandResponder
from ferrule.escalation.responders.responder import Responder
from ferrule.facts.responders import CommandSettings, ResponderSettings, UserSettings

_PACKAGES: Final = ("pydantic_ai", "openai", "stamina")


class ModelsMissing(ToolMissing):
    """A responder is a model, and the packages that speak to models are not installed."""

    hint = "Run `pip install 'ferrule[models]'`, or take the responder out of the settings."


def responders_of(settings: UserSettings, level: int) -> tuple[Responder, ...]:
    """Give who is asked at a level beside the engine and a person, in the order of the settings.

    Raises:
        ModelsMissing: when one of them is a model, and the extra `models` is not installed.
    """
    named = (settings.named(name) for name in settings.levels.get(level, ()))
    return tuple(_built(one) for one in named if one is not None)


def _built(one: ResponderSettings) -> Responder:
    if isinstance(one, CommandSettings):
        return CommandResponder(one)
    missing = [name for name in _PACKAGES if find_spec(name) is None]
    if missing:
        raise ModelsMissing(f"responder {one.name!r}: needs the packages of the extra `models`: {', '.join(missing)}")
    from ferrule.escalation.responders.model import ModelResponder

    return ModelResponder(one)
