"""Where the user's own settings lie."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

VARIABLE: Final = "FERRULE_USER_CONFIG"


def user_file(environ: Mapping[str, str] = os.environ) -> tuple[Path, bool]:
    """Give the file of the user's own settings, and whether the user named it: then it must be there."""
    given = environ.get(VARIABLE, "").strip()
    if given:
        return Path(given).expanduser().absolute(), True
    import platformdirs

    return platformdirs.user_config_path("ferrule") / "config.toml", False
