"""The demonstration does what its script says, and says so when it does not."""

from pathlib import Path

import pytest

from ferrule.facts.demo import DemoStep
from ferrule.facts.gate import CheckReport, GateResult, Reason, Status, Verdict
from ladder import ferrule, ferrule_json

pytestmark = pytest.mark.cargo


def test_the_demo_ends_as_its_script_expects(tmp_path: Path) -> None:
    """The shipped workspace passes every gate; the planted faults turn exactly their gates red."""
    code, shown = ferrule_json(tmp_path, "demo", "--workspace", str(tmp_path / "quay"))

    first, second = shown["steps"]
    red = {gate["id"] for gate in second["check"]["gates"] if gate["status"] == "failed"}
    assert (0, True, True) == (code, first["as_expected"], second["as_expected"])
    assert {"passed"} == {gate["status"] for gate in first["check"]["gates"]}
    assert {"fmt", "clippy", "doctest", "doc"} == red == set(second["expected_to_fail"])
    assert (tmp_path / "quay" / second["check"]["gates"][0]["log"]).is_file()


def test_the_demo_tells_its_story(tmp_path: Path) -> None:
    """A person sees the steps, the faults and where everything lies."""
    done = ferrule(tmp_path, "demo", "--workspace", "quay")

    assert 0 == done.returncode
    for words in ("as shipped", "planted unformatted in", "✔ 4 faults planted", "workspace  ", "log        clippy"):
        assert words in done.stdout


@pytest.mark.parametrize(
    ("status", "reason", "expected", "held"),
    [
        (Status.FAILED, None, ("fmt",), True),
        (Status.FAILED, None, (), False),
        (Status.PASSED, None, ("fmt",), False),
        (Status.INCONCLUSIVE, Reason.TOOL_ERROR, (), False),
        (Status.SKIPPED, Reason.NOT_INSTALLED, (), True),
    ],
)
def test_a_step_knows_whether_it_went_as_expected(
    status: Status, reason: Reason | None, expected: tuple[str, ...], held: bool
) -> None:
    """Exactly the expected gates must fail; a missing tool is no failure, an undecided gate is."""
    rows = (GateResult("fmt", "formatted", status, reason),)
    report = CheckReport("/ws", None, "standard", Verdict.FAILED, 1, 1, 0.0, rows)

    assert held == DemoStep("step", "/ws", (), expected, report).as_expected
