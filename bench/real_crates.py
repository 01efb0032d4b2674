"""Verdicts on crates from crates.io: what the commands say when a person runs them, and what ferrule says."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.crates_by_hand import GATES, PATH, by_hand, mutants_of
from bench.results import WORK, Section, seconds, table
from bench.startup import FERRULE

CRATES = (
    ("semver", "1.0.26"),
    ("itoa", "1.0.15"),
    ("either", "1.15.0"),
    ("heck", "0.5.0"),
    ("fastrand", "2.3.0"),
    ("humantime", "2.3.0"),
    ("strsim", "0.11.1"),
    ("bytes", "1.10.1"),
    ("shlex", "1.3.0"),
    ("scopeguard", "1.2.0"),
)
_BEFORE = {
    "semver": "1.0.25",
    "itoa": "1.0.14",
    "either": "1.14.0",
    "heck": "0.4.1",
    "fastrand": "2.2.0",
    "humantime": "2.2.0",
    "strsim": "0.11.0",
    "bytes": "1.10.0",
    "shlex": "1.2.0",
    "scopeguard": "1.1.0",
}
"""The release before, on the branch that changed lines are counted from."""
_MARKS = (".cargo-ok", ".cargo_vcs_info.json", "Cargo.toml.orig")
"""What Cargo adds to a published package: with these it cannot be packed again."""
_MOST_MUTANTS = 30
_OTHER_LINES = "other lines counted"
_AS_HAND = {"passed": "held", "failed": "broke"}
_REASONS = {"nothing-seen": "nothing", "not-relevant": "nothing", "user": "left out"}
_WORDS = """{agreed} of {total} verdicts agree, {decided} of them on `held` or `broke`, the others on why nothing was
decided; {left} are not compared. All took {minutes:.0f} minutes, on a machine that may have had other work. Each crate
is a repository of two commits, the release before on `main` and this one on a branch, so that gates which look at
changes have some. humantime is there for its deny.toml.

By hand: what a person concludes from the plain command, by rules that share no code with ferrule's readers. `fmt`,
`check`, `clippy`, `doc`, `msrv`, `features` and `package` go by the exit code, tests by it and by how many ran, the
others by the tool's words. `nothing`: there was nothing to do; `undecided`: no conclusion about the code; else the
reason. The commands run after ferrule, in the same target folder.

What this does not show: `semver-checks` compares each release with itself, since crates.io has it already. Without an
advisory database `audit`, and the advisories of `deny`, agree on nothing but its absence. That a lock which git does
not have, or a single set of features, means `nothing` is ferrule's rule too. `coverage` by hand is the line coverage of
`cargo llvm-cov` against 90 %, which counts test code in `src/`; ferrule does not, so they are compared only where both
count the same number of lines: {same} of {covered} times. ferrule's demand on changed lines is left aside. `mutants` is
left out of a crate with more than {most} mutants in its changed lines, to keep the run short.

Where the two differ:

{differ}

Not compared, and they point apart:

{apart}
"""


def measure() -> Section:
    """Compare gate by gate."""
    rows: list[tuple[str, ...]] = []
    took_s = seconds(lambda: rows.extend(row for name, version in CRATES for row in _compared(name, version)))
    return told(rows, took_s)


def told(rows: Sequence[tuple[str, ...]], took_s: float) -> Section:
    """Give the table with its words: crate, gate, by hand, ferrule, seen and whether they agree."""
    agreed = [row for row in rows if row[-1] == "yes"]
    differ = [row for row in rows if row[-1] == "**no**"]
    covered = [row for row in rows if row[1] == "coverage" and " lines" in row[2]]
    other = [row for row in covered if row[-1] == _OTHER_LINES]
    words = _WORDS.format(
        agreed=len(agreed),
        total=len(agreed) + len(differ),
        decided=sum(_word(row[2]) in _AS_HAND.values() for row in agreed),
        left=len(rows) - len(agreed) - len(differ),
        minutes=took_s / 60,
        same=len(covered) - len(other),
        covered=len(covered),
        most=_MOST_MUTANTS,
        differ=_listed(differ),
        apart=_listed([row for row in other if _word(row[2]) != _AS_HAND[row[3]]]),
    )
    head = ("crate", "gate", "by hand", "ferrule", "seen", "agree")
    return Section("Verdicts on real crates", f"{words}\n{table(head, rows)}")


def _listed(rows: Sequence[tuple[str, ...]]) -> str:
    return "\n".join(f"- {row[0]}, `{row[1]}`: {row[2]}; ferrule: {row[3]}" for row in rows) or "Nowhere."


def _word(hand: str) -> str:
    return hand.partition(",")[0]


def published(name: str, version: str) -> Path:
    """Give the folder in which Cargo keeps a crate's sources as published; they are downloaded when it has none."""
    asker = WORK / "asker"
    (asker / "src").mkdir(parents=True, exist_ok=True)
    (asker / "src/lib.rs").write_text("")
    head = '[package]\nname = "asker"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n[dependencies]\n'
    (asker / "Cargo.toml").write_text(f'{head}{name} = "={version}"\n')
    told = subprocess.check_output(("cargo", "metadata", "--format-version=1", "--quiet"), cwd=asker)
    [manifest] = [p["manifest_path"] for p in json.loads(told)["packages"] if p["name"] == name]
    return Path(manifest).parent


