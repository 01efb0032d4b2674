"""Spans for OpenTelemetry, sent by OTLP over HTTP; imported only where somebody named a collector."""

import logging
import os
import threading
import time
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.trace import Span as Traced
from opentelemetry.trace import Status, StatusCode, set_span_in_context
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from ferrule import __version__
from ferrule.telemetry.attributes import PREFIX, attributes, failure
from ferrule.telemetry.span import Span, listen, unlisten

_W3C: Final = TraceContextTextMapPropagator()
_COMPLAINED_S: Final = 0.25
"""How long a command that ends waits on after the first complaint."""


class Traces:
    """Hears of spans and sends them on, in a thread of its own."""

    def __init__(self) -> None:
        self._heard = _Heard()
        logger = logging.getLogger("opentelemetry")  # it would write to stderr whenever it likes
        logger.addHandler(self._heard)
        logger.propagate = False
        self._counted = _Counted(OTLPSpanExporter())
        self._provider = TracerProvider(resource=_about(), shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(self._counted))
        self._tracer = self._provider.get_tracer("ferrule", __version__)
        self._outside = _W3C.extract({name: os.environ.get(name.upper(), "") for name in _W3C.fields})

    def begin(self) -> None:
        """Begin to listen."""
        listen(self)

    def began(self, span: Span) -> None:
        """Begin a span below the one around it, or below the one that the environment names."""
        traced = self._started(span)
        headers: dict[str, str] = {}
        _W3C.inject(headers, set_span_in_context(traced))
        span.env = {name.upper(): value for name, value in headers.items()}

    def ended(self, span: Span) -> None:
        """End a span with all that is known of it by now."""
        traced = span.handle if isinstance(span.handle, Traced) else self._started(span)
        traced.set_attributes(attributes(span))
        if word := failure(span):
            traced.set_status(Status(StatusCode.ERROR, word))
        traced.end(span.began_ns + int((span.seconds or 0.0) * 1e9))

    def end(self, within_s: float) -> str:
        """Listen no more and send what is left, for so long at most; gives what went wrong, or nothing."""
        unlisten(self)
        sender = threading.Thread(target=self._provider.force_flush, daemon=True)
        sender.start()
        deadline = time.monotonic() + within_s
        while sender.is_alive() and (left := deadline - time.monotonic()) > 0:
            sender.join(min(left, _COMPLAINED_S))
            if self._heard.first:  # nobody is there, or is busy: the user waits for no second try
                deadline = min(deadline, self._heard.at + _COMPLAINED_S)
        if sender.is_alive():
            return f"traces: {_collector()} did not take the spans in time; {self._said()}"
        if self._counted.lost:
            return f"traces: {self._counted.lost} spans did not reach {_collector()}; {self._said()}"
        return ""

    def _started(self, span: Span) -> Traced:
        around = span.parent.handle if span.parent is not None else None
        context = set_span_in_context(around) if isinstance(around, Traced) else self._outside
        traced = self._tracer.start_span(f"{PREFIX}{span.name}", context, start_time=span.began_ns)
        known = traced.get_span_context()
        span.handle, span.trace_id, span.span_id = traced, f"{known.trace_id:032x}", f"{known.span_id:016x}"
        return traced

    def _said(self) -> str:
        return self._heard.first or "no answer came"


class _Counted(SpanExporter):
    """Counts what did not arrive."""

    def __init__(self, exporter: SpanExporter) -> None:
        self._exporter = exporter
        self.lost = 0

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        result = self._exporter.export(spans)
        if result is not SpanExportResult.SUCCESS:
            self.lost += len(spans)
        return result

    def shutdown(self) -> None:
        self._exporter.shutdown()


class _Heard(logging.Handler):
    """Keeps the first complaint of the library."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.first = ""
        self.at = 0.0
        """When that was, by the monotonic clock."""

    def emit(self, record: logging.LogRecord) -> None:
        if not self.first:
            self.first, self.at = record.getMessage(), time.monotonic()


def _about() -> Resource:
    """Give who sends: ferrule, unless the environment calls it otherwise."""
    own = {"service.name": "ferrule", "service.version": __version__}
    return Resource.create({**own, **OTELResourceDetector().detect().attributes})


def _collector() -> str:
    """Give the collector's address without what may be a password in it."""
    names = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
    given = next((os.environ[name] for name in names if os.environ.get(name)), "http://localhost:4318")
    try:
        parts = urlsplit(given)
        return f"{parts.scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port else "")
    except ValueError:
        return "the collector"
