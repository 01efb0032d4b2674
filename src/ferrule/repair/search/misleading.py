"""Suggestions of the compiler that compile and mean something else than the program did (P06).

They are left out, however sure the compiler is of them; moves of our own know another answer to some of these errors.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Finding, Suggestion
from ferrule.syntax.tree import enclosing, leaves, parse

_FALLIBLE: Final = "for_loops_over_fallibles"
DOUBTED: Final = frozenset({"E0040", "E0252", _FALLIBLE})
"""Codes of the errors whose suggestions are looked at here."""
_ONCE: Final = re.compile(r"\bif let\b")
_HANDED_ON: Final = re.compile(r"^\?$")
_LEAVING: Final = frozenset({"break_expression", "continue_expression"})
_LOOPS: Final = frozenset({"for_expression", "loop_expression", "while_expression", "closure_expression"})
_NAMES: Final = frozenset({"identifier", "type_identifier"})
_IMPORTS: Final = ("use_declaration", "extern_crate_declaration")


def is_misleading(error: Finding, offered: Suggestion, sources: Mapping[str, bytes]) -> bool:
    """Say whether a suggestion turns the program into another one that compiles.

    `drop(&mut x)` ends nothing; `while let` over an option that stays what it is never ends, and `if let` leaves
    another loop at `break`; an import by another name leaves its uses to the import that has the name.

    Args:
        error: what it answers.
        offered: the suggestion.
        sources: texts by path, as the edits name them; of a file that is not there nothing is told.
    """
    if error.rule == "E0040":
        return True  # whether what is dropped is owned, only its type tells: see the move `end-value`
    if error.rule == _FALLIBLE:  # the body of a `for` over an option runs once at most
        words = " ".join(edit.replacement for edit in offered.edits)
        if _HANDED_ON.match(words):
            return False
        return not _ONCE.search(words) or any(_leaves(sources, spot.path, spot.byte_start) for spot in error.spots)
    if error.rule == "E0252" and any(" as " in edit.replacement for edit in offered.edits):
        return any(_is_used(error, source) for source in sources.values())
    return False


def _leaves(sources: Mapping[str, bytes], path: str, at: int) -> bool:
    """Say whether the `for` around a place is left by `break` or begun again by `continue`."""
    if path not in sources:
        return False
    node = parse(sources[path]).root_node.named_descendant_for_byte_range(at, at)
    loop = enclosing(node, "for_expression")
    body = loop.child_by_field_name("body") if loop is not None else None
    label = next((_text(one) for one in loop.named_children if one.type == "label"), "") if loop is not None else ""
    return body is not None and any(
        (not is_inner and not _label(one)) or (label and _label(one) == label) for one, is_inner in _jumps(body)
    )


def _jumps(body: Node) -> Iterator[tuple[Node, bool]]:
    """Yield each `break` and `continue`, and whether it stands in an inner loop."""
    waiting = [(body, False)]
    while waiting:
        node, is_inner = waiting.pop()
        if node.type in _LEAVING:
            yield node, is_inner
        waiting.extend((one, is_inner or one.type in _LOOPS) for one in node.named_children)


def _label(jump: Node) -> str:
    return next((_text(one) for one in jump.named_children if one.type == "label"), "")


def _is_used(error: Finding, source: bytes) -> bool:
    """Say whether the file uses the name that is imported twice, beside its imports."""
    found = re.search(r"`(\w+)`", error.message)
    return found is not None and any(
        _text(leaf) == found[1] and leaf.type in _NAMES and enclosing(leaf, *_IMPORTS) is None and not _is_part(leaf)
        for leaf in leaves(parse(source))
    )


def _is_part(leaf: Node) -> bool:
    """Say whether a name is looked up in something else: `y` of `x::y` and of `x.y`."""
    before = leaf.prev_sibling
    return before is not None and before.type in {"::", "."}


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")
