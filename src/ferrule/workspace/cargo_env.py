"""The variables under which Cargo talks as its readers expect."""

from pathlib import Path
from typing import Final

PLAIN: Final = {
    # A user's settings may silence or colour Cargo; these win over the settings files.
    "CARGO_TERM_COLOR": "never",
    "CARGO_TERM_QUIET": "false",
    "CARGO_TERM_VERBOSE": "false",
    "CARGO_TERM_PROGRESS_WHEN": "never",
    "RUSTC_ICE": "0",  # a crash must not leave its report in the user's tree; the log has it
}


def built_in(folder: Path | None) -> dict[str, str]:
    """Give the variables that make Cargo build in a folder, whatever its settings say; none of them for None."""
    return {} if folder is None else {"CARGO_TARGET_DIR": str(folder), "CARGO_BUILD_BUILD_DIR": str(folder)}
