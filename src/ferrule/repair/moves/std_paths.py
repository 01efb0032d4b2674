"""The public paths of the standard library, from the documentation that is installed with the toolchain (P05)."""

import functools
import re
from pathlib import Path
from typing import Final

from ferrule.process.command import Command
from ferrule.process.door import run

_LINK: Final = re.compile(r'href="([^"#]*?)(\w+)\.(\w+)\.html"')
_TIMEOUT_S: Final = 20.0


@functools.cache
def std_paths(root: Path, crate: str = "std") -> tuple[tuple[str, str], ...]:
    """Give kind and path of each public item of std, core or alloc, such as `("struct", "std::fmt::Formatter")`.

    `root` is where the toolchain is chosen, since a workspace may name its own.
    Empty where no documentation is installed (`rustup component add rust-docs`).
    """
    asked = run(Command(("rustc", "--print", "sysroot"), root, _TIMEOUT_S))
    page = Path(asked.stdout.text.strip()) / "share/doc/rust/html" / crate / "all.html"
    try:
        text = page.read_text("utf-8", "replace")
    except OSError:
        return ()
    found = {
        (kind, "::".join((crate, *folder.strip("/").split("/"), name) if folder else (crate, name)))
        for folder, kind, name in _LINK.findall(text)
        if not folder.startswith(("..", "http"))
    }
    return tuple(sorted(found))


def paths_of(root: Path, name: str) -> tuple[tuple[str, str], ...]:
    """Give kind and path of the items of std with this name."""
    return tuple((kind, path) for kind, path in std_paths(root) if path.rpartition("::")[2] == name)
