"""A crate whose error no move answers: what it calls is gone, and only its last commit knows what it did."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from ladder import ferrule_json
from workspaces import package

GOOD = """//! Totals.

/// Gives the total of all parts.
pub fn total(parts: &[u32]) -> u64 {
    parts.iter().map(|one| frobnicated(*one)).sum()
}

/// Gives one part as it counts.
fn frobnicated(one: u32) -> u64 {
    u64::from(one) * 3
}

#[cfg(test)]
mod tests {
    #[test]
    fn totals() {
        assert_eq!(super::total(&[1, 2]), 9);
    }
}
"""
GONE = GOOD.replace(
    "\n/// Gives one part as it counts.\nfn frobnicated(one: u32) -> u64 {\n    u64::from(one) * 3\n}\n", ""
)
"""One error, E0425, twice in the same words: the library and its tests."""
RIGHT = {"path": "src/lib.rs", "old": "frobnicated(*one)", "new": "u64::from(*one) * 3"}
WRONG = {"path": "src/lib.rs", "old": "frobnicated(*one)", "new": "u64::from(*one)"}
"""It compiles, and the test fails."""
LEVELS = {"FERRULE_FIX_MAX_LEVEL": "4"}


def broken(root: Path, text: str = GONE, good: str = GOOD) -> Path:
    """Make a git repository whose last commit compiles and whose tree does not."""
    package(root, {"src/lib.rs": good})
    (root / ".gitignore").write_text("target\nCargo.lock\n")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "x")
    (root / "src/lib.rs").write_text(text)
    return root


def git(root: Path, *words: str) -> None:
    """Run git, which must do as it is told."""
    subprocess.run(("git", *words), cwd=root, check=True)


def climbed(root: Path, *words: str, **env: str) -> tuple[int, dict[str, Any]]:
    """Run `ferrule fix` up to the user; gives its exit code and its report."""
    return ferrule_json(root, "fix", "--trust", *words, **{**LEVELS, **env})


def guidance(*edits: dict[str, str], **more: Any) -> dict[str, Any]:
    """Give an answer of level 2 with these edits."""
    return {
        "verdict": "guidance",
        "patterns": [{"name": "newtype", "why": "it says what a part counts"}],
        "ownership": [],
        "types": [],
        "next_action": "count each part three times",
        "confidence": 0.9,
        "edits": list(edits),
        **more,
    }


def blueprint(*edits: dict[str, str], **more: Any) -> dict[str, Any]:
    """Give an answer of level 3 with these edits."""
    step = {"id": "s1", "action": "count", "agent": "systems-architect", "output": "it compiles", "depends_on": []}
    return {"objective": "count each part three times", "steps": [step], "edits": list(edits), **more}


def answering(folder: Path, body: str) -> list[str]:
    """Give the words that start a program which runs these lines of Python for each packet."""
    script = folder / "responder.py"
    script.write_text(f"import json, sys, time, os, signal\nask = json.load(sys.stdin)\n{body}\n")
    return [sys.executable, str(script)]


def says(*answers: dict[str, Any]) -> str:
    """Give the lines that print the first answer at level 2, the last one at level 3."""
    return f"answers = {list(answers)!r}\nprint(json.dumps(answers[0 if ask['packet']['level'] == 2 else -1]))"


def user_settings(
    folder: Path, argv: list[str], level2: str = "helper", level3: str = "engine", more: str = ""
) -> Path:
    """Write the settings of a user who asks a program of theirs."""
    file = folder / "user.toml"
    names = {"helper": '["helper"]', "engine": '["engine"]', "both": '["engine", "helper"]'}
    file.write_text(
        f"[escalation]\nlevel2 = {names[level2]}\nlevel3 = {names[level3]}\n"
        f'[responder.helper]\nkind = "command"\nargv = {json.dumps(argv)}\n{more}'
    )
    return file
