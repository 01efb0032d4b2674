"""A program that answers packets: real ones, that answer well, badly, late and not at all."""

import secrets
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from escalation.answers.trees import DIFF, tree
from escalation.responders.packets import packet, python
from ferrule.escalation.responders.command import CommandResponder
from ferrule.escalation.responders.responder import Reply
from ferrule.facts.packet import Guidance
from ferrule.facts.responders import CommandSettings
from processes import alive, eventually
from workspaces import LIB, program

TURNED = LIB.replace("a + b\n", "b + a\n").encode()


def asked(
    root: Path, settings: CommandSettings, timeout_s: float = 60.0, cancel: threading.Event | None = None
) -> Reply:
    """Ask about the workspace in `root`."""
    return CommandResponder(settings).ask(packet(), tree(root / "w", named=()), timeout_s, cancel)


def test_a_good_answer_gives_its_edits(tmp_path: Path) -> None:
    """Read, judged, and made in memory; the file is as it was."""
    reply = asked(tmp_path, python(tmp_path, "say()"))

    assert isinstance(reply.answer, Guidance)
    assert ("", 1, ()) == (reply.problem, reply.tries, reply.closed)
    assert {tmp_path / "w/src/lib.rs": TURNED} == reply.changes
    assert LIB == (tmp_path / "w/src/lib.rs").read_text()
    assert reply.seconds > 0


def test_a_diff_is_an_answer_too(tmp_path: Path) -> None:
    """Edits in either form."""
    reply = asked(tmp_path, python(tmp_path, f"say(edits=[], diff={DIFF!r})"))

    assert (TURNED,) == tuple(reply.changes.values())


def test_a_program_is_told_all_that_it_is_held_against(tmp_path: Path) -> None:
    """The packet, its role, the form, the values, the patterns; no secret goes out."""
    note = tmp_path / "note.json"
    settings = python(tmp_path, f"Path({str(note)!r}).write_text(json.dumps(ask)); say()")

    CommandResponder(settings).ask(packet(), tree(tmp_path / "w", named=("names",)), 60.0)
    told = note.read_text()

    for word in ("ferrule.ask/1", "escalation.v1", "E0382", "guidance.v1", "split-borrow", "rust-pro", '"names"'):
        assert word in told
    assert "abcdefgh12345678" not in told


