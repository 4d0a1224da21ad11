"""Documents of the workspace: listed, previewed, printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.documents.pdf import preview
from app.domain.errors import AppError, ErrorCode
from app.domain.progress import SILENT, Progress
from app.services.context import Context
from app.services.households import Households
from app.services.printing import check_sheets, visit_records
from app.services.printing.check_sheets import CheckSheets
from app.services.printing.models import Document, DocumentKind, PrintItem
from app.services.printing.visit_records import VisitRecords
from app.services.visits import Visits

POINTS_PER_INCH = 72


class Printing:
    """Use cases of printing.

    :param context: the open workspace
    """

    def __init__(self, context: Context, visits: Visits, households: Households) -> None:
        made: tuple[Document, ...] = (VisitRecords(context, visits), CheckSheets(context, visits, households))
        self._documents: Mapping[str, Document] = {document.kind.name: document for document in made}

    def documents(self) -> tuple[DocumentKind, ...]:
        """Give the documents that can be printed."""
        return documents()

    def items(self, document: str, keys: Sequence[str], progress: Progress = SILENT) -> tuple[PrintItem, ...]:
        """Give what a batch would print, in the order given: whose it is, how many pages, which time.

        :raises AppError: DOCUMENT_UNKNOWN, NOT_FOUND, KEY_AMBIGUOUS
        :raises Cancelled: when the person asked to stop
        """
        return self._document(document).items(keys, progress)

    def preview(self, document: str, key: str) -> bytes:
        """Give a document as PDF as its next print will look; nothing is counted.

        :raises AppError: DOCUMENT_UNKNOWN, NOT_FOUND, KEY_AMBIGUOUS
        """
        return self._document(document).preview(key)

    def render(self, document: str, key: str) -> bytes:
        """Give a document of a record as PDF, which says which time it is printed, and count it.

        :raises AppError: DOCUMENT_UNKNOWN, NOT_FOUND, KEY_AMBIGUOUS, VISIT_NOT_SIGNED
        """
        return self.render_many(document, [key])

    def render_many(self, document: str, keys: Sequence[str], progress: Progress = SILENT) -> bytes:
        """Give one PDF with the documents of several records, in the order given.

        :raises AppError: DOCUMENT_UNKNOWN, NOT_FOUND, KEY_AMBIGUOUS, VISIT_NOT_SIGNED
        :raises Cancelled: when the person asked to stop
        """
        return self._document(document).printed(keys, progress)

    def page_images(self, pdf: bytes, scale: float = 2.0) -> list[bytes]:
        """Give the pages of a PDF as PNG images for the preview.

        :param scale: pixels for each point of the page (72 points are an inch)
        """
        return preview.page_images(pdf, scale)

    def page_count(self, pdf: bytes) -> int:
        """Give the number of pages of a PDF."""
        return preview.page_count(pdf)

    def page_image(self, pdf: bytes, page: int, dots_per_inch: int) -> bytes:
        """Give one page (from 0) as PNG, fine enough for a printer."""
        return preview.page_image(pdf, page, dots_per_inch / POINTS_PER_INCH)

    def _document(self, name: str) -> Document:
        if name not in self._documents:
            raise AppError(ErrorCode.DOCUMENT_UNKNOWN, document=name, known=" ".join(self._documents))
        return self._documents[name]


def documents() -> tuple[DocumentKind, ...]:
    """Give the documents that can be printed."""
    return (visit_records.KIND, check_sheets.KIND)
