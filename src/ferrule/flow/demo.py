"""The story of `ferrule demo`: a shipped workspace, climbed as it is and climbed with planted faults."""

import shutil
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from platformdirs import user_cache_path

from ferrule.errors import StoreBroken, Untrusted, WrongUse
from ferrule.facts.demo import DemoStep, Planted
from ferrule.facts.gate import CheckReport
from ferrule.facts.progress import Progress
from ferrule.facts.request import CheckRequest
from ferrule.flow.check import check
from ferrule.workspace.trust import VARIABLE, standing


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
        Untrusted: when settings above the copy name programs that nobody has trusted.
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
    report = check(CheckRequest(root, command="demo"), notify)
    if report.toolchain is None:  # nothing was started
        raise Untrusted(f"{root}: {report.gates[0].detail}")
    return report


def _refuse_untrusted(root: Path) -> None:
    trust = standing(root)
    if not trust.allowed:
        files = ", ".join(str(path) for path in trust.files)
        advice = f"name another folder with `--workspace`, or read them and set {VARIABLE}=1"
        raise Untrusted(f"the demo did not start: {root}: {trust.why}: {files}; {advice}")


def _copied(folder: Path | None) -> Path:
    root = folder or _own_folder() / "quay"
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise WrongUse(f"{root}: the demo needs a new or empty folder")
    root = root.resolve()
    _refuse_untrusted(root)
    with as_file(files("ferrule") / "demo" / "workspace") as shipped:
        shutil.copytree(shipped, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("target", ".ferrule"))
    return root


def _own_folder() -> Path:
    """Make a new folder below the user's own cache: above a shared one (`/tmp`), others may leave settings.

    Raises:
        StoreBroken: when it cannot be made.
    """
    place = user_cache_path("ferrule") / "demo"
    try:
        place.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(dir=place, prefix=""))
    except OSError as fault:
        raise StoreBroken(f"{place}: cannot be written: {fault.strerror}") from fault


def _faults() -> tuple[_Fault, ...]:
    text = (files("ferrule") / "demo" / "faults.toml").read_text("utf-8")
    entries = tomllib.loads(text)["fault"]
    return tuple(_Fault(**{**entry, "shows_in": tuple(entry["shows_in"])}) for entry in entries)


def _plant(root: Path, fault: _Fault) -> None:
    path = root / fault.file
    before, after = path.read_text("utf-8").split(fault.find)
    path.write_text(before + fault.replace + after, "utf-8")
