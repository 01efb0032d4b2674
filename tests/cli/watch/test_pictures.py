"""What the screen looks like at three sizes, held against pictures that somebody has looked at."""

from collections.abc import Callable

import pytest

from cli.watch.boards import board
from ferrule.cli.watch.view import View


@pytest.mark.parametrize("size", [(120, 36), (60, 20), (20, 5)], ids=["wide", "medium", "tiny"])
def test_the_screen(snap_compare: Callable[..., bool], size: tuple[int, int]) -> None:
    """Rows of every kind, findings of two files, the text of one."""
    app = View()
    app.board = board()

    assert snap_compare(app, terminal_size=size)
