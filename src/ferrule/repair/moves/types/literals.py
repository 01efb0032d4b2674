"""The forms in which one literal value can be written."""

import re
from typing import Final

from ferrule.repair.moves.types.typewords import FLOATS, INTEGERS, SOME_FLOAT, SOME_INTEGER, Type

_SUFFIX: Final = re.compile(r"_?([iu](?:8|16|32|64|128|size)|f32|f64)$")
_WHOLE: Final = re.compile(r"[\d][\d_]*$")
_FRACTION: Final = re.compile(r"\d[\d_]*\.\d[\d_]*$|\d[\d_]*\.$")
_QUOTED: Final = re.compile(r'(?P<mark>b|c)?"(?P<inner>(?:[^"\\]|\\.)*)"$', re.DOTALL)
_CHAR: Final = re.compile(r"(?P<mark>b)?'(?P<inner>(?:[^'\\]|\\.[^']*))'$", re.DOTALL)
_OWNED: Final = re.compile(r'(?P<text>"(?:[^"\\]|\\.)*")\s*\.\s*(?:to_string|to_owned|into)\(\)$', re.DOTALL)
_TRUTH: Final = {"true": "1", "false": "0", "1": "true", "0": "false"}


def as_type(written: str, wanted: Type) -> str:
    """Give a literal in the form of a type; empty where the value has none in it."""
    if wanted.head in INTEGERS or wanted.head == SOME_INTEGER:
        return _as_integer(written, wanted.head)
    if wanted.head in FLOATS or wanted.head == SOME_FLOAT:
        number = _as_integer(written, SOME_INTEGER)
        fraction = _inner(written)
        return fraction if _FRACTION.match(fraction) else f"{number}.0" if number else ""
    if wanted.head == "bool":
        return _TRUTH.get(written, "") if written.isdigit() else _inner(written) if _inner(written) in _TRUTH else ""
    if wanted.head == "char":
        return _as_char(written)
    if wanted.head == "String":
        text = _as_text(written)
        return f"{text}.to_string()" if text and not _OWNED.match(written) else ""
    if wanted.head == "&" and wanted.args:
        return _as_reference(written, wanted.args[0])
    return ""


def alternatives(written: str) -> list[str]:
    """Give the other forms of a literal, likeliest first."""
    inner = _inner(written)
    found = [_as_integer(written, SOME_INTEGER), _as_text(written), _as_char(written)]
    if _FRACTION.match(inner):
        found.insert(0, inner)
    if written in {"0", "1"}:
        found.append(_TRUTH[written])
    if _WHOLE.match(written):
        found.insert(0, f"{written}.0")
    return [form for form in dict.fromkeys(found) if form and form != written]


def _as_reference(written: str, target: Type) -> str:
    if target.head == "str":
        return _as_text(written)
    if target.head in {"[]", "[;]"} and (quoted := _QUOTED.match(written)):
        return f'b"{quoted["inner"]}"' if target.args and target.args[0].head == "u8" else ""
    if target.head in {"u8", "char", *INTEGERS, *FLOATS}:
        form = as_type(written, target)
        return f"&{form}" if form and form != written else ""
    return ""


def _as_integer(written: str, target: str) -> str:
    if target == "u8" and (char := _CHAR.match(written)) and not char["mark"] and char["inner"].isascii():
        return f"b{written}"
    quoted = _QUOTED.match(written)
    if target == "u8" and quoted and len(quoted["inner"].replace("\\", "", 1)) == 1 and not quoted["inner"].isdigit():
        return f"b'{quoted['inner']}'"
    if _CHAR.match(written):
        return ""  # its code is meant, not the digit that it shows
    plain = _inner(written)
    if plain in {"true", "false"}:
        return _TRUTH[plain]
    whole, _, rest = plain.partition(".")
    return whole if _WHOLE.match(whole) and not rest.strip("0_") else ""


def _as_text(written: str) -> str:
    if owned := _OWNED.match(written):
        return owned["text"]
    if quoted := _QUOTED.match(written):
        return f'"{quoted["inner"]}"' if quoted["mark"] else ""
    if (char := _CHAR.match(written)) and char["inner"] != '"':
        return '"{}"'.format("'" if char["inner"] == "\\'" else char["inner"])
    return f'"{written}"' if _WHOLE.match(written) or _FRACTION.match(written) else ""


def _as_char(written: str) -> str:
    inner = _inner(written)
    if char := _CHAR.match(written):
        return f"'{char['inner']}'" if char["mark"] else ""
    if inner == written:
        return ""  # a number is no digit
    is_one = len(inner) == 1 or (len(inner) == 2 and inner.startswith("\\"))
    return "'{}'".format("\\'" if inner == "'" else inner) if is_one else ""


def _inner(written: str) -> str:
    """Give a literal without quotes, marks and suffix."""
    if owned := _OWNED.match(written):
        written = owned["text"]
    quoted = _QUOTED.match(written) or _CHAR.match(written)
    if quoted:
        return quoted["inner"]
    return _SUFFIX.sub("", written) if written[:1].isdigit() and written[1:2] != "x" else written
