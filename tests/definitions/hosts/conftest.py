"""What the tests of the hosts borrow from those of the edits: a namespace."""

from edits.conftest import bwrap

__all__ = ["bwrap"]
