"""Who printed a paper; it stands in the foot of every page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Printed:
    """Who printed it, when, and which time it is printed."""

    by: str
    at: datetime
    times: int = 1
