"""What the user's own settings say of agents at work on tasks: what they reach, and how far they may go."""

from pathlib import Path

import pytest

from config.test_user import COMMAND, MODEL, refusal, settled
from ferrule.facts.responders import CommandSettings, ModelSettings


def test_a_program_is_shown_what_is_named(tmp_path: Path) -> None:
    """Nothing but that, and no network, unless the user says so."""
    plain, more = (
        settled(tmp_path, COMMAND),
        settled(tmp_path, f'{COMMAND}network = true\nreads = ["~/.x", "/opt/y"]\n'),
    )
    closed, opened = plain.named("coder"), more.named("coder")

    assert isinstance(closed, CommandSettings)
    assert isinstance(opened, CommandSettings)
    assert ((False, ()), (True, ("~/.x", "/opt/y"))) == (
        (closed.network, closed.reads),
        (opened.network, opened.reads),
    )


def test_a_task_has_limits_of_its_own(tmp_path: Path) -> None:
    """More than a packet: an agent looks, edits and checks."""
    big = settled(tmp_path, f"{MODEL}task-tokens = 5\ntask-requests = 6\n").named("big")

    assert isinstance(big, ModelSettings)
    assert (5, 6) == (big.task_tokens, big.task_requests)
    assert (1_000_000, 100) == (ModelSettings("", "").task_tokens, ModelSettings("", "").task_requests)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f'{COMMAND}reads = ["relative"]\n', "mine.toml:4: responder.coder.reads: 'relative': takes an absolute path"),
        (f'{COMMAND}reads = ["~/"]\n', "'~/' is all of the home folder"),
        (f'{COMMAND}reads = ["~/x/.."]\n', "'~/x/..' is all of the home folder; name what it needs"),
        (f'{COMMAND}network = "yes"\n', "mine.toml:4: responder.coder.network: expected `bool`"),
        (f"{MODEL}task-requests = 0\n", "mine.toml:4: responder.big.task-requests: expected `int` >= 1"),
    ],
)
def test_mistakes_are_told(tmp_path: Path, text: str, said: str) -> None:
    """With their line."""
    assert said in refusal(tmp_path, text)
