"""A unit judged against libraries that are compiled with the same changes just before it."""

import hashlib
import shutil
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

import msgspec

from ferrule.edits.changes import located
from ferrule.facts.finding import Finding, Level
from ferrule.facts.reading import distinct
from ferrule.facts.repair import Changes
from ferrule.repair.compile.externs import sources_of
from ferrule.repair.compile.replay import Terms, replay
from ferrule.repair.compile.unit import How, Links, Replayed, Unit

_MADE: Final = "made.json"


class _Made(msgspec.Struct, frozen=True):
    """What is known of the libraries that lie in a folder; written once all of them are there."""

    mark: str
    files: tuple[str, ...]
    """All that they were made of, new files too: which ones that are, only this compile has told."""
    warnings: tuple[Finding, ...] = ()
    """What rustc warned of in the changed files."""


_READ: Final = msgspec.json.Decoder(_Made)


def replay_after(links: Links, unit: Unit, changes: Changes, slot: Path, terms: Terms) -> Replayed:
    """Give what rustc says of a unit once these libraries are compiled anew, into the slot.

    A library that does not compile leaves the unit without an answer: the state counts as one on which the compiler
    crashed, since to break the library is never better. What rustc warns of in the changed files of the libraries is
    part of the answer. The time limit holds for all of it together.
    """
    if not links.units:
        return replay(unit, changes, slot, terms)
    until = time.monotonic() + terms.timeout_s
    folder = slot.absolute() / "libraries"
    made = _kept(folder, links, changes, terms) or _make(folder, links, changes, terms, until)
    if isinstance(made, Replayed):
        return replace(made, crashed=True)
    answer = _in_time(_against(folder, unit), changes, slot, terms, until)
    return replace(answer, findings=distinct((*answer.findings, *made.warnings)))


def _kept(folder: Path, links: Links, changes: Changes, terms: Terms) -> _Made | None:
    """Give what the folder holds where it would be made the same: many candidates follow one edit of a library."""
    try:
        made = _READ.decode((folder / _MADE).read_bytes())
    except (OSError, msgspec.MsgspecError):
        return None
    return made if made.mark == _mark(links, changes, terms, map(Path, made.files)) else None


def _make(folder: Path, links: Links, changes: Changes, terms: Terms, until: float) -> _Made | Replayed:
    """Compile the libraries one after the other; gives the answer for the one at which that came to its end."""
    slot = folder.parent
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    files, warnings = set(links.files), []
    for one in links.units:
        note = slot / "out" / f"{one.key}.d"
        note.unlink(missing_ok=True)
        answer = _in_time(_against(folder, one), changes, slot, terms, until)
        if not answer.ok:
            return answer
        name = f"lib{one.key}.rmeta"
        shutil.move(slot / "out" / name, folder / name)
        files.update(_sources(one, note, slot) or changes)
        warnings += [finding for finding in answer.findings if _warns(finding, one, changes)]
    made = _Made(_mark(links, changes, terms, files), tuple(sorted(map(str, files))), tuple(warnings))
    (folder / _MADE).write_bytes(msgspec.json.encode(made))
    return made


def _in_time(unit: Unit, changes: Changes, slot: Path, terms: Terms, until: float) -> Replayed:
    left = until - time.monotonic()
    if left <= 0:
        return Replayed(how=terms.how or How.NAMESPACE, note=f"the libraries took all of the {terms.timeout_s:g} s")
    return replay(unit, changes, slot, replace(terms, timeout_s=left))


def _sources(unit: Unit, note: Path, slot: Path) -> frozenset[Path]:
    """Give what a library was made of, at the paths of the workspace wherever it was compiled; none without a note."""
    tree, root = str(slot / "tree"), str(unit.root)
    return frozenset(located(unit.root, str(unit.cwd / word.replace(tree, root))) for word in sources_of(note))


def _warns(finding: Finding, unit: Unit, changes: Changes) -> bool:
    return finding.level is Level.WARNING and unit.root / (finding.path or "") in changes


def _mark(links: Links, changes: Changes, terms: Terms, files: Iterable[Path]) -> str:
    """Give what stays the same while the libraries do: how they are made, what below them was built, their files."""
    kept = hashlib.sha256(repr((terms.target, terms.how, [one.key for one in links.units])).encode())
    for texts in (terms.built, {path: changes[path] for path in {*files, *links.files} if path in changes}):
        kept.update(repr(sorted((str(path), text) for path, text in texts.items())).encode())
    return kept.hexdigest()


def _against(folder: Path, unit: Unit) -> Unit:
    """Give a unit that takes what lies in a folder instead of what Cargo has built."""
    words = list(unit.argv)
    for number, word in enumerate(words):
        name, _, built = word.partition("=")
        if number and words[number - 1] == "--extern" and (folder / Path(built).name).is_file():
            words[number] = f"{name}={folder / Path(built).name}"
    return replace(unit, argv=(*words, "-L", f"dependency={folder}"))
