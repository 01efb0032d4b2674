"""An expression near the error in the form that its neighbours ask for: `&x`, `x.iter()`, `Some(x)`, or without it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Phase
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import ANY
from ferrule.repair.moves.types.expressions import filled
from ferrule.repair.moves.types.pairs import pair_of
from ferrule.repair.moves.types.typewords import is_number
from ferrule.repair.moves.wide.nearby import Near, expressions, is_about_values
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import LITERALS

ID: Final = "wide-wrap"
CODES: Final = frozenset({ANY})
_MOST: Final = 72


@dataclass(frozen=True, slots=True)
class Form:
    """One wrapping, and the words without which nobody asks for it."""

    template: str
    asked: str
    """A pattern that the compiler's words must hold; empty for none."""
    doubt: int


FORMS: Final = (
    Form("&{}", "", 0),
    Form("*{}", "", 0),
    Form("&mut {}", "mut", 1),
    Form("&*{}", "", 2),
    Form("&mut *{}", "mut", 2),
    Form("**{}", "&&|Box|Rc|Arc|Ref", 3),
    Form("{}.as_ref()", "Option|Result|Box|Rc|Arc|AsRef", 2),
    Form("{}.as_mut()", "Option|Result|Box|AsMut", 2),
    Form("{}.as_deref()", "Option|Result", 3),
    Form("{}.as_deref_mut()", "Option|Result", 3),
    Form("{}.iter()", "[Ii]ter|\\[|Vec|collect|zip|next", 2),
    Form("{}.iter_mut()", "[Ii]ter", 3),
    Form("{}.into_iter()", "[Ii]ter", 4),
    Form("{}.copied()", "Option|[Ii]ter", 3),
    Form("{}.cloned()", "Option|[Ii]ter", 6),
    Form("{}.into()", "From|Into|mismatched|convert", 6),
    Form("{}.to_string()", "String|str", 4),
    Form("{}.to_owned()", "String|Borrow|Path|OsStr|Cow", 6),
    Form("{}.to_vec()", "Vec|\\[", 6),
    Form("{}.as_str()", "str\\b", 3),
    Form("{}.as_slice()", "\\[", 4),
    Form("{}.as_bytes()", "u8", 4),
    Form("{}.chars()", "char", 5),
    Form("{}.len()", "usize", 6),
    Form("Some({})", "Option", 3),
    Form("Ok({})", "Result", 3),
    Form("Box::new({})", "Box", 3),
    Form("{}?", "Option|Result|\\?|Try", 4),
    Form("({})", "", 9),
    Form("{}()", "\\bfn|closure|call|method", 5),
)
_GIVEN: Final = {"Some({})": "Option", "Ok({})": "Result", "Box::new({})": "Box"}
_COPIES: Final = frozenset({
    "{}.copied()", "{}.cloned()", "{}.into()", "{}.to_string()", "{}.to_owned()", "{}.to_vec()",
})  # fmt: skip
_TAKEN: Final = re.compile(
    r"^(?:as_ref|as_mut|as_deref|iter|iter_mut|into_iter|copied|cloned|into|to_string|to_owned|as_str|as_slice|clone|"
    r"borrow|borrow_mut|deref|by_ref|as_bytes|to_vec|into_boxed_slice)$"
)
"""Methods that only change the form of a value: without them it is still the value."""
_BUILT: Final = frozenset({"Some", "Ok", "Box::new", "Rc::new", "Arc::new", "String::from"})


def propose(case: Case) -> Iterator[Offer]:
    """Wrap what is at the place of the error, what is in it and around it, and take such wrappings away."""
    if not is_about_values(case):
        return
    offers = [offer for near in expressions(case) for offer in (*_taken_away(case, near), *_wrapped(case, near))]
    yield from sorted(offers, key=lambda one: one.rank)[:_MOST]


def _wrapped(case: Case, near: Near) -> Iterator[Offer]:
    words = case.words
    for form in (*FORMS, *_casts(case, near)):
        if (form.asked and not re.search(form.asked, words)) or _is_idle(form.template, near.node):
            continue
        if _hides_end(case, form.template, near.node) or _disagrees(case, form.template, near):
            continue
        new = filled(form.template, near.node)
        edit = near.text.edit(near.node.start_byte, near.node.end_byte, new)
        yield case.offer(near.rank + form.doubt, f"a value in another form: `{_short(new)}`", (edit,))


