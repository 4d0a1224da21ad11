"""Numbers of people as they are shown where the whole number is not needed."""

from __future__ import annotations


def mask_identity(number: str) -> str:
    """Show the first three and last four characters: ``511***********4228``; short texts become stars only."""
    return _masked(number, 3, 4)


def mask_phone(number: str) -> str:
    """Show the first three and last four digits: ``139****3306``; short texts become stars only."""
    return _masked(number, 3, 4)


def mask_account(number: str) -> str:
    """Show the last four digits of a bank account: ``***************6217``."""
    return _masked(number, 0, 4)


def _masked(text: str, first: int, last: int) -> str:
    hidden = len(text) - first - last
    if hidden <= 0:
        return "*" * len(text)
    return text[:first] + "*" * hidden + text[-last:]
