"""看改动, the list at the left: groups in their order, each with its lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.services.imports.models import Absence, HouseholdItem, ImportOutline, IssueGroup, MissingItem
from ui.core.words import listed
from ui.screens.importing.state import Decisions
from ui.screens.importing.wording import household_words, issue_words
from ui.widgets.table import Cell, TableRow

MOST_ROWS_NAMED: Final = 4
translate = QCoreApplication.translate
Item = IssueGroup | HouseholdItem | MissingItem


@dataclass(frozen=True)
class Group:
    """A group of the preview.

    :param name: refused, warned, changed, new, missing
    :param count: in words (7 行, 23 户)
    """

    name: str
    title: str
    count: str
    items: tuple[Item, ...]


def groups(outline: ImportOutline) -> tuple[Group, ...]:
    """Give the groups that are there, in the order in which they want attention."""
    refused = sum(len(group.issues) for group in outline.refused)
    warned = sum(len(group.issues) for group in outline.warned)
    new = sum(len(item.names) for item in outline.new)
    lines, households = translate("ImportList", "{n} 行"), translate("ImportList", "{n} 户")
    persons, places = translate("ImportList", "{n} 人"), translate("ImportList", "{n} 处")
    found = (
        Group("refused", translate("ImportList", "拒收"), lines.format(n=f"{refused:,}"), outline.refused),
        Group("warned", translate("ImportList", "提醒"), places.format(n=f"{warned:,}"), outline.warned),
        Group(
            "changed",
            translate("ImportList", "改动"),
            households.format(n=f"{len(outline.changed):,}"),
            outline.changed,
        ),
        Group("new", translate("ImportList", "新增"), persons.format(n=f"{new:,}"), outline.new),
        Group(
            "missing",
            translate("ImportList", "名册里没有"),
            persons.format(n=f"{len(outline.missing):,}"),
            outline.missing,
        ),
    )
    return tuple(group for group in found if group.items)


def heading(group: Group) -> TableRow:
    """Give the line over a group."""
    return TableRow((Cell(group.title, after=group.count, strong=True), Cell()), heading=True)


def line_of(group: Group, item: Item, decisions: Decisions) -> TableRow:
    """Give the line of one thing in a group."""
    if isinstance(item, IssueGroup):
        return _issue_line(group, item)
    if isinstance(item, MissingItem):
        return _missing_line(item, decisions.why(item))
    title = household_words(item.head, item.group)
    what = (
        translate("ImportList", "{n} 处").format(n=item.changes)
        if item.changes
        else translate("ImportList", "新户")
        if item.is_new
        else translate("ImportList", "{n} 人").format(n=len(item.names))
    )
    names = listed(item.names[:MOST_ROWS_NAMED])
    note = " · ".join(filter(None, (names, rows_words(item.rows))))
    icon, tone = ("swap", "amber") if item.changes else ("plus-circle", "green")
    named = Cell(title, strong=True, note=note, icon=icon, icon_tone=tone)
    return TableRow((named, Cell(what, tone="amber" if item.changes else "text2")))


def absence_words(reason: Absence) -> str:
    """Say why a person is not in the file."""
    return {
        Absence.DIED: translate("ImportList", "去世"),
        Absence.MOVED: translate("ImportList", "迁出"),
        Absence.OMITTED: translate("ImportList", "名册漏了"),
        Absence.OPEN: translate("ImportList", "还没弄清"),
    }[reason]


def rows_words(rows: tuple[int, int]) -> str:
    """第 4—7 行, or 第 57 行."""
    first, last = rows
    if first == last:
        return translate("ImportList", "第 {n} 行").format(n=first)
    return translate("ImportList", "第 {first}—{last} 行").format(first=first, last=last)


def _missing_line(item: MissingItem, reason: Absence) -> TableRow:
    whose = household_words(item.head, item.group) if item.head else item.household
    if item.gone:
        known = absence_words(Absence(item.gone))
        whose += " · " + translate("ImportList", "本机记：{known}").format(known=known)
    if not item.member_id:
        return TableRow((Cell(item.household, note=whose, icon="question", icon_tone="muted"), Cell()))
    wanted, icon = reason is Absence.OPEN, "question"
    words = translate("ImportList", "去说明") if wanted else absence_words(reason)
    named = Cell(item.name, note=whose, icon=icon, icon_tone="amber" if wanted else "muted")
    return TableRow((named, Cell(words, tone="amber" if wanted else "text2")))


def _issue_line(group: Group, item: IssueGroup) -> TableRow:
    numbers = listed(str(issue.row) for issue in item.issues[:MOST_ROWS_NAMED])
    more = " …" if len(item.issues) > MOST_ROWS_NAMED else ""
    why = issue_words(item.code).message
    note = translate("ImportList", "第 {rows} 行 · {why}").format(rows=numbers + more, why=why)
    count = translate("ImportList", "{n} 行").format(n=f"{len(item.issues):,}")
    tone = "red" if group.name == "refused" else "amber"
    icon = "warning-circle-fill" if group.name == "refused" else "warning"
    named = Cell(item.column or translate("ImportList", "整行"), note=note, icon=icon, icon_tone=tone)
    return TableRow((named, Cell(count, tone=tone)))
