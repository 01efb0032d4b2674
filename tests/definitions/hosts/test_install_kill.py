"""`kill -9` at random moments of installations and removals: each file is old or new, the next one completes it."""

import contextlib
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from definitions.hosts.crew import installed, skill, tree
from edits.children import PATH
from ferrule.definitions.hosts.install import uninstall
from ferrule.facts.definition import Definition
from ferrule.facts.install import InstallTarget

KILLS = 12
FILES = 30
LONGEST_S = 0.3
RESTLESS = """
import sys
from pathlib import Path
from definitions.hosts.crew import installed
from definitions.hosts.test_install_kill import crew
from ferrule.definitions.hosts.install import uninstall
from ferrule.facts.install import InstallTarget
root, source = Path(sys.argv[1]), Path(sys.argv[2])
first, second = crew(source / "1", b"1"), crew(source / "2", b"2")
installed(root, *first)
print("ready", flush=True)
for _ in range(10_000):
    installed(root, *second)
    installed(root, *first)
    uninstall(InstallTarget.CLAUDE, root)
"""


def crew(folder: Path, content: bytes) -> tuple[Definition, ...]:
    """Give two skills with many files, which all have that content."""
    files = {f"references/{index}.md": content * 2000 for index in range(FILES)}
    return tuple(skill(folder, name, body=content.decode(), files=files) for name in ("a", "b"))


def test_kills(tmp_path: Path) -> None:
    """Nothing torn, nothing taken for the user's own, nothing left lying; a removal leaves no file."""
    chance = random.Random(11)  # noqa: S311 - moments, not secrets

    cut = [_killed_after(chance.uniform(0, LONGEST_S), tmp_path / str(index), index) for index in range(KILLS)]

    assert any(cut), "no kill fell between two files"


def _killed_after(delay_s: float, folder: Path, index: int) -> bool:
    """Kill an installation after that time, complete or remove it; give whether it was cut between two files."""
    root, source = folder / "root", folder / "from"
    words = (sys.executable, "-c", RESTLESS, str(root), str(source))
    child = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": PATH})
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    time.sleep(delay_s)
    if index // 2 % 2:
        _wait_for_a_change(root / ".claude/skills/a/references/1.md")
    child.kill()
    child.communicate()
    left = [_state(content) for path, content in tree(root).items() if _is_whole(path)]
    seen = set(left)
    assert seen <= {"1", "2"}
    if index % 2:
        assert () == uninstall(InstallTarget.CLAUDE, root).kept
        assert set(root.rglob("*")) <= {root / ".claude"}  # empty, where the record itself had just come or gone
    else:
        assert () == installed(root, *crew(source / "1", b"1")).kept
        found = tree(root)
        assert {"1"} == {_state(content) for path, content in found.items() if _is_whole(path)}
        assert [] == [path for path in found if path.endswith(".ferrule-new")]
    return seen == {"1", "2"} or len(left) not in {0, 2 * (FILES + 1)}


def _wait_for_a_change(path: Path) -> None:
    """Wait until an early one of the files is replaced, made or gone: the others follow just now."""
    before, until = _looks(path), time.monotonic() + 60
    while _looks(path) == before:
        assert time.monotonic() < until


def _looks(path: Path) -> tuple[int, int]:
    with contextlib.suppress(FileNotFoundError):
        return path.stat().st_ino, path.stat().st_mtime_ns
    return 0, 0


def _is_whole(path: str) -> bool:
    return path.endswith(".md")


def _state(content: bytes) -> str:
    for one in (b"1", b"2"):
        if content == one * 2000 or content.endswith(b"---\n" + one):
            return one.decode()
    return "torn"
