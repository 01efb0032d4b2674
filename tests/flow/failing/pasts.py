"""Workspaces whose tests fail, with a past in git, and what ferrule tells of them."""

import hashlib
import subprocess
from collections.abc import Mapping
from pathlib import Path

from ferrule.api import fix
from ferrule.facts.failing import FailingTest, Looking
from ferrule.facts.fix import FixReport, FixRequest
from workspaces import manifest, write

LOW = """/// Adds.
///
/// ```
/// assert_eq!(low::add(1, 2), 3);
/// ```
pub fn add(a: u64, b: u64) -> u64 {
    a + b
}

#[cfg(test)]
mod tests {
    #[test]
    fn adds() {
        assert_eq!(super::add(2, 2), 4);
    }
}
"""
WRONG = LOW.replace("a + b", "a + b + 1")
IGNORED = "target\n.ferrule\nlocal.cfg\n"


def two(root: Path, low: str = LOW, tests: str = "") -> Path:
    """Make a workspace of the packages `low` and `apart`; `tests` is the integration test of the second."""
    return write(
        root,
        {
            "Cargo.toml": '[workspace]\nresolver = "2"\nmembers = ["low", "apart"]\n',
            ".gitignore": IGNORED,
            "low/Cargo.toml": manifest("low"),
            "low/src/lib.rs": low,
            "apart/Cargo.toml": manifest("apart"),
            "apart/src/lib.rs": "",
            "apart/tests/it.rs": tests,
        },
    )


def cases(bodies: Mapping[str, str], before: str = "") -> str:
    """Give a file with these tests by name."""
    return before + "".join(f"#[test]\nfn {name}() {{\n    {body}\n}}\n" for name, body in bodies.items())


def git(root: Path, *words: str) -> str:
    """Run git as a user would, and give what it says."""
    author = ("-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main")
    done = subprocess.run(("git", *author, *words), cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(root: Path, files: Mapping[str, str] | None = None) -> str:
    """Write files and commit all there is; gives the commit."""
    write(root, files or {})
    if not (root / ".git").exists():
        git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "step")
    return git(root, "rev-parse", "HEAD")


def look(root: Path, looking: Looking | None = None, timeout_s: float = 60.0, **more: float) -> FixReport:
    """Look at the failing tests of a workspace."""
    return fix(FixRequest(root, failing=looking or Looking(reruns=1), test_timeout_s=timeout_s, **more))  # type: ignore[arg-type]


def told(report: FixReport) -> dict[str, FailingTest]:
    """Give what is known of each failing test, by its name."""
    return {one.failing.name: one.failing for one in report.incidents if one.failing}


def bytes_of(root: Path) -> dict[str, str]:
    """Give the hash of each file of the user's: all but what Cargo and ferrule build."""
    found = (path for path in root.rglob("*") if path.is_file() and not {".ferrule", "target"} & set(path.parts))
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}
