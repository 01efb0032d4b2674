"""A talk between a user, tools and agents, as a host hands it over."""

import msgspec

from ferrule.errors import WrongUse
from ferrule.facts.routing import Turn


def read_turns(text: str, name: str) -> tuple[Turn, ...]:
    """Give the turns of a JSON list of `{"author": "user", "text": "..."}`, in order; `name` is that of the file.

    Raises:
        WrongUse: naming the file and the place, for a text that is no such list.
    """
    try:
        return msgspec.json.decode(text, type=tuple[Turn, ...])
    except (msgspec.ValidationError, msgspec.DecodeError) as fault:
        raise WrongUse(f"{name}: {fault}") from fault
