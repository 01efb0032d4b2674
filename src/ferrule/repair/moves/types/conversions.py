"""How a value of one type becomes one of another: a table by pair, likeliest first."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from ferrule.repair.moves.move import LAST, LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.types import numbers, texts
from ferrule.repair.moves.types.typewords import Type, bare, is_number, same, spoken

BEFORE: Final = -1
"""Before what the compiler is sure of: it would convert with a panic, or write words that nobody says."""
FIRST: Final = -9
"""Before that, too, whatever was learned of it: it would answer one of several errors that have one reason."""
_CONSTRUCTORS: Final = {
    "Some": "Option", "Ok": "Result", "Box::new": "Box", "Rc::new": "Rc", "Arc::new": "Arc", "Cell::new": "Cell",
    "RefCell::new": "RefCell", "Mutex::new": "Mutex", "RwLock::new": "RwLock", "Pin::new": "Pin", "Reverse": "Reverse",
    "Wrapping": "Wrapping",
}  # fmt: skip
_DEEPEST: Final = 3
_CONTAINERS: Final = frozenset({
    "Vec", "VecDeque", "HashMap", "BTreeMap", "HashSet", "BTreeSet", "String", "str", "[]", "[;]",
})  # fmt: skip
_POINTERS: Final = frozenset({"Box", "Rc", "Arc"})
_ADAPTORS: Final = frozenset({
    "Iter", "IterMut", "IntoIter", "Chars", "CharIndices", "Bytes", "Lines", "Rev", "Enumerate", "Peekable", "Cloned",
    "Copied", "Fuse", "Keys", "Values", "ValuesMut", "Drain", "SplitWhitespace",
})  # fmt: skip
_COLLECTED: Final = frozenset({"Vec", "VecDeque", "HashMap", "BTreeMap", "HashSet", "BTreeSet", "BinaryHeap"})
_CAMEL: Final = re.compile(r"(?<!^)(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Way:
    """One conversion of an expression."""

    rank: int
    template: str
    """With `{}` for the expression."""


def ways(expected: Type, found: Type) -> Iterator[Way]:
    """Yield how a value of the found type may become one of the expected type, likeliest first, each once."""
    seen: set[str] = set()
    for table in _TABLES:
        for way in table(expected, found):
            if way.template not in seen and way.template != "{}":
                seen.add(way.template)
                yield way


def _wrapped(expected: Type, found: Type) -> Iterator[Way]:
    template = _constructed(expected, found, 0)
    if found.text == "()" and expected.args and expected.args[0].head == "_":
        return  # a block without a value is no value that is there
    if template:
        yield Way(BEFORE, template)
        if template == "Ok({})" and len(expected.args) > 1 and same(expected.args[1], found):
            yield Way(LIKELY, "Err({})")
    elif expected.head == "Result" and len(expected.args) > 1 and found.head != "Result":
        error = expected.args[1]
        if same(error, found):
            yield Way(LIKELY, "Err({})")
        elif bare(found).head in {"str", "String"} and error.head == "String":
            yield Way(LIKELY, "Err({}.to_string())")
        elif bare(found).head in {"str", "String"} and error.head == "Box":
            yield Way(LIKELY, "Err({}.into())")


def _constructed(expected: Type, found: Type, depth: int) -> str:
    """Give the constructors that lead from one type to the other, such as `Some(Box::new({}))`; empty for none."""
    if depth and same(expected, found):
        return "{}"
    name = next((name for name, head in _CONSTRUCTORS.items() if head == expected.head), "")
    if not name or not expected.args or depth == _DEEPEST or found.head in {"Option", "Result"} & {expected.head}:
        return ""
    inner = _constructed(expected.args[0], found, depth + 1)
    return f"{name}({inner})" if inner else ""


def _numbers(expected: Type, found: Type) -> Iterator[Way]:
    for rank, template in numbers.ways(expected, found):
        yield Way(rank, template)


def _texts(expected: Type, found: Type) -> Iterator[Way]:
    for rank, template in texts.ways(expected, found):
        yield Way(rank, template)


def _references(expected: Type, found: Type) -> Iterator[Way]:
    if expected.is_reference and same(expected.args[0], found):
        yield Way(LIKELY, "&{}" if expected.head == "&" else "&mut {}")
    if found.is_reference and same(expected, found.args[0]):
        yield Way(LIKELY, "*{}")
        yield Way(POSSIBLE, "{}.clone()")
    if found.is_reference and found.args[0].is_reference and same(expected, found.args[0].args[0]):
        yield Way(LIKELY, "**{}")
    if found.head in _POINTERS and len(found.args) == 1:
        if same(expected, found.args[0]):
            yield Way(LIKELY, "*{}")
        elif expected.is_reference and same(expected.args[0], found.args[0]):
            yield Way(LIKELY, "&{}" if expected.head == "&" else "&mut {}")
    if expected.head == "&mut" and found.head == "&mut" and found.args[0].head in {"*mut", "&mut", "Box"}:
        yield Way(LIKELY, "&mut *{}")
    if expected.head == "&" and found.head == "&" and found.args[0].head in {"*const", "*mut"}:
        yield Way(LIKELY, "&*{}")


def _options(expected: Type, found: Type) -> Iterator[Way]:
    if expected.head == "Option" and bare(found).head == "Option" and len(bare(found).args) == 1 and expected.args:
        yield from _inside(expected.args[0], bare(found).args[0], found)
    elif expected.head == "Option" and found.head == "Result":
        yield Way(LIKELY, "{}.ok()")
    elif found.head in {"Option", "Result"} and found.args and expected.head not in {"()", found.head}:
        if same(expected, found.args[0]):
            yield Way(LIKELY, "{}?")
            yield Way(POSSIBLE, "{}.unwrap()")
        elif expected.head == "bool":
            yield Way(LIKELY, "{}.is_some()" if found.head == "Option" else "{}.is_ok()")
        elif found.args[0].is_reference and same(expected, found.args[0].args[0]):
            yield Way(LIKELY, "*{}?")
            yield Way(POSSIBLE, "*{}.unwrap()")


def _inside(expected: Type, found: Type, outer: Type) -> Iterator[Way]:
    if found.is_reference and same(expected, found.args[0]):
        yield Way(SURE, "{}.copied()" if is_number(expected) or expected.head in {"bool", "char"} else "{}.cloned()")
    elif expected.is_reference and same(expected.args[0], found):
        yield Way(SURE, "{}.as_ref()" if expected.head == "&" else "{}.as_mut()")
    elif expected.is_reference and not same(expected, found):
        yield Way(LIKELY, "{}.as_deref()" if expected.head == "&" else "{}.as_deref_mut()")
    elif same(expected, found) and outer.is_reference:
        yield Way(LIKELY, "*{}")
        yield Way(POSSIBLE, "{}.clone()")
    else:
        inner = [way for way in ways(expected, found) if _is_for_each(way)][:2]
        for way in inner:
            yield Way(max(way.rank, LIKELY), f"{{}}.map(|value| {way.template.replace('{}', 'value')})")


def _containers(expected: Type, found: Type) -> Iterator[Way]:
    inner = bare(found)
    if expected.head == "usize" and inner.head in _CONTAINERS:
        yield Way(LIKELY, "{}.len()")
    if expected.head == "bool" and inner.head in _CONTAINERS:
        yield Way(LIKELY, "!{}.is_empty()")
    if expected.head == "Vec" and inner.head in {"[]", "[;]", "Vec"} and found is not inner:
        yield Way(LIKELY, "{}.to_vec()")
    if expected.head == "Vec" and inner.head == "[;]":
        yield Way(LIKELY, "{}.to_vec()")
    if expected.head == "&" and expected.args[0].head == "[]" and inner.head in {"Vec", "[;]"}:
        yield Way(LIKELY, "&{}")
    if expected.head == "Vec" and expected.args and same(expected.args[0], found):
        yield Way(LIKELY, "vec![{}]")
    if expected.head in _COLLECTED and inner.head not in _CONTAINERS | {"()", expected.head}:
        yield Way(LIKELY, "{}.collect()")
    if expected.head in _ADAPTORS and found.head != expected.head:
        yield Way(LIKELY, f"{{}}{iterator_call(expected.head)}")


def iterator_call(name: str) -> str:
    """Give the call that makes an iterator of the standard library, by the name of its type: `.char_indices()`."""
    return f".{_CAMEL.sub('_', name).lower()}()"


def _elements(expected: Type, found: Type) -> Iterator[Way]:
    """Yield how the elements of a collection are converted, one by one."""
    if expected.head not in _COLLECTED or found.head != expected.head or not len(expected.args) == len(found.args) == 1:
        return
    for way in [one for one in ways(expected.args[0], found.args[0]) if _is_for_each(one)][:2]:
        each = way.template.replace("{}", "value")
        yield Way(max(way.rank, POSSIBLE), f"{{}}.into_iter().map(|value| {each}).collect()")


def _is_for_each(way: Way) -> bool:
    """Say whether a conversion can stand in a closure: no `?`, and no panic for one value among many."""
    return way.template.count("{}") == 1 and "?" not in way.template and "unwrap" not in way.template


def _from(expected: Type, found: Type) -> Iterator[Way]:
    """Yield the conversions that any type may have."""
    name = spoken(expected.head)
    if expected.head in {"()", "bool", "!", "[]", "&", "&mut", "_"} or found.head in {"()", "_"} or is_number(expected):
        return
    if name.isidentifier():
        yield Way(POSSIBLE, f"{name}::from({{}})")
    yield Way(LAST - 1, "{}.into()")


_TABLES: Final[tuple[Callable[[Type, Type], Iterator[Way]], ...]] = (
    _wrapped, _numbers, _texts, _references, _options, _containers, _elements, _from,
)  # fmt: skip
