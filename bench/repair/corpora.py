"""Programs that do not compile: the error index of the toolchain, and JSON-lines files."""

import html
import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_BLOCK = re.compile(r'<pre class="playground"><code class="language-rust ([^"]*)">(.*?)</code></pre>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_EDITION = re.compile(r"edition(20\d\d)")
_CODE = re.compile(r"E\d{4}")


@dataclass(frozen=True, slots=True)
class Program:
    """One file that does not compile."""

    id: str
    edition: str
    source: str

    @property
    def half(self) -> str:
        """`look` or `measure`, by a hash: what is developed on is not what is measured on."""
        return "look" if sha256(self.id.encode()).digest()[0] & 1 else "measure"


def error_index() -> Iterator[Program]:
    """Yield the examples of the error index that its documentation marks as failing."""
    root = Path(subprocess.check_output(("rustc", "--print", "sysroot"), text=True).strip())
    for page in sorted((root / "share/doc/rust/html/error_codes").glob("E[0-9]*.html")):
        for number, (words, code) in enumerate(_BLOCK.findall(page.read_text("utf-8"))):
            if "compile_fail" in words and _CODE.search(words):
                edition = _EDITION.search(words)
                source = html.unescape(_TAG.sub("", code)) + "\n"
                yield Program(f"{page.stem}-{number}", edition[1] if edition else "2015", source)


def documentation() -> Iterator[Program]:
    """Yield the examples of the installed books, of the reference and of the standard library that must not compile."""
    root = Path(subprocess.check_output(("rustc", "--print", "sysroot"), text=True).strip()) / "share/doc/rust/html"
    for folder in ("book", "reference", "rust-by-example", "nomicon", "edition-guide", "std", "core", "alloc"):
        for page in sorted((root / folder).rglob("*.html")):
            text = page.read_text("utf-8", "replace")
            for number, (words, code) in enumerate(_BLOCK.findall(text) if "compile_fail" in text else ()):
                if "compile_fail" in words:
                    edition = _EDITION.search(words)
                    source = html.unescape(_TAG.sub("", code)) + "\n"
                    name = f"{page.relative_to(root).with_suffix('').as_posix()}-{number}"
                    yield Program(name, edition[1] if edition else "2021", source)


def json_lines(path: Path) -> Iterator[Program]:
    """Yield the programs of a file with one object a line: `id`, `edition`, `source`."""
    for line in path.read_text("utf-8").split("\n"):
        if line.strip():
            value = json.loads(line)
            yield Program(value["id"], value["edition"], value["source"])
