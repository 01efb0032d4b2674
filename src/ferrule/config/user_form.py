"""The user's own settings as they are written; the JSON Schema for editors comes from the same structs."""

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal, TypeAlias

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType, field

from ferrule.config.duration import seconds
from ferrule.config.form import Duration, GateName, Words
from ferrule.facts.responders import CommandSettings, EditsBy, Inside, ModelSettings, ResponderSettings, UserSettings
from ferrule.facts.tiers import TIERED, Tiers

VARIABLE_NAME: Final = "^[A-Za-z_][A-Za-z0-9_]*$"
VariableName: TypeAlias = Annotated[str, Meta(extra_json_schema={"pattern": VARIABLE_NAME})]
"""The pattern is for editors; ferrule itself says what is wrong without repeating what may be a key."""
Readable: TypeAlias = Annotated[str, Meta(extra_json_schema={"pattern": "^(/|~/)."})]
Price: TypeAlias = Annotated[float, Meta(ge=0, le=1_000_000)]
ModelName: TypeAlias = Annotated[str, Meta(min_length=1)]
TierName: TypeAlias = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9._-]*$", max_length=80)]
LEVELS: Final = "levels"
"""The key of `[tiers]` that is no alias but a table of its own."""
_MODEL_NAME: Final = {"type": "string", "minLength": 1}
_TIER_LEVELS: Final = {
    "type": "object",
    "properties": {str(level): _MODEL_NAME for level in TIERED},
    "additionalProperties": False,
    "description": "What levels 1 to 3 take, from cheap to strong: an alias, or provider and name.",
}
_COMMAND = CommandSettings("", ())
_MODEL = ModelSettings("", "")
_ALL = UserSettings()


