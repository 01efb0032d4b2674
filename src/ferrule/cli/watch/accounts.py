"""What other commands print, as text on a page of the screen."""

from collections.abc import Callable
from io import StringIO

from rich.console import Console
from rich.text import Text
from textual.content import Content


def account(write: Callable[[Console], None], width: int) -> Content:
    """Give what a report writes for a terminal, with its colours; it makes foreign text harmless itself."""
    out = StringIO()
    write(
        Console(file=out, width=max(width, 20), force_terminal=True, color_system="standard", emoji=False, markup=False)
    )
    return Content.from_rich_text(Text.from_ansi(out.getvalue()))
