"""Sees what changes: by events of the file system, and by looking now and then where there are none."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ferrule.facts.watch import Seeing
from ferrule.flow.watch.ignored import Ignored
from ferrule.flow.watch.looking import Ground, Look, Mark, looked, marks_of
from ferrule.flow.watch.mounts import silent
from ferrule.process import thread

_STEP_MS: Final = 30
"""A change is passed on when nothing more came for so long."""
_LONGEST_MS: Final = 120
_TICK_MS: Final = 1000
_NET_S: Final = 10.0
"""So often all files are looked at beside the events: a queue that overflowed, a file made in a new folder."""
_POLL_S: Final = 0.3
_SHARE: Final = 200.0
"""Looking takes at most one part in so many of the time."""


@dataclass(slots=True)
class Sight:
    """Tells of changed paths, from a thread of its own, until it is ended."""

    ground: Ground
    ignored: Ignored
    poll: bool
    changed: Callable[[frozenset[str]], None]
    """Hears absolute paths: changed, new or gone."""
    seeing: Callable[[Seeing], None]
    broke: Callable[[str], None]
    """Hears the trace of a bug."""
    sentinels: tuple[Path, ...] = ()
    """Files elsewhere that count: settings above the workspace, of the user, of the toolchain."""
    _stop: threading.Event = field(default_factory=threading.Event)
    _before: Look | None = None
    _marks: tuple[tuple[str, Mark | None], ...] = ()
    _looked_at: float = 0.0
    _took_s: float = 0.0
    _why: str = ""
    _thread: threading.Thread | None = None

    def begin(self) -> None:
        """Start seeing; what changes from here on is told, so that a round may begin to read."""
        self._look()
        self._thread = thread.begin("sight", self._see, lambda fault: self.broke(thread.trace_of(fault)))

    def end(self) -> None:
        """Stop, and wait for that a moment."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(2.0)

    def _see(self) -> None:
        kind = silent(self.ground.root)
        self._why = "asked for" if self.poll else f"{kind} does not tell of all changes" if kind else ""
        self.seeing(Seeing(bool(self._why), self._why))
        while not self._stop.is_set():
            if self._why:
                self._stop.wait(max(_POLL_S, self._took_s * _SHARE))
                self._look()
                continue
            try:
                self._hear()
            except PermissionError:  # a folder that may not be looked into any more
                self._look()
                self._stop.wait(_POLL_S)
            except (OSError, RuntimeError) as fault:
                self._fall_back(fault)

    def _fall_back(self, fault: Exception) -> None:
        """Look now and then from here on, unless a folder only vanished while it was about to be watched."""
        if isinstance(fault, FileNotFoundError):
            self._stop.wait(_POLL_S)
            self._look()
            return
        self._why = f"the system gives no events: {str(fault).partition(' about ')[0][:120]}"
        self.seeing(Seeing(polling=True, why=self._why))

    def _look(self) -> None:
        """Look at everything, and tell what is not as it was."""
        began = time.monotonic()
        now = looked(self.ground, self.ignored.without)
        self._looked_at = time.monotonic()
        self._took_s = self._looked_at - began
        before, self._before = self._before, now
        if before is not None and (changes := now.changed_since(before)):
            self.changed(changes)
        marks = marks_of(self.sentinels)
        if self._marks and self._marks != marks:
            self.changed(frozenset(name for name, _ in set(marks) ^ set(self._marks)))
        self._marks = marks

    def _hear(self) -> None:
        """Pass events on until folders came or went, or it is time to look at everything again."""
        from watchfiles._rust_notify import RustNotify

        folders = self._before.folders if self._before else frozenset()
        if not folders:  # the workspace is gone
            self._stop.wait(_POLL_S)
            self._look()
            return
        place = self._place()
        # Folder by folder, not recursively: `target` may hold thousands, and compilers write there all the time.
        with RustNotify(
            sorted(folders),
            debug=False,
            force_polling=False,
            poll_delay_ms=0,
            recursive=False,
            ignore_permission_denied=False,
        ) as heard:
            self._look()  # what came between the first look and the watch
            while True:
                batch = heard.watch(_LONGEST_MS, _STEP_MS, _TICK_MS, self._stop)
                if batch == "stop":
                    return
                found = batch if isinstance(batch, set) else ()
                paths = frozenset(path for _, path in found if self.ground.holds(path))
                if paths:
                    self.changed(paths)
                if self._is_due(paths, folders, place):
                    self._look()
                    return

    def _is_due(self, paths: frozenset[str], folders: frozenset[str], place: object) -> bool:
        if any(path in folders or Path(path).is_dir() for path in paths) or place != self._place():
            return True
        since = time.monotonic() - self._looked_at
        return since > max(_NET_S, self._took_s * _SHARE) or (not paths and self._marks != marks_of(self.sentinels))

    def _place(self) -> tuple[int, int] | None:
        try:
            status = Path(self.ground.root).stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino
