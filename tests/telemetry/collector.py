"""A collector of traces on this machine: takes OTLP over HTTP, and shows what arrived."""

import contextlib
import gzip
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span


@dataclass
class Collector:
    """What arrived so far."""

    endpoint: str = ""
    spans: list[Span] = field(default_factory=list)
    resource: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def named(self, name: str, **attributes: Any) -> list[Span]:
        """Give the spans of a name with these attributes; dots are written as two underscores."""
        wanted = {key.replace("__", "."): value for key, value in attributes.items()}
        return [span for span in self.spans if span.name == name and wanted.items() <= said(span).items()]

    def names_above(self, span: Span) -> list[str]:
        """Give the names on the way from a span to the root of its trace, as far as they arrived."""
        by_id = {one.span_id: one for one in self.spans}
        names = []
        while span.parent_span_id in by_id:
            span = by_id[span.parent_span_id]
            names.append(span.name)
        return names


def said(span: Span) -> dict[str, Any]:
    """Give the attributes of a span as plain values."""
    return {one.key: getattr(one.value, one.value.WhichOneof("value") or "string_value") for one in span.attributes}


@contextlib.contextmanager
def collector(status: int = 200) -> Iterator[Collector]:
    """Give a collector that listens on a port of its own, and answers with this status."""
    found = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            if self.headers.get("content-encoding") == "gzip":
                body = gzip.decompress(body)
            assert self.path == "/v1/traces"
            request = ExportTraceServiceRequest.FromString(body)
            found.headers = {key.lower(): value for key, value in self.headers.items()}
            for part in request.resource_spans:
                found.resource = {one.key: one.value.string_value for one in part.resource.attributes}
                for scope in part.scope_spans:
                    found.spans.extend(scope.spans)
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: Any, **__: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        found.endpoint = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield found
        finally:
            server.shutdown()
            thread.join()
