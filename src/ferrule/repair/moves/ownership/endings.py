"""Types whose end somebody notices: with a `Drop`, guards, channels, threads, and what holds one of them (P16)."""

import re
from typing import Final

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.traits.own import impls, own_type

_NAME: Final = re.compile(r"\b[A-Z]\w*")
_WATCHED: Final = re.compile(
    r"Guard|^(?:Ref|RefMut|Pin|JoinHandle|Drain|PeekMut|Sender|SyncSender|Receiver|File|BufWriter|TcpStream|Child)$"
)
_QUIET: Final = frozenset({
    "String", "Vec", "Box", "Option", "Result", "HashMap", "HashSet", "BTreeMap", "BTreeSet", "VecDeque", "BinaryHeap",
    "PathBuf", "OsString", "CString", "Cow", "Cell", "Duration", "Instant", "Range", "Ordering", "Global",
    "RandomState", "Wrapping", "NonZero", "PhantomData", "Some", "None", "Ok", "Err",
})  # fmt: skip
"""Types of the standard library whose end is noticed only where that of what is in them is."""
_NUMBER: Final = re.compile(r"[iu](?:8|16|32|64|128|size)|f32|f64|bool|char|str")
_WORD: Final = re.compile(r"(?<!')\b[A-Za-z_]\w*")
_MOST_DEEP: Final = 4


def is_noticed(case: Case, words: str, depth: int = 0) -> bool:
    """Say whether a type, or one that it is made of, does something when a value of it ends."""
    for name in set(_NAME.findall(words)):
        if _WATCHED.search(name) or any(True for _ in impls(case, "Drop", name)):
            return True
        placed = own_type(case, name) if depth < _MOST_DEEP else None
        members = (placed.item, *placed.item.members) if placed is not None else ()
        if any(is_noticed(case, field.type, depth + 1) for one in members for field in one.fields):
            return True
    return False


def ends_unnoticed(case: Case, words: str, depth: int = 0) -> bool:
    """Say whether a type is known, with all that it is made of, and nothing of it does anything when it ends.

    A type that is not known, such as that of another crate, a generic one or a closure, may do anything.
    """
    if words.startswith("&") and not words.startswith("&mut"):
        return True
    parts = re.sub(r"\b\w+::|\b(?:mut|const)\b|'\w+", "", words)
    if not parts.strip() or depth > _MOST_DEEP or re.search(r"\b(?:dyn|impl|fn)\b|[*{@]", parts):
        return False
    return all(_is_quiet(case, name, depth) for name in set(_WORD.findall(parts)) - {"_"})


def _is_quiet(case: Case, name: str, depth: int) -> bool:
    if name in _QUIET or _NUMBER.fullmatch(name):
        return own_type(case, name) is None
    placed = own_type(case, name)
    if placed is None or is_noticed(case, name):
        return False
    own = set(_WORD.findall(placed.item.generics))
    fields = [field.type for one in (placed.item, *placed.item.members) for field in one.fields]
    return all(one in own or name in _WORD.findall(one) or ends_unnoticed(case, one, depth + 1) for one in fields)
