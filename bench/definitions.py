"""How long it takes to read two thousand definitions, beside a loop that only parses them."""

import shutil
from pathlib import Path
from typing import Final

import yaml

from bench.results import WORK, Section, medians, table
from ferrule.definitions.load import load

_ROUNDS: Final = 5
_EACH: Final = {"skills": 700, "agents": 800, "commands": 500}
_PARAGRAPH: Final = (
    "Read the manifest before anything else, then say which crate owns the change. Ask @team-lead-{next} when the "
    "owner is not clear, run the /command-{next} command at the end, and keep to what `references/notes.md` says. "
    "A change that touches two crates is two changes; `cargo check -p crate-{n}` must pass after each of them.\n\n"
)


def measure() -> Section:
    """Time the loader on a project with skills, agents and commands that call for each other."""
    root = WORK / "definitions"
    shutil.rmtree(root, ignore_errors=True)
    paths = _written(root)
    loader, plain = medians((lambda: load(root, None), lambda: _parsed(paths)), _ROUNDS)
    found = load(root, None, bundled=False)
    size = sum(path.stat().st_size for path in paths) / 1e6
    remarks = sum(len(one.diagnostics) for one in found.known)
    assert len(found.known) == len(paths)
    assert not found.unread
    assert not found.notes
    rows = (
        (f"`load`, {len(paths):,} files, {size:.1f} MB", f"{loader:.2f} s", f"{loader / plain:.2f}", f"{remarks:,}"),
        ("read and `yaml.safe_load`", f"{plain:.2f} s", "1.00", ""),
    )
    head = ("what", f"median of {_ROUNDS}", "ratio", "remarks")
    return Section("Definitions (goal: 2,000 files in at most 1.5 s)", table(head, rows))


def _written(root: Path) -> list[Path]:
    """Write the project; gives the definitions."""
    paths = []
    for kind, count in _EACH.items():
        for n in range(count):
            name = f"team-lead-{n}" if kind == "agents" else f"{kind.removesuffix('s')}-{n}"
            path = root / ".claude" / kind / (f"{name}/SKILL.md" if kind == "skills" else f"group-{n % 40}/{name}.md")
            path.parent.mkdir(parents=True, exist_ok=True)
            body = "".join(_PARAGRAPH.format(n=n, next=(n + 1) % 500) for _ in range(8))
            end = "See @nobody-at-all.\n" if n % 50 == 0 else ""
            path.write_text(f"---\n{_front(kind, name)}---\n\n# {name}\n\n{body}{end}", "utf-8")
            if kind == "skills":
                notes = path.parent / "references/notes.md"
                notes.parent.mkdir()
                notes.write_text("# Notes\n", "utf-8")
            paths.append(path)
    return paths


def _front(kind: str, name: str) -> str:
    described = f"description: Looks after {name} and whatever belongs to it, from the first line to the release.\n"
    if kind == "commands":
        return f"{described}argument-hint: <crate>\nallowed-tools: Bash(cargo check:*), Read\n"
    if kind == "agents":
        return f"name: {name}\n{described}model: sonnet\ntools: Read, Grep, Edit\n"
    return f"name: {name}\n{described}license: MIT\nmetadata:\n  category: rust\n  version: '1'\n"


def _parsed(paths: list[Path]) -> list[object]:
    """Do the least that any loader does."""
    return [yaml.safe_load(path.read_text("utf-8").split("---\n")[1]) for path in paths]
