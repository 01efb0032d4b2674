"""An agent's program does a task in a clone, and a verified commit of it comes over: a real crate, real gates."""

import threading
from pathlib import Path

import pytest

from ferrule.facts.task import BoxStatus, TaskState
from ferrule.facts.task_request import TaskReport
from ferrule.process.door import sandbox_refusal
from ferrule.store.logs import read_log
from ferrule.store.place import state_folder
from flow.tasks.running.agents import HOME, PERSONA, TEXT, again, bad, coder, home_of, ran, shown
from flow.tasks.works import FILES, WORK
from tasks.repos import git, head, hook, inside, repository, status, strays
from workspaces import write

REFUSAL = sandbox_refusal()
pytestmark = [
    pytest.mark.cargo,
    pytest.mark.sandbox,
    pytest.mark.skipif(bool(REFUSAL), reason=f"no sandbox on this machine: {REFUSAL}"),
]


def transcript(home: Path, report: TaskReport, number: int = 0) -> str:
    """Give what was kept of a round."""
    sha = report.task.rounds[number].transcript_sha256
    assert sha is not None
    return read_log(state_folder(home).folder, sha) or ""


def check_done(home: Path, report: TaskReport, before: str, dirty: dict[str, str]) -> None:
    """The verified work is the user's next commit, and nothing is left of the clone."""
    assert (0, TaskState.DONE) == (report.exit_code, report.task.state), shown(report)
    assert (report.task.commit, before) == (head(home), head(home, "HEAD^"))
    assert WORK.keys() <= inside(home).keys()
    assert all((home / name).read_text() == text for name, text in WORK.items())
    assert (dirty, []) == (status(home), strays(home))
    assert not Path(report.task.tree).exists()
    assert f"Ferrule-Task: {report.task.id}" in git(home, "log", "-1", "--format=%B")


def test_a_commit_comes_over(tmp_path: Path) -> None:
    """The first round lacks documentation and test; what is open is told, the second does it; the user's files stay."""
    home = home_of(tmp_path)
    before = head(home)
    hook(home, "pre-commit", f"pwd >> {tmp_path}/hooked")
    script = (
        "if grep -q '## What is open' /tmp/prompt; then work; echo mended\n"
        "else echo 'pub fn double(a: u64) -> u64 {   a + a }' >> src/lib.rs; echo done; fi; cat /tmp/prompt"
    )
    coder(tmp_path, script)
    write(home, {"notes.txt": "mine", ".gitignore": "/target\n# mine\n"})

    report = ran(home)

    check_done(home, report, before, {"notes.txt": "??", ".gitignore": " M"})
    assert 2 == len(report.task.rounds)
    assert [("coder", "exit code 0", "sonnet", "")] * 2 == [
        (one.responder, one.ended, one.alias, one.model) for one in report.task.rounds
    ]
    assert "2 files that are changed where you work are not in the clone" in report.notes
    assert f"{report.task.tree}\n" == (tmp_path / "hooked").read_text()
    first, second = transcript(home, report), transcript(home, report, 1)
    assert PERSONA in first
    assert "model: sonnet" not in first
    for word in (TEXT, "Mode: develop", "## What decides", "- [ ] honest:", "## Rules", "exit code 0"):
        assert word in first
    assert "## What is open" not in first
    assert "- artefacts: " in second
    evidence = [box.evidence_sha256 for box in report.task.boxes if box.id in report.task.ladder.gates]
    assert all(sha is None or read_log(state_folder(home).folder, sha) for sha in evidence)


PRETENDERS = {
    "nothing": "echo 'I am done, all boxes are ticked'",
    "early": "work; exit 1",
    "weakened": "work; sed -i 's/assert_eq!(super::add(2, 2), 4);//' src/lib.rs",
    "ignored": "work; sed -i 's/#\\[test\\]/#[test]\\n    #[ignore]/' tests/whole.rs",
    "broken": "work; echo 'fn broken( {' >> src/lib.rs",
    "no manifest": "work; rm Cargo.toml",
    "manifest": "work; echo '[[' >> Cargo.toml",
    "nested": "work; git init -q sub; git -C sub config core.fsmonitor 'touch /tmp/ran'",
    "by hand": "work; git add -A; git commit -qm 'by hand' || true",
    "gone": "rm -rf src tests Cargo.toml",
}


@pytest.mark.parametrize("script", PRETENDERS.values(), ids=PRETENDERS)
def test_who_pretends_does_not_get_through(tmp_path: Path, script: str) -> None:
    """Rounds are used up, the user's tree is as it was, and the clone is kept to be looked at."""
    home = home_of(tmp_path)
    before = head(home)
    coder(tmp_path, script)

    report = ran(home, rounds=1)

    if script == PRETENDERS["by hand"]:
        check_done(home, report, before, {})
        return
    assert (1, TaskState.WORKING) == (report.exit_code, report.task.state), shown(report)
    assert "1 rounds are used up" in report.notes[-2]
    assert (before, {}, True) == (head(home), status(home), Path(report.task.tree).is_dir())


