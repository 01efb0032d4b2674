"""How sure a share is: Wilson's interval for successes among tries."""

from math import sqrt
from typing import Final

_Z: Final = 1.959963984540054
"""The normal distribution holds 95 % between minus and plus this."""


def wilson(right: int, tried: int) -> tuple[float, float] | None:
    """Give the 95 % interval of a share, from 0 to 1; None when nothing was tried.

    Raises:
        ValueError: when `right` is negative or more than `tried`.
    """
    if not 0 <= right <= tried:
        raise ValueError(f"{right} of {tried}")
    if tried == 0:
        return None
    share, square = right / tried, _Z * _Z
    middle = (share + square / (2 * tried)) / (1 + square / tried)
    half = _Z / (1 + square / tried) * sqrt(share * (1 - share) / tried + square / (4 * tried * tried))
    low = 0.0 if right == 0 else max(0.0, middle - half)
    high = 1.0 if right == tried else min(1.0, middle + half)
    return low, high
