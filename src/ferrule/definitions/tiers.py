"""Which model a definition asks for: its alias, looked up in the user's own settings."""

import json
import re
from typing import Final

from ferrule.config.fault import nearest
from ferrule.config.user_place import user_file
from ferrule.errors import WrongUse
from ferrule.facts.tiers import INHERIT, Resolved, Tiers

USUAL: Final = ("fable", "haiku", "opus", "sonnet")
"""What definitions of Claude Code write; each stands for whatever model the user chose."""
_FAMILIES: Final = ("claude-", "deepseek-", "gemini-", "gpt-", "grok-", "llama-", "mistral-", "qwen")
"""How the ids of providers begin, where a definition writes one without its provider."""
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_AS_WRITTEN: Final = "as written"


class UnknownModel(WrongUse):
    """A definition asks for a model by an alias that stands for none."""

    hint = "Say in your own settings what it stands for; `ferrule config schema --user` prints every key."


def resolved(alias: str, tiers: Tiers) -> Resolved:
    """Give the model that an alias stands for; what is a full id already stays as it is (E05).

    Nothing, or `inherit`, is the model of whoever asks.

    Raises:
        UnknownModel: with the closest names, and the line that the settings lack.
    """
    name = alias.strip()
    for key in (name, name.lower()):
        if key in tiers.models:
            return Resolved(alias, tiers.models[key], _key(tiers, key))
    if name.lower() in {"", INHERIT}:
        return Resolved(alias, "", INHERIT)
    if ":" in name.strip(":") or name.lower().startswith(_FAMILIES):
        return Resolved(alias, name, _AS_WRITTEN)
    raise UnknownModel(_unknown(name, tiers))


def is_unheard(alias: str, tiers: Tiers) -> bool:
    """Say whether an alias stands for no model and is none of those that hosts know: most likely it is misspelt."""
    try:
        resolved(alias, tiers)
    except UnknownModel:
        return alias.strip().lower() not in USUAL
    return False


def at_level(alias: str, level: int, tiers: Tiers) -> Resolved:
    """Give the model for one level of an escalation: the level's own, unless the alias is that of a higher one (P03).

    A level without a model of its own leaves the choice to the definition.

    Raises:
        UnknownModel: as `resolved` does.
    """
    own = resolved(alias, tiers)
    name = tiers.levels.get(level)
    if name is None:
        return own
    of_levels = {each: resolved(one, tiers).model for each, one in tiers.levels.items()}
    if any(each > level and model == own.model for each, model in of_levels.items()):
        return own
    return Resolved(alias, of_levels[level], _key(tiers, f"levels.{level}"))


def _key(tiers: Tiers, key: str) -> str:
    return f"tiers.{key} in {tiers.file}" if tiers.file else f"tiers.{key}"


def _unknown(name: str, tiers: Tiers) -> str:
    known = (*tiers.models, *USUAL, INHERIT)
    closest = "" if name in USUAL else nearest(name, known)
    key = name if _BARE.fullmatch(name) else json.dumps(name, ensure_ascii=False)
    file = tiers.file or str(user_file()[0])
    return f'model {name!r} stands for no model{closest}; say which, in {file} below [tiers]: {key} = "openai:gpt-x"'
