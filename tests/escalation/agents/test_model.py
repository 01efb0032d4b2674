"""A model that is set to work, over the real wire: a service on this machine that plays it."""

import threading
from pathlib import Path
from typing import Any

import pytest

from escalation.agents.desks import PERSONA, Desk, desk
from escalation.agents.scripted import answers, call, offered, say
from escalation.responders.server import Act, Service, fault, half, service, silence
from ferrule.facts.responders import ModelSettings

pytest.importorskip("pydantic_ai", reason="the extra `models` is not installed")

from ferrule.escalation.agents.model import Spent, work
from ferrule.escalation.agents.tools import Toolbox
from ferrule.escalation.agents.turn import Turn

READING, WRITING = {"read", "search", "check", "escalate"}, {"edit", "write", "fix"}
LEAKED = "ghp_abcdefgh12345678abcd"
KEY = {"MY_KEY": "the-key-of-mine"}
NOTHING = Spent()


def worked(here: Desk, seen: Service, may_write: bool = True, spent: Spent = NOTHING, **more: Any) -> Turn:
    """Let the model work in the clone."""
    settings = ModelSettings(
        "big", "openai:tiny", base_url=seen.url, key_variable="MY_KEY", **{"timeout_s": 60.0, **more}
    )
    tools = Toolbox(here.top, lambda: may_write, lambda: "ladder: passed", lambda: "fixed: 0 errors left")
    return work(settings, here.commission(may_write=may_write), tools, spent, KEY)


def test_it_works_with_its_tools(tmp_path: Path) -> None:
    """Told who it is to the letter; reads, edits, writes, checks, says that it is done; counted in tokens and money."""
    script = (
        call("read", path="src/lib.rs"),
        call("edit", path="src/lib.rs", old="one", new="two"),
        call("write", path="src/new/mod.rs", text="new\n"),
        call("search", pattern="tw[o]"),
        call("check"),
        call("fix"),
        say("all done"),
    )
    here = desk(tmp_path)
    with service(*script) as seen:
        turn = worked(here, seen, price_in=10.0, price_out=100.0)

    assert ("says that it is done", True, "all done", "") == (turn.ended, turn.is_done, turn.said, turn.question)
    assert (700, 140, 7) == (turn.tokens_in, turn.tokens_out, turn.requests)
    assert pytest.approx(0.021) == turn.cost
    assert ("two\n", "new\n") == tuple((here.top / name).read_text() for name in ("src/lib.rs", "src/new/mod.rs"))
    told = seen.bodies[0]["messages"]
    assert [("system", PERSONA), ("user", "the task")] == [(one["role"], one["content"]) for one in told]
    said = answers(seen.bodies[-1])
    assert ["     1 one\n     2 \n[2 lines]", "src/lib.rs: edited", "src/new/mod.rs: written"] == said[:3]
    assert ["src/lib.rs:1:two\n", "ladder: passed", "fixed: 0 errors left"] == said[3:]
    assert READING | WRITING == offered(seen.bodies[0])
    for word in (PERSONA.strip(), "all done", "src/new/mod.rs: written"):
        assert word.split("\n")[-1] in turn.transcript


def test_a_review_has_no_tool_that_writes(tmp_path: Path) -> None:
    """None is offered, and one that is called all the same does nothing."""
    here = desk(tmp_path)
    with service(call("edit", path="src/lib.rs", old="one", new="two"), say("nothing found")) as seen:
        turn = worked(here, seen, may_write=False)

    assert (READING, "one\n") == (offered(seen.bodies[0]), (here.top / "src/lib.rs").read_text())
    assert ("nothing found", True) == (turn.said, turn.is_done)


