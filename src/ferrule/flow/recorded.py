"""The check that a repair starts from, made again where somebody saved a file while it ran."""

import time
from contextlib import suppress

from ferrule.edits.changes import content, located, read_anew
from ferrule.errors import SourceChanged
from ferrule.facts.fix import FixRequest
from ferrule.flow.verified import Here, errors_in
from ferrule.repair.compile.cargo_check import CheckOptions
from ferrule.repair.compile.record import record
from ferrule.repair.compile.unit import Recording


def recorded(request: FixRequest, here: Here) -> Recording:
    """Give what the compiler says of the workspace as it is now (P13).

    Errors of a file that was saved in between are old where its text is new: any edit would be laid over a text that
    they do not speak of. Such a check is made once more, and once only: a build script may write the file each time.
    """
    options = CheckOptions(request.selection, here.jobs, kept=here.place.folder)
    began = time.time()
    here.tell("checking: cargo check --workspace --all-targets")
    recording = record(here.workspace, here.scratch, options)
    if saved := _saved(here, recording, began):
        here.tell(f"checking again: {', '.join(saved[:3])} was saved while the check ran")
        read_anew()
        recording = record(here.workspace, here.scratch, options)
        _saved(here, recording, time.time())
    return recording


def _saved(here: Here, recording: Recording, began: float) -> list[str]:
    """Read the files with errors, for the whole run, and only then ask for their times: no save falls in between."""
    found = []
    for name in sorted({error.path for error in errors_in(recording.reading.findings) if error.path}):
        path = located(here.workspace.root, name)
        with suppress(OSError, SourceChanged):
            content(path, {})
            if began <= path.stat().st_mtime <= time.time():
                found.append(name)
    return found
