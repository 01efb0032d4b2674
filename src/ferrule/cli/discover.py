"""`ferrule check --discover`: what the repository runs of its own, and gates made of it."""

from pathlib import Path
from typing import Annotated

import typer

from ferrule.cli import options
from ferrule.cli.options import Format
from ferrule.errors import WrongUse

DiscoverOption = Annotated[
    bool, typer.Option("--discover", help="List what justfile, Makefile, workflows and others run; run nothing.")
]
AdoptOption = Annotated[
    list[str] | None,
    typer.Option(metavar="[NAME...]", help="With --discover: write [[gate]] entries for what no gate covers."),
]
_OPTION = "--adopt"


def spread(words: list[str]) -> list[str]:
    """Give `--adopt a b` as one word with its names, and alone with an empty one: typer knows no such option."""
    found: list[str] = []
    waiting = list(words)
    while waiting:
        word = waiting.pop(0)
        if word == _OPTION:
            names = []
            while waiting and not waiting[0].startswith("-"):
                names.append(waiting.pop(0))
            word = f"{_OPTION}={','.join(names)}"
        found.append(word)
    return found


def discover(workspace: Path, adopted: list[str] | None, output_format: Format, *, wanted: bool) -> int:
    """Print what the repository runs of its own, adopt what is asked for, and give the exit code."""
    from ferrule.api import discovery as api
    from ferrule.report.discovery import print_adoption, print_discovery
    from ferrule.report.discovery_json import discovery_object

    if not wanted:
        raise WrongUse("--adopt: only with --discover")
    if adopted is None:
        found, adoption = api.discover(workspace), None
    else:
        names = tuple(name for words in adopted for name in words.replace(",", " ").split())
        found, adoption = api.adopt(workspace, names)
    if output_format is Format.JSON:
        options.print_json(discovery_object(found, adoption))
        return 0
    with options.reading_may_stop():
        if adoption is None:
            print_discovery(found, options.out())
        else:
            print_adoption(adoption, options.out())
    return 0
