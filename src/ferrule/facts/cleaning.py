"""What a cleaning removed, or would remove."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What went, or would go."""

    runs: int
    logs: int
    files: int
    """Files that are no logs."""
    bytes: int
    """Of the logs and files. `clean` does not count by how much the database shrinks."""
    journals: int = 0
    """Runs whose edits `undo` can no longer take back; their files are among `files`."""

    def __add__(self, other: "Cleaned") -> "Cleaned":
        """Give both together."""
        return Cleaned(
            self.runs + other.runs,
            self.logs + other.logs,
            self.files + other.files,
            self.bytes + other.bytes,
            self.journals + other.journals,
        )
