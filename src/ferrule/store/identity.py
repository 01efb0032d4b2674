"""The ids of runs; apart from the queries, because making one must not import SQLAlchemy."""

import secrets
from datetime import UTC, datetime


def new_run_id(now: datetime) -> str:
    """Give an id such as `20261121T053012-9f3a1c`: the moment in UTC and a random tail."""
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
