"""What publishes, removes, rewrites or is not known is never adopted unless somebody names it."""

from pathlib import Path

import pytest

from discovery.told import BUILT_IN
from ferrule.discovery.survey import survey
from ferrule.facts.discovery import Adoptable, Find
from workspaces import write

MANIFEST = {"Cargo.toml": '[package]\nname = "x"\nversion = "0.1.0"\n'}


def finds(folder: Path, files: dict[str, str]) -> tuple[Find, ...]:
    """Give what is found in a repository with these files."""
    return survey(write(folder, {**MANIFEST, **files}), BUILT_IN).finds


def recipe(name: str, *lines: str, head: str = "") -> dict[str, str]:
    """Give a justfile with one recipe."""
    return {"justfile": head + f"{name}:\n" + "".join(f"  {line}\n" for line in lines)}


def beside(*lines: str) -> dict[str, str]:
    """Give a recipe that judges with something that no gate does, and runs these lines too."""
    return recipe("check", "cargo outdated", *lines)


def job(*lines: str, above: str = "") -> dict[str, str]:
    """Give a job of GitLab's with these lines."""
    return {".gitlab-ci.yml": f"{above}job:\n  script:\n" + "".join(f"    - {line}\n" for line in lines)}


def run(line: str, env: str = "") -> dict[str, str]:
    """Give a workflow of GitHub's with one line."""
    return {".github/workflows/a.yml": f"jobs:\n  a:\n{env}    steps:\n      - run: {line}\n"}


NEVER = {
    "mkdocs": recipe("deploy-docs", "mkdocs gh-deploy --force"),
    "gsutil": recipe("docs-upload", "gsutil rsync -r book gs://x"),
    "ghp-import": recipe("docs-gh", "ghp-import -p book"),
    "make publish": run("cargo make publish-docs"),
    "make deploy": run("cargo make check-and-deploy"),
    "by name alone": run("cargo make check-all"),
    "prettier": recipe("format-js", "npx prettier --write ."),
    "eslint": recipe("lint-fix", "eslint --fix ."),
    "typos": beside("typos -w"),
    "sed": beside("sed -i s/a/b/ src/lib.rs"),
    "unknown program": recipe("lint-docs", "markdownlint ."),
    "python": recipe("test-py", 'shutil.rmtree("/")', head='[script("python3")]\n'),
    "interpreter": recipe("test-py", "x = 1", head='set script-interpreter := ["python3"]\n[script]\n'),
    "node": recipe("check", "#!/usr/bin/env node", "fs.rmSync('x')"),
    "git push": beside("git -C . push --tags"),
    "git setting": beside("git -c user.name=x push"),
    "git work tree": beside("git --work-tree x --git-dir y clean -fdx"),
    "git stash": beside("git stash drop"),
    "git checkout": beside("git checkout -- ."),
    "backslash": beside("\\rm -rf x"),
    "eval": beside('eval "git push"'),
    "find": beside("find . -name '*.rs' -delete"),
    "sqlx": beside("sqlx database drop -y"),
    "docker": beside("docker compose down -v"),
    "curl": beside("curl -X POST https://example.org"),
    "sourced": beside(". ./release.sh"),
    "beside careful": recipe("check", "cargo careful test", "python3 tool.py"),
    "below": {"justfile": "check: other\n  cargo outdated\nother:\n  cargo vet\n  python3 tool.py\n"},
    "dylint": run("cargo dylint --all --fix"),
    "spellcheck": run("cargo spellcheck fix"),
    "mutants": run("cargo mutants --in-place"),
    "fuzz": run("cargo fuzz run t"),
    "afl": run("cargo afl fuzz -i in -o out target/debug/x"),
    "bolero": run("cargo bolero test x"),
    "folder": {".gitlab-ci.yml": "job:\n  before_script: [cd sub]\n  script: [cargo outdated]\n"},
    "folder behind": job("cd sub && ls", "cargo outdated"),
    "folder for all": job("cargo outdated", above="default:\n  before_script: [cd sub]\n"),
    "folder of a child": {
        ".gitlab-ci.yml": ".a:\n  script: [cargo outdated]\njob:\n  extends: .a\n  before_script: [cd sub]\n"
    },
    "image": job("cargo outdated", above='image: "rust:$RUST"\n'),
    "variable": job("cargo nextest run", above="variables: {CARGO_BUILD_TARGET: $T}\n"),
    "variable of a judge": job("cargo outdated", above="variables: {CARGO_BUILD_TARGET: $T}\n"),
    "two recipes": {"justfile": "set allow-duplicate-recipes\nci:\n  cargo outdated\nci:\n  git push\n"},
    "recipes of systems": {"justfile": "[windows]\nci:\n  cargo outdated\n[linux]\nci:\n  cargo vet\n"},
    "missing": {"justfile": "lint: foo\n  cargo outdated\n"},
}


