"""What can be printed, and one record of a batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.domain.progress import Progress


@dataclass(frozen=True)
class DocumentKind:
    """A document that can be printed.

    :param signed: whether only what is signed is printed
    """

    name: str
    title: str
    signed: bool


@dataclass(frozen=True)
class PrintItem:
    """One record of a batch.

    :param id: key by which it is printed
    :param title: whose it is (王大顺户)
    :param ready: whether it may be printed; a visit that is not signed may not
    :param times: which time its next print is
    """

    id: str
    title: str
    group: str
    day: date
    ready: bool
    pages: int
    times: int


class Document(Protocol):
    """A kind of document: a module that finds its data and draws it. To add one is to write this and register it."""

    kind: DocumentKind

    def items(self, keys: Sequence[str], progress: Progress) -> tuple[PrintItem, ...]:
        """Give what a batch would print, in the order given.

        :raises AppError: NOT_FOUND, KEY_AMBIGUOUS
        :raises Cancelled: when the person asked to stop
        """

    def preview(self, key: str) -> bytes:
        """Give one as PDF as its next print will look; nothing is counted.

        :raises AppError: NOT_FOUND, KEY_AMBIGUOUS
        """

    def printed(self, keys: Sequence[str], progress: Progress) -> bytes:
        """Give one PDF with all of them, and count and log the print.

        :raises AppError: NOT_FOUND, KEY_AMBIGUOUS, VISIT_NOT_SIGNED
        :raises Cancelled: when the person asked to stop
        """
