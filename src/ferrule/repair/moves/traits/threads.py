"""A value for one thread only goes to another: `Arc` and `Mutex` in place of `Rc` and `RefCell`, in the whole file."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.traits.open_guards import is_open_twice

ID: Final = "share-between-threads"
CODES: Final = frozenset({"E0277"})
_UNSAFE: Final = re.compile(
    r"^`(?:[\w:]+::)?(Rc|RefCell|Cell|UnsafeCell)(?:<[^`]*>)?` cannot be (?:sent|shared) between threads safely"
)
_WORDS: Final = re.compile(
    rb"//[^\n]*|\"(?:[^\"\\]|\\.)*\"|(?:\b(?:std|alloc)::)?\brc::(?:Rc\b|\{\s*(?:Rc|Weak)(?:\s*,\s*(?:Rc|Weak))*\s*,?\s*\})|\bstd::cell::RefCell\b|\bRc\b|\bRefCell\b|\.borrow_mut\(\)|\.borrow\(\)"
)


def propose(case: Case) -> Iterator[Offer]:
    """Rewrite all uses in one offer, since the types have to agree everywhere; none where a lock would wait for itself.

    A `RefCell` may be looked into twice at once, a `Mutex` may not.
    """
    found = _UNSAFE.match(case.error.message)
    if not found:
        return
    source = case.text.source
    cells = found[1] == "RefCell" or (found[1] == "Rc" and b"RefCell" in source)
    owners = found[1] == "Rc"
    names = {b"Rc": b"Arc"} if owners else {}
    if cells:
        names |= {b"RefCell": b"Mutex", b".borrow()": b".lock().unwrap()", b".borrow_mut()": b".lock().unwrap()"}
    parts = [
        (one.start(), one.end(), new.decode())
        for one in _WORDS.finditer(source)
        if (new := _new(one[0], names)) is not None
    ]
    if cells and any(new.startswith(".lock") and is_open_twice(case, start + 1) for start, _, new in parts):
        return
    if parts and not (owners and re.search(rb"\bArc\b", source)) and not (cells and re.search(rb"\bMutex\b", source)):
        yield case.replace(
            SURE if not cells else LIKELY, "what threads share is an `Arc`, what they change a `Mutex`", *parts
        )


def _new(words: bytes, names: dict[bytes, bytes]) -> bytes | None:
    """Give what stands for a word, a path or a call between threads; None where nothing changes."""
    if words.startswith((b"//", b'"')):
        return None
    if words in names:
        return names[words]
    if b"rc::" in words and b"Rc" in names:
        return words.replace(b"rc::", b"sync::", 1).replace(b"Rc", b"Arc")
    if words == b"std::cell::RefCell" and b"RefCell" in names:
        return b"std::sync::Mutex"
    return None
