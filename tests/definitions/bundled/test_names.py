"""Whatever a bundled page names is there: agents, commands, skills, command lines of ferrule and Cargo, gates."""

import re
from pathlib import Path
from typing import Any

import pytest
import typer

from definitions.bundled.pages import AGENTS, COMMANDS, PAGES, ROOT, SKILLS, name, prose, shown, spans
from ferrule.cli import main
from ferrule.gates.catalog import GATES, PROFILES
from ferrule.repair import classes

GATE_IDS = {gate.ID for gate in GATES}
_LISTED = """
add audit auditable bench build check clean clippy deny doc fetch fix flamegraph fmt fuzz hack info init
install llvm-cov machete metadata miri mutants new nextest package public-api publish remove run semver-checks
shear sqlx tauri test tree update vendor yank
"""
CARGO = set(_LISTED.split())
"""Of Cargo itself, and of tools that `cargo install` brings under that name."""
ALIASES = {"xlint", "xtask"}
"""Of a repository, as the pages explain."""
each_page = pytest.mark.parametrize("page", PAGES, ids=name)


@pytest.fixture(scope="module")
def program() -> Any:
    """Give the program with all of its commands."""
    main._add(main._COMMANDS)
    return typer.main.get_command(main.app)


def wrong(line: str, program: Any) -> str | None:
    """Say what of a command line the program does not know; None when it knows all.

    Words in capitals stand for a value.
    """
    at, words = program, line.split()[1:]
    while words and hasattr(at, "commands") and not words[0].startswith("-"):
        if words[0] not in at.commands:
            return words[0]
        at, words = at.commands[words[0]], words[1:]
    options = {option for known in at.params for option in (*known.opts, *known.secondary_opts)}
    strange = [word for word in words if word.startswith("-") and word.split("=")[0] not in options]
    return strange[0] if strange else None


@each_page
def test_command_lines_of_ferrule_exist(page: Path, program: Any) -> None:
    """Each command and each option is one of the program."""
    found = {line: wrong(line, program) for line in shown(page, "ferrule")}

    assert {line: word for line, word in found.items() if word} == {}


def test_a_command_line_that_does_not_exist_is_found(program: Any) -> None:
    """The check can fail: at a command, at one of a group, and at an option."""
    assert wrong("ferrule chek", program) == "chek"
    assert wrong("ferrule incidents decide ID", program) == "decide"
    assert wrong("ferrule check --onyl fmt", program) == "--onyl"
    assert wrong("ferrule incidents answer ID A", program) is None


@each_page
def test_gates_and_profiles_exist(page: Path) -> None:
    """A page names gates after the word, or behind an option; each is in the catalog."""
    text = prose(page)
    listed = re.findall(r"\b[Gg]ates?\s+((?:`[\w-]+`(?:,\s+|\s+and\s+)?)+)", text)
    named = {gate for some in listed for gate in re.findall(r"`([\w-]+)`", some)}
    chosen = {gate for line in shown(page, "ferrule") for gate in re.findall(r"--(?:only|skip) (\S+)", line)}
    profiles = {word for line in shown(page, "ferrule") for word in re.findall(r"--profile (\S+)", line)}

    assert (named | chosen) - GATE_IDS == set()
    assert profiles - set(PROFILES) == set()


@each_page
def test_cargo_commands_exist(page: Path) -> None:
    """Each subcommand of Cargo is real, or an alias that a repository may have."""
    lines = [line.split()[1:] for line in shown(page, "cargo")]
    first = {next(word for word in words if not word.startswith("+")) for words in lines}

    assert first - CARGO - ALIASES == set()


@each_page
def test_agents_skills_and_commands_exist(page: Path) -> None:
    """No `@agent`, `$skill` or `/command` leads nowhere."""
    text = prose(page)
    agents = set(re.findall(r"(?<![\w.`@])`?@([a-z][\w-]+)", text))
    skills = set(re.findall(r"\$([a-z][\w-]+)", text))
    commands = {span[1:].split()[0] for span in spans(page) if re.fullmatch(r"/[a-z][\w-]*( .*)?", span)}

    assert agents - {path.stem for path in AGENTS} == set()
    assert skills - {path.name for path in SKILLS} == set()
    assert commands - {path.stem for path in COMMANDS} - {path.name for path in SKILLS} == set()


def test_something_was_looked_at() -> None:
    """The pages do name what the tests above look for."""
    text = "\n".join(prose(page) for page in PAGES)

    assert sum(1 for page in PAGES for _ in shown(page, "ferrule")) > 40
    assert sum(1 for page in PAGES for _ in shown(page, "cargo")) > 40
    assert all(f"@{path.stem}" in text for path in AGENTS)
    assert all(f"${path.name}" in text for path in SKILLS)
    assert all(f"`/{path.stem}`" in text for path in COMMANDS)


def test_classes_of_errors_are_those_of_the_program() -> None:
    """The table of the specialist has each class once, with its codes and with no other's."""
    text = (ROOT / "agents/rust-pro.md").read_text()
    rows = dict(re.findall(r"^\| ([a-z]+) \| ([^|]+) \|[^|]+\|[^|]+\|$", text, re.MULTILINE))
    known = {kind: set(re.findall(r"E\d{4}|\w+_\w+", codes)) for kind, codes in classes._CODES.items()}
    told = {kind: set(re.findall(r"E\d{4}|\w+_\w+", rows[kind])) for kind in known}

    assert set(rows) - {"class"} == {*classes._CODES, classes.OTHER}
    assert told == known
