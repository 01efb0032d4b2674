"""Who does the work of a task: a responder of the user's own, named by them, by the agent, or by its model's alias."""

from dataclasses import replace

from ferrule.config.fault import nearest
from ferrule.config.user_place import user_file
from ferrule.definitions.tiers import resolved
from ferrule.errors import WrongUse
from ferrule.facts.definition import Definition
from ferrule.facts.responders import CommandSettings, ModelSettings, ResponderSettings, UserSettings

_KEY = "responder"
"""Of an agent's front matter: a name in the user's own settings, and nothing else."""


class NoResponder(WrongUse):
    """Nobody is named who could do the work of an agent."""

    hint = "Say who works, in your own settings; `ferrule config schema --user` prints every key."


def responder_of(agent: Definition, wanted: str, settings: UserSettings) -> ResponderSettings:
    """Give who works, a model with the name that the agent's alias stands for (E05).

    The user's word counts first, then that of the definition, then the responder whose model its alias stands for;
    where none has that model, the model itself at its provider's own address.

    Raises:
        NoResponder: when nobody is named, with the lines that the settings lack.
        UnknownModel: when a model is asked for by an alias that stands for none.
    """
    name = wanted or str(agent.keys.get(_KEY) or "")
    if name:
        found = settings.named(name)
        if found is None:
            known = [one.name for one in settings.responders]
            raise NoResponder(
                f"no responder {name!r} in {_file(settings)}{nearest(name, known)}: add [responder.{name}]"
            )
        return found if isinstance(found, CommandSettings) else _with_model(found, agent, settings)
    model = resolved(agent.model, settings.tiers).model
    if not model:
        asked = f"asks for no model of its own ({agent.model or 'none'})"
        raise NoResponder(f"{agent.name}: {asked}: use --responder NAME, with [responder.NAME] in {_file(settings)}")
    fitting = (one for one in settings.responders if isinstance(one, ModelSettings) and one.model == model)
    return next(fitting, ModelSettings(agent.model, model))


def _with_model(found: ModelSettings, agent: Definition, settings: UserSettings) -> ModelSettings:
    """Give a responder with the model that the agent asks for; one of another provider is none of its models."""
    model = resolved(agent.model, settings.tiers).model
    if not model or model == found.model:
        return found
    provider = found.model.partition(":")[0]
    if model.partition(":")[0] not in {provider, model}:
        words = f"{agent.model!r} stands for {model}, and responder {found.name!r} speaks to {provider}"
        raise NoResponder(f"{words}: say in {_file(settings)} below [tiers] what it stands for there")
    return replace(found, model=model if ":" in model else f"{provider}:{model}")


def _file(settings: UserSettings) -> str:
    return settings.file or str(user_file()[0])
