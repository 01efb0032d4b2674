"""What Cargo says where a package asks for a newer Rust than the one at hand."""

import re
from collections.abc import Iterator

from ferrule.facts.finding import Finding, Level

_TOO_OLD = re.compile(
    r"error: rustc \S{1,99} is not supported by the following packages?:\n(?P<lines>(?: .{1,999}\n?){1,999})"
)
_ONE = re.compile(r" {1,9}(?P<package>\S{1,300}) requires rustc (?P<version>\S{1,99})")


def read_rust_version(complaint: str, declared: str, manifest: str) -> tuple[Finding, ...]:
    """Give a finding for each dependency that needs a newer Rust than a member declares.

    Args:
        complaint: Cargo's own errors.
        declared: the `rust-version` of the member.
        manifest: the path of its Cargo.toml, where that is declared.
    """
    return tuple(_findings(complaint, declared, manifest))


def _findings(complaint: str, declared: str, manifest: str) -> Iterator[Finding]:
    refused = _TOO_OLD.match(complaint)
    for line in refused["lines"].split("\n") if refused else ():
        if found := _ONE.match(line):
            message = f"{found['package']} requires rustc {found['version']}, and {declared} is declared"
            yield Finding("cargo", "rust-version", Level.ERROR, message, manifest, rendered=complaint)
