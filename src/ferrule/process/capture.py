"""The head and the tail of an endless stream, and its lines while they pass."""

from collections.abc import Callable

from ferrule.process.command import Captured

LONGEST_LINE = 4096
_COMPACT_AT = 1.25


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
        """Give what was kept, as text, and let go of it; the text says in its middle how much was dropped."""
        self._cut_tail()
        if self._dropped == 0:
            self._head += self._tail
            self._tail.clear()
            return Captured(_text(self._head))
        kept = len(self._head) + len(self._tail)
        # Whole lines on both sides of the cut, so that no reader takes half a line for a whole one.
        del self._head[self._head.rfind(b"\n") + 1 :]
        del self._tail[: self._tail.find(b"\n") + 1]
        cut = self._dropped + kept - len(self._head) - len(self._tail)
        return Captured(f"{_text(self._head)}[ferrule: {cut} bytes cut here]\n{_text(self._tail)}", cut)

    def _cut_tail(self) -> None:
        excess = len(self._tail) - self._keep
        if excess > 0:
            del self._tail[:excess]
            self._dropped += excess

    def _pass_lines(self, chunk: bytes, on_line: Callable[[str], None]) -> None:
        *whole, partial = (self._partial + chunk).split(b"\n")
        self._partial = partial[: LONGEST_LINE + 1]
        for line in whole:
            on_line(_shortened(line).decode("utf-8", "replace"))


def _shortened(line: bytes) -> bytes:
    """Give a line at its longest, cut between words: half of a secret would not be known as one."""
    if len(line) <= LONGEST_LINE:
        return line
    head = line[:LONGEST_LINE]
    return head[: max(head.rfind(b" "), head.rfind(b"\t"), 0)]


def _text(buffer: bytearray) -> str:
    """Give the bytes as text and free them: the output of a tool may be large, and one copy is enough."""
    text = buffer.decode("utf-8", "replace")
    buffer.clear()
    return text
