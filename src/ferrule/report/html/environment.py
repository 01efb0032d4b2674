"""The templates' surroundings: escaping, cleaning of foreign text, and how numbers are written."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from ferrule.report.html.foreign import clean, line, name, ticked
from ferrule.report.html.ladder import is_command, mark_of
from ferrule.report.html.numbers import count, duration, percent
from ferrule.report.html.words import proof

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment() -> "Environment":
    """Give the environment in which every value that a template shows is cleaned, then escaped.

    A name that no value was given for raises: a report with silent holes is worse than none.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("ferrule.report.html"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_clean,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "line": line,
        "name": name,
        "ticks": ticked,
        "mark": mark_of,
        "command": is_command,
        "proof": proof,
    }
    made.filters |= {"repeated": _repeated, "duration": duration, "percent": percent, "count": count}
    return made


def _clean(value: object) -> object:
    """Give plain text cleaned; our own markup and numbers as they are."""
    return clean(value) if type(value) is str else value


def _repeated(lines: Iterable[str]) -> list[tuple[str, int]]:
    """Give each line once, with how often it is there."""
    return list(Counter(lines).items())
