"""How numbers are written in the page."""


def count(number: int) -> str:
    """Give a number with a comma between the thousands."""
    return f"{number:,}"


def percent(share: float | None) -> str:
    """Give a share of one as a percentage; a dash where there is none."""
    if share is None:
        return "–"
    return "< 1 %" if 0 < share < 0.005 else f"{100 * share:.0f} %"


def duration(seconds: float) -> str:
    """Give seconds in the largest unit that still tells runs apart."""
    if round(seconds, 1) < 60:
        return f"{seconds:.1f} s"
    minutes, left = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {left:02} s"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {minutes:02} min"
    return f"{hours // 24} d {hours % 24} h"
