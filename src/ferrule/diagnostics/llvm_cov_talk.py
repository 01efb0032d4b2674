"""What `cargo llvm-cov` and the LLVM tools say beside their report: versions, and why there is no report."""

import re
from dataclasses import dataclass
from typing import Final

_VERSION: Final = re.compile(r"LLVM version:? (?P<version>[0-9]{1,4}(?:\.[0-9]{1,6})*)")
_UNREADABLE: Final = re.compile(
    r"unsupported (?:instrumentation profile|coverage) format version|built without zlib support"
    r"|raw profile (?:format )?version|(?:invalid|malformed) (?:instrumentation profile|coverage) data"
    r"|truncated profile data|not an instrumentation profile|no profile can be merged|failed to load coverage"
    r"|zlib (?:is )?unavailable|Failed to (?:un)?compress",
    re.IGNORECASE,
)
_MISMATCHED: Final = re.compile(r"warning: (?P<count>[0-9]{1,9}) functions? ha(?:s|ve) mismatched data")
_NOTHING_TO_COVER: Final = ("not found *.profraw files", ": no coverage data found")
_ERROR: Final = re.compile(r"[Ee]rror: .+")
_LAST_RESULT: Final = "\ntest result: "


@dataclass(frozen=True, slots=True)
class CoverageTalk:
    """What the tool said after the tests."""

    unreadable: str
    """The first line which says that a profile or the coverage map cannot be read; empty when none does."""
    mismatched: int
    """Functions whose profile fits none of the binaries; the report has them as never run."""
    nothing_to_cover: bool
    """No instrumented program was started, or there was no code to instrument."""
    complaint: str
    """The tool's own errors, a line each."""

    @property
    def needs_other_tools(self) -> bool:
        """Whether it is for their version or their making that the tools read nothing; not for a damaged profile."""
        return any(word in self.unreadable.lower() for word in ("version", "zlib"))


def read_coverage_talk(text: str) -> CoverageTalk:
    """Read what stands after the last test result: tests may print anything, and this very output too."""
    tail = text.rpartition(_LAST_RESULT)[2]
    lines = [line.strip() for line in tail.split("\n")]
    unreadable = next((line for line in lines if _UNREADABLE.search(line)), "")
    mismatched = sum(int(found["count"]) for line in lines if (found := _MISMATCHED.match(line)))
    complaint = "\n".join(line for line in lines if _ERROR.match(line))
    return CoverageTalk(unreadable, mismatched, any(words in tail for words in _NOTHING_TO_COVER), complaint)


def llvm_version(text: str) -> str:
    """Give the version in `rustc -vV` or `llvm-profdata merge --version`, such as `22.1.2`; empty when none is."""
    found = _VERSION.search(text)
    return found["version"] if found else ""
