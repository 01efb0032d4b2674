"""The story of `ferrule demo`: a shipped workspace, climbed as it is and climbed with planted faults."""

import shutil
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from ferrule.errors import WrongUse
from ferrule.facts.demo import DemoStep, Planted
from ferrule.facts.gate import CheckReport
from ferrule.facts.progress import Progress
from ferrule.facts.request import CheckRequest
from ferrule.flow.check import check


@dataclass(frozen=True, slots=True)
class _Fault:
    """A fault as `faults.toml` has it."""

    id: str
    file: str
    find: str
    replace: str
    shows_in: tuple[str, ...]
    note: str


def demo(folder: Path | None, notify: Callable[[Progress], None] = lambda _: None) -> Iterator[DemoStep]:
    """Yield each step when it is done; the workspace is a copy and stays, for a look at it.

    Raises:
        WrongUse: when `folder` holds something already.
    """
    root = _copied(folder)
    yield DemoStep("as shipped", str(root), (), (), _climb(root, notify))
    faults = _faults()
    for fault in faults:
        _plant(root, fault)
    red = tuple(sorted({gate for fault in faults for gate in fault.shows_in}))
    planted = tuple(Planted(fault.id, fault.file, fault.note) for fault in faults)
    yield DemoStep(f"{len(faults)} faults planted", str(root), planted, red, _climb(root, notify))


def _climb(root: Path, notify: Callable[[Progress], None]) -> CheckReport:
    return check(CheckRequest(root, trusted=True, command="demo"), notify)


def _copied(folder: Path | None) -> Path:
    root = folder or Path(tempfile.mkdtemp(prefix="ferrule-demo-")) / "quay"
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise WrongUse(f"{root}: the demo needs a new or empty folder")
    with as_file(files("ferrule") / "demo" / "workspace") as shipped:
        shutil.copytree(shipped, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("target", ".ferrule"))
    return root.resolve()


def _faults() -> tuple[_Fault, ...]:
    text = (files("ferrule") / "demo" / "faults.toml").read_text("utf-8")
    entries = tomllib.loads(text)["fault"]
    return tuple(_Fault(**{**entry, "shows_in": tuple(entry["shows_in"])}) for entry in entries)


def _plant(root: Path, fault: _Fault) -> None:
    path = root / fault.file
    before, after = path.read_text("utf-8").split(fault.find)
    path.write_text(before + fault.replace + after, "utf-8")
