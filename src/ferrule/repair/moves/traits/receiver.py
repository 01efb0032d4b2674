"""Where the value ends that a method is called on, also inside of a macro's arguments, which have no tree."""

from ferrule.repair.moves.case import Case
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

_CALL = "introduced by this call"


def receiver_end(case: Case) -> int | None:
    """Give the byte behind the value whose method, at the place of the error, is wrong; None when it is no method.

    Where the error stands at the arguments between `::<` and `>`, the method is the call that the compiler points at.
    """
    places = [case.spot, *(spot for spot in case.spots(_CALL) if spot.path == case.text.path)]
    return next((end for spot in places if (end := _behind(case.text.source[: spot.byte_start])) is not None), None)


def _behind(before: bytes) -> int | None:
    words = before.rstrip()
    return len(words[:-1].rstrip()) if words.endswith(b".") and not words.endswith(b"..") else None


def on_its_line(case: Case, end: int, call: str) -> str:
    """Give a call that goes behind a value, on a line of its own where the call that follows begins one."""
    after = case.text.source[end:]
    blanks = after[: len(after) - len(after.lstrip())]
    return blanks.decode() + call if b"\n" in blanks and after.lstrip().startswith(b".") else call


def bound_end(case: Case, end: int) -> int | None:
    """Give where the value ends that a name was bound to, for a method called on that name.

    Args:
        case: the error.
        end: the byte behind the name.

    None when a method is called on something else, or the name is no `let` of the same function.
    """
    name = case.text.node(end - 1, end)
    function = enclosing(name, "function_item", "closure_expression")
    if name.type != "identifier" or function is None:
        return None
    found = None
    waiting = [function]
    while waiting:
        node = waiting.pop()
        value = node.child_by_field_name("value") if node.type == "let_declaration" else None
        is_before = value is not None and node.end_byte <= name.start_byte
        if value is not None and is_before and text_of(node.child_by_field_name("pattern")) == text_of(name):
            found = max(found or 0, value.end_byte)
        waiting.extend(node.named_children)
    return found
