"""`kill -9` while a level works: the next run goes on with the same counters, and no edit is made twice (P12)."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from flow.fix.crates import MARKS, is_left_alone, leftovers, tree
from flow.levels.crates import LEVELS, RIGHT, answering, blueprint, broken, climbed, guidance, user_settings
from ladder import FERRULE, ferrule, ferrule_json

pytestmark = MARKS

STAGES = {
    "searching": "level1",
    "level 2: asking": "level2",
    "level 3: asking": "level3",
    "working out": "level3",
}
"""What is said when the run is killed, and where its incident stands then."""


@pytest.mark.parametrize("words", STAGES)
def test_a_killed_run_is_resumed(tmp_path: Path, words: str) -> None:
    """In each stage: nothing written, nobody left behind, then the same incident, its counters, one right end."""
    root = broken(tmp_path / "ws")
    before = tree(root)
    flag = tmp_path / "answer"
    body = f"time.sleep(600) if not os.path.exists({str(flag)!r}) else None\n"
    body = body if "asking" in words else ""
    is_late = words in {"level 3: asking", "working out"}
    level2 = guidance(verdict="escalate") if is_late else guidance(RIGHT)
    body += f"print(json.dumps({level2!r} if ask['packet']['level'] == 2 else {blueprint(RIGHT)!r}))"
    if words == "level 3: asking":
        body = body.replace("time.sleep(600) if", "time.sleep(600) if ask['packet']['level'] == 3 and")
    level3 = "engine" if words == "working out" else "helper"
    settings = {"FERRULE_USER_CONFIG": str(user_settings(tmp_path, answering(tmp_path, body), level3=level3))}

    child = subprocess.Popen(
        (FERRULE, "fix", "--trust"), cwd=root, env=os.environ | LEVELS | settings, stderr=subprocess.PIPE, text=True
    )
    assert child.stderr is not None
    while not child.stderr.readline().startswith(words):
        assert child.poll() is None
    child.kill()
    child.communicate()

    assert before == {name: entry for name, entry in tree(root).items() if ".ferrule-" not in name}
    assert is_left_alone(root)
    [one] = json.loads(ferrule(root, "incidents", "list", "--format", "json").stdout)["incidents"] or [None]
    flag.write_text("go on")
    code, report = climbed(root, **settings)
    [incident] = report["incidents"]
    _, told = ferrule_json(root, "incidents", "show", incident["id"])

    assert one is None or (one["id"], one["attempts"][0]) == (told["id"], told["attempts"][0])
    assert (4 if words == "working out" else 0) == code
    assert leftovers(root) == []
    assert 1 == sum(event["before"] != event["after"] == "level2" for event in told["events"])
    assert all(used <= 2 for used in told["attempts"])
