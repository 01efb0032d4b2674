"""Items that only a nightly compiler takes, each with its form in stable Rust (P05)."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.grammar.stable_text import Part, Plain

_ALIAS: Final = re.compile(r"\btrait\s+(\w+)\s*(<[^=;{}]*?>)?\s*=\s*([^;{}]*?)(?:\bwhere\b([^;{}]*))?;")
_MACRO: Final = re.compile(r"(?<![\w$!#])(pub(?:\s*\([^)]*\))?\s+)?\bmacro\s+(\w+)\s*([({])")
_DEFAULT: Final = re.compile(r"(\btype\s+(\w+)[^=;{}]*?)\s*=\s*([^;{}]+);")
_TRAIT: Final = re.compile(r"\btrait\s+(\w+)[^;{}=]*\{")
_IMPL: Final = re.compile(r"\bimpl\b([^;{}!]*)\{")
_NEGATIVE: Final = re.compile(
    r"^[ \t]*impl\s*(<[^{};]*>)?\s*!\s*(?:[\w:]+::)?(\w+)\s+for\s+(\w+)[^;{}]*\{\s*\}\n?", re.MULTILINE
)
_MARKS: Final = {
    "Send": "std::marker::PhantomData<std::sync::MutexGuard<'static, ()>>",
    "Sync": "std::marker::PhantomData<std::cell::Cell<()>>",
    "Unpin": "std::marker::PhantomPinned",
}
"""Types that lack one of the traits and have the others."""


def trait_aliases(text: Plain) -> Iterator[Part]:
    """Yield a trait with those bounds, which every type has that meets them."""
    for match in _ALIAS.finditer(text.letters):
        name, generics, bounds = match[1], text.written(match, 2), text.written(match, 3).strip()
        where = f" where {text.written(match, 4).strip()}" if match[4] else ""
        inside = generics.strip("<>").strip()
        given = ", ".join(
            one.partition(":")[0].partition("=")[0].removeprefix("const ").strip() for one in inside.split(",")
        )
        if "<" in inside or not bounds:
            continue
        plain_generics = ", ".join(one.partition("=")[0].strip() for one in inside.split(",")) if inside else ""
        first = f"{plain_generics}, " if inside else ""
        of = f"<{given}>" if inside else ""
        indent = _indent(text, match.start())
        words = (
            f"trait {name}{generics}: {bounds}{where} {{}}\n"
            f"{indent}impl<{first}Every: ?Sized + {bounds}> {name}{of} for Every{where} {{}}"
        )
        yield match.start(), match.end(), words


def macros(text: Plain) -> Iterator[Part]:
    """Yield `macro_rules!`; one that is seen outside of its module is handed on by `use`."""
    for match in _MACRO.finditer(text.letters):
        opening, indent = match.start(3), _indent(text, match.start())
        close = text.closing(opening)
        if close < 0:
            continue
        end, name = close + 1, match[2]
        if match[3] == "(":
            body = text.letters.find("{", close)
            end = text.closing(body) + 1
            if body < 0 or text.letters[close + 1 : body].strip() or not end:
                continue
            rules = f"{{\n{indent}    {text.at(opening, close + 1)} => {{{text.at(body, end)}}};\n{indent}}}"
        else:
            rules = "{" + _rules(text, opening + 1, close) + "}"
        handed = f"\n{indent}pub(crate) use {name};" if match[1] and text.letters.rfind("mod ", 0, opening) >= 0 else ""
        yield match.start(), end, f"macro_rules! {name} {rules}{handed}"


def _indent(text: Plain, at: int) -> str:
    """Give the blanks at the beginning of a line."""
    line = text.at(text.source.rfind(b"\n", 0, at) + 1, at)
    return line[: len(line) - len(line.lstrip())]


def _rules(text: Plain, start: int, end: int) -> str:
    """Give the arms with `;` between them."""
    words = text.at(start, end)
    if len(words) != end - start:
        return words
    for _, comma in text.split(start, end)[:-1]:
        words = words[: comma - start] + ";" + words[comma - start + 1 :]
    return words


def associated_defaults(text: Plain) -> Iterator[Part]:
    """Yield the type written in every impl that relied on the one of the trait."""
    for trait in _TRAIT.finditer(text.letters):
        opening = trait.end() - 1
        close = text.closing(opening)
        for match in _DEFAULT.finditer(text.letters, opening, max(close, opening)):
            yield match.start(), match.end(), f"{text.written(match, 1)};"
            for one in _IMPL.finditer(text.letters):
                end = text.closing(one.end() - 1)
                here = text.letters[one.end() : max(end, one.end())]
                if re.search(rf"\b{trait[1]}\b[^;]*\bfor\b", one[1]) and not re.search(rf"\btype\s+{match[2]}\b", here):
                    yield one.end(), one.end(), f"\n    type {match[2]} = {text.written(match, 3).strip()};"


def inherent_types(text: Plain) -> Iterator[Part]:
    """Yield an alias beside the impl for a type inside of it that hangs on nothing there."""
    for one in _IMPL.finditer(text.letters):
        end = text.closing(one.end() - 1)
        if end < 0 or re.search(r"\bfor\b", one[1]):
            continue
        owner = re.match(r"\s*(\w+)", one[1])
        for match in _DEFAULT.finditer(text.letters, one.end(), end):
            name, value = match[2], text.written(match, 3).strip()
            taken = len(re.findall(rf"\b(?:type|struct|enum|trait|union)\s+{name}\b", text.letters)) > 1
            if taken or re.search(r"\bSelf\b", value) or "<" in one[1] or "<" in match[1] or owner is None:
                continue
            start = match.start()
            mode = re.search(r"(?:pub(?:\([^)]*\))?\s+)?$", text.letters[:start])
            start = mode.start() if mode else start
            yield start, match.end() + (text.letters[match.end() : match.end() + 1] in {" ", "\n"}), ""
            head = text.letters.rfind("impl", 0, one.start() + 4)
            yield head, head, f"{text.at(start, match.end())}\n"
            for use in re.finditer(rf"\b(?:Self|{owner[1]})::{name}\b", text.letters):
                yield use.start(), use.end(), name


def self_pointers(text: Plain) -> Iterator[Part]:
    """Yield another name for a `self` that is a raw pointer: such a function is called by its path."""
    for match in re.finditer(r"\bself(?=\s*:\s*\*\s*(?:const|mut)\b)", text.letters):
        body = text.letters.find("{", match.end())
        close = text.closing(body) if body >= 0 else -1
        if close >= 0 and ";" not in text.letters[match.end() : body]:
            yield match.start(), match.end(), "this"
            for use in re.finditer(r"\bself\b", text.letters[body:close]):
                yield body + use.start(), body + use.end(), "this"


def negative_impls(text: Plain) -> Iterator[Part]:
    """Yield a field whose type lacks the trait; every place that makes or takes apart such a value names it too."""
    for match in _NEGATIVE.finditer(text.letters):
        trait, name = match[2], match[3]
        parts = list(_marked(text, name, _MARKS[trait], trait)) if trait in _MARKS else []
        if parts or trait == "Clone":  # without an impl it is not `Clone` all the same
            yield match.start(), match.end(), ""
            yield from parts
            return  # one at a time: the next one adds its own field behind this one


def _marked(text: Plain, name: str, mark: str, trait: str) -> Iterator[Part]:
    declared = re.search(rf"\bstruct\s+{name}\s*(?:<[^;{{}}()]*>)?\s*([;{{(])", text.letters)
    if declared is None or re.search(rf"\bimpl\b[^;{{}}]*\bfor\s+{name}\b", text.letters) is None:
        return
    value = mark.partition("<")[0]
    at = declared.start(1)
    if declared[1] == ";":
        yield at, at, f"({mark})"
        for use in re.finditer(rf"(?<![\w:]){name}(?=\s*[;,)}}\]])", text.letters):
            if not re.search(r"(?::|->|<|\bfor|\bstruct|&|\bmut)\s*$", text.letters[: use.start()]):
                yield use.end(), use.end(), f"({value})"
        return
    field = f"not_{trait.lower()}: "
    for use in re.finditer(rf"(?<![\w:])(?:{name}|Self)(?:::<[^<>]*>)?\s*([{{(])", text.letters):
        before = text.letters[: use.start()].rstrip()
        if use[1] != declared[1] or re.search(r"(?:->|\bfor|\bimpl|\bstruct|\bfn)$|\bimpl\s*<[^{};]*>$", before):
            continue
        yield from _with(text, use.start(1), value if declared[1] == "(" else field + value)
    yield from _with(text, at, mark if declared[1] == "(" else field + mark)


def _with(text: Plain, opening: int, words: str) -> Iterator[Part]:
    """Yield one more entry at the end of a list."""
    close = text.closing(opening)
    if close < 0:
        return
    inside = text.letters[opening + 1 : close].rstrip()
    at = opening + 1 + len(inside)
    comma = "" if not inside.strip() or inside.endswith(",") else ","
    yield at, at, f"{comma} {words}"
