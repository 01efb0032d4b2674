"""The log of a run: what a real check leaves in it, what it shows while it goes on, and what may go wrong with it."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ferrule.process.redact import mask
from ferrule.store.place import state_folder
from ferrule.telemetry.log import Log
from ferrule.telemetry.span import past, span
from ladder import FERRULE, ferrule, ferrule_json
from terminal import Terminal
from workspaces import package

QUICK = ("check", "--profile", "quick")
TOKEN = "ghp_" + "a1B2" * 10


def lines(root: Path) -> list[dict[str, Any]]:
    """Read the log back."""
    text = (root / ".ferrule/log/ferrule.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.cargo
def test_a_check_is_told_of(tmp_path: Path) -> None:
    """The log has run, gates and programs as one tree; stderr has them for people; the result is alone on stdout."""
    root = package(tmp_path)
    done = ferrule(root, *QUICK, "-v", "--format", "json")
    told = lines(root)
    run, gates = told[-1], [line for line in told if line["event"] == "gate"]
    report = json.loads(done.stdout)

    assert ("run", "check", "quick", "passed", 0) == tuple(
        run[key] for key in ("event", "command", "profile", "verdict", "exit_code")
    )
    assert report["run_id"] == run["run_id"]
    assert {"fmt", "check"} == {gate["gate"] for gate in gates}
    assert {(run["span_id"], run["trace_id"])} == {(gate["parent_span_id"], gate["trace_id"]) for gate in gates}
    assert {gate["span_id"] for gate in gates} <= {line.get("parent_span_id") for line in told}
    assert [] == [line for line in told if not re.fullmatch(r"[-\d]{10}T[:\d]{8}\.\d{3}Z", line["time"])]
    assert re.search(r"^[:.\d]{12} gate +\d+\.\d{3} s gate=fmt status=passed", done.stderr, re.MULTILINE)
    assert " process " not in done.stderr


@pytest.mark.cargo
def test_nothing_is_logged_where_nothing_changed(tmp_path: Path) -> None:
    """A ladder of remembered verdicts writes no line and starts no log; more is shown with -vv."""
    root = package(tmp_path)
    ferrule(root, *QUICK)
    before = lines(root)
    done = ferrule(root, *QUICK, "-vv")

    assert before == lines(root)
    assert re.search(r"gate=fmt status=passed cached=true", done.stderr)
    assert re.search(r" process +\d+\.\d{3} s program=cargo ended=exited exit_code=0", done.stderr)


@pytest.mark.cargo
def test_where_nothing_changed_nothing_heavy_is_imported(tmp_path: Path) -> None:
    """Neither the library of the log nor that of traces, nor what writes the file."""
    root = package(tmp_path)
    ferrule(root, *QUICK)
    heavy = ("structlog", "opentelemetry", "ferrule.telemetry.log_file", "ferrule.telemetry.line")
    code = (
        f"import sys; from ferrule.cli.main import guard; guard({[*QUICK]!r}); print({set(heavy)!r} & set(sys.modules))"
    )
    done = subprocess.run((sys.executable, "-c", code), cwd=root, capture_output=True, text=True, check=True)

    assert "set()" == done.stdout.splitlines()[-1]


@pytest.mark.cargo
def test_the_log_can_be_switched_off(tmp_path: Path) -> None:
    """FERRULE_LOG=off: no file, and no word about it."""
    root = package(tmp_path)
    done = ferrule(root, *QUICK, FERRULE_LOG="off")

    assert (0, False, False) == (done.returncode, (root / ".ferrule/log").exists(), "note:" in done.stderr)


@pytest.mark.cargo
def test_a_log_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    """A link in the place of the log is not followed: the report is the same, and one line says why there is no log."""
    root = package(tmp_path / "ws")
    outside = tmp_path / "outside"
    outside.write_text("precious\n")
    (state_folder(root).folder / "log").mkdir()
    (root / ".ferrule/log/ferrule.jsonl").symlink_to(outside)
    done = ferrule(root, *QUICK)
    quiet = ferrule(root, *QUICK, "--no-cache", "--quiet")

    assert (0, 0, "precious\n") == (done.returncode, quiet.returncode, outside.read_text())
    assert "passed · 2 passed" in done.stdout
    assert 1 == done.stderr.count("note: no log is kept: ")
    assert "Too many levels of symbolic links" in done.stderr
    assert "" == quiet.stderr


def test_verbose_and_quiet_do_not_go_together(tmp_path: Path) -> None:
    """Both at once are wrong use, as with cargo."""
    code, error = ferrule_json(package(tmp_path), "history", "-v", "-q")

    assert (2, "--verbose and --quiet do not go together") == (code, error["message"])


@pytest.mark.parametrize("words", [("-v", "history"), ("history", "-v"), ("history", "show", "--verbose")])
def test_verbose_stands_before_and_behind_a_command(tmp_path: Path, words: tuple[str, ...]) -> None:
    """As with cargo and uv: both are one."""
    done = ferrule(package(tmp_path), *words)

    assert re.search(r" run +\d+\.\d{3} s command=history exit_code=\d$", done.stderr, re.MULTILINE)


@pytest.mark.cargo
@pytest.mark.parametrize("env", [{}, {"NO_COLOR": "1"}], ids=["colour", "none"])
def test_a_terminal_keeps_its_lines(tmp_path: Path, env: dict[str, str]) -> None:
    """With -v no table is redrawn on a terminal; lines are dim and bold there, and plain with NO_COLOR's consent."""
    terminal = Terminal(package(tmp_path), FERRULE, *QUICK, "-v", **env)
    code = terminal.end()

    assert 0 == code
    assert "gate=check status=passed" in terminal.text
    assert not re.search(r"\x1b\[\d*[AJKF]|\x1b\[\?25l", terminal.raw)
    assert not re.search(r"\x1b\[3[0-7]m", terminal.raw) or not env


def test_secrets_are_masked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A secret in a value or in the words of an error never gets into the file."""
    monkeypatch.setenv("DEPLOY_TOKEN", "correct-horse-battery")
    log = Log()
    log.begin()
    log.keep_in(state_folder(package(tmp_path)).folder, mask)
    past("gate", 0.0, gate=f"x {TOKEN}", note="a correct-horse-battery staple")
    with pytest.raises(ValueError, match="staple"), span("gate"):
        raise ValueError("correct-horse-battery staple")
    log.end(30.0)
    text = (tmp_path / ".ferrule/log/ferrule.jsonl").read_text()

    assert "" == log.trouble
    assert [] == [secret for secret in (TOKEN, "correct-horse-battery") if secret in text]
    assert "a *** staple" in text
    assert "ValueError: *** staple" in lines(tmp_path)[-1]["exception"]


def test_a_folder_that_goes_away_is_told_once(tmp_path: Path) -> None:
    """What takes the folder away while ferrule runs costs the log, and nothing else."""
    state = state_folder(package(tmp_path)).folder
    (state / "log").write_text("no folder\n")
    log = Log()
    log.begin()
    log.keep_in(state, mask)
    log.end(30.0)
    with span("gate"):
        pass

    assert log.trouble.startswith(f"no log is kept: {state}/log")
    assert "no folder\n" == (state / "log").read_text()
