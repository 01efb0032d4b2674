"""The html report of a hundred thousand findings in a real browser."""

from playwright.sync_api import expect

from report.html.conftest import Opener
from report.html.samples import many

RENDERED = (
    "warning: it is said at length\n --> src/a.rs:1:1\n  |\n1 |     let a = b;\n  |         ^ help: say less\n" * 3
)


def test_a_hundred_thousand_findings(opened: Opener) -> None:
    """A thousand stand there, the last of all is found by its words, and the page stays small."""
    seen = opened(many(100_000, RENDERED))
    page = seen.page

    expect(page.locator("#showing")).to_have_text("1,000 of 100,000 findings shown")
    page.fill("[name=words]", "n99999")
    expect(page.locator("#showing")).to_have_text("1 of 1 findings shown, 100,000 in all", timeout=60_000)
    expect(page.locator("#files article:not([hidden]) .message")).to_have_text("number n99999")
    expect(page.locator("#files article:not([hidden]) .mark").first).to_have_text("        ^ help: say less")
    assert ([], [], []) == (seen.faults, seen.requests, seen.blocked)
    assert 10_000_000 > page.evaluate("document.documentElement.outerHTML.length")
