"""Which toolchain a job runs with: what a command chooses for those behind it, and what an image brings."""

import re
from typing import Final

from ferrule.discovery.step import Step
from ferrule.syntax.shell.program import name_of
from ferrule.syntax.shell.words import MANY, UNKNOWN

_IMAGE: Final = re.compile(r"(?:^|/)rust(?:lang/rust)?:([^@]*)")
_VERSION: Final = re.compile(r"(?:nightly|beta)(?:-\d{4}-\d\d-\d\d)?|\d+\.\d+(?:\.\d+)?")


def chosen(step: Step) -> str:
    """Give the toolchain that `rustup default` or `rustup override set` chooses for what follows; else nothing."""
    words = step.words
    if name_of(words[0]) != "rustup":
        return ""
    if words[1:2] == ("default",) and len(words) > 2:
        return words[2]
    return words[3] if words[1:3] == ("override", "set") and len(words) > 3 else ""


def of_image(image: str) -> str:
    """Give the toolchain that an image brings, such as `rust:1.80-slim`; empty: the stable one, or no image of Rust."""
    tag = _IMAGE.search(image)
    if not tag:
        return ""
    if "$" in tag[1] or UNKNOWN in tag[1] or MANY in tag[1]:
        return UNKNOWN
    found = _VERSION.match(tag[1])
    return found.group() if found else ""
