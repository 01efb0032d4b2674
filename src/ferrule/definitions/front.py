"""The front matter of a Markdown file: split off, and read by three ways, the later ones with a warning (C7)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ferrule.definitions.known_keys import ALL
from ferrule.definitions.requote import PROSE, requoted
from ferrule.definitions.rescue import rescued
from ferrule.definitions.unheard import unheard
from ferrule.definitions.yaml_text import Broken, Path, Tree, read_yaml
from ferrule.facts.definition import Remark, Value
from ferrule.facts.finding import Level

_FENCE: Final = "---"
_NOTHING: Final = Tree(None)
_QUOTES: Final = "Put the value into quotation marks."


class Keys(dict[str, Value]):
    """The keys of a front matter, and the lines on which they stand; a plain mapping for whoever asks for no more."""

    def __init__(self, values: Mapping[str, Value] | Iterable[tuple[str, Value]] = (), tree: Tree = _NOTHING) -> None:
        super().__init__(values)
        self._tree = tree

    def line(self, *path: str) -> int | None:
        """Give the line of a key, of the nearest one above it where it has none; None for one that is not there."""
        while path and path not in self._tree.lines:
            path = path[:-1]
        return self._tree.lines.get(path)

    def written(self, *path: str) -> str | None:
        """Give a scalar as its author wrote it; None for what is no scalar."""
        return self._tree.written.get(path)

    @property
    def places(self) -> Iterable[Path]:
        """Each key with those above it, also one that a later one with its name has replaced."""
        return self._tree.lines.keys()

    def is_repeated(self, *path: str) -> bool:
        """Say whether a key stands there twice."""
        return path in self._tree.repeated


@dataclass(frozen=True, slots=True)
class Front:
    """A Markdown file in its two halves."""

    keys: Keys = field(default_factory=Keys)
    body: str = ""
    body_line: int = 1
    is_there: bool = False
    """There is a front matter, whatever it holds."""
    doubt: int | None = None
    """The line of a text that may have closed the definition and was not understood."""
    remarks: tuple[Remark, ...] = ()


def read_front(text: str) -> Front:
    """Give the keys and the body of a text. Never raises, and never loses a line in silence."""
    lines = text.split("\n")
    start = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if lines[start].rstrip() != _FENCE:
        return Front(body=text, doubt=unheard(text, (), 1))
    remarks: list[Remark] = []
    if start:
        words = "the front matter does not begin on the first line: some hosts do not see it"
        remarks.append(Remark("front-matter-late", Level.WARNING, words, line=start + 1))
    end = next((i for i in range(start + 1, len(lines)) if lines[i].rstrip() == _FENCE), None)
    if end is None:
        words = "the front matter has no closing `---`"
        remarks.append(Remark("front-matter-open", Level.ERROR, words, line=start + 1))
        return Front(body=text, doubt=unheard(text, (), 1), remarks=tuple(remarks))
    first = start + 2
    tree, doubt = _tree(lines[start + 1 : end], first)
    doubt = doubt or unheard(text, frozenset(tree.lines.values()), end + 2)
    body = "\n".join(lines[end + 1 :])
    keys = Keys(tree.value if isinstance(tree.value, Mapping) else {}, tree)
    return Front(keys, body, end + 2, is_there=True, doubt=doubt, remarks=(*remarks, *tree.remarks))


def _tree(lines: Sequence[str], first: int) -> tuple[Tree, int | None]:
    """Give what the lines say, and the line of a doubt."""
    tree = _mapping("\n".join(lines), first)
    if isinstance(tree, Tree):
        return replace(tree, remarks=(*tree.remarks, *_cut_short(lines, tree, first))), None
    marked, changed = requoted(lines)
    second = _mapping("\n".join(marked), first) if changed else tree
    if isinstance(second, Tree):
        warnings = (
            Remark(
                "yaml-requoted",
                Level.WARNING,
                f"the value of {one.key!r} holds {one.cause}, where YAML ends it; it was read as if in quotation marks",
                line=first + one.index,
                remedy=_QUOTES,
            )
            for one in changed
        )
        return replace(second, remarks=(*second.remarks, *warnings)), None
    found = rescued(lines, ALL, first)
    return replace(found.tree, remarks=(_no_yaml(tree), *found.tree.remarks)), found.doubt


def _mapping(text: str, first: int) -> Tree | Broken:
    tree = read_yaml(text, first)
    if isinstance(tree, Tree) and tree.value is not None and not isinstance(tree.value, Mapping):
        return Broken("it holds no keys with values", first)
    return tree


def _no_yaml(broken: Broken) -> Remark:
    words = f"the front matter is no YAML ({broken.problem}): hosts that are strict pass over the whole file"
    return Remark("yaml-broken", Level.WARNING, words, line=broken.line)


def _cut_short(lines: Sequence[str], tree: Tree, first: int) -> list[Remark]:
    """Give a warning for each value of prose whose end YAML takes for a comment."""
    found = []
    for key in PROSE:
        line = tree.lines.get((key,))
        if line is None or " #" not in (text := lines[line - first].partition(":")[2]):
            continue
        if text.strip()[:1] not in {"'", '"', "|", ">"} and " #" not in (tree.written.get((key,)) or ""):
            words = f"what follows ' #' in {key!r} is a comment in YAML and is left out"
            found.append(Remark("comment-in-value", Level.WARNING, words, line=line, remedy=_QUOTES))
    return found
