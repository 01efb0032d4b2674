"""The cells that allow a change through what is shared, and how a value in one is looked at and changed."""

import re
from dataclasses import dataclass
from typing import Final

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import files
from ferrule.repair.moves.lifetimes.owned import COPIED, Part
from ferrule.repair.moves.text import Text
from ferrule.syntax.imports import insertion_place

_LOCKED: Final = '.lock().expect("no other thread panicked")'


@dataclass(frozen=True, slots=True)
class Cell:
    """One kind of cell."""

    path: str
    look: str
    change: str
    is_copied: bool = False
    """Its value is taken out and put in, never lent."""

    @property
    def name(self) -> str:
        """Its last name."""
        return self.path.rpartition("::")[2]


_COPYING: Final = Cell("std::cell::Cell", ".get()", "", is_copied=True)
_LENDING: Final = Cell("std::cell::RefCell", ".borrow()", ".borrow_mut()")
LOCKING: Final = Cell("std::sync::Mutex", _LOCKED, _LOCKED)


def cell_for(case: Case, owner: str, of_type: str) -> Cell:
    """Give the cell for a field of this type; a lock where threads may share the struct."""
    shared = re.compile(rf"\bArc\s*<\s*{owner}\b|\bArc::new\(\s*{owner}\b|\bstatic\b[^;=]*\b{owner}\b".encode())
    if any(shared.search(text.source) for text, _ in files(case)):
        return LOCKING
    return _COPYING if of_type in COPIED else _LENDING


def brought_in(text: Text, cell: Cell, near: int) -> list[Part]:
    """Give the import of a cell where a file does not name it yet."""
    if re.search(rb"\b%s\b" % cell.name.encode(), text.source):
        return []
    at, indent = insertion_place(text.source, near)
    return [(at, at, f"use {cell.path};\n{indent}")]
