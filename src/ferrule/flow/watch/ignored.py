"""Which changes are nobody's work: what git ignores, and what editors put beside a file while they save it."""

import os
import re
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from ferrule.process.command import Command, Ended
from ferrule.process.door import run

_EDITORS: Final = re.compile(
    r".*~|\..*\.sw[a-z]|\.sw[a-z]|4913|#.*#|\.#.*|.*\.(?:kate-swp|bak|orig|rej)|___jb_\w*|\.goutputstream-\w*|\.nfs\w*|\.DS_Store"
)
"""Names of backup, swap and lock files: Vim, Emacs, Kate, JetBrains, GNOME, and what NFS keeps of a removed file."""
_RULES: Final = frozenset({".gitignore", "exclude"})
_ASKED_S: Final = 10.0
_FROM_OUTSIDE: Final[dict[str, str | None]] = {"GIT_DIR": None, "GIT_WORK_TREE": None, "GIT_INDEX_FILE": None}


class Ignored:
    """Answers whether a change counts; what git said is remembered until one of its rules changes."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: dict[str, bool] = {}
        self._lock = threading.Lock()

    def without(self, paths: Iterable[str]) -> frozenset[str]:
        """Give those of these absolute paths that count."""
        named = {path for path in paths if not _EDITORS.fullmatch(Path(path).name)}
        with self._lock:
            if any(Path(path).name in _RULES for path in named):
                self._known.clear()
            unknown = sorted(named - self._known.keys())
            if unknown:
                ignored = self._asked(unknown)
                self._known.update((path, path in ignored) for path in unknown)
            return frozenset(path for path in named if not self._known[path])

    def _asked(self, paths: list[str]) -> frozenset[str]:
        """Ask git, which writes and starts nothing for it; where it does not answer, nothing is ignored."""
        inside = [path for path in paths if path.startswith(f"{self._root}{os.sep}")]
        if not inside or not self._root.is_dir():
            return frozenset()
        words = ("git", "-c", "core.fsmonitor=false", "check-ignore", "-z", "--stdin")
        text = "".join(f"{path}\0" for path in inside).encode("utf-8", "surrogateescape")
        outcome = run(Command(words, self._root, _ASKED_S, _FROM_OUTSIDE, keep_bytes=1 << 25, stdin=text))
        return frozenset(outcome.stdout.text.split("\0")) if outcome.ended is Ended.EXITED else frozenset()
