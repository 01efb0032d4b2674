"""Where a rule is explained: addresses that are made here, never taken from what a tool said."""

import re
from functools import lru_cache
from typing import Final

_PAGES: Final = (
    (re.compile(r"(E[0-9]{4})"), "https://doc.rust-lang.org/error_codes/{}.html"),
    (re.compile(r"clippy::([a-z0-9_]{1,80})"), "https://rust-lang.github.io/rust-clippy/master/index.html#{}"),
    (re.compile(r"rustdoc::([a-z0-9_]{1,80})"), "https://doc.rust-lang.org/rustdoc/lints.html#{}"),
    (re.compile(r"(RUSTSEC-[0-9]{4}-[0-9]{4})"), "https://rustsec.org/advisories/{}.html"),
)
_RUSTC_LINT: Final = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")
_RUSTC_LINTS: Final = "https://doc.rust-lang.org/rustc/lints/listing/index.html"
_RUSTC: Final = frozenset({"rustc", "check", "clippy"})


@lru_cache(maxsize=4096)
def page_of(rule: str | None, tool: str) -> str:
    """Give the address of a rule's documentation; empty where none is known."""
    if not rule:
        return ""
    for form, address in _PAGES:
        found = form.fullmatch(rule)
        if found:
            name = found[1].replace("_", "-") if rule.startswith("rustdoc::") else found[1]
            return address.format(name)
    return _RUSTC_LINTS if tool in _RUSTC and _RUSTC_LINT.fullmatch(rule) else ""
