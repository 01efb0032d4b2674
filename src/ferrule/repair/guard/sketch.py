"""What the guard sees of a text: tokens with the part they play, and the pieces of code they belong to."""

from bisect import bisect_left
from dataclasses import dataclass
from enum import Enum
from typing import Final

from tree_sitter import Node, Tree, TreeCursor

from ferrule.repair.guard.focus import Excerpt
from ferrule.repair.guard.parts import Part, part
from ferrule.syntax.tree import COMMENTS, ITEMS, LITERALS, count_faults, parse

_BLOCKS: Final = frozenset({"block", "match_block"})
_NOTED: Final = ITEMS | frozenset({
    "attribute_item", "block", "enum_variant", "field_declaration", "field_initializer", "inner_attribute_item",
    "loop_expression", "macro_invocation", "match_arm", "match_block", "while_expression",
})  # fmt: skip
_PLAIN: Final = frozenset({"attribute_item", "extern_crate_declaration", "inner_attribute_item", "use_declaration"})
"""Pieces whose tokens all play one part, however deep they stand."""
_KEY: Final = 12
"""Kinds and names in a key: deeper nesting than six items is not told apart."""
_GLUED: Final = frozenset({"=>", "->", "::"})
"""Marks that a tree with faults in it holds as two tokens, which they never are."""
_TESTS: Final = frozenset({"test", "bench", "rstest", "test_case", "quickcheck", "proptest"})


class Shape(Enum):
    """What a piece of code is to its surroundings."""

    ITEM = "item"
    STATEMENT = "statement"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Word:
    """One token."""

    text: str
    line: int
    """In the whole file, from 1."""
    part: Part
    kind: str
    """Of the node, in the words of the grammar."""
    within: str
    """Kind of the node around it."""


