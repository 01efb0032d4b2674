"""An argument of an attribute, or a name of a calling convention, that is written another way (P05)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.attributes.attribute import Argument, arguments_of, attribute_at, name_of
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LAST, LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.nearest import nearest

ID: Final = "fix-attribute-argument"
CODES: Final = frozenset({"E0045", "E0539", "E0541", "E0552", "E0565", "E0589", "E0693", "E0703", "E0777"})
_NAMED: Final = re.compile(r"^#(!?)\[(\w+)\s*=\s*\"([^\"]*)\"\s*\]$")
_ALIGNED: Final = re.compile(r"^(align|packed)\s*[=(]\s*\"?(\w+)\"?\s*\)?$")
_LAYOUT: Final = re.compile(r"(?:align|packed)\(\d+\)")
_INTEGER: Final = re.compile(r"^[iu]\d+$")
_HINTS: Final = ("C", "Rust", "transparent", "packed", "align", *(f"{sign}{bits}" for sign in "ui" for bits in
                 ("8", "16", "32", "64", "128", "size")))  # fmt: skip
_ABIS: Final = ("C", "C-unwind", "Rust", "system", "system-unwind", "cdecl", "stdcall", "fastcall", "win64",
                "sysv64", "aapcs", "efiapi", "thiscall")  # fmt: skip
_HIGHEST: Final = 1 << 29
"""The largest alignment that rustc takes."""


def propose(case: Case) -> Iterator[Offer]:
    """Write it as the attribute wants it: a list, a path, a power of two, a name that exists."""
    if case.code in {"E0703", "E0045"}:
        yield from _abi(case)
        return
    attribute = attribute_at(case.text, case.spot.byte_start)
    if attribute is None:
        return
    whole = case.text.at(attribute.start_byte, attribute.end_byte).strip()
    named = _NAMED.match(whole)
    if named is not None and case.code == "E0539" and named[2] in {"repr", "derive", "inline", "cfg", "allow", "warn"}:
        listed = f"#{named[1]}[{named[2]}({named[3]})]"
        end = attribute.start_byte + len(whole.encode())
        yield case.replace(SURE, f"`{named[2]}` takes a list", (attribute.start_byte, end, listed))
    if case.code == "E0565" and name_of(attribute) == "repr":
        yield from _quoted(case, attribute)
        return
    for argument in arguments_of(case.text, attribute):
        yield from _key(case, argument)
        here = argument.start <= case.spot.byte_end and case.spot.byte_start <= argument.end
        if here:
            for rank, words in _written(case.code, name_of(attribute), argument.text):
                yield case.replace(rank, f"`{words}` is meant", (argument.start, argument.end, words))


def _key(case: Case, argument: Argument) -> Iterator[Offer]:
    """Yield the name of an argument that the compiler lists and that is most like what is written."""
    key = argument.text.partition("=")[0].strip()
    if case.code not in {"E0539", "E0541"}:
        return
    for spot in case.spots("valid arguments are") or case.spots("expected one of"):
        if spot.byte_start <= argument.start < spot.byte_end or argument.start <= spot.byte_start < argument.end:
            for meant in nearest(key, re.findall(r"`(\w+)`", spot.label))[:1]:
                part = (argument.start, argument.start + len(key.encode()), meant)
                yield case.replace(SURE, f"`{meant}` is meant", part)


def _quoted(case: Case, attribute: Node) -> Iterator[Offer]:
    """Yield the layout without quotes, where each of its arguments is then one that `repr` knows."""
    parts = []
    for argument in arguments_of(case.text, attribute):
        plain = argument.text.strip('"')
        hint = next((one for one in _HINTS if one.lower() == plain.lower()), "")
        if hint or _LAYOUT.fullmatch(plain):
            parts.append((argument.start, argument.end, hint or plain))
        elif plain != argument.text:
            return
    if parts:
        yield case.replace(SURE, "a layout is named without quotes", *parts)


def _written(code: str, name: str, argument: str) -> Iterator[tuple[int, str]]:
    if code == "E0777" and argument.startswith('"') and argument.strip('"'):
        yield SURE, argument.strip('"')
    aligned = _ALIGNED.match(argument)
    if aligned is not None and aligned[2].isdigit() and len(aligned[2]) < len(str(_HIGHEST)) + 1:
        value = min(int(aligned[2]), _HIGHEST)
        if value & (value - 1) or not value:
            yield LIKELY, f"{aligned[1]}({1 << value.bit_length()})"
        else:
            yield SURE, f"{aligned[1]}({value})"
    if code == "E0552" and name == "repr":
        plain = argument.strip('"')
        for hint in dict.fromkeys((*(h for h in _HINTS if h.lower() == plain.lower()), *nearest(plain, _HINTS))):
            yield LIKELY, hint
        if _INTEGER.match(plain):
            yield LIKELY, f"{plain[0]}8"
        if len(plain) == 1:  # a language that is not known
            yield POSSIBLE, "C"


def _abi(case: Case) -> Iterator[Offer]:
    """Yield the nearest calling convention; that of C, which `extern` means where it names none."""
    if case.code == "E0045":
        start = case.text.source.rfind(b"extern", 0, case.spot.byte_start)
        found = re.compile(rb'extern\s+("[^"]*")').match(case.text.source, start) if start >= 0 else None
        if found is not None:
            yield case.replace(LIKELY, "only functions of C take any number of arguments", (*found.span(1), '"C"'))
        return
    name = case.found.strip('"')
    for abi in dict.fromkeys((*(a for a in _ABIS if a.lower() == name.lower()), *nearest(name, _ABIS))):
        yield case.replace(LIKELY, f"the calling convention `{abi}` is meant", (*_span(case), f'"{abi}"'))
    yield case.replace(LAST, "`extern` without a name is that of C", (*_span(case), '"C"'))


def _span(case: Case) -> tuple[int, int]:
    return case.spot.byte_start, case.spot.byte_end