def test_it_sees_the_variables_that_were_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PATH and HOME, and nothing that nobody named."""
    monkeypatch.setenv("CODER_KEY", "k")
    monkeypatch.setenv("OTHER_KEY", "o")
    script = "say(next_action=' '.join(sorted(os.environ)))"

    reply = asked(tmp_path, python(tmp_path, script, env=("CODER_KEY",)))

    assert isinstance(reply.answer, Guidance)
    names = set(reply.answer.next_action.split()) - {"LC_CTYPE"}  # Python sets that one itself
    assert {"CODER_KEY", "PATH", "HOME"} == {name for name in names if not name.startswith("FERRULE_")}


def test_it_starts_in_an_empty_folder_that_goes_away(tmp_path: Path) -> None:
    """What it leaves there is no part of the workspace."""
    script = "left = os.listdir(); Path('mess').write_text('x'); say(next_action=f'{os.getcwd()} {left}')"

    reply = asked(tmp_path, python(tmp_path, script))

    assert isinstance(reply.answer, Guidance)
    folder, left = reply.answer.next_action.split(" ", 1)
    assert ("[]", False, True) == (left, Path(folder).exists(), folder.startswith(f"{tmp_path}/w-scratch/"))


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("print('Just use an Arc.')", "no JSON object with the keys of guidance.v1"),
        ("say(patterns=[])", "patterns: empty"),
        ("say(edits=[{'path': '../a.rs', 'old': 'a', 'new': 'b'}])", "'../a.rs': lies outside of the workspace"),
        ("say(edits=[{'path': '.git/config', 'old': 'a', 'new': 'b'}])", ".git/config"),
        ("say(edits=[{'path': '.ferrule/x', 'old': 'a', 'new': 'b'}])", ".ferrule/x"),
        (f"say(edits=[], diff={DIFF.replace('a + b', 'c + d')!r})", "hunk 1 does not fit"),
        ("print('x' * 1_000_000)", "no JSON object"),
        ("sys.exit('the service is down')", "ended with exit code 1: the service is down"),
        ("say(); sys.exit(3)", "ended with exit code 3"),
        ("os.kill(os.getpid(), 11)", "was ended by signal 11"),
        ("os.close(1)", "no JSON object"),
    ],
)
def test_a_bad_answer_costs_one_retry(tmp_path: Path, script: str, said: str) -> None:
    """Twice the same, and the reply says what was wrong; nothing is raised."""
    count = f"open({str(tmp_path / 'count')!r}, 'a').write('x')\n"
    reply = asked(tmp_path, python(tmp_path, count + script))

    assert said in reply.problem
    assert reply.problem.startswith("coder: ")
    assert (None, {}, 2, "xx") == (reply.answer, reply.changes, reply.tries, (tmp_path / "count").read_text())
    assert len(reply.problem) < 3000
    assert len(reply.words) < 9000


def test_the_retry_is_told_what_was_wrong(tmp_path: Path) -> None:
    """So that it can be mended."""
    reply = asked(tmp_path, python(tmp_path, "say() if 'patterns: empty' in problem else say(patterns=[])"))

    assert ("", 2) == (reply.problem, reply.tries)


def test_a_megabyte_before_the_answer_is_no_trouble(tmp_path: Path) -> None:
    """The middle of an output is cut; an answer stands at its end."""
    reply = asked(tmp_path, python(tmp_path, "print('{ x }\\n' * 200_000); say()"))

    assert ("", 1) == (reply.problem, reply.tries)


def test_one_that_hangs_is_ended_and_asked_again(tmp_path: Path) -> None:
    """With all that it started; a second try may answer."""
    marker = f"9{secrets.randbelow(10**8):08d}"
    script = f"import subprocess; subprocess.Popen(['sleep', '{marker}']); say() if problem else time.sleep({marker})"

    reply = asked(tmp_path, python(tmp_path, script, timeout_s=1.5))

    assert ("", 2) == (reply.problem, reply.tries)
    assert eventually(lambda: not alive(marker))


def test_the_time_of_the_level_is_kept(tmp_path: Path) -> None:
    """Whatever the limit for one try is, no try begins after it."""
    reply = asked(tmp_path, python(tmp_path, "time.sleep(600)"), timeout_s=0.5)

    assert ("coder: gave no answer in time: ended after", 1) == (reply.problem[:42], reply.tries)
    assert "no time was left to ask" in asked(tmp_path, python(tmp_path, "say()"), timeout_s=0.0).problem


def test_who_is_given_up_is_not_asked_again(tmp_path: Path) -> None:
    """The user went away."""
    cancel = threading.Event()
    threading.Timer(0.3, cancel.set).start()

    reply = asked(tmp_path, python(tmp_path, "time.sleep(600)"), cancel=cancel)

    assert ("coder: was given up", 1) == (reply.problem, reply.tries)


def test_a_missing_program_is_named(tmp_path: Path) -> None:
    """Once is enough."""
    reply = asked(tmp_path, CommandSettings("coder", ("no-such-program",)))

    assert ("coder: no-such-program: no such program", 1) == (reply.problem, reply.tries)


def test_a_shell_script_is_a_program_like_any_other(tmp_path: Path) -> None:
    """It need not read what it is given, and advice around the answer is passed over."""
    answer = tmp_path / "answer.json"
    asked(tmp_path, python(tmp_path, f"Path({str(answer)!r}).write_text(json.dumps(GOOD))"))
    script = program(tmp_path, "answerer", f"echo 'Here you are:'; echo '```json'; cat {answer}; echo; echo '```'")

    assert "" == asked(tmp_path, CommandSettings("coder", (str(script),))).problem


def test_secrets_do_not_come_back(tmp_path: Path) -> None:
    """What is stored and shown is masked, whoever wrote it."""
    said = "print('API_TOKEN=abcdefgh12345678'); sys.exit('MY_SECRET=abcdefgh12345678')"
    reply = asked(tmp_path, python(tmp_path, said))

    assert "abcdefgh" not in reply.problem + reply.words
    assert "***" in reply.problem


def test_a_scratch_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A full or read-only disk is a problem of the reply."""
    (tmp_path / "file").write_text("x")
    where = replace(tree(tmp_path / "w"), scratch=tmp_path / "file/inside")

    reply = CommandResponder(python(tmp_path, "say()")).ask(packet(), where, 60.0)

    assert "coder: " in reply.problem
    assert 0 == reply.tries
