"""Spans over the real wire: what a collector gets of a check and of a repair, and what happens without one."""

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from flow.levels.crates import RIGHT, answering, broken, climbed, guidance, says, user_settings
from ladder import FERRULE, ferrule
from processes import eventually
from telemetry.collector import collector, said
from workspaces import package, write

pytestmark = pytest.mark.cargo

QUICK = ("check", "--profile", "quick")
TRACE, PARENT = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
PARENTED = {"TRACEPARENT": f"00-{TRACE}-{PARENT}-01", "TRACESTATE": "ci=42"}


def test_a_check_is_one_tree(tmp_path: Path) -> None:
    """Run, gates and programs arrive in one trace, in OpenTelemetry's words, below the span that CI began."""
    root = package(tmp_path, {"src/lib.rs": "fn f() -> u8 { 1u16 }\n"})
    with collector() as found:
        done = ferrule(root, *QUICK, "--trust", OTEL_EXPORTER_OTLP_ENDPOINT=found.endpoint, **PARENTED)
    [run] = found.named("ferrule.run")
    [gate] = found.named("ferrule.gate", cicd__pipeline__task__name="check")
    programs = found.named("ferrule.process", process__executable__name="cargo")
    told = said(run)

    assert {bytes.fromhex(TRACE)} == {span.trace_id for span in found.spans}
    assert (bytes.fromhex(PARENT), "ci=42") == (run.parent_span_id, run.trace_state)
    assert (1, "failed", 1, "check", "quick", 2) == (
        told["process.exit.code"],
        told["error.type"],
        done.returncode,
        told["ferrule.command"],
        told["ferrule.profile"],
        run.status.code,
    )
    assert ("failure", "failed") == (said(gate)["cicd.pipeline.task.run.result"], said(gate)["ferrule.status"])
    assert ["ferrule.run"] == found.names_above(gate)
    assert ["ferrule.gate", "ferrule.run"] in [found.names_above(span) for span in programs]
    assert all(run.start_time_unix_nano <= span.start_time_unix_nano for span in found.spans)
    assert all(span.end_time_unix_nano <= run.end_time_unix_nano for span in found.spans)
    assert ("ferrule", "application/x-protobuf") == (found.resource["service.name"], found.headers["content-type"])


def test_nothing_of_the_sources_is_sent(tmp_path: Path) -> None:
    """No argument of a program, no message, no line and no path of the workspace leaves with the spans."""
    word = "hunter2hunter2"
    settings = f'[[gate]]\nid = "own"\nargv = ["sh", "-c", "echo {word}"]\nprofiles = ["quick"]\n'
    root = package(tmp_path, {"src/lib.rs": "fn named_oddly() -> u8 { 1u16 }\n", "ferrule.toml": settings})
    with collector() as found:
        done = ferrule(root, *QUICK, "--trust", OTEL_EXPORTER_OTLP_ENDPOINT=found.endpoint)
    sent = "\n".join(str(span) for span in found.spans)

    assert "own" in done.stdout
    assert found.named("ferrule.process", process__executable__name="sh")
    assert [] == [one for one in (word, "named_oddly", "mismatched", str(tmp_path), "lib.rs") if one in sent]


def logged(root: Path) -> list[str]:
    """Give the ids of all spans that ended according to the log."""
    lines = map(json.loads, (root / ".ferrule/log/ferrule.jsonl").read_text().splitlines())
    return [line["span_id"] for line in lines if "seconds" in line]


