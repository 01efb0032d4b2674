"""Files signed with a key that only this user has: what a repository brings along, or somebody edits, is told apart.

The key lies in the user's state folder, outside of every workspace. Whoever can read that folder can sign as well: a
seal protects from files of a repository and from programs that may write in the workspace alone, not from a program
that runs with all rights of the user.
"""

import hashlib
import hmac
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from ferrule.errors import StoreBroken
from ferrule.store.refusals import words

_KEY_FILE: Final = "verdicts.key"
_KEY_BYTES: Final = 32
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Seal:
    """Signs files, and reads none that it did not sign for the very place where it lies."""

    secret: bytes

    def read(self, path: Path, kind: type[_T]) -> _T | None:
        """Give what a file holds; None when it is not there, not of our making, or of another place."""
        try:
            if path.is_symlink():
                return None
            signature, _, body = path.read_bytes().partition(b"\n")
            if not hmac.compare_digest(signature, self._signature(path, body)):
                return None
            return msgspec.json.decode(body, type=kind)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None

    def write(self, path: Path, value: object, *, lasting: bool = False) -> None:
        """Keep a value, whole or not at all; raises StoreBroken when it cannot.

        The folder of the file is made, and neither it nor the one above may be a link. A `lasting` file is on the disk
        when this returns.
        """
        body = msgspec.json.encode(value)
        unfinished = path.with_suffix(f".{os.getpid()}-{os.urandom(4).hex()}")
        try:
            for part in (path.parent.parent, path.parent):
                if part.is_symlink():
                    raise StoreBroken(f"{part}: a symbolic link on the way, which is not followed")
            path.parent.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(self._signature(path, body) + b"\n" + body)
                if lasting:
                    file.flush()
                    os.fsync(file.fileno())
            unfinished.replace(path)
        except OSError as refusal:
            with suppress(OSError):
                unfinished.unlink()
            raise StoreBroken(words(path, refusal)) from refusal

    def salted(self, text: str) -> str:
        """Give a digest of what may be a secret, such as a variable, that nobody can guess back."""
        return hmac.new(self.secret, text.encode("utf-8", "surrogateescape"), hashlib.sha256).hexdigest()[:32]

    def _signature(self, path: Path, body: bytes) -> bytes:
        """Sign with the place: a file copied from another workspace is not this one's."""
        return hmac.new(self.secret, os.fsencode(path) + b"\0" + body, hashlib.sha256).hexdigest().encode()


def users_seal() -> Seal:
    """Give the seal of this user, whose key is made where there is none; raises StoreBroken when it cannot be kept."""
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
    return Seal(secret)


def _make_key(place: Path) -> None:
    """Write a new key whole or not at all; raises FileExistsError where there is one."""
    if place.exists():
        raise FileExistsError(place)
    unfinished = place.with_suffix(f".{os.getpid()}-{os.urandom(4).hex()}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(os.urandom(_KEY_BYTES))
    try:
        os.link(unfinished, place)  # unlike a rename, a link never replaces the key of another ferrule
    finally:
        unfinished.unlink()
