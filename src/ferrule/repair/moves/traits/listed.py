"""Lists in source text: what their elements are, and how one of them is left out."""

from tree_sitter import Node


def split_at(words: str, mark: str) -> list[str]:
    """Split text at a mark where it stands outside of all brackets; `Map<K, V>, u8` at the comma gives two."""
    found, depth = [""], 0
    for one in words:
        depth += (one in "<([") - (one in ">)]")
        if one == mark and depth == 0:
            found.append("")
        else:
            found[-1] += one
    return [part.strip() for part in found if part.strip()]


def without(element: Node) -> tuple[int, int, str] | None:
    """Give the removal of an element of a list with its comma, as start, end and text; None for the only one."""
    after, before = element.next_named_sibling, element.prev_named_sibling
    if after is not None:
        return element.start_byte, after.start_byte, ""
    if before is not None:
        return before.end_byte, element.end_byte, ""
    return None
