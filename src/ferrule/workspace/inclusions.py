"""What Rust sources take in by a path that stands in them: `include_str!`, `include_bytes!`, `include!`, `#[path]`."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_STRING: Final = r'r?#*"((?:[^"\\]|\\.)*)"'
_MACRO: Final = re.compile(
    rf"\binclude(?P<kind>_str|_bytes)?\s*!\s*[(\[{{]\s*(?:{_STRING}|concat\s*!\s*[(\[{{]\s*env\s*!\s*[(\[{{]\s*"
    rf'"CARGO_MANIFEST_DIR"\s*,?\s*[)\]}}]\s*(?P<pieces>(?:,\s*{_STRING.replace("(", "(?:", 1)}\s*)+))'
)
_PIECE: Final = re.compile(_STRING)
_PATH: Final = re.compile(rf"#!?\s*\[[^\]]*?\bpath\s*=\s*{_STRING}")
_MODULE: Final = re.compile(r"\bmod\s+(?:r#)?(\w+)\s*[;{]")
_DATA, _CODE, _FROM_MANIFEST, _CODE_FROM_MANIFEST, _ATTRIBUTE, _NAMED = "dcDCpm"


@dataclass(frozen=True, slots=True)
class Lead:
    """A place that a source leads to."""

    path: str
    """Absolute and without `..`; nothing has to be there."""
    is_code: bool
    """What is there is Rust too, and may lead on."""
    is_folder: bool = False
    """It is a folder, in which every file counts."""


def inclusions(text: str) -> tuple[str, ...]:
    """Give what a source takes in, each as a letter for its kind and the path as written; `leads` makes places of it.

    Comments and strings are not told from code: that gives rather too many than too few. A path that is put together
    by other macros than `concat!(env!("CARGO_MANIFEST_DIR"), ...)` is not found.
    """
    return tuple(dict.fromkeys(_found(text)))


def leads(source: str, taken: tuple[str, ...], *, is_alone: bool) -> Iterator[Lead]:
    """Yield the places that a source leads to.

    Args:
        source: its absolute path.
        taken: what `inclusions` gave for it.
        is_alone: nobody looks at the folder that it lies in, so the modules that it declares count too.
    """
    here = os.path.dirname(source)  # noqa: PTH120 - thousands of paths: pathlib takes ten times as long
    for kind, path in ((word[0], word[1:]) for word in taken):
        if kind == _ATTRIBUTE:
            yield from (Lead(_normal(here, way), is_code=True) for way in _ways(path))
        elif kind == _NAMED:
            if is_alone:
                yield from _module(source, here, path)
        elif kind in {_FROM_MANIFEST, _CODE_FROM_MANIFEST}:
            yield Lead(_normal(_manifest_folder(here), f".{path}"), is_code=kind == _CODE_FROM_MANIFEST)
        else:
            yield Lead(_normal(here, path), is_code=kind == _CODE)


def _found(text: str) -> Iterator[str]:
    if "include" in text:
        for macro in _MACRO.finditer(text):
            is_code = macro["kind"] is None
            if pieces := macro["pieces"]:
                yield (_CODE_FROM_MANIFEST if is_code else _FROM_MANIFEST) + "".join(_PIECE.findall(pieces))
            else:
                yield (_CODE if is_code else _DATA) + macro[2]
    if "path" in text:
        yield from (_ATTRIBUTE + found for found in _PATH.findall(text))
    yield from (_NAMED + name for name in _MODULE.findall(text))


def _ways(path: str) -> Iterator[str]:
    """Yield the path, and without each `..` at its front: within `mod a { ... }` it starts one folder further down."""
    yield path
    while path.startswith("../"):
        path = path.removeprefix("../")
        yield path


def _module(source: str, here: str, name: str) -> Iterator[Lead]:
    """Yield where the module of this name may lie, and what it has below it."""
    for folder in (here, os.path.splitext(source)[0]):  # noqa: PTH122 - as above
        yield from (Lead(f"{folder}/{name}{end}", is_code=True) for end in (".rs", "/mod.rs"))
        yield Lead(f"{folder}/{name}", is_code=True, is_folder=True)


def _manifest_folder(folder: str) -> str:
    """Give the folder of the package that a source is of."""
    places = (Path(folder), *Path(folder).parents)
    return str(next((place for place in places if (place / "Cargo.toml").is_file()), folder))


def _normal(folder: str, path: str) -> str:
    return os.path.normpath(os.path.join(folder, path))  # noqa: PTH118 - as above
