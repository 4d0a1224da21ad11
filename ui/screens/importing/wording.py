"""An import in words: refused rows, values, where they come from, samples of a column."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication

from app.services.imports.models import Origin, RosterProblem, ShownValue, ValueKind
from app.services.words import ErrorWords, roster_words
from ui.core import words
from ui.widgets.table import NOTHING

translate = QCoreApplication.translate


def issue_words(problem: RosterProblem) -> ErrorWords:
    """What is wrong with a row, and what to do."""
    return roster_words(problem, words.language().value)


def value_words(value: ShownValue | None) -> str:
    """A value as people write it; nothing for what is not known."""
    if value is None:
        return ""
    if value.kind is ValueKind.YES_NO:
        return translate("FactEditor", "是") if value.yes else translate("FactEditor", "否")
    if value.kind is ValueKind.NOTHING:
        return translate("ImportDetail", "无")
    if value.kind is ValueKind.SEVERAL:
        return words.listed(value.words)
    if value.kind is ValueKind.MONEY:
        return words.yuan(value.fen)
    return day_words(value.text) if value.kind is ValueKind.DAY else value.text


def origin_words(origin: Origin | None) -> str:
    """When and by what the register knows a value: 2026年11月20日 入户核实."""
    if origin is None or not origin.as_of:
        return ""
    return f"{day_words(origin.as_of[:10])} {words.kept(origin.evidence)}".strip()


def day_words(iso: str) -> str:
    """A day, month or year as precise as it is known, always with the year."""
    year, *rest = iso.split("-")
    if len(rest) == 2:
        return words.full_day(date.fromisoformat(iso))
    if rest:
        return translate("Household", "{year}年{month}月").format(year=year, month=int(rest[0]))
    return translate("Household", "{year}年").format(year=year)


def household_words(head: str, group: str = "") -> str:
    """A household by its head: 李桂珍户 3组."""
    title = translate("ImportDetail", "{name}户").format(name=head)
    return f"{title} {group}".strip()


def sample_words(samples: Iterable[str]) -> str:
    """The first cells of a column; a dash for a blank one."""
    return words.listed(sample or NOTHING for sample in samples)
