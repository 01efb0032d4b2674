"""Phrases of other languages, or with their words in another order, each with its form in Rust (P05)."""

import re
from dataclasses import dataclass
from typing import Final

_TYPE: Final = (
    r"(?:&(?:'\w+\s+)?(?:mut\s+)?)?"
    r"(?:[ui](?:8|16|32|64|128|size)|f32|f64|bool|char|str|(?:\w+::)*[A-Z]\w*(?:<[^;(){}]*?>)?)"
)
_ITEM: Final = r"fn|enum|struct|trait|mod|const|type|static|use|union"
_MODE: Final = r"pub(?:\s*\([\w\s:]*\))?"
_CASE_END: Final = r"(?=[^;{}=]*=>)"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A form that Rust does not have."""

    wrong: re.Pattern[str]
    right: str
    """Its form in Rust, as a template of the groups."""
    message: str


def _phrase(wrong: str, right: str, message: str) -> Phrase:
    return Phrase(re.compile(wrong, re.MULTILINE), right, message)


_COUNTED: Final = (
    r"\bfor\s*\(?\s*(?:let\s+)?(?:mut\s+)?(?:[a-z]\w+\s+)?(?P<n>\w+)\s*(?::\s*\w+\s*)?=\s*(?P<low>[^;\n]+?)\s*;"
    r"\s*(?P=n)\s*{less}\s*(?P<high>[^;\n]+?)\s*;\s*(?:(?P=n)\s*\+\+|\+\+\s*(?P=n)|(?P=n)\s*\+=\s*1)\s*\)?\s*\{{"
)
PHRASES: Final = (
    _phrase(rf"\b({_ITEM})\s+({_MODE})\s+(?=[A-Za-z_])", r"\2 \1 ", "the visibility stands before the kind of item"),
    _phrase(r"&\s*self\s+mut\b", "&mut self", "`mut` stands before `self`"),
    _phrase(r"&\s*mut\s+('\w+)\b", r"&\1 mut", "a lifetime stands right behind `&`"),
    _phrase(r"\blet\s+([a-z_]\w*)\s+mut\b", r"let mut \1", "`mut` stands before the name"),
    _phrase(r"(?<=[(,|])(\s*)(?:const|let|var|final|val)\s+(?=\w+\s*:)", r"\1", "a parameter has no such word"),
    _phrase(r"\b(\w+)\s*:\s*mut\s+(?=[\w&\[(])", r"mut \1: ", "`mut` belongs to the name, not to the type"),
    _phrase(r"\b(\w+)\s*:\s*mut\s+(?=[\w&\[(])", r"\1: ", "a type has no `mut`"),
    _phrase(r"\bnew\s+((?:\w+::)*[A-Z]\w*(?:<[^;(){}]*>)?)\s*\(", r"\1::new(", "`new` is a function of the type"),
    _phrase(r"[ \t]+(?:then|do)[ \t]*\{", " {", "a block begins with `{` alone"),
    _phrase(rf"(^|[{{,}}])([ \t\n]*)case\s+{_CASE_END}", r"\1\2", "an arm has no word before its pattern"),
    _phrase(r"(^|[{,}])([ \t]*)(?:else|default|\*)\s*(?:=>|:(?!:))", r"\1\2_ =>", "`_` matches what is left"),
    _phrase(r"[ \t]+if[ \t]*=>", " =>", "an arm without a condition has no `if`"),
    _phrase(
        r"\bfor\s+\(?(?:let\s+|var\s+)?(\w+)\s*:\s*([^;{}()]+?)\)?\s*\{",
        r"for \1 in \2 {",
        "a loop goes over `in`",
    ),
    _phrase(_COUNTED.format(less="<"), r"for \g<n> in \g<low>..\g<high> {", "a loop that counts goes over a range"),
    _phrase(_COUNTED.format(less="<="), r"for \g<n> in \g<low>..=\g<high> {", "a loop that counts goes over a range"),
    _phrase(rf"^([ \t]*(?:{_MODE}\s+)?)void\s+(\w+)\s*\(", r"\1fn \2(", "a function begins with `fn`"),
    _phrase(
        rf"^([ \t]*(?:{_MODE}\s+)?)({_TYPE})\s+([a-z_]\w*)\s*(\([^;{{}}]*\))\s*\{{",
        r"\1fn \3\4 -> \2 {",
        "the type of what a function gives stands behind its parameters",
    ),
    _phrase(rf"^([ \t]*)({_TYPE})\s+([a-z_]\w*)\s*=(?!=)", r"\1let \3: \2 =", "a variable begins with `let`"),
    _phrase(
        rf"(^|[({{,|])([ \t]*(?:{_MODE}\s+)?)({_TYPE})\s+([a-z_]\w*)(?=\s*[,)}}|\n])",
        r"\1\2\4: \3",
        "the type stands behind the name",
    ),
    _phrase(r"([(,]\s*)([a-z_]\w*)\s+(&(?:'\w+\s+)?(?:mut\s+)?[\w\[(])", r"\1\2: \3", "`:` stands before a type"),
    _phrase(rf"((?::|->)\s*)&({_TYPE})\s*\[\s*\]", r"\1&[\2]", "a slice has its brackets around the type"),
    _phrase(rf"((?::|->)\s*)({_TYPE})\s*\[\s*\]", r"\1Vec<\2>", "a list is a `Vec`"),
    _phrase(rf"((?::|->)\s*&?)({_TYPE})\s*\[\s*(\w+)\s*\]", r"\1[\2; \3]", "an array has its brackets around the type"),
    _phrase(
        r"((?::|->|<)\s*&?(?:mut\s+)?(?:\w+::)*[A-Z]\w*)\[([^\]\[;]+)\]",
        r"\1<\2>",
        "types stand between `<` and `>`",
    ),
    _phrase(r"(\[[^\];\[]+?)\s*;\s*\]", r"\1]", "a slice has no length"),
    _phrase(r"^([ \t]*)#(!?)(\w+(?:\([^\n]*\))?)[ \t]*$", r"\1#\2[\3]", "an attribute stands in brackets"),
    _phrase(r"^([ \t]*)@(\w+(?:\([^\n]*\))?)[ \t]*$", r"\1#[\2]", "an attribute is written `#[...]`"),
    _phrase(r"#(!?)\[(\w+)[ \t]+(\w[\w, :]*)\]", r"#\1[\2(\3)]", "arguments stand in brackets"),
    _phrase(
        rf"\bimpl\s+({_TYPE})\s*:\s*((?:\w+::)*[A-Z][\w<>:, ]*?)\s*\{{",
        r"impl \2 for \1 {",
        "it is `impl Trait for Type`",
    ),
    _phrase(r"\bconst\s+mut\b", "const", "a constant does not change"),
    _phrase(r"->(\s*)\{", r"-> _ {", "the type of what it gives is missing"),
    _phrase(r"([{,]\s*)((?:\w+\.)+)(\w+)(?=\s*[,}])", r"\1\3: \2\3", "a field is called by its name"),
    _phrase(r"\bthrow\s+(Err\b[^;\n]*);", r"return \1;", "an error is returned"),
    _phrase(r"\b(?:throw|raise)\s+([^;\n]+);", r"return Err(\1);", "an error is returned"),
    _phrase(
        r"(?<=[(,])(\s*)\(?((?:[a-z_]\w*)(?:,\s*[a-z_]\w*)*)\)?\s*(?:=>|->)\s*",
        r"\1|\2| ",
        "a closure begins with `|`",
    ),
    _phrase(r"(?<=[(,])(\s*)(\([\w, ]+\))\s*(?:=>|->)\s*", r"\1|\2| ", "a closure begins with `|`"),
    _phrase(r"(?<=[(,=])(\s*)lambda\s+([\w, ]+?)\s*:\s*", r"\1|\2| ", "a closure begins with `|`"),
    _phrase(r"^([ \t]*(?:pub\s+)?use\s+)(\w+)/([\w/]+)", r"\1\2::\3", "a path is parted by `::`"),
    _phrase(r"\b(use\s+\w+)\.(\w+)\.(\w+)", r"\1::\2::\3", "a path is parted by `::`"),
    _phrase(r"\b(print|eprint|write)!ln\b", r"\1ln!", "`!` stands behind the whole name"),
    _phrase(r"(?<=\d)[ \t]+x[ \t]+(?=\d)", " * ", "a product is written with `*`"),
    _phrase(r"^([ \t]*)let(\s+[A-Z]\w*\s*(?::[^;=\n]+)?=)", r"\1const\2", "outside of functions a value is a `const`"),
    _phrase(rf"\b({_MODE}\s+)?fn\s+(const|async|unsafe)\s+(?=[a-z_])", r"\1\2 fn ", "it stands before `fn`"),
    _phrase(r"\b(static|const)\s+let\b", r"\1", "one keyword is enough"),
    _phrase(r"\}(\s*)if\s+else\b", r"} else if", "it is `else if`"),
    _phrase(r"\bor[ \t]*\{", "else {", "what else is done begins with `else`"),
    _phrase(
        r"^([ \t]*[\w:]+(?:\([^()\n]*\))?)\s+(?:&&|when|where|and)\s+(?=[^\n]*=>)",
        r"\1 if ",
        "a guard begins with `if`",
    ),
    _phrase(r"\b(Some|Ok|Err)[ \t]+(\w+)", r"\1(\2)", "what it holds stands in brackets"),
    _phrase(
        rf"([{{(,]\s*(?:{_MODE}\s+)?)([a-z_]\w*)\s+({_TYPE})(?=\s*[,}})])",
        r"\1\2: \3",
        "`:` stands before a type",
    ),
    _phrase(rf"^([ \t]*[A-Z]\w*)\s*:?\s*({_TYPE})(?=[ \t]*,?$)", r"\1(\2)", "what a variant holds stands in brackets"),
    _phrase(r"#(!?)\[(\w+)\s*=\s*(\w[\w, :]*)\]", r"#\1[\2(\3)]", "arguments stand in brackets"),
    _phrase(r"\{(\s*)(\.\.[^,{}\n]+),\s*([^{}]+?),?(\s*)\}", r"{\1\3, \2\4}", "what the rest is taken from comes last"),
    _phrase(r"\b(Fn(?:Mut|Once)?)\s*<([^<>()\n]*)>(?=\s*->)", r"\1(\2)", "parameters stand in brackets"),
    _phrase(
        r"^([ \t]*)(?:unsigned\s+)?"
        r"(?:int|long|short|float|double|char|string|bool|boolean|auto|size_t|uint)\s+(\w+)\s*=(?!=)",
        r"\1let \2 =",
        "a variable begins with `let`",
    ),
    _phrase(r"\(([iu](?:8|16|32|64|128|size)|f32|f64)\)\s*(\w[\w.]*)", r"\2 as \1", "a cast is written `as`"),
    _phrase(r"\bmove\s+(\w+(?:,\s*\w+)*)\s*(?=\{)", r"move |\1| ", "parameters of a closure stand between `|`"),
    _phrase(r"(\|[^|\n]*\|)\s*move\b", r"move \1", "`move` stands before the parameters"),
    _phrase(r"\b(?:fn|function|func)\s*\(([\w, ]*)\)\s*(?=\{)", r"|\1| ", "a closure has its parameters between `|`"),
    _phrase(r"(\|[^|\n]*\|)\s*(?:->|=>)\s*(?!\w+\s*\{)", r"\1 ", "what a closure gives follows at once"),
    _phrase(r"(?<=[<,(])(\s*)([a-z])'(?=\s*[,>])", r"\1'\2", "a lifetime begins with its tick"),
    _phrase(r"(?<=[(,])([ \t]*)[a-z_]\w*[ \t]*:(?!:)[ \t]*(?=[^,\n]*[,)])", r"\1", "arguments have no names"),
)  # fmt: skip
"""The first that fits is the likeliest."""
HYPHENATED: Final = re.compile(r"\b(?:fn|let|mut|const|static|struct|mod|enum|for)\s+([A-Za-z]\w*(?:-\w+)+)")
"""A name with hyphens, where one is declared."""
NESTED: Final = re.compile(r"\b(?:struct|enum|union)\s+(?=\w+\s*[{(,])")
"""A keyword before a variant."""
