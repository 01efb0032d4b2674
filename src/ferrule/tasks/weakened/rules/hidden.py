"""Files that git is told to pass over, or not to show."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from ferrule.tasks.weakened.rule import Scene, Weakened, fine, refused

ID: Final = "hidden"


def _of(name: str, before: str, after: str) -> tuple[dict[str, str], dict[str, str]]:
    return {name: before}, {name: after}


EXAMPLES: Final = (
    refused(*_of(".gitignore", "/target\n", "/target\ntests/\n")),
    refused(*_of(".gitignore", "", "*.rs\n")),
    refused(*_of("a/.gitignore", "", "/src/parser.rs\n")),
    refused(*_of(".gitignore", "", "Cargo.toml\n")),
    refused(*_of(".gitignore", "", "*\n")),
    refused(*_of(".gitignore", "", "*.snap\n")),
    refused(*_of(".gitignore", "", ".github/\n")),
    refused(*_of(".gitattributes", "", "*.rs -diff\n")),
    refused(*_of(".gitattributes", "", "tests/** binary\n")),
    refused(*_of(".gitattributes", "", "src/*.rs filter=clean\n")),
    refused(*_of(".ignore", "", "src/\n")),
    fine(*_of(".gitignore", "/target\n", "/target\n.idea/\n*.swp\nbenches/results.json\n*.profraw\nCargo.lock\n")),
    fine(*_of(".gitignore", "tests/\n", "")),
    fine(*_of(".gitignore", "", "!tests/\n# tests/\nmutants.out*/\n*.rs.bk\n*.snap.new\n")),
    fine(*_of(".gitattributes", "", "* text=auto eol=lf\n*.rs text diff=rust\n*.png binary\n")),
)
_IGNORES: Final = frozenset({".gitignore", ".ignore", ".rgignore", ".npmignore"})
_SOURCES: Final = re.compile(
    r"(?:\*\*?/|/|\./)*(?:[\w./*-]*\.rs|(?:[\w.-]+/)*(?:src|tests?|benches|examples|crates|ci)(?:/[\w*-]+)*/?|\*+(?:\.\*)?/?"
    r"|[\w./*-]*(?:Cargo\.toml|ferrule\.toml|clippy\.toml|rustfmt\.toml|deny\.toml|build\.rs)"
    r"|[\w./*-]*\.(?:rs|snap|stderr|toml)|\.(?:github|cargo|config|ferrule)(?:/.*)?)"
)
_NOT_SOURCES: Final = re.compile(r".*\.(?:bk|orig|new|pending-snap)")
_UNSEEN: Final = re.compile(r"\s(?:-diff|binary|-text|filter=\S+|merge=\S+|diff=(?!rust\b)\S+|linguist-generated\S*)")


def judge(scene: Scene) -> Iterator[Weakened]:
    """Give lines that are new in git's own files and speak of sources."""
    for path, before, after in scene.difference.pairs():
        name = path.rpartition("/")[2]
        if name in _IGNORES or name == ".gitattributes":
            for line, words in _new_lines(before, after):
                if said := _ignored(words) if name in _IGNORES else _attributed(words):
                    yield Weakened(ID, path, line, f"`{words}` {said}")


def _new_lines(before: bytes, after: bytes) -> Iterator[tuple[int, str]]:
    known = Counter(before.decode("utf-8", "replace").split("\n"))
    for number, words in enumerate(after.decode("utf-8", "replace").split("\n"), 1):
        if known[words]:
            known[words] -= 1
        elif words.strip() and not words.startswith(("#", "!")):
            yield number, words.strip()


def _ignored(words: str) -> str:
    is_source = _SOURCES.fullmatch(words) and not _NOT_SOURCES.fullmatch(words)
    return "keeps new sources or settings out of every commit" if is_source else ""


def _attributed(words: str) -> str:
    pattern, _, said = words.partition(" ")
    is_source = _SOURCES.fullmatch(pattern) is not None
    return "keeps sources from being shown or compared" if is_source and _UNSEEN.search(f" {said}") else ""