def test_a_repair_is_one_tree(tmp_path: Path) -> None:
    """Compiles and each step of the incident arrive below their run, with level, stage and cause; so has the log."""
    root = broken(tmp_path / "ws")
    settings = user_settings(tmp_path, answering(tmp_path, says(guidance(RIGHT))))
    with collector() as found:
        code, report = climbed(root, FERRULE_USER_CONFIG=str(settings), OTEL_EXPORTER_OTLP_ENDPOINT=found.endpoint)
    [run] = found.named("ferrule.run")
    [resolved] = found.named("ferrule.escalation", ferrule__stage="resolved")
    steps = [said(span) for span in found.named("ferrule.escalation")]
    moved = [(one["ferrule.stage"], one["ferrule.cause"]) for one in steps if one["ferrule.kind"] == "moved"]
    compiles = found.named("ferrule.compile")

    assert (0, "fixed", "fixed") == (code, report["verdict"], said(run)["ferrule.verdict"])
    assert [("open", "met"), ("level1", "met"), ("level2", "attempts"), ("resolved", "verified")] == moved
    assert {report["incidents"][0]["id"]} == {one["ferrule.incident"] for one in steps}
    assert (2, "E0425") == (said(resolved)["ferrule.escalation_level"], said(resolved)["ferrule.code"])
    assert {"workspace", "recheck"} <= {said(span)["ferrule.what"] for span in compiles}
    assert {"ferrule.run"} == {found.names_above(span)[-1] for span in (*compiles, resolved)}
    assert all(found.names_above(span)[-1:] == ["ferrule.run"] for span in found.named("ferrule.process"))
    assert sorted(span.span_id.hex() for span in found.spans) == sorted(logged(root))


