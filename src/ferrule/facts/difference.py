"""What differs between two trees: the commit at which a task began, and now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Difference:
    """The files that differ, each as it was and as it is; paths are relative to the root of the workspace, with `/`."""

    before: Mapping[str, bytes]
    """A path that is missing was not there."""
    after: Mapping[str, bytes]
    """A path that is missing is not there."""
    left_out: Mapping[str, str] = field(default_factory=dict)
    """Paths that differ and were not read, with why: a link, a submodule, no text, too large."""

    @property
    def paths(self) -> tuple[str, ...]:
        """All paths that were read, in order."""
        return tuple(sorted(self.before.keys() | self.after.keys()))

    def pairs(self) -> Iterator[tuple[str, bytes, bytes]]:
        """Yield each path with both texts; the text of a file that is not there is empty."""
        for path in self.paths:
            yield path, self.before.get(path, b""), self.after.get(path, b"")
