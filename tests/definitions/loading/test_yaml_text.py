"""YAML without its traps: no object is made of it, no text makes it run for long, each key has its line."""

import pytest
import yaml

from definitions.loading.layouts import rules
from ferrule.definitions.yaml_text import Broken, Tree, plain, read_yaml

NESTED = "a: &x [1, two]\nb:\n  c: *x\n  d: 'no'\n<<: {e: yes, a: 9}\n"


def tree(text: str) -> Tree:
    """Give a text that is YAML."""
    read = read_yaml(text)
    assert isinstance(read, Tree)
    return read


def test_values_and_their_lines() -> None:
    """Collections, aliases, marks and merged keys are what they are in YAML; each key knows its line."""
    read = tree(NESTED)

    assert read.value == {"a": (1, "two"), "b": {"c": (1, "two"), "d": "no"}, "e": True}
    assert read.lines == {
        ("a",): 1,
        ("b",): 2,
        ("b", "c"): 3,
        ("b", "d"): 4,
        ("<<",): 5,
        ("<<", "e"): 5,
        ("<<", "a"): 5,
    }
    assert read.written["<<", "e"] == "yes"
    assert not read.remarks


@pytest.mark.parametrize("text", ["a: 1\nb: [x, {y: z}]\n", "a: |\n  one\n  two\n", "- 1.5\n- ~\n", "x", "a: 1e3\n"])
def test_the_same_as_a_whole_parser(text: str) -> None:
    """Where nothing is wrong, it says what PyYAML says, but for numbers of YAML 1.2."""

    def as_tuples(value: object) -> object:
        if isinstance(value, dict):
            return {key: as_tuples(one) for key, one in value.items()}
        return tuple(as_tuples(one) for one in value) if isinstance(value, list) else value

    assert tree(text).value == as_tuples(yaml.safe_load(text.replace("1e3", "1000.0")))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("", None), ("NULL", None), ("On", True), ("off", False), ("-12", -12), ("1.", 1.0)),
        *((text, text) for text in ("007", "12:30", "9" * 5000, "1e999", ".inf", "2024-01-01", "v1.2", "0x1f")),
    ],
)
def test_plain_scalars(text: str, value: object) -> None:
    """Only what all hosts read alike is more than text."""
    assert plain(text) == value


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\nb: 2\na: 3\n", ["duplicate-key:3"]),
        ("m:\n  a: 1\n  a: 1\n", ["duplicate-key:3"]),
        ("a: !!python/object/apply:os.system [id]\n", []),
        ("a: !run x\nb: !run {c: d}\n", ["yaml-tag:1", "yaml-tag:2"]),
        ("a: &x [*x]\n", ["yaml-alias:1"]),
        ("a: *nobody\n", ["yaml-alias:1"]),
        ("a: 1\n---\nb: 2\n", ["yaml-documents:2"]),
    ],
)
def test_what_is_odd_is_told(text: str, told: list[str]) -> None:
    """Keys that stand twice, tags, aliases that end nowhere and second documents are told, with the line."""
    assert rules(tree(text).remarks) == told


def test_a_tag_makes_nothing() -> None:
    """What would be a call in an unsafe loader is a list."""
    assert tree("a: !!python/object/apply:os.system [id]\n").value == {"a": ("id",)}


def test_aliases_that_repeat_aliases() -> None:
    """A text of nine lines that stands for a billion values costs no more than its lines."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    read = tree("\n".join(lines))

    assert {remark.rule for remark in read.remarks} == {"yaml-alias"}
    assert len(str(read.value)) < 200_000


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: b: c\n", 1),
        ("a: 'x\n", 2),
        ("\na: \x01\n", 2),
        ("? [a]\n: b\n", 1),
        ("a: &k x\n*k : y\n", 2),
        ("a: 1\n\tb: 2\n", 2),
        ("a: @x\n", 1),
        ("[" * 100_000, 1),
        ("- " * 60_000, 1),
        ("{a: " * 30_000, 1),
    ],
    ids=["colon", "quote", "control", "list as key", "alias as key", "tab", "at", "brackets", "dashes", "braces"],
)
def test_what_is_no_yaml(text: str, line: int) -> None:
    """The line is said, and a text that would keep the parser busy for a minute is given up at once."""
    read = read_yaml(text)

    assert isinstance(read, Broken)
    assert read.line == line
    assert read.problem


def test_lines_count_from_where_it_begins() -> None:
    """The keys of a front matter have the lines of the file."""
    read = read_yaml("a: 1\nb: 1\na: 2\n", 10)

    assert isinstance(read, Tree)
    assert read.lines["b",] == 11
    assert read.remarks[0].line == 12
