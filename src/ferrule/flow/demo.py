"""The story of `ferrule demo`: a shipped workspace, climbed as it is, broken, repaired, and climbed with faults."""

import shutil
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from ferrule.errors import StoreBroken, Untrusted, WrongUse
from ferrule.facts.demo import Climbed, DemoStep, Mended, Planted
from ferrule.facts.fix import FixRequest
from ferrule.facts.gate import CheckReport
from ferrule.facts.progress import Progress, Started
from ferrule.facts.request import CheckRequest
from ferrule.facts.status import Reason
from ferrule.flow.check import check
from ferrule.flow.fix import fix
from ferrule.workspace.trust import VARIABLE, standing

_COMMAND = "demo"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault as `errors.toml` and `faults.toml` have it: one replacement in one file."""

    id: str
    file: str
    find: str
    replace: str
    note: str
    shows_in: tuple[str, ...] = ()
    """Gates that find it; empty for what does not compile."""
    code: str | None = None
    """What rustc calls it; None when the workspace still compiles with it."""
    fate: str | None = None
    """`repaired` or `left`; None when it is nothing for a repair."""

    @property
    def told(self) -> Planted:
        """What the report says of it."""
        return Planted(self.id, self.file, self.note, self.code)


def demo(folder: Path | None, notify: Callable[[Progress], None] = lambda _: None) -> Iterator[DemoStep]:
    """Yield each step when it is done; the workspace is a copy and stays, for a look at it.

    Raises:
        WrongUse: when `folder` holds something already.
        Untrusted: when settings above the copy name programs that nobody has trusted.
    """
    root = _copied(folder)
    yield Climbed("as shipped", str(root), (), (), _climb(CheckRequest(root, command=_COMMAND), notify))
    errors = compile_errors()
    for error in errors:
        _plant(root, error)
    request = CheckRequest(root, profile="quick", only=("check",), command=_COMMAND)
    planted = tuple(error.told for error in errors)
    yield Climbed(f"{len(errors)} errors planted", str(root), planted, ("check",), _climb(request, notify))
    yield _mended(root, errors, notify)
    yield _last_climb(root, errors, notify)


def compile_errors() -> tuple[Fault, ...]:
    """Give the errors for the repair, in the order of `errors.toml`."""
    return tuple(Fault(**entry) for entry in _entries("errors.toml", "error"))


def ladder_faults() -> tuple[Fault, ...]:
    """Give the faults for the ladder, in the order of `faults.toml`."""
    entries = _entries("faults.toml", "fault")
    return tuple(Fault(**{**entry, "shows_in": tuple(entry["shows_in"])}) for entry in entries)


def put_back(root: Path, fault: Fault) -> bool:
    """Take a fault out again; gives False when it is not there: a repair that did more than expected is no crash."""
    path = root / fault.file
    text = path.read_text("utf-8")
    there = text.count(fault.replace) == 1
    if there:
        path.write_text(text.replace(fault.replace, fault.find), "utf-8")
    return there


def _entries(name: str, table: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = tomllib.loads((files("ferrule") / "demo" / name).read_text("utf-8"))[table]
    return entries


def _climb(request: CheckRequest, notify: Callable[[Progress], None]) -> CheckReport:
    report = check(request, notify)
    if report.toolchain is None:  # nothing was started
        why = next(row.detail for row in report.gates if row.reason is not Reason.USER)
        raise Untrusted(f"{request.start}: {why}")
    return report


def _mended(root: Path, errors: tuple[Fault, ...], notify: Callable[[Progress], None]) -> Mended:
    report = fix(FixRequest(root, command=_COMMAND), lambda words: notify(Started("fix", words)))
    repaired = tuple(error.told for error in errors if error.fate == "repaired")
    left = tuple(error.told for error in errors if error.fate == "left")
    return Mended("the repair: what `ferrule fix` makes of it", str(root), repaired, left, report)


def _last_climb(root: Path, errors: tuple[Fault, ...], notify: Callable[[Progress], None]) -> Climbed:
    """Put back what was left, plant the faults for the ladder, and climb."""
    left = tuple(error.told for error in errors if error.fate == "left" and put_back(root, error))
    faults = ladder_faults()
    for fault in faults:
        _plant(root, fault)
    red = tuple(sorted({gate for fault in faults for gate in fault.shows_in}))
    planted = tuple(fault.told for fault in faults)
    report = _climb(CheckRequest(root, command=_COMMAND), notify)
    return Climbed(f"{len(faults)} faults planted in what was repaired", str(root), planted, red, report, left)


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


def _plant(root: Path, fault: Fault) -> None:
    path = root / fault.file
    before, after = path.read_text("utf-8").split(fault.find)
    path.write_text(before + fault.replace + after, "utf-8")
