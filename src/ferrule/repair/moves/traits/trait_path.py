"""How a trait is written at a place: by its name where that is in scope, else by its path."""

from typing import Final

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import files
from ferrule.repair.moves.std_paths import paths_of
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.traits.own import own_trait
from ferrule.syntax.imports import imports_of

_PRELUDE: Final = frozenset(
    [
        "Send",
        "Sync",
        "Sized",
        "Copy",
        "Clone",
        "Drop",
        "Fn",
        "FnMut",
        "FnOnce",
        "Default",
        "PartialEq",
        "Eq",
        "PartialOrd",
        "Ord",
        "AsRef",
        "AsMut",
        "Into",
        "From",
        "Iterator",
        "Extend",
        "IntoIterator",
        "DoubleEndedIterator",
        "ExactSizeIterator",
        "ToOwned",
        "ToString",
        "TryFrom",
        "TryInto",
        "FromIterator",
        "Unpin",
    ]
)


def trait_path(case: Case, text: Text, name: str) -> str | None:
    """Give how this trait is named in a file; None when neither the crate nor the standard library has just one."""
    plain = name.rpartition("::")[2]
    if plain in _PRELUDE or any(one.name == plain for one in imports_of(text.source)):
        return plain
    placed = own_trait(case, plain)
    if placed is not None:
        return plain if placed.text.path == text.path and not placed.modules else placed.path
    found = [path for kind, path in paths_of(case.root, plain) if kind == "trait"]
    if len(found) != 1:
        return name if "::" in name else None
    main = next((one for one, _ in files(case)), text)
    return found[0].replace("std::", "core::", 1) if b"no_std" in main.source else found[0]
