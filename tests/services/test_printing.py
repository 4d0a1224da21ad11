"""Documents of the workspace on paper: every kind draws; what was told alone and what is restricted stands on none."""

from __future__ import annotations

import re
from io import BytesIO

import openpyxl
import pypdfium2
import pytest

from app.domain.errors import AppError, ErrorCode
from app.services.households.models import HouseholdFilter
from app.services.visits.models import Signing, VisitState

SIGNED = Signing(("周明远",), interviewee="本人")
FORM = {
    "survey": (
        ("type", "name", "label", "bind::cunfang:key", "bind::cunfang:private"),
        ("text", "open", "村里的路好走吗", "x1.open", ""),
        ("text", "alone", "有人欺负你吗（单独问）", "x1.alone", "yes"),
        ("dateTime", "when", "什么时候去的", "x1.when", ""),
    ),
    "settings": (("form_id", "form_title", "version"), ("alone", "单独问的表", "1")),
}


def workbook(sheets: dict[str, tuple[tuple[str, ...], ...]]) -> bytes:
    book, content = openpyxl.Workbook(), BytesIO()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(content)
    return content.getvalue()


def words(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in document))


def test_what_was_told_alone_stands_on_no_paper(village) -> None:
    village.forms.publish(workbook(FORM))
    home = village.households.ids(HouseholdFilter())[0]
    session = village.visits.open(village.visits.start(home, "alone"))
    session.answer("/data/open", "好走")
    session.answer("/data/alone", "有")
    session.answer("/data/when", "2026-11-20T08:30:00.000+08:00")
    village.visits.store_session(session)
    draft = words(village.printing.preview("visit-record", session.visit))
    sealed = village.visits.finish(session.visit, SIGNED)
    paper = words(village.printing.render("visit-record", sealed.visit))
    sheet = words(village.printing.preview("check-sheet", f"{home}:alone"))
    for page in (draft, paper, sheet):
        assert "村里的路好走吗" in page
        assert "单独问）" not in page
    assert "2026年11月20日8:30" in paper
    answers = village.visits.show(sealed.visit)["answers"]
    assert [one["value"] for one in answers][1] == "有"  # it is kept with the visit all the same


def test_a_restricted_visit_prints_that_it_was_and_nothing_of_it(village) -> None:
    home = village.households.ids(HouseholdFilter(label="留守"))[0]
    visit = village.visits.start(home, "child-safety")
    session = village.visits.open(visit)
    while errors := village.visits.review(visit).errors:  # 未遇, and why
        view = session.question(errors[0].ref)
        session.answer(view.ref, view.choices[-1][0] if view.choices else "孩子在校")
        village.visits.store_session(session)
    draft = words(village.printing.preview("visit-record", visit))
    village.visits.finish(visit, Signing(("周明远",), not_met="孩子在校"))
    paper = words(village.printing.render("visit-record", visit))
    for page in (draft, paper):
        assert "限制查看的走访，内容不打印" in page
        assert "逐题答复" not in page
    assert "草稿" in draft
    assert "草稿" not in paper


@pytest.mark.parametrize("form", ["", ":routine", ":income-check"])
def test_the_check_sheet_has_the_numbers_of_the_visit(village, form: str) -> None:
    home = next(row for row in village.visits.rows() if row.state is VisitState.SIGNED).household
    session = village.visits.as_before(home, form.removeprefix(":") or "routine")
    paper = words(village.printing.preview("check-sheet", f"{home}{form}"))
    ref, last = list(session.numbers().items())[-1]
    label = "".join(session.question(ref).label.split())
    assert f"{last}{label}"[:8] in paper


def test_a_sheet_of_no_checklist_or_household_is_refused(village) -> None:
    home = village.households.ids(HouseholdFilter())[0]
    for key, code in ((f"{home}:nope", ErrorCode.FORM_UNKNOWN), ("ffffffffffff:routine", ErrorCode.NOT_FOUND)):
        with pytest.raises(AppError) as error:
            village.printing.preview("check-sheet", key)
        assert error.value.code is code


def test_every_print_is_counted_and_logged(village) -> None:
    home = village.households.ids(HouseholdFilter())[0]
    assert [item.times for item in village.printing.items("check-sheet", [home])] == [1]
    village.printing.render("check-sheet", home)
    assert [item.times for item in village.printing.items("check-sheet", [home])] == [2]


def test_what_a_household_does_not_have_is_said_and_not_left_blank(village) -> None:
    documents = list(village.households.documents())

    def grown_up(member: dict[str, object]) -> bool:
        return str(member["birth"]) < "2005" and member.get("benefits") == []

    without = next(one for one in documents if one.get("benefits") == [] and all(map(grown_up, one["members"])))
    pupils = next(one for one in documents if any("2013" < str(m["birth"]) < "2018" for m in one["members"]))
    papers = [
        words(village.printing.preview("visit-record", village.visits.start(home["id"], "routine")))
        for home in (without, pupils)
    ]
    assert ["没有6至15岁的孩子" in paper for paper in papers] == [True, False]
    assert "没有享受" in papers[0]
