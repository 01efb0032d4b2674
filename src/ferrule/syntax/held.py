"""Which variables surely hold nothing that is lent for changing: a function they are handed to leaves all as it is."""

import re
from typing import Final

from ferrule.syntax.items import text_of
from ferrule.syntax.variables import Variable

_PLAIN: Final = frozenset({
    "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize", "f32", "f64", "bool",
    "char", "str", "String", "Vec", "VecDeque", "Option", "Result", "HashMap", "HashSet", "BTreeMap", "BTreeSet", "Box",
    "PathBuf", "Path", "Duration", "static", "std", "collections",
})  # fmt: skip
_SHARED: Final = re.compile(r"&(?!\s*(?:'\w+\s+)?mut\b)")
_NAMES: Final = re.compile(r"\w+")
_MADE: Final = frozenset({"binary_expression", "type_cast_expression", "range_expression"})
_COUNTED: Final = (".len()", ".count()", ".clone()", ".to_string()", ".to_owned()", ".is_empty()")


def is_plain_type(words: str) -> bool:
    """Say whether a type, as it is written, is a shared reference, or made of numbers, texts and lists of them."""
    return bool(_SHARED.match(words.strip())) or (words != "" and set(_NAMES.findall(words)) <= _PLAIN)


def holds_no_loan(variable: Variable) -> bool:
    """Say whether the text alone tells that nothing can be changed through what a variable holds."""
    declaration, above = variable.declaration, variable.bound.parent
    pattern, of_type = declaration.child_by_field_name("pattern"), declaration.child_by_field_name("type")
    if variable.name == "self":
        return is_plain_type(text_of(declaration))
    if of_type is not None and pattern == variable.bound:
        return is_plain_type(text_of(of_type))
    if above is not None and above.type == "reference_pattern":
        return True
    if declaration.type == "for_expression":
        source = declaration.child_by_field_name("value")
        is_number = text_of(source).endswith(".enumerate()") and pattern is not None and pattern.type == "tuple_pattern"
        is_first = is_number and pattern is not None and pattern.named_children[0] == variable.bound
        return is_first or (source is not None and source.type == "range_expression")
    value = variable.value
    if value is None:
        return False
    is_lent = value.type == "reference_expression" and value.children[1].type != "mutable_specifier"
    return is_lent or value.type.endswith("_literal") or value.type in _MADE or text_of(value).endswith(_COUNTED)