def test_tools_are_there_as_long_as_the_task_is_worked_on(tmp_path: Path) -> None:
    """When it is not any more, they are no longer offered, and a call that was under way is refused."""
    here, state = desk(tmp_path), iter((True, True, True))  # asked for each of the tools that write
    with service(call("write", path="x.rs", text="x"), say("done")) as seen:
        settings = ModelSettings("big", "openai:tiny", base_url=seen.url, key_variable="MY_KEY", timeout_s=60.0)
        tools = Toolbox(here.top, lambda: next(state, False), str, str)
        work(settings, here.commission(), tools, Spent(), KEY)

    assert (READING | WRITING, READING) == (offered(seen.bodies[0]), offered(seen.bodies[1]))
    assert not (here.top / "x.rs").exists()


def test_it_may_ask(tmp_path: Path) -> None:
    """A question ends its round and is no being done; secrets in it are masked."""
    with service(call("escalate", question="one or two? MY_TOKEN=abcdefgh12345678")) as seen:
        turn = worked(desk(tmp_path), seen)

    assert ("asks", False, "one or two? MY_TOKEN=***") == (turn.ended, turn.is_done, turn.question)
    assert "abcdefgh12345678" not in turn.transcript


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("read", {"path": "../../T-0000000a.json"}, "lies outside"),
        ("read", {"path": "/etc/passwd"}, "lies outside"),
        ("read", {"path": ".git/config"}, "lies outside"),
        ("read", {"path": "a/.GIT/config"}, "lies outside"),
        ("read", {"path": "out/passwd"}, "leads through a link"),
        ("read", {"path": "missing.rs"}, "no such file"),
        ("read", {"path": "raw.bin"}, "is no text"),
        ("search", {"pattern": "root", "path": "out"}, "leads through a link"),
        ("search", {"pattern": "("}, "refused"),
        ("search", {"pattern": "nowhere"}, "nothing found"),
        ("edit", {"path": "src/lib.rs", "old": "none", "new": "x"}, "occurs 0 times"),
        ("edit", {"path": "src/lib.rs", "old": "", "new": "x"}, "occurs 0 times"),
        ("edit", {"path": "out/passwd", "old": "root", "new": "x"}, "leads through a link"),
        ("edit", {"path": ".ferrule/.gitignore", "old": "*", "new": ""}, "lies outside"),
        ("edit", {"path": "made.rs", "old": "code", "new": "x"}, "a program writes it"),
        ("edit", {"path": "secret.rs", "old": "// here", "new": "// ***"}, "stands for a secret"),
        ("write", {"path": "src/lib.rs", "text": "x"}, "is there already"),
        ("write", {"path": "out/new", "text": "x"}, "leads through a link"),
        ("write", {"path": "sub/.git/config", "text": "x"}, "lies outside"),
        ("write", {"path": "src/lib.rs/x", "text": "x"}, "refused"),
        ("write", {"path": "", "text": "x"}, "is no path"),
    ],
)
def test_it_reaches_nothing_else(tmp_path: Path, tool: str, arguments: dict[str, Any], said: str) -> None:
    """A path that leads out, into what is kept, or nowhere is refused in words, and nothing is written."""
    here = desk(tmp_path)
    (here.top / "out").symlink_to("/etc")
    (here.top / "raw.bin").write_bytes(b"\xff\xfe")
    (here.top / "made.rs").write_text("// @generated by x\ncode\n")
    (here.top / "secret.rs").write_text(f"// {LEAKED}\n// here\n")
    before = {path: path.read_bytes() for path in here.top.rglob("*") if path.is_file() and ".git" not in path.parts}
    with service(call(tool, **arguments), say("done")) as seen:
        worked(here, seen)

    after = {path: path.read_bytes() for path in here.top.rglob("*") if path.is_file() and ".git" not in path.parts}
    assert said in answers(seen.bodies[-1])[0]
    assert before == {path: text for path, text in after.items() if "edits" not in path.parts}


def test_secrets_in_files_stay_there(tmp_path: Path) -> None:
    """What is read is masked before it is sent."""
    here = desk(tmp_path)
    (here.top / "secret.rs").write_text(f"// API {LEAKED}\n")
    with service(call("read", path="secret.rs"), call("search", pattern="API"), say("done")) as seen:
        worked(here, seen)

    assert LEAKED not in str(seen.bodies)


