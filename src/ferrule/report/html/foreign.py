"""Foreign text for the page: cleaned, and no longer than a reader could want."""

from typing import TYPE_CHECKING, Final

from ferrule.report.escape import as_name, for_terminal, on_one_line

if TYPE_CHECKING:
    from markupsafe import Markup

LONGEST: Final = 8_000
"""Characters of any one text."""
_LINE: Final = 400
_NAME: Final = 500


def clean(text: str) -> str:
    """Give text without control characters and marks that reorder it; what is cut off is counted."""
    return for_terminal(text[:LONGEST]) + _left(text, LONGEST)


def line(text: str) -> str:
    """Give a text as one line that fits a head; what follows stands elsewhere or is cut."""
    return on_one_line(text[: 4 * _LINE], _LINE)


def name(text: str) -> str:
    """Give a name or a path as one word on one line."""
    return as_name(text[:_NAME]) + _left(text, _NAME)


def ticked(text: str) -> "Markup":
    """Give a text as escaped markup in which backticks mean code, as compilers and ferrule write it."""
    from markupsafe import Markup, escape

    parts = clean(text).split("`")
    if len(parts) % 2 == 0:  # one backtick has no partner
        return escape("`".join(parts))
    pieces = (Markup("<code>{}</code>").format(part) if at % 2 else escape(part) for at, part in enumerate(parts))
    return Markup().join(pieces)


def _left(text: str, longest: int) -> str:
    return f"… [{len(text) - longest:,} characters more]" if len(text) > longest else ""
