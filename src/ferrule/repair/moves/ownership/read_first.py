"""What is read of a value after it was given away is read before: its length, a field, a text made of it (P15, P16)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.repair.moves.ownership.callees import callees, parameter_at
from ferrule.repair.moves.ownership.changed_only import is_changed_only
from ferrule.repair.moves.ownership.given import Given, given, is_again, name_of, type_of
from ferrule.repair.moves.traits.own import head, own_type
from ferrule.repair.moves.types.typewords import is_number, read_type
from ferrule.syntax.effects import QUIET, effects, method, only_looks
from ferrule.syntax.held import holds_no_loan
from ferrule.syntax.items import Item, text_of
from ferrule.syntax.uses import Access, access, closure_around, loop_around, place, statement_around
from ferrule.syntax.variables import Variable, around_function, variable_of, variables

ID: Final = "read-first"
CODES: Final = frozenset({"E0382"})
_OWNED: Final = frozenset({
    "len", "is_empty", "to_string", "to_owned", "to_uppercase", "to_lowercase", "to_vec", "count", "sum", "contains",
    "contains_key", "starts_with", "ends_with", "is_some", "is_none", "is_ok", "is_err", "clone", "capacity", "collect",
    "any", "all", "position",
})  # fmt: skip
"""Methods of the standard library whose result holds nothing of what they looked at."""
_SHARED: Final = re.compile(r"&mut\b|\b(?:Rc|Arc|Cell|RefCell|Mutex|RwLock|Atomic\w+|Sender|Receiver|Weak)\b|\*mut")
"""Types of values that others may change in the meantime."""
_MOST: Final = 6


def propose(case: Case) -> Iterator[Offer]:
    """Bind all that is read of it later, in front of the statement that gives it away."""
    lost = given(case)
    if lost is None or is_again(case) or lost.value.type != "identifier" or _SHARED.search(type_of(case)):
        return
    variable, giving = variable_of(lost.value), statement_around(lost.value)
    if variable is None or giving is None or not _is_straight(lost.value, giving) or _is_for_change(case, lost):
        return
    owner = own_type(case, head(type_of(case)))
    if owner is not None and any(_SHARED.search(field.type) for field in owner.item.fields):
        return
    later = [use for use in variable.uses if use.start_byte >= lost.value.end_byte]
    reads = [_read(use, owner.item if owner is not None else None) for use in later]
    whole = [one for one in reads if one is not None]
    if whole and len(whole) == len(reads) <= _MOST and all(_same_before(one, variable, giving) for one in whole):
        yield _offer(case, lost, variable, giving, whole)


def _is_for_change(case: Case, lost: Given) -> bool:
    """Say whether it is handed to a function that changes it and gives nothing back: what comes after wants that."""
    found = callees(case, lost.call, type_of(case)) if lost.call is not None else ()
    for one in found:
        at = parameter_at(lost.call, one, lost.position) if lost.call is not None else 0
        if is_changed_only(one, at):
            return True
    return False


def _offer(case: Case, lost: Given, variable: Variable, giving: Node, reads: list[Node]) -> Offer:
    indent = lost.text.indent(giving.start_byte)
    taken, lets, parts = _names_in(lost.value), dict[str, str](), list[tuple[int, int, str]]()
    for read in reads:
        words = lost.text.at(read.start_byte, read.end_byte)
        declaration = read.parent
        if words not in lets and declaration is not None and _is_plain_let(declaration, read, giving):
            name = text_of(declaration.child_by_field_name("pattern"))
            lets[words] = name
            parts += [_gone(lost, declaration)]
        elif words not in lets:
            lets[words] = name = _free(_called(read), variable.name, taken)
            taken.add(name)
            parts.append(_named(read, name))
        else:
            parts.append(_named(read, lets[words]))
    bound = "".join(f"let {name} = {words};\n{indent}" for words, name in lets.items())
    message = f"`{variable.name}` is given away: what is read of it later is read before"
    return case.replace(SURE, message, (giving.start_byte, giving.start_byte, bound), *parts)


def _read(use: Node, owner: Item | None) -> Node | None:
    """Give the outermost expression around a use that only looks, and whose value stands for itself; None for none."""
    above = use.parent
    call = above.parent if above is not None and above.type == "arguments" else None
    if call is not None and name_of(call) == "format_":
        return call
    whole, node = None, place(use)
    if node != use and node.type == "field_expression" and access(use) not in {Access.WRITE, Access.BORROW_MUT}:
        whole = node if owner is None or _is_small(node, owner) else None
    if owner is not None and access(use) is Access.RECEIVER and node == use:
        return None
    while (field := node.parent) is not None and field.type == "field_expression" and field.parent is not None:
        called, call = text_of(field.child_by_field_name("field")), field.parent
        if call.type == "generic_function" and call.parent is not None:
            call = call.parent
        if call.type != "call_expression" or called not in QUIET | _OWNED:
            break
        node = call
        whole = call if called in _OWNED else None
    return whole


def _is_small(field: Node, owner: Item) -> bool:
    """Say whether a field of a type of the crate is a number or the like, of which there can be two."""
    name = text_of(field.child_by_field_name("field"))
    types = [one.type for one in owner.fields if one.name == name]
    return not types or any(is_number(read_type(one)) or one in {"bool", "char"} for one in types)


def _same_before(read: Node, variable: Variable, giving: Node) -> bool:
    """Say whether reading early gives the same: it only looks, and what it looks at stays as it is until then."""
    block = giving.parent
    done = effects(read)
    function = around_function(read)
    if block is None or function is None or done.acts or done.leaves or read.end_byte > block.end_byte:
        return False
    if closure_around(read, block) is not None or (done.writes - {variable.name}):
        return False
    meanwhile = (one for one in block.named_children if giving.start_byte <= one.start_byte < read.end_byte)
    if done.looks_shared and any(effects(one).acts for one in meanwhile):
        return False
    for other in variables(function):
        if other.name not in done.reads or other == variable:
            continue
        if other.bound.start_byte >= giving.start_byte:
            return False
        between = (use for use in other.uses if giving.start_byte <= use.start_byte < read.end_byte)
        if any(_changes(use, other) for use in between):
            return False
    return True


def _changes(use: Node, variable: Variable) -> bool:
    done = access(use)
    is_handed = done is Access.VALUE and not holds_no_loan(variable)
    is_called = done is Access.RECEIVER and not only_looks(method(use))
    return done in {Access.WRITE, Access.BORROW_MUT} or is_handed or is_called


def _is_straight(value: Node, giving: Node) -> bool:
    return loop_around(value, giving) is None and closure_around(value, giving) is None


def _is_plain_let(declaration: Node, read: Node, giving: Node) -> bool:
    pattern = declaration.child_by_field_name("pattern")
    if declaration.type != "let_declaration" or declaration.child_by_field_name("value") != read:
        return False
    is_beside = declaration.parent == giving.parent and declaration.child_by_field_name("type") is None
    return is_beside and declaration != giving and pattern is not None and pattern.type == "identifier"


def _gone(lost: Given, declaration: Node) -> tuple[int, int, str]:
    """Give the removal of a statement with the blanks before it, up to the one before."""
    source, start = lost.text.source, declaration.start_byte
    while start and source[start - 1 : start].isspace():
        start -= 1
    return start, declaration.end_byte, ""


def _named(read: Node, name: str) -> tuple[int, int, str]:
    """Give the name in the place of what was read; of a field that is called the same the short form."""
    above = read.parent
    is_same = above is not None and above.type == "field_initializer" and above.named_child_count > 1
    if above is not None and is_same and text_of(above.named_children[0]) == name:
        return above.start_byte, above.end_byte, name
    return read.start_byte, read.end_byte, name


def _called(read: Node) -> str:
    if read.type == "field_expression":
        return text_of(read.child_by_field_name("field"))
    return {"format_": "text", "to_string": "text", "to_owned": "copy", "clone": "copy"}.get(
        name_of(read), name_of(read)
    )


def _free(name: str, owner: str, taken: set[str]) -> str:
    """Give a name that is not in use: the short one, or one with that of the variable."""
    name = name if not name.isdigit() else f"field_{name}"
    forms = [name, f"{owner}_{name}", *(f"{owner}_{name}_{number}" for number in range(2, 50))]
    return next(form for form in forms if form not in taken)


def _names_in(node: Node) -> set[str]:
    function = around_function(node)
    return set(re.findall(r"\w+", re.sub(r"\.\w+", "", text_of(function)))) if function is not None else set()
