"""A device's state from the county's state and its own operations on top.

An own operation is overlay if and only if its n is greater than what the county's state contains of this device; no flag,
no acknowledgement and no clock takes part in that (protocol VSP/1, section 2.2 and amendment 4).
"""

from __future__ import annotations

from collections.abc import Iterable

from app.oplog.operation import Operation
from app.oplog.register import RecordState, apply


def overlay(county: RecordState, own: Iterable[Operation]) -> RecordState:
    """Put own operations that the county's state does not yet contain on top of it.

    :param county: the state as the county sent it (left unchanged)
    :param own: this device's operations on the record, in the order of n
    """
    state = county.copy()
    for operation in own:
        if operation.dot.n > county.seen.get(operation.dot.device, 0):
            apply(state, operation)
    return state