def test_a_task_goes_on_where_it_was_left(tmp_path: Path) -> None:
    """The next call judges what lies there before it sets anybody to work."""
    home = home_of(tmp_path)
    before = head(home)
    coder(tmp_path, "false")
    first = ran(home, rounds=1)
    assert (1, {}) == (first.exit_code, bad(first)), shown(first)
    coder(tmp_path, "work")

    report = again(home, first)

    check_done(home, report, before, {})
    assert ["exit code 1", "exit code 0"] == [one.ended for one in report.task.rounds]


def test_what_matters_is_asked(tmp_path: Path) -> None:
    """A build script would run on the user's machine: they decide on this very text; another task is not held up."""
    home = home_of(tmp_path)
    before = head(home)
    ran_by = tmp_path / "ran"
    coder(tmp_path, f'work; echo \'fn main() {{ std::fs::write("{ran_by}", "x").ok(); }}\' > build.rs')
    first = ran(home)
    box = first.task.box("closed")

    assert (4, BoxStatus.ASKS) == (first.exit_code, box.status), shown(first)
    assert "build.rs: a build script runs while the workspace is built" in box.detail
    assert not ran_by.exists()
    coder(tmp_path, "work")
    other = ran(home, "another task")
    check_done(home, other, before, {})

    from ferrule.flow.tasks.saying import accept

    key = box.remedy.split("accept ")[1].split(" ")[0]
    write(Path(first.task.tree), {"build.rs": "fn main() {}\n"})
    accept(home, first.task.id, key, "looked at it")
    changed = again(home, first)
    assert (4, True) == (changed.exit_code, key not in changed.task.box("closed").remedy), shown(changed)
    accept(home, first.task.id, changed.task.box("closed").remedy.split("accept ")[1].split(" ")[0], "fine")
    report = again(home, first)

    assert (0, TaskState.DONE) == (report.exit_code, report.task.state), shown(report)
    assert report.notes[-1].startswith("not merged, since HEAD has moved on")
    assert "build.rs" in inside(home, f"ferrule/{report.task.id}")
    assert (other.task.commit, {}) == (head(home), status(home))


def test_a_question_comes_to_the_user(tmp_path: Path) -> None:
    """And the answer to the agent, which goes on."""
    from ferrule.flow.tasks.saying import answer

    home = home_of(tmp_path)
    before = head(home)
    coder(tmp_path, "grep -q 'one or two? -> two' /tmp/prompt && work || echo 'FERRULE-QUESTION: one or two?'")
    first = ran(home)
    assert (4, "one or two?") == (first.exit_code, first.task.box("question").detail), shown(first)
    assert 4 == again(home, first).exit_code
    answer(home, first.task.id, "question", "two")

    check_done(home, again(home, first), before, {})


def test_two_at_once(tmp_path: Path) -> None:
    """Each in a clone of its own; the first that is done moves the branch on, the other one waits beside it."""
    home = home_of(tmp_path)
    coder(tmp_path, "work; sleep 1")
    reports: list[TaskReport] = []
    threads = [threading.Thread(target=lambda text=text: reports.append(ran(home, text))) for text in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [0, 0] == [one.exit_code for one in reports], "\n".join(map(shown, reports))
    inside_tree = [one for one in reports if one.task.commit == head(home)]
    beside = [one for one in reports if one.task.commit != head(home)]
    assert (1, 1, {}) == (len(inside_tree), len(beside), status(home))
    assert beside[0].task.commit == head(home, f"ferrule/{beside[0].task.id}")


def test_what_judges_is_out_of_reach(tmp_path: Path) -> None:
    """In a workspace within its repository a folder can be renamed around what the agent does not see into."""
    inner = {f"rust/{name}": text for name, text in FILES.items()}
    home = repository(tmp_path.resolve() / "home", inner | HOME)
    before = head(home)
    swapped = "cd ..; mv rust old; cp -r old rust; mkdir -p rust/.ferrule; echo x > rust/.ferrule/poison; rm -r old"
    coder(tmp_path, f"work; {swapped}; exit 1")
    first = ran(home / "rust", rounds=1)

    assert (1, False) == (first.exit_code, (Path(first.task.tree) / ".ferrule/poison").exists()), shown(first)
    coder(tmp_path, "work")
    report = again(home / "rust", first)
    assert (0, TaskState.DONE) == (report.exit_code, report.task.state), shown(report)
    assert (report.task.commit, before, {}) == (head(home), head(home, "HEAD^"), status(home))


def test_the_repositorys_own_lint_is_run_as_it_stands(tmp_path: Path) -> None:
    """Cargo would join an alias with that of the folder above, which is the user's own; the sandbox hides it."""
    home = home_of(tmp_path, {".cargo/config.toml": '[alias]\nxlint = ["check", "--quiet"]\n'})
    before = head(home)
    coder(tmp_path, "work")
    report = ran(home, rounds=1)

    check_done(home, report, before, {})
    assert "fmt, cargo xlint, unused-deps" == report.task.box("lint").command
