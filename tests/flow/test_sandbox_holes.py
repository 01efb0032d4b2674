"""Ways out of the sandbox that a hostile workspace may try: each leads nowhere."""

import json
import os
import socket
from pathlib import Path

import pytest

from ferrule.gates.written import written
from ferrule.process import door
from ferrule.process.command import Command, Outcome
from ferrule.process.mounts import withheld_settings
from ferrule.process.sandbox import Sandbox
from ladder import brief, climb, row
from workspaces import members, package, program, write

pytestmark = [
    pytest.mark.cargo,
    pytest.mark.sandbox,
    pytest.mark.skipif(bool(door.sandbox_refusal()), reason=f"no sandbox here: {door.sandbox_refusal()}"),
]

SETTINGS = {".cargo/config.toml": "[term]\n"}
"""Enough to make a workspace untrusted."""


@pytest.fixture
def private(tmp_path: Path) -> Path:
    """Give a folder of the user's, beside the workspace, with a file in it."""
    return write(tmp_path / "private", {"diary": "dear diary\n"}) / "diary"


def inside(script: str, root: Path) -> Outcome:
    """Run a shell script in a sandbox that shows one folder."""
    return door.run(Command(("sh", "-c", script), root, 30.0, sandbox=Sandbox((root,), ())))


def names(folder: Path) -> list[str]:
    """Give the names of what lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def build_script(body: str) -> dict[str, str]:
    """Give a build script that does this; each line must be allowed to fail by itself."""
    return {"build.rs": f"fn main() {{\n{body}\n}}\n"}


def test_settings_cannot_name_a_folder_to_show(tmp_path: Path, private: Path) -> None:
    """`target-dir` and `build-dir` of untrusted settings make no folder visible and none writable."""
    folder = private.parent
    files = build_script(f'assert!(std::fs::read_dir("{folder}").is_err(), "it is visible");')
    settings = {".cargo/config.toml": f'[build]\ntarget-dir = "{folder}"\nbuild-dir = "{folder}"\n'}
    root = write(package(tmp_path / "ws", files), settings)

    report = climb(root, "check", "nextest", sandboxed=True)

    assert {"check": "passed", "nextest": "passed"} == brief(report, "check", "nextest")
    assert ["diary"] == names(folder)


def test_a_linked_target_folder_makes_no_source_writable(tmp_path: Path) -> None:
    """Where `target` is a link to the sources, they stay as they are."""
    files = build_script('let _ = std::fs::write("target/lib.rs", "");')
    root = write(package(tmp_path / "ws", files), SETTINGS)
    (root / "target").symlink_to("src")
    before = (root / "src/lib.rs").read_text()

    report = climb(root, "check", sandboxed=True)

    assert {"check": "passed"} == brief(report, "check")
    assert (["lib.rs"], before) == (names(root / "src"), (root / "src/lib.rs").read_text())


def test_a_false_cargo_cannot_name_another_root(tmp_path: Path, private: Path) -> None:
    """What a Cargo of the workspace's own calls its root is not shown to the gates; the rows say why none ran."""
    folder = private.parent
    said = {"packages": [], "workspace_members": [], "workspace_root": str(folder), "target_directory": str(folder)}
    root = package(tmp_path / "ws")
    tools = root / "toolchain/bin"
    program(tools, "cargo", f"case $1 in metadata) echo '{json.dumps(said)}';; *) touch {folder}/new;; esac")
    program(tools, "rustc", "echo 'rustc 1.0.0'")
    write(root, {"rust-toolchain.toml": f'[toolchain]\npath = "{root}/toolchain"\n'})

    report = climb(root, "fmt", "check", sandboxed=True)

    assert {"fmt": "skipped: untrusted", "check": "skipped: untrusted"} == brief(report, "fmt", "check")
    assert f"Cargo takes {folder}" in row(report, "check").detail
    assert ["diary"] == names(folder)


