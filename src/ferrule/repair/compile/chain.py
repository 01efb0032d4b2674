"""A unit judged against libraries that are compiled with the same changes just before it."""

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

from ferrule.facts.repair import Changes
from ferrule.repair.compile.replay import Terms, replay
from ferrule.repair.compile.unit import Links, Replayed, Unit


def replay_after(links: Links, unit: Unit, changes: Changes, slot: Path, terms: Terms) -> Replayed:
    """Give what rustc says of a unit once these libraries are compiled anew, into the slot.

    A library that does not compile leaves the unit without an answer: the state counts as one on which the compiler
    crashed, since to break the library is never better.
    """
    if not links.units:
        return replay(unit, changes, slot, terms)
    folder = slot.absolute() / "libraries"
    made = folder / _mark(links, changes, terms)
    if not made.is_dir():
        shutil.rmtree(folder, ignore_errors=True)
        unfinished = folder / "unfinished"
        unfinished.mkdir(parents=True)
        for one in links.units:
            answer = replay(_against(unfinished, one), changes, slot, terms)
            if not answer.ok:
                return replace(answer, crashed=True)
            name = f"lib{one.key}.rmeta"
            shutil.move(slot.absolute() / "out" / name, unfinished / name)
        unfinished.rename(made)
    return replay(_against(made, unit), changes, slot, terms)


def _mark(links: Links, changes: Changes, terms: Terms) -> str:
    """Give what stays the same while the libraries do: many candidates for a unit follow one edit of its library."""
    kept = hashlib.sha256(repr((terms.target, terms.how, [one.key for one in links.units])).encode())
    for path in sorted(links.files):
        kept.update(repr((str(path), changes.get(path))).encode())
    return kept.hexdigest()[:16]


def _against(folder: Path, unit: Unit) -> Unit:
    """Give a unit that takes what lies in a folder instead of what Cargo has built."""
    words = list(unit.argv)
    for number, word in enumerate(words):
        name, _, built = word.partition("=")
        if number and words[number - 1] == "--extern" and (folder / Path(built).name).is_file():
            words[number] = f"{name}={folder / Path(built).name}"
    return replace(unit, argv=(*words, "-L", f"dependency={folder}"))
