"""One definition in the form of a host: files, and what did not fit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from ferrule.definitions.names import faults
from ferrule.errors import WrongUse
from ferrule.facts.definition import Definition, Remark
from ferrule.facts.finding import Level

_FILE_NAME: Final = re.compile(r"\w[\w.-]{0,99}")


class NotPortable(WrongUse):
    """A definition that a host has no place for."""

    hint = "Mend the definition, or leave it out; `ferrule definitions validate` tells all that is wrong with it."


@dataclass(frozen=True, slots=True)
class Exported:
    """Files by their paths, with slashes, and what was joined, moved or left out on the way."""

    files: Mapping[str, bytes]
    executable: frozenset[str] = frozenset()
    """Those of the paths that may be run, as they could where they came from."""
    remarks: tuple[Remark, ...] = field(default=())

    def below(self, folder: str) -> "Exported":
        """Give the same in a folder."""
        files = {f"{folder}/{path}": content for path, content in self.files.items()}
        return Exported(files, frozenset(f"{folder}/{path}" for path in self.executable), self.remarks)


def remark(definition: Definition, rule: str, message: str, level: Level = Level.NOTE) -> Remark:
    """Give a remark that names its definition and the file that it came from."""
    return Remark(rule, level, f"{definition.name}: {message}", path=definition.path)


def problem_of_name(name: str) -> str:
    """Give why a name is none by the Agent Skills specification; empty for a good one."""
    if not name:
        return "has no name"
    words = ", ".join(faults(name))
    return f"the name {name!r} {words}" if words else ""


def is_file_name(name: str) -> bool:
    """Tell whether a name can be that of a file, in any folder and on any system."""
    return _FILE_NAME.fullmatch(name) is not None and not name.endswith(".")
