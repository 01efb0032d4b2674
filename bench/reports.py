"""How long each report format takes for a hundred thousand findings, and how much memory."""

import gc
import io
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from bench.results import Section, table
from ferrule.facts.finding import Edit, Finding, Level, Phase, Suggestion
from ferrule.facts.gate import CheckReport, GateResult, Verdict
from ferrule.facts.reading import Seen
from ferrule.facts.status import Status

FINDINGS: Final = 100_000
_GATES: Final = 10
_FORMATS: Final = ("text", "json", "junit", "sarif", "github", "gitlab", "markdown", "html")
_RENDERED: Final = """error[E0308]: mismatched types
 --> crates/core/src/part_{file}.rs:{line}:9
  |
{line} |     let value: u32 = text.parse();
  |                ---   ^^^^^^^^^^^^ expected `u32`, found `Result<u32, _>`
  |                |
  |                expected due to this
help: consider using `Result::expect` to unwrap the value
"""


def measure() -> Section:
    """Write each format in a process of its own, to a file that keeps nothing."""
    rows = []
    for name in ("nothing", *_FORMATS):
        words = (sys.executable, "-m", "bench.reports", name)
        seconds, worked, kept, peak, size = subprocess.check_output(words, text=True).split()
        times = f"{float(seconds):.1f} s", f"{float(worked):.1f} s"
        rows.append((f"`{name}`", *times, f"{int(peak)} MiB", f"{int(kept)} MiB", f"{int(size):,}"))
    head = ("format", "time", "of the processor", "peak memory", "of that the findings", "bytes")
    return Section(f"Reports of {FINDINGS:,} findings (goal: 10 s, 500 MB)", table(head, rows))


def report_of(count: int) -> CheckReport:
    """Make a ladder with so many findings, all different, as rustc words them."""
    each = count // _GATES
    gates = (
        GateResult(
            f"gate-{gate}",
            "compiles",
            Status.FAILED,
            argv=("cargo", "check"),
            seen=Seen("units", 9),
            findings=tuple(_finding(n) for n in range(gate * each, (gate + 1) * each)),
        )
        for gate in range(_GATES)
    )
    return CheckReport("/ws", "rustc 1.95.0", "standard", Verdict.FAILED, 1, 2, 60.0, tuple(gates), "run")


def _finding(n: int) -> Finding:
    file, line = n % 997, n // 997 + 1
    path = f"crates/core/src/part_{file}.rs"
    suggestion = Suggestion("unwrap it", "MaybeIncorrect", (Edit(path, n, n, line, 22, line, 22, '.expect("REASON")'),))
    return Finding(
        "rustc",
        f"E{n % 700:04}",
        Level.ERROR if n % 3 else Level.WARNING,
        f"mismatched types: expected `u32`, found `Result<u32, _>` number {n}",
        path,
        line,
        9,
        line,
        21,
        _RENDERED.format(file=file, line=line),
        (suggestion,),
        Phase.TYPE,
    )


def _pieces(name: str, report: CheckReport) -> Iterable[str]:
    from ferrule.api.reports import with_source
    from ferrule.report.sheets.check import check_sheet

    if name == "json":
        from ferrule.report.check_json import check_lazily
        from ferrule.report.json_text import json_pieces

        return json_pieces(check_lazily(report))
    sheet = with_source(check_sheet(report), 1_000)
    if name == "text":
        from rich.console import Console

        from ferrule.report.check_text import print_check

        file = io.StringIO()
        print_check(report, Console(file=file, width=120, emoji=False, markup=False), sheet)
        return (file.getvalue(),)
    from ferrule.report.formats import ReportFormat, chunks

    return chunks(sheet, ReportFormat(name))


def _written(pieces: Callable[[], Iterable[str]]) -> int:
    size = 0
    with Path("/dev/null").open("w", encoding="utf-8", errors="replace") as file:
        for piece in pieces():
            size += len(piece.encode("utf-8", "replace"))
            file.write(piece)
    return size


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def one(name: str) -> None:
    """Print what one format took: seconds, seconds of the processor, memory before, peak memory, bytes."""
    report = report_of(FINDINGS)
    gc.collect()
    kept = _peak()
    began, worked = time.perf_counter(), time.process_time()
    size = 0 if name == "nothing" else _written(lambda: _pieces(name, report))
    print(f"{time.perf_counter() - began:.2f} {time.process_time() - worked:.2f} {kept} {_peak()} {size}")


if __name__ == "__main__":
    one(sys.argv[1])