def test_programs_join_the_trace(tmp_path: Path) -> None:
    """What a gate starts finds the span of its own start in TRACEPARENT; without a collector, what was there before."""
    settings = '[[gate]]\nid = "own"\nargv = ["sh", "-c", "echo $TRACEPARENT > seen; echo ok"]\nprofiles = ["quick"]\n'
    root = package(tmp_path, {"ferrule.toml": settings})
    ferrule(root, *QUICK, "--trust", "--only", "own", **PARENTED)
    untraced = (root / "seen").read_text().strip()
    with collector() as found:
        env = {"OTEL_TRACES_EXPORTER": "otlp", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": f"{found.endpoint}/v1/traces"}
        ferrule(root, *QUICK, "--trust", "--only", "own", "--no-cache", **env, **PARENTED)
    [shell] = found.named("ferrule.process", process__executable__name="sh")

    assert PARENTED["TRACEPARENT"] == untraced
    assert f"00-{TRACE}-{shell.span_id.hex()}-01" == (root / "seen").read_text().strip()


@pytest.mark.parametrize("status", [0, 404, 503])
def test_a_collector_that_takes_nothing_is_told_once(tmp_path: Path, status: int) -> None:
    """Nobody there, the wrong address, or too busy: the report stands, and one line without the password says so."""
    root = package(tmp_path)
    with collector(status or 200) as found:
        address = found.endpoint if status else "http://127.0.0.1:9"
        endpoint = address.replace("http://", "http://user:hunter2hunter2@")
        done = ferrule(root, *QUICK, OTEL_EXPORTER_OTLP_ENDPOINT=endpoint)

    assert (0, True) == (done.returncode, "passed · 2 passed" in done.stdout)
    assert 1 == done.stderr.count("note: traces: ")
    assert address in done.stderr
    assert "hunter2" not in done.stderr


@contextlib.contextmanager
def silence() -> Iterator[str]:
    """Give the address of somebody who listens and never answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_a_collector_that_never_answers_is_not_waited_for(tmp_path: Path) -> None:
    """The command ends by itself; who presses Ctrl-C meanwhile has the result and its exit code all the same."""
    root = package(tmp_path)
    with silence() as endpoint:
        env = {"OTEL_EXPORTER_OTLP_ENDPOINT": endpoint}
        waited = ferrule(root, *QUICK, **env)
        words = (FERRULE, *QUICK, "--quiet")
        with subprocess.Popen(words, cwd=root, env=os.environ | env, stdout=-1, stderr=-1, text=True) as impatient:
            out = impatient.stdout
            assert out is not None
            assert eventually(lambda: "passed · 2 passed" in out.readline(), 60.0)
            impatient.send_signal(signal.SIGINT)
            _, said_last = impatient.communicate(timeout=60)

    assert (0, 0, "") == (waited.returncode, impatient.returncode, said_last)
    assert f"note: traces: {endpoint} did not take the spans in time; no answer came\n" in waited.stderr


@pytest.mark.parametrize(
    ("env", "note"),
    [
        ({"OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"}, "OTEL_EXPORTER_OTLP_PROTOCOL=grpc: http/protobuf is spoken here"),
        ({"OTEL_TRACES_EXPORTER": "zipkin"}, "OTEL_TRACES_EXPORTER=zipkin: otlp and none are known here"),
        ({"OTEL_TRACES_EXPORTER": "none"}, ""),
        ({"OTEL_SDK_DISABLED": "true"}, ""),
    ],
)
def test_what_is_not_sent(tmp_path: Path, env: dict[str, str], note: str) -> None:
    """Other protocols and exporters are refused in a note; what is switched off is off without a word."""
    with collector() as found:
        done = ferrule(package(tmp_path), "history", OTEL_EXPORTER_OTLP_ENDPOINT=found.endpoint, **env)

    assert (0, []) == (done.returncode, found.spans)
    assert ([f"note: nothing is traced: {note}"] if note else []) == done.stderr.splitlines()


def test_the_extra_may_be_missing(tmp_path: Path) -> None:
    """Without the library the run goes on, and a note says what to install."""
    blocked = 'import sys\nsys.modules["opentelemetry.sdk"] = None\n'
    folder = write(tmp_path / "path", {"sitecustomize.py": blocked})
    env = {"OTEL_TRACES_EXPORTER": "otlp", "PYTHONPATH": str(folder)}
    done = ferrule(package(tmp_path / "ws"), "history", **env)

    assert 0 == done.returncode
    assert "note: traces are wanted and `opentelemetry` is not installed: pip install 'ferrule[otel]'\n" == done.stderr


def test_a_workspace_cannot_send_traces_anywhere(tmp_path: Path) -> None:
    """Neither ferrule's settings nor Cargo's in a workspace name a collector."""
    with collector() as found:
        cargo = f'[env]\nOTEL_EXPORTER_OTLP_ENDPOINT = {{ value = "{found.endpoint}", force = true }}\n'
        root = package(tmp_path, {".cargo/config.toml": cargo})
        done = ferrule(root, *QUICK, "--trust")
        write(root, {"ferrule.toml": f'[otel]\nendpoint = "{found.endpoint}"\n'})
        refused = ferrule(root, *QUICK, "--trust")

    assert (0, 2, []) == (done.returncode, refused.returncode, found.spans)
    assert "otel" in refused.stderr


def test_an_earlier_verdict_holds_in_another_trace(tmp_path: Path) -> None:
    """TRACEPARENT is another one in each run of CI: no remembered verdict hangs on it."""
    root = package(tmp_path)
    for number in range(2):
        trace = PARENTED["TRACEPARENT"].replace("b7ad", f"b7a{number}")
        done = ferrule(root, *QUICK, "--format", "json", TRACEPARENT=trace)

    assert [True, True] == [
        gate["cached"] for gate in json.loads(done.stdout)["gates"] if gate["id"] in {"fmt", "check"}
    ]


def test_our_words_are_those_of_the_conventions() -> None:
    """Each attribute that is not `ferrule.*` stands in the semantic conventions that are installed."""
    from opentelemetry.semconv._incubating.attributes import cicd_attributes as cicd
    from opentelemetry.semconv._incubating.attributes import process_attributes as process
    from opentelemetry.semconv.attributes import error_attributes as error

    from ferrule.telemetry import attributes as ours

    known = {value for room in (cicd, process, error) for value in vars(room).values() if isinstance(value, str)}
    used = re.findall(r'"((?:process|cicd|error)\.[\w.]+)"', Path(ours.__file__).read_text())
    results = {one.value for one in cicd.CicdPipelineTaskRunResultValues}

    assert len(set(used)) >= 5
    assert set(used) <= known
    assert {*ours._RESULTS.values(), *ours._OF_REASON.values()} <= results
