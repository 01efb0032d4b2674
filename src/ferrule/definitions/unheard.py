"""Lines that would close a definition if they stood where a host reads them: a doubt, and a doubt closes (M02)."""

import re
from collections.abc import Collection
from typing import Final

from ferrule.definitions.markdown import Markdown

_CLOSING: Final = re.compile(
    r"^[ \t]*[\"']?(?:disable[-_]?model[-_]?invocation[\"']?[ \t]*:[ \t]*[\"']?(?:true|yes|on|1)\b"
    r"|allow[-_]implicit[-_]invocation[\"']?[ \t]*:[ \t]*[\"']?(?:false|no|off|0)\b"
    r"|invocation[\"']?[ \t]*:[ \t]*[\"']?(?:explicit|user-only|manual)\b)",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD: Final = 40
"""Lines in which a front matter would stand that has lost its marks."""


def unheard(text: str, heard: Collection[int], body_line: int) -> int | None:
    """Give the first closing line of a file that is no key of its front matter; None when there is none.

    `heard` are the lines of the keys. Below the front matter a line in a code block does not count: it is an example.
    """
    if "invocation" not in text.lower():
        return None
    whole = Markdown(text)
    for match in _CLOSING.finditer(text):
        line = whole.line(match.start())
        is_head = line < body_line or (body_line == 1 and line <= _HEAD)
        is_plain = not match.group().startswith(("    ", "\t")) and whole.fence(match.start()) is None
        if line not in heard and (is_head or is_plain):
            return line
    return None
