"""The html report where scripts are switched off: everything is there and can be read."""

from playwright.sync_api import expect

from report.html.conftest import Opener
from report.html.samples import everything, many

NO_SCRIPT = {"java_script_enabled": False}


def test_everything_is_there(opened: Opener) -> None:
    """Each part of a sheet stands in the page, in words."""
    page = opened(everything(), **NO_SCRIPT).page
    parts = [page.locator("h1").inner_text(), *page.locator("h2").all_inner_texts()]
    text = page.locator("body").inner_text()

    assert ["failed ferrule check, profile standard", "Notes", "Ladder", "Not decided", "Questions for you"] == parts[
        :5
    ]
    assert ["Repairs", "Findings 3", "Escalation", "Tests"] == parts[5:]
    for words in ("/home/user/demo", "21.5 s on 2 cores", "2 h 01 min old", "12 files", "cargo deny init"):
        assert words in text
    for words in ("It needs settings that this workspace does not have.", "I-0a1b2c3d", "way back", "31 % to 83 %"):
        assert words in text


def test_findings_with_their_code(opened: Opener) -> None:
    """A finding has level, rule with its page, place, gates, the tool's text or the file's lines, and suggestions."""
    page = opened(everything(), **NO_SCRIPT).page
    moved, lint = page.locator("#findings article").nth(0), page.locator("#findings article").nth(1)

    assert "https://doc.rust-lang.org/error_codes/E0382.html" == moved.locator("a.rule").get_attribute("href")
    assert "12:5 check, clippy waiting I-0a1b2c3d" == " ".join(moved.locator("p.where").inner_text().split())
    assert "^^^^^ value moved here" == moved.locator(".mark").inner_text().strip()
    assert "error[E0382]" not in moved.locator("pre").inner_text()
    assert "→ consider cloning the value: .clone()" == f"→ {moved.locator('li').inner_text()}"
    assert "3 |     if all.len() == 0 {\n  |        ^^^^" in lint.locator("pre").inner_text()


def test_diffs(opened: Opener) -> None:
    """What is added and taken away has its own element, its number and its sign, not only a colour."""
    page = opened(everything(), **NO_SCRIPT).page
    diff = page.locator("#repairs pre")
    sign = "(line) => getComputedStyle(line, '::before').content"

    assert ["    keep(names.clone());"] == [line.rstrip("\n") for line in diff.locator("ins").all_text_contents()]
    assert ["    keep(names);"] == [line.rstrip("\n") for line in diff.locator("del").all_text_contents()]
    assert "11" == diff.locator("ins").get_attribute("data-new")
    assert "11" == diff.locator("del").get_attribute("data-old")
    assert "+" in diff.locator("ins").evaluate(sign)


def test_folded_parts_open(opened: Opener) -> None:
    """Tests, commands and options are folded by the browser itself."""
    page = opened(everything(), **NO_SCRIPT).page
    tests = page.locator("#tests details")

    expect(tests.locator("table")).to_be_hidden()
    tests.locator("summary").click()
    expect(tests.locator("tbody tr").first.locator("td")).to_have_text(["failed", "says_what_is_wrong", "demo::cli"])
    expect(tests.locator("tbody tr")).to_have_count(2)


def test_what_a_script_would_do_is_not_offered(opened: Opener) -> None:
    """Buttons and the filter are hidden, and a remark tells how many findings more there are."""
    page = opened(many(1_250), **NO_SCRIPT).page

    assert [] == [one for one in page.locator("button, form").all() if one.is_visible()]
    expect(page.locator("#findings article")).to_have_count(1_000)
    expect(page.locator("noscript p")).to_contain_text("The other 250 are in this file")
