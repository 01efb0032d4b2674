"""`#![feature(...)]` on a toolchain that has no unstable features: what is stable by now needs no gate."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.attributes.attribute import Part, attribute_at, name_of, without
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import POSSIBLE, SURE

ID: Final = "drop-feature-gate"
CODES: Final = frozenset({"E0554", "E0557", "E0635", "E0636"})
_GATED: Final = re.compile(
    r"lang|(?:un)?stable|rustc_\w+|optimize|may_dangle|marker|fundamental|ffi_const|ffi_pure"
    r"|needs_allocator|allow_internal_unst\w+|no_core|coverage|pointee|unsafe_no_drop_flag|do_not_recommend|type_const"
)
"""Attributes that nothing but an unstable feature allows, and that change what the compiler knows, not what is said."""


def propose(case: Case) -> Iterator[Offer]:
    """Drop the gate; or the gate and the attributes that only it allows.

    Code that needs the feature all the same then fails, and the edit is not kept.
    """
    gate = attribute_at(case.text, case.spot.byte_start)
    if gate is None or name_of(gate) != "feature":
        return
    gates = [one for one in _attributes(case.text.tree.root_node) if name_of(one) == "feature"]
    parts = _apart([without(case.text, one) for one in (gates if len(gates) < _MANY else [gate])])
    yield case.replace(SURE, "this toolchain has no unstable features: drop the gate", *parts)
    gated = [one for one in _attributes(case.text.tree.root_node) if _GATED.fullmatch(name_of(one))]
    if gated:
        message = "this toolchain has no unstable features: drop the gate and the attributes that need it"
        yield case.replace(POSSIBLE, message, *_apart([*parts, *(without(case.text, one) for one in gated)]))


_MANY: Final = 20
"""Gates above which each is looked at alone."""


def _attributes(root: Node) -> Iterator[Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.type in {"attribute_item", "inner_attribute_item"}:
            yield node
        else:
            waiting.extend(reversed(node.named_children))


def _apart(parts: list[Part]) -> list[Part]:
    """Give the edits without those that overlap an earlier one."""
    kept: list[Part] = []
    for part in sorted(set(parts)):
        if not kept or part[0] >= kept[-1][1]:
            kept.append(part)
    return kept
