"""The head of a member of an impl or a trait, put in place of another's, so that only what differs changes."""

from collections.abc import Callable

from tree_sitter import Node

from ferrule.repair.moves.traits.generics import where_clause
from ferrule.syntax.items import text_of

Part = tuple[int, int, str]
"""Byte start, byte end and new text."""


def header_parts(mine: Node, theirs: Node, put: Callable[[str], str]) -> list[Part]:
    """Give the edits that give `mine` the head of `theirs`: generics, parameters, return type and `where`.

    Args:
        mine: the member that changes; it keeps the patterns of its parameters.
        theirs: the member that it follows.
        put: turns text of `theirs` into text for the place of `mine`.
    """
    return [
        *_generics(mine, theirs, put),
        *_parameters(mine, theirs, put),
        *_returns(mine, theirs, put),
        *_where(mine, theirs, put),
    ]


def receiver(function: Node) -> Node | None:
    """Give the `self` parameter in any form; None for a function without one."""
    return next((one for one in _listed(function) if _is_self(one)), None)


def types_of(function: Node) -> tuple[str, ...]:
    """Give the types of the parameters of a function, receiver included, and its return type, without blanks."""
    taken = (text_of(one.child_by_field_name("type") or one) for one in _listed(function))
    return tuple(plain(words) for words in (*taken, text_of(function.child_by_field_name("return_type"))))


def declaration(mine: Node) -> str:
    """Give how a trait declares a member that an impl defines; empty where the text is broken."""
    name, of_type = text_of(mine.child_by_field_name("name")), text_of(mine.child_by_field_name("type"))
    if mine.type == "const_item":
        return f"const {name}: {of_type};"
    if mine.type == "type_item":
        return f"type {name}{text_of(mine.child_by_field_name('type_parameters'))};"
    body = mine.child_by_field_name("body")
    if body is None:
        return ""
    return (mine.text or b"")[: body.start_byte - mine.start_byte].decode("utf-8", "replace").rstrip() + ";"


def _generics(mine: Node, theirs: Node, put: Callable[[str], str]) -> list[Part]:
    old, new = mine.child_by_field_name("type_parameters"), put(text_of(theirs.child_by_field_name("type_parameters")))
    name = mine.child_by_field_name("name")
    if name is None or plain(text_of(old)) == plain(new):
        return []
    return [(old.start_byte, old.end_byte, new) if old is not None else (name.end_byte, name.end_byte, new)]


def _parameters(mine: Node, theirs: Node, put: Callable[[str], str]) -> list[Part]:
    old, new = mine.child_by_field_name("parameters"), theirs.child_by_field_name("parameters")
    if old is None or new is None:
        return []
    self_text = put(text_of(receiver(theirs)))
    if self_text and plain(self_text).removeprefix("mut") == plain(text_of(receiver(mine))).removeprefix("mut"):
        self_text = text_of(receiver(mine))
    kept = [one for one in _listed(mine) if not _is_self(one)]
    words = [self_text] if self_text else []
    for place, one in enumerate(one for one in _listed(theirs) if not _is_self(one)):
        of_type = put(text_of(one.child_by_field_name("type") or one))
        if place < len(kept):
            same = plain(text_of(kept[place].child_by_field_name("type"))) == plain(of_type)
            pattern = text_of(kept[place].child_by_field_name("pattern")) or "_"
            words.append(text_of(kept[place]) if same else f"{pattern}: {of_type}")
        else:
            name = text_of(one.child_by_field_name("pattern"))
            words.append(f"{name if name.startswith('_') or not name else '_' + name}: {of_type}".removeprefix(": "))
    text = f"({', '.join(words)})"
    return [] if plain(text) == plain(text_of(old)) else [(old.start_byte, old.end_byte, text)]


def _returns(mine: Node, theirs: Node, put: Callable[[str], str]) -> list[Part]:
    parameters = mine.child_by_field_name("parameters")
    old, new = mine.child_by_field_name("return_type"), put(text_of(theirs.child_by_field_name("return_type")))
    if parameters is None or plain(text_of(old)) == plain(new):
        return []
    end = old.end_byte if old is not None else parameters.end_byte
    return [(parameters.end_byte, end, f" -> {new}" if new else "")]


def _where(mine: Node, theirs: Node, put: Callable[[str], str]) -> list[Part]:
    old, new = where_clause(mine), put(text_of(where_clause(theirs)))
    if plain(text_of(old)).rstrip(",") == plain(new).rstrip(","):
        return []
    if old is not None:
        if new:
            is_open = mine.child_by_field_name("body") is not None
            return [(old.start_byte, old.end_byte, new if is_open else new.rstrip(", \n"))]
        before, after = (
            (mine.text or b"")[: old.start_byte - mine.start_byte],
            (mine.text or b"")[old.end_byte - mine.start_byte :],
        )
        end = old.end_byte + len(after) - len(after.lstrip())
        return [(mine.start_byte + len(before.rstrip()), end, " " if after.lstrip().startswith(b"{") else "")]
    body = mine.child_by_field_name("body")
    if body is not None:
        return [(body.start_byte, body.start_byte, new.rstrip(", \n") + " ")]
    end = mine.end_byte - 1 if text_of(mine).endswith(";") else mine.end_byte
    return [(end, end, " " + new.rstrip(", \n"))]


def _listed(function: Node) -> list[Node]:
    listed = function.child_by_field_name("parameters")
    passed = {"attribute_item", "line_comment", "block_comment"}
    return [one for one in listed.named_children if one.type not in passed] if listed is not None else []


def _is_self(one: Node) -> bool:
    return one.type == "self_parameter" or text_of(one.child_by_field_name("pattern")) == "self"


def plain(words: str) -> str:
    """Give text without blanks, for comparing."""
    return "".join(words.split())
