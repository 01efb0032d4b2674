"""The script that Cargo calls in place of rustc: it notes the call in a file of its own, then becomes rustc."""

import os
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

NOTES: Final = "FERRULE_NOTES"
"""Names the folder of the notes; without it they lie beside the script."""
_BEGIN: Final = "ferrule-note-1"
_END: Final = "ferrule-note-end"
_WITHHELD: Final = r"^([A-Za-z0-9_]*_)?(TOKEN|KEY|SECRET|PASSWORD|PASSWD|CREDENTIALS?|AUTHORIZATION)="
_CARGOS_OWN = re.compile(r"CARGO(_.*)?|RUST.*|OUT_DIR|(DY)?LD_.*")
"""Variables that may be in ferrule's environment too and that Cargo or rustup change."""

# Only Cargo's calls for members count: those for dependencies and its questions about the compiler pass by.
# The environment passes a filter before it is written: no value of a secret-like variable reaches the disk.
_SCRIPT: Final = """#!/bin/sh
case "${{CARGO_PRIMARY_PACKAGE:+member}} $* " in
*" --crate-name ___ "*) ;;
"member "*" --crate-name "*)
  (
    umask 077
    {{
      printf '%s\\0' {begin} "$(pwd -P)" "$#" "$@"
      env {unset} -0 | tr '\\0\\n' '\\n\\0' | LC_ALL=C grep -a -v -i -E {withheld} | tr '\\0\\n' '\\n\\0'
      printf '%s\\0' {end}
    }} >"${{FERRULE_NOTES:-{folder}}}/$$.note"
  )
  ;;
esac
exec {chained} "$@"
"""


@dataclass(frozen=True, slots=True)
class Note:
    """One rustc call, as the script wrote it down."""

    argv: tuple[str, ...]
    cwd: Path
    env: Mapping[str, str]


def write_wrapper(folder: Path, chained: str, env: Mapping[str, str] = os.environ) -> Path:
    """Write the script into an existing folder; gives its path. One that is there and the same stays as it is.

    Args:
        folder: it should be readable by the user only.
        chained: the wrapper that was set before; empty when there was none.
        env: ferrule's own environment. Its variables are not noted, save those that Cargo changes.
    """
    hidden = sorted({NOTES, *(name for name in env if not _CARGOS_OWN.fullmatch(name))})
    script = folder / "rustc-wrapper.sh"
    text = _SCRIPT.format(
        begin=_BEGIN,
        end=_END,
        withheld=shlex.quote(_WITHHELD),
        unset=" ".join(f"-u {shlex.quote(name)}" for name in hidden),
        folder=_in_quotes(str(folder)),
        chained=shlex.quote(chained) if chained else "",
    )
    data = text.encode("utf-8", "surrogateescape")
    if script.is_symlink() or not script.exists() or script.read_bytes() != data:  # Cargo goes by its time
        script.unlink(missing_ok=True)
        script.write_bytes(data)
        script.chmod(0o700)
    return script


def _in_quotes(text: str) -> str:
    """Give a text as it stands between the double quotes of a shell."""
    return re.sub(r'([\\"$`])', r"\\\1", text)


def read_notes(folder: Path) -> tuple[Note, ...]:
    """Give the notes in the order in which rustc was called; those that were not finished are passed over."""
    files = sorted(folder.glob("*.note"), key=lambda file: file.stat().st_mtime_ns)
    read = (_note(os.fsdecode(file.read_bytes())) for file in files)
    return tuple(note for note in read if note is not None)


def _note(text: str) -> Note | None:
    begin, _, rest = text.partition("\0")
    *fields, end = rest.removesuffix("\0").split("\0")
    if begin != _BEGIN or end != _END:
        return None
    cwd, count, *words = fields
    argv, variables = words[: int(count)], words[int(count) :]
    env = dict(variable.split("=", 1) for variable in variables if "=" in variable)
    return Note(tuple(argv), Path(cwd), env)
