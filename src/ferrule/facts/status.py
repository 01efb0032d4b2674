"""What a gate can decide, and why it can decide nothing."""

from enum import StrEnum


class Status(StrEnum):
    """What a gate decided."""

    PASSED = "passed"
    FAILED = "failed"
    INCONCLUSIVE = "inconclusive"
    SKIPPED = "skipped"


class Reason(StrEnum):
    """Why a gate was skipped or decided nothing; a closed list (M30)."""

    NOT_RELEVANT = "not-relevant"
    NOT_INSTALLED = "not-installed"
    NO_NETWORK = "no-network"
    NO_BASELINE = "no-baseline"
    NO_CONFIG = "no-config"
    TIME_BUDGET = "time-budget"
    USER = "user"
    NOTHING_SEEN = "nothing-seen"
    TOOL_ERROR = "tool-error"
    UNREADABLE_OUTPUT = "unreadable-output"
    SANDBOX = "sandbox"
    UNTRUSTED = "untrusted"
    BLOCKED = "blocked"
    CANCELLED = "cancelled"
