"""Tools, package indexes, proxies and registries for tests: small ones, over the real protocols, on this machine."""

import base64
import hashlib
import io
import json
import select
import socket
import sys
import tarfile
import threading
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from ferrule.tools.machine import this_machine
from ferrule.tools.pins import Pin, WheelFile
from workspaces import program

SAYS = "#!/bin/sh\necho tiny {}\n"
MAIN = 'fn main() { println!("tiny {}", env!("CARGO_PKG_VERSION")); }\n'


def tag() -> str:
    """Give the platform tag of wheels for this machine."""
    system, processor, release = this_machine()
    words = "macosx" if system == "darwin" else "manylinux"
    return f"{words}_{release[0]}_{release[1]}_{processor}"


def wheel(
    folder: Path, version: str = "1.0.0", script: str = SAYS, name: str = "cargo-tiny", programs: tuple[str, ...] = ()
) -> WheelFile:
    """Write a wheel whose program, or programs, is a shell script; gives what a pin says of it."""
    stem = f"{name.replace('-', '_')}-{version}"
    files = {
        **{f"{stem}.data/scripts/{word}": script.format(version) for word in programs or (name,)},
        f"{stem}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{stem}.dist-info/WHEEL": f"Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: false\nTag: py3-none-{tag()}\n",
    }
    record = "".join(f"{path},sha256={_digest(text)},{len(text)}\n" for path, text in files.items())
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{stem}-py3-none-{tag()}.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, text in {**files, f"{stem}.dist-info/RECORD": f"{record}{stem}.dist-info/RECORD,,\n"}.items():
            entry = zipfile.ZipInfo(member)
            entry.external_attr = 0o100755 << 16
            archive.writestr(entry, text)
    return WheelFile(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_size)


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")


def tiny(*files: WheelFile, version: str = "1.0.0", **more: Any) -> Pin:
    """Give the pin of the tool `cargo-tiny`."""
    return Pin("cargo-tiny", ("cargo-tiny",), ("--version",), version=version, wheel="cargo-tiny", files=files, **more)


def crate(registry: Path, cargo_home: Path, version: str = "1.0.0") -> str:
    """Put the crate `cargo-tiny` into a registry in a folder, which Cargo is told to use; gives its checksum."""
    manifest = f'[package]\nname = "cargo-tiny"\nversion = "{version}"\nedition = "2021"\n'
    lock = f'version = 3\n\n[[package]]\nname = "cargo-tiny"\nversion = "{version}"\n'
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, text in {"Cargo.toml": manifest, "Cargo.lock": lock, "src/main.rs": MAIN}.items():
            member = tarfile.TarInfo(f"cargo-tiny-{version}/{name}")
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text.encode()))
    checksum = hashlib.sha256(packed.getvalue()).hexdigest()
    index = registry / "index/ca/rg/cargo-tiny"
    index.parent.mkdir(parents=True, exist_ok=True)
    (registry / f"cargo-tiny-{version}.crate").write_bytes(packed.getvalue())
    line = {"name": "cargo-tiny", "vers": version, "deps": [], "cksum": checksum, "features": {}, "yanked": False}
    index.write_text(json.dumps(line) + "\n")
    cargo_home.mkdir(parents=True, exist_ok=True)
    source = f'[source.crates-io]\nreplace-with = "near"\n[source.near]\nlocal-registry = "{registry}"\n'
    (cargo_home / "config.toml").write_text(source)
    return checksum


class Index:
    """A package index of one folder of wheels."""

    def __init__(self, folder: Path, *, half: bool = False) -> None:
        self.folder = folder
        self.half = half
        """Whether files stop in the middle; the line stays open until `over` is set."""
        self.asked: list[str] = []
        self.began = threading.Event()
        """Set once a file is on its way."""
        self.over = threading.Event()
        self.url = ""

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answer one request for a page or a file."""
        self.asked.append(request.path)
        found = self.folder / request.path.rpartition("/")[2]
        if request.path.startswith("/files/") and found.is_file():
            self._send(request, found.read_bytes(), "application/octet-stream")
        elif request.path.startswith("/simple/"):
            names = sorted(file.name for file in self.folder.glob("*.whl"))
            links = "".join(f'<a href="/files/{name}">{name}</a>' for name in names)
            self._send(request, f"<!DOCTYPE html><html><body>{links}</body></html>".encode(), "text/html")
        else:
            request.send_error(404)

    def _send(self, request: BaseHTTPRequestHandler, body: bytes, kind: str) -> None:
        request.send_response(200)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        if self.half and kind != "text/html":
            request.wfile.write(body[: len(body) // 2])
            self.began.set()
            self.over.wait(60)
            return
        request.wfile.write(body)


@contextmanager
def served(index: Index) -> Iterator[Index]:
    """Serve an index on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            index.answer(self)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    index.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield index
    finally:
        index.over.set()
        server.shutdown()
        server.server_close()


@contextmanager
def tunnel() -> Iterator[tuple[str, list[str]]]:
    """Run a proxy that lets connections through (`CONNECT`); gives its address and which hosts were asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_CONNECT(self) -> None:
            asked.append(self.path)
            host, _, port = self.path.rpartition(":")
            with socket.create_connection((host, int(port)), 30) as far:
                self.send_response(200)
                self.end_headers()
                _pass_on(self.connection, far)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    ways = {one: other, other: one}
    while True:
        ready, _, _ = select.select(list(ways), [], [], 30)
        for end in ready or [one]:
            data = end.recv(1 << 16) if ready else b""
            if not data:
                return
            ways[end].sendall(data)


def bare_ferrule(folder: Path) -> str:
    """Make a ferrule whose Python has no tools beside it, as after `pip install ferrule`; gives the program."""
    venv.create(folder, with_pip=False)
    packages = next((folder / "lib").iterdir()) / "site-packages"
    here = [path for path in sys.path if path.endswith("site-packages") or Path(path, "ferrule").is_dir()]
    (packages / "here.pth").write_text("\n".join(here))
    start = "import sys; from ferrule.cli.start import main; sys.argv[0] = 'ferrule'; sys.exit(main())"
    return str(program(folder / "bin", "ferrule", f'exec {folder}/bin/python -c "{start}" "$@"'))


def says(folder: Path, name: str, version: str) -> Path:
    """Write a program that tells this version, whatever it is asked."""
    return program(folder, name, f"echo {name} {version}")
