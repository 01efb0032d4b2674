"""`python -m bench.repair [--corpus FILE ...] [--cargo-fix]`: the error index, and files with programs."""

import argparse
import tempfile
from collections import Counter
from pathlib import Path

from bench.repair.corpora import Program, error_index, json_lines
from bench.repair.engines import Tried, by_cargo_fix, by_search
from bench.results import Section, table, write_section

_CODES_SHOWN = 12


def main() -> None:
    """Run the engines over each set and publish the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", type=Path, action="append", default=[], help="JSON lines: id, edition, source")
    parser.add_argument("--cargo-fix", action="store_true", help="run the opponent too")
    options = parser.parse_args()
    sets = {"error index": list(error_index())}
    sets |= {path.stem: list(json_lines(path)) for path in options.corpus}
    rows: list[tuple[object, ...]] = []
    codes: Counter[tuple[str, bool]] = Counter()
    for name, programs in sets.items():
        halves = {half: [one for one in programs if one.half == half] for half in ("look", "measure")}
        rows += [_row(name, half, chosen, codes, options.cargo_fix) for half, chosen in halves.items()]
    head = ("set", "half", "cases", "fixed", "share", "suggestions refused", "compiles a case", "`cargo fix`")
    text = f"{table(head, rows)}\n\n{_by_code(codes)}"
    section = Section("Repair: search over the compiler's suggestions, guard on", text)
    words = ["python -m bench.repair", *(f"--corpus {path.name}" for path in options.corpus)]
    write_section("repair", section, " ".join([*words, *(["--cargo-fix"] if options.cargo_fix else [])]))
    print(text)


def _row(
    name: str,
    half: str,
    programs: list[Program],
    codes: Counter[tuple[str, bool]],
    opponent: bool,  # noqa: FBT001
) -> tuple[object, ...]:
    cases, theirs = [], 0
    for program in programs:
        tried = _searched(program)
        if tried.broken:
            cases.append(tried)
            theirs += _fixed_by_cargo(program) if opponent else 0
            codes.update((code, tried.fixed) for code in tried.codes)
    fixed = sum(case.fixed for case in cases)
    share = f"{100 * fixed / max(1, len(cases)):.1f} %"
    refused, runs = sum(case.refused for case in cases), sum(case.runs for case in cases) / max(1, len(cases))
    other = f"{100 * theirs / max(1, len(cases)):.1f} %" if opponent else "not run"
    return name, half, len(cases), fixed, share, refused, f"{runs:.1f}", other


def _searched(program: Program) -> Tried:
    with tempfile.TemporaryDirectory() as folder:
        return by_search(program, Path(folder))


def _fixed_by_cargo(program: Program) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        return by_cargo_fix(program, Path(folder))


def _by_code(codes: Counter[tuple[str, bool]]) -> str:
    cases = Counter[str]()
    for (code, _), number in codes.items():
        cases[code] += number
    rows = [(code, number, codes[code, True]) for code, number in cases.most_common(_CODES_SHOWN)]
    return "The codes with the most cases:\n\n" + table(("code", "cases", "fixed"), rows)


if __name__ == "__main__":
    main()
