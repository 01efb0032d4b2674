"""Which own types have to derive a trait so that one of them can, and the edits that make them."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.facts.finding import Edit
from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import Placed
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.traits.own import impls, node_of, own_type
from ferrule.syntax.items import Item, text_of

NEEDS: Final[dict[str, tuple[str, ...]]] = {
    "Debug": (), "Clone": (), "Default": (), "Hash": (), "PartialEq": (),
    "Copy": ("Clone",), "Eq": ("PartialEq",), "PartialOrd": ("PartialEq",),
    "Ord": ("PartialEq", "Eq", "PartialOrd"),
}  # fmt: skip
"""What can be derived, and what it needs beside it."""
_AGREES: Final = {"Ord": "PartialOrd", "Hash": "PartialEq"}
"""What would contradict an impl by hand of another trait if it were derived."""
_BY_ORDER: Final = """\


{0}impl PartialOrd for {1} {{
{0}    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {{
{0}        Some(self.cmp(other))
{0}    }}
{0}}}"""
_OWNING: Final = "Vec|String|Box|Rc|Arc|HashMap|HashSet|BTreeMap|BTreeSet|VecDeque|RefCell|Mutex|RwLock|Cow|PathBuf"
_NEVER: Final = {
    "Copy": re.compile(rf"&\s*(?:'\w+\s+)?mut\b|\b(?:{_OWNING})\b"),
    "Clone": re.compile(r"&\s*(?:'\w+\s+)?mut\b|\bdyn\b|\b(?:Mutex|RwLock|File|JoinHandle|TcpStream)\b"),
    "Default": re.compile(r"&\s*(?:'\w+\s+)?mut\b|\bdyn\b|\bfn\s*\(|\bInstant\b"),
    "Eq": re.compile(r"\bf(?:32|64)\b|\bdyn\b|\bMutex\b"),
    "Ord": re.compile(r"\bf(?:32|64)\b|\bdyn\b|\bMutex\b|\bHash(?:Map|Set)\b"),
    "Hash": re.compile(r"\bf(?:32|64)\b|\bdyn\b|\bMutex\b|\bHash(?:Map|Set)\b|\bRefCell\b|\bCell\b"),
    "PartialEq": re.compile(r"\bdyn\b|\b(?:Mutex|RwLock|File)\b"),
    "PartialOrd": re.compile(r"\bdyn\b|\b(?:Mutex|RwLock|File|HashMap|HashSet)\b"),
    "Debug": re.compile(r"\bdyn\s+(?!(?:std::fmt::|fmt::)?Debug)|\bimpl\b"),
}
"""In the types of fields: what keeps the trait from being derived."""
_NAME: Final = re.compile(r"\b[A-Z]\w*")
_BEHIND: Final = re.compile(r"&\s*(?:'\w+\s+)?\w+|\bPhantomData\s*<[^<>]*>")


def derive_edits(case: Case, wanted: list[tuple[str, str]]) -> tuple[Edit, ...] | None:
    """Give the edits that let own types derive traits, with what these need and what their fields need.

    Args:
        case: the error.
        wanted: names of types and of traits.

    None when a field, a manual impl of something needed, or the kind of a type forbids it.
    """
    missing: dict[str, list[str]] = {}
    open_pairs = list(wanted)
    while open_pairs:
        name, trait = open_pairs.pop()
        placed = own_type(case, name)
        if placed is None:
            continue
        if trait in missing.get(name, ()) or trait in placed.item.derives or _implemented(case, name, trait):
            continue
        types = list(_types(placed.item))
        if not _can(placed.item, trait, types) or _implemented(case, name, _AGREES.get(trait, "?")):
            return None
        missing.setdefault(name, []).append(trait)
        open_pairs += [(name, other) for other in NEEDS[trait]]
        open_pairs += [(inner, trait) for field in types for inner in _inner(field, trait)]
    return tuple(edit for name, traits in missing.items() for edit in _edits(case, name, traits)) or None


def _implemented(case: Case, name: str, trait: str) -> bool:
    return any(True for _ in impls(case, trait, name))


def _can(item: Item, trait: str, types: list[str]) -> bool:
    if trait not in NEEDS or (item.kind == "union" and trait not in {"Copy", "Clone"}):
        return False
    if trait == "Default" and item.kind != "struct":
        return False
    pattern = _NEVER.get(trait)
    return pattern is None or not any(pattern.search(field) for field in types)


def _types(item: Item) -> Iterator[str]:
    for one in (item, *item.members):
        yield from (field.type for field in one.fields)


def _inner(field: str, trait: str) -> list[str]:
    """Give the names of types that have to have the trait too; what lies behind a reference need not be copied."""
    words = _BEHIND.sub("", field) if trait in {"Clone", "Copy", "Default"} else field
    return _NAME.findall(words)


def _edits(case: Case, name: str, traits: list[str]) -> Iterator[Edit]:
    placed = own_type(case, name)
    if placed is not None:
        ordered = [trait for trait in NEEDS if trait in traits]
        if "PartialOrd" in ordered and not placed.item.generics and _implemented(case, name, "Ord"):
            ordered.remove("PartialOrd")  # a derived one might order otherwise than the impl by hand
            at, indent = placed.item.end, placed.text.indent(placed.item.start)
            yield placed.text.edit(at, at, _BY_ORDER.format(indent, name))
        if ordered:
            yield _edit(placed, ordered)


def _edit(placed: Placed, traits: list[str]) -> Edit:
    """Give the edit that adds traits to the derives that are there, or a new attribute."""
    text, item = placed.text, placed.item
    place = _list_end(text, item)
    if place is not None:
        at, joins = place
        return text.edit(at, at, (", " if joins else "") + ", ".join(traits))
    line = text.source.rfind(b"\n", 0, item.start) + 1
    begins = not text.source[line : item.start].strip()
    between = "\n" + text.indent(item.start) if begins else " "
    return text.edit(item.start, item.start, f"#[derive({', '.join(traits)})]{between}")


def _list_end(text: Text, item: Item) -> tuple[int, bool] | None:
    """Give where the list of an item's first `derive` ends, and whether there is something in it."""
    node = node_of(text, item)
    before = node.prev_named_sibling if node is not None else None
    found = None
    while before is not None and before.type in {"attribute_item", "line_comment", "block_comment"}:
        attribute = before.named_children[0] if before.type == "attribute_item" and before.named_children else None
        words = text_of(attribute)
        if attribute is not None and words.startswith("derive(") and words.endswith(")"):
            inside = words[len("derive(") : -1].rstrip()
            kept = inside.rstrip(",").rstrip()
            end = attribute.start_byte + len("derive(") + len(kept.encode("utf-8", "surrogateescape"))
            found = end, bool(kept)
        before = before.prev_named_sibling
    return found