@dataclass(slots=True)
class Piece:
    """An item, a statement, an arm, a field, a block or a macro call; a range of tokens."""

    kind: str
    shape: Shape
    within: "Piece | None"
    first: int
    end: int = 0
    """Range of tokens, the end exclusive, without the attributes before it."""
    body: int = 0
    """First token of the body; the end when there is none."""
    name: str = ""
    line: int = 0
    end_line: int = 0
    visibility: str = ""
    attributes: tuple[str, ...] = ()
    """The attributes right before it, each as its tokens in a row."""
    tested: bool = False
    """It is a test or stands in one, or in a part of the file that is only built for tests."""

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two versions of one item equal: the names around it, its kind and its own name."""
        names: list[str] = []
        around: Piece | None = self
        while around is not None and len(names) < _KEY:
            if around is self or around.shape is Shape.ITEM:
                names += (around.name, around.kind)
            around = around.within
        return tuple(reversed(names))


@dataclass(frozen=True, slots=True)
class Sketch:
    """All that the rules ask about one version of a file."""

    words: tuple[Word, ...]
    pieces: tuple[Piece, ...]
    """In the order in which they start."""
    faults: int

    def text(self, first: int, end: int) -> tuple[str, ...]:
        """Give the texts of a range of tokens."""
        return tuple(word.text for word in self.words[first:end])


def draw(excerpt: Excerpt, *, tested: bool) -> Sketch:
    """Read an excerpt; `tested` says that the whole file is only built for tests."""
    tree = parse(excerpt.text)
    walk = _Walk(excerpt, tested)
    walk.run(tree)
    raw = walk.raw
    words = []
    for at, (text, row, kind, within) in enumerate(raw):
        follows = raw[at + 1][0] if at + 1 < len(raw) else ""
        leads = raw[at - 1][0] if at else ""
        words.append(Word(text, excerpt.lines[row], part(text, kind, within, (leads, follows)), kind, within))
    for piece in walk.pieces:
        piece.line = words[piece.first].line if piece.first < piece.end else 0
        piece.end_line = words[piece.end - 1].line if piece.first < piece.end else 0
    return Sketch(tuple(words), tuple(piece for piece in walk.pieces if piece.first < piece.end), count_faults(tree))


class _Walk:
    """One pass over a tree without recursion: nesting may be deeper than Python's stack."""

    def __init__(self, excerpt: Excerpt, tested: bool) -> None:  # noqa: FBT001 - private
        self.source, self.rows, self.tested = excerpt.text, len(excerpt.lines), tested
        self.raw: list[tuple[str, int, str, str]] = []
        self.starts: list[int] = []
        self.pieces: list[Piece] = []
        self.kinds: list[str] = [""]
        self.opened: list[tuple[int, Piece, int]] = []
        """Depth, piece, and the byte at which its body starts."""
        self.pending: dict[int, tuple[str, ...]] = {}

    def run(self, tree: Tree) -> None:
        cursor = tree.walk()
        while True:
            node = cursor.node
            if node is not None and self._enter(node) and self._descend(cursor, node):
                continue
            self._leave(len(self.kinds))
            while not cursor.goto_next_sibling():
                if not cursor.goto_parent():
                    return
                self.kinds.pop()
                self._leave(len(self.kinds))

    def _descend(self, cursor: TreeCursor, node: Node) -> bool:
        if not cursor.goto_first_child():
            return False
        self.kinds.append(node.type)
        self.pending.pop(len(self.kinds), None)
        return True

    def _enter(self, node: Node) -> bool:
        """Note a node; say whether to look inside."""
        kind, parent = node.type, self.kinds[-1]
        if kind in COMMENTS:
            return False
        stands = parent == "block" and node.is_named and kind != "label"
        if kind in _NOTED or stands:
            self._open(node, kind, Shape.ITEM if kind in ITEMS else Shape.STATEMENT if stands else Shape.OTHER)
        if kind in LITERALS or not node.child_count:
            start, end = node.start_byte, node.end_byte
            if end > start:
                text = self.source[start:end].decode("utf-8", "surrogateescape")
                around = self.opened[-1][1].kind if self.opened else ""
                within = around if around in _PLAIN else parent
                if self.raw and self.starts[-1] + 1 == start and self.raw[-1][0] + text in _GLUED:
                    text, start = self.raw.pop()[0] + text, self.starts.pop()
                    kind = text
                self.raw.append((text, min(node.start_point.row, self.rows - 1), kind, within))
                self.starts.append(start)
            return False
        return True

    def _open(self, node: Node, kind: str, shape: Shape) -> None:
        depth, around = len(self.kinds), self.opened[-1][1] if self.opened else None
        shape = Shape.OTHER if kind == "attribute_item" else shape
        piece = Piece(kind, shape, around, len(self.raw))
        body = node.child_by_field_name("body")
        if kind not in _BLOCKS and kind != "attribute_item":
            piece.attributes = self.pending.pop(depth, ())
        if shape is Shape.ITEM or kind in {"enum_variant", "field_declaration", "macro_invocation"}:
            piece.name = self._name(node, kind)
            piece.visibility = next(("".join(self._text(c).split()) for c in node.children[:2] if _is_pub(c)), "")
        piece.tested = self.tested or bool(around and around.tested) or _marks_test(piece.attributes)
        self.pieces.append(piece)
        self.opened.append((depth, piece, node.end_byte if body is None else body.start_byte))

    def _leave(self, depth: int) -> None:
        while self.opened and self.opened[-1][0] >= depth:
            at, piece, body = self.opened.pop()
            piece.end = len(self.raw)
            piece.body = min(bisect_left(self.starts, body), piece.end)
            if piece.kind == "attribute_item":
                text = "".join(word[0] for word in self.raw[piece.first : piece.end])
                self.pending[at] = (*self.pending.get(at, ()), text)

    def _name(self, node: Node, kind: str) -> str:
        if kind == "use_declaration":
            return "".join(self._text(node).split())
        if kind == "impl_item":
            sides = (node.child_by_field_name("trait"), node.child_by_field_name("type"))
            return " for ".join(self._text(side).split("<")[0].strip() for side in sides if side is not None)
        name = node.child_by_field_name("macro" if kind == "macro_invocation" else "name")
        return "" if name is None else self._text(name)

    def _text(self, node: Node) -> str:
        return self.source[node.start_byte : node.end_byte].decode("utf-8", "surrogateescape")


def _is_pub(node: Node) -> bool:
    return node.type == "visibility_modifier"


def _marks_test(attributes: tuple[str, ...]) -> bool:
    for text in attributes:
        path = text.removeprefix("#[").removesuffix("]").split("(")[0]
        if path.split("::")[-1] in _TESTS or text in {"#[cfg(test)]", "#[cfg(all(test))]"}:
            return True
        if path == "cfg" and text.startswith(("#[cfg(all(test,", "#[cfg(any(test,")):
            return True
    return False
