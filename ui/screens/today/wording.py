"""今日 in words: what is due, how urgent, and which step is next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.services.households.page import DUE_DAYS
from app.services.today import RENEWAL_DAYS, Due, DueItem
from ui.core import words
from ui.widgets.chips import ClockBadge, ClockState


def due_words(item: DueItem, today: date) -> str:
    """What is due, in a few words."""
    if item.kind is Due.DRAFT:
        return _draft_words(item, today)
    if item.kind is Due.CERTIFICATE:
        text = words.translate("Today", "{who}残疾证 {day}到期，换证要 20 个工作日")
        if item.days < 0:
            text = words.translate("Today", "{who}残疾证 {day}已到期，去换证")
        return text.format(who=item.who, day=words.day(item.day, today))
    if item.kind is Due.ASSIGNED:
        return words.translate("Today", "分给您以后还没走访过")
    return words.translate("Today", "约定 {day} 走访").format(day=words.day(item.day, today))


def all_due(items: Sequence[DueItem], today: date) -> str:
    """Everything that is due in a household, the most urgent first."""
    return " · ".join(due_words(item, today) for item in items)


def title(item: DueItem) -> str:
    """The thing itself, short."""
    return {
        Due.DRAFT: words.translate("Today", "做完走访"),
        Due.VISIT: words.translate("Today", "约定的走访"),
        Due.CERTIFICATE: words.translate("Today", "换残疾证"),
        Due.ASSIGNED: words.translate("Today", "第一次走访"),
    }[item.kind]


def badge(item: DueItem) -> ClockBadge:
    """The clock of an item, in natural days; what has no day of its own says what it is."""
    if item.kind is Due.DRAFT:
        return ClockBadge(ClockState.SOON, words.translate("Today", "没做完"))
    if item.kind is Due.ASSIGNED:
        return ClockBadge(ClockState.SOON, words.translate("Today", "还没走访"))
    amber = RENEWAL_DAYS if item.kind is Due.CERTIFICATE else DUE_DAYS
    return ClockBadge.running(item.days, working_days=False, amber_from=amber)


def last_words(ago: str) -> str:
    """The last visit, where it stands in a line of its own."""
    return words.translate("Today", "上次走访 {ago}").format(ago=ago)


def step_word(items: Sequence[DueItem]) -> str:
    """The verb of the next step."""
    return words.translate("Today", "继续") if draft_of(items) else words.translate("Today", "走访")


def draft_of(items: Sequence[DueItem]) -> str:
    """The visit to go on with, empty for none."""
    return next((item.draft for item in items if item.draft), "")


def day_head(day: date, today: date) -> str:
    """The head over the things of one day."""
    if day < today:
        return words.translate("Today", "已逾期")
    if day == today:
        return words.translate("Today", "今天")
    return f"{words.day(day, today)} {words.weekday(day)}"


def _draft_words(item: DueItem, today: date) -> str:
    text = words.translate("Today", "走访做到一半")
    if item.total:
        text += words.translate("Today", "，已答 {done} 题").format(done=words.of_total(item.answered, item.total))
    if item.stopped is not None:
        stopped = item.stopped.date()
        near = words.ago(stopped, today) if 0 <= (today - stopped).days <= 1 else words.day(stopped, today)
        text += words.translate("Today", " · {day} {clock} 停下").format(day=near, clock=words.clock(item.stopped))
    return text
