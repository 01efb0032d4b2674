"""Programs that read and search, in the forms in which they start others, write, or copy a program away."""

import re
from collections.abc import Mapping
from typing import Final

from ferrule.tasks.shell import refusals
from ferrule.tasks.shell.names import GITS, LISTERS
from ferrule.tasks.shell.places import closed_place, place_in_code
from ferrule.tasks.shell.running import Again, text_refusal

_STARTING: Final[Mapping[str, re.Pattern[str]]] = {
    "rg": re.compile(r"--(pre|hostname-bin)(=(.*))?"),
    "ag": re.compile(r"--(pager)(=(.*))?"),
    "sort": re.compile(r"--(compress-p\w*)(=(.*))?"),
    "man": re.compile(r"(-P|--pager)(=(.*))?"),
    "fd": re.compile(r"(-x|-X|--exec|--exec-batch)(=(.*))?"),
    "zip": re.compile(r"(-TT|--unzip-command)(=(.*))?"),
    "less": re.compile(r"(\+)(!)(.*)"),
}
_SED: Final = re.compile(
    r"(?:^|[;{\n])\s*(?:[\d$]+|/(?:\\.|[^/\\])*/)?(?:,(?:[\d$+~]+|/(?:\\.|[^/\\])*/))?\s*!?\s*e(?:\s|$)|"
    r"s([^\w\s])(?:\\.|(?!\1)[^\\])*\1(?:\\.|(?!\1)[^\\])*\1[gpimIM0-9]*e",
    re.DOTALL,
)
_AWK: Final = re.compile(
    r"\bsystem\s*\(|\|\s*getline|\|&|\bprintf?\b[^;}\n]{0,80}\|(?!\|)|\"\s*\|\s*getline|@load|@include"
)
_AWKS: Final = frozenset({"awk", "gawk", "mawk"})
_WRITING_FIND: Final = frozenset(
    {"-delete", "-fprint", "-fprintf", "-fprint0", "-fls", "-exec", "-execdir", "-ok", "-okdir"}
)
_ITSELF: Final = re.compile(r".*/(bin|libexec|git-core)/(git|hub|gh|ferrule)(-[\w-]+)?")
_LOOKS: Final = frozenset({*LISTERS, "echo", "printf", "[", "man", "md5sum", "sha256sum", "du"})


def reader_refusal(words: tuple[str, ...], name: str, again: Again) -> str:
    """Give why a program that reads, copies or names files is refused; empty when it may run."""
    if name not in _LOOKS and any(map(_ITSELF.fullmatch, words[1:])):
        return refusals.unreadable(words, "programs are called by their own names, and neither copied nor taken away")
    if name in _STARTING and (found := _starts(words, name, again)):
        return found
    if name == "sed":
        return _edits(words)
    if name in _AWKS:
        return _programs(words)
    if name == "find" and _WRITING_FIND & set(words):
        place = next(filter(None, map(closed_place, _searched(words))), "")
        return refusals.place(words, place) if place else ""
    if name == "sort" and any(word.startswith(("-o", "--output")) for word in words):
        place = next(filter(None, map(closed_place, words)), "")
        return refusals.place(words, place) if place else ""
    return ""


def _searched(words: tuple[str, ...]) -> list[str]:
    """Give the words of find that say where it goes, without those that keep it out of a place."""
    if "-prune" in words:
        first = next((at for at, word in enumerate(words) if at and word.startswith("-")), len(words))
        return list(words[1:first])
    return [word for at, word in enumerate(words) if at and not {"!", "-not"} & set(words[max(at - 2, 0) : at])]


def looks_up(words: tuple[str, ...]) -> bool:
    """Tell whether a call says where git, ferrule or git's folder lies, so that others could start or change it."""
    asks = words[:1] in (("which",), ("command",), ("type",), ("whereis",), ("whence",))
    is_folder = any(re.match(r"--(absolute-)?git-(dir|path|common)", word) for word in words)
    return is_folder or (asks and not {*GITS, "ferrule"}.isdisjoint(words[1:]))


def _starts(words: tuple[str, ...], name: str, again: Again) -> str:
    for at, word in enumerate(words[1:], start=1):
        if found := _STARTING[name].fullmatch(word):
            text = found[3] or " ".join(words[at + 1 :])
            return text_refusal(words, text, again)
    return ""


def _edits(words: tuple[str, ...]) -> str:
    """Judge sed: its scripts can run programs, and `-i` writes."""
    if any(map(_SED.search, words[1:])):
        return refusals.unreadable(words, "sed would run what it reads: leave out the `e`")
    writes = any(re.match(r"-\w*i|--in-place", word) for word in words)
    place = next(filter(None, (closed_place(word) if writes or " " in word else "" for word in words[1:])), "")
    return refusals.place(words, place) if place else ""


def _programs(words: tuple[str, ...]) -> str:
    if any(map(_AWK.search, words[1:])):
        return refusals.unreadable(words, "awk would start another program: start it on the command line itself")
    texts = [word for word in words[1:] if "{" in word]
    place = next(filter(None, map(place_in_code, texts)), "")
    return refusals.place(words, place) if place else ""
