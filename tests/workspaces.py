"""Tiny Cargo workspaces for tests, made on the spot; none needs a dependency or a network."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

LIB = """//! A library.

/// Adds two numbers.
///
/// ```
/// assert_eq!(demo::add(1, 2), 3);
/// ```
pub fn add(a: u64, b: u64) -> u64 {
    a + b
}

#[cfg(test)]
mod tests {
    #[test]
    fn adds() {
        assert_eq!(super::add(2, 2), 4);
    }
}
"""
"""A library on which every gate passes: one unit test, one doc test."""


def manifest(name: str, more: str = "") -> str:
    """Give the Cargo.toml of a package."""
    return f'[package]\nname = "{name}"\nversion = "0.1.0"\nedition = "2021"\n{more}'


def write(root: Path, files: Mapping[str, str]) -> Path:
    """Write files below a folder; gives the folder."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def package(root: Path, files: Mapping[str, str] | None = None, more: str = "") -> Path:
    """Make a package named `demo` with the library above; `files` replaces or adds."""
    return write(root, {"Cargo.toml": manifest("demo", more), "src/lib.rs": LIB, **(files or {})})


def members(root: Path, names: Mapping[str, str], more: str = "") -> Path:
    """Make a virtual workspace; each member has a library and the given lines in its Cargo.toml."""
    listed = ", ".join(f'"{name}"' for name in names)
    write(root, {"Cargo.toml": f'[workspace]\nresolver = "2"\nmembers = [{listed}]\n{more}'})
    for name, lines in names.items():
        write(root / name, {"Cargo.toml": manifest(name, lines), "src/lib.rs": LIB.replace("demo", name)})
    return root


def program(folder: Path, name: str, script: str) -> Path:
    """Write an executable shell script; gives its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def path_without(folder: Path, *names: str) -> str:
    """Give a PATH on which these programs do not exist and all others do: links in a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for place in os.environ["PATH"].split(os.pathsep):
        for program_path in Path(place).glob("*") if Path(place).is_dir() else ():
            link = folder / program_path.name
            if program_path.name not in names and not link.exists() and not link.is_symlink():
                link.symlink_to(program_path)
    return str(folder)


def real(program_name: str) -> str:
    """Give the path of a program that must be there."""
    found = shutil.which(program_name)
    assert found is not None, f"{program_name} is needed by this test"
    return found
