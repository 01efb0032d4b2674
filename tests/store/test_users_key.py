"""The key of this user: made once, by whoever comes first, and whole for everybody."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from platformdirs import user_state_path

from ferrule.store.sealed import users_seal

AT_ONCE = 8


def test_many_at_once_get_the_same_key() -> None:
    """Threads of one process too; nothing but the key is left."""
    folder = user_state_path("ferrule")
    for _ in range(50):
        start = Barrier(AT_ONCE)

        def seal(_: int, start: Barrier = start) -> bytes:
            start.wait()
            return users_seal().secret

        with ThreadPoolExecutor(AT_ONCE) as pool:
            secrets = set(pool.map(seal, range(AT_ONCE)))
        assert {_taken(folder)} == secrets


def _taken(folder: Path) -> bytes:
    """Give the key that is kept, and take it away."""
    [file] = folder.iterdir()
    secret = file.read_bytes()
    file.unlink()
    return secret
