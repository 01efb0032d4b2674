"""The standard ladder on nine crates beside a script that runs the same commands one after the other."""

import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from bench.results import WORK, Section, medians, seconds, table

NAMES = ("root", "left", "right", "model", "store", "wire", "client", "server", "tool")
_NEEDS = {"left": "root", "right": "root", "model": "left", "store": "model", "wire": "right", "client": "wire"}
_NEEDS |= {"server": "store", "tool": "client"}
_FERRULE = str(Path(sys.executable).parent / "ferrule")
_COMMANDS = (
    "cargo fmt --all --check",
    "cargo check --workspace --all-targets --keep-going",
    "cargo clippy --workspace --all-targets --all-features --keep-going -- -D warnings",
    "cargo test --workspace --all-targets --all-features --no-fail-fast",
    "cargo nextest run --workspace --all-targets --all-features --no-fail-fast",
    "cargo test --doc --workspace --all-features --no-fail-fast",
    "RUSTDOCFLAGS='-D warnings' cargo doc --workspace --no-deps --all-features --keep-going",
    "cargo shear",
)
_FUNCTION = """
/// Adds {n} to a number, and keeps it below a thousand.
///
/// ```
/// assert_eq!({name}::add_{n}(1), {sum});
/// ```
#[must_use]
pub fn add_{n}(number: u64) -> u64 {{
    (number + {n}) % 1000
}}
"""
_TESTS = """
#[cfg(test)]
mod tests {
    #[test]
    fn stays_below_a_thousand() {
        assert!(super::add_1(999) < 1000);
    }
}
"""
_ROUNDS = 7


def measure() -> Section:
    """Time the three cases: nothing changed, one changed leaf crate, cold."""
    root = WORK / "ladder"
    make(root)
    rows = [_unchanged(root), _changed_leaf(root), _cold(root)]
    head = ("case", "script", "ferrule", "ratio", "goal")
    words = f"Nine crates of ours without foreign dependencies; script: `{'; '.join(_COMMANDS)}`."
    text = f"{table(head, rows)}\n\n{words} Median of {_ROUNDS}; cold: of 2."
    return Section("The standard ladder beside a script", text)


def make(root: Path) -> None:
    """Write the workspace anew, as a git repository with one commit."""
    shutil.rmtree(root, ignore_errors=True)
    members = ", ".join(f'"{name}"' for name in NAMES)
    root.mkdir(parents=True)
    (root / "Cargo.toml").write_text(f'[workspace]\nresolver = "3"\nmembers = [{members}]\n')
    (root / ".gitignore").write_text("target\n.ferrule\n")
    for name in NAMES:
        _crate(root / name, name, _NEEDS.get(name))
    subprocess.run(("cargo", "generate-lockfile", "--quiet", "--offline"), cwd=root, check=True)
    for words in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-qm", "all")):
        git = ("git", "-c", "user.name=bench", "-c", "user.email=bench@localhost")
        subprocess.run((*git, *words), cwd=root, check=True)


def _crate(folder: Path, name: str, needs: str | None) -> None:
    (folder / "src").mkdir(parents=True)
    (folder / "tests").mkdir()
    dependency = f'\n[dependencies]\n{needs} = {{ path = "../{needs}" }}\n' if needs else ""
    package = f'[package]\nname = "{name}"\nversion = "0.1.0"\nedition = "2024"\n'
    (folder / "Cargo.toml").write_text(package + dependency)
    functions = "".join(_FUNCTION.format(n=n, name=name, sum=n + 1) for n in range(1, 13))
    use = f"\n/// What lies below.\npub use {needs}::add_1 as below;\n" if needs else ""
    (folder / "src/lib.rs").write_text(f"//! Crate {name}.\n{use}{functions}{_TESTS}")
    test = f"//! From outside.\n\n#[test]\nfn adds() {{\n    assert_eq!({name}::add_2(2), 4);\n}}\n"
    (folder / "tests/outside.rs").write_text(test)


def _unchanged(root: Path) -> tuple[object, ...]:
    _script(root)
    _ferrule(root)
    script, ferrule = medians((lambda: _script(root), lambda: _ferrule(root)), _ROUNDS)
    goal = "yes" if ferrule <= 0.7 and script >= 15 * ferrule else "no"
    return _row("nothing changed", script, ferrule, f"at most 0.7 s and 15 times faster: {goal}")


def _changed_leaf(root: Path) -> tuple[object, ...]:
    leaf = root / "tool/src/lib.rs"
    text = leaf.read_text()

    def after_an_edit(run: Callable[[], None]) -> Callable[[], None]:
        number = iter(range(1_000_000))

        def edited() -> None:
            leaf.write_text(text + f"// edit {next(number)} {id(run)}\n")
            run()

        return edited

    script, ferrule = medians(
        (after_an_edit(lambda: _script(root)), after_an_edit(lambda: _ferrule(root, "--changed"))), _ROUNDS
    )
    leaf.write_text(text)
    goal = "yes" if ferrule <= script / 2 else "no"
    return _row("one changed leaf crate, `--changed`", script, ferrule, f"at most half: {goal}")


def _cold(root: Path) -> tuple[object, ...]:
    times: dict[str, list[float]] = {"script": [], "ferrule": []}
    for _ in range(2):
        for name, run in (("script", _script), ("ferrule", _ferrule)):
            shutil.rmtree(root / "target", ignore_errors=True)
            shutil.rmtree(root / ".ferrule", ignore_errors=True)
            times[name].append(seconds(lambda: run(root)))  # noqa: B023 - called at once
    script, ferrule = (statistics.median(times[name]) for name in ("script", "ferrule"))
    goal = "yes" if ferrule <= 1.03 * script + 0.5 else "no"
    return _row("cold", script, ferrule, f"at most 1.03 of it + 0.5 s: {goal}")


def _script(root: Path) -> None:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    words = " && ".join(f"{command} >/dev/null 2>&1" for command in _COMMANDS)
    subprocess.run(("sh", "-c", words), cwd=root, check=True, env=os.environ | {"PATH": path})


def _ferrule(root: Path, *words: str) -> None:
    # What is installed has its bytecode beside it; where writing it is forbidden, sources are compiled each time.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run((_FERRULE, "check", *words), cwd=root, check=False, capture_output=True, text=True, env=env)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)


def _row(case: str, script: float, ferrule: float, goal: str) -> tuple[object, ...]:
    return case, f"{script:.2f} s", f"{ferrule:.2f} s", f"{ferrule / script:.2f}", goal
