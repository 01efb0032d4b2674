"""What the html report is made of: one file, told what it does not know, and every word of the contract explained."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from ferrule.facts.finding import Finding, Level
from ferrule.facts.sheet import Excerpt, Problem, Sheet, Tone
from ferrule.facts.status import Reason
from ferrule.report.html import assets
from ferrule.report.html.body import body_of
from ferrule.report.html.diff import read_diff
from ferrule.report.html.environment import environment
from ferrule.report.html.numbers import duration, percent
from ferrule.report.html.page import page
from ferrule.report.html.shapes import shaped
from ferrule.report.html.words import meaning
from ferrule.report.rule_pages import page_of
from ferrule.report.sheets.problems import ordered
from report.html.samples import DIFF, LINT, MOVED, RENDERED, everything, many


class Tags(HTMLParser):
    """All elements of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep one."""
        self.found.append((tag, dict(attrs)))

    def all(self, tag: str, attribute: str) -> list[str]:
        """Give what an attribute says wherever an element has it."""
        return [held[attribute] or "" for name, held in self.found if name == tag and attribute in held]


def test_one_file_in_pieces() -> None:
    """It comes in pieces that no one has to hold together, and is the same each time."""
    sheet = many(5_000)
    pieces = list(page(sheet))

    assert len(pieces) > 20
    assert "".join(pieces) == "".join(page(sheet))
    assert max(map(len, pieces)) < 400_000


def test_it_asks_for_nothing() -> None:
    """Nothing in it has an address elsewhere but the pages of rules, which only a reader's click opens."""
    tags = Tags("".join(page(everything())))
    links = {one for one in tags.all("a", "href") if not one.startswith("#")}

    assert [] == [one for _, held in tags.found for one in held if one in {"src", "srcset", "style", "onclick"}]
    assert ["data:image/svg+xml"] == [one.split(",")[0] for one in tags.all("link", "href")]
    assert {
        "https://doc.rust-lang.org/error_codes/E0382.html",
        "https://rust-lang.github.io/rust-clippy/master/index.html#len_zero",
        "",
    } == links


def test_the_policy_names_our_style_and_script() -> None:
    """The hashes in the policy are those of the two elements, byte by byte."""
    text = "".join(page(everything()))
    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)[0]
    hashes = [
        b64encode(sha256(re.findall(rf"<{name}>(.*?)</{name}>", text, re.DOTALL)[0].encode()).digest()).decode()
        for name in ("style", "script")
    ]

    assert all(f"-{one}&#39;" in policy for one in hashes)
    assert policy.startswith("default-src &#39;none&#39;; ")
    assert "unsafe" not in policy


def test_a_missing_value_is_an_error() -> None:
    """A template cannot show a hole in silence."""
    from jinja2 import UndefinedError

    with pytest.raises(UndefinedError):
        environment().from_string("{{ nowhere }}").render()


def test_an_empty_sheet() -> None:
    """A result without rows, findings and repairs is a page, too."""
    bare = Sheet("stats", "ferrule stats", "/home/user/demo", "no incidents", Tone.QUIET, 0)
    text = "".join(page(bare))

    assert "<title>no incidents · ferrule stats</title>" in text
    assert [] == Tags(text).all("section", "id")


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_explained(reason: Reason) -> None:
    """Whoever reads why a gate decided nothing is told what that means for them."""
    assert meaning(reason.value).endswith((".", "lie."))
    assert "" == meaning("another word")


@pytest.mark.parametrize(
    ("rule", "tool", "address"),
    [
        ("E0382", "rustc", "https://doc.rust-lang.org/error_codes/E0382.html"),
        ("rustdoc::bare_urls", "rustdoc", "https://doc.rust-lang.org/rustdoc/lints.html#bare-urls"),
        ("unused_variables", "rustc", "https://doc.rust-lang.org/rustc/lints/listing/index.html"),
        ("RUSTSEC-2021-0001", "cargo-audit", "https://rustsec.org/advisories/RUSTSEC-2021-0001.html"),
        ("unused_dependency", "cargo-machete", ""),
        ("E0382\n", "rustc", ""),
        ('clippy::x" onclick="', "clippy", ""),
        ("javascript:alert(1)", "rustc", ""),
        (None, "rustc", ""),
    ],
)
def test_pages_of_rules(rule: str | None, tool: str, address: str) -> None:
    """An address is made from a rule that has the form of one, and from nothing else."""
    assert address == page_of(rule, tool)


