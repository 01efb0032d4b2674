"""The operating system's refusals in ferrule's words."""

from pathlib import Path


def words(path: Path, refusal: OSError) -> str:
    """Give what was refused and why: the file that the error names, else `path`."""
    return f"{refusal.filename or path}: {refusal.strerror or refusal}"
