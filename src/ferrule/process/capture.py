"""The head and the tail of an endless stream, and its lines while they pass."""

from collections.abc import Callable

from ferrule.process.command import Captured

LONGEST_LINE = 4096
_COMPACT_AT = 2


class Capture:
    """Keeps the first and the last `keep` bytes of what is fed to it, and calls `on_line` for each line."""

    def __init__(self, keep: int, on_line: Callable[[str], None] | None) -> None:
        self._keep = keep
        self._head = bytearray()
        self._tail = bytearray()
        self._dropped = 0
        self._on_line = on_line
        self._partial = b""

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes of the stream."""
        if self._on_line is not None:
            self._pass_lines(chunk, self._on_line)
        room = self._keep - len(self._head)
        if room > 0:
            self._head += chunk[:room]
            chunk = chunk[room:]
        self._tail += chunk
        # Cutting on every chunk would copy the whole tail each time.
        if len(self._tail) > _COMPACT_AT * self._keep:
            self._cut_tail()

    def close(self) -> Captured:
        """Give what was kept, as text; says in its middle how much was dropped."""
        self._cut_tail()
        if self._dropped == 0:
            return Captured((self._head + self._tail).decode("utf-8", "replace"))
        # Whole lines on both sides of the cut, so that no reader takes half a line for a whole one.
        head = self._head[: self._head.rfind(b"\n") + 1]
        tail = self._tail[self._tail.find(b"\n") + 1 :]
        cut = self._dropped + len(self._head) - len(head) + len(self._tail) - len(tail)
        said = f"[ferrule: {cut} bytes cut here]\n"
        text = head.decode("utf-8", "replace") + said + tail.decode("utf-8", "replace")
        return Captured(text, cut)

    def _cut_tail(self) -> None:
        excess = len(self._tail) - self._keep
        if excess > 0:
            del self._tail[:excess]
            self._dropped += excess

    def _pass_lines(self, chunk: bytes, on_line: Callable[[str], None]) -> None:
        *whole, partial = (self._partial + chunk).split(b"\n")
        self._partial = partial[:LONGEST_LINE]
        for line in whole:
            on_line(line[:LONGEST_LINE].decode("utf-8", "replace"))
