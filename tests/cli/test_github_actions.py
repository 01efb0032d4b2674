"""Within GitHub Actions: a step's summary, and output that gives the runner no command."""

from pathlib import Path

import pytest

from ladder import ferrule
from workspaces import package, write

pytestmark = pytest.mark.cargo
SHOUTS = """//! Tests that shout.

#[cfg(test)]
mod tests {
    #[test]
    fn shouts() {
        println!("::error::boom");
        println!("  ::stop-commands::x");
        println!("a ##[error]old");
        panic!("::add-mask::e");
    }
}
"""


def commands(text: str) -> list[str]:
    """Give the lines that the runner would take for commands."""
    return [line for line in text.splitlines() if line.lstrip().startswith("::") or "##[" in line]


def test_the_summary_of_a_step(tmp_path: Path) -> None:
    """`github` appends the Markdown report to the file that the runner names, after what is there."""
    root, summary = package(tmp_path / "ws", {"src/lib.rs": "fn main( {"}), tmp_path / "summary.md"
    summary.write_text("before\n")

    done = ferrule(root, "check", "--only", "check", "--format", "github", GITHUB_STEP_SUMMARY=str(summary))

    assert 1 == done.returncode
    assert done.stdout.startswith("::error file=")
    assert summary.read_text().startswith("before\n## `ferrule check, profile standard`: failed\n")


def test_a_full_summary_is_left_alone(tmp_path: Path) -> None:
    """GitHub shows nothing of a summary beyond 1 MiB, so what is there is not made too long."""
    root, summary = package(tmp_path / "ws"), tmp_path / "summary.md"
    summary.write_text("x" * (1024 * 1024 - 300))

    done = ferrule(root, "check", "--only", "fmt", "--format", "github", GITHUB_STEP_SUMMARY=str(summary))

    assert (0, 1024 * 1024 - 300) == (done.returncode, summary.stat().st_size)


def test_a_summary_that_cannot_be_written(tmp_path: Path) -> None:
    """It is told, and ends in 2; other forms need no summary."""
    root, name = package(tmp_path / "ws"), str(tmp_path / "nowhere/summary.md")

    lost = ferrule(root, "check", "--only", "fmt", "--format", "github", GITHUB_STEP_SUMMARY=name)
    fine = ferrule(root, "check", "--only", "fmt", GITHUB_STEP_SUMMARY=name)

    assert (2, 0) == (lost.returncode, fine.returncode)
    assert "the summary of this step is lost" in lost.stderr


@pytest.mark.parametrize("form", ["text", "json", "junit", "markdown", "sarif", "gitlab", "html"])
def test_no_form_on_stdout_is_a_command(tmp_path: Path, form: str) -> None:
    """What a test prints is broken up in the log of a runner, and only there."""
    root = package(tmp_path, {"src/lib.rs": SHOUTS})
    words = ("check", "--only", "test", "--format", form)

    there, here = ferrule(root, *words, GITHUB_ACTIONS="true"), ferrule(root, *words, GITHUB_ACTIONS="")

    assert (1, 1) == (there.returncode, here.returncode)
    assert [] == commands(there.stdout + there.stderr)
    assert "boom" in there.stdout or form in {"sarif", "gitlab"}
    assert form != "text" or commands(here.stdout)


def test_error_messages_are_no_commands(tmp_path: Path) -> None:
    """A manifest's name, and the words that were typed, come out on stderr, where the runner listens too."""
    bad = write(tmp_path / "bad", {"Cargo.toml": '[package]\nname = "##[add-mask]x"\n', "src/lib.rs": ""})
    fine = package(tmp_path / "fine")

    named = ferrule(bad, "check", GITHUB_ACTIONS="true")
    typed = [
        ferrule(fine, "check", "--only", word, GITHUB_ACTIONS="true", PYTHONIOENCODING=encoding)
        for word in ("\n::error::x", "a\r::error::x", "##[error]x")
        for encoding in ("utf-8", "ascii")
    ]
    usage = ferrule(fine, "check", "\n::error::x", GITHUB_ACTIONS="true", PYTHONIOENCODING="ascii")

    assert {2} == {done.returncode for done in (named, *typed, usage)}
    assert "add-mask]x" in named.stderr
    assert [[]] * (len(typed) + 2) == [commands(done.stdout + done.stderr) for done in (named, *typed, usage)]
