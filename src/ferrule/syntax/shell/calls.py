"""What a command line runs, feeds and writes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from ferrule.syntax.shell.tree import text_of, walk
from ferrule.syntax.shell.words import UNKNOWN, feed, fields, is_known, value

_WRITING: Final = frozenset({">", ">>", ">|", "&>", "&>>", ">&"})
_NO_WORDS: Final = frozenset({"variable_assignment", "herestring_redirect", "file_redirect", "comment"})
_DECLARING: Final = frozenset({"export", "declare", "typeset", "local", "readonly"})
_CHAINS: Final = frozenset({"list", "pipeline", "negated_command"})


@dataclass(frozen=True, slots=True)
class Call:
    """One program that is started, or one word of the shell itself."""

    words: tuple[str, ...]
    """The program first; empty where variables are set and nothing is started."""
    variables: tuple[tuple[str, str], ...] = ()
    """What is set for it alone, or from here on."""
    fed: str | None = None
    """What it reads, where the line itself holds the text; None when that comes from elsewhere."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A file that a redirection writes."""

    path: str
    content: str | None = None
    """None when the line does not hold what is written."""


@dataclass(frozen=True, slots=True)
class Line:
    """All that one command line would do, for one way in which its variables may stand."""

    calls: tuple[Call, ...]
    writings: tuple[Writing, ...]


def read(root: Node, known: Mapping[str, str]) -> Line:
    """Give what a line runs and writes, substitutions, functions and branches that may never run included."""
    calls: list[Call] = []
    writings: list[Writing] = []
    for node in walk(root):
        if node.type in ("command", "declaration_command"):
            calls.append(call_of(node, known))
        elif node.type == "variable_assignment" and _is_alone(node):
            calls.append(Call((), tuple(_variables([node], known))))
        elif node.type == "file_redirect" and any(text_of(one) in _WRITING for one in node.children):
            writings += _writings(node, known)
    return Line(tuple(calls), tuple(writings))


def _is_alone(node: Node) -> bool:
    return node.parent is not None and node.parent.type not in ("command", "declaration_command")


def call_of(node: Node, known: Mapping[str, str]) -> Call:
    """Give what one command of a line starts."""
    words = [word for part in _words(node) for word in fields(part, known)]
    texts = [feed(one, known) for one in _feeds(node)]
    return Call(tuple(words), tuple(_variables(node.children, known)), "\n".join(texts) if texts else None)


def _words(node: Node) -> Iterator[Node]:
    """Yield the parts of a command that are words; `export` and its like are signs of the grammar."""
    for one in node.children:
        if one.type not in _NO_WORDS and (one.is_named or text_of(one) in _DECLARING):
            yield one


def _variables(nodes: list[Node], known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        name = node.child_by_field_name("name")
        if node.type == "variable_assignment" and name is not None:
            given = node.child_by_field_name("value")
            is_list = given is not None and given.type == "array"
            yield text_of(name), UNKNOWN if is_list else value(given, known)


def _feeds(node: Node) -> Iterator[Node]:
    """Yield the texts that a command reads by `<<` and `<<<` of its own."""
    for one in (*node.children, *_redirections(node)):
        if one.type == "heredoc_redirect":
            yield from (part for part in one.children if part.type == "heredoc_body")
        elif one.type == "herestring_redirect":
            yield one.named_children[-1]


def _redirections(node: Node) -> list[Node]:
    """Give the redirections that stand behind a command; in a chain or a pipe they are those of its last one."""
    around = node.parent
    while around is not None and around.type in _CHAINS and around.named_children[-1] == node:
        node, around = around, around.parent
    is_body = around is not None and around.type == "redirected_statement" and around.children[0] == node
    return around.children[1:] if around is not None and is_body else []


def _writings(node: Node, known: Mapping[str, str]) -> Iterator[Writing]:
    """Yield the file of one redirection, with the text where `cat`, `echo` or `printf` gives it."""
    writers = [one for one in walk(_statement(node)) if one.type == "command"]
    for place in node.children_by_field_name("destination"):
        for path in fields(place, known):
            if not path.isdigit():
                yield Writing(path, _content(call_of(writers[0], known)) if len(writers) == 1 else None)


def _statement(node: Node) -> Node:
    while node.parent is not None and node.type not in ("command", "redirected_statement"):
        node = node.parent
    return node


def _content(call: Call) -> str | None:
    if call.words == ("cat",):
        return call.fed
    if call.words[:1] in (("echo",), ("printf",)) and all(map(is_known, call.words)):
        return "\n".join(call.words[1:])
    return None
