"""The policy of the html report: were foreign markup to get in all the same, a browser would not follow it."""

import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from ferrule.report.html.page import page
from report.html.conftest import Opened, Opener
from report.html.samples import everything

FOREIGN = """
    <script>window.ran = 1</script><img src="{0}a.png" onerror="window.ran = 1"><b style="color: lime">b</b>
    <link rel="stylesheet" href="{0}a.css"><style>h1 {{ color: rgb(0, 255, 0) }}</style>
    <iframe src="{0}"></iframe><object data="{0}o"></object><script src="{0}a.js"></script><base href="{0}">
"""
CLOSED = {
    "script-src-elem",
    "script-src-attr",
    "style-src-elem",
    "style-src-attr",
    "img-src",
    "frame-src",
    "object-src",
    "base-uri",
}


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """Give the address of a server, and the paths that it was asked for."""
    paths: list[str] = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object, **__: object) -> None:
            """Say nothing: the test reads the paths."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Listening)
    server.block_on_close = False  # a browser opens connections ahead and says nothing on them
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", paths
    server.shutdown()
    thread.join()
    server.server_close()


def opened_with(opened: Opener, html: str) -> Opened:
    """Give a page after everything in it was looked at by the browser."""
    seen = opened(html)
    seen.page.wait_for_load_state("networkidle")
    return seen


def test_nothing_foreign_works(opened: Opener, asked: tuple[str, list[str]]) -> None:
    """No script, style, image, frame or address of it: each is stopped, and no request arrives anywhere."""
    address, paths = asked
    html = "".join(page(everything())).replace("</main>", f"{FOREIGN.format(address)}</main>")
    seen = opened_with(opened, html)

    assert seen.page.evaluate("window.ran === undefined")
    assert [] == paths
    assert CLOSED == set(seen.blocked)
    assert "rgb(0, 255, 0)" != seen.page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    assert not seen.page.locator("#theme").is_hidden()


def test_it_is_the_policy_that_stops_it(opened: Opener, asked: tuple[str, list[str]]) -> None:
    """The same page without its policy does run and ask: so the test above can fail."""
    address, paths = asked
    html = "".join(page(everything())).replace("</main>", f"{FOREIGN.format(address)}</main>")
    open_wide = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    seen = opened_with(opened, open_wide)

    assert 1 == seen.page.evaluate("window.ran")
    assert {"/a.png", "/a.css", "/a.js", "/", "/o"} <= set(paths)


def test_text_cannot_be_made_markup(opened: Opener) -> None:
    """Even our own script could not: the browser refuses text where markup would come of it."""
    said = opened(everything()).page.evaluate("""() => {
        try { document.body.innerHTML = "<b>b</b>"; return "done"; } catch (fault) { return fault.name; }
    }""")

    assert "TypeError" == said
