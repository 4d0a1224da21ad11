"""What was decided and signed on the page before the seal: kept with the draft, so that a crash loses no signature."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import msgspec

from app.oplog.operation import Value
from app.services.visits.models import Signing

KEY: Final = "signing"
"""Its place among the decisions of a draft."""
NOTHING_SIGNED: Final = Signing(visitors=())


def packed_signing(signing: Signing) -> Value:
    """Give it as it is kept with the draft."""
    return msgspec.msgpack.encode(signing)


def kept_signing(decisions: Mapping[str, Value], fingerprint: str) -> Signing | None:
    """Read it again; signatures under other answers than now are void.

    :param fingerprint: of the answers as they are
    """
    packed = decisions.get(KEY)
    if not isinstance(packed, bytes):
        return None
    try:
        signing = msgspec.msgpack.decode(packed, type=Signing)
    except msgspec.DecodeError:  # of another version of the program: decided anew
        return None
    return signing if signing.fingerprint == fingerprint else replace(signing, signatures=())
