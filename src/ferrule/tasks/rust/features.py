"""Features that are on by default, as far as the manifests that differ tell."""

import tomllib
from typing import Any

from ferrule.facts.difference import Difference


def default_features(difference: Difference) -> frozenset[str]:
    """Give the features that `default` leads to in any manifest that differs; none where none does."""
    found: set[str] = set()
    for path, text in difference.after.items():
        if path.rpartition("/")[2] == "Cargo.toml":
            found |= _reached(_features(text))
    return frozenset(found)


def _features(text: bytes) -> dict[str, Any]:
    try:
        features = tomllib.loads(text.decode()).get("features")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return {}
    return features if isinstance(features, dict) else {}


def _reached(features: dict[str, Any]) -> set[str]:
    found, waiting = set[str](), ["default"]
    while waiting:
        for name in features.get(waiting.pop()) or ():
            if isinstance(name, str) and name not in found:
                found.add(name)
                waiting.append(name)
    return found
