"""An installed coding agent as a program: in a sandbox that shows it a clone, and nothing of the user's beside."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ferrule.errors import FerruleError, ToolMissing
from ferrule.escalation.agents.turn import Commission, Turn
from ferrule.facts.responders import CommandSettings
from ferrule.process.command import Command, Ended, Outcome
from ferrule.process.door import run, sandbox_refusal
from ferrule.process.programs import find_program
from ferrule.process.redact import mask
from ferrule.process.sandbox import Sandbox

KEEP_BYTES: Final = 1 << 20
"""Of the head, and again of the tail, of what it writes."""
QUESTION: Final = "FERRULE-QUESTION:"
"""Begins the line on which it asks the user something."""
_ASKED: Final = re.compile(rf"^{QUESTION}[ \t]*(\S.*)$", re.MULTILINE)
_SAID: Final = 20_000
_LONGEST_QUESTION: Final = 1000
_SHOWN_ANYWAY: Final = ("/usr", "/bin", "/sbin", "/lib", "/lib64", "/opt", "/nix/store", "/gnu/store")
_HOPELESS: Final = (Ended.MISSING, Ended.NOT_STARTED)


class AgentMissing(ToolMissing):
    """The program of a responder, or the sandbox in which it is to work, is not to be had."""

    hint = "See `[responder.NAME]` in your own settings; `ferrule doctor` tells whether bubblewrap is installed."


class NotShown(FerruleError):
    """What a responder is to read is not there, or would show all of the home folder."""

    hint = "Mend `reads` of the responder in your own settings."


def check_command(settings: CommandSettings) -> None:
    """Pass when the program can be set to work; starts nothing of it.

    Raises:
        AgentMissing: when it or the sandbox is missing.
        NotShown: when something that it is to read cannot be shown.
    """
    if find_program(settings.argv[0]) is None:
        raise AgentMissing(f"responder {settings.name!r}: {settings.argv[0]}: no such program")
    if refusal := sandbox_refusal():
        raise AgentMissing(f"responder {settings.name!r} works in a sandbox only: {refusal}")
    _reads(settings)


def work(settings: CommandSettings, given: Commission) -> Turn:
    """Set the program to work for one round: it reads its prompt from its standard input.

    It sees the system, the toolchain, the clone, and what the settings name; it may write in the clone alone, and there
    neither what git keeps nor what ferrule does. Whatever it leaves running is gone when this returns.

    Raises:
        AgentMissing, NotShown: as `check_command` does.
    """
    check_command(settings)
    found = find_program(settings.argv[0])
    program = (found or Path(settings.argv[0])).resolve()
    prompt = "\n\n".join(filter(None, (given.persona, given.text)))
    command = Command(
        (str(program), *settings.argv[1:]),
        given.root,
        min(settings.timeout_s, given.timeout_s),
        keep_bytes=KEEP_BYTES,
        merged=True,
        sandbox=_sandbox(settings, given, program),
        stdin=prompt.encode("utf-8", "surrogateescape"),
    )
    return _turn(settings, prompt, run(command))


def _sandbox(settings: CommandSettings, given: Commission, program: Path) -> Sandbox:
    state = given.root / ".ferrule"
    reads = _reads(settings)
    own = () if str(program).startswith(_SHOWN_ANYWAY) else ((program, program),)
    return Sandbox(
        readable=() if given.may_write else (given.top,),
        writable=(given.top, given.built) if given.may_write else (given.built,),
        target=given.built,
        over=(*reads, *own),
        locked=given.locked if given.may_write else (),
        hidden=(state, *_keys(reads)),
        network=settings.network,
        variables=settings.env,
    )


def _reads(settings: CommandSettings) -> tuple[tuple[Path, Path], ...]:
    """Give what is shown, and where: a link is shown as what it leads to."""
    found = []
    for name in settings.reads:
        place = Path(os.path.normpath(Path(name).expanduser()))
        real = place.resolve()
        if not real.exists():
            raise NotShown(f"responder {settings.name!r}: reads: {name}: is not there")
        if Path.home().resolve().is_relative_to(real):
            raise NotShown(f"responder {settings.name!r}: reads: {name}: is all of the home folder")
        found.append((real, place))
    return tuple(found)


def _keys(reads: tuple[tuple[Path, Path], ...]) -> tuple[Path, ...]:
    """Give ferrule's own folder with the key of its seals, wherever it would be shown."""
    from platformdirs import user_state_path

    own = user_state_path("ferrule").resolve()
    return tuple(place / own.relative_to(real) for real, place in reads if own.is_relative_to(real) and own.is_dir())


def _turn(settings: CommandSettings, prompt: str, outcome: Outcome) -> Turn:
    said = _masked(settings, outcome.stdout.text)
    asked = _ASKED.findall(said) if outcome.ended is Ended.EXITED else []
    ended = _how(outcome)
    words = " ".join(settings.argv)
    return Turn(
        ended=ended,
        is_done=outcome.ok and not asked,
        said=said.strip()[-_SAID:],
        question=asked[-1].strip()[:_LONGEST_QUESTION] if asked else "",
        transcript=_masked(settings, f"$ {words}\n\n{prompt}\n\n----- what it wrote -----\n") + f"{said}\n{ended}\n",
        seconds=outcome.seconds,
        is_hopeless=outcome.ended in _HOPELESS,
    )


def _masked(settings: CommandSettings, text: str, environ: Mapping[str, str] = os.environ) -> str:
    """Give the text without secrets; what it was given by name counts as one."""
    given = {f"GIVEN_{name}_SECRET": environ[name] for name in settings.env if name in environ}
    return mask(text, {**environ, **given})


def _how(outcome: Outcome) -> str:
    words = {
        Ended.EXITED: f"exit code {outcome.code}",
        Ended.SIGNALLED: f"ended by signal {outcome.signal}",
        Ended.TIMED_OUT: outcome.note,
    }
    return words.get(outcome.ended, outcome.note or outcome.ended.value)
