"""The process door: a thousand short children, and one that writes a gigabyte to both pipes."""

import json
import subprocess
import sys

from bench.results import Section, table

_MEASURED = """
import json, os, resource, sys, threading, time
from pathlib import Path
from ferrule.process.command import Command
from ferrule.process.door import run
began = time.perf_counter()
if sys.argv[1] == "short":
    ends = {str(run(Command(("true",), Path("/"), 30.0)).ended) for _ in range(1000)}
else:
    half = "head -c 500000000 /dev/zero | tr '\\\\0' "
    outcome = run(Command(("sh", "-c", f"({half} a) & ({half} b >&2); wait"), Path("/"), 300.0))
    ends = {str(outcome.ended), f"cut {outcome.stdout.cut_bytes + outcome.stderr.cut_bytes:,} bytes"}
took = time.perf_counter() - began
mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
fds = len(os.listdir("/proc/self/fd"))
print(json.dumps([took, mib, fds, threading.active_count(), sorted(ends)]))
"""
_PLAIN = """
import subprocess, time
began = time.perf_counter()
for _ in range(1000):
    subprocess.run(("true",), capture_output=True)
print(time.perf_counter() - began)
"""


def measure() -> Section:
    """Time and weigh the door in a process of its own."""
    plain = float(subprocess.check_output((sys.executable, "-c", _PLAIN)))
    rows = []
    for name, title in (("short", "1,000 times `true`"), ("flood", "1 GB to both pipes")):
        output = subprocess.check_output((sys.executable, "-c", _MEASURED, name))
        took, mib, fds, threads, ends = json.loads(output)
        ratio = f"{took / plain:.2f} x `subprocess.run`" if name == "short" else f"{1000 / took:.0f} MB/s"
        rows.append((title, f"{took:.2f} s", ratio, f"{mib:.0f} MiB", fds, threads, ", ".join(ends)))
    head = ("what", "time", "ratio", "peak memory", "open files after", "threads after", "ended")
    return Section("The process door (goal: no leak, no hang, at most 100 MB)", table(head, rows))
