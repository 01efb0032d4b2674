"""The story of `ferrule check --discover`: what the repository runs of its own, gates made of it; nothing is run."""

import difflib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ferrule.config.fault import BadSettings, nearest
from ferrule.config.file import FILE, File, read_file
from ferrule.config.gates_added import Entry, with_gates
from ferrule.discovery.survey import survey
from ferrule.errors import BadManifest, NotWritable, WrongUse
from ferrule.facts.discovery import Adoptable, Adoption, Discovery, Find, LeftOut, Unread
from ferrule.facts.settings import Flags, OwnGate
from ferrule.flow.placing import put_file
from ferrule.flow.settings import KNOWN, settings_of
from ferrule.workspace.find import find_root, nearest_manifest
from ferrule.workspace.trust import VARIABLE

_HEAD: Final = "# Settings of ferrule for this workspace; `ferrule config schema` prints every key.\n"
_NO_COMMENT: Final = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


def discover(start: Path) -> Discovery:
    """Give what the repository around `start` runs of its own; a broken manifest or settings file is told, not raised.

    Raises:
        NoWorkspace: when there is no Cargo.toml from here upwards.
    """
    root, unread = _root(start)
    try:
        own = settings_of(root, Flags()).gates
    except (BadSettings, WrongUse) as fault:
        own, unread = (), (*unread, Unread(FILE, None, str(fault)))
    found = survey(root, KNOWN.gates, _named(own))
    return Discovery(found.workspace, found.files, found.finds, (*unread, *found.unread))


def adopt(start: Path, names: tuple[str, ...]) -> tuple[Discovery, Adoption]:
    """Write `[[gate]]` entries for commands that no built-in gate covers; all of them where no name is given.

    Raises:
        WrongUse: for a name that no command has, or settings that are broken.
        NotWritable: when the file cannot be written.
    """
    root = find_root(start)
    own = settings_of(root, Flags()).gates
    found = survey(root, KNOWN.gates, _named(own))
    chosen = tuple(_chosen(found, names))
    left = tuple(_left(found, {find.name for find in chosen}, by_name=bool(names)))
    file = read_file(root)
    path = file.path if file else root / FILE
    if not chosen:
        return found, Adoption(path.name, "", (), left)
    before = path.read_bytes().decode() if file else ""
    section = file.section if file else ()
    after = with_gates(before or _HEAD, section, [_entry(find) for find in chosen])
    _write(path, after)
    diff = difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"a/{path.name}", f"b/{path.name}", lineterm=""
    )
    return found, Adoption(path.name, "\n".join(diff), chosen, left, _note(file))


def _root(start: Path) -> tuple[Path, tuple[Unread, ...]]:
    """Give the workspace's root, or the folder of the nearest manifest where one on the way is broken."""
    try:
        return find_root(start), ()
    except BadManifest as fault:
        return nearest_manifest(start).parent, (Unread("Cargo.toml", None, str(fault)),)


def _named(own: tuple[OwnGate, ...]) -> dict[str, tuple[str, ...]]:
    return {gate.id: gate.argv for gate in own}


def _chosen(found: Discovery, names: tuple[str, ...]) -> Iterator[Find]:
    may = {find.name: find for find in found.finds if find.adoptable is not Adoptable.NO}
    if not names:
        yield from (find for find in may.values() if find.adoptable is Adoptable.YES)
        return
    for name in dict.fromkeys(names):
        if name not in may:
            raise WrongUse(f"--adopt: no command {name!r} that may be adopted{nearest(name, tuple(may))}")
        yield may[name]


def _left(found: Discovery, chosen: set[str], *, by_name: bool) -> Iterator[LeftOut]:
    """Yield each command that is not adopted, with the reason."""
    for find in found.finds:
        if find.adoptable is Adoptable.NO:
            yield LeftOut(find, find.why_not)
        elif find.name not in chosen:
            yield LeftOut(find, "not named" if by_name else f"{find.why_not}; `--adopt {find.name}` adopts it")


def _entry(find: Find) -> Entry:
    comment = _NO_COMMENT.sub(" ", f"found by `ferrule check --discover` in {find.path}:{find.line}")
    return {"id": find.name, "argv": find.argv}, comment


def _write(path: Path, text: str) -> None:
    try:
        put_file(path, text)
    except OSError as fault:
        raise NotWritable(f"{path}: cannot be written: {fault.strerror}") from fault


def _note(file: File | None) -> str:
    if os.environ.get(VARIABLE) == "1":
        return "they run in the profile `release`, or with `--only NAME`"
    if file and file.section:
        return "they run in the profile `release` and with `--trust` alone: `ferrule trust` does not cover Cargo.toml"
    return "read them, then run `ferrule trust`; they run in the profile `release`, or with `--only NAME`"