def test_the_worst_comes_first() -> None:
    """Errors stand before warnings, and what is resolved after all that is left."""
    done = Problem(MOVED, (), "resolved")
    lint, error = Problem(LINT, ()), Problem(MOVED, (), "open")

    assert (error, lint, done) == ordered((done, lint, error))


def test_lines_of_a_file() -> None:
    """Where a tool showed no source, lines of the file stand there, with marks below the place, tabs kept."""
    finding = replace(LINT, line=10, column=2, end_line=10, end_column=5, rendered="it says why")
    text, left_out = body_of(finding, Excerpt(9, ("fn a() {", "\tlet b;", "}")), 1_000)

    assert (" 9 | fn a() {\n10 | \tlet b;\n   | \t^^^\n11 | }\nit says why", 0) == (text, left_out)
    panic = replace(finding, rendered="left: 1 | right: 2", column=None)
    assert "10 | \tlet b;" in body_of(panic, Excerpt(9, ("fn a() {", "\tlet b;", "}")), 1_000)[0]
    assert RENDERED.split("\n", 1)[1].rstrip() == body_of(MOVED, Excerpt(1, ("x",)), 1_000)[0]


def test_a_long_text_is_cut_at_a_line() -> None:
    """What is left out is counted; a message that no head can hold stands in the text."""
    finding = Finding("rustc", None, Level.ERROR, "m" * 500, rendered="first\nsecond\nthird")

    assert ("m" * 100, 418 + 1) == body_of(finding, None, 100)
    assert ("first\nsecond", 6) == body_of(replace(finding, message="short"), None, 14)


def test_shapes_of_lines() -> None:
    """Code, marks, remarks and changes of a compiler's text are told apart; odd lines cost no time."""
    kinds = [one.kind for one in shaped(RENDERED.rstrip())]

    assert [
        "told",
        "where",
        "code",
        "code",
        "near",
        "code",
        "mark",
        "code",
        "told",
        "told",
        "code",
        "code",
        "add",
    ] == kinds
    assert ["del", "add", "del", ""] == [one.kind for one in shaped("3 - let a;\n3 + let b;\n-        old\n--- a/src")]
    assert "" == shaped(" " * 100_000)[0].kind


def test_diffs() -> None:
    """Lines have kind and numbers; what is no diff is shown as it is."""
    lines = [(line.kind, line.old, line.new) for line in read_diff(DIFF).lines]
    hunk = ("hunk", None, None)

    assert [hunk, ("", 10, 10), ("del", 11, None), ("add", None, 11), ("", 12, 12)] == lines
    assert ["+<b>", " no diff"] == [
        {"add": "+"}.get(one.kind, " ") + one.text for one in read_diff("+<b>\n no diff").lines
    ]
    assert 50 == read_diff("+" * 200_050).left_out
    assert () == read_diff("").lines


def test_numbers() -> None:
    """Times have the unit that tells them apart; a share that is not nothing is not called nothing."""
    told = [duration(one) for one in (0.04, 59.94, 59.96, 3_599.7, 90_000, 200_000)]

    assert ["0.0 s", "59.9 s", "1 min 00 s", "1 h 00 min", "25 h 00 min", "2 d 7 h"] == told
    assert ["–", "0 %", "< 1 %", "100 %"] == [percent(one) for one in (None, 0.0, 0.001, 1.0)]


def test_style_and_script_cannot_end_early() -> None:
    """Neither holds what a parser would take for the end of its element."""
    assert "</" not in assets.style() + assets.script()
    assert "<!--" not in assets.style() + assets.script()