def test_a_planted_link_does_not_lead_our_own_files(tmp_path: Path, private: Path) -> None:
    """A build script that puts links where ferrule writes later: the user's file stays as it was."""
    body = f"""for run in std::fs::read_dir(".ferrule/tmp").unwrap().flatten() {{
        for place in [run.path(), run.path().join("out")] {{
            let _ = std::os::unix::fs::symlink("{private}", place.join("nextest.toml"));
            let _ = std::os::unix::fs::symlink("{private}", place.join("nextest.xml"));
        }}
    }}"""
    root = write(package(tmp_path / "ws", build_script(body)), SETTINGS)

    report = climb(root, "check", "nextest", sandboxed=True)

    assert "passed" == brief(report, "check")["check"]
    assert "dear diary\n" == private.read_text()


def test_only_a_plain_file_is_a_report(tmp_path: Path) -> None:
    """A link, a pipe and a folder in place of nextest's report are not read, and nobody waits for them."""
    (tmp_path / "plain").write_text("<xml/>")
    (tmp_path / "link").symlink_to("plain")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()

    read = {name: written(tmp_path / name, 1 << 20) for name in ("plain", "link", "pipe", "folder", "none")}

    assert {"plain": "<xml/>", "link": None, "pipe": None, "folder": None, "none": None} == read


@pytest.mark.parametrize("name", ["it's ünï code", 'a "quoted" \\ path'])
def test_nextest_works_below_any_path(tmp_path: Path, name: str) -> None:
    """Quotes, spaces and letters of other languages in the workspace's path survive its settings file."""
    assert {"nextest": "passed"} == brief(climb(package(tmp_path / name), "nextest"), "nextest")


def test_a_link_at_the_root_stays_a_link(tmp_path: Path, private: Path) -> None:
    """Without a Cargo.lock each entry is shown by itself; what a link leads to outside is not."""
    root = package(tmp_path / "ws")
    (root / "leak").symlink_to(private.parent)
    (root / "source").symlink_to("src")
    os.mkfifo(root / "pipe")

    outcome = inside("readlink leak; cat leak/diary; ls source; test -e pipe || echo no pipe", root)

    assert f"{private.parent}\nlib.rs\nno pipe\n" == outcome.stdout.text


def test_no_socket_of_the_system_is_reachable(tmp_path: Path) -> None:
    """Daemons listen in /run, /var and home folders: none of them is there."""
    with socket.socket(socket.AF_UNIX) as daemon:
        daemon.bind(str(tmp_path / "daemon.sock"))
        root = package(tmp_path / "ws")
        outcome = inside(
            f"ls -A /run /var/run /home /srv /mnt /var/lib; test -e {tmp_path}/daemon.sock || echo none", root
        )

    seen = {line for line in outcome.stdout.text.split("\n") if line and not line.endswith(":")}
    assert seen <= {"none", "current-system"}
    assert "none" in seen


def test_no_privilege_is_left(tmp_path: Path) -> None:
    """A user who is root is not root inside: no capability, and nothing can be mounted anew."""
    outcome = inside(
        "grep CapEff /proc/self/status; mount -o remount,rw,bind /usr 2>&1 || echo refused", package(tmp_path)
    )

    assert "CapEff:\t0000000000000000" in outcome.stdout.text
    assert "refused" in outcome.stdout.text


