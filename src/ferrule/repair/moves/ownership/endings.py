"""Types whose end somebody notices: with a `Drop`, guards, channels, threads, and what holds one of them (P16)."""

import re
from typing import Final

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.traits.own import impls, own_type

_NAME: Final = re.compile(r"\b[A-Z]\w*")
_WATCHED: Final = re.compile(
    r"Guard|^(?:Ref|RefMut|Pin|JoinHandle|Drain|PeekMut|Sender|SyncSender|Receiver|File|BufWriter|TcpStream|Child)$"
)
_MOST_DEEP: Final = 4


def is_noticed(case: Case, words: str, depth: int = 0) -> bool:
    """Say whether a type, or one that it is made of, does something when a value of it ends."""
    for name in set(_NAME.findall(words)):
        if _WATCHED.search(name) or any(True for _ in impls(case, "Drop", name)):
            return True
        placed = own_type(case, name) if depth < _MOST_DEEP else None
        members = (placed.item, *placed.item.members) if placed is not None else ()
        if any(is_noticed(case, field.type, depth + 1) for one in members for field in one.fields):
            return True
    return False
