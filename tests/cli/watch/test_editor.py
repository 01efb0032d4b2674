"""How each editor is told where to go."""

from pathlib import Path

import pytest

from ferrule.cli.watch.editor import opening

FILE = Path("/w s/src/lib.rs")


@pytest.mark.parametrize(
    ("editor", "argv", "takes_terminal"),
    [
        ("vim", ("vim", "+7", "/w s/src/lib.rs"), True),
        ("nvim -p", ("nvim", "-p", "+7", "/w s/src/lib.rs"), True),
        ("/usr/bin/vi", ("/usr/bin/vi", "+7", "/w s/src/lib.rs"), True),
        ("nano", ("nano", "+7,3", "/w s/src/lib.rs"), True),
        ("hx", ("hx", "/w s/src/lib.rs:7:3"), True),
        ("emacs -nw", ("emacs", "-nw", "+7:3", "/w s/src/lib.rs"), True),
        ("emacs", ("emacs", "+7:3", "/w s/src/lib.rs"), False),
        ("emacsclient -t", ("emacsclient", "-t", "+7:3", "/w s/src/lib.rs"), True),
        ("kak", ("kak", "+7:3", "/w s/src/lib.rs"), True),
        ("micro", ("micro", "+7:3", "/w s/src/lib.rs"), True),
        ("code --wait", ("code", "--wait", "-g", "/w s/src/lib.rs:7:3"), False),
        ("codium", ("codium", "-g", "/w s/src/lib.rs:7:3"), False),
        ("zed", ("zed", "/w s/src/lib.rs:7:3"), False),
        ("subl", ("subl", "/w s/src/lib.rs:7:3"), False),
        ("gvim", ("gvim", "+7", "/w s/src/lib.rs"), False),
        ("kate", ("kate", "-l", "7", "-c", "3", "/w s/src/lib.rs"), False),
        ("rustrover", ("rustrover", "--line", "7", "--column", "2", "/w s/src/lib.rs"), False),
        ("'/my tools/ed it'", ("/my tools/ed it", "+7", "/w s/src/lib.rs"), True),
    ],
)
def test_the_place(editor: str, argv: tuple[str, ...], takes_terminal: bool) -> None:
    """Line and column go where the editor looks for them; one with windows of its own does not get the terminal."""
    how = opening({"EDITOR": editor, "DISPLAY": ":0"}, FILE, 7, 3)

    assert how is not None
    assert (argv, takes_terminal) == (how.argv, how.takes_terminal)


def test_visual_goes_first() -> None:
    """`VISUAL` is asked before `EDITOR`; without both, and with half a quote, there is no editor."""
    both = opening({"VISUAL": "nvim", "EDITOR": "nano"}, FILE, 1, 1)

    assert both is not None
    assert "nvim" == both.argv[0]
    assert [None, None] == [opening(environ, FILE, 1, 1) for environ in ({}, {"EDITOR": "'vim"})]


def test_emacs_without_a_display_takes_the_terminal() -> None:
    """Emacs opens a window only where there is a display."""
    how = opening({"EDITOR": "emacs"}, FILE, 1, 1)

    assert how is not None
    assert how.takes_terminal
