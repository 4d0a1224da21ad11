"""入户走访记录表 of signed visits; of a draft as a preview that says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from app.documents.pdf import preview
from app.documents.pdf.printed import Printed
from app.documents.pdf.registry import VISIT_RECORD
from app.documents.pdf.visit_record import render, render_many
from app.documents.pdf.visit_record_data import VisitRecord
from app.domain.errors import AppError, ErrorCode
from app.domain.ids import RecordId, from_text, to_text
from app.domain.progress import Progress
from app.domain.records import is_restricted
from app.services.context import Context
from app.services.printing.counting import PrintCounter
from app.services.printing.models import DocumentKind, PrintItem
from app.services.printing.visit_record import VisitPaper, without_contents
from app.services.visits import Visits
from app.services.visits.models import VisitState
from app.store.store import Reading
from app.store.views.tables import VISIT_VIEW

KIND = DocumentKind(VISIT_RECORD.name, VISIT_RECORD.title, signed=True)


class VisitRecords:
    """The document ``visit-record``; its keys are those of visits."""

    kind = KIND

    def __init__(self, context: Context, visits: Visits) -> None:
        self._context = context
        self._visits = visits
        self._counter = PrintCounter(context, KIND.name)

    def items(self, keys: Sequence[str], progress: Progress) -> tuple[PrintItem, ...]:
        """Give what a batch would print; of several, a visit that is not signed has no page."""
        rows = {row.id: row for row in self._visits.rows()}
        found: list[PrintItem] = []
        for done, key in enumerate(keys):
            progress.step("print-items", done, len(keys))
            identifier, state = self._visits.resolve(key)
            row, signed = rows[identifier], state is VisitState.SIGNED
            pages = preview.page_count(self.preview(identifier)) if signed or len(keys) == 1 else 0
            times = self._counter.next(from_text(identifier))
            day = row.changed.date()
            found.append(PrintItem(identifier, row.household_title, row.group, day, signed, pages, times))
        return tuple(found)

    def preview(self, key: str) -> bytes:
        """Give a record as PDF as its next print will look; a visit that is not signed is marked 草稿."""
        identifier, state = self._visits.resolve(key)
        signed = state is VisitState.SIGNED
        return render(self._record(from_text(identifier)) if signed else self._draft(identifier))

    def printed(self, keys: Sequence[str], progress: Progress) -> bytes:
        """Give one PDF with the records of several visits, and count and log the print."""
        visits = [self._signed(key) for key in keys]
        pdf = render_many([self._record(visit) for visit in visits], progress)
        self._counter.count(visits)
        return pdf

    def _signed(self, key: str) -> RecordId:
        identifier, state = self._visits.resolve(key)
        if state is not VisitState.SIGNED:
            raise AppError(ErrorCode.VISIT_NOT_SIGNED)
        return from_text(identifier)

    def _draft(self, visit: str) -> VisitRecord:
        """Give the paper of a visit as it stands before the seal."""
        context, would_be = self._context, self._visits.preview(visit)
        now = context.clock.now()
        with context.store.read() as reading:
            previous = _last_before(reading, would_be.household, now.isoformat())
        paper = VisitPaper(would_be.fields, context.codes, previous, context.today())
        made = paper.record(
            record_id=visit,
            place=context.owner.village_name(would_be.village),
            printed=Printed(context.owner.user, now),
            demonstration=context.owner.demonstration,
            draft=True,
        )
        return without_contents(made) if would_be.restricted else made

    def _record(self, visit: RecordId) -> VisitRecord:
        context = self._context
        with context.store.read() as reading:
            record = reading.records.get([visit])[visit]
            previous = _previous(reading, visit)
        paper = VisitPaper(dict(record.state.values()), context.codes, previous, context.today())
        made = paper.record(
            record_id=to_text(visit),
            place=context.owner.village_name(record.state.scope.partition("/")[0]),
            printed=Printed(context.owner.user, context.clock.now(), self._counter.next(visit)),
            demonstration=context.owner.demonstration,
        )
        return without_contents(made) if is_restricted(record.state.scope) else made


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
