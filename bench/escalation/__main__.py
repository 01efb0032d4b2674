"""`python -m bench.escalation machine|stats|acceptance|corpus`: each makes one section of the published results."""

import argparse
import sys
from collections.abc import Callable

from bench.escalation import acceptance, corpus, speed
from bench.repair.__main__ import said
from bench.results import Section, write_section

_PARTS: dict[str, Callable[[argparse.Namespace], Section]] = {
    "machine": lambda _: speed.machine(),
    "stats": lambda _: speed.stats(),
    "acceptance": acceptance.measure,
    "corpus": corpus.measure,
}
_WORDS = {"machine": speed.__doc__, "stats": speed.__doc__, "acceptance": acceptance.__doc__, "corpus": corpus.__doc__}
_OPTIONS = {"acceptance": acceptance.add_options, "corpus": corpus.add_options}


def main() -> None:
    """Measure one part and publish its table, with the words that made it."""
    parser = argparse.ArgumentParser(prog="python -m bench.escalation", description=__doc__)
    commands = parser.add_subparsers(dest="part", required=True)
    for name in _PARTS:
        one = commands.add_parser(name, help=_WORDS[name])
        one.add_argument("--no-write", action="store_true", help="only print the table")
        if name in _OPTIONS:
            _OPTIONS[name](one)
    options = parser.parse_args()
    section = _PARTS[options.part](options)
    if not options.no_write:
        words = " ".join(["python -m bench.escalation", *said(sys.argv[1:])])
        write_section(f"escalation-{options.part}", section, words)
    print(f"## {section.title}\n\n{section.text}")


if __name__ == "__main__":
    main()
