"""Runs the measurements that are named, or all, and puts their tables into RESULTS.md."""

import sys

from bench import definitions, door, html_report, ladder, overhead, real_crates, reports, startup, tasks, watch
from bench.results import Section, write_section

ALL = {
    "startup": startup.measure,
    "overhead": overhead.measure,
    "ladder": ladder.measure,
    "door": door.measure,
    "definitions": definitions.measure,
    "tasks": tasks.measure,
    "reports": reports.measure,
    "html": html_report.measure,
    "watch": watch.measure,
    "crates": real_crates.measure,
}


def main(names: list[str]) -> None:
    """Measure, print and keep each table as soon as it is there."""
    for name in names or list(ALL):
        section: Section = ALL[name]()
        write_section(name, section, f"python -m bench {name}")
        print(f"## {section.title}\n\n{section.text}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
