"""What a fresh value of a type begins with: nothing, its default, or that in a box of some kind."""

import re
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.shapes.fitting import head, neutral, plain
from ferrule.repair.moves.shapes.owners import implements_default, self_type
from ferrule.repair.moves.shapes.values import unaliased
from ferrule.syntax.items import text_of
from ferrule.syntax.variables import around_function

_WRAPPER: Final = re.compile(r"(Cell|RefCell|Mutex|RwLock|Box|Rc|Arc)<(.*)>$")
_LIST: Final = re.compile(r"\[.*;([^;]+)\]$")


def fresh_value(case: Case, node: Node, written: str) -> str | None:
    """Give it for a type as it is written at a place; None where the type has none that is known.

    In a function `default` each type has one.
    """
    of_type = plain(unaliased(case, written))
    if (empty := neutral(of_type)) is not None:
        return empty
    wrapper = _WRAPPER.match(of_type)
    if wrapper is not None and (inner := neutral(wrapper[2])) is not None:
        return f"{wrapper[1]}::new({inner})"
    if implements_default(case, head(written)):
        return f"{head(written)}::default()"
    around = around_function(node)
    if around is None or text_of(around.child_by_field_name("name")) != "default":
        return None
    own = "|".join(re.escape(one) for one in ("Self", head(self_type(node))) if one)
    if re.search(rf"\b(?:{own})\b", of_type):
        return None  # it would call itself for ever
    listed = _LIST.match(of_type)  # the standard library has no default for long ones
    return f"[Default::default(); {listed[1]}]" if listed is not None else "Default::default()"
