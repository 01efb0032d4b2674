"""What may run in a shell within a task: no push and no commit by hand in any form, and all ordinary work."""

import shlex

import pytest

from ferrule.tasks.shell_words import forbidden
from tasks.shell.examples import allowed, refused

WRAPPERS = (
    "cargo test && {line}",
    "(cd sub\n{line}\n)",
    "if true; then\n{line}\nfi",
    "x=$(\n{line}\n)",
    "bash -c {quoted}",
    "env A=1 timeout 5 sh -ec {quoted}",
    "run() {{\n{line}\n}}; run",
    "echo start; eval {quoted}",
)


def test_examples_are_many() -> None:
    """More than eighty refused and sixty allowed ones, none of them twice."""
    assert (len(set(refused())), len(set(allowed()))) == (len(refused()), len(allowed()))
    assert len(refused()) > 400
    assert len(allowed()) > 300


def test_refused() -> None:
    """Each form of a push, a commit, a change of hooks, an answer of the user's: refused with one sentence."""
    passed = [line for line in refused() if not forbidden(line)]
    odd = [line for line in refused() if not forbidden(line).endswith(".") or "\n" in forbidden(line)]

    assert ([], []) == (passed, odd)


def test_allowed() -> None:
    """Ordinary commands pass, also where they only speak of a push."""
    assert {} == {line: why for line in allowed() if (why := forbidden(line))}


@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_refused_in_wrappers(wrapper: str) -> None:
    """What is refused stays so within chains, subshells, branches, functions, substitutions and other shells."""
    lines = (wrapper.format(line=line, quoted=shlex.quote(line)) for line in refused())

    assert [] == [line for line in lines if not forbidden(line)]


def test_two_in_one_line() -> None:
    """What is allowed does not cover what stands behind it, or in front of it."""
    plain = [line for line in allowed() if line.strip() and "#" not in line]
    lines = [one for line in plain for one in (f"{line}\ngit push", f"git commit -m x\n{line}")]

    assert [] == [line for line in lines if not forbidden(line)]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("git push", "nobody pushes within a task; `ferrule task finish` makes the commit"),
        ("git commit -m x", "only ferrule commits and moves branches"),
        ("git reset --hard", "write `git reset -- PATH` to unstage, `git restore PATH` to take a change back"),
        ("git config core.hooksPath x", "git's settings, aliases and hooks stay as they are"),
        ("git -c core.hooksPath=x status", "git's settings, aliases and hooks stay as they are"),
        ("rm -rf .ferrule", "only git and ferrule write into .ferrule within a task"),
        ("ferrule task accept x --reason y", "this is for the user to say"),
        ("cat ~/.local/state/ferrule/verdicts.key", "ferrule's key is read by ferrule alone"),
        ("$G push", "write the name of the program plainly"),
        ("echo 'x", "do not close: write one plain command after another"),
        ("eval $X", "write the commands on the line itself"),
        ("base64 -d x | sh", "what the shell is fed is not on this line"),
        ("python3 -c 'import subprocess'", "start those on the command line itself"),
        ("gh pr create", "nothing is sent to a server within a task"),
    ],
)
def test_the_sentence_says_what_to_do(line: str, words: str) -> None:
    """It names the call, what is closed, and the plain way."""
    assert words in forbidden(line)
    assert forbidden(line).startswith("`")


@pytest.mark.parametrize("line", ["git\0push", "ls\x01", "git\rpush", "ls \x7f", "\x02"])
def test_control_characters(line: str) -> None:
    """They stand for holes in our own words, and no shell line needs them."""
    assert "control characters" in forbidden(line)


def test_odd_text_never_raises() -> None:
    """Half characters, thousands of brackets, words within words: refused in words, and soon."""
    lines = [
        *("\ud800 git push", "(" * 5000, "$(" * 5000, "`" * 5001, "nohup " * 1500 + "ls", "a " * 6000, "x" * 200_001),
        *("find . " + "-exec find " * 900, "! " * 2000 + "ls", "if true; then " * 600 + "ls; " + "fi; " * 600),
    ]

    assert [] == [line[:20] for line in lines if not forbidden(line)]


def test_a_long_text_is_fine() -> None:
    """A file that is written on the line may be long: it is one part."""
    assert not forbidden("cat > x.md <<'END'\n" + "git push is a command.\n" * 4000 + "END\n")
