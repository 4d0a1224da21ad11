"""One household in words: cards, happenings, sources, changes."""

from __future__ import annotations

from datetime import date
from typing import Final

from app.services.households.models import Card, CardKind, ChangeLine, EntryKind, FactHistoryLine, TimelineEntry
from app.services.households.page import UNKNOWN
from ui.core import words
from ui.core.tokens import Tone
from ui.widgets.timeline import Happening

LINES: Final = 3
"""Changes named in one entry of the timeline; the tab of changes has them all."""
_LOOKS: Final = {
    EntryKind.VISIT: ("notebook", Tone.BLUE),
    EntryKind.AMENDMENT: ("pencil-simple", Tone.AMBER),
    EntryKind.NEW: ("house-line", Tone.GREEN),
    EntryKind.CHANGE: ("pencil-simple", Tone.GREY),
    EntryKind.IMPORT_NEW: ("file-arrow-down", Tone.GREEN),
    EntryKind.IMPORT_CHANGE: ("file-arrow-down", Tone.GREY),
}


def card_words(card: Card, today: date) -> tuple[str, str]:
    """The bold line of a condition card and its reason."""
    day = words.day(card.day, today) if card.day else ""
    if card.kind is CardKind.VISIT_OVERDUE:
        text = words.translate("Household", "走访逾期 {n} 天").format(n=-card.days)
        return text, words.translate("Household", "约定 {day} 入户").format(day=day)
    if card.kind is CardKind.VISIT_DUE:
        near = words.ago(card.day, today) if card.day else ""
        return words.translate("Household", "{near}该走访").format(near=near), day
    if card.kind is CardKind.CERTIFICATE:
        return _certificate(card), words.translate("Household", "{day} · 换证要 20 个工作日").format(day=day)
    if card.kind is CardKind.CONFLICT:
        text = words.translate("Household", "{n} 处记录对不上").format(n=card.count)
        return text, words.translate("Household", "几边的值都留着，等您定")
    return words.translate("Household", "有 {n} 份走访没做完").format(n=card.count), ""


def _certificate(card: Card) -> str:
    if card.days < 0:
        return words.translate("Household", "{who}残疾证已到期 {n} 天").format(who=card.who, n=-card.days)
    if card.days == 0:
        return words.translate("Household", "{who}残疾证今天到期").format(who=card.who)
    return words.translate("Household", "{who}残疾证 {n} 天后到期").format(who=card.who, n=card.days)


def happening(entry: TimelineEntry, today: date) -> Happening:
    """An entry of the timeline."""
    icon, tone = _LOOKS[entry.kind]
    lines = [] if entry.kind in (EntryKind.NEW, EntryKind.IMPORT_NEW) else [change_words(c) for c in entry.changes]
    what = entry_title(entry)
    if entry.kind is EntryKind.CHANGE and len(lines) == 1:
        what, lines = lines[0], []
    more = len(lines) - LINES
    if more > 0:
        lines = [*lines[:LINES], words.translate("Household", "还有 {n} 处，见变更记录").format(n=more)]
    who = " · ".join(filter(None, (entry.actor, source_words(entry.source))))
    link = words.translate("Household", "看记录") if entry.kind is EntryKind.VISIT else ""
    return Happening(what, words.day(entry.when.date(), today), "\n".join(lines), who, icon, tone, link, entry.record)


def entry_title(entry: TimelineEntry) -> str:
    """What happened, in bold."""
    count = len(entry.changes)
    if entry.kind is EntryKind.VISIT:
        return words.kept(entry.subject) or words.translate("Household", "走访")
    if entry.kind is EntryKind.AMENDMENT:
        return words.translate("Household", "更正走访记录")
    if entry.kind is EntryKind.NEW:
        return words.translate("Household", "建档，记下 {n} 项").format(n=count)
    if entry.kind is EntryKind.IMPORT_NEW:
        return words.translate("Household", "名册建档，记下 {n} 项").format(n=count)
    if entry.kind is EntryKind.IMPORT_CHANGE:
        return words.translate("Household", "名册改动 {n} 处").format(n=count)
    return (
        words.translate("Household", "改动 {n} 处").format(n=count) if count else words.translate("Household", "改动")
    )


def change_words(change: ChangeLine) -> str:
    """王志强 联系电话：139****5521 → 139****3306; a first value has no arrow."""
    what = f"{change.who} {words.kept(change.label)}".strip()
    return words.translate("Household", "{what}：{values}").format(
        what=what, values=old_and_new(change.old, change.new)
    )


def old_and_new(old: str, new: str) -> str:
    """The value that went and the one that came; of a first value that alone."""
    came = words.kept_value(new)
    return came if old == UNKNOWN else f"{words.kept_value(old)} → {came}"


def source_words(source: str) -> str:
    """Where a value came from."""
    return {
        "visit": words.translate("Household", "走访记录"),
        "import": words.translate("Household", "名册"),
        "undo": words.translate("Household", "撤销"),
        "window": words.translate("Household", "本机改的"),
        "demonstration": words.translate("Household", "演示数据"),
    }.get(source.partition(":")[0], words.translate("Household", "本机"))


def history_happening(line: FactHistoryLine, today: date) -> Happening:
    """One value that a fact had."""
    who = " · ".join(filter(None, (line.actor, words.kept(line.evidence), source_words(line.source))))
    reason = words.translate("Household", "原因：{why}").format(why=line.reason) if line.reason else ""
    day = words.day(line.when.date(), today)
    return Happening(old_and_new(line.old, line.new), day, reason, who, "pencil-simple")


def as_of_words(iso: str, today: date) -> str:
    """A day as precise as it is known."""
    parts = iso.split("-")
    if len(parts) == 3:
        return words.day(date.fromisoformat(iso), today)
    if len(parts) == 2:
        return words.translate("Household", "{year}年{month}月").format(year=parts[0], month=int(parts[1]))
    return words.translate("Household", "{year}年").format(year=iso) if iso else ""
