"""Crates of which it is known how many lines are code, and how many of those a test runs."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from advisories import run_of
from ferrule.facts.gate import GateResult
from ferrule.facts.settings import CoverageSettings, Settings
from ferrule.facts.workspace import Selection, Workspace
from ferrule.gates import coverage
from ferrule.gates.climb import Climb
from ferrule.gates.coverage_tools import LlvmTools, llvm_tools
from ferrule.gates.gate import Gate, Job
from ferrule.process.programs import find_program
from workspaces import package

HERE: Final = Job(Workspace(Path("/"), Path("/"), (), is_virtual=False), Selection(), Path("/"), "run")
has_tools = pytest.mark.skipif(
    find_program("cargo-llvm-cov") is None or not isinstance(llvm_tools(HERE), LlvmTools),
    reason="needs cargo-llvm-cov, and LLVM tools of the same release as rustc's LLVM",
)


def functions(count: int) -> str:
    """Give so many functions of one line each, named f0, f1 and so on."""
    return "".join(f"pub fn f{number}() -> u32 {{ {number} }}\n" for number in range(count))


def calls(count: int, crate: str) -> str:
    """Give statements that call the first so many of them."""
    return "".join(f"    {crate}::f{number}();\n" for number in range(count))


def crate(root: Path, covered: int, count: int, files: Mapping[str, str] | None = None) -> Path:
    """Make a package with so many lines of code in its library, of which an integration test runs so many."""
    test = f"#[test]\nfn runs() {{\n{calls(covered, 'demo')}}}\n"
    return package(root, {"src/lib.rs": functions(count), "tests/it.rs": test, **(files or {})})


def job_of(root: Path, scratch: Path, asked: CoverageSettings | None = None, selection: Selection | None = None) -> Job:
    """Give a run in a workspace with these demands."""
    made = run_of(root, scratch, selection)
    return Job(
        made.workspace, made.selection, made.scratch, "run", settings=Settings(coverage=asked or CoverageSettings())
    )


def measured(
    root: Path, scratch: Path, asked: CoverageSettings | None = None, selection: Selection | None = None
) -> GateResult:
    """Climb a ladder of this one gate and give its row."""
    gate: Gate = coverage
    [row] = Climb(job_of(root, scratch, asked, selection), lambda _: None).rows([gate], lambda _: False)
    return row.result


def git(root: Path, *words: str) -> str:
    """Run git under a name of its own and give what it printed."""
    named = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(("git", *named, *words), cwd=root, env=os.environ, capture_output=True, text=True, check=True)
    return done.stdout


def committed(root: Path) -> Path:
    """Make a repository on `main` of what is there, without what Cargo builds; gives the folder."""
    (root / ".gitignore").write_text("target\n", "utf-8")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "one")
    return root
