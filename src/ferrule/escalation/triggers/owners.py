"""Who holds whom: the types of a workspace as a graph of their fields, and its cycles (P35)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ferrule.escalation.triggers.scene import Declared

_NAME: Final = re.compile(r"(?<!')\b[A-Za-z_]\w*")
_SHARES: Final = re.compile(r"&|\b(?:Rc|Arc)\s*<")
_WEAK: Final = re.compile(r"\b(?:Weak|PhantomData)\s*<|\*(?:const|mut)\b|\bfn\s*\(")
"""What keeps nothing alive and borrows nothing."""
_EXCLUSIVE: Final = re.compile(r"&\s*'(\w+)\s+mut\b")


@dataclass(frozen=True, slots=True)
class Holds:
    """One field that leads from a type to another one."""

    owner: str
    field: str
    held: str
    type: str
    """As it is written."""

    @property
    def shares(self) -> bool:
        """Whether it does not own alone: a reference, Rc or Arc."""
        return _SHARES.search(self.type) is not None

    def __str__(self) -> str:
        return f"{self.owner}.{self.field}: {self.type}"


def held_by(name: str, types: Mapping[str, Declared]) -> Iterator[Holds]:
    """Yield the fields of a type that hold types of the workspace; weak ones hold nothing."""
    item = types[name].item
    for part in (item, *(member for member in item.members if member.kind == "variant")):
        for field in part.fields:
            if _WEAK.search(field.type):
                continue
            for held in dict.fromkeys(_NAME.findall(field.type)):
                if held in types:
                    yield Holds(name, field.name, held, field.type)


def cycle(name: str, types: Mapping[str, Declared]) -> tuple[Holds, ...]:
    """Give a way from a type back to itself on which somebody shares or borrows; empty for none.

    A type that holds itself in boxes only is a tree. One that holds itself by one shared field is a list, or a scope
    in a scope; it counts from two such fields on (`next` and `prev`), or when it borrows itself exclusively.
    """
    if name not in types:
        return ()
    own = [holds for holds in held_by(name, types) if holds.held == name]
    if any(_EXCLUSIVE.search(holds.type) for holds in own):
        return tuple(own)
    if len({holds.field for holds in own}) > 1 and any(holds.shares for holds in own):
        return tuple(own)
    return _way_back(name, types)


def _way_back(name: str, types: Mapping[str, Declared]) -> tuple[Holds, ...]:
    waiting: list[tuple[str, tuple[Holds, ...]]] = [(name, ())]
    seen: set[tuple[str, bool]] = set()
    while waiting:
        at, way = waiting.pop(0)
        for holds in held_by(at, types):
            longer = (*way, holds)
            shares = any(one.shares for one in longer)
            if holds.held == name and shares and len({one.owner for one in longer}) > 1:
                return longer
            if holds.held not in {name, at} and (holds.held, shares) not in seen:
                seen.add((holds.held, shares))
                waiting.append((holds.held, longer))
    return ()


def chain(base: str, fields: tuple[str, ...], types: Mapping[str, Declared]) -> tuple[Declared, ...]:
    """Give the types that own each other along a path of fields, the first one included, as far as they are known."""
    found = [types[base]] if base in types else []
    for name in fields if found else ():
        of_type = next((field.type for field in found[-1].item.fields if field.name == name), "")
        held = next((word for word in _NAME.findall(of_type) if word in types), "")
        if not held:
            break
        found.append(types[held])
    return tuple(found)
