"""A service on this machine that speaks the chat-completions protocol, and does with each request what it is told."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeAlias

Act: TypeAlias = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]


@dataclass
class Service:
    """What was asked of the service."""

    url: str = ""
    bodies: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


def typed(arguments: Any, tokens: tuple[int, int] = (100, 20)) -> Act:
    """Answer by the form that was offered; `arguments` is JSON, or a text in its place."""

    def act(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        words = arguments if isinstance(arguments, str) else json.dumps(arguments)
        name = body["tools"][0]["function"]["name"]
        call = {"id": "c1", "type": "function", "function": {"name": name, "arguments": words}}
        _send(handler, 200, _completion({"role": "assistant", "content": None, "tool_calls": [call]}, tokens))

    return act


def text(words: str) -> Act:
    """Answer with a text."""

    def act(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        _send(handler, 200, _completion({"role": "assistant", "content": words}, (100, 20)))

    return act


def fault(code: int, after: str = "", words: str = "out of order") -> Act:
    """Answer with an error."""

    def act(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        _send(handler, code, {"error": {"message": words, "type": "x", "code": "x"}}, {"Retry-After": after})

    return act


def half(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
    """Promise a body and hang up in its middle."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"id": "x", "choices": [{"index"')
    handler.close_connection = True


def lie(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
    """Say that all is well, and send what is no completion."""
    _send(handler, 200, {"hello": "world"})


def page(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
    """Send a web page, as a proxy does."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    handler.wfile.write(b"<html>Please log in</html>")
    handler.close_connection = True


def silence(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
    """Say nothing for longer than anybody waits."""
    time.sleep(5)


@contextmanager
def service(*acts: Act) -> Iterator[Service]:
    """Serve on a free port of this machine; the last act is repeated."""
    seen, left = Service(), list(acts)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            seen.bodies.append(body)
            seen.keys.append(self.headers.get("Authorization", ""))
            act = left.pop(0) if len(left) > 1 else left[0]
            act(self, body)

        def log_message(self, *args: Any) -> None:
            """Be quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    seen.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield seen
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _completion(message: dict[str, Any], tokens: tuple[int, int]) -> dict[str, Any]:
    prompt, written = tokens
    return {
        "id": "x1",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": "tiny",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": prompt, "completion_tokens": written, "total_tokens": prompt + written},
    }


def _send(
    handler: BaseHTTPRequestHandler, code: int, body: dict[str, Any], headers: dict[str, str] | None = None
) -> None:
    words = json.dumps(body).encode()
    handler.send_response(code)
    for name, value in {**(headers or {}), "Content-Type": "application/json"}.items():
        if value:
            handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(words)))
    handler.end_headers()
    handler.wfile.write(words)