@pytest.mark.parametrize(
    ("settings", "kept_out"),
    [
        ('[registries.x]\nindex = "sparse+https://x/"\n', False),
        ('[net]\ngit-fetch-with-cli = true\n[url]\nx = "ssh://git@github.com/"\n', False),
        ('[registries.x]\n"token" = "t"\n', True),
        ('registries = { x = { token = "t" } }\n', True),
        ('registries.x.secret-key = "t"\n', True),
        ('[http]\nproxy = "http://me:pass@proxy:80"\n', True),
        ('[http]\nproxy = "me:pass@proxy:80"\n', True),
        ('[source.x]\nregistry = "https://token@x/"\n', True),
        ('[env]\nMY_PASSWORD = "t"\n', True),
        ('include = "tokens.toml"\n', True),
        ("not toml", True),
    ],
)
def test_settings_with_credentials_stay_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str, kept_out: bool
) -> None:
    """Cargo's own settings file is shown exactly when it holds nothing that could be a credential."""
    monkeypatch.setenv("CARGO_HOME", str(tmp_path / "cargo"))
    monkeypatch.setenv("RUSTUP_HOME", os.environ.get("RUSTUP_HOME") or str(Path.home() / ".rustup"))
    write(tmp_path / "cargo", {"config.toml": settings})

    outcome = inside(f"cat {tmp_path}/cargo/config.toml", package(tmp_path / "ws"))

    assert (kept_out, "" if kept_out else settings) == (withheld_settings(), outcome.stdout.text)


def test_credentials_in_the_workspace_are_empty_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Cargo's home lies in the workspace, its credentials do not come along."""
    root = write(package(tmp_path), {"home/credentials.toml": "[registry]\ntoken = 'hunter2'\n", "Cargo.lock": ""})
    monkeypatch.setenv("CARGO_HOME", str(root / "home"))

    outcome = inside("cat home/credentials.toml && echo read", root)

    assert "hunter2" not in outcome.stdout.text


def test_links_of_a_toolchain_in_the_workspace_show_nothing(
    tmp_path: Path, private: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Homes of Cargo and rustup, and programs on PATH, that come with the workspace lead nowhere outside of it."""
    folder = private.parent
    program(folder / "bin", "cc", "true")
    root = package(tmp_path / "ws")
    for link in ("rustup/toolchains/mine", "cargo/registry"):
        (root / link).parent.mkdir(parents=True, exist_ok=True)
        (root / link).symlink_to(folder)
    (root / "bin").mkdir()
    (root / "bin/cc").symlink_to(folder / "bin/cc")
    for name, value in {"RUSTUP_HOME": "rustup", "CARGO_HOME": "cargo"}.items():
        monkeypatch.setenv(name, str(root / value))
    monkeypatch.setenv("PATH", f"{root}/bin:{os.environ['PATH']}")

    assert "" == inside(f"cat {private} cargo/registry/diary rustup/toolchains/mine/diary", root).stdout.text


def test_members_outside_of_a_trusted_root_are_shown(tmp_path: Path) -> None:
    """A workspace may have members beside its root; those of a trusted one can be built."""
    root = members(tmp_path / "ws", {"../far": ""}, "")
    write(tmp_path / "far", {"Cargo.toml": (tmp_path / "far/Cargo.toml").read_text().replace("../far", "far")})
    manifest = (tmp_path / "far/Cargo.toml").read_text().replace("[package]\n", '[package]\nworkspace = "../ws"\n')
    write(tmp_path / "far", {"Cargo.toml": manifest})

    assert {"check": "passed"} == brief(climb(root, "check", sandboxed=True), "check")


def test_the_home_folder_is_never_a_workspace_to_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workspace that holds the home folder is refused with a word, not shown."""
    from ferrule.errors import Untrusted

    root = write(package(tmp_path), SETTINGS)
    monkeypatch.setenv("HOME", str(root / "me"))
    (root / "me").mkdir()

    with pytest.raises(Untrusted, match="holds the home folder"):
        inside("true", root)


def test_nextest_where_nothing_was_ever_built(tmp_path: Path) -> None:
    """In the sandbox it keeps its own records in ferrule's folder: the workspace's target folder need not be there."""
    lock = 'version = 4\n\n[[package]]\nname = "demo"\nversion = "0.1.0"\n'
    root = package(tmp_path / "ws", {"Cargo.lock": lock})

    report = climb(root, "nextest", sandboxed=True)

    assert {"nextest": "passed"} == brief(report, "nextest")
    assert not (root / "target").exists()
