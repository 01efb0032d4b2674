"""All twenty faults, in the order of their table."""

from typing import Final

from bench.escalation.faults.decision import GONE
from bench.escalation.faults.error_chain import ERRORS
from bench.escalation.faults.medium import MEDIUM
from bench.escalation.faults.ownership import OWNER
from bench.escalation.faults.simple import SIMPLE
from bench.escalation.faults.thread import THREAD
from bench.escalation.faults.trait_object import OBJECT

FAULTS: Final = (*SIMPLE, *MEDIUM, THREAD, OBJECT, ERRORS, OWNER, GONE)
