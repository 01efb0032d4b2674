"""Targets that bring a test harness of their own (`harness = false`); Cargo's metadata does not tell."""

import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

from ferrule.facts.workspace import Package

_IDS = {"test": "{package}::{name}", "bench": "{package}::bench/{name}", "example": "{package}::example/{name}"}


def own_harnesses(packages: Iterable[Package]) -> frozenset[str]:
    """Give those targets by the ids that nextest uses; a manifest that cannot be read names none."""
    return frozenset(name for package in packages for name in _of(package))


def _of(package: Package) -> Iterator[str]:
    try:
        manifest = tomllib.loads(package.manifest.read_bytes().decode())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return
    for kind, form in (*_IDS.items(), ("bin", "{package}::bin/{name}")):
        for target in _tables(manifest.get(kind)):
            if target.get("harness") is False:
                yield form.format(package=package.name, name=target.get("name"))
    if any(target.get("harness") is False for target in _tables([manifest.get("lib")])):
        yield package.name


def _tables(value: Any) -> Iterator[dict[str, Any]]:
    for entry in value if isinstance(value, list) else ():
        if isinstance(entry, dict):
            yield entry
