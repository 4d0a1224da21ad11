from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.records import ACCESS
from app.services.households.models import HouseholdFilter, HouseholdPage
from app.services.visits.models import VisitState
from tests.ui.geometry import squeezed
from tests.ui.look import settle
from tests.ui.screens.conftest import Show, wait_idle
from tests.ui.screens.places import entries, went
from ui.core.desk import Desk
from ui.core.rows_model import ROW_ROLE
from ui.core.theme import Themes
from ui.screens.household.fact_editor import NO, YES, FactEditor
from ui.screens.household.screen import (
    BENEFITS,
    CHANGES,
    FACTS,
    MEMBERS,
    OVERVIEW,
    VISITS,
    HouseholdScreen,
)
from ui.shell.window import Window
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Banner
from ui.widgets.choices import ChoiceList
from ui.widgets.drawer import Drawer
from ui.widgets.fields import NumberEdit, TextEdit
from ui.widgets.labels import Label
from ui.widgets.masked import Masked
from ui.widgets.table import Table, TableRow

CTRL = Qt.KeyboardModifier.ControlModifier
TABS = (OVERVIEW, MEMBERS, VISITS, BENEFITS, FACTS, CHANGES)
LONG_MS, SHORT_MS = 600_000, 50


def visited(desk: Desk) -> HouseholdPage:
    """The household with the most to show."""
    households = desk.services.households
    pages = [households.page(identifier) for identifier in households.ids(HouseholdFilter())]
    return max(pages, key=lambda page: (len(page.visit_ids), len(page.labels) + len(page.benefits)))


def opened(
    show: Show, desk: Desk, qtbot: QtBot, household: str = "", shown_ms: int = LONG_MS
) -> tuple[Window, HouseholdScreen]:
    window = show(desk, entries("household", partial(HouseholdScreen, shown_ms=shown_ms)))
    window.show_screen("household", household=household or visited(desk).id)
    wait_idle(qtbot, desk)
    page = window.page("household")
    assert isinstance(page, HouseholdScreen)
    return window, page


def words(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(Label) if label.isVisibleTo(widget))


def rows(table: Table) -> dict[str, TableRow]:
    found = {}
    for place in range(table.rows.rowCount()):
        row = table.rows.index(place, 0).data(ROW_ROLE)
        assert isinstance(row, TableRow)
        found[table.rows.id_at(place) or ""] = row
    return found


def pick_tab(page: HouseholdScreen, key: str, qtbot: QtBot, desk: Desk) -> None:
    qtbot.mouseClick(page.tabs.button(key), Qt.MouseButton.LeftButton)
    wait_idle(qtbot, desk)


def editor_of(page: HouseholdScreen) -> FactEditor:
    return page.findChildren(FactEditor)[-1]


def edit(page: HouseholdScreen, path: str, qtbot: QtBot, desk: Desk) -> FactEditor:
    """Open the form of a fact as a person does: tab, row, Enter."""
    pick_tab(page, FACTS, qtbot, desk)
    place = page.facts.table.rows.place_of(path)
    assert place is not None
    page.facts.table.select(place)
    page.facts.table.setFocus()
    qtbot.keyClick(page.facts.table, Qt.Key.Key_Return)
    wait_idle(qtbot, desk)
    return editor_of(page)


def choose(editor: FactEditor, word: str) -> None:
    option = next(one for one in editor.evidence.findChildren(QWidget) if one.accessibleName().endswith(word))
    assert isinstance(option, QWidget)
    option.click()  # type: ignore[attr-defined]  # an option is a button