@pytest.mark.parametrize("name", NEVER)
def test_nothing_of_it_is_adopted_without_a_name(name: str, tmp_path: Path) -> None:
    """Each has its row, and plain `--adopt` writes none of it but what stands beside it by itself."""
    found = [find for find in finds(tmp_path, NEVER[name]) if find.command != "just other"]

    assert found
    assert [] == [find.command for find in found if find.adoptable is Adoptable.YES]
    assert [] == [find.command for find in found if not find.why_not]


def test_the_row_says_what_is_not_known(tmp_path: Path) -> None:
    """Somebody who adopts it by its name knows what to look at."""
    [one] = finds(tmp_path, beside("python3 tool.py"))

    assert (Adoptable.BY_NAME, "what it does is not known: `python3 tool.py`") == (one.adoptable, one.why_not)


@pytest.mark.parametrize(
    ("files", "kind", "why_not"),
    [
        (NEVER["mkdocs"], "deploy", "no gate: runs `mkdocs gh-deploy --force`"),
        (NEVER["make publish"], "deploy", "no gate: by its name"),
        (NEVER["eslint"], "unknown", "rewrites files"),
        (NEVER["python"], "gate", "what it does is not known: `[script('python3')]`"),
        (NEVER["node"], "gate", "what it does is not known: `#!/usr/bin/env node`"),
        (NEVER["fuzz"], "unknown", "runs until it is stopped"),
        (NEVER["dylint"], "unknown", "rewrites source files"),
        (NEVER["missing"], "gate", "needs `foo`, which was not found"),
        (NEVER["folder behind"], "gate", "it runs in sub, a gate at the root"),
    ],
)
def test_the_reason_is_told(files: dict[str, str], kind: str, why_not: str, tmp_path: Path) -> None:
    """The kind and the reason are those of what was found in it."""
    found = finds(tmp_path, files)

    assert (kind, why_not) in [(find.kind, find.why_not) for find in found]


@pytest.mark.parametrize(
    ("files", "argv"),
    [
        (recipe("check", "mkdir -p out", "cargo outdated"), ("just", "check")),
        (run("cargo fuzz run t -- -max_total_time=60"), ("cargo", "fuzz", "run", "t", "--", "-max_total_time=60")),
        (run("cargo bench fix"), ("cargo", "bench", "fix")),
        (run("CITOKEN=abc cargo outdated"), ("env", "CITOKEN=abc", "cargo", "outdated")),
        (run("CI=1 RUST_LOG=x cargo outdated"), ("cargo", "outdated")),
        (job("rustup default nightly", "cargo outdated"), ("cargo", "+nightly", "outdated")),
        (job("export CIRCLE_DB=x", "cargo outdated"), ("env", "CIRCLE_DB=x", "cargo", "outdated")),
        (
            run("cargo outdated", "    env: {RUSTUP_TOOLCHAIN: nightly}\n"),
            ("env", "RUSTUP_TOOLCHAIN=nightly", "cargo", "outdated"),
        ),
        (
            {"justfile": "set allow-duplicate-recipes\nci:\n  git push\nci:\n  cargo outdated\n"},
            ("just", "ci"),
        ),
    ],
)
def test_what_is_known_is_adopted_as_it_was(files: dict[str, str], argv: tuple[str, ...], tmp_path: Path) -> None:
    """What judges and nothing else still becomes a gate, with all that matters to it."""
    assert [argv] == [find.argv for find in finds(tmp_path, files) if find.adoptable is Adoptable.YES]
