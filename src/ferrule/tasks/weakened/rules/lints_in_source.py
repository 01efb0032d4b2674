"""Lints that a source asked for and asks for no more."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ferrule.tasks.rust.attributes import attributes
from ferrule.tasks.weakened.rule import Scene, Weakened, fine, noted, refused

ID: Final = "lints-in-source"
_F = "fn f() {}"
EXAMPLES: Final = (
    refused("#![deny(warnings)]\n" + _F, _F),
    refused("#![forbid(unsafe_code)]\n" + _F, "#![warn(unsafe_code)]\n" + _F),
    refused("#![deny(missing_docs, unused)]\n" + _F, "#![deny(unused)]\n" + _F),
    refused("#![deny(missing_docs)]\n" + _F, "#![cfg_attr(never, deny(missing_docs))]\n" + _F),
    noted({"src/lib.rs": "#![deny(missing_docs)]\n" + _F, "Cargo.toml": ""},
          {"src/lib.rs": _F, "Cargo.toml": '[lints.rust]\nmissing_docs = "deny"'}),
    fine("#![warn(missing_docs)]\n" + _F, "#![deny(missing_docs)]\n" + _F),
    fine(_F, "#![deny(missing_docs)]\n" + _F),
    fine({"src/a.rs": "#![deny(unused)]"}, {"src/b.rs": "#![deny(unused)]"}),
    fine("#![deny(missing_docs)]\n#![deny(unused)]\n" + _F, "#![deny(missing_docs, unused)]\n" + _F),
)  # fmt: skip
_LEVELS: Final = {"forbid": 3, "deny": 2, "warn": 1}
_ASKS: Final = re.compile(r"(forbid|deny|warn)\((.*)\)$")


def judge(scene: Scene) -> Iterator[Weakened]:
    """Give lints whose level is lower than before; one that moved to a manifest is told."""
    after = _levels(scene.difference.after)
    manifests = b"".join(text for path, text in scene.difference.after.items() if path.endswith("Cargo.toml"))
    for lint, (level, path, line) in _levels(scene.difference.before).items():
        now = after.get(lint, (0, "", 0))
        if now[0] < level and path in scene.difference.after:
            is_moved = lint.rpartition("::")[2].encode() in manifests.replace(b"-", b"_")
            yield Weakened(ID, path, now[2] or line, f"the lint `{lint}` weighs less than before", is_note=is_moved)


def _levels(texts: Mapping[str, bytes]) -> dict[str, tuple[int, str, int]]:
    """Give the highest level of each lint, with where it stands."""
    found: dict[str, tuple[int, str, int]] = {}
    for path, text in texts.items():
        for attribute in attributes(text) if path.endswith(".rs") else ():
            asks = _ASKS.match(attribute.text)
            for lint in filter(None, asks[2].split(",")) if asks else ():
                level = _LEVELS[asks[1]] if asks else 0
                if level > found.get(lint, (0, "", 0))[0] and not lint.startswith("reason="):
                    found[lint] = (level, path, attribute.line)
    return found
