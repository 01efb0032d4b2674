"""Tiny workspaces checked by the real Cargo, as a detector or a packet sees them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ferrule.diagnostics.cargo_json import read_cargo_json
from ferrule.escalation.triggers.scene import Scene
from ferrule.facts.finding import Finding, Level
from ferrule.facts.workspace import Workspace
from ferrule.process.command import Command
from ferrule.process.door import run
from ferrule.workspace.metadata import read_workspace
from workspaces import manifest, write

_TIMEOUT_S = 120.0


@dataclass(frozen=True, slots=True)
class Checked:
    """A workspace, and what Cargo says of it."""

    workspace: Workspace
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The errors alone."""
        return tuple(finding for finding in self.findings if finding.level is Level.ERROR)

    @property
    def scene(self) -> Scene:
        """The first error with all that was said beside it."""
        first, *others = self.errors
        return Scene(first, self.workspace, others=tuple(others))


def checked(root: Path, files: Mapping[str, str], more: str = "") -> Checked:
    """Write a package named `demo`, `more` in its Cargo.toml, and check it; it must have an error."""
    write(root, {"Cargo.toml": manifest("demo", more), **files})
    workspace = read_workspace(root)
    argv = ("cargo", "check", "--workspace", "--offline", "--keep-going", "--message-format=json")
    outcome = run(Command(argv, root, _TIMEOUT_S))
    members = frozenset(package.id for package in workspace.packages)
    found = Checked(workspace, read_cargo_json(outcome.stdout.text, root, members).findings)
    assert found.errors, outcome.stderr.text
    return found


def with_crate(name: str, lib: str) -> tuple[dict[str, str], str]:
    """Give the files of a crate that the package depends on by path, and the lines for Cargo.toml."""
    files = {f"vendor/{name}/Cargo.toml": manifest(name), f"vendor/{name}/src/lib.rs": lib}
    return files, f'[workspace]\nexclude = ["vendor"]\n[dependencies]\n{name} = {{ path = "vendor/{name}" }}\n'
