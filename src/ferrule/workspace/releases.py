"""Which members have been released: a tag in git says so, whatever the manifest says."""

import re
from typing import Final

from ferrule.facts.workspace import Package, Workspace
from ferrule.workspace.git import git

RELEASE: Final = re.compile(r"(?:(?P<name>.+?)[-/@_])?v?\d+\.\d+\.\d+")
"""A tag of a release, with the name of a crate or without; one of a pre-release is none."""


def released(workspace: Workspace) -> tuple[Package, ...]:
    """Give the members with a library of which a release is tagged, in the order of the workspace.

    A tag with a crate's name is that crate's alone; one without counts for all members that may be published.
    An absent `publish` key says nothing. Without git, or without tags, none.
    """
    listed = git(workspace.root, "tag", "--list").stdout.text.split()
    names = {found["name"] for tag in listed if (found := RELEASE.fullmatch(tag))}
    libraries = (p for p in workspace.packages if any(target.is_library for target in p.targets))
    return tuple(p for p in libraries if p.name in names or (None in names and p.publish != ()))
