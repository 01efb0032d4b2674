"""What a kind of fault is: the nodes where it can be made, and the splices that make it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tree_sitter import Node


@dataclass(frozen=True, slots=True)
class Splice:
    """One range of a text that is replaced."""

    start: int
    end: int
    """Byte offsets, the end exclusive."""
    new: bytes = b""

    def put(self, source: bytes) -> bytes:
        """Give the text with the range replaced."""
        return source[: self.start] + self.new + source[self.end :]

    def said(self, source: bytes) -> str:
        """Give the splice in words."""
        was, new = (text.decode("utf-8", "replace") for text in (source[self.start : self.end], self.new))
        return f"{was!r} -> {new!r} at byte {self.start}"


@dataclass(frozen=True, slots=True)
class Mutation:
    """One kind of fault."""

    kind: str
    """Short and stable, such as `drop-ref`."""
    nodes: frozenset[str]
    """Where it can be made, in the words of the grammar."""
    splices: Callable[[Node], Iterator[Splice]]
    """The ways to make it at one node."""


def mutation(kind: str, nodes: str, splices: Callable[[Node], Iterator[Splice]]) -> Mutation:
    """Give a kind from the names of its nodes, parted by blanks."""
    return Mutation(kind, frozenset(nodes.split()), splices)


def text(node: Node | None) -> bytes:
    """Give the source of a node; empty when there is none."""
    return (node.text or b"") if node is not None else b""


def child(node: Node, kind: str) -> Node | None:
    """Give the first direct child of this kind; None when there is none."""
    return next((one for one in node.children if one.type == kind), None)


def gap(before: Node, after: Node) -> Splice:
    """Give the removal of a node with the blanks up to the one that follows it."""
    return Splice(before.start_byte, after.start_byte)


def listed(node: Node) -> Splice:
    """Give the removal of an element of a list with one comma and the blanks beside it."""
    after, before = node.next_sibling, node.prev_sibling
    if after is not None and after.type == ",":
        follower = after.next_sibling
        return Splice(node.start_byte, follower.start_byte if follower is not None else after.end_byte)
    if before is not None and before.type == ",":
        return Splice(before.start_byte, node.end_byte)
    return Splice(node.start_byte, node.end_byte)
