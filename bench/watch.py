"""How soon a save has its first verdict in `ferrule watch`, and what the watch costs while nothing happens."""

import os
import pty
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from statistics import median

import psutil

from bench.ladder import make
from bench.results import WORK, Section, seconds, table
from ferrule.api.watching import watch
from ferrule.facts.gate import GateResult
from ferrule.facts.progress import Finished
from ferrule.facts.request import CheckRequest
from ferrule.facts.watch import Happening, RoundEnded, WatchRequest

_ROUNDS = 9
_IDLE_S = 60.0
_FERRULE = str(Path(sys.executable).parent / "ferrule")
_BY_HAND = {
    "fmt": "cargo fmt --all --check",
    "check": "cargo check --workspace --all-targets --keep-going",
}


def measure() -> Section:
    """Time saves of one leaf crate, and watch the watch for a minute."""
    root = WORK / "watch"
    make(root)
    subprocess.run(("cargo", "check", "--workspace", "--all-targets", "--quiet"), cwd=root, check=True)
    times = _saves(root)
    first, every, hand = (median(times[name]) for name in ("fmt", "all", "hand fmt"))
    hand_all = hand + median(times["hand check"])
    goal = "yes" if first <= 0.5 else "no"
    rows = [
        ("save to the verdict of `fmt`", f"{hand:.2f} s", f"{first:.2f} s", f"at most 0.5 s: {goal}"),
        ("save to all verdicts of `quick`", f"{hand_all:.2f} s", f"{every:.2f} s", ""),
    ]
    cpu, memory = _idle(root)
    idle = "yes" if cpu <= 1.0 else "no"
    rows += [
        (f"processor while idle, over {_IDLE_S:.0f} s", "", f"{cpu:.2f} %", f"at most 1 %: {idle}"),
        ("memory of its process", "", f"{memory / 2**20:.0f} MiB", ""),
    ]
    words = f"Nine crates; each save changes one leaf crate. By hand: `{'`, then `'.join(_BY_HAND.values())}`."
    return Section("The watch", f"{table(('what', 'by hand', 'ferrule watch', 'goal'), rows)}\n\n{words}")


def _saves(root: Path) -> dict[str, list[float]]:
    """Give for each save when `fmt` had its verdict and when all had, and the commands by hand, in turns."""
    heard: queue.SimpleQueue[tuple[float, Happening]] = queue.SimpleQueue()
    request = WatchRequest(CheckRequest(root, profile="quick", command="watch"))
    engine = watch(request, lambda event: heard.put((time.monotonic(), event)))
    engine.begin()
    source = root / "tool/src/lib.rs"
    text = source.read_text()
    times: dict[str, list[float]] = {name: [] for name in ("fmt", "all", "hand fmt", "hand check")}
    try:
        _until_ended(heard)
        for number in range(_ROUNDS):
            time.sleep(1.0)
            began = time.monotonic()
            source.write_text(f"{text}// edit {number} {began}\n")
            rows, ended = _until_ended(heard)
            times["fmt"].append(next(at for at, row in rows if row.id == "fmt") - began)
            times["all"].append(max(at for at, _ in rows) - began)
            assert ended
            source.touch()  # the same text: the watch sleeps on, and Cargo compiles it again
            for name, words in _BY_HAND.items():
                times[f"hand {name}"].append(_by_hand(root, words))
    finally:
        engine.end()
        source.write_text(text)
    return times


def _until_ended(heard: "queue.SimpleQueue[tuple[float, Happening]]") -> tuple[list[tuple[float, GateResult]], bool]:
    rows: list[tuple[float, GateResult]] = []
    while True:
        at, event = heard.get(timeout=300)
        if isinstance(event, Finished):
            rows.append((at, event.result))
        if isinstance(event, RoundEnded) and not event.cut_short:
            return rows, True


def _by_hand(root: Path, words: str) -> float:
    return seconds(lambda: subprocess.run(words.split(), cwd=root, check=True, capture_output=True))


def _idle(root: Path) -> tuple[float, int]:
    """Give the share of one core, in percent, and the memory in bytes, of the screen while nothing happens."""
    ours, theirs = pty.openpty()
    env = os.environ | {"TERM": "xterm-256color", "COLUMNS": "120", "LINES": "36"}
    child = subprocess.Popen(
        (_FERRULE, "watch", "--profile", "quick"), cwd=root, env=env, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    threading.Thread(target=_drain, args=(ours,), daemon=True).start()
    try:
        time.sleep(10)
        process = psutil.Process(child.pid)
        before = process.cpu_times()
        time.sleep(_IDLE_S)
        after = process.cpu_times()
        return 100 * (after.user + after.system - before.user - before.system) / _IDLE_S, process.memory_info().rss
    finally:
        os.write(ours, b"q")
        child.wait(30)


def _drain(terminal: int) -> None:
    """Take what the screen writes, as a terminal does."""
    while True:
        try:
            if not os.read(terminal, 65536):
                return
        except OSError:  # the other end is closed
            return
