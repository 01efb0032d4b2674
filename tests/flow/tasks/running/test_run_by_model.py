"""A model does a task with ferrule's own tools, over the OpenAI protocol: a service on this machine plays it."""

from pathlib import Path

import pytest

from escalation.agents.scripted import answers, call, offered, say
from escalation.responders.server import Service, service
from ferrule.facts.task import Mode, TaskState
from ferrule.process.door import sandbox_refusal
from ferrule.store.logs import read_log
from ferrule.store.place import state_folder
from flow.tasks.running.agents import PERSONA, TEXT, home_of, named, ran, shown
from flow.tasks.works import WORK
from tasks.repos import head, inside, status
from workspaces import LIB

pytest.importorskip("pydantic_ai", reason="the extra `models` is not installed")
REFUSAL = sandbox_refusal()
pytestmark = [
    pytest.mark.cargo,
    pytest.mark.sandbox,
    pytest.mark.skipif(bool(REFUSAL), reason=f"no sandbox on this machine: {REFUSAL}"),
]
DOCUMENTED = WORK["src/lib.rs"].removeprefix(LIB.split("#[cfg(test)]")[0]).split("#[cfg(test)]")[0]
HONEST = (
    call("read", path="src/lib.rs"),
    call("edit", path="src/lib.rs", old="#[cfg(test)]", new=f"{DOCUMENTED}#[cfg(test)]"),
    call("write", path="tests/double.rs", text=WORK["tests/double.rs"]),
    call("check"),
    say("Added `double` with its documentation and a test."),
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Give the user's repository."""
    return home_of(tmp_path)


def speaks(seen: Service, more: str = "") -> None:
    """Let the alias of the agent's definition stand for the service's model."""
    named(
        f'[tiers]\nsonnet = "openai:tiny"\n[responder.big]\nkind = "model"\nmodel = "sonnet"\nbase-url = "{seen.url}"\n'
        f'timeout = "5m"\nprice-in = 10\nprice-out = 100\n{more}'
    )


def test_a_commit_comes_over(home: Path) -> None:
    """The first round forgets the test; the second adds it. Persona, alias, model, tokens and money are kept."""
    before = head(home)
    with service(HONEST[1], say("done"), *HONEST[2:]) as seen:
        speaks(seen)
        report = ran(home, responder="")

    assert (0, TaskState.DONE) == (report.exit_code, report.task.state), shown(report)
    assert (report.task.commit, before, {}) == (head(home), head(home, "HEAD^"), status(home))
    assert WORK.keys() <= inside(home).keys()
    assert all((home / name).read_text() == text for name, text in WORK.items())
    assert [("big", "sonnet", "openai:tiny", 2, 200, 40), ("big", "sonnet", "openai:tiny", 3, 300, 60)] == [
        (one.responder, one.alias, one.model, one.requests, one.tokens_in, one.tokens_out) for one in report.task.rounds
    ]
    assert pytest.approx(0.015) == sum(one.cost for one in report.task.rounds)
    told = seen.bodies[0]["messages"]
    assert ("system", PERSONA) == (told[0]["role"], told[0]["content"])
    assert TEXT in told[1]["content"]
    assert "- artefacts: failed" in seen.bodies[2]["messages"][1]["content"]
    assert "ladder: passed" in answers(seen.bodies[-1])[-1]
    kept = read_log(state_folder(home).folder, report.task.rounds[1].transcript_sha256 or "")
    assert "Added `double`" in (kept or "")


def test_what_runs_elsewhere_is_not_even_checked(home: Path) -> None:
    """A model that writes settings of Cargo may not have ferrule start what they name; the user is asked."""
    before = head(home)
    settings = f'[build]\nrustc-wrapper = "{home}/evil.sh"\n'
    with service(
        call("write", path=".cargo/config.toml", text=settings), call("check"), call("fix"), say("done")
    ) as seen:
        speaks(seen)
        report = ran(home, responder="big")

    assert (4, TaskState.WORKING) == (report.exit_code, report.task.state), shown(report)
    assert all(
        "not run: .cargo/config.toml: settings of Cargo name programs" in said for said in answers(seen.bodies[-1])[1:]
    )
    assert before == head(home)


def test_a_review_changes_nothing(home: Path) -> None:
    """No tool that writes is offered; its findings, one for each group, end the task, and no commit is made."""
    before = head(home)
    findings = "\n".join(
        (
            "Here is what I found.",
            "- performance: src/lib.rs:8: the sum may overflow on large input",
            "- testing: looked at both tests, they hold",
            "- distributed practice: looked at the whole crate, nothing crosses a process",
        )
    )
    with service(call("read", path="src/lib.rs"), say(findings)) as seen:
        speaks(seen)
        report = ran(home, "review the crate", responder="big", begin={"mode": Mode.REVIEW})

    assert (0, TaskState.DONE, "") == (report.exit_code, report.task.state, report.task.commit), shown(report)
    assert "performance: src/lib.rs:8: the sum may overflow on large input" in report.task.findings
    assert {"read", "search", "check", "escalate"} == offered(seen.bodies[0])
    assert (before, {}) == (head(home), status(home))


def test_limits_end_the_run(home: Path) -> None:
    """What is left of them is told, the clone is kept, and the next call knows what was spent."""
    with service(call("read", path="src/lib.rs")) as seen:
        speaks(seen, "task-requests = 3\n")
        report = ran(home, responder="big")
        later = ran(home, "", responder="big", resume=report.task.id)

    assert (1, 3) == (report.exit_code, len(seen.bodies)), shown(report)
    assert "task-requests = 3 are used up" in " ".join(report.notes)
    assert (1, True) == (later.exit_code, Path(later.task.tree).is_dir())
