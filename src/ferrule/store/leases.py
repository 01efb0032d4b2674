"""Whose incident it is: the process that works on it, and the test whether that one still runs."""

import os
from datetime import datetime, timedelta
from typing import Final

from ferrule.facts.escalation import Lease
from ferrule.store.owners import birth, container, runs

UNSEEN_S: Final = 1800.0
"""How long a lease from another container counts without a sign of life: twice the longest level."""


def mine(now: datetime) -> Lease:
    """Give a lease for this process."""
    pid = os.getpid()
    return Lease(pid, birth(pid), now + timedelta(seconds=UNSEEN_S), container())


def is_mine(lease: Lease) -> bool:
    """Give whether this very process holds it."""
    pid = os.getpid()
    return (lease.pid, lease.born, lease.container) == (pid, birth(pid), container())


def holds(lease: Lease, now: datetime) -> bool:
    """Give whether its process still works, as far as that can be seen from here."""
    if lease.container and lease.container != container():
        return lease.until is not None and now < lease.until
    return runs(lease.pid, lease.born)
