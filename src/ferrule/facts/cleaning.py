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
