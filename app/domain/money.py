"""Money in integer fen (1 yuan = 100 fen).

Amounts are read as offices write them, kept as whole fen, rounded half up, and shown as ``1,630.00``.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

LARGEST = 10**13
"""More yuan than any ledger of a county holds; a larger number is a number of something else."""

_UNITS = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "千": 10**3, "百": 10**2, "": 1}
_AMOUNT = re.compile(
    r"(?P<open>\()?[¥$]?(?P<sign>[+-])?[¥]?(?P<number>\d+(?:\.\d*)?|\.\d+)"
    r"(?P<unit>万亿|亿|万|千|百)?(?:元整|元|圆|块钱|块|RMB)?(?P<close>\))?",
    re.ASCII,
)
_GROUPED = re.compile(r"(?<=\d),(?=\d)")


def parse_money(text: str) -> int:
    """Read an amount of yuan and give fen: ``1,630``, ``1.2万元``, ``￥３０００``, ``-15.005``, ``(200)``.

    :raises ValueError: when the text is not an amount
    """
    compact = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    found = _AMOUNT.fullmatch(_GROUPED.sub("", compact).replace("−", "-"))
    if found is None or bool(found["open"]) != bool(found["close"]):
        raise ValueError("not an amount")
    fen = fen_from(Decimal(found["number"]) * _UNITS[found["unit"] or ""])
    return -fen if bool(found["open"]) != (found["sign"] == "-") else fen


def fen_from(yuan: Decimal | float) -> int:
    """Give the fen of a number of yuan, rounded half up (away from zero at the half).

    A float is taken as the decimal number that it prints as: 1.005 is 1.005.

    :raises ValueError: when the number is not finite or beyond all ledgers
    """
    exact = yuan if isinstance(yuan, Decimal) else Decimal(repr(yuan))
    if not exact.is_finite() or abs(exact) > LARGEST:
        raise ValueError("not an amount")
    return int((exact * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def divide(fen: int, parts: int) -> int:
    """Divide an amount by a number of people or months, rounded half up to a fen.

    :raises ZeroDivisionError: when there is nobody to share it
    """
    return int((Decimal(fen) / Decimal(parts)).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def yuan(fen: int) -> int | float:
    """Give the amount as a JSON number of yuan with at most two decimals; whole yuan as an integer."""
    return fen // 100 if fen % 100 == 0 else fen / 100


def format_money(fen: int) -> str:
    """Give the amount in yuan with two decimals and groups of three digits: ``1,630.00``."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"