def _casts(case: Case, near: Near) -> Iterator[Form]:
    """Yield the number that is expected, checked before cast; only for the place itself."""
    pair = pair_of(case.error)
    is_open = pair is None or near.apart or "{" in pair.expected.text or near.node.type in LITERALS
    if is_open or pair is None or not is_number(pair.expected):
        return
    name = pair.expected.head
    yield Form(f"{name}::from({{}})", "", 2)
    yield Form(f"{{}} as {name}", "", 12)


def _is_idle(template: str, node: Node) -> bool:
    """Say whether a wrapping makes no sense here: a borrow of a borrow, a method on a number, brackets on a name."""
    kind = node.type
    if template == "({})":
        return kind not in {"range_expression", "closure_expression", "type_cast_expression", "unary_expression"}
    if template == "{}()":
        return kind not in {"field_expression", "identifier", "scoped_identifier"}
    above = node.parent
    kinds = {kind, above.type if above is not None else ""}
    if "reference_expression" in kinds and template.startswith("&"):
        return True
    if kind == "reference_expression" and template.startswith(("{}.", "*")):
        return True
    if above is not None and above.type == "expression_statement" and template != "{}?":
        return True  # nobody looks at its value
    is_made = kind in LITERALS or text_of(node.child_by_field_name("function")) in _BUILT
    return is_made and template.startswith("*")


def _hides_end(case: Case, template: str, node: Node) -> bool:
    """Say whether a form would only hide what borrows are about: a value given to `drop`, or a change of a copy."""
    above = node.parent
    if case.error.phase is not Phase.BORROW or above is None:
        return False
    if template in _COPIES:
        return True
    called = text_of(above.parent.child_by_field_name("function")) if above.parent is not None else ""
    is_end = above.type == "arguments" and called.rpartition("::")[2] in {"drop", "forget", "spawn"}
    return is_end or (above.type == "let_declaration" and template.startswith("&"))


def _disagrees(case: Case, template: str, near: Near) -> bool:
    """Say whether the compiler expects something of another kind at this place than what the form would give."""
    pair = None if near.apart else pair_of(case.error)
    if pair is None and near.node.type in LITERALS:
        return True  # a number is as it is for a reason that nobody told
    if pair is None or pair.expected.head == "_":
        return False
    if template.startswith("&"):
        return not pair.expected.is_reference and not pair.expected.head.startswith("*")
    return template in _GIVEN and pair.expected.head != _GIVEN[template]


def _taken_away(case: Case, near: Near) -> Iterator[Offer]:
    inner = _inner(near.node)
    is_wrong_cast = near.node.type == "type_cast_expression" and case.code != "E0308"  # what it should be is not known
    is_change = case.error.phase is Phase.BORROW and text_of(near.node).startswith("&mut")
    if inner is None or is_wrong_cast or is_change:  # without the borrow nothing would be changed
        return
    new = filled("{}", inner)
    edit = near.text.edit(near.node.start_byte, near.node.end_byte, new)
    yield case.offer(near.rank + 1, f"a value without its wrapping: `{_short(new)}`", (edit,))


def _inner(node: Node) -> Node | None:
    """Give the value in a wrapping that only changes its form; None for every other expression."""
    parts = node.named_children
    if node.type == "reference_expression":
        return node.child_by_field_name("value")
    if node.type == "unary_expression" and text_of(node.children[0]) == "*":
        return parts[-1]
    if node.type in {"try_expression", "type_cast_expression"} and parts:
        return parts[0]
    if node.type != "call_expression":
        return None
    function, given = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    values = given.named_children if given is not None else []
    if function is not None and function.type == "field_expression" and not values:
        is_form = _TAKEN.match(text_of(function.child_by_field_name("field")))
        return function.child_by_field_name("value") if is_form else None
    return values[0] if text_of(function) in _BUILT and len(values) == 1 else None


def _short(text: str) -> str:
    most = 40
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most]}..."
