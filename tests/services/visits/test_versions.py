"""A draft keeps the version of its checklist; going over carries answers by question key, whoever and wherever they stand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from app.bootstrap import Services
from app.domain.errors import AppError, ErrorCode
from app.services.visits.session import VisitSession
from tests.forms.forms_made import workbook
from tests.services.visits.filling import SIGNED, household

HEAD = ("type", "name", "label", "relevant", "repeat_count", "calculation", "bind::cunfang:fact", "bind::cunfang:key")
COUNT = "count(instance('members')/root/item)"
WHO = "once(instance('members')/root/item[position() = position(current()/..)]/name)"
YES_NO = (("list_name", "name", "label"), ("yn", "yes", "是"), ("yn", "no", "否"))


def row(kind: str, name: str = "", label: str = "", **others: str) -> Sequence[str]:
    given = {"label": label, **{key.replace("__", ":"): value for key, value in others.items()}}
    named = {"fact": "bind::cunfang:fact", "key": "bind::cunfang:key"}
    columns = {named.get(key, key): value for key, value in given.items()}
    return (kind, name, *(columns.get(column, "") for column in HEAD[2:]))


MEMBERS = (
    row("csv-external", "members"),
    row("begin repeat", "person", "各人", repeat_count=COUNT, fact="members", key="p"),
    row("calculate", "m", calculation=WHO, fact="@key"),
    row("text", "says", "说什么", key="p.says"),
    row("end repeat"),
)
HELPERS = (
    row("begin repeat", "helper", "帮手", key="h"),
    row("text", "who", "谁", key="h.who"),
    row("end repeat"),
)
FIRST = (
    *MEMBERS,
    *HELPERS,
    row("select_one yn", "road", "有路吗", key="road"),
    row("text", "why", "为什么没有", relevant="${road} = 'no'", key="why"),
    row("integer", "gone", "不再问", key="gone"),
)
SECOND = (
    row("begin group", "moved", "换了地方", key="moved"),
    row("text", "why", "为什么没有路", relevant="${road} = 'no'", key="why"),
    row("select_one yn", "road", "有没有路", key="road"),
    row("end group"),
    *HELPERS,
    *MEMBERS,
    row("text", "fresh", "新的", key="fresh"),
)


def publish(village: Services, version: str, rows: Sequence[Sequence[str]]) -> None:
    settings = [("form_id", "version", "form_title"), ("v", version, "换版")]
    village.forms.publish(workbook({"survey": [HEAD, *rows], "choices": YES_NO, "settings": settings}))


@pytest.fixture
def session(village: Services) -> VisitSession:
    """A visit by the first version, answered throughout, with marks."""
    publish(village, "1", FIRST)
    session = village.visits.open(village.visits.start(household(village, 3), "v"))
    session.answer("/data/person[1]/says", "first")
    session.mark_unknown("/data/person[2]/says")
    session.add_repeat("/data/helper")
    session.answer("/data/helper[1]/who", "Wang")
    session.answer("/data/helper[2]/who", "Li")
    session.answer("/data/road", "no")
    session.answer("/data/why", "the river")
    session.answer("/data/gone", 3)
    session.set_note("/data/helper[2]/who", "his brother")
    session.place = "/data/why"
    village.visits.store_session(session)
    return session


def test_the_draft_keeps_its_version_until_it_goes_over(village: Services, session: VisitSession) -> None:
    assert village.visits.newer_version(session.visit) is None
    publish(village, "2", SECOND)
    assert village.visits.open(session.visit).form_version == "1"
    moving = village.visits.newer_version(session.visit)
    assert moving is not None
    assert (moving.version, moving.carried) == ("2", 6)
    assert moving.lost == ("不再问 3",)
    assert moving.new == ("新的",)
    assert village.visits.open(session.visit).fingerprint() == session.fingerprint()


def test_answers_go_along_by_key_member_and_place(village: Services, session: VisitSession) -> None:
    publish(village, "2", SECOND)
    village.visits.move(session.visit)
    moved = village.visits.open(session.visit)
    assert moved.form_version == "2"
    assert moved.question("/data/person[1]/says").value == "first"
    assert moved.question("/data/person[2]/says").unknown
    assert moved.question("/data/helper[1]/who").value == "Wang"
    assert moved.question("/data/helper[2]/who").value == "Li"
    assert moved.question("/data/helper[2]/who").note == "his brother"
    assert moved.question("/data/moved/road").value == "no"
    assert moved.question("/data/moved/why").value == "the river"
    assert moved.place == "/data/moved/why"
    assert village.visits.newer_version(session.visit) is None
    counts = moved.counts()
    listed = next(one for one in village.visits.drafts() if one.id == session.visit)
    assert (listed.answered, listed.total, listed.form_version) == (counts.answered, counts.total, "2")


def test_going_back_gives_the_very_same_draft(village: Services, session: VisitSession) -> None:
    publish(village, "2", SECOND)
    moved = village.visits.move(session.visit)
    village.visits.move_back(moved)
    again = village.visits.open(session.visit)
    assert (again.form_version, again.place) == ("1", session.place)
    assert again.fingerprint() == session.fingerprint()


def test_going_back_never_takes_an_answer_away(village: Services, session: VisitSession) -> None:
    publish(village, "2", SECOND)
    moved = village.visits.move(session.visit)
    since = village.visits.open(session.visit)
    since.answer("/data/fresh", "new")
    village.visits.store_session(since)
    with pytest.raises(AppError) as refused:
        village.visits.move_back(moved)
    assert refused.value.code is ErrorCode.UNDO_IMPOSSIBLE
    assert village.visits.open(session.visit).question("/data/fresh").value == "new"


def test_a_signed_visit_is_shown_and_printed_by_its_own_version(village: Services, session: VisitSession) -> None:
    sealed = village.visits.finish(session.visit, SIGNED)
    before = village.visits.show(sealed.visit)
    publish(village, "2", SECOND)
    after = village.visits.show(sealed.visit)
    assert after == before
    assert after["seal_intact"]
    form, answers = after["form"], after["answers"]
    assert isinstance(form, dict)
    assert isinstance(answers, list)
    assert form["version"] == "1"
    assert "不再问" in {one["text"] for one in answers if isinstance(one, dict)}
    again = village.visits.open(village.visits.start(sealed.household, "v"))
    last = again.question("/data/moved/road").last
    assert last is not None
    assert last.label == "否"


def test_a_list_of_choices_is_part_of_a_version(village: Services) -> None:
    rows = (row("select_one_from_file towns.csv", "town", "哪个村", key="town"),)
    first, second = (
        workbook({"survey": [HEAD, *rows], "settings": [("form_id", "version"), ("lists", version)]})
        for version in ("1", "2")
    )
    village.forms.publish(first, {"towns.csv": b"name,label\na,One\n"})
    draft = village.visits.start(household(village), "lists")
    with pytest.raises(AppError) as caught:
        village.forms.publish(first, {"towns.csv": b"name,label\nb,Two\n"})
    assert caught.value.code is ErrorCode.FORM_VERSION_TAKEN
    village.forms.publish(second, {"towns.csv": b"name,label\nb,Two\n"})
    assert village.visits.open(draft).question("/data/town").choices == (("a", "One"),)
    moving = village.visits.newer_version(draft)
    assert moving is not None
    village.visits.move(draft)
    assert village.visits.open(draft).question("/data/town").choices == (("b", "Two"),)
