"""Syntax, words and functions that need a nightly compiler, or a later edition, in their stable form (P05)."""

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from functools import partial
from typing import Final

from ferrule.facts.finding import Edit
from ferrule.repair.moves.attributes.attribute import attribute_at, name_of
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import files
from ferrule.repair.moves.grammar import stable_bodies, stable_items
from ferrule.repair.moves.grammar.stable_text import Part, Plain, applied, plain_of, template
from ferrule.repair.moves.grammar.stable_words import WORDS
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.text import Text

ID: Final = "stable-form"
CODES: Final = frozenset({"", "E0432", "E0554", "E0557", "E0599", "E0635", "E0658"})
_GATES: Final = frozenset({"E0554", "E0557", "E0635"})
_GATE: Final = re.compile(rb"^[ \t]*#!\[feature\(([^\]]*)\)\][ \t]*\n?", re.MULTILINE)
_LARGEST: Final = 100_000
_FILES: Final = 60
_ROUNDS: Final = 3
_FORMS: Final[tuple[tuple[str, Callable[[Plain], Iterable[Part]]], ...]] = (
    (r"trait_alias|trait alias", stable_items.trait_aliases),
    (r"decl_macro|`macro` is experimental", stable_items.macros),
    (r"associated_type_defaults|associated type defaults", stable_items.associated_defaults),
    (r"inherent_associated_types|inherent associated types", stable_items.inherent_types),
    (r"arbitrary_self_types", stable_items.self_pointers),
    (r"negative_impls|negative (?:trait bounds|impls)|auto_traits|optin_builtin", stable_items.negative_impls),
    (r"try_blocks|`try` (?:expression|block)", stable_bodies.try_blocks),
    (r"type_ascription|type ascription", stable_bodies.ascriptions),
    (r"let chains are only|let_chains", stable_bodies.chains),
    (r"box_patterns|box pattern", stable_bodies.boxes),
)
"""Words of the errors or names of features, and what is written instead."""


def propose(case: Case) -> Iterator[Offer]:
    """Write every form that the error or the gates speak of as stable Rust has it, in all files at once.

    A gate goes with the forms that it was there for: without it they would only be errors of another kind.
    """
    if case.code == "E0658" and "patterns in slices" in case.error.message:
        span = (case.spot.byte_start, case.spot.byte_end, f"({case.found})")
        yield case.replace(SURE, "a range without an end stands in brackets in a slice", span)
        return
    gate = case.code in _GATES
    if gate:
        attribute = attribute_at(case.text, case.spot.byte_start)
        if attribute is None or name_of(attribute) != "feature":
            return
    said = "\n".join(error.message for error in case.errors if (error.rule or "") == case.code or gate)
    whole = gate or case.code == "E0658"
    texts = [text for text, _ in files(case)[:_FILES]] if whole else [case.text]
    if gate:
        said += "\n" + "\n".join(match[1].decode(errors="replace") for match in _GATE.finditer(case.text.source))
    made = [(text, _stable(text, said)) for text in texts if len(text.source) < _LARGEST]
    if all(now == text.source for text, now in made):
        return
    if gate:
        made = [(text, _GATE.sub(b"", now)) for text, now in made]
    edits = [edit for text, now in made for edit in _differences(text, now)]
    message = "this needs a nightly compiler or a later edition: its stable form"
    yield case.offer(SURE if whole else LIKELY, message, edits)


def _stable(text: Text, said: str) -> bytes:
    """Give a file with every form that the words speak of as stable Rust has it."""
    now = text.source
    for pattern, form in _FORMS:
        if re.search(pattern, said):
            now = _rounds(now, form, 1 if form is stable_items.negative_impls else _ROUNDS)
    for word in WORDS:
        if word.said.search(said):
            now = _rounds(now, partial(template, wrong=word.wrong, right=word.right))
    return now


def _rounds(source: bytes, form: Callable[[Plain], Iterable[Part]], most: int = _ROUNDS) -> bytes:
    """Apply a form until nothing is left of it: what lies inside of another one comes in the next round.

    An impl that goes is answered by its own error, so one goes at a time.
    """
    for _ in range(most):
        made = applied(source, list(form(plain_of(source))))
        if made == source or len(made) > 2 * len(source) + 1000:
            break
        source = made
    return source


def _differences(text: Text, now: bytes) -> Iterator[Edit]:
    """Yield the lines that differ."""
    old, new = text.source.splitlines(keepends=True), now.splitlines(keepends=True)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    for kind, first, last, low, high in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            words = b"".join(new[low:high]).decode("utf-8", "surrogateescape")
            yield text.edit(starts[first], starts[last], words)
