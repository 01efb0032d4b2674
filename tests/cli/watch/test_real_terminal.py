"""The installed `ferrule watch` in a real terminal, seen through an emulator."""

import signal
from pathlib import Path

import pytest

from emulator import Emulator
from ladder import FERRULE
from processes import alive, eventually
from workspaces import LIB, package, path_without, program

pytestmark = pytest.mark.cargo

BROKEN = LIB.replace("a + b", "a + c")
WATCH = (FERRULE, "watch", "--profile", "quick")


def test_a_working_session(tmp_path: Path) -> None:
    """Save a mistake, see it, resize, open the editor at it, put the watch aside and back, mend, quit."""
    root, argv = package(tmp_path / "demo"), tmp_path / "argv"
    editor = program(tmp_path, "nvim", f'printf "%s\\n" "$@" > {argv}\necho the editor has the terminal\nsleep 0.5')
    terminal = Emulator(root, "bash", "--norc", "-i", VISUAL=str(editor), PS1="$ ")
    terminal.type(f"{' '.join(WATCH)}\n")
    assert terminal.shows("✔ passed")

    (root / "src/lib.rs").write_text(BROKEN)
    assert terminal.shows("E0425")
    for columns, rows in ((20, 5), (60, 20), (120, 36)):
        terminal.resize(columns, rows)
        assert terminal.shows("✘ failed", 60)
    assert terminal.shows("E0425")
    terminal.type("\te")
    assert terminal.shows("the editor has the terminal", 60)
    assert terminal.shows("✘ failed", 60)
    terminal.type("\x1a")
    assert terminal.shows("Stopped", 60)
    terminal.type("fg\n")
    assert terminal.until(lambda: "✘ failed" in terminal.text and "Stopped" not in terminal.text, 60)
    (root / "src/lib.rs").write_text(LIB)
    assert terminal.shows("✔ passed")
    terminal.type("q")
    assert terminal.until(lambda: b"$ " in terminal.raw.split(b"fg\r\n")[-1].partition(b"\x1b[?1049l")[2], 60)
    terminal.type("exit $?\n")

    assert ["+9", str(root / "src/lib.rs")] == argv.read_text().splitlines()
    assert 0 == terminal.end()


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 130), (signal.SIGHUP, 130), (signal.SIGINT, 130), (signal.SIGKILL, -9)]
)
def test_no_end_leaves_anything_behind(tmp_path: Path, number: signal.Signals, code: int) -> None:
    """However it ends in the middle of a gate, no child is left; what is killed hard has its scratch cleaned later."""
    root = package(tmp_path / "demo", {"ferrule.toml": _SLOW})
    mark = f"{tmp_path.name}-{number}"
    program(root, "slow", f"exec -a {mark} sleep 120").write_text(f"#!/bin/bash\nexec -a {mark} sleep 120\n")
    terminal = Emulator(root, FERRULE, "watch", "--only", "slow", FERRULE_TRUST="1")
    assert eventually(lambda: bool(alive(mark)), 60)

    terminal.kill(number)

    assert code == terminal.end()
    assert eventually(lambda: not alive(mark))
    assert number == signal.SIGKILL or [] == list((root / ".ferrule/tmp").iterdir())


def test_lines_where_the_talk_would_draw_over_a_screen(tmp_path: Path) -> None:
    """With --verbose no screen is opened."""
    terminal = Emulator(package(tmp_path / "demo"), *WATCH, "-v")
    assert terminal.shows("passed", 60)
    terminal.kill(signal.SIGINT)

    assert 130 == terminal.end()
    assert b"\x1b[?1049h" not in terminal.raw


def test_foreign_text_stays_text(tmp_path: Path) -> None:
    """Markup and escape codes that a gate prints are shown as they are, or not at all, and change nothing."""
    root = package(tmp_path / "demo", {"ferrule.toml": _SLOW.replace('writes = "nothing"', 'failed = "bad: (.*)"')})
    said = r"bad: [bold red]x[/] [@click=app.quit]y[/] \033[2J\033]0;title\007 [/nothing] $z"
    program(root, "slow", f"printf '{said}\\n'; sleep 1; exit 1")
    terminal = Emulator(root, FERRULE, "watch", "--only", "slow", columns=140, FERRULE_TRUST="1")

    assert terminal.shows("[bold red]x[/] [@click=app.quit]y[/]")  # while the gate runs
    assert terminal.shows("✘ failed")
    assert terminal.shows("[bold red]x[/] [@click=app.quit]y[/]")  # and in what it found
    assert b"\x1b]0;title" not in terminal.raw
    terminal.type("q")
    assert 1 == terminal.end()


def test_without_the_extra_it_says_how_to_get_it(tmp_path: Path) -> None:
    """Where textual is not installed, the command ends with 3 and the words that bring it."""
    hidden = tmp_path / "site/sitecustomize.py"
    hidden.parent.mkdir()
    hidden.write_text("import sys\nsys.modules['textual'] = None\n")
    terminal = Emulator(package(tmp_path / "demo"), *WATCH, PYTHONPATH=str(hidden.parent))
    terminal.shows("pip install 'ferrule[tui]'", 20)

    assert "pip install 'ferrule[tui]'" in terminal.text
    assert 3 == terminal.end()


def test_no_cargo_is_told(tmp_path: Path) -> None:
    """Without a toolchain the watch shows what is missing, and goes on."""
    path = path_without(tmp_path / "bin", "cargo", "rustc", "rustup")
    home = tmp_path / "cargo"
    terminal = Emulator(package(tmp_path / "demo"), *WATCH, PATH=path, CARGO_HOME=str(home))

    assert terminal.shows("cannot climb")
    terminal.type("q")
    assert 3 == terminal.end()


_SLOW = '[[gate]]\nid = "slow"\nargv = ["./slow"]\nprofiles = ["standard"]\nwrites = "nothing"\n'
