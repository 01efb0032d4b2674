"""A model as responder, over the real wire protocol of a server on this machine (no provider is ever reached)."""

from pathlib import Path
from typing import Any

import pytest

from escalation.responders.server import Act, fault, half, lie, service, text, typed
from flow.fix.crates import MARKS, is_left_alone, leftovers, tree
from flow.levels.crates import RIGHT, WRONG, blueprint, broken, climbed, guidance
from ladder import ferrule_json

pytestmark = MARKS
WRONG_ONES: dict[str, list[Act]] = {
    "is out of order": [fault(500)],
    "is busy for ever": [fault(429)],
    "hangs up": [half],
    "lies": [lie],
    "only advises": [text("Have you tried to clone it?")],
    "fails a test": [typed(guidance(WRONG))],
    "says that all is well": [typed(guidance())],
}


def asked(root: Path, folder: Path, *acts: Act) -> tuple[int, dict[str, Any], list[str]]:
    """Climb with a model at level 2; gives the bodies that it was sent as well."""
    with service(*acts) as seen:
        file = folder / "user.toml"
        file.write_text(
            '[escalation]\nlevel2 = ["gpt"]\n[responder.gpt]\nkind = "model"\nmodel = "openai:gpt-x"\n'
            f'models = {{ level2 = "openai:gpt-small" }}\nbase-url = "{seen.url}"\nkey-variable = "MY_KEY"\n'
            'timeout = "20s"\n'
        )
        code, report = climbed(root, FERRULE_USER_CONFIG=str(file), MY_KEY="sk-0123456789abcdef0123")
        return code, report, [str(body) for body in seen.bodies]


def test_a_right_answer_is_applied(tmp_path: Path) -> None:
    """The small model of level 2 gets the role and the packet, and its edit is verified and written."""
    root = broken(tmp_path / "ws")

    code, report, bodies = asked(root, tmp_path, typed(guidance(RIGHT)))
    [one] = report["incidents"]
    _, told = ferrule_json(root, "incidents", "show", one["id"])

    assert (0, "fixed", 2) == (code, report["verdict"], one["level"])
    assert "u64::from(*one) * 3" in (root / "src/lib.rs").read_text()
    assert "gpt-small" in bodies[0]
    assert "cannot find function `frobnicated`" in bodies[0]
    assert "sk-0123456789abcdef0123" not in "".join(bodies)
    assert "gpt" in {event["responder"] for event in told["events"]}


def test_a_busy_model_is_asked_again(tmp_path: Path) -> None:
    """429 and half an answer first, then a right one."""
    root = broken(tmp_path / "ws")

    code, report, bodies = asked(root, tmp_path, fault(429, after="0"), half, typed(guidance(RIGHT)))

    assert (0, 2) == (code, report["incidents"][0]["level"])
    assert len(bodies) >= 3


@pytest.mark.parametrize("deed", WRONG_ONES)
def test_a_wrong_answer_is_refused(tmp_path: Path, deed: str) -> None:
    """Nothing is written, the incident goes up and waits, and nobody is left behind."""
    root = broken(tmp_path / "ws")
    before = tree(root)

    code, report, _ = asked(root, tmp_path, *WRONG_ONES[deed])

    assert (4, False, "waiting") == (code, report["applied"], report["incidents"][0]["status"])
    assert (before, []) == (tree(root), leftovers(root))
    assert is_left_alone(root)


def test_all_four_levels_in_a_row(tmp_path: Path) -> None:
    """A coordinator who hands it up, an architect who is wrong twice, a user: each in its place, all of it counted."""
    root = broken(tmp_path / "ws")
    with service(typed(guidance(verdict="escalate")), typed(blueprint(WRONG))) as seen:
        file = tmp_path / "user.toml"
        file.write_text(
            '[escalation]\nlevel2 = ["gpt"]\nlevel3 = ["gpt"]\n[responder.gpt]\nkind = "model"\n'
            'model = "openai:gpt-x"\n'
            f'base-url = "{seen.url}"\n'
        )
        code, report = climbed(root, FERRULE_USER_CONFIG=str(file))
    [question] = report["questions"]
    done, answer = ferrule_json(root, "incidents", "answer", question["incident"], "A", "--trust")
    _, stats = ferrule_json(root, "stats")

    assert (4, 0, "resolved") == (code, done, answer["status"])
    assert [1, 2, 3] == [level["level"] for level in question["attempts_by_level"]]
    assert [(1, 0), (1, 0), (1, 0), (1, 1)] == [(one["entered"], one["resolved"]) for one in stats["levels"]]
    assert {"gpt": (3, 0), "user": (1, 1)} == {
        row["name"]: (row["tried"], row["right"]) for row in stats["responders"] if row["name"] != "engine"
    }