@pytest.mark.parametrize("act", [fault(429), fault(503), half], ids=["429", "503", "half"])
def test_a_failing_line_is_tried_again(tmp_path: Path, act: Act) -> None:
    """In the middle of the work; what was done before is not done twice."""
    with service(call("write", path="x.rs", text="x"), act, say("done")) as seen:
        turn = worked(desk(tmp_path), seen)

    assert ("done", 3) == (turn.said, len(seen.bodies))
    assert ["x.rs: written"] == answers(seen.bodies[-1])


@pytest.mark.parametrize(
    ("more", "spent", "requests", "said"),
    [
        ({"task_tokens": 100}, Spent(), 0, "a limit of the settings is reached: not asked"),
        ({}, Spent(tokens=1_000_000), 0, "a limit of the settings is reached: not asked"),
        (
            {"max_cost": 0.5, "price_in": 1.0, "price_out": 1.0},
            Spent(cost=0.5),
            0,
            "a limit of the settings is reached",
        ),
        ({"task_requests": 2}, Spent(requests=2), 0, "task-requests = 2 are used up"),
        ({"task_requests": 3}, Spent(), 3, "a limit of the settings is reached"),
        ({"task_tokens": 5_000}, Spent(), 1, "a limit of the settings is reached"),
    ],
    ids=["prompt", "tokens before", "money before", "requests before", "requests", "tokens"],
)
def test_limits_hold(tmp_path: Path, more: dict[str, Any], spent: Spent, requests: int, said: str) -> None:
    """Of the whole task: what earlier rounds have spent counts."""
    with service(call("read", path="src/lib.rs", tokens=(5_000, 100))) as seen:
        turn = worked(desk(tmp_path), seen, spent=spent, **more)

    assert (requests, True, False) == (len(seen.bodies), said in turn.ended, turn.is_done), turn.ended


def test_who_is_late_is_ended(tmp_path: Path) -> None:
    """A service that says nothing."""
    with service(silence) as seen:
        turn = worked(desk(tmp_path), seen, timeout_s=0.5)

    assert ("ended after 0.5 s", False) == (turn.ended, turn.is_done)


def test_a_tool_at_work_is_waited_for(tmp_path: Path) -> None:
    """What was begun within the time is over before anything is judged."""
    here, ended = desk(tmp_path), threading.Event()

    def slow() -> str:
        threading.Event().wait(3.0)
        ended.set()
        return "ladder: passed"

    with service(call("check"), say("done")) as seen:
        settings = ModelSettings("big", "openai:tiny", base_url=seen.url, key_variable="MY_KEY", timeout_s=2.0)
        turn = work(settings, here.commission(), Toolbox(here.top, lambda: True, slow, slow), Spent(), KEY)

    assert (False, True) == (turn.is_done, ended.is_set())


@pytest.mark.parametrize("act", [fault(401), call("no_such_tool"), call("read", wrong=1)], ids=["key", "tool", "words"])
def test_what_stays_wrong_ends_the_round(tmp_path: Path, act: Act) -> None:
    """A refused key, a tool that is none, words that it does not take: told, never raised."""
    with service(act) as seen:
        turn = worked(desk(tmp_path), seen)

    assert (False, True) == (turn.is_done, bool(turn.ended))
    assert len(seen.bodies) <= 5


def test_without_the_key_nothing_is_sent(tmp_path: Path) -> None:
    """The variable is named, and another round would go the same way."""
    with service(say("done")) as seen:
        settings = ModelSettings("big", "openai:tiny", base_url=seen.url, key_variable="MY_KEY")
        tools = Toolbox(tmp_path, lambda: True, str, str)
        turn = work(settings, desk(tmp_path).commission(), tools, Spent(), {})

    assert (True, True, []) == (turn.is_hopeless, "MY_KEY" in turn.ended, seen.bodies)
