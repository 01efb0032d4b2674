"""Whether anything is traced: the standard variables decide, and nothing that a workspace says."""

from collections.abc import Mapping
from typing import Final

_ENDPOINTS: Final = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
_PROTOCOLS: Final = ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")
_EXPORTER: Final = "OTEL_TRACES_EXPORTER"
_SPOKEN: Final = "http/protobuf"


def log_wanted(environ: Mapping[str, str]) -> bool:
    """Give whether a log is kept: unless FERRULE_LOG says `off`."""
    return environ.get("FERRULE_LOG", "").strip().lower() != "off"


def traces_wanted(environ: Mapping[str, str]) -> bool:
    """Give whether somebody named a collector, or wants the usual one, and did not switch tracing off."""
    if environ.get("OTEL_SDK_DISABLED", "").strip().lower() == "true":
        return False
    exporter = environ.get(_EXPORTER, "").strip().lower()
    return exporter != "none" if exporter else bool(_first(environ, _ENDPOINTS))


def traces_refused(environ: Mapping[str, str]) -> str:
    """Give why spans cannot be sent as it is wanted; empty where they can."""
    exporter, protocol = environ.get(_EXPORTER, "").strip().lower(), _first(environ, _PROTOCOLS)
    if exporter not in ("", "otlp"):
        return f"{_EXPORTER}={exporter}: otlp and none are known here"
    if protocol not in ("", _SPOKEN):
        return f"{_PROTOCOLS[1]}={protocol}: {_SPOKEN} is spoken here"
    return ""


def _first(environ: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((value for name in names if (value := environ.get(name, "").strip())), "")
