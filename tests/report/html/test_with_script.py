"""The html report with its script: more findings, the filter, the theme, copying, printing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from report.html.conftest import Opener
from report.html.samples import RENDERED, everything, many

SHOWN = "#findings article:not([hidden])"


def word(page: Page, text: str) -> None:
    """Type words into the filter."""
    page.fill("[name=words]", text)


def file(page: Page, text: str) -> None:
    """Type a part of a path into the filter."""
    page.fill("[name=file]", text)


def rule(page: Page, text: str) -> None:
    """Choose a rule."""
    page.select_option("[name=rule]", text)


def level(page: Page, text: str) -> None:
    """Take a level out."""
    page.uncheck(f"[name=level][value={text}]")


def test_show_more(opened: Opener) -> None:
    """The worst thousand stand there at once; the button brings the others, to the last."""
    seen = opened(many(1_700))
    page = seen.page

    expect(page.locator("#showing")).to_have_text("1,000 of 1,700 findings shown")
    page.press("text=Show 500 more of 700", "Enter")
    expect(page.locator("#showing")).to_have_text("1,500 of 1,700 findings shown")
    page.press("text=Show 200 more of 200", "Enter")
    expect(page.locator(SHOWN)).to_have_count(1_700)
    expect(page.locator("#more")).to_be_hidden()
    expect(page.locator("#files > section")).to_have_count(40)
    assert ([], [], []) == (seen.faults, seen.requests, seen.blocked)


@pytest.mark.parametrize(
    ("choose", "text", "told"),
    [
        (word, "n1699", "1 of 1 findings shown, 1,700 in all"),
        (word, "number N1699", "1 of 1 findings shown, 1,700 in all"),
        (file, "PART_7.rs", "43 of 43 findings shown, 1,700 in all"),
        (rule, "E0308", "170 of 170 findings shown, 1,700 in all"),
        (rule, "unused_variables", "1,330 of 1,530 findings shown, 1,700 in all"),
        (level, "warning", "170 of 170 findings shown, 1,700 in all"),
        (word, "nowhere", "0 of 0 findings shown, 1,700 in all"),
    ],
)
def test_the_filter(opened: Opener, choose: Callable[[Page, str], None], text: str, told: str) -> None:
    """Findings are chosen among all, those that are data too; taking the choice back shows what was there before."""
    page = opened(many(1_700)).page
    choose(page, text)

    expect(page.locator("#showing")).to_have_text(told)
    page.click("text=Show all")
    expect(page.locator("#showing")).to_have_text("1,000 of 1,700 findings shown")
    expect(page.locator(SHOWN)).to_have_count(1_000)


def test_a_finding_of_the_data_looks_like_the_others(opened: Opener) -> None:
    """The script makes of a finding what the template makes of it."""
    page = opened(many(1_001, RENDERED.replace("borrow of moved value: `names`", "`a` <b> &amp;"))).page
    page.press("text=Show 1 more of 1", "Enter")
    expect(page.locator(SHOWN)).to_have_count(1_001)
    strip = r"""(one) => one.outerHTML.replace(/ (id|data-level|data-rule|data-later)="[^"]*"/g, "")
        .replace(/ data-slot="[a-z]+"/g, "").replace(/n[0-9]+</, "n0<").replace(/>[0-9]+:5</, ">1:5<")
        .replace(/\s+/g, " ").replaceAll("> <", "><").replaceAll(" \"", "\"")"""
    before, last = (page.locator(SHOWN).filter(has_text=f"number n{number}").last for number in (998, 999))

    assert before.evaluate(strip) == last.evaluate(strip)


def test_the_theme(opened: Opener) -> None:
    """It follows the system until the reader chooses, and is chosen by keyboard too."""
    page = opened(everything(), color_scheme="dark").page
    colour = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(colour)
    page.locator("#theme").focus()
    page.keyboard.press("Enter")

    assert "Theme: light" == page.locator("#theme").inner_text()
    assert ("rgb(21, 24, 28)", "rgb(255, 255, 255)") == (dark, page.evaluate(colour))
    page.reload()
    assert "Theme: light" == page.locator("#theme").inner_text()


def test_a_command_is_copied(opened: Opener) -> None:
    """The button beside a remedy puts the command, and nothing else, on the clipboard."""
    page = opened(everything(), permissions=["clipboard-read", "clipboard-write"]).page
    page.click("#undecided button.copy")

    expect(page.locator("#undecided button.copy")).to_have_text("Copied")
    assert "cargo deny init" == page.evaluate("navigator.clipboard.readText()")


def test_printing_opens_what_is_folded(opened: Opener) -> None:
    """Before printing every fold is open, afterwards it is as it was."""
    page = opened(everything()).page
    folds = page.locator("details[open]")

    expect(folds).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(folds).to_have_count(page.locator("details").count())
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(folds).to_have_count(0)
