"""`ferrule init --ci`: files that the servers' own schemas accept, and nothing of somebody else's is written over."""

import json
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from ferrule.config.ci_text import github_text, gitlab_text
from ladder import ferrule, ferrule_json
from workspaces import package, write

VENDORED = Path(__file__).parents[1] / "discovery/vendored"
PLACES = {"github": ".github/workflows/ferrule.yml", "gitlab": ".gitlab-ci.yml"}
SCHEMAS = {"github": "github-workflows.json", "gitlab": "gitlab-ci.json"}


class Loader(yaml.SafeLoader):
    """Reads `on` as a word, as GitHub does."""


Loader.yaml_implicit_resolvers = {
    sign: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:bool"]
    for sign, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def valid(server: str, text: str) -> dict[str, Any]:
    """Give a workflow after it was held against the schema of its server."""
    made: dict[str, Any] = yaml.load(text, Loader=Loader)  # noqa: S506 - a safe loader
    schema = json.loads((VENDORED / SCHEMAS[server]).read_text())
    jsonschema.validators.validator_for(schema)(schema).validate(made)
    return made


@pytest.mark.parametrize("server", PLACES)
def test_the_file_fits_the_schema_of_its_server(server: str, tmp_path: Path) -> None:
    """What is written is valid, trusts the checkout, keeps rights few, and runs the ladder with reports."""
    root = package(tmp_path)

    code, shown = ferrule_json(root, "init", "--ci", server)
    made = valid(server, (root / PLACES[server]).read_text())

    assert (0, True, shown["text"]) == (code, shown["written"], (root / PLACES[server]).read_text())
    job = made["jobs"]["ferrule"] if server == "github" else made["ferrule"]
    assert "1" == (job["env"] if server == "github" else job["variables"])["FERRULE_TRUST"]
    assert "ferrule check --profile standard" in shown["text"]
    if server == "github":
        assert {"contents": "read"} == made["permissions"]
        assert {"actions": "read", "contents": "read", "security-events": "write"} == job["permissions"]
        assert all(step["uses"].rpartition("@v")[2].isdigit() for step in job["steps"] if "uses" in step)


@pytest.mark.parametrize("server", PLACES)
def test_the_options_are_those_of_ferrule(server: str, tmp_path: Path) -> None:
    """The command of the workflow is understood by this ferrule, whatever it finds."""
    root = package(tmp_path)
    text = ferrule(root, "init", "--ci", server, "--dry-run").stdout
    lines = [line.strip().rstrip("\\").strip() for line in text.split("\n")]
    first = next(at for at, line in enumerate(lines) if line.startswith("ferrule check"))
    words = " ".join(lines[first : first + 2]).split()[1:]

    shown = ferrule(root, *words, "--only", "lockfile", FERRULE_TRUST="1")

    assert shown.returncode in (0, 1, 3), shown.stderr
    assert [] == [name for word in words if "=" in word and not (root / (name := word.partition("=")[2])).exists()]


def test_a_file_of_somebody_else_is_never_written_over(tmp_path: Path) -> None:
    """It is refused with what to do; one of ours that was changed needs `--force`."""
    root = write(package(tmp_path), {PLACES["github"]: "name: theirs\n"})

    refused = ferrule(root, "init", "--ci", "github", "--force")
    theirs = (root / PLACES["github"]).read_text()
    (root / PLACES["github"]).unlink()
    ferrule(root, "init", "--ci", "github")
    same = ferrule(root, "init", "--ci", "github")
    (root / PLACES["github"]).write_text((root / PLACES["github"]).read_text() + "# mine\n")
    changed = ferrule(root, "init", "--ci", "github")
    forced = ferrule(root, "init", "--ci", "github", "--force")

    assert (2, "name: theirs\n") == (refused.returncode, theirs)
    assert "is not ours" in refused.stderr
    assert (0, 2, 0) == (same.returncode, changed.returncode, forced.returncode)
    assert "nothing to change" in same.stdout
    assert "# mine" not in (root / PLACES["github"]).read_text()


def test_a_pipeline_that_is_there_gets_a_file_to_include(tmp_path: Path) -> None:
    """The job lies beside the pipeline, and the note says which line takes it in."""
    root = write(package(tmp_path), {".gitlab-ci.yml": "test:\n  script: [make]\n"})

    code, shown = ferrule_json(root, "init", "--ci", "gitlab")

    assert 0 == code
    assert "test:\n  script: [make]\n" == (root / ".gitlab-ci.yml").read_text()
    valid("gitlab", (root / ".gitlab/ferrule.yml").read_text())
    assert "include: [{local: /.gitlab/ferrule.yml}]" in shown["notes"][0]


@pytest.mark.parametrize("server", PLACES)
def test_a_workspace_below_the_repository_is_gone_into(server: str, tmp_path: Path) -> None:
    """The file lies in the repository's root, and the ladder is climbed in the workspace's folder."""
    subprocess.run(("git", "init", "-q", str(tmp_path)), check=True)
    root = package(tmp_path / "crates/rust")

    ferrule(root, "init", "--ci", server)
    text = (tmp_path / PLACES[server]).read_text()

    made = valid(server, text)
    if server == "github":
        assert "crates/rust" == made["jobs"]["ferrule"]["defaults"]["run"]["working-directory"]
    else:
        assert "cd crates/rust" == made["ferrule"]["before_script"][0]


@pytest.mark.parametrize("folder", ["crates/é", "@scope/x", "a: b #c", "-x", "1"])
def test_the_name_of_a_folder_is_a_name_for_yaml_and_for_the_shell(folder: str) -> None:
    """Whatever signs it has, the job goes into it before rustup looks for the toolchain of that folder."""
    job = valid("gitlab", gitlab_text(folder))["ferrule"]
    steps = valid("github", github_text(folder))["jobs"]["ferrule"]

    first, *others = job["before_script"]
    assert ["cd", *(["--"] if folder.startswith("-") else []), folder] == shlex.split(first)
    assert "rustup component add rustfmt clippy" in others
    assert [f"{folder}/Cargo.lock"] == job["cache"]["key"]["files"]
    assert f"{folder}/ferrule-junit.xml" == job["artifacts"]["reports"]["junit"]
    assert folder == steps["defaults"]["run"]["working-directory"]
    assert f"{folder}/ferrule.sarif" in [step.get("with", {}).get("sarif_file") for step in steps["steps"]]


def test_another_server_and_links_are_refused(tmp_path: Path) -> None:
    """An unknown server is named; a link that leads out of the repository is not followed."""
    root = package(tmp_path / "ws")
    (tmp_path / "out").mkdir()
    (root / ".github").symlink_to(tmp_path / "out")

    unknown = ferrule(root, "init", "--ci", "jenkins")
    linked = ferrule(root, "init", "--ci", "github")

    assert (2, 2) == (unknown.returncode, linked.returncode)
    assert "takes github or gitlab" in unknown.stderr
    assert [] == list((tmp_path / "out").iterdir())
