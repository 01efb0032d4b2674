"""The variables of a function and where each is used, with shadowing, closures and patterns resolved (P15, P16)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from tree_sitter import Node

from ferrule.syntax.items import text_of
from ferrule.syntax.tree import ITEMS

_NOT_BOUND: Final = frozenset({"type", "value", "path", "condition"})
"""Fields of a pattern in which names are used and not bound."""
_STRINGS: Final = frozenset({"string_literal", "raw_string_literal"})
_CAPTURED: Final = re.compile(r"(?<!\{)\{([a-z_]\w*)(?::[^{}]*)?\}")
_WIDTHS: Final = re.compile(r"([a-z_]\w*)\$")
_NAMES: Final = frozenset({"identifier", "self"})


@dataclass(slots=True, eq=False)
class Variable:
    """A parameter, a `let`, or what a pattern binds."""

    name: str
    bound: Node
    """The identifier that binds it; of alternatives the first one."""
    declaration: Node
    """The `let`, the parameter, the arm, the loop, the condition or the closure's parameters it is bound in."""
    scope: Node
    """The node at whose end it ends."""
    uses: list[Node] = field(default_factory=list)
    """In order, those in closures too; in a macro the identifier, or the text that captures it."""

    @property
    def is_mutable(self) -> bool:
        """Say whether it is bound with `mut`; of a receiver, whether it may change what it is called on."""
        above = self.bound.parent
        holders = [above, self.declaration] if above is not None and above.type != "mut_pattern" else [above]
        is_whole = self.declaration.child_by_field_name("pattern") == self.bound or self.name == "self"
        marked = (one for one in holders if one is not None and (one != self.declaration or is_whole))
        return any(child.type == "mutable_specifier" for one in marked for child in one.children)

    @property
    def value(self) -> Node | None:
        """What a plain `let` gives it; None for everything else that binds."""
        is_plain = self.declaration.type == "let_declaration"
        is_plain = is_plain and self.declaration.child_by_field_name("pattern") == self.bound
        return self.declaration.child_by_field_name("value") if is_plain else None


_Names = dict[str, Variable]


def variables(function: Node) -> tuple[Variable, ...]:
    """Give the variables of a function or of a closure, in the order in which they are bound."""
    resolver = _Resolver()
    body = function.child_by_field_name("body")
    names = resolver.parameters(function, {})
    if body is not None:
        resolver.walk(body, names)
    return tuple(resolver.found)


def variable_of(use: Node) -> Variable | None:
    """Give the variable that an identifier uses or binds; None for every other name, and outside of a function."""
    function = around_function(use)
    if function is None:
        return None
    found = (one for one in variables(function) if one.bound == use or use in one.uses)
    return next(found, None)


def around_function(node: Node) -> Node | None:
    """Give the function, not the closure, in which a node stands; None outside of any."""
    around: Node | None = node
    while around is not None and around.type != "function_item":
        if around.type in ITEMS:
            return None
        around = around.parent
    return around


def bound_names(pattern: Node | None) -> Iterator[Node]:
    """Yield the identifiers that a pattern binds, in order."""
    if pattern is None:
        return
    if pattern.type in {"identifier", "shorthand_field_identifier"}:
        yield pattern
        return
    for at, child in enumerate(pattern.children):
        if child.is_named and pattern.field_name_for_child(at) not in _NOT_BOUND and child.type != "scoped_identifier":
            yield from bound_names(child)


def captured(literal: Node) -> tuple[str, ...]:
    """Give the names that a text captures as an argument of a macro, such as `"{x:?}"`; none for any other text."""
    if literal.parent is None or literal.parent.type not in {"token_tree", "arguments"}:
        return ()
    text = text_of(literal)
    return tuple(dict.fromkeys([*_CAPTURED.findall(text), *_WIDTHS.findall(text)]))


