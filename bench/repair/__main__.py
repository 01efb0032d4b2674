"""`python -m bench.repair programs|injection|time|profile`: each makes one section of the published results."""

import argparse
import re
import sys

from bench.repair import injection, profiling, programs, timing
from bench.results import write_section

_PARTS = {
    "programs": ("repair", programs),
    "injection": ("repair-injection", injection),
    "time": ("repair-time", timing),
    "profile": ("repair-profile", profiling),
}


def main() -> None:
    """Measure one part and publish its tables, with the words that made them."""
    parser = argparse.ArgumentParser(prog="python -m bench.repair", description=__doc__)
    commands = parser.add_subparsers(dest="part", required=True)
    for name, (_, part) in _PARTS.items():
        one = commands.add_parser(name, help=part.__doc__)
        one.add_argument("--no-write", action="store_true", help="only print the tables")
        part.add_options(one)
    options = parser.parse_args()
    name, part = _PARTS[options.part]
    section = part.measure(options)
    if not options.no_write:
        write_section(name, section, " ".join(["python -m bench.repair", *said(sys.argv[1:])]))
    print(f"## {section.title}\n\n{section.text}")


def said(words: list[str]) -> list[str]:
    """Give the words of the command line with files by name only: where they lie is of this machine."""
    return [re.sub(r"[^=]*/", "", word) for word in words]


if __name__ == "__main__":
    main()
