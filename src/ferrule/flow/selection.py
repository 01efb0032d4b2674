"""Whether the packages and features that a user named exist."""

from ferrule.errors import WrongUse
from ferrule.facts.workspace import Selection, Workspace
from ferrule.gates.catalog import nearest


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
