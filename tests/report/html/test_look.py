"""The html report for everybody's eyes and hands: contrast, structure, names, small screens, paper."""

import re
from itertools import pairwise, product

import pytest
from playwright.sync_api import expect

from ferrule.report.html import assets
from report.html.conftest import Opener
from report.html.samples import everything, many

_COLOURS = re.compile(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
_WORDS = ("ink", "dim", "link", "good", "bad", "open", "quiet", "brand")
_GROUNDS = ("paper", "raised", "code", "good-wash", "bad-wash", "open-wash")
_BARS = ("good-bar", "bad-bar", "open-bar", "quiet-bar", "edge")


def colours() -> dict[str, tuple[str, str]]:
    """Give the light and the dark value of each colour."""
    return {name: (light, dark) for name, light, dark in _COLOURS.findall(assets.style())}


def luminance(colour: str) -> float:
    """Give how bright a colour is, as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 to 21."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_contrast(theme: int) -> None:
    """Words have the contrast that WCAG AA asks for on every ground, charts and edges that of graphics."""
    of = {name: pair[theme] for name, pair in colours().items()}
    faint = {
        (over, under): contrast(of[over], of[under])
        for names, least in ((_WORDS, 4.5), (_BARS, 3.0))
        for over, under in product(names, _GROUNDS)
        if contrast(of[over], of[under]) < least and not (over in _BARS and under.endswith("wash"))
    }

    assert {} == faint
    assert set(of) == {*_WORDS, *_GROUNDS, *_BARS, "line"}


def test_every_colour_has_a_name() -> None:
    """No colour is used that the test of contrast does not know."""
    rules = re.sub(r"--[a-z-]+: light-dark\([^)]*\);", "", assets.style())

    assert [] == re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|rgba?\(|hsla?\(", rules)


def test_structure(opened: Opener) -> None:
    """One h1, no level of heading left out, one main part, each id once, and a language."""
    page = opened(everything()).page
    levels = [int(one[1]) for one in page.locator("h1, h2, h3, h4, h5").evaluate_all("all => all.map(x => x.tagName)")]
    ids = page.locator("[id]").evaluate_all("all => all.map(x => x.id)")

    assert 1 == levels[0]
    assert 1 == levels.count(1)
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(ids) == len(set(ids))
    assert "en" == page.locator("html").get_attribute("lang")
    assert [1, 1, 1] == [page.locator(name).count() for name in ("main", "nav", "footer")]
    assert [] == page.locator("a[href^='#']").evaluate_all("""all => all.map(x => x.getAttribute("href"))
        .filter(x => !document.getElementById(x.slice(1)))""")


def test_names(opened: Opener) -> None:
    """Buttons, links, fields, figures and folds have a name; charts that only repeat numbers are left out."""
    page = opened(many(60)).page
    tree = page.locator("body").aria_snapshot()
    other = opened(everything()).page.locator("body").aria_snapshot()

    for name in ('combobox "Rule"', 'searchbox "File"', 'searchbox "Words"', 'search "Choose findings"', "status:"):
        assert name in tree
    for name in ('button "Copy the command"', 'link "E0382"', 'group "Where the time went', 'list "Ladder"'):
        assert name in other
    assert [] == re.findall(r"- (?:button|link|checkbox|combobox|searchbox|img)(?::|$)", tree + other, re.MULTILINE)


def test_tables(opened: Opener) -> None:
    """Each table keeps rows and headers on a phone too, where it is drawn as blocks."""
    page = opened(everything(), viewport={"width": 390, "height": 800}).page
    rows = page.get_by_role("table", name="What each gate decided").get_by_role("row")

    expect(rows).to_have_count(6)
    assert ["gate", "verdict", "looked at", "time", "why"] == [
        one.text_content() for one in rows.first.get_by_role("columnheader").all()
    ]
    expect(rows.nth(2).get_by_role("rowheader")).to_contain_text("clippy")


@pytest.mark.parametrize("width", [320, 390, 768, 1400])
def test_no_screen_is_too_narrow(opened: Opener, width: int) -> None:
    """Nothing sticks out to the side; only code scrolls within itself."""
    page = opened(everything(), viewport={"width": width, "height": 800}).page
    page.locator("details").evaluate_all("all => all.forEach(x => (x.open = true))")

    assert width == page.evaluate("document.documentElement.scrollWidth")


def test_keyboard(opened: Opener) -> None:
    """The first stop of the tabulator leads to the result, and every stop is seen."""
    page = opened(everything()).page
    page.keyboard.press("Tab")

    expect(page.locator(":focus")).to_have_text("Skip to the result")
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_attribute("id", "main")
    page.keyboard.press("Tab")
    assert "2px" == page.locator(":focus").evaluate("x => getComputedStyle(x).outlineWidth")


def test_paper(opened: Opener) -> None:
    """On paper the ground is white in the dark too, folds are open without a script, no code is cut, tools are gone."""
    page = opened(everything(), color_scheme="dark", java_script_enabled=False).page
    page.emulate_media(media="print", color_scheme="dark")

    assert "rgb(255, 255, 255)" == page.locator("body").evaluate("x => getComputedStyle(x).backgroundColor")
    expect(page.locator("#tests tbody tr").first).to_be_visible()
    assert "pre-wrap" == page.locator("pre").first.evaluate("x => getComputedStyle(x).whiteSpace")
    expect(page.locator("nav")).to_be_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF")
