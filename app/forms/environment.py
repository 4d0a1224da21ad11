"""What a session gets from outside: clock, person, device, external lists."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

Rows = Sequence[Mapping[str, str | None]]
"""Rows of an external instance, by column name."""


def _new_uuid() -> str:
    return str(uuid.uuid4())


@dataclass(frozen=True)
class Environment:
    """The world around a session.

    :param now: the present moment, aware; its zone is the form's zone, whose clock all dates follow
    :param username: the person who fills (preload ``username``)
    :param device_id: the device (preload ``deviceid``)
    :param email: the person's address (preload ``email``)
    :param phone_number: the device's number (preload ``phone number``)
    :param instances: rows of external secondary instances by id, such as ``members``
    :param new_uuid: gives a new UUID as text: that of the instance, and those of ``uuid()`` without ``further_uuid``
    :param further_uuid: gives those of ``uuid()``, where that of the instance is given already
    :param random: gives a number from 0 to below 1
    :param clock: the present moment at each call, for ``now()`` while a form stays open; default ``now`` throughout
    """

    now: datetime
    username: str = ""
    device_id: str = ""
    email: str = ""
    phone_number: str = ""
    instances: Mapping[str, Rows] = field(default_factory=dict)
    new_uuid: Callable[[], str] = _new_uuid
    random: Callable[[], float] = random.random
    clock: Callable[[], datetime] | None = None
    further_uuid: Callable[[], str] | None = None

    def moment(self) -> datetime:
        """The present moment."""
        return self.clock() if self.clock is not None else self.now
