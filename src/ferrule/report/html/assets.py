"""The style and the script of the page, and the policy that lets these two run and nothing else."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from ferrule.facts.sheet import Tone

if TYPE_CHECKING:
    from markupsafe import Markup

_STYLES: Final = ("colours.css", "layout.css", "findings.css", "narrow.css", "print.css")
_SCRIPTS: Final = ("theme.js", "copy.js", "print.js", "finding.js", "chunks.js", "filter.js")
_ICONS: Final = {
    Tone.GOOD: ("#1a7f37", "M4.5 8.5l2.5 2.5 4.5-5"),
    Tone.BAD: ("#c3202b", "M5 5l6 6M11 5l-6 6"),
    Tone.OPEN: ("#8a5a00", "M8 4.5v4.5M8 11.2v.3"),
    Tone.QUIET: ("#5b6470", "M5 8h6"),
}


@cache
def style() -> "Markup":
    """Give the whole style sheet."""
    return _joined(_STYLES)


@cache
def script() -> "Markup":
    """Give the whole script, as one function that leaves no name behind."""
    from markupsafe import Markup

    return Markup('"use strict";(() => {{\n{}\n}})();').format(_joined(_SCRIPTS))


def policy() -> str:
    """Give the Content-Security-Policy: our style and our script by their hashes, and nothing from anywhere.

    No text is taken for markup by a script (`require-trusted-types-for`); the one image is the icon in the page itself.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style())}'",
            f"script-src '{_hash(script())}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def icon(tone: Tone) -> str:
    """Give the icon for the browser's tab, which shows the verdict, as an address of its own."""
    colour, mark = _ICONS[tone]
    line = f"<path d='{mark}' fill='none' stroke='#fff' stroke-width='2' stroke-linecap='round'/>"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><circle cx='8' cy='8' r='8' fill='{colour}'/>"
    return "data:image/svg+xml," + quote(f"{svg}{line}</svg>")


def _joined(names: tuple[str, ...]) -> "Markup":
    from markupsafe import Markup

    folder = files("ferrule.report.html") / "static"
    return Markup("\n").join(Markup((folder / name).read_text(encoding="utf-8").strip()) for name in names)  # noqa: S704 - ours


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
