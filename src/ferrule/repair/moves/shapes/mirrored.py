"""Two operands that are treated alike: what is said of the one is said of the other."""

import re

from tree_sitter import Node

from ferrule.repair.moves.shapes.fitting import plain
from ferrule.repair.moves.shapes.owners import self_type
from ferrule.repair.moves.shapes.scope import count_name
from ferrule.syntax.items import text_of
from ferrule.syntax.variables import around_function


def mirrored(node: Node, words: str) -> tuple[str, bool] | None:
    """Give an expression about one of the two operands of the function around as it reads about the other one.

    With it comes whether that is the first one. None where the function does not have just two of one type, or the
    expression speaks of both or of none.
    """
    names = _operands(node)
    spoken = [name for name in names if count_name(name, words)]
    if len(names) != 2 or len(spoken) != 1:
        return None
    [one] = spoken
    other = names[1 - names.index(one)]
    return re.sub(rf"(?<!\w){re.escape(one)}(?!\w)", other, words), other == names[0]


def _operands(node: Node) -> list[str]:
    """Give the names of the parameters, when they are two of one type, borrowed or not."""
    around = around_function(node)
    listed = around.child_by_field_name("parameters") if around is not None else None
    own = self_type(node)
    found: dict[str, str] = {}
    for one in listed.named_children if listed is not None else []:
        if one.type == "self_parameter":
            found["self"] = "Self"
        elif one.type == "parameter":
            of_type = plain(text_of(one.child_by_field_name("type"))).lstrip("&").removeprefix("mut ")
            name = text_of(one.child_by_field_name("pattern"))
            found[name] = "Self" if own and of_type == plain(own) else of_type
    return list(found) if len(found) == 2 and len(set(found.values())) == 1 else []
