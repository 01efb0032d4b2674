"""A manifest with one dependency or feature more; all else stays as its author wrote it."""

from pathlib import PurePosixPath
from typing import Final

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array, InlineTable, String, Table

from ferrule.facts.finding import Finding
from ferrule.repair.manifests.known import Source, crate_name

_SECTIONS: Final = ("dependencies", "dev-dependencies", "build-dependencies")
_DEVELOPED: Final = frozenset({"tests", "benches", "examples"})


def section_of(error: Finding, folder: str) -> str:
    """Give the table that a crate belongs into, by the file that uses it; `folder` is the member's, from the root."""
    path = PurePosixPath(error.path or "")
    inner = path.relative_to(folder) if folder and path.is_relative_to(folder) else path
    if inner.parts[:1] == ("build.rs",):
        return "build-dependencies"
    return "dev-dependencies" if inner.parts and inner.parts[0] in _DEVELOPED else "dependencies"


def with_dependency(manifest: bytes, source: Source, section: str) -> bytes | None:
    """Give the manifest that names the crate in this table; None when it does already, or cannot be read."""
    try:
        document = tomlkit.parse(manifest.decode("utf-8"))
        table = document.setdefault(section, tomlkit.table())
        if source.key in table:
            return None
        version = source.table.get("version")
        table[source.key] = version if version is not None else _inline(source.table)
        return _dumped(document, manifest)
    except (UnicodeDecodeError, TOMLKitError, AttributeError, TypeError):
        return None


def with_feature(manifest: bytes, crate: str, feature: str) -> bytes | None:
    """Give the manifest that asks for a feature of a crate it names; None when it asks already, or names it not."""
    try:
        document = tomlkit.parse(manifest.decode("utf-8"))
        changed = False
        for section in _SECTIONS:
            table = document.get(section, {})
            key = next((key for key in table if crate_name(key) == crate), None)
            if key is not None:
                asked = _asking(table[key], feature)
                if asked is not None:
                    table[key], changed = asked, True
        return _dumped(document, manifest) if changed else None
    except (UnicodeDecodeError, TOMLKitError, AttributeError, TypeError):
        return None


def _dumped(document: TOMLDocument, manifest: bytes) -> bytes:
    made = tomlkit.dumps(document).encode()
    return made if made.endswith(b"\n") or not manifest.endswith(b"\n") else made + b"\n"


def _asking(entry: object, feature: str) -> object | None:
    """Give what a dependency's entry becomes when it asks for a feature; None when it does already, or is none."""
    if isinstance(entry, String):
        return _written(f"version = {entry.as_string()}, features = [{_quoted(feature)}]")
    if not isinstance(entry, InlineTable | Table):
        return None
    features = entry.get("features")
    if features is None and isinstance(entry, InlineTable):
        inside = entry.as_string().strip().removeprefix("{").removesuffix("}").strip()
        return _written(f"{inside}, features = [{_quoted(feature)}]")
    if features is None:
        features = entry["features"] = tomlkit.array()
    if not isinstance(features, Array) or feature in features:
        return None
    features.append(feature)
    return entry


def _inline(values: dict[str, object]) -> InlineTable:
    return _written(", ".join(f"{key} = {tomlkit.item(value).as_string()}" for key, value in values.items()))


def _written(inside: str) -> InlineTable:
    """Give an inline table spaced as Cargo's own tools do it."""
    table = tomlkit.parse(f"x = {{ {inside} }}")["x"]
    assert isinstance(table, InlineTable)  # noqa: S101 - it was written as one in the line above
    return table


def _quoted(text: str) -> str:
    return tomlkit.item(text).as_string()
