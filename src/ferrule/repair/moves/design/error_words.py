"""The text of an error type that takes several errors, and the arms that one more variant needs (P19)."""

import re
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.lifetimes.owned import Part
from ferrule.repair.moves.std_paths import paths_of
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.items import text_of

_LAST: Final = re.compile(r"(\w+)::Error$")
_GENERAL: Final = re.compile(r"^(?:\w+\.to_string\(\)|(?:format|write|writeln|println|eprintln)[!_]\(.*\))$", re.DOTALL)
"""What can be done with any error: it is shown."""
_HOLES: Final = re.compile(r"\{[^{}]*\}")
_LITERAL: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')


def named_path(case: Case, told: str) -> str:
    """Give how the file can name an error that the compiler names; empty where only its last name is known."""
    if "::" in told:
        return told
    if re.search(rf"\buse\b[^;]*\b{told}\b".encode(), case.text.source):
        return told
    found = [path for kind, path in paths_of(case.root, told) if kind in {"struct", "enum"}]
    return found[0] if len(found) == 1 else ""


def variant_for(error: str) -> str:
    """Give the name of the variant for an error: `Io` for `std::io::Error`, `ParseInt` for `ParseIntError`."""
    module = _LAST.search(error)
    name = module[1] if module else error.rpartition("::")[2].removesuffix("Error")
    return "".join(part[:1].upper() + part[1:] for part in name.split("_")) or "Other"


def declared_error(name: str, errors: list[str], *, is_public: bool) -> str:
    """Give the text of an enum of these errors with `Display`, `Error` and a `From` for each."""
    pairs = [(variant_for(error), error) for error in dict.fromkeys(errors)]
    variants = "".join(f"    {variant}({error}),\n" for variant, error in pairs)
    shown = "".join(f'            Self::{variant}(error) => write!(f, "{{error}}"),\n' for variant, _ in pairs)
    sources = "".join(
        f"            Self::{variant}(error) => std::error::Error::source(error),\n" for variant, _ in pairs
    )
    made = "".join(
        f"impl From<{error}> for {name} {{\n    fn from(error: {error}) -> Self {{\n"
        f"        Self::{variant}(error)\n    }}\n}}\n\n"
        for variant, error in pairs
    )
    visibility = "pub " if is_public else ""
    return (
        f"#[derive(Debug)]\n{visibility}enum {name} {{\n{variants}}}\n\n"
        f"impl std::fmt::Display for {name} {{\n"
        f"    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {{\n"
        f"        match self {{\n{shown}        }}\n    }}\n}}\n\n"
        f"impl std::error::Error for {name} {{\n"
        f"    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {{\n"
        f"        match self {{\n{sources}        }}\n    }}\n}}\n\n{made}"
    )


def arms(text: Text, enum: str, known: dict[str, str], fresh: list[str]) -> list[Part] | None:
    """Give the arms for new variants in each match over an enum, made like that of another error.

    None where a match has no arm that would do for any error.
    """
    found: list[Part] = []
    for node in walk(text.tree.root_node):
        listed = node.child_by_field_name("body") if node.type == "match_expression" else None
        given = [one for one in listed.named_children if one.type == "match_arm"] if listed is not None else []
        patterns = [text_of(one.child_by_field_name("pattern")) for one in given]
        path = re.compile(rf"\b(?:{enum}|Self)::(\w+)\(\s*\w+\s*\)$")
        if not any(re.search(rf"\b(?:{enum}|Self)::\w+", one) for one in patterns):
            continue
        if any(one == "_" or re.fullmatch(r"[a-z_]\w*", one) for one in patterns):
            continue
        like = next(
            (arm for arm, words in zip(given, patterns, strict=True) if _is_general(arm, path, words, known)), None
        )
        if like is None:
            return None
        words = text_of(like).rstrip(",")
        variant = path.search(text_of(like.child_by_field_name("pattern")))
        line = text.indent(like.start_byte)
        for name in fresh:
            made = re.sub(rf"::{variant[1]}\b", f"::{name}", words, count=1) if variant else words
            found.append((like.start_byte, like.start_byte, f"{_plain(made)},\n{line}"))
    return found


def _plain(arm: str) -> str:
    """Give an arm that shows the error alone: what its words say of one kind does not hold for another one."""
    return _LITERAL.sub(lambda found: f'"{"".join(_HOLES.findall(found[1]))}"', arm)


def _is_general(arm: Node, path: re.Pattern[str], words: str, known: dict[str, str]) -> bool:
    named = path.search(words)
    value = text_of(arm.child_by_field_name("value"))
    literals = _LITERAL.findall(value)
    is_shown = all(len(_HOLES.findall(one)) == 1 and "\\" not in one for one in literals) and len(literals) <= 1
    return named is not None and named[1] in known and is_shown and _GENERAL.match(value) is not None
