"""Who may start a definition: the strictest of all that is said, and closed where that is not understood (M02)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ferrule.definitions.front import Front, Keys
from ferrule.definitions.values import flat, truth
from ferrule.facts.definition import Invocation, Remark, Value
from ferrule.facts.finding import Level

_OPEN: Final = frozenset({"implicit", "auto", "automatic", "model-only"})
_CLOSED: Final = frozenset({"explicit-only", "explicit", "user-only", "manual"})
_CLOSING: Final = frozenset({"disablemodelinvocation", "allowimplicitinvocation", "explicitonly", "invocation"})
"""Keys that close, as they look without hyphens, underscores and capitals."""
_DISABLE: Final = "disable-model-invocation"
_SAID: Final = ("metadata", "invocation")
_DEEPEST: Final = 3


@dataclass(frozen=True, slots=True)
class Access:
    """Who may start it."""

    invocation: Invocation
    user_invocable: bool
    remarks: tuple[Remark, ...] = ()


def access(front: Front, more: Iterable[Invocation] = ()) -> Access:
    """Give who may start a definition; `more` is what files beside it say."""
    remarks: list[Remark] = []
    said = [*more, *_by_metadata(front.keys, remarks), *_by_switch(front.keys, remarks), *_by_doubt(front, remarks)]
    invocation = Invocation.EXPLICIT if Invocation.EXPLICIT in said else Invocation.IMPLICIT
    user_invocable = _is_open_to_users(front.keys, remarks)
    if invocation is Invocation.EXPLICIT and not user_invocable:
        words = "neither the user nor a model may start it"
        line = front.keys.line("user-invocable")
        remarks.append(Remark("closed-to-all", Level.WARNING, words, line=line))
    return Access(invocation, user_invocable, tuple(remarks))


def _by_metadata(keys: Keys, remarks: list[Remark]) -> Iterator[Invocation]:
    metadata = keys.get("metadata")
    if keys.is_repeated(*_SAID) or (keys.is_repeated("metadata") and _SAID in keys.places):
        yield _doubt(remarks, "'metadata.invocation' stands there twice", keys.line(*_SAID))
        return
    if not isinstance(metadata, Mapping) or "invocation" not in metadata:
        return
    value = flat(metadata["invocation"]).strip().lower().replace("_", "-")
    if value in _CLOSED:
        yield Invocation.EXPLICIT
    elif value not in _OPEN:
        words = f"'metadata.invocation' is {value!r}, which is not understood"
        yield _doubt(remarks, words, keys.line(*_SAID))


def _by_switch(keys: Keys, remarks: list[Remark]) -> Iterator[Invocation]:
    if _DISABLE not in keys:
        return
    disabled = truth(keys[_DISABLE])
    if keys.is_repeated(_DISABLE):
        yield _doubt(remarks, f"{_DISABLE!r} stands there twice", keys.line(_DISABLE))
    elif disabled is None:
        yield _doubt(remarks, f"{_DISABLE!r} is neither yes nor no", keys.line(_DISABLE))
    elif disabled:
        yield Invocation.EXPLICIT


def _by_doubt(front: Front, remarks: list[Remark]) -> Iterator[Invocation]:
    """Yield a closing for each text that may be meant to close: a key in another spelling or place, a lost line."""
    if front.doubt is not None:
        yield _doubt(
            remarks, "a line that may close it does not stand where hosts read it, or could not be read", front.doubt
        )
    metadata = front.keys.get("metadata")
    if "metadata" in front.keys and not isinstance(metadata, Mapping) and "invocation" in flat(metadata).lower():
        yield _doubt(remarks, "'metadata' speaks of invocation and is no list of keys", front.keys.line("metadata"))
    for path in dict.fromkeys((*front.keys.places, *_paths(front.keys))):
        yield from _misspelt(front.keys, path, remarks)


def _paths(value: Value, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield each key of a mapping and of those in it."""
    if isinstance(value, Mapping) and len(above) < _DEEPEST:
        for key, one in value.items():
            yield (*above, key)
            yield from _paths(one, (*above, key))


def _misspelt(keys: Keys, path: tuple[str, ...], remarks: list[Remark]) -> Iterator[Invocation]:
    if path in {(_DISABLE,), _SAID}:
        return
    bare = path[-1].replace("-", "").replace("_", "").lower()
    if bare in _CLOSING:
        meant = _DISABLE if bare == "disablemodelinvocation" else "metadata.invocation"
        yield _doubt(remarks, f"{'.'.join(path)!r} is no key that hosts know; {meant!r} may be meant", keys.line(*path))


def _doubt(remarks: list[Remark], words: str, line: int | None) -> Invocation:
    remedy = "Write `disable-model-invocation: true` to keep it closed, or `false` to open it."
    words = f"{words}; it is taken for explicit-only"
    remarks.append(Remark("invocation-unclear", Level.WARNING, words, line=line, remedy=remedy))
    return Invocation.EXPLICIT


def _is_open_to_users(keys: Keys, remarks: list[Remark]) -> bool:
    metadata = keys.get("metadata")
    if isinstance(metadata, Mapping) and metadata.get("invocation") == "model-only":
        return False
    if "user-invocable" not in keys:
        return True
    found = truth(keys["user-invocable"])
    if found is None:
        words = "'user-invocable' is neither yes nor no; it is left out"
        remarks.append(Remark("wrong-type", Level.WARNING, words, line=keys.line("user-invocable")))
    return found is not False
