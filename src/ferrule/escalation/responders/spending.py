"""What one packet may cost: tokens and money, held before a request is sent and counted after it."""

from dataclasses import dataclass
from typing import Final

from ferrule.facts.responders import ModelSettings

CHARS_PER_TOKEN: Final = 3
"""Fewer than most texts have: an estimate that is rather too high."""
_MILLION: Final = 1_000_000
_LEAST_ANSWER: Final = 256
"""Tokens below which no answer can be written."""
_FOR_READING: Final = 0.75
"""The part of the tokens that a packet may take, so that an answer has room."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much may be read and written for one packet."""

    answer_tokens: int
    """In one response."""
    total_tokens: int
    """All requests together."""


def packet_chars(settings: ModelSettings) -> int:
    """Give how long a packet may be, in characters."""
    return int(_affordable(settings) * _FOR_READING) * CHARS_PER_TOKEN


def allowance(settings: ModelSettings, text: str) -> Allowance | str:
    """Give what may be spent on a text that is about to be sent; in its place, why it may not be sent."""
    reading = len(text) // CHARS_PER_TOKEN + 1
    total = min(settings.max_tokens, _affordable(settings))
    left = total - reading
    if settings.max_cost is not None and settings.price_out:
        rest = settings.max_cost - cost(settings, reading, 0)
        left = min(left, int(rest * _MILLION / settings.price_out))
    if left < _LEAST_ANSWER:
        limit = f"max-tokens = {settings.max_tokens}"
        money = f", max-cost = {settings.max_cost:g}" if settings.max_cost is not None else ""
        return f"not asked: the packet alone takes some {reading} tokens, and an answer has no room ({limit}{money})"
    return Allowance(left, total)


def cost(settings: ModelSettings, tokens_in: int, tokens_out: int) -> float:
    """Give what tokens cost, in the currency of the prices; 0 without prices."""
    return (tokens_in * settings.price_in + tokens_out * settings.price_out) / _MILLION


def _affordable(settings: ModelSettings) -> int:
    """Give how many tokens may pass, were all of them of the dearer kind."""
    dearest = max(settings.price_in, settings.price_out)
    if settings.max_cost is None or not dearest:
        return settings.max_tokens
    return min(settings.max_tokens, int(settings.max_cost * _MILLION / dearest))
