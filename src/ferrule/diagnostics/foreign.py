"""What decoding text from outside may raise: it may be anything, and must not end the run."""

from typing import Final

import msgspec

UNREADABLE: Final = (msgspec.MsgspecError, ValueError, RecursionError)
"""Another form, no JSON or no UTF-8 at all, or brackets nested deeper than the stack."""
