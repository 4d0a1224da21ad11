"""Numbers on paper, made offline and never renumbered: ``访〔511323104201〕2026-KQ0012``.

The two letters come from the device's id, so that two laptops of a village never give the same number.
"""

from __future__ import annotations

from app.store.local import Local

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without I, L and O, which are misread."""


def device_letters(device: bytes) -> str:
    """Give the two letters of a device."""
    value = int.from_bytes(device[:4], "big")
    return LETTERS[value % len(LETTERS)] + LETTERS[value // len(LETTERS) % len(LETTERS)]


def next_number(local: Local, mark: str, village: str, year: int, device: bytes) -> str:
    """Take the next number of a kind of paper in a village's year, inside the transaction that uses it.

    :param mark: 访, 转, 改
    """
    name = f"number:{mark}:{village}:{year}"
    count = int(local.setting(name, "0")) + 1
    local.set_setting(name, str(count))
    return f"{mark}〔{village}〕{year}-{device_letters(device)}{count:04d}"
