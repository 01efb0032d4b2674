"""Forms that a repository's files take, one by one: what is written, and what is found of it."""

from pathlib import Path

import pytest

from discovery.told import BUILT_IN, line
from ferrule.discovery.survey import survey
from workspaces import write


def found(folder: Path, files: dict[str, str]) -> list[str]:
    """Give the finds of a repository with these files, without the file's name."""
    write(folder, {"Cargo.toml": '[package]\nname = "x"\nversion = "0.1.0"\n', **files})
    return [line(find).removeprefix(".github/workflows/") for find in survey(folder, BUILT_IN).finds]


def steps(*runs: str, more: str = "") -> dict[str, str]:
    """Give a workflow with these runs, each on a line of its own, from line 5 on."""
    lines = "".join(f"      - run: {run}\n" for run in runs)
    return {".github/workflows/a.yml": f"jobs:\n  a:\n    runs-on: x\n    steps:\n{lines}{more}"}


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("cargo bench | tee log", "gate | - | no"),
        ("cargo bench || true", "gate | - | no"),
        ("'! cargo bench'", "gate | - | no"),
        ("if true; then cargo bench; fi", "gate | - | no"),
        ("X=$(cargo bench)", "gate | - | no"),
        ("cargo bench > log", "gate | - | yes: bench"),
        ("true && cargo bench", "gate | - | yes: bench"),
        ("(cargo bench)", "gate | - | yes: bench"),
        ("LOOM=1 cargo bench", "gate | - | yes: bench"),
        ("env LOOM=1 cargo bench", "gate | - | yes: bench"),
        ("~/.cargo/bin/cargo bench", "gate | - | yes: bench"),
        ("xvfb-run -a cargo bench", "gate | - | no"),
        ("sudo cargo bench", "gate | - | no"),
        ("cargo bench &", "gate | - | no"),
        ("cargo-bench bench", "gate | - | yes: bench"),
    ],
)
def test_what_stands_around_a_command(run: str, expected: str, tmp_path: Path) -> None:
    """A pipe, a branch or a wrapper keeps a command from being adopted; variables and chains do not."""
    [one] = found(tmp_path, steps(run))

    assert one.startswith(f"a.yml:5 | {expected}")


def test_what_is_no_command_is_not_found(tmp_path: Path) -> None:
    """Words in quotes, comments, names of files, here-documents and other programs are none."""
    runs = [
        "echo 'cargo test'",
        "echo cargo test # cargo test",
        "ls ci/cargo-test",
        "rustup component add clippy",
        "cargonaut test",
        "|\n          cat <<EOF\n          cargo test\n          EOF",
    ]
    assert [] == found(tmp_path, steps(*runs))


def test_commands_in_a_matrix_are_found_where_they_stand(tmp_path: Path) -> None:
    """A matrix of commands gives each of them, and one of subcommands too."""
    text = (
        "jobs:\n  a:\n    strategy:\n      matrix:\n        cmd:\n"
        "          - cargo bench\n          - cargo fmt --check\n"
        "        sub: [vet, check]\n    steps:\n      - run: ${{ matrix.cmd }}\n      - run: cargo ${{ matrix.sub }}\n"
    )
    assert [
        "a.yml:6 | gate | - | yes: bench | cargo bench",
        "a.yml:7 | gate | fmt | no | cargo fmt --check",
        "a.yml:8 | gate | - | yes: vet | cargo vet",
        "a.yml:8 | gate | check[- libraries and programs alone] | no | cargo check",
    ] == found(tmp_path, {".github/workflows/a.yml": text})


def test_a_variable_that_a_step_changes_is_not_relied_on(tmp_path: Path) -> None:
    """What is written into GITHUB_ENV is known only when it runs."""
    env = "env:\n  C: cargo\n"
    files = steps("$C bench", 'echo "C=cross" >> $GITHUB_ENV', "${{ env.C }} bench")

    text = env + files[".github/workflows/a.yml"]

    assert ["a.yml:7 | gate | - | yes: bench | $C bench"] == found(tmp_path, {".github/workflows/a.yml": text})


def test_headers_of_recipes_may_hold_any_sign(tmp_path: Path) -> None:
    """Colons and signs of comments in defaults and arguments end no header."""
    text = (
        'a b="x:y#z" c=`echo :`: (d "e::f") && g # h: i\n  cargo bench\nd x:\n  cargo vet {{x}}\ng:\n  cargo geiger\n'
    )

    assert [
        "justfile:1 | gate | - | yes: just-a | just a",
        "justfile:3 | gate | - | no | just d",
        "justfile:5 | gate | - | yes: just-g | just g",
    ] == found(tmp_path, {"justfile": text})


def test_another_sign_may_begin_the_lines_of_a_recipe(tmp_path: Path) -> None:
    """`.RECIPEPREFIX` counts from its line on, and a tab is nothing then."""
    text = ".RECIPEPREFIX = >\nall: ; cargo bench\nvet:\n> cargo vet\n"

    assert [
        "Makefile:2 | gate | - | yes: make-all | make all",
        "Makefile:3 | gate | - | yes: make-vet | make vet",
    ] == found(tmp_path, {"Makefile": text})


def test_a_target_that_is_a_file_is_not_adopted(tmp_path: Path) -> None:
    """Make would say that it is up to date."""
    files = {"Makefile": "bench:\n\tcargo bench\n", "bench/x": ""}

    assert ["Makefile:1 | gate | - | no | make bench"] == found(tmp_path, files)


def test_the_first_makefile_counts(tmp_path: Path) -> None:
    """Make reads GNUmakefile alone where there are several; the other is told."""
    write(tmp_path, {"Cargo.toml": "", "GNUmakefile": "a:\n\tcargo vet\n", "Makefile": "b:\n\tcargo vet\n"})

    discovery = survey(tmp_path, BUILT_IN)

    assert ["make a"] == [find.command for find in discovery.finds]
    assert [("Makefile", "make reads GNUmakefile and not this file")] == [
        (one.path, one.words) for one in discovery.unread
    ]


def test_a_line_that_no_shell_reads_is_cut(tmp_path: Path) -> None:
    """PowerShell's own words do not hide the commands beside them."""
    lines = ("if ($x -ne 0) { throw 'a' }", "cargo bench; cargo vet", "foreach ($a in 1..2) { cargo geiger }")
    runs = "".join(("|", *(f"\n          {one}" for one in lines)))
    finds = found(tmp_path, steps(runs, more="        shell: pwsh\n"))

    assert ["bench", "vet", "geiger"] == [one.split(" ")[-1] for one in finds]
