"""Words that cannot stand where they are: qualifiers, clauses and restrictions (P05)."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "drop-misplaced-word"
CODES: Final = frozenset(
    {"", "E0131", "E0197", "E0198", "E0516", "E0646", "E0704", "E0742", "E0752", "E0794", "E0799", "E0109", "E0446"}
)
_DECLARED: Final = re.compile(r"^[\w ]+ cannot be (?:declared )?`?(unsafe|async|const|default)`?$")
_WORDS: Final = {"E0197": "unsafe", "E0198": "unsafe", "E0752": "async"}


def propose(case: Case) -> Iterator[Offer]:
    """Leave the word out, or write the one that may stand there."""
    if not case.code:
        found = _DECLARED.match(case.error.message)
        if found is not None and case.found == found[1]:
            part = (case.spot.byte_start, _next_word(case), "")
            yield case.replace(LIKELY, f"`{found[1]}` cannot stand here: leave it out", part)
    elif case.code in _WORDS:
        yield from _qualifier(case, _WORDS[case.code])
    elif case.code in {"E0704", "E0742"}:
        yield from _restriction(case)
    elif case.code == "E0446":
        yield from _public(case)
    elif case.code == "E0516":
        yield from _annotation(case)
    elif case.code == "E0646":
        yield from _clause(case)
    elif case.code == "E0131":
        yield from _generics(case)
    else:
        yield from _arguments(case)


def _next_word(case: Case) -> int:
    rest = case.text.source[case.spot.byte_end :]
    return case.spot.byte_end + len(rest) - len(rest.lstrip(b" "))


def _qualifier(case: Case, word: str) -> Iterator[Offer]:
    item = enclosing(case.node, "impl_item", "function_item")
    if item is None or (word == "async" and ".await" in text_of(item)):
        return
    found = re.compile(rb"\b%s\s+" % word.encode()).search(case.text.source, item.start_byte, item.end_byte)
    body = item.child_by_field_name("body")
    if found is not None and (body is None or found.start() < body.start_byte):
        yield case.replace(LIKELY, f"`{word}` cannot stand here: leave it out", (*found.span(), ""))


def _restriction(case: Case) -> Iterator[Offer]:
    """Yield the levels of visibility that need no path: the crate, then the module around."""
    found = re.compile(rb"pub\s*\([^)]*\)").search(
        case.text.source, case.text.source.rfind(b"pub", 0, case.spot.byte_end)
    )
    if found is not None and found.start() <= case.spot.byte_start <= found.end():
        yield case.replace(LIKELY, "what is meant can be seen in the whole crate", (*found.span(), "pub(crate)"))
        yield case.replace(POSSIBLE, "what is meant can be seen in the module around", (*found.span(), "pub(super)"))


def _public(case: Case) -> Iterator[Offer]:
    """Yield the visibility that a type in a public signature needs, the narrowest first."""
    for spot in case.spots("declared as"):
        text = case.open(spot.path)
        item = text.item(spot.byte_start) if text is not None else None
        if text is None or item is None:
            continue
        for words in ("pub(crate)", "pub"):
            if item.visibility != words:
                end = item.start + len(item.visibility.encode())
                edit = text.edit(item.start, end, words if item.visibility else f"{words} ")
                yield case.offer(LIKELY, f"a public signature names it: make it `{words}`", (edit,))


def _annotation(case: Case) -> Iterator[Offer]:
    """Yield a `let` that leaves its type to the compiler, as `typeof` of its own value would."""
    let = enclosing(case.node, "let_declaration")
    pattern = let.child_by_field_name("pattern") if let is not None else None
    kind = let.child_by_field_name("type") if let is not None else None
    if let is not None and pattern is not None and let.child_by_field_name("value") is not None:
        end = kind.end_byte if kind is not None else case.spot.byte_end
        if pattern.end_byte < case.spot.byte_start:
            yield case.replace(
                LIKELY, "the compiler finds the type by itself", (pattern.end_byte, max(end, case.spot.byte_end), "")
            )


def _clause(case: Case) -> Iterator[Offer]:
    clause = enclosing(case.node, "where_clause")
    if clause is not None:
        before = case.text.source[: clause.start_byte].rstrip()
        yield case.replace(SURE, "`main` takes no conditions", (len(before), clause.end_byte, ""))


def _generics(case: Case) -> Iterator[Offer]:
    """Yield `main` without parameters and without what is said of them."""
    main = enclosing(case.node, "function_item")
    listed = main.child_by_field_name("type_parameters") if main is not None else None
    if main is None or listed is None:
        return
    parts = [(listed.start_byte, listed.end_byte, "")]
    clauses = [one for one in main.named_children if one.type == "where_clause"]
    parts += [(len(case.text.source[: one.start_byte].rstrip()), one.end_byte, "") for one in clauses]
    yield case.replace(SURE, "nobody gives `main` a parameter", *parts)


def _arguments(case: Case) -> Iterator[Offer]:
    """Yield a path without the arguments that it cannot take; those of its last segment where they stood too early."""
    node = enclosing(case.node, "type_arguments", "use_bounds")
    if node is None:
        return
    if node.type == "use_bounds":
        parts = [child for child in node.named_children if child.start_byte == case.spot.byte_start]
        yield from (case.replace(LIKELY, "it is no parameter", (one.start_byte, one.end_byte, "")) for one in parts)
        return
    start = node.start_byte - 2 * (case.text.at(max(0, node.start_byte - 2), node.start_byte) == "::")
    path = enclosing(node.parent, "scoped_identifier", "scoped_type_identifier")
    while path is not None and path.parent is not None and path.parent.type == path.type:
        path = path.parent
    follows = case.text.at(path.end_byte, path.end_byte + 3) if path is not None else "::<"
    if case.code == "E0109" and path is not None and not follows.startswith(("::<", "<")):
        moved = "::" + text_of(node)
        message = "the arguments belong to the last part of the path"
        yield case.replace(LIKELY, message, (start, node.end_byte, ""), (path.end_byte, path.end_byte, moved))
    yield case.replace(POSSIBLE, "it takes no arguments", (start, node.end_byte, ""))
