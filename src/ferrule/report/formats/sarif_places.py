"""Places in SARIF: percent-encoded and relative to the root of the repository."""

from functools import lru_cache
from typing import Final
from urllib.parse import quote

from ferrule.report.places import Place

BASE: Final = "%SRCROOT%"


@lru_cache(maxsize=4_096)
def uri(path: str) -> str:
    """Give a relative path as a URI: a colon in its first part is encoded too, or it would look like a scheme."""
    try:
        held = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half a character, which no file name of Unix has
        held = path.encode("utf-8", "replace")
    return quote(held, safe="/-._~!$&'()*+,;=@")


def artifact(path: str) -> dict[str, object]:
    """Give where a file lies."""
    return {"uri": uri(path), "uriBaseId": BASE}


def location(place: Place | None, otherwise: str) -> dict[str, object]:
    """Give a result's location; where there is none, the first line of another file."""
    place = place or Place(otherwise, 1)
    physical: dict[str, object] = {"artifactLocation": artifact(place.path), "region": _region(place)}
    return {"physicalLocation": physical}


def _region(place: Place) -> dict[str, int]:
    known = {
        "startLine": place.line or 1,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    return {name: value for name, value in known.items() if value is not None}
