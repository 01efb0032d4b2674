"""The plan file, the lint command and the substitutions that a repository's own instructions name."""

import pytest

from ferrule.definitions.places import BUNDLED
from ferrule.tasks.instructions import Substitution, lint_command_named, plan_file_named, substitutions


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Keep `.claude/TODO.md` up to date.", ".claude/TODO.md"), ("Maintain ./TODO.md.", "TODO.md"),
        ("The plan lives in docs/PLAN.md", "docs/PLAN.md"), ("See [plan](docs/plan.md).", "docs/plan.md"),
        ("@docs/TODO.md", "docs/TODO.md"), ("Our task list is `notes/work.md`.", "notes/work.md"),
        ("---\ndescription: Keep TODO.md\n---\n\nDo.", "TODO.md"), ("- Plan file: **work/next.txt**", "work/next.txt"),
        ("Do not use `TODO.md`; use `docs/PLAN.md`.", "docs/PLAN.md"),
        ("Write `docs/PLAN.md` instead of `TODO.md`.", "docs/PLAN.md"),
        ("Write to `ROADMAP.md` and `TODO.md`.", "ROADMAP.md"), ("`my-todo.md`", "my-todo.md"),
        ("Read README.md and docs/guide.md.", ""), ("Never touch `TODO.md`.", ""), ("Keep a TODO.", ""), ("", ""),
        ("`../TODO.md`", ""), ("`/etc/TODO.md`", ""), ("`~/.claude/TODO.md`", ""), ("`$HOME/TODO.md`", ""),
        ("`a/../../TODO.md`", ""), ("https://example.org/TODO.md", ""), ("C:\\work\\TODO.md", ""),
        ("`.git/TODO.md`", ""), ("`.ferrule/todo.md`", ""), ("`TODO.md.bak`", ""), ("`todo.rs`", ""),
        (f"`{'a/' * 200}TODO.md`", ""),
    ],
)  # fmt: skip
def test_the_plan_file_that_is_named(text: str, path: str) -> None:
    """A path inside of the repository counts when its name or its sentence speaks of a plan; any other does not."""
    assert plan_file_named(text) == path


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("1. `cargo fmt`\n2. use `cargo xlint` (no other lint command)", "cargo xlint"),
        ("```sh\ncargo clippy -- -D warnings 2>&1 && cargo fmt --check\n```", "cargo clippy -- -D warnings"),
        ("Run `cargo clippy --all-targets`, then `cargo lint-all`.", "cargo lint-all"),
        ("Never `cargo clippy`; use `just lint`.", "just lint"), ("`make lint | tee out`", "make lint"),
        ("`cargo +nightly clippy`", "cargo +nightly clippy"),
        ("```\n$ ./scripts/lint.sh --all\n```", "./scripts/lint.sh --all"),
        ("Do not run:\n\n- `cargo clippy`", ""), ("Run the linter.", ""), ("`cargo test`", ""), ("", ""),
        ("`eslint src`", ""), ("`cargo xlint; rm -rf x`", "cargo xlint"), ("`cargo $(echo lint)`", ""),
    ],
)  # fmt: skip
def test_the_lint_command_that_is_prescribed(text: str, command: str) -> None:
    """What calls itself lint comes first, then clippy; without what a shell would make of it; nothing forbidden."""
    assert lint_command_named(text) == command


def test_our_own_commands_name_what_they_mean() -> None:
    """Of ferrule's own `/memo` and `/lint` the same is read as of everybody's."""
    assert plan_file_named((BUNDLED / "commands/memo.md").read_text("utf-8")) == ".claude/TODO.md"
    assert lint_command_named((BUNDLED / "commands/lint.md").read_text("utf-8")) == "cargo xlint"


def test_substitutions_have_their_lines() -> None:
    """Both forms are found, in front of everything else that only looks like one."""
    text = "---\na: b\n---\n\nState: !`git status` and !`git log -1`\n\n```!\ngit diff\ngit stash list\n```\n"

    assert substitutions(text) == (
        Substitution(5, "git status"),
        Substitution(5, "git log -1"),
        Substitution(7, "git diff\ngit stash list"),
    )
    assert substitutions("no!`x`, `!y`, ! `z`, ``!`` and\n```sh\nls\n```\n!``") == ()
    assert substitutions("```!\n```\n```! date\n```") == (Substitution(3, "date"),)
