"""入户对照表: a checklist on paper for a household, with what is known beside an empty box.

Its keys name household and checklist: ``5113231042010001:routine``; without a checklist it is the routine visit's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.documents.pdf import preview
from app.documents.pdf.check_sheet import CheckSheet, SheetLine, SheetSection, render_many
from app.documents.pdf.printed import Printed
from app.documents.pdf.registry import CHECK_SHEET
from app.domain.ids import from_text
from app.domain.progress import SILENT, Progress
from app.services.context import Context
from app.services.households import Households
from app.services.households.models import FactLine, HouseholdPage, MemberRow
from app.services.printing.counting import PrintCounter
from app.services.printing.models import DocumentKind, PrintItem
from app.services.visits import Visits
from app.services.visits.models import QuestionView
from app.services.visits.session import VisitSession

KIND = DocumentKind(CHECK_SHEET.name, CHECK_SHEET.title, signed=False)
USUAL_FORM = "routine"
MEMBERS_OF = "members.*."
Known = Mapping[tuple[str, str], FactLine]
"""What the record knows, by member key (empty: of the household) and path below it."""


class CheckSheets:
    """The document ``check-sheet``."""

    kind = KIND

    def __init__(self, context: Context, visits: Visits, households: Households) -> None:
        self._context = context
        self._visits = visits
        self._households = households
        self._counter = PrintCounter(context, KIND.name)

    def items(self, keys: Sequence[str], progress: Progress) -> tuple[PrintItem, ...]:
        """Give what a batch would print."""
        found: list[PrintItem] = []
        for done, key in enumerate(keys):
            progress.step("print-items", done, len(keys))
            page, session = self._of(key)
            pages = preview.page_count(render_many([self._sheet(page, session)]))
            times = self._counter.next(from_text(page.id))
            found.append(PrintItem(key, page.title, page.group, self._context.today(), True, pages, times))
        return tuple(found)

    def preview(self, key: str) -> bytes:
        """Give a sheet as its next print will look."""
        return render_many([self._sheet(*self._of(key))])

    def printed(self, keys: Sequence[str], progress: Progress = SILENT) -> bytes:
        """Give one PDF with the sheets of several households, and count and log the print."""
        pairs = [self._of(key) for key in keys]
        pdf = render_many([self._sheet(page, session) for page, session in pairs], progress)
        self._counter.count([from_text(page.id) for page, _ in pairs])
        return pdf

    def _of(self, key: str) -> tuple[HouseholdPage, VisitSession]:
        household, _, form = key.partition(":")
        session = self._visits.as_before(household, form or USUAL_FORM)
        return self._households.page(session.household), session

    def _sheet(self, page: HouseholdPage, session: VisitSession) -> CheckSheet:
        context = self._context
        known = {
            (member, fact.path): fact
            for member, (_, facts) in self._households.visit_facts(page.id).items()
            for fact in facts
        }
        return CheckSheet(
            record_id=page.id,
            place=context.owner.village_name(page.village or context.owner.village),
            number=page.code,
            day=context.today(),
            form=f"{session.form_title}　{session.form_version} 版",
            household=tuple(_household(page)),
            sections=tuple(_sections(session, known)),
            printed=Printed(context.owner.user, context.clock.now(), self._counter.next(from_text(page.id))),
            demonstration=context.owner.demonstration,
        )


def _household(page: HouseholdPage) -> Iterator[tuple[str, str]]:
    yield "户主", page.title.removesuffix("户")
    yield "住址", page.door if page.address in page.door else f"{page.group} {page.address}".strip()
    yield "成员", "、".join(map(_member, page.members))


def _member(member: MemberRow) -> str:
    age = f"{member.age} 岁" if member.age is not None else ""
    return f"{member.name}（{'，'.join(filter(None, (member.relation, age)))}）"


def _sections(session: VisitSession, known: Known) -> Iterator[SheetSection]:
    numbers = session.numbers()
    for section in session.sections():
        views = [session.question(ref, numbers[ref]) for ref in section.questions]
        lines = tuple(_line(view, known) for view in views if view.kind != "note" and not view.private)
        if lines:
            yield SheetSection(section.label or "其他", lines)


def _line(view: QuestionView, known: Known) -> SheetLine:
    return SheetLine(
        number=str(view.number),
        question=view.label,
        before=_before(view, known.get((view.member, view.fact.removeprefix(MEMBERS_OF)))),
        choices=tuple(label.strip() for _, label in view.choices),
        unit=view.unit,
        always=view.always,
    )


def _before(view: QuestionView, fact: FactLine | None) -> str:
    """Say what the record has and what was answered last time; once where both are the same."""
    recorded = fact.value if fact is not None else ""
    last = view.measured(view.last.label) if view.last is not None else ""
    if not last or last == recorded:
        return recorded
    return f"{recorded}（上次答 {last}）" if recorded else last
