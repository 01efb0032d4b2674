"""A repository with a task whose work was committed in a clone, as tests of bringing it over need it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ferrule.facts.task import Origin, Task
from ferrule.flow.tasks.running.clone import cloned, top_of
from ferrule.store.place import state_folder
from ferrule.store.tasks import Tasks, open_tasks
from tasks.repos import git, head, repository, save
from tasks.samples import task_of
from workspaces import manifest, write

FILES = {
    ".gitignore": "/target\n",
    "Cargo.toml": manifest("demo"),
    "src/lib.rs": "one\n",
    "src/gone.rs": "gone\n",
    "src/keep.rs": "keep\n",
    "run.sh": "echo\n",
}
WORK: Mapping[str, str | None] = {"src/lib.rs": "two\n", "src/new/deep.rs": "new\n", "src/gone.rs": None}
"""What the task changed, made and deleted."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Where the user works, and a task that is ready to be brought over."""

    home: Path
    tasks: Tasks
    task: Task

    @property
    def top(self) -> Path:
        """The clone."""
        return top_of(self.task)


def scene(home: Path, work: Mapping[str, str | None] = WORK, inner: str = "") -> Scene:
    """Make it; the workspace lies in `inner` of the repository."""
    repository(home, {f"{inner}{name}": text for name, text in FILES.items()})
    (home / inner / "run.sh").chmod(0o755)
    save(home)
    return begun(home / inner, work)


def begun(root: Path, work: Mapping[str, str | None], task_id: str = "T-0000000a") -> Scene:
    """Give one more task of a workspace, with its work committed in a clone."""
    tasks = open_tasks(state_folder(root).folder)
    made = cloned(root, tasks.room(task_id))
    task = task_of(id=task_id, origin=Origin(head(root), "main"), tree=str(made.root))
    write(made.root, {name: text for name, text in work.items() if text is not None})
    for name in (name for name, text in work.items() if text is None):
        (made.root / name).unlink()
    return Scene(root, tasks, replace(task, commit=save(made.root)))


def content(root: Path) -> dict[str, str]:
    """Give the text of all files that git does not ignore, and of ignored ones that lie in `src`."""
    listed = git(root, "ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0")
    return {name: (root / name).read_text() for name in sorted({*listed}) if name and (root / name).is_file()}
