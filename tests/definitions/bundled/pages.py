"""Every Markdown file that ferrule brings along, and what is named in it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import ferrule.definitions

ROOT: Final = Path(ferrule.definitions.__file__).parent / "bundled"
SKILLS: Final = sorted(path for path in (ROOT / "skills").iterdir() if path.is_dir())
AGENTS: Final = sorted((ROOT / "agents").glob("*.md"))
COMMANDS: Final = sorted((ROOT / "commands").glob("*.md"))
PAGES: Final = sorted(ROOT.rglob("*.md"))
_FENCED: Final = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_SPAN: Final = re.compile(r"`([^`]+)`")


def name(path: Path) -> str:
    """Give the path from the bundle on, for a message."""
    return path.relative_to(ROOT).as_posix()


def prose(page: Path) -> str:
    """Give the text without its fenced blocks."""
    return _FENCED.sub("", page.read_text())


def spans(page: Path) -> Iterator[str]:
    """Yield what stands between single backticks, on one line."""
    yield from (" ".join(found[1].split()) for found in _SPAN.finditer(prose(page)))


def shown(page: Path, program: str) -> Iterator[str]:
    """Yield each command line of a program that a page shows: in the text, or behind the `$` of a session."""
    yield from (span for span in spans(page) if span.startswith(f"{program} "))
    sessions = (block[2] for block in _FENCED.finditer(page.read_text()) if block[1] == "console")
    lines = (line.strip().removeprefix("$ ") for session in sessions for line in session.split("\n"))
    yield from (line for line in lines if line.startswith(f"{program} "))
