"""What each source says of settings: the workspace's file, the environment, the command line."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_origin

from ferrule.config.fault import dotted
from ferrule.config.file import File
from ferrule.config.lines import Path
from ferrule.config.types import bare, is_number, single_keys
from ferrule.facts.settings import Flags

PREFIX = "FERRULE_"
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_BROKEN = re.compile(r"[+-]?[0-9]{1,18}\.[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Layer:
    """Settings from one source, as tables in the form of the file."""

    table: Mapping[str, Any]
    origin: Callable[[Path], str]
    """Says where a key stands in a few words, for `config show`."""
    place: Callable[[Path], str]
    """Names a key with its place in full, for the beginning of a sentence about a mistake."""

    def has(self, path: Path) -> bool:
        """Give whether this source says something of that key."""
        here: Any = self.table
        for key in path:
            try:
                here = here[key]
            except (KeyError, IndexError):
                return False
        return True


def of_file(file: File) -> Layer:
    """Give what a workspace's file says."""

    def place(path: Path) -> str:
        return ": ".join(part for part in (file.place(path), dotted(path)) if part)

    return Layer(file.table, file.origin, place)


def variable(path: Path) -> str:
    """Give the variable that sets a key: `FERRULE_FIX_TEST_TIMEOUT` for `fix.test-timeout`."""
    return PREFIX + "_".join(map(str, path)).upper().replace("-", "_")


def of_environment(environ: Mapping[str, str]) -> Layer:
    """Give what variables say; an empty one says nothing, lists are separated by commas."""
    table: dict[str, Any] = {}
    for path, kind in single_keys():
        text = environ.get(variable(path), "").strip()
        if text:
            _put(table, path, _read(text, kind))
    return Layer(table, _variable_of, _variable_of)


def of_flags(flags: Flags) -> Layer:
    """Give what the command line says."""
    table: dict[str, Any] = {}
    names: dict[Path, str] = {}
    reasons = None if flags.allow_skip is None else sorted(reason.value for reason in flags.allow_skip)
    for flag, path, value in (
        ("--profile", ("profile",), flags.profile),
        ("--allow-skip", ("allow-skip",), reasons),
        ("--jobs", ("jobs",), flags.jobs),
        ("--timeout", ("timeout",), flags.timeout_s),
        ("--budget", ("budget",), flags.budget_s),
        ("--attempts", ("fix", "attempts"), flags.attempts),
        ("--budget", ("fix", "budget"), flags.fix_budget_s),
        ("--test-timeout", ("fix", "test-timeout"), flags.test_timeout_s),
        ("--max-level", ("fix", "max-level"), flags.max_level),
    ):
        if value is not None:
            _put(table, path, value)
            names[path] = flag

    def flag_of(path: Path) -> str:
        return next(name for known, name in names.items() if path[: len(known)] == known)

    return Layer(table, flag_of, flag_of)


def _variable_of(path: Path) -> str:
    return variable(tuple(key for key in path if isinstance(key, str)))


def _put(table: dict[str, Any], path: Path, value: object) -> None:
    *above, last = map(str, path)
    for key in above:
        table = table.setdefault(key, {})
    table[last] = value


def _read(text: str, kind: Any) -> object:
    """Give the value that a text means for such a key; what means none stays a text, which is then refused."""
    if get_origin(bare(kind)) is tuple:
        return [word for word in re.split(r"[,\s]+", text) if word]
    if is_number(kind) and _WHOLE.fullmatch(text):
        return int(text)
    if is_number(kind) and _BROKEN.fullmatch(text):
        return float(text)
    return text
