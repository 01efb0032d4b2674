"""What one packet may cost."""

from dataclasses import replace

import pytest

from ferrule.escalation.responders.spending import Allowance, allowance, cost, packet_chars
from ferrule.facts.responders import ModelSettings

FREE = ModelSettings("big", "a:b", max_tokens=10_000)
PAID = replace(FREE, max_cost=0.05, price_in=2.0, price_out=10.0)


def test_an_answer_has_what_the_packet_leaves() -> None:
    """Three characters for a token, so that the estimate is rather too high."""
    assert Allowance(8_999, 10_000) == allowance(FREE, "x" * 3_000)


def test_money_is_a_limit_too() -> None:
    """All tokens count as the dearer kind for the whole, and the answer as what it costs."""
    assert Allowance(3_999, 5_000) == allowance(PAID, "x" * 3_000)
    assert pytest.approx(0.012) == cost(PAID, 1_000, 1_000)


def test_what_cannot_be_paid_is_not_sent() -> None:
    """The limits stand in the words."""
    said = allowance(PAID, "x" * 15_000)

    assert isinstance(said, str)
    assert "takes some 5001 tokens" in said
    assert "(max-tokens = 10000, max-cost = 0.05)" in said


def test_a_packet_leaves_room_for_an_answer() -> None:
    """It is cut to three quarters of what may pass."""
    assert (22_500, 11_250) == (packet_chars(FREE), packet_chars(PAID))
