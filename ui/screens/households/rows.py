"""The list's lines: a household as a table row."""

from __future__ import annotations

from datetime import date

from app.services.households.models import HouseholdRow
from app.services.households.page import DUE_DAYS
from ui.core import words
from ui.core.layout import Fold
from ui.core.tokens import Tone
from ui.widgets.chips import ChipWords, ClockState, clock_words
from ui.widgets.household import chips, last_visit
from ui.widgets.table import NOTHING, Cell, Column, TableRow


def columns() -> tuple[Column, ...]:
    """The columns, in the words of the moment."""
    return (
        Column(words.translate("Households", "农户")),
        Column(words.translate("Households", "门牌"), 116, folds_from=Fold.MENU),
        Column(words.translate("Households", "人口"), 104, folds_from=Fold.STACKED),
        Column(
            words.translate("Households", "上次走访"),
            112,
            folds_from=Fold.MENU,
            fold_word=words.translate("Households", "上次走访"),
        ),
        Column(words.translate("Households", "下次走访"), 150, folds_from=Fold.SINGLE),
    )


def table_row(row: HouseholdRow, today: date) -> TableRow:
    """A household's line."""
    ago, day = last_visit(row.last_visit, today)
    persons = words.translate("Households", "{n} 人").format(n=row.persons)
    home = words.translate("Households", "在家 {n}").format(n=row.at_home)
    return TableRow(
        (
            Cell(row.name, strong=True, note=_told(row), chips=_chips(row)),
            Cell(row.door),
            Cell(persons, note=home),
            Cell(ago, note=day, tone="text" if day else "text2"),
            _coming(row, today),
        )
    )


def _told(row: HouseholdRow) -> str:
    """Which member the search found; else the income a head."""
    others = [name for name in row.found if name != row.head]
    if others:
        return words.translate("Households", "找到 {names}").format(names=words.listed(others))
    if row.net_income is None:
        return row.type
    return words.translate("Households", "人均 {money}").format(money=words.yuan(row.net_income))


def _chips(row: HouseholdRow) -> tuple[ChipWords, ...]:
    draft = (
        (ChipWords(words.translate("Households", "没做完"), Tone.AMBER, "hourglass-medium-fill"),) if row.drafts else ()
    )
    clash = (ChipWords(words.translate("Households", "对不上"), Tone.AMBER, "git-diff"),) if row.conflicts else ()
    return (*draft, *clash, *chips(row.labels))


def _coming(row: HouseholdRow, today: date) -> Cell:
    if row.next_visit is None:
        return Cell(NOTHING, tone="muted")
    left = (row.next_visit - today).days
    if left > DUE_DAYS:
        return Cell(words.day(row.next_visit, today), tone="text2")
    tone, icon = ClockState.of(left, DUE_DAYS).value
    return Cell(badge=ChipWords(clock_words(left, working_days=False), tone, icon))
