"""The grammar against a real bash: what passes runs no push there, however the line was mangled."""

import os
import random
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Final

import pytest

from ferrule.tasks.shell_words import forbidden

BASH: Final = shutil.which("bash") or ""
GIT: Final = '#!/bin/sh\n[ "$1" = -C ] && shift 2\necho "$1" >> "$TOLD"\n'
TOOLS: Final = ("cat", "env", "xargs", "nice", "sh", "tee", "tr", "sed")
PUSHES: Final = (
    *("git push", "g\\it push", "'git' push", "git 'pu'sh", "git \\\n push", "gi\\\nt push", "G=git; $G push"),
    *("x='git push'; $x", "git -C . push", "command git push", "env A=1 git push", "bash -c 'git push'"),
    *("eval 'git push'", "echo push | xargs git", "git ${z}push", "$(echo git) push", "git `echo push`"),
    *('set -- git push; "$@"', 'f(){ git "$@"; }; f push', "for c in push; do git $c; done", "sh <<< 'git push'"),
    *("sh <<'E'\ngit push\nE\n", "cat <<E | sh\ngit push\nE\n", "trap 'git push' EXIT", ">f git push", "git >f push"),
    *("${x:=git} push", "x=status; unset x; git ${x:-push}", "IFS=,; x=git,push; $x", "git <<E push\nx\nE\n"),
)
PLACES: Final = (
    *("%", "ls; %", "true && %", "(%)", "{ %; }", "echo a#b; %", "echo # c\n%", "echo 'a' \\' b; %", 'echo "$(%)"'),
    *("echo `%`", "x=$(%)", "cat <<E\nhi 'x\nE\n%", "cat <<'E'\nhi \"x\nE\n%", "cat <<-E\n\thi\n\tE\n%"),
    *("cat <<E\n$(%)\nE\n", "if true; then %\nfi", "case a in a) %\n;; esac", "! %", "time %", "f() { %\n}; f"),
    *("echo ${x:-$(%)}", 'echo "${x:-`%`}"', "echo \"${x:-'$(%)'}\"", "echo $((1 + $(%;echo 1)))", "[[ -z $(%) ]]"),
    *("cat <(%)", "a[$(%;echo 0)]=1", "echo ${#x} ; %", 'echo ${x#"a} ; %', "echo $'a\\'' ; %", 'echo "a\\"" ; %'),
    *("echo [ ; %", "cat <<<'E' ; %", "cat <<E\n\\\nE\n%\nE\n", "cat <<E\nE \nE\n%", 'echo "x\n$(%)\nx"', "% | cat"),
    *("[[ a =~ ^(a|b)$ ]]; %", "echo ${x:+'}'} ; %", "echo $(echo ')' ; %)", "echo ${x:-<(%)}", "coproc %", "(%) 2>&1"),
)
SIGNS: Final = (*"\"'`$(){}[]<>|&;#\\\n =~!*?-+@:,\t", "$(", "${", "\\\n", "<<E", "<<<", "E\n", "\nE\n", "$'")
MADE: Final = 2500


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder with a git that only writes its words down, and little else."""
    folder = tmp_path / "programs"
    folder.mkdir()
    (folder / "git").write_text(GIT)
    (folder / "git").chmod(0o755)
    for name in (*TOOLS, "bash"):
        (folder / name).symlink_to(shutil.which(name) or "/nothing")
    return folder


def mangled(chance: random.Random) -> str:
    """Give a push somewhere in a line, with a few signs put in or taken out."""
    line = chance.choice(PUSHES)
    for _ in range(chance.choice((0, 1, 1, 2, 2))):
        line = chance.choice(PLACES).replace("%", line)
    for _ in range(chance.choice((0, 1, 1, 2, 3))):
        at = chance.randrange(len(line) + 1)
        line = line[:at] + chance.choice(SIGNS) + line[at:] if chance.random() < 0.6 else line[:at] + line[at + 1 :]
    return line


def pushed(line: str, programs: Path) -> bool:
    """Run a line in a real bash that knows these programs alone, and tell whether git was told to push."""
    room = programs.parent / "room"
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir()
    told = programs.parent / "told"
    told.write_text("")
    env = {"PATH": str(programs), "TOLD": str(told), "HOME": str(room)}
    quiet = subprocess.DEVNULL
    words = (BASH, "-c", line)
    child = subprocess.Popen(words, cwd=room, env=env, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        child.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    return "push" in told.read_text().split("\n")


@pytest.mark.skipif(not BASH, reason="there is no bash")
def test_what_passes_does_not_push(programs: Path) -> None:
    """Thousands of mangled pushes: those that are let through make bash do something else."""
    chance = random.Random(5)  # noqa: S311 - lines, not secrets
    lines = {mangled(chance) for _ in range(MADE)}

    passed = sorted(line for line in lines if "\0" not in line and not forbidden(line))

    assert 0.01 < len(passed) / len(lines) < 0.3
    assert [] == [line for line in passed if pushed(line, programs)]


@pytest.mark.skipif(not BASH, reason="there is no bash")
def test_the_pushes_are_real(programs: Path) -> None:
    """Each of the forms that are mangled does push, so that the test above can fail."""
    assert [] == [line for line in PUSHES if not pushed(line, programs)]