def fetched(name: str, version: str) -> Path:
    """Give a copy of a crate's sources as published, with a git-less folder of its own."""
    root = WORK / f"{name}-{version}"
    if not root.exists():
        shutil.copytree(published(name, version), root)
        _make_root(root)
    return root


def _repository(name: str, version: str) -> Path:
    """Give a new repository with two releases of a crate, all files of each committed; what builds leave is ignored."""
    root = WORK / "crates" / f"{name}-{version}"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    git = ("git", "-c", "user.name=bench", "-c", "user.email=bench@localhost")
    subprocess.run((*git, "init", "-q", "-b", "main"), cwd=root, check=True)
    for release, branch in ((_BEFORE[name], "main"), (version, "work")):
        for old in root.iterdir():
            if old.name != ".git":
                shutil.rmtree(old) if old.is_dir() else old.unlink()
        shutil.copytree(published(name, release), root, ignore=shutil.ignore_patterns(*_MARKS), dirs_exist_ok=True)
        _make_root(root)
        subprocess.run((*git, "checkout", "-q", "-B", branch), cwd=root, check=True)
        subprocess.run((*git, "add", "-A", "-f"), cwd=root, check=True)
        subprocess.run((*git, "commit", "-q", "-m", release), cwd=root, check=True)
    (root / ".git/info/exclude").write_text("/target\n/.ferrule\n")
    return root


def _make_root(root: Path) -> None:
    with (root / "Cargo.toml").open("a") as file:
        file.write("\n[workspace]\n")


def _compared(name: str, version: str) -> Iterator[tuple[str, ...]]:
    root = _repository(name, version)
    many = mutants_of(root)
    is_long = many > _MOST_MUTANTS
    report = _ferrule(root, *(("--skip", "mutants") if is_long else ()))
    told = {row["id"]: row for row in report["gates"]}
    for gate in told.keys() | GATES.keys():
        if gate not in told or gate not in GATES:
            raise RuntimeError(f"the bench and the catalog differ on the gate {gate}")
    for gate, row in told.items():
        hand = f"left out, {many} mutants" if gate == "mutants" and is_long else by_hand(root, gate)
        seen = f"{row['seen']['count']} {row['seen']['unit']}" if row["seen"] else ""
        ours = f"{row['status']}{' (' + row['reason'] + ')' if row['reason'] else ''}"
        print(f"{name} {gate}: {hand} | {ours} {row['detail']}", flush=True)
        yield f"{name} {version}", gate, hand, ours, seen, _agree(hand, row)


def _ferrule(root: Path, *words: str) -> dict[str, Any]:
    argv = (FERRULE, "check", "--profile", "release", "--format", "json", "--quiet", "--trust", "--no-cache", *words)
    told = subprocess.run(argv, cwd=root, env=os.environ | {"PATH": PATH}, capture_output=True, check=False)
    report: dict[str, Any] = json.loads(told.stdout)
    return report


def _agree(hand: str, row: dict[str, Any]) -> str:
    word = _word(hand)
    if word == "left out":
        return "left out"
    if row["id"] == "coverage" and row["status"] in _AS_HAND and word in _AS_HAND.values():
        if f" of {row['seen']['count']} lines" not in hand:
            return _OTHER_LINES
        total = any(finding["rule"] == "total" for finding in row["findings"])
        return "yes" if word == ("broke" if total else "held") else "**no**"
    return "yes" if word == _as_hand(row) else "**no**"


def _as_hand(row: dict[str, Any]) -> str:
    """Give ferrule's verdict in the words of one who reads by hand."""
    reason = row["reason"] or ""
    return _AS_HAND.get(row["status"]) or _REASONS.get(reason) or (reason if reason.startswith("no") else "undecided")
