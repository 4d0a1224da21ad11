"""Documents of the workspace: rendered, counted, previewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.documents.pdf import preview
from app.documents.pdf.registry import PRINTED_FORMS
from app.documents.pdf.visit_record import render, render_many
from app.documents.pdf.visit_record_data import Printed, VisitRecord
from app.domain.errors import AppError, ErrorCode
from app.domain.ids import RecordId, from_text, to_text
from app.domain.progress import SILENT, Progress
from app.services.context import Context
from app.services.printing.visit_record import VisitPaper
from app.services.visits import Visits
from app.services.visits.models import VisitState
from app.store.store import Reading
from app.store.views.tables import VISIT_VIEW

VISIT_RECORD = "visit-record"


@dataclass(frozen=True)
class DocumentKind:
    """A document that can be printed."""

    name: str
    title: str


class Printing:
    """Use cases of printing.

    :param context: the open workspace
    """

    def __init__(self, context: Context, visits: Visits) -> None:
        self._context = context
        self._visits = visits

    def documents(self) -> tuple[DocumentKind, ...]:
        """Give the documents that can be printed."""
        return documents()

    def render(self, document: str, key: str, *, count: bool = True) -> bytes:
        """Give a document of a record as PDF; a counted one says which time it is printed.

        :param count: False for a preview
        :raises AppError: DOCUMENT_UNKNOWN, NOT_FOUND, KEY_AMBIGUOUS, VISIT_NOT_SIGNED
        """
        _check(document)
        return render(self._record(self._signed(key), count=count))

    def render_many(self, document: str, keys: Sequence[str], progress: Progress = SILENT) -> bytes:
        """Give one PDF with the documents of several records, in the order given.

        :raises AppError: DOCUMENT_UNKNOWN, NOT_FOUND, VISIT_NOT_SIGNED
        :raises Cancelled: when the person asked to stop
        """
        _check(document)
        records = [self._record(self._signed(key), count=True) for key in keys]
        return render_many(records, progress)

    def page_images(self, pdf: bytes, scale: float = 2.0) -> list[bytes]:
        """Give the pages of a PDF as PNG images for the preview.

        :param scale: pixels for each point of the page (72 points are an inch)
        """
        return preview.page_images(pdf, scale)

    def _signed(self, key: str) -> RecordId:
        identifier, state = self._visits.resolve(key)
        if state is not VisitState.SIGNED:
            raise AppError(ErrorCode.VISIT_NOT_SIGNED)
        return from_text(identifier)

    def _record(self, visit: RecordId, *, count: bool) -> VisitRecord:
        context = self._context
        with context.store.read() as reading:
            record = reading.records.get([visit])[visit]
            previous = _previous(reading, visit)
            times = reading.local.prints(VISIT_RECORD, visit)
        if count:
            with context.store.write_local() as local:
                times = local.count_print(VISIT_RECORD, visit)
        fields = dict(record.state.values())
        paper = VisitPaper(fields, context.codes, previous, context.today())
        village = record.state.scope.partition("/")[0]
        return paper.record(
            record_id=to_text(visit),
            place=context.owner.village_name(village),
            printed=Printed(context.owner.user, context.clock.now(), max(1, times)),
            demonstration=context.owner.demonstration,
        )


def documents() -> tuple[DocumentKind, ...]:
    """Give the documents that can be printed."""
    return tuple(DocumentKind(form.name, form.title) for form in PRINTED_FORMS)


def _check(document: str) -> None:
    known = [form.name for form in PRINTED_FORMS]
    if document not in known:
        raise AppError(ErrorCode.DOCUMENT_UNKNOWN, document=document, known=" ".join(known))


def _previous(reading: Reading, visit: RecordId) -> date | None:
    """Give the day of the visit before, of the same household."""
    this = reading.connection.execute(select(VISIT_VIEW).where(VISIT_VIEW.c.id == visit)).first()
    if this is None:
        return None
    statement = (
        select(VISIT_VIEW.c.ended)
        .where(VISIT_VIEW.c.household == this.household, VISIT_VIEW.c.ended < this.ended)
        .order_by(VISIT_VIEW.c.ended.desc())
        .limit(1)
    )
    ended = reading.connection.execute(statement).scalar_one_or_none()
    return date.fromisoformat(ended[:10]) if ended else None
