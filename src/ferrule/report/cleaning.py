"""What `ferrule clean` removed, for people and for machines."""

from dataclasses import asdict

from rich.console import Console
from rich.filesize import decimal

from ferrule.facts.cleaning import Cleaned


def cleaned_object(cleaned: Cleaned, *, planned: bool) -> dict[str, object]:
    """Give it as `ferrule.clean/1`."""
    return {"schema": "ferrule.clean/1", "dry_run": planned, **asdict(cleaned)}


def print_cleaned(cleaned: Cleaned, console: Console, *, planned: bool) -> None:
    """Print it in a line."""
    verb = "would remove" if planned else "removed"
    found = f"{cleaned.runs} runs, {cleaned.logs} logs and {cleaned.files} other files ({decimal(cleaned.bytes)})"
    journals = f"; with them what `undo` needs for {cleaned.journals} old repairs" if cleaned.journals else ""
    console.print(f"{verb} {found}{journals}", highlight=False, soft_wrap=True)
