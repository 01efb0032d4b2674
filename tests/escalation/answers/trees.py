"""Small trees of sources and answers about them; nothing here starts Cargo."""

from pathlib import Path
from typing import Any

from ferrule.escalation.answers.tree import Tree
from ferrule.facts.repair import Changes
from ferrule.facts.workspace import Package, Target, Workspace
from workspaces import package

GUIDANCE: dict[str, Any] = {
    "verdict": "guidance",
    "patterns": [{"name": "split-borrow", "why": "two fields are used at once"}],
    "ownership": [{"value": "names", "owner": "main"}],
    "types": ["fn add(a: u64, b: u64) -> u64"],
    "next_action": "add the other way round",
    "confidence": 0.7,
    "edits": [{"path": "src/lib.rs", "old": "    a + b\n", "new": "    b + a\n"}],
}
"""Guidance that fits the library of `workspaces.package`."""
BLUEPRINT: dict[str, Any] = {
    "objective": "addition owns its numbers",
    "steps": [
        {"id": "s1", "action": "move", "agent": "rust-pro", "output": "src/lib.rs"},
        {"id": "s2", "action": "test", "agent": "rust-pro", "output": "tests", "depends_on": ["s1"]},
        {"id": "s3", "action": "tell", "agent": "rust-pro", "output": "docs", "depends_on": ["s1"]},
    ],
    "parallel": [["s2", "s3"]],
    "critical_path": ["s1", "s2"],
    "agents": ["rust-pro"],
}
"""A blueprint without edits."""
DIFF = """--- a/src/lib.rs
+++ b/src/lib.rs
@@ -8,3 +8,3 @@
 pub fn add(a: u64, b: u64) -> u64 {
-    a + b
+    b + a
 }
"""
"""The same edit as that of `GUIDANCE`."""


def member(root: Path, name: str, *kinds: str, needs: tuple[str, ...] = (), source: str = "src/lib.rs") -> Package:
    """Give a member with one target for each kind; a build script is `build.rs`."""
    sources = {"custom-build": "build.rs", "bin": "src/main.rs"}
    targets = tuple(
        Target(name, (kind,), root / sources.get(kind, source), tested=True, doctested=True) for kind in kinds
    )
    return Package(f"{name} 0.1.0", name, "0.1.0", "2021", root / "Cargo.toml", targets, (), needs)


def tree(root: Path, *packages: Package, changes: Changes | None = None, named: tuple[str, ...] = ()) -> Tree:
    """Give the tree of a workspace at a folder; a library `demo` when no packages are given."""
    if not packages:
        package(root)
    members = packages or (member(root, "demo", "lib"),)
    workspace = Workspace(root, root / "target", members, is_virtual=False)
    agents = ("rust-pro", "backend-coordinator")
    return Tree(workspace, root.parent / f"{root.name}-scratch", changes or {}, "rustc 1.95", named, agents)