class _Table(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """A table in which every key is known."""


class Escalation(_Table, frozen=True):
    """Who is asked when ferrule cannot repair an error by itself."""

    level2: Annotated[
        Annotated[Words, Meta(min_length=1)],
        Meta(description="In this order: names of responders, `engine`, `person`. Ten minutes for all of them."),
    ] = _ALL.levels[2]
    level3: Annotated[
        Annotated[Words, Meta(min_length=1)],
        Meta(description="In this order: names of responders, `engine`, `person`. Fifteen minutes for all of them."),
    ] = _ALL.levels[3]


class Command(_Table, frozen=True, tag_field="kind", tag="command"):
    """A program that reads a packet on its standard input and writes its answer; never a shell."""

    argv: Annotated[Annotated[Words, Meta(min_length=1)], Meta(description="Program and arguments.")]
    edits: Annotated[
        EditsBy,
        Meta(description="Its edits stand in the answer, or it edits a copy of the sources in its working folder."),
    ] = _COMMAND.edits
    timeout: Annotated[Duration, Meta(description="For each try, and for each round at a task.")] = _COMMAND.timeout_s
    env: Annotated[
        tuple[VariableName, ...], Meta(description="Names of the variables that it sees, beside PATH and HOME.")
    ] = _COMMAND.env
    network: Annotated[
        bool, Meta(description="Whether it has the network in the sandbox in which it works on a task.")
    ] = _COMMAND.network
    reads: Annotated[
        tuple[Readable, ...], Meta(description="What of the home folder it may read there: `~/.config/agent`.")
    ] = _COMMAND.reads


class Models(_Table, frozen=True):
    """Models by level, where one has its own."""

    level2: Annotated[ModelName | UnsetType, Meta(description="Asked by a coordinator.")] = UNSET
    level3: Annotated[ModelName | UnsetType, Meta(description="Asked by an architect.")] = UNSET


class Model(_Table, frozen=True, tag_field="kind", tag="model"):
    """A model that is asked over the network, through pydantic-ai."""

    model: Annotated[ModelName, Meta(description="As pydantic-ai writes it, `openai:gpt-x`, or an alias of `tiers`.")]
    models: Models = field(default_factory=Models)
    base_url: Annotated[
        str, Meta(description="Of a service that speaks the provider's protocol; empty: the provider's own.")
    ] = _MODEL.base_url
    key_variable: Annotated[
        VariableName, Meta(description="Name of the environment variable that holds the key, never the key itself.")
    ] = _MODEL.key_variable
    timeout: Annotated[Duration, Meta(description="For one packet or one round at a task, all requests together.")] = (
        _MODEL.timeout_s
    )
    max_tokens: Annotated[int, Meta(ge=1, le=100_000_000, description="For one packet, read and written.")] = (
        _MODEL.max_tokens
    )
    max_requests: Annotated[int, Meta(ge=1, le=100, description="For one packet.")] = _MODEL.max_requests
    max_cost: Annotated[
        Annotated[float, Meta(gt=0, le=1_000_000)] | UnsetType,
        Meta(description="For one packet or one task, in the currency of the prices."),
    ] = UNSET
    price_in: Annotated[Price, Meta(description="For a million tokens read.")] = _MODEL.price_in
    price_out: Annotated[Price, Meta(description="For a million tokens written.")] = _MODEL.price_out
    task_tokens: Annotated[int, Meta(ge=1, le=1_000_000_000, description="For one task, read and written.")] = (
        _MODEL.task_tokens
    )
    task_requests: Annotated[int, Meta(ge=1, le=10_000, description="For one task.")] = _MODEL.task_requests


class UserForm(_Table, frozen=True):
    """All settings of a user."""

    escalation: Escalation = field(default_factory=Escalation)
    routes: Annotated[
        dict[GateName, str], Meta(description="Whom packets are addressed to, in the place of the names in the table.")
    ] = field(default_factory=dict)
    responder: Annotated[dict[GateName, Command | Model], Meta(description="Responders by name.")] = field(
        default_factory=dict
    )
    tiers: Annotated[
        dict[TierName, ModelName | dict[str, ModelName]],
        Meta(
            description="What the aliases of definitions stand for: `sonnet = 'openai:gpt-x'`.",
            extra_json_schema={"properties": {LEVELS: _TIER_LEVELS}},
        ),
    ] = field(default_factory=dict)

    @property
    def aliases(self) -> dict[str, str]:
        """The models by alias."""
        return {alias: model for alias, model in self.tiers.items() if isinstance(model, str)}

    @property
    def tier_levels(self) -> dict[str, str]:
        """What is written for each level."""
        levels = self.tiers.get(LEVELS, {})
        return {} if isinstance(levels, str) else levels


def user_settings_from(form: UserForm, file: str) -> UserSettings:
    """Give the settings that a form without faults means; `file` is the path that it came from."""
    levels = {2: form.escalation.level2, 3: form.escalation.level3}
    responders = tuple(_responder(name, one, form.aliases) for name, one in form.responder.items())
    tiers = Tiers(form.aliases, {int(level): name for level, name in form.tier_levels.items()}, file)
    return UserSettings(levels, form.routes, responders, file, tiers)


def _responder(name: str, one: Command | Model, aliases: Mapping[str, str]) -> ResponderSettings:
    if isinstance(one, Command):
        limit_s = seconds(one.timeout)
        return CommandSettings(name, one.argv, one.edits, limit_s, one.env, one.network, one.reads)
    models = {2: one.models.level2, 3: one.models.level3}
    return ModelSettings(
        name=name,
        model=aliases.get(one.model, one.model),
        models={level: aliases.get(model, model) for level, model in models.items() if model is not UNSET},
        base_url=one.base_url,
        key_variable=one.key_variable,
        timeout_s=seconds(one.timeout),
        max_tokens=one.max_tokens,
        max_requests=one.max_requests,
        max_cost=None if one.max_cost is UNSET else one.max_cost,
        price_in=one.price_in,
        price_out=one.price_out,
        task_tokens=one.task_tokens,
        task_requests=one.task_requests,
    )


def user_schema() -> dict[str, Any]:
    """Give the JSON Schema of the user's own settings, in the draft that TOML editors read."""
    made = msgspec.json.schema(UserForm)
    parts = made["$defs"]
    root = parts.pop(UserForm.__name__)
    root["properties"]["tiers"]["additionalProperties"] = _MODEL_NAME  # all but the levels
    head = {"$schema": "http://json-schema.org/draft-07/schema#"}
    return {**head, **root, "title": "config.toml of ferrule", "$defs": parts}


RESERVED: Final[tuple[Literal["engine", "person"], ...]] = (Inside.ENGINE.value, Inside.PERSON.value)
"""Names that no responder of the user's own can have."""
