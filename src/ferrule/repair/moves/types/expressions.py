"""Expressions in the tree: what stands at a place, how it is wrapped, and what is around it."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.text import Text
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import LITERALS

_ATOMS: Final = LITERALS | {
    "identifier", "self", "field_expression", "call_expression", "parenthesized_expression", "index_expression",
    "macro_invocation", "try_expression", "scoped_identifier", "tuple_expression", "array_expression",
    "await_expression", "generic_function", "struct_expression", "metavariable",
}  # fmt: skip
_PREFIXABLE: Final = _ATOMS | {"reference_expression", "unary_expression", "closure_expression"}
FUNCTIONS: Final = frozenset({"function_item", "closure_expression"})
_BODIES: Final = FUNCTIONS | {"const_item", "static_item", "async_block"}


def exact(text: Text, start: int, end: int) -> Node | None:
    """Give the outermost node with exactly this range that is no statement; None where there is none."""
    node = text.node(start, end)
    if (node.start_byte, node.end_byte) != (start, end):
        return None
    while (above := node.parent) is not None and (above.start_byte, above.end_byte) == (start, end):
        if above.type in {"expression_statement", "block", "match_pattern", "source_file", "arguments"}:
            break
        node = above
    return node


def filled(template: str, node: Node) -> str:
    """Give a template such as `{}.len()` with an expression in it, and with the parentheses that it needs there."""
    inner = text_of(node)
    after = template.partition("{}")[2]
    before = template.partition("{}")[0]
    if after.startswith((".", " as ", "?")):
        needs = node.type not in _ATOMS and not (after.startswith(" as ") and node.type == "unary_expression")
    elif after.startswith(" "):
        needs = node.type not in _PREFIXABLE
    else:
        needs = before[-1:] in {"&", "*", "!"} or before.endswith("&mut ")
        needs = needs and node.type not in _PREFIXABLE
    if node.type == "parenthesized_expression" and before[-1:] == "(" and after[:1] == ")":
        inner = inner[1:-1]
    made = template.replace("{}", f"({inner})" if needs else inner)
    return f"({made})" if _needs_outer(template, node) else made


def _needs_outer(template: str, node: Node) -> bool:
    """Say whether what is made stands where only something whole may stand: before a `.`, `?`, `[` or `<`."""
    closed = template.endswith((")", "]", "?")) and not template.startswith(("&", "*", "!"))
    above = node.parent
    if closed or template == "{}" or above is None:
        return False
    first = above.named_children[0] if above.named_children else None
    if above.type in {"field_expression", "try_expression", "await_expression", "index_expression"}:
        return first == node
    operator = above.child_by_field_name("operator")
    if above.type == "binary_expression" and " as " in template:
        return first == node and text_of(operator).startswith("<")
    return above.type == "type_cast_expression" and " as " not in template and not template.startswith(("&", "*"))


def ancestors(node: Node | None) -> Iterator[Node]:
    """Yield what is around a node, innermost first, the node itself not."""
    while node is not None and (node := node.parent) is not None:
        yield node


def around(node: Node, kinds: frozenset[str] | set[str]) -> Node | None:
    """Give the innermost node of these kinds around another one; None where there is none."""
    return next((above for above in ancestors(node) if above.type in kinds), None)


def function_around(node: Node) -> Node | None:
    """Give the function or closure to which a `return` at this place would belong; None outside of any."""
    found = around(node, _BODIES)
    return found if found is not None and found.type in FUNCTIONS else None


def return_type(function: Node | None) -> str:
    """Give the written return type of a function or closure; empty where none is written."""
    return text_of(function.child_by_field_name("return_type")) if function is not None else ""


def binding(node: Node) -> Node | None:
    """Give the `let`, the parameter or the closure parameter that an identifier stands for; None for another one."""
    name = text_of(node)
    here = node
    for above in ancestors(node):
        if above.type == "block":
            lets = [one for one in above.named_children if one.end_byte <= here.start_byte and _binds(one, name)]
            if lets:
                return lets[-1]
        elif above.type in FUNCTIONS:
            parameters = above.child_by_field_name("parameters")
            inside = parameters.named_children if parameters is not None else []
            found = next((one for one in inside if _binds(one, name) or text_of(one) == name), None)
            if found is not None or above.type == "function_item":
                return found
        here = above
    return None


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all named nodes in it, in order."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(reversed(one.named_children))


def _binds(node: Node, name: str) -> bool:
    if node.type not in {"let_declaration", "parameter"}:
        return False
    pattern = node.child_by_field_name("pattern")
    if pattern is not None and pattern.type == "mut_pattern":
        pattern = pattern.named_children[-1] if pattern.named_children else None
    return text_of(pattern) == name
