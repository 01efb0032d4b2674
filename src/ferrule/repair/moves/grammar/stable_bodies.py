"""Expressions and patterns that only a nightly compiler, or a later edition, takes, in stable form (P05)."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.grammar.stable_text import Part, Plain

_TRY: Final = re.compile(r"(\blet\s+(?:mut\s+)?\w+\s*:\s*([^=;]+?)\s*=\s*)?\btry\s*\{")
_GIVES: Final = re.compile(r"\bfn\s+\w+[^{};]*->\s*([^{};]+?)\s*\{")
_JUMPS: Final = re.compile(r"\b(?:return|break|continue|await)\b")
_CHAIN: Final = re.compile(r"\b(if|while)\s+(?=[^;{}]*\blet\b)")
_ASCRIBED: Final = re.compile(r"(\blet\s+(?:mut\s+)?\w+)?(\s*=\s*)?\btype_ascribe!\(")
_BOXED: Final = re.compile(r"\bbox\s+((?:mut\s+)?)([a-z_]\w*)\b(?!\s*(?:::|[({@!.]))")


def try_blocks(text: Plain) -> Iterator[Part]:
    """Yield a closure that is called at once, whose value is wrapped as the type asks."""
    for match in _TRY.finditer(text.letters):
        opening = match.end() - 1
        close = text.closing(opening)
        wanted = text.written(match, 2) or _given(text, match.start(), close)
        plain = "Option" if wanted.startswith(("Option<", "std::option::Option<")) else ""
        if close < 0 or not wanted or _JUMPS.search(text.letters[opening:close]):
            continue
        if not plain and not re.search(r"\bResult<", wanted):
            continue
        wrap = "Some" if plain else "Ok"
        start = text.letters.index("try", match.end(1) if match[1] else match.start())
        parts = text.split(opening + 1, close, ";")
        tail = parts[-1]
        value = text.at(*tail).strip()
        if value.endswith("}") and re.match(r"(?:for|while|loop)\b", value):
            continue
        kept = text.at(opening + 1, tail[0]).rstrip()
        body = f"{kept} {wrap}({value or '()'})"
        yield start, close + 1, f"(|| -> {wanted} {{{body} }})()"


def _given(text: Plain, start: int, close: int) -> str:
    """Give what the function gives, when the block is its value."""
    heads = list(_GIVES.finditer(text.letters, 0, start))
    last = heads[-1] if heads else None
    if last is None or close < 0 or text.closing(last.end() - 1) < close:
        return ""
    is_tail = not text.letters[close + 1 : text.closing(last.end() - 1)].strip()
    return text.written(last, 1) if is_tail and last.end() <= start else ""


def ascriptions(text: Plain) -> Iterator[Part]:
    """Yield the type where a variable is declared; elsewhere one is declared for it."""
    for match in _ASCRIBED.finditer(text.letters):
        close = text.closing(match.end() - 1)
        parts = text.split(match.end(), close) if close >= 0 else []
        if len(parts) == 2:
            value, kind = (text.at(*part).strip() for part in parts)
            if match[1] and match[2] and text.letters[close + 1 : close + 2] == ";":
                yield match.start(), close + 1, f"{text.written(match, 1)}: {kind} = {value}"
            else:
                start = text.letters.index("type_ascribe!", match.start())
                yield start, close + 1, f"{{ let value: {kind} = {value}; value }}"


def chains(text: Plain) -> Iterator[Part]:
    """Yield nested conditions for `if let .. && ..`, an arm with a guard where there is an `else`, a loop that ends."""
    for match in _CHAIN.finditer(text.letters):
        opening = _body(text, match.end())
        close = text.closing(opening) if opening >= 0 else -1
        if close < 0:
            continue
        links = text.split(match.end(), opening, "&&")
        conditions = [text.at(*link).strip() for link in links]
        if len(conditions) < 2 or "||" in text.letters[match.end() : opening] or not all(conditions):
            continue
        made = _while if match[1] == "while" else _if
        parts = list(made(text, match.start(), conditions, (opening, close)))
        if parts and re.search(r"\belse\s*$", text.letters[: match.start()][-20:]):
            parts[0] = (*parts[0][:2], "{ " + parts[0][2])
            parts[-1] = (*parts[-1][:2], parts[-1][2] + " }")
        yield from parts


def _if(text: Plain, start: int, conditions: list[str], body: tuple[int, int]) -> Iterator[Part]:
    opening, close = body
    joined = _grouped(conditions)
    otherwise = re.compile(r"\s*else\s*(?=\{|if\b)").match(text.letters, close + 1)
    if otherwise is None:
        heads = " { ".join(f"if {condition}" for condition in joined)
        yield start, opening, f"{heads} "
        yield close + 1, close + 1, " }" * (len(joined) - 1)
        return
    end = close
    after: re.Match[str] | None = otherwise
    while after is not None:
        block = text.letters.find("{", after.end())
        end = text.closing(block) if block >= 0 else -1
        if end < 0:
            return
        after = re.compile(r"\s*else\s*(?=\{|if\b)").match(text.letters, end + 1)
    rest = text.at(otherwise.end(), end + 1)
    if rest.startswith("if"):
        rest = f"{{ {rest} }}"
    yield start, end + 1, _either(joined, text.at(opening, close + 1), rest)


def _either(joined: list[str], then: str, otherwise: str) -> str:
    """Give one `match` for one pattern with one condition; else a block that is left when all conditions hold."""
    head = re.match(r"let\s+(.+?)\s*=(?!=)\s*(.+)$", joined[0], re.DOTALL)
    if head is not None and len(joined) == 2 and not joined[1].startswith("let "):
        return f"match {head[2]} {{ {head[1]} if {joined[1]} => {then} _ => {otherwise} }}"
    heads = " { ".join(f"if {condition}" for condition in joined)
    return f"'chain: {{ {heads} {{ break 'chain {then}; }}{' }' * (len(joined) - 1)} {otherwise} }}"


def _while(_: Plain, start: int, conditions: list[str], body: tuple[int, int]) -> Iterator[Part]:
    opening = body[0]
    first, *others = _grouped(conditions)
    checks = [
        f" {one} else {{ break; }};" if one.startswith("let ") else f" if !({one}) {{ break; }}" for one in others
    ]
    yield start, opening + 1, f"while {first} {{{''.join(checks)}"


def _grouped(conditions: list[str]) -> list[str]:
    """Give the conditions with those between two `let` as one."""
    found: list[str] = []
    for one in conditions:
        if found and not one.startswith("let ") and not found[-1].startswith("let "):
            found[-1] = f"{found[-1]} && {one}"
        else:
            found.append(one)
    return found


def _body(text: Plain, at: int) -> int:
    """Give where the block behind a condition begins: the first brace that belongs to no pattern; -1 for none."""
    depth = 0
    while at < len(text.letters):
        letter = text.letters[at]
        if letter == "{" and depth == 0:
            close = text.closing(at)
            if close < 0 or not re.match(r"\s*(?:=(?!=)|&&|==|\|\|)", text.letters[close + 1 :]):
                return at
            at = close
        depth += letter in "(["
        depth -= letter in ")]"
        if letter == ";" or depth < 0:
            return -1
        at += 1
    return -1


def boxes(text: Plain) -> Iterator[Part]:
    """Yield a pattern that takes the box itself; what it holds is `*` of it wherever the arm speaks of it."""
    for match in _BOXED.finditer(text.letters):
        arrow = text.letters.find("=>", match.end())
        between = text.letters[match.end() : max(arrow, match.end())]
        name = match[2]
        if arrow < 0 or re.search(r"[;{]\s*$|;|\blet\b", between) or name in {"ref", "box", "mut"}:
            continue
        yield match.start(), match.end(), f"{match[1]}{name}"
        if name == "_":
            continue
        at = arrow + 2
        while at < len(text.letters) and text.letters[at].isspace():
            at += 1
        end = text.closing(at) if text.letters[at : at + 1] == "{" else _end(text, at)
        for use in re.finditer(
            rf"(?<![\w.&]){name}\b(?!\s*(?:[.(:!]|\w*\s*\{{))", text.letters[match.end() : max(end, at)]
        ):
            start = match.end() + use.start()
            yield start, start, "*"


def _end(text: Plain, at: int) -> int:
    """Give where an arm without braces ends."""
    depth = 0
    while at < len(text.letters):
        letter = text.letters[at]
        if depth == 0 and letter in ",})]":
            return at
        depth += letter in "([{"
        depth -= letter in ")]}"
        at += 1
    return at
