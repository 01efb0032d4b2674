"""Words that look like names of agents, skills or commands and are none: a false alarm is worse than a miss."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Final

PLACES: Final = re.compile(
    r"\b(?:get|post|put|delete|patch|head|https?|endpoints?|routes?|router|routing|handlers?|paths?|director(?:y|ies)|"
    r"folders?|mount(?:s|ed)?|urls?|uris?|api|nest(?:s|ed)?|prefix|curl|localhost|disk|filesystem|partition|requests?|"
    r"responses?|probes?|pages?)\b",
    re.IGNORECASE,
)
"""Lines that speak of files or of a service."""
PEOPLE: Final = re.compile(
    r"\b(?:github|gitlab|thanks|author(?:s|ed)?|maintain\w*|credits?|contribut\w+|npm|pnpm|yarn|packages?|install\w*|"
    r"decorator\w*|annotations?|imports?|twitter|mastodon|css|handle|username|gh|by|ping|reviewers?|assignees?|codeowners)\b",
    re.IGNORECASE,
)
"""Lines in which `@` stands before people and packages."""
EXAMPLES: Final = re.compile(
    r"\b(?:e\.g|i\.e|for example|for instance|such as|examples?|like|creat\w+|add(?:s|ed|ing)?|sav(?:e|es|ed|ing)|"
    r"writ\w+|put|stor(?:e|es|ed)|generat\w+|produc\w+|emit\w*|output\w*|suppose|imagine|would|could|might|if)\b",
    re.IGNORECASE,
)
"""Lines that speak of a file that may be or is to be."""
_PLACEHOLDER: Final = re.compile(
    r"(?:my|your|some|other|example|sample|foo|bar|new|custom|another|the)(?:-.*)?|"
    r".*[-:](?:name|here|x|id)|(?:skill|agent|command|plugin|name|x|y|z|cmd)"
)


@cache
def words(group: str) -> frozenset[str]:
    """Give one list of `not_names.toml`."""
    text = Path(__file__).with_suffix(".toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)[group])


def is_adjective(name: str) -> bool:
    """Say whether hyphens make a word of several, as in `long-running`, rather than a name."""
    parts = name.split("-")
    return parts[0] in words("first_parts") or parts[-1] in words("last_parts")


def is_placeholder(name: str) -> bool:
    """Say whether a name stands for any name."""
    return _PLACEHOLDER.fullmatch(name) is not None
