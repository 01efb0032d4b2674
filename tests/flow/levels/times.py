"""A crate that counts its own steps, and an example that tells them in criterion's words: the same on any machine."""

from pathlib import Path
from typing import Any

from flow.levels.crates import climbed
from workspaces import package

SLOW = """//! Steps.

const EACH: u32 = 100;

/// Gives how many steps it takes to look at `n` things.
pub fn steps(n: u32) -> u32 {
    (0..n).map(|_| EACH).sum()
}

#[cfg(test)]
mod tests {
    #[test]
    fn looks_at_each() {
        assert!(super::steps(10) >= 10);
    }
}
"""
_OLD = {"path": "src/lib.rs", "old": "EACH: u32 = 100"}
FAST = {**_OLD, "new": "EACH: u32 = 1"}
FASTER = {**_OLD, "new": "EACH: u32 = 50"}
"""It saves half of the steps, which is not enough."""
CHEAT = {**_OLD, "new": "EACH: u32 = 0"}
"""It takes no step, and the test fails."""
BOLD = {"path": "src/lib.rs", "old": "(0..n).map(|_| EACH).sum()", "new": "n.min(EACH)"}
"""It is quick and right, and the guard refuses it: what was computed is gone."""
_EXAMPLE = """fn main() {
    let steps = demo::steps(100);
    println!("steps                   time:   [{steps} ns {steps} ns {steps} ns]");
}
"""
COMMAND = "cargo run --quiet --example steps"
TARGET = f"1us {COMMAND}"
"""10,000 steps are missed by far, 100 are enough."""


def stepping(root: Path, text: str = SLOW) -> Path:
    """Make the crate with its example."""
    return package(root, {"src/lib.rs": text, "examples/steps.rs": _EXAMPLE})


def aimed(root: Path, *words: str, target: str = TARGET, **env: str) -> tuple[int, dict[str, Any]]:
    """Run `ferrule fix` with a time to reach; gives its exit code and its report."""
    return climbed(root, "--target", target, *words, **env)
