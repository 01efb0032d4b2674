"""What is a name in a text, and what only looks like one: a false alarm is worse than a miss."""

import pytest

from ferrule.definitions.markdown import Markdown
from ferrule.definitions.mentions import mentions
from ferrule.facts.definition import Kind


def called(text: str) -> list[str]:
    """Give what a text calls for where nobody has anything."""
    found = [one for one in mentions(Markdown(text), lambda _kind, _name: False) if one.is_sure]
    return sorted({f"{one.kind} {one.name} {one.line}" for one in found})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("**Escalate to:** @backend-lead or somebody", "agent backend-lead 1"),
        ("ask `@data-lead` for it", "agent data-lead 1"),
        ("(@data-lead)", "agent data-lead 1"),
        ("Delegate this to @storage.", "agent storage 1"),
        ("I'll use the query-tuner agent to", "agent query-tuner 1"),
        ("launch the `query-tuner` subagent", "agent query-tuner 1"),
        ("\n\nuse $schema-notes for tables", "skill schema-notes 3"),
        ("Load the **schema-notes** skill first.", "skill schema-notes 1"),
        ("- [ ] run the /tidy command", "command tidy 1"),
        ("then use /tidy and go on", "command tidy 1"),
        ("Run `/git:tidy` at the end", "command git:tidy 1"),
        ("the slash command `/tidy` does it", "command tidy 1"),
        ("found in .claude/commands/git/tidy.md", "command tidy 1"),
    ],
)
def test_names(text: str, name: str) -> None:
    """Each way in which definitions call each other."""
    assert called(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "write to me@some-host.org or git@git-hub.com",
        "@dataclass\n@app.route('/x')\n@pytest.mark.skip-this\n@some-thing(1)",
        "install @types/node-fetch and `@angular-eslint/core`",
        "`npm i left-pad@next-tag`, actions/checkout@v4",
        "thanks to @some-body on GitHub, @other-body is the maintainer",
        "the rule @font-face and `// @ts-expect-error`",
        "see @docs/some-file.md and @some-file.md",
        "@param x-y the rest /// @see",
        "ask @user or @human, @claude, @my-agent, @agent-name",
        "https://example.org/@some-body/run",
        "```\nescalate to @backend-lead, run /tidy, use $schema-notes\n```",
        "```python\n@some-decorator\n```",
        "~~~\n```\n@backend-lead\n~~~",
    ],
)
def test_what_is_no_agent(text: str) -> None:
    """Addresses, decorators, packages, people, style sheets, paths and code."""
    assert called(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "$PATH $HOME $ARGUMENTS $1 ${some-name} $file $HOME/some-path",
        "the price is $5-per-unit; $a-b$ is a formula",
        "`echo $some-thing` and \\$some-thing",
        "Treat `$prefix-clang` as a pattern",
        "use $my-skill or $skill-name",
    ],
)
def test_what_is_no_skill(text: str) -> None:
    """Variables, prices, formulas and code."""
    assert called(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "use /tmp for scratch, run /usr/bin/env, use /etc/hosts",
        "`/health` and `/users` are routes; call /login from the handler",
        "run `/clear` or use /compact, then /review",
        "either/or, and/or, `src/lib.rs`, 1/2",
        "run ./tidy or ../tidy or ~/tidy or run /tidy/now or run /tidy.sh",
        "GET `/metrics`: the endpoint",
        "`/anything` at all",
        "use /your-command or `/command`",
        "Create `.claude/commands/deploy.md` with this text",
        "for example .claude/commands/deploy.md",
        "</summary> <br/> run </div>",
        "mount it: use /data as the folder",
    ],
)
def test_what_is_no_command(text: str) -> None:
    """Paths, routes, commands of the hosts, files that are to be."""
    assert called(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "use the long-running agent",
        "use a read-only agent, with a task-specific agent, run a general-purpose one",
        "with the top-level agents",
        "use a well-written skill",
        "use the right agent and the skill",
        "use the data-plane agents-list",
        "use your-own agent",
    ],
)
def test_words_with_hyphens(text: str) -> None:
    """Adjectives before `agent` and `skill` are no names."""
    assert called(text) == []


def test_a_mistyped_command_is_no_certain_name() -> None:
    """A word behind a slash that stands alone may be anything: it is left to what is known."""
    (found,) = mentions(Markdown("first `/tidi`"), lambda _kind, _name: False)

    assert (found.kind, found.name, found.is_sure) == (Kind.COMMAND, "tidi", False)


def test_long_texts_do_not_take_long() -> None:
    """Nothing in the patterns goes back and forth over a text that is made for it."""
    for piece in ("@a-", "$a-", "/a-", "use the ", "`", "use the a-a-", "](", "[x]: ", "```\n", "!`", "---\n"):
        called(piece * (120_000 // len(piece)))
    for form in ("@a-{}b ", "$a-{}b ", "use /a{}b ", "`/a{}b` ", "use the a-{}b agent "):
        called("".join(form.format(number) for number in range(2000)))
