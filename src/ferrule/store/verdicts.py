"""Remembered verdicts: files signed with a key that only this user has, so that no repository can bring its own green.

They are files and not rows: a ladder on which nothing changed must answer before a database is open.
"""

import hashlib
import hmac
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from ferrule.errors import StoreBroken
from ferrule.facts.cached import Remembered
from ferrule.store.refusals import words

FOLDER: Final = "verdicts"
_KEY_FILE: Final = "verdicts.key"
_KEY_BYTES: Final = 32
_MOST: Final = 6
"""Verdicts that are kept of one gate: going back and forth between branches finds them."""
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_KNOWN: Final = "content"
_LASTED: Final = "lasted"
_T = TypeVar("_T")
_Known = dict[str, tuple[int, int, int, str]]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The remembered verdicts of one workspace."""

    folder: Path
    secret: bytes
    """Signs what is kept, and salts what must not be readable."""

    def recall(self, gate: str, digest: str) -> Remembered | None:
        """Give the verdict that is known by this digest; None when there is none, or it is not of our making."""
        found = self._read(self._place(gate) / f"{digest}.json", Remembered)
        return found if found is not None and (found.key.gate, found.key.digest) == (gate, digest) else None

    def latest(self, gate: str) -> Remembered | None:
        """Give the newest verdict of a gate, whatever it hangs on; None when there is none."""
        found = (self._read(path, Remembered) for path in self._entries(gate))
        return max((one for one in found if one is not None), key=lambda one: one.made, default=None)

    def remember(self, verdict: Remembered) -> None:
        """Keep a verdict, and no more than a few older ones of its gate; raises StoreBroken when it cannot."""
        gate = verdict.key.gate
        self._write(self._place(gate) / f"{verdict.key.digest}.json", verdict)
        for path in self._entries(gate)[_MOST:]:
            with suppress(OSError):
                path.unlink()

    def forget(self, gate: str, digest: str) -> None:
        """Drop the verdict that is known by this digest, where there is one."""
        with suppress(OSError):
            (self._place(gate) / f"{digest}.json").unlink()

    def known_content(self) -> _Known:
        """Give what was remembered of the files; empty when nothing was."""
        return self._read(self.folder / FOLDER / f"{_KNOWN}.json", _Known) or {}

    def keep_content(self, known: _Known) -> None:
        """Remember the files; raises StoreBroken when it cannot."""
        self._write(self.folder / FOLDER / f"{_KNOWN}.json", known)

    def lasted_s(self) -> dict[str, float]:
        """Give how long each gate took when it last ran, in seconds."""
        return self._read(self.folder / FOLDER / f"{_LASTED}.json", dict[str, float]) or {}

    def keep_lasted(self, seconds: dict[str, float]) -> None:
        """Remember how long gates took, beside what is known of others; raises StoreBroken when it cannot."""
        self._write(self.folder / FOLDER / f"{_LASTED}.json", self.lasted_s() | seconds)

    def salted(self, text: str) -> str:
        """Give a digest of what may be a secret, such as a variable, that nobody can guess back."""
        return hmac.new(self.secret, text.encode("utf-8", "surrogateescape"), hashlib.sha256).hexdigest()[:32]

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

    def _read(self, path: Path, kind: type[_T]) -> _T | None:
        try:
            if path.is_symlink():
                return None
            signature, _, body = path.read_bytes().partition(b"\n")
            if not hmac.compare_digest(signature, self._signature(path, body)):
                return None
            return msgspec.json.decode(body, type=kind)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None

    def _write(self, path: Path, value: object) -> None:
        body = msgspec.json.encode(value)
        unfinished = path.with_suffix(f".{os.getpid()}-{os.urandom(4).hex()}")
        try:
            for part in (self.folder / FOLDER, path.parent):
                if part.is_symlink():
                    raise StoreBroken(f"{part}: a symbolic link on the way, which is not followed")
            path.parent.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(self._signature(path, body) + b"\n" + body)
            unfinished.replace(path)
        except OSError as refusal:
            with suppress(OSError):
                unfinished.unlink()
            raise StoreBroken(words(path, refusal)) from refusal

    def _signature(self, path: Path, body: bytes) -> bytes:
        """Sign with the place: a verdict copied from another workspace is not this one's."""
        return hmac.new(self.secret, os.fsencode(path) + b"\0" + body, hashlib.sha256).hexdigest().encode()


def open_verdicts(folder: Path) -> Verdicts:
    """Give the remembered verdicts below a state folder; raises StoreBroken when this user's key cannot be kept."""
    from platformdirs import user_state_path

    place = user_state_path("ferrule") / _KEY_FILE
    try:
        with suppress(FileExistsError):
            place.parent.mkdir(parents=True, exist_ok=True)
            _make_key(place)
        secret = place.read_bytes()
    except OSError as refusal:
        raise StoreBroken(words(place, refusal)) from refusal
    if len(secret) != _KEY_BYTES:
        raise StoreBroken(f"{place}: is not a key of {_KEY_BYTES} bytes; remove it")
    return Verdicts(folder.resolve(), secret)


def _make_key(place: Path) -> None:
    """Write a new key whole or not at all; raises FileExistsError where there is one."""
    if place.exists():
        raise FileExistsError(place)
    unfinished = place.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(os.urandom(_KEY_BYTES))
    try:
        os.link(unfinished, place)  # unlike a rename, a link never replaces the key of another ferrule
    finally:
        unfinished.unlink()
