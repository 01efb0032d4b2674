"""What a user chose: whether it exists, and what belongs to it."""

from collections.abc import Callable

from ferrule.config.fault import nearest
from ferrule.errors import WrongUse
from ferrule.facts.finding import Finding
from ferrule.facts.fix import FixRequest
from ferrule.facts.workspace import Selection, Workspace


def check_selection(workspace: Workspace, selection: Selection) -> None:
    """Pass when every named package is a member and every named feature one of theirs.

    Raises:
        WrongUse: with the nearest known name.
    """
    members = tuple(package.name for package in workspace.packages)
    for name in selection.packages:
        if name not in members:
            raise WrongUse(f"no package {name!r} in {workspace.root}{nearest(name, members)}")
    chosen = [p for p in workspace.packages if not selection.packages or p.name in selection.packages]
    known = tuple(sorted({feature for package in chosen for feature in package.features}))
    for feature in selection.features:
        # `package/feature` and `dep:name` are Cargo's to judge
        if "/" not in feature and ":" not in feature and feature not in known:
            raise WrongUse(f"no feature {feature!r} in the chosen packages{nearest(feature, known)}")


def wanted_by(request: FixRequest, workspace: Workspace) -> Callable[[Finding], bool]:
    """Give whether an error is one that the user asked to have repaired."""
    files = {path.resolve() for path in request.files}

    def wanted(error: Finding) -> bool:
        place = (workspace.root / error.path).resolve() if files and error.path else None
        return (
            (not files or place in files)
            and (not request.codes or error.rule in request.codes)
            and (not request.selection.packages or error.package in request.selection.packages)
        )

    return wanted
