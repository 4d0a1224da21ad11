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
from app.oplog.operation import Value
from app.services.context import Context
from app.services.printing.visit_record import VisitPaper
from app.services.visits import Visits
from app.services.visits.models import VisitState
from app.store.store import Reading
from app.store.views.tables import VISIT_VIEW

VISIT_RECORD = "visit-record"
POINTS_PER_INCH = 72


@dataclass(frozen=True)
class DocumentKind:
    """A document that can be printed."""

    name: str
    title: str


@dataclass(frozen=True)
class PrintItem:
    """One record of a batch.

    :param title: whose it is (王大顺户)
    :param times: which time its next print is
    """

    id: str
    title: str
    group: str
    day: date
    signed: bool
    pages: int
    times: int


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

    def items(self, document: str, keys: Sequence[str], progress: Progress = SILENT) -> tuple[PrintItem, ...]:
        """Give what a batch would print, in the order given: whose it is, how many pages, which time.

        Of several, a visit that is not signed is listed with no page.

        :raises AppError: DOCUMENT_UNKNOWN, NOT_FOUND, KEY_AMBIGUOUS
        :raises Cancelled: when the person asked to stop
        """
        _check(document)
        rows = {row.id: row for row in self._visits.rows()}
        found: list[PrintItem] = []
        for done, key in enumerate(keys):
            progress.step("print-items", done, len(keys))
            identifier, state = self._visits.resolve(key)
            row = rows[identifier]
            signed = state is VisitState.SIGNED
            pages = preview.page_count(self.preview(document, identifier)) if signed or len(keys) == 1 else 0
            times = self._times(from_text(identifier)) + 1
            found.append(
                PrintItem(identifier, row.household_title, row.group, row.changed.date(), signed, pages, times)
            )
        return tuple(found)

    def preview(self, document: str, key: str) -> bytes:
        """Give a document of a record as PDF as its next print will look; a visit that is not signed is marked 草稿.

        :raises AppError: DOCUMENT_UNKNOWN, NOT_FOUND, KEY_AMBIGUOUS
        """
        _check(document)
        identifier, state = self._visits.resolve(key)
        signed = state is VisitState.SIGNED
        return render(self._record(from_text(identifier)) if signed else self._draft(identifier))

    def render(self, document: str, key: str) -> bytes:
        """Give a document of a record as PDF, which says which time it is printed, and count it.

        :raises AppError: DOCUMENT_UNKNOWN, NOT_FOUND, KEY_AMBIGUOUS, VISIT_NOT_SIGNED
        """
        _check(document)
        visit = self._signed(key)
        pdf = render(self._record(visit))
        self._count([visit])
        return pdf

    def render_many(self, document: str, keys: Sequence[str], progress: Progress = SILENT) -> bytes:
        """Give one PDF with the documents of several records, in the order given.

        :raises AppError: DOCUMENT_UNKNOWN, NOT_FOUND, VISIT_NOT_SIGNED
        :raises Cancelled: when the person asked to stop
        """
        _check(document)
        visits = [self._signed(key) for key in keys]
        pdf = render_many([self._record(visit) for visit in visits], progress)
        self._count(visits)
        return pdf

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

    def _signed(self, key: str) -> RecordId:
        identifier, state = self._visits.resolve(key)
        if state is not VisitState.SIGNED:
            raise AppError(ErrorCode.VISIT_NOT_SIGNED)
        return from_text(identifier)

    def _times(self, visit: RecordId) -> int:
        """Give how often a record was printed so far."""
        with self._context.store.read() as reading:
            return reading.local.prints(VISIT_RECORD, visit)

    def _count(self, visits: Sequence[RecordId]) -> None:
        """Count the prints of several records and log that they left the encrypted store."""
        context = self._context
        with context.store.write_local() as local:
            for visit in visits:
                local.count_print(VISIT_RECORD, visit)
        with context.act("print", context.provenance("print")) as unit:
            for visit in visits:
                printed: dict[str, Value] = {"what": "printed", "record": visit, "fields": [VISIT_RECORD], "why": ""}
                unit.create("access", context.owner.village, printed)

    def _draft(self, visit: str) -> VisitRecord:
        """Give the paper of a visit as it stands before the seal."""
        context, would_be = self._context, self._visits.preview(visit)
        now = context.clock.now()
        with context.store.read() as reading:
            previous = _last_before(reading, would_be.household, now.isoformat())
        paper = VisitPaper(would_be.fields, context.codes, previous, context.today())
        return paper.record(
            record_id=visit,
            place=context.owner.village_name(would_be.village),
            printed=Printed(context.owner.user, now),
            demonstration=context.owner.demonstration,
            draft=True,
        )

    def _record(self, visit: RecordId) -> VisitRecord:
        context = self._context
        with context.store.read() as reading:
            record = reading.records.get([visit])[visit]
            previous = _previous(reading, visit)
            times = reading.local.prints(VISIT_RECORD, visit) + 1
        fields = dict(record.state.values())
        paper = VisitPaper(fields, context.codes, previous, context.today())
        village = record.state.scope.partition("/")[0]
        return paper.record(
            record_id=to_text(visit),
            place=context.owner.village_name(village),
            printed=Printed(context.owner.user, context.clock.now(), times),
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
    return _last_before(reading, this.household, this.ended) if this is not None else None


def _last_before(reading: Reading, household: RecordId, moment: str) -> date | None:
    """Give the day of a household's last visit that ended before a moment."""
    statement = (
        select(VISIT_VIEW.c.ended)
        .where(VISIT_VIEW.c.household == household, VISIT_VIEW.c.ended < moment)
        .order_by(VISIT_VIEW.c.ended.desc())
        .limit(1)
    )
    ended = reading.connection.execute(statement).scalar_one_or_none()
    return date.fromisoformat(ended[:10]) if ended else None
