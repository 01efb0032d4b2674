"""Remembered verdicts: sealed files, so that no repository can bring its own green.

They are files and not rows: a ladder on which nothing changed must answer before a database is open.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.facts.cached import Remembered
from ferrule.store.sealed import Seal, users_seal

FOLDER: Final = "verdicts"
_MOST: Final = 6
"""Verdicts that are kept of one gate: going back and forth between branches finds them."""
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_KNOWN: Final = "content"
_LASTED: Final = "lasted"
_Known = dict[str, tuple[int, int, int, str]]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The remembered verdicts of one workspace."""

    folder: Path
    seal: Seal

    def recall(self, gate: str, digest: str) -> Remembered | None:
        """Give the verdict that is known by this digest; None when there is none, or it is not of our making."""
        found = self.seal.read(self._place(gate) / f"{digest}.json", Remembered)
        return found if found is not None and (found.key.gate, found.key.digest) == (gate, digest) else None

    def latest(self, gate: str) -> Remembered | None:
        """Give the newest verdict of a gate, whatever it hangs on; None when there is none."""
        found = (self.seal.read(path, Remembered) for path in self._entries(gate))
        return max((one for one in found if one is not None), key=lambda one: one.made, default=None)

    def remember(self, verdict: Remembered) -> None:
        """Keep a verdict, and no more than a few older ones of its gate; raises StoreBroken when it cannot."""
        gate = verdict.key.gate
        self.seal.write(self._place(gate) / f"{verdict.key.digest}.json", verdict)
        for path in self._entries(gate)[_MOST:]:
            with suppress(OSError):
                path.unlink()

    def forget(self, gate: str, digest: str) -> None:
        """Drop the verdict that is known by this digest, where there is one."""
        with suppress(OSError):
            (self._place(gate) / f"{digest}.json").unlink()

    def known_content(self) -> _Known:
        """Give what was remembered of the files; empty when nothing was."""
        return self.seal.read(self.folder / FOLDER / f"{_KNOWN}.json", _Known) or {}

    def keep_content(self, known: _Known) -> None:
        """Remember the files; raises StoreBroken when it cannot."""
        self.seal.write(self.folder / FOLDER / f"{_KNOWN}.json", known)

    def lasted_s(self) -> dict[str, float]:
        """Give how long each gate took when it last ran, in seconds."""
        return self.seal.read(self.folder / FOLDER / f"{_LASTED}.json", dict[str, float]) or {}

    def keep_lasted(self, seconds: dict[str, float]) -> None:
        """Remember how long gates took, beside what is known of others; raises StoreBroken when it cannot."""
        self.seal.write(self.folder / FOLDER / f"{_LASTED}.json", self.lasted_s() | seconds)

    def salted(self, text: str) -> str:
        """Give a digest of what may be a secret, such as a variable, that nobody can guess back."""
        return self.seal.salted(text)

    def _place(self, gate: str) -> Path:
        if not _NAME.fullmatch(gate):
            raise ValueError(f"not the id of a gate: {gate!r}")
        return self.folder / FOLDER / gate

    def _entries(self, gate: str) -> list[Path]:
        """Give the files of a gate, newest first."""
        try:
            found = [(path.stat().st_mtime_ns, path) for path in self._place(gate).glob("*.json")]
        except OSError:
            return []
        return [path for _, path in sorted(found, reverse=True)]


def open_verdicts(folder: Path) -> Verdicts:
    """Give the remembered verdicts below a state folder; raises StoreBroken when this user's key cannot be kept."""
    return Verdicts(folder.resolve(), users_seal())
