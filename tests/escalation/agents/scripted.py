"""A model with a script, over the real wire: it calls the tools that it is told to call, one after the other."""

import json
from http.server import BaseHTTPRequestHandler
from typing import Any

from escalation.responders.server import Act


def call(name: str, tokens: tuple[int, int] = (100, 20), **arguments: Any) -> Act:
    """Call a tool."""
    asked = {"id": f"c-{name}", "type": "function", "function": {"name": name, "arguments": json.dumps(arguments)}}
    return _answer({"role": "assistant", "content": None, "tool_calls": [asked]}, tokens)


def say(words: str, tokens: tuple[int, int] = (100, 20)) -> Act:
    """Say that the work is done."""
    return _answer({"role": "assistant", "content": words}, tokens)


def offered(body: dict[str, Any]) -> set[str]:
    """Give the names of the tools that a request offers."""
    return {one["function"]["name"] for one in body.get("tools", ())}


def answers(body: dict[str, Any]) -> list[str]:
    """Give what the tools have said so far."""
    return [one["content"] for one in body["messages"] if one["role"] == "tool"]


def _answer(message: dict[str, Any], tokens: tuple[int, int]) -> Act:
    read, written = tokens
    usage = {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}
    choice = {"index": 0, "message": message, "finish_reason": "tool_calls" if message.get("tool_calls") else "stop"}
    body = {"id": "x", "object": "chat.completion", "created": 1_700_000_000, "model": "tiny"}
    words = json.dumps({**body, "choices": [choice], "usage": usage}).encode()

    def act(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(words)))
        handler.end_headers()
        handler.wfile.write(words)

    return act
