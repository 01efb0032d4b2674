"""What a person at a terminal sees: the question of trust, live lines, colour or none."""

import subprocess
from pathlib import Path

import pytest

from ladder import FERRULE
from terminal import Terminal
from workspaces import package, write

pytestmark = pytest.mark.cargo

QUESTION = "Trust them as they are now?"


def test_a_terminal_is_asked_once(tmp_path: Path) -> None:
    """The files are named, `y` trusts them for good, and the next run asks nothing."""
    root = write(package(tmp_path), {".cargo/config.toml": "[term]\n"})
    words = (FERRULE, "check", "--only", "fmt")

    first = Terminal(root, *words)
    asked = first.read_until(QUESTION)
    first.type("y\n")
    second = Terminal(root, *words)

    assert (True, 0, 0) == (asked, first.end(), second.end())
    assert ".cargo/config.toml" in first.text
    assert QUESTION not in second.text


@pytest.mark.parametrize(("answer", "code"), [("n\n", 3), ("\x03", 130)])
def test_no_and_ctrl_c_start_nothing(tmp_path: Path, answer: str, code: int) -> None:
    """Without a yes every gate says `untrusted`; Ctrl-C at the question ends the command."""
    root = write(package(tmp_path), {".cargo/config.toml": "[term]\n"})

    terminal = Terminal(root, FERRULE, "check", "--only", "fmt")
    terminal.read_until(QUESTION)
    terminal.type(answer)

    assert code == terminal.end()
    assert not (root / "target").exists()


def test_live_lines_colour_and_result(tmp_path: Path) -> None:
    """A terminal sees each gate while it runs, then its result, in colour."""
    terminal = Terminal(package(tmp_path), FERRULE, "check", "--profile", "quick")

    assert terminal.end() == 0
    assert "✔ check" in terminal.text
    assert "passed · 2 passed" in terminal.text
    assert "\x1b[32m" in terminal.raw


def test_no_color_is_respected(tmp_path: Path) -> None:
    """With NO_COLOR the same words come without a single colour."""
    terminal = Terminal(package(tmp_path), FERRULE, "check", "--profile", "quick", NO_COLOR="1")

    assert terminal.end() == 0
    assert "✔ check" in terminal.text
    assert not any(f"\x1b[{colour}m" in terminal.raw for colour in (31, 32, 33, 36))


def test_a_pipe_gets_plain_text_and_quiet_says_nothing(tmp_path: Path) -> None:
    """In a pipe the result has no escape codes, the talk is on stderr, and `--quiet` leaves it out."""
    root = package(tmp_path)
    words = (FERRULE, "check", "--profile", "quick")

    loud = subprocess.run(words, cwd=root, capture_output=True, text=True, check=False)
    quiet = subprocess.run((*words, "--quiet"), cwd=root, capture_output=True, text=True, check=False)

    assert "\x1b" not in loud.stdout + loud.stderr
    assert "check: cargo check --workspace" in loud.stderr
    assert "check: passed" in loud.stderr
    assert "" == quiet.stderr


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    """`ferrule check | head -1` shows one line and no traceback."""
    script = f"{FERRULE} check --only fmt --format json 2>err | head -1"

    done = subprocess.run(("sh", "-c", script), cwd=package(tmp_path), capture_output=True, text=True, check=False)

    assert "{\n" == done.stdout
    assert "Traceback" not in (tmp_path / "err").read_text()
