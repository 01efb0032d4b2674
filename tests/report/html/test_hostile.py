"""The html report with text that wants to be more than text, in a real browser."""

from dataclasses import replace

import pytest

from ferrule.facts.finding import Edit, Finding, Level, Suggestion
from ferrule.facts.fix import EditedFile
from ferrule.facts.packet import Option, Proof
from ferrule.facts.reading import CaseResult, CaseStatus
from ferrule.facts.sheet import Excerpt, Problem, Row, Sheet
from ferrule.facts.status import Status
from report.html.conftest import Opened, Opener
from report.html.samples import everything, question

TEXTS = (
    "<script>window.ran = 1; alert(1)</script>",
    "<img src=x onerror='window.ran = 1; alert(2)'>",
    "<svg/onload=window.ran=1><iframe src=//evil.test/></svg>",
    "</script><script>window.ran = 1</script><!--",
    "</style></title></textarea></template></noscript><script>window.ran = 1</script>",
    "\" autofocus onfocus='window.ran = 1' style='background: url(https://evil.test/)' x=\"",
    "' onmouseover=window.ran=1 '",
    "{{ 7 * 7 }}{% raw %}{{ config }}{% endraw %}",
    "javascript:window.ran=1",
    "<meta http-equiv=refresh content='0; url=https://evil.test/'><base href=https://evil.test/>",
    "<link rel=stylesheet href=https://evil.test/a.css><style>@import 'https://evil.test/b.css'</style>",
    "&lt;script&gt;window.ran=1&lt;/script&gt; &#x3c;b&#x3e;",
    "\x1b[31mred\x1b[0m \x1b]8;;https://evil.test\x07link\x1b]8;;\x07 \x00\x07\x08\x9b31m",
    "user\u202e gnp.exe \u2066 hidden \u2069 \u2028 line \ud800 alone \ufffe",
    "```\n<!-- --> ]]> --!> \r\n\r line\n`<b onclick=window.ran=1>`",
)
LATER = 1_000


def sheet_of(text: str, problems: int = 1) -> Sheet:
    """Give a sheet in which every place that can hold foreign text holds this one."""
    edit = Edit(text, 0, 1, 1, 1, 1, 2, text)
    suggestion = Suggestion(text, text, (edit,))
    finding = Finding(text, text, Level.ERROR, text, text, 1, 1, 1, 4, f"{text}\n | {text}", (suggestion,))
    bare = replace(finding, rendered="", path=f"{text}2")
    option = Option(text, text, (text,), text, text, f"--- a\n+++ b\n@@ -1 +1 @@\n-{text}\n", Proof.FAILS, text)
    asked = replace(question(), incident=text, problem=text, options=(option,), abort=text)
    case = CaseResult(text, text, CaseStatus.FAILED)
    row = Row(text, text, Status.FAILED, text, text, text, f"cargo {text}", text, text, 1.0, None, (case,), text)
    return replace(
        everything(),
        title=text,
        workspace=text,
        verdict=text,
        rows=(row, replace(row, reason="", remedy=text, seconds=2.0)),
        problems=(Problem(finding, (text,), text, text),) * problems + (Problem(bare, (text,), text, text),),
        edits=(EditedFile(text, text), EditedFile(text, option.diff)),
        questions=(asked,),
        totals=((text, text),),
        notes=(text,),
        run_id=text,
        excerpts={(f"{text}2", 1): Excerpt(1, (text,))},
    )


def is_quiet(seen: Opened) -> bool:
    """Give whether nothing ran, nothing was asked for, nothing was stopped, and nothing complained."""
    assert ([], [], []) == (seen.faults, seen.requests, seen.blocked)
    ours = "document.querySelectorAll('script:not([type])').length === 1"
    return bool(seen.page.evaluate(f"window.ran === undefined && {ours}"))


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_foreign_text_does_nothing(opened: Opener, text: str) -> None:
    """Wherever it stands it stays text: no script runs, no dialog opens, no request leaves, no element comes of it."""
    seen = opened(sheet_of(text))
    strange = "main :is(img, iframe, svg svg, style, link, meta, base, b[onclick], [onfocus], [onerror], [style])"

    assert is_quiet(seen)
    assert 0 == seen.page.locator(strange).count()
    assert "report.html" in seen.page.url


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_foreign_text_in_the_data_does_nothing(opened: Opener, text: str) -> None:
    """The same for findings that the script shows, and for words that the reader looks for."""
    seen = opened(sheet_of(text, LATER))
    seen.page.press("#more", "Enter")  # findings that come into sight move what a mouse aims at
    seen.page.locator(f"#f{LATER + 1}").wait_for()
    seen.page.fill("[name=words]", text.replace("\n", " ")[:40].encode("utf-8", "replace").decode())
    seen.page.locator("#showing", has_text="in all").wait_for()

    assert is_quiet(seen)


def test_foreign_text_is_shown(opened: Opener) -> None:
    """What it says can be read: markup as it was written, marks that hide or turn text as replacement signs."""
    page = opened(sheet_of(TEXTS[0])).page
    turned = opened(sheet_of(TEXTS[13])).page.locator("#findings .message").first.inner_text()
    coloured = opened(sheet_of(TEXTS[12])).page.locator("#findings .message").first.inner_text()

    assert TEXTS[0] == page.locator("#findings .message").first.inner_text()
    assert turned.startswith("user\ufffd gnp.exe \ufffd hidden")
    assert coloured.startswith("red link \ufffd\ufffd\ufffd")


@pytest.mark.parametrize("width", [390, 1200])
def test_a_message_of_a_megabyte(opened: Opener, width: int) -> None:
    """It is cut, the page says how much is missing, and nothing is wider than the screen."""
    long = "x" * 1_000_000
    seen = opened(sheet_of(long), viewport={"width": width, "height": 800})

    assert is_quiet(seen)
    assert "characters more were left out here" in seen.page.locator("#findings .cut").first.inner_text()
    assert width == seen.page.evaluate("document.documentElement.scrollWidth")
    assert 3_000_000 > len(seen.page.content())
