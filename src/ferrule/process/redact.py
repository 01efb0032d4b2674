"""Secrets masked, before anything is shown or stored."""

import os
import re
from collections.abc import Mapping

MASK = "***"
_SHORTEST = 8
_SECRET_NAME = re.compile(r"(^|_)(TOKEN|KEY|SECRET|PASSWORD|PASSWD|CREDENTIALS?|AUTHORIZATION)$", re.IGNORECASE)

# Each pattern keeps its first group and masks the rest.
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"""(?i)(\bauthorization["']?\s*[:=]\s*["']?)(?:(?:bearer|basic|token)\s+)?[^\s"',;]+""",
        r"(?i)(\bbearer\s+)[\w.~+/-]{8,}=*",
        r"""(\b[A-Z][A-Z0-9_]*_(?:TOKEN|KEY|SECRET|PASSWORD)=["']?)[^\s"']+""",
        r"""(?i)(\b(?:api[_-]?key|token|secret(?:[_-]?key)?|password)["']?\s*[=:]\s*["'])[^"'\n]{4,}(?=["'])""",
        r"(\b[a-z][a-z0-9+.-]*://)[^\s/@:]+:[^\s/@]+(?=@)",
        r"()\b(?:gh[pousr]_|github_pat_|glpat-|npm_|pypi-|xox[abprs]-|sk-)[\w-]{16,}",
        r"()\bcio[A-Za-z0-9]{32}\b",
        r"()\bAKIA[0-9A-Z]{16}\b",
        r"()\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}",
        r"(-----BEGIN [A-Z ]*PRIVATE KEY-----)[\s\S]*?(?=-----END [A-Z ]*PRIVATE KEY-----|\Z)",
    )
)


def mask(text: str, env: Mapping[str, str] = os.environ) -> str:
    """Give the text with every secret replaced: values of secret-like variables, and known shapes.

    Names that count: `*_TOKEN`, `*_KEY`, `*_SECRET`, `*_PASSWORD`, so `CARGO_REGISTRIES_*_TOKEN` too.
    Meant for what people and logs see; never apply it to text that is written back into a source file.
    """
    for value in _secret_values(env):
        text = text.replace(value, MASK)
    for pattern in _PATTERNS:
        text = pattern.sub(rf"\g<1>{MASK}", text)
    return text


def _secret_values(env: Mapping[str, str]) -> list[str]:
    found = {v for k, v in env.items() if _SECRET_NAME.search(k) and len(v) >= _SHORTEST}
    return sorted(found, key=len, reverse=True)  # a secret may contain another