def test_who_they_are_at_a_glance(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    household = visited(demo_desk)
    _, page = opened(show, demo_desk, qtbot, household.id)
    assert page.head.accessibleName().split() == ["农户", "/", household.group, "/", household.door, household.title]
    glance = words(page.glance)
    counts = (household.hukou_persons, household.living_persons, household.at_home)
    assert "\xa0/\xa0".join(map(str, counts)) in glance
    assert household.phone in glance
    overview = words(page.overview)
    for member in household.members:
        assert member.name in overview
        assert member.id_number in overview
    assert "开始走访" in [button.text() for button in page.head.findChildren(Button)]


def test_ctrl_enter_starts_a_visit_and_ctrl_p_prints_the_latest(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    household = visited(demo_desk)
    window, _ = opened(show, demo_desk, qtbot, household.id)
    qtbot.keyClick(window, Qt.Key.Key_P, CTRL)
    assert went(window, "print") == {"document": "visit-record", "keys": household.visit_ids[0]}
    window.go_back()
    wait_idle(qtbot, demo_desk)
    qtbot.keyClick(window, Qt.Key.Key_Return, CTRL)
    assert went(window, "visit-start") == {"household": household.id}


def test_without_a_signed_visit_there_is_nothing_to_print(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    households = demo_desk.services.households
    never = next(
        identifier
        for identifier in households.ids(HouseholdFilter())
        if not households.page(identifier).visit_ids and not households.page(identifier).draft_ids
    )
    window, page = opened(show, demo_desk, qtbot, never)
    qtbot.keyClick(window, Qt.Key.Key_P, CTRL)
    assert window.current is page
    paper = next(button for button in page.head.findChildren(Button) if button.text() == "打印")
    assert not paper.isEnabled()
    assert paper.toolTip() == "还没有签过字的走访"
    pick_tab(page, VISITS, qtbot, demo_desk)
    assert "还没有走访过这一户" in words(page.visits)


def test_a_number_is_shown_on_demand_logged_and_masked_again(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    household = visited(demo_desk)
    before = shown_numbers(demo_desk)
    _, page = opened(show, demo_desk, qtbot, household.id, shown_ms=SHORT_MS)
    number = page.overview.findChildren(Masked)[0]
    told: list[str] = []
    number.button.clicked.connect(lambda: told.append(number.text))
    assert number.text == household.members[0].id_number
    qtbot.mouseClick(number.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: number.text[-4:] == household.members[0].id_number[-4:] and "*" not in number.text)
    assert len(number.text) == 18
    assert number.button.text() == "收起"
    qtbot.waitUntil(lambda: number.text == household.members[0].id_number)
    assert number.button.text() == "显示"
    assert shown_numbers(demo_desk) == before + 1


def test_a_shown_number_is_put_away_by_hand(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    _, page = opened(show, demo_desk, qtbot)
    phone = page.glance.phone
    assert phone is not None
    masked = phone.text
    qtbot.mouseClick(phone.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "*" not in phone.text)
    assert len(phone.text) == 11
    qtbot.mouseClick(phone.button, Qt.MouseButton.LeftButton)
    assert phone.text == masked


def test_a_shown_number_is_masked_when_the_page_is_left(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    window, page = opened(show, demo_desk, qtbot)
    phone = page.glance.phone
    assert phone is not None
    masked = phone.text
    qtbot.mouseClick(phone.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "*" not in phone.text)
    window.show_screen("today")
    assert phone.text == masked


def shown_numbers(desk: Desk) -> int:
    """How many records say that somebody saw a number."""
    with desk.services.context.store.read() as reading:
        statement = f"SELECT count(*) FROM record WHERE kind = {ACCESS.number}"
        return int(reading.connection.exec_driver_sql(statement).scalar_one())


def test_conditions_stand_on_top_only_while_they_hold(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    household = visited(demo_desk)
    demo_desk.services.households.set(household.id, {"next_visit": "2026-11-16"})
    _, page = opened(show, demo_desk, qtbot, household.id)
    banners = [banner.accessibleName() for banner in page.overview.findChildren(Banner)]
    assert "走访逾期 4 天 约定 11月16日 入户" in banners
    demo_desk.services.households.set(household.id, {"next_visit": "2027-03-01"})
    qtbot.waitUntil(lambda: "走访逾期 4 天" not in words(page.overview))


def test_a_draft_is_gone_on_with_from_its_card(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    draft = demo_desk.services.visits.drafts()[0]
    window, page = opened(show, demo_desk, qtbot, draft.household)
    assert "有 1 份走访没做完" in words(page.overview)
    button = next(one for one in page.overview.findChildren(Button) if one.text() == "继续")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert went(window, "visit") == {"visit": draft.id}


def test_visits_are_listed_and_printed_one_by_one(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    household = visited(demo_desk)
    window, page = opened(show, demo_desk, qtbot, household.id)
    pick_tab(page, VISITS, qtbot, demo_desk)
    signed = [row for row in demo_desk.services.visits.rows(household.id) if row.state is VisitState.SIGNED]
    plain = words(page.visits).replace("\u2060", "").replace("\xa0", " ")
    assert all(row.key in plain for row in signed)
    buttons = [one for one in page.visits.findChildren(Button) if one.text() == "打印"]
    qtbot.mouseClick(buttons[-1], Qt.MouseButton.LeftButton)
    assert went(window, "print") == {"document": "visit-record", "keys": signed[-1].id}


def test_arrows_walk_the_tabs(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    _, page = opened(show, demo_desk, qtbot)
    page.tabs.button(OVERVIEW).setFocus()
    for key in (*TABS[1:], OVERVIEW):
        qtbot.keyClick(page.tabs, Qt.Key.Key_Right)
        wait_idle(qtbot, demo_desk)
        assert page.tabs.current == key
    assert page.overview.isVisible()


def test_facts_carry_day_evidence_and_author(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    household = visited(demo_desk)
    _, page = opened(show, demo_desk, qtbot, household.id)
    pick_tab(page, FACTS, qtbot, demo_desk)
    known = demo_desk.services.households.visit_facts(household.id)
    assert list(rows(page.facts.table)) == [fact.path for fact in known[""][1]]
    fact = next(fact for fact in known[""][1] if fact.path == "group")
    row = rows(page.facts.table)["group"]
    assert row.cells[1].text == fact.value
    assert (row.cells[3].text, row.cells[3].note) == (fact.evidence, fact.actor)
    member, (name, lines) = next((key, held) for key, held in known.items() if key)
    qtbot.mouseClick(page.facts.persons.button(member), Qt.MouseButton.LeftButton)
    assert page.facts.persons.button(member).text() == name
    assert list(rows(page.facts.table)) == [f"members.{member}.{fact.path}" for fact in lines]


def test_a_fact_is_changed_by_hand_and_changed_back(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    household = visited(demo_desk)
    window, page = opened(show, demo_desk, qtbot, household.id)
    editor = edit(page, "net_income", qtbot, demo_desk)
    before = rows(page.facts.table)["net_income"].cells[1].text
    assert isinstance(editor.editor, NumberEdit)
    assert editor.editor.hasFocus()
    editor.editor.insert("１２３４５")
    qtbot.keyClick(window, Qt.Key.Key_Return, CTRL)
    assert editor.evidence_field.message == "选一样依据"
    assert editor.reason_field.message == "改“年人均纯收入”要写原因"
    choose(editor, "申报")
    editor.reason.insert("本人说今年少打了两个月工")
    qtbot.keyClick(window, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: rows(page.facts.table)["net_income"].cells[1].text == "12,345.00 元")
    assert rows(page.facts.table)["net_income"].cells[3].text == "申报"
    assert window.toast.text == "已改：年人均纯收入"
    qtbot.waitUntil(lambda: "12,345.00 元" in words(page.glance))
    assert page.facts.table.hasFocus()
    assert page.primary is not None
    assert page.primary.text() == "开始走访"
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: rows(page.facts.table)["net_income"].cells[1].text == before)
    assert window.toast.text == "改回去了"


def test_the_form_of_a_fact_tells_what_it_was_before(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    household = visited(demo_desk)
    households = demo_desk.services.households
    households.set(household.id, {"net_income": 4321}, evidence="证件", reason="对过流水")
    _, page = opened(show, demo_desk, qtbot, household.id)
    text = words(edit(page, "net_income", qtbot, demo_desk))
    assert "→ 4,321.00 元" in text
    assert "原因：对过流水" in text
    assert "证件 · 本机改的" in text


def test_yes_and_no_are_options(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    household = visited(demo_desk)
    _, page = opened(show, demo_desk, qtbot, household.id)
    editor = edit(page, "hukou_local", qtbot, demo_desk)
    options = editor.editor
    assert isinstance(options, ChoiceList)
    assert options.chosen == (YES,)
    options.choose({NO})
    choose(editor, "入户所见")
    qtbot.mouseClick(editor.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rows(page.facts.table)["hukou_local"].cells[1].text == "否")


def test_a_telephone_is_not_shown_in_its_form(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    household = visited(demo_desk)
    _, page = opened(show, demo_desk, qtbot, household.id)
    editor = edit(page, "phone", qtbot, demo_desk)
    assert isinstance(editor.editor, TextEdit)
    assert editor.editor.text() == ""
    assert "****" in words(editor)
    choose(editor, "申报")
    qtbot.mouseClick(editor.save, Qt.MouseButton.LeftButton)
    assert editor.value_field.message.startswith("写上新的值")
    qtbot.keyClicks(editor.editor, "13900003306")
    qtbot.mouseClick(editor.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rows(page.facts.table)["phone"].cells[1].text == "139****3306")


def test_what_cannot_be_read_is_said_under_the_value(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    _, page = opened(show, demo_desk, qtbot)
    editor = edit(page, "net_income", qtbot, demo_desk)
    assert isinstance(editor.editor, NumberEdit)
    editor.editor.setText("很多")
    qtbot.mouseClick(editor.save, Qt.MouseButton.LeftButton)
    assert editor.value_field.message == "这里要写数字"
    qtbot.keyClick(editor.editor, Qt.Key.Key_Escape)
    assert not page.findChildren(Drawer) or not page.findChildren(Drawer)[0].isVisible()


def test_a_fact_becomes_unknown_again(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    _, page = opened(show, demo_desk, qtbot)
    editor = edit(page, "out_year" if "out_year" in fact_paths(page, qtbot, demo_desk) else "group", qtbot, demo_desk)
    path = page.facts.table.current_id()
    choose(editor, "申报")
    qtbot.mouseClick(editor.forget, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: path not in rows(page.facts.table))


def fact_paths(page: HouseholdScreen, qtbot: QtBot, desk: Desk) -> list[str]:
    pick_tab(page, FACTS, qtbot, desk)
    return list(rows(page.facts.table))


def test_the_timeline_is_filtered(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    household = visited(demo_desk)
    demo_desk.services.households.set(household.id, {"phone": "13900003306"}, evidence="申报")
    _, page = opened(show, demo_desk, qtbot, household.id)
    everything = words(page.happenings)
    assert "户联系电话：" in everything
    assert "常规走访" in everything
    kinds = page.happenings.kinds.findChildren(Button)
    qtbot.mouseClick(kinds[1], Qt.MouseButton.LeftButton)
    settle()
    assert "户联系电话：" not in words(page.happenings)
    assert "常规走访" in words(page.happenings)
    qtbot.mouseClick(kinds[2], Qt.MouseButton.LeftButton)
    settle()
    assert "户联系电话：" in words(page.happenings)
    assert "常规走访" not in words(page.happenings)


def test_changes_are_listed_with_old_and_new_masked(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    household = visited(demo_desk)
    demo_desk.services.households.set(household.id, {"phone": "13900003306"}, evidence="申报")
    _, page = opened(show, demo_desk, qtbot, household.id)
    pick_tab(page, CHANGES, qtbot, demo_desk)
    changed = [row.cells[1].note for row in rows(page.changes.table).values() if row.cells[1].text == "户联系电话"]
    assert f"{household.phone} → 139****3306" in changed


def test_a_change_elsewhere_is_shown_anew(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    household = visited(demo_desk)
    _, page = opened(show, demo_desk, qtbot, household.id)
    demo_desk.services.households.set(household.id, {"net_income": 777}, evidence="申报", reason="核对")
    qtbot.waitUntil(lambda: "777.00 元" in words(page.glance))


def test_another_household_starts_at_its_first_tab(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    window, page = opened(show, demo_desk, qtbot)
    pick_tab(page, CHANGES, qtbot, demo_desk)
    other = demo_desk.services.households.ids(HouseholdFilter())[0]
    window.show_screen("household", household=other)
    wait_idle(qtbot, demo_desk)
    assert page.tabs.current == OVERVIEW
    assert demo_desk.services.households.page(other).members[0].name in words(page.overview)


def test_a_household_that_is_gone_leads_back(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    window, page = opened(show, demo_desk, qtbot, "01a20080-2a22-7fde-8ee5-780546940000")
    assert "不在了" in words(page)
    button = next(one for one in page.findChildren(Button) if one.text() == "回农户")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert went(window, "households") == {}


def test_while_a_fact_is_changed_there_is_one_primary_button(demo_desk: Desk, show: Show, qtbot: QtBot) -> None:
    _, page = opened(show, demo_desk, qtbot)
    edit(page, "net_income", qtbot, demo_desk)
    primary = [
        one.text() for one in page.findChildren(Button) if one.property("kind") == Kind.PRIMARY and one.isVisible()
    ]
    assert primary == ["改成这样"]


@pytest.mark.parametrize("factor", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("tab", TABS)
def test_everything_has_its_room(
    demo_desk: Desk, show: Show, qtbot: QtBot, look: Themes, factor: float, tab: str
) -> None:
    household = visited(demo_desk)
    demo_desk.services.households.set(household.id, {"next_visit": "2026-11-16"})
    window, page = opened(show, demo_desk, qtbot, household.id)
    page.show_tab(tab)
    wait_idle(qtbot, demo_desk)
    look.set_factor(factor)
    settle()
    assert squeezed(window) == []
    assert (window.width(), window.height()) == (1366, 690)


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_the_drawers_have_their_room(demo_desk: Desk, show: Show, qtbot: QtBot, look: Themes, factor: float) -> None:
    window, page = opened(show, demo_desk, qtbot)
    look.set_factor(factor)
    settle()
    edit(page, "house.grade", qtbot, demo_desk)
    settle()
    assert squeezed(window) == []
    qtbot.keyClick(page.findChildren(Drawer)[-1], Qt.Key.Key_Escape)
    if factor == 2.0:
        past = next(one for one in page.head.findChildren(Button) if one.text() == "经过")
        qtbot.mouseClick(past, Qt.MouseButton.LeftButton)
        settle()
        assert squeezed(window) == []
        assert "常规走访" in words(page.findChildren(Drawer)[-1])