class _Resolver:
    """Walks a body with the names that are in scope; what is bound inside ends with the dictionary it is put in."""

    def __init__(self) -> None:
        self.found: list[Variable] = []

    def parameters(self, function: Node, names: _Names) -> _Names:
        """Give the names with the parameters of a function or closure."""
        names = dict(names)
        inside = function.child_by_field_name("parameters")
        for one in inside.named_children if inside is not None else []:
            if one.type == "self_parameter":
                names["self"] = self._made("self", one, one, function)
            else:
                pattern = one.child_by_field_name("pattern") if one.type == "parameter" else one
                self._bind(pattern, one if one.type == "parameter" else function, function, names)
        return names

    def walk(self, node: Node, names: _Names) -> None:
        """Note the uses below a node; deep trees are walked by recursion no deeper than the grammar nests."""
        waiting = [node]
        while waiting:
            one = waiting.pop()
            opened = _SCOPES.get(one.type)
            if opened is not None:
                opened(self, one, names)
            elif one.type in _NAMES or one.type in _STRINGS:
                self._use(one, names)
            elif one.type not in ITEMS and one.type not in {"scoped_identifier", "generic_type"}:
                waiting.extend(reversed(one.named_children))

    def block(self, block: Node, names: _Names) -> None:
        """Walk statements in order; each `let` binds for those after it."""
        names = dict(names)
        for one in block.named_children:
            if one.type == "let_declaration":
                for part in ("value", "alternative"):
                    self._part(one, part, names)
                self._bind(one.child_by_field_name("pattern"), one, block, names)
            else:
                self.walk(one, names)

    def arm(self, arm: Node, names: _Names) -> None:
        """Walk an arm of a `match`: guard and value see what the pattern binds."""
        names = dict(names)
        pattern = arm.child_by_field_name("pattern")
        self._bind(pattern, arm, arm, names)
        if pattern is not None:
            self._part(pattern, "condition", names)
        self._part(arm, "value", names)

    def loop(self, loop: Node, names: _Names) -> None:
        """Walk a `for`: what runs through is not in scope of what it runs over."""
        self._part(loop, "value", names)
        names = dict(names)
        self._bind(loop.child_by_field_name("pattern"), loop, loop, names)
        self._part(loop, "body", names)

    def branch(self, branch: Node, names: _Names) -> None:
        """Walk an `if` or a `while`: the block sees what the condition binds, the `else` does not."""
        inner = dict(names)
        condition = branch.child_by_field_name("condition")
        parts = [] if condition is None else [condition]
        if condition is not None and condition.type == "let_chain":
            parts = condition.named_children
        for one in parts:
            if one.type == "let_condition":
                self._part(one, "value", inner)
                self._bind(one.child_by_field_name("pattern"), branch, branch, inner)
            else:
                self.walk(one, inner)
        for part in ("consequence", "body"):
            self._part(branch, part, inner)
        self._part(branch, "alternative", names)

    def closure(self, closure: Node, names: _Names) -> None:
        """Walk a closure: it sees its parameters and what is around it."""
        self._part(closure, "body", self.parameters(closure, names))

    def tokens(self, tree: Node, names: _Names) -> None:
        """Note the names among the tokens of a macro call, but for fields, paths and calls of macros."""
        parts = tree.children
        for at, one in enumerate(parts):
            before, after = text_of(parts[at - 1]) if at else "", text_of(parts[at + 1]) if at + 1 < len(parts) else ""
            if one.type == "token_tree":
                self.tokens(one, names)
            elif one.type in _STRINGS or (before not in {".", "::"} and after not in {"!", "::"}):
                self._use(one, names)

    def _part(self, node: Node, part: str, names: _Names) -> None:
        inner = node.child_by_field_name(part)
        if inner is not None:
            self.walk(inner, names)

    def _bind(self, pattern: Node | None, declaration: Node, scope: Node, names: _Names) -> None:
        here: _Names = {}
        for one in bound_names(pattern):
            name = text_of(one)
            if name and name != "_" and not name[0].isupper() and name not in here:
                here[name] = self._made(name, one, declaration, scope)
        names |= here

    def _made(self, name: str, bound: Node, declaration: Node, scope: Node) -> Variable:
        self.found.append(Variable(name, bound, declaration, scope))
        return self.found[-1]

    def _use(self, node: Node, names: _Names) -> None:
        for name in [text_of(node)] if node.type in _NAMES else captured(node):
            if name in names:
                names[name].uses.append(node)


_SCOPES: Final = {
    "block": _Resolver.block, "match_arm": _Resolver.arm, "for_expression": _Resolver.loop,
    "if_expression": _Resolver.branch, "while_expression": _Resolver.branch,
    "closure_expression": _Resolver.closure, "token_tree": _Resolver.tokens,
}  # fmt: skip
