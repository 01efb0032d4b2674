"""Files that a skill points to: there or told, and never outside of its folder (C1)."""

from pathlib import Path

import pytest

from definitions.loading.layouts import AGENTS, SKILLS, loaded, one, rules, skill
from workspaces import write

FILE = f"{SKILLS}/s/SKILL.md"


@pytest.mark.parametrize(
    "body",
    [
        "- `references/gone.md` for the rest",
        "Read `references/gone.md`, then go on.",
        "[the rest](references/gone.md)",
        "[the rest](./references/gone.md#part 'title')",
        "[the rest](gone.md)",
        "[the rest]: references/gone.md",
        "Run `python scripts/gone.py --all`",
        "`templates/gone.txt:12`",
        "`${CLAUDE_SKILL_DIR}/scripts/gone.sh`",
        "`assets/gone.png`, `assets/gone.png` and [again](assets/gone.png)",
    ],
)
def test_a_file_that_is_not_there(tmp_path: Path, body: str) -> None:
    """It is told once, at its first line, however it is written."""
    found = one(tmp_path, FILE, skill("s", body=f"Text\n\n{body}\n"))

    assert rules(found.diagnostics) == ["dangling-file:8"]


@pytest.mark.parametrize(
    "body",
    [
        "`references/here.md`, [a](references/here.md), `references/sub/`",
        "[a b](references/a%20b.md)",
        "`references/<topic>.md`, `references/*.md`, `scripts/$NAME.sh`, `scripts/{name}`, `references/...`",
        "Put long text into `references/`",
        "For example `references/forms.md`",
        "Write the result to `assets/report.html`",
        "`src/references/x.md` and `https://example.org/references/x.md` and ~/scripts/x",
        "[site](https://example.org/x.md), [part](#part), [mail](mailto:a@b.c), [root](/x.md)",
        "`project/scripts/x.sh` or prose with scripts/x.sh and references/x.md",
        "```bash\npython scripts/theirs.py\n```",
        "`[not a link](gone.md)` and [folder](docs) and [page](https://a.b/c.md)",
        "`scripts/of-the-project.sh`",
    ],
)
def test_what_is_no_missing_file(tmp_path: Path, body: str) -> None:
    """Patterns, examples, links to elsewhere, folders of whoever uses it."""
    beside = {"references/here.md": "", "references/a b.md": "", "references/sub/x.md": ""}
    write(tmp_path / SKILLS / "s", beside)
    write(tmp_path, {"scripts/of-the-project.sh": ""})

    assert not one(tmp_path, FILE, skill("s", body=f"{body}\n")).diagnostics


def test_code_that_runs_its_own_scripts(tmp_path: Path) -> None:
    """In a shell block a path is the skill's own where it has such a folder."""
    write(tmp_path / SKILLS / "s", {"scripts/here.sh": ""})
    body = "```bash\nbash scripts/here.sh\nbash scripts/gone.sh\n```\n"
    (remark,) = one(tmp_path, FILE, skill("s", body=body)).diagnostics

    assert (remark.rule, remark.line) == ("dangling-file", 8)
    assert "did you mean 'scripts/here.sh'?" in remark.message


@pytest.mark.parametrize(
    "body",
    ["[up](../other/SKILL.md)", "`references/../../x.md`", "[up](references/../../../x.md)", "`references/link.md`"],
)
def test_nothing_outside(tmp_path: Path, body: str) -> None:
    """A path out of the folder of the skill is an error: it breaks where the skill is installed."""
    write(tmp_path, {"x.md": "", f"{SKILLS}/other/SKILL.md": "", f"{SKILLS}/s/references/a.md": ""})
    (tmp_path / SKILLS / "s/references/link.md").symlink_to("../../../../x.md")
    found = next(each for each in loaded(tmp_path, {FILE: skill("s", body=f"{body}\n")}).known if each.name == "s")

    assert [(remark.rule, remark.level, remark.line) for remark in found.diagnostics] == [("file-outside", "error", 6)]


def test_only_skills_have_files(tmp_path: Path) -> None:
    """A path in an agent is one of the project that it works in."""
    assert not one(tmp_path, f"{AGENTS}/a.md", skill("a", body="`references/x.md` [a](gone.md)\n")).diagnostics
