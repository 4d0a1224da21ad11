"""导入名册 in an English window: apart from data every word is English, for each reason to refuse or to doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import vocabulary
from app.documents.sheets.reading import IMPLIED_EVIDENCE, RosterProblem
from app.domain.identity import check_digit
from app.services.demonstration.roster import Fault, write_roster
from app.services.demonstration.village import generate_village
from app.services.households.models import EVIDENCE
from app.services.imports.models import ShownValue, ValueKind
from app.services.imports.writing import ROSTER_EVIDENCE
from app.services.visits.amending import EVIDENCE as AMENDED
from app.services.words import kept_words
from tests.conftest import HOUSEHOLDS, TODAY
from tests.ui.screens.conftest import Show, wait_idle
from ui.core.desk import Desk
from ui.core.words import Words
from ui.screens.importing import ImportScreen
from ui.screens.importing.steps import Step
from ui.screens.importing.wording import value_words
from ui.shell.screens import ScreenEntry
from ui.widgets.table import Table

CHINESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]+")


@pytest.fixture
def page(english: Words, demo_desk: Desk, show: Show) -> ImportScreen:
    made = show(
        demo_desk, (ScreenEntry("import", "house-line", lambda: "", lambda: "", ImportScreen, rail=True),)
    ).current
    assert isinstance(made, ImportScreen)
    return made


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """The village's own roster a month later, with a fault of every kind and a day of birth that does not exist."""
    village = generate_village(HOUSEHOLDS, 1, TODAY.replace(day=1))
    book = openpyxl.load_workbook(
        BytesIO(write_roster(village, sorted(Fault, key=lambda fault: fault is not Fault.SEX)))
    )
    sheet = book.worksheets[0]
    last = sheet.max_row
    heads = [cell.value for cell in sheet[3]]
    digits = "51132319900231001"
    sheet.cell(last, heads.index("证件号码") + 1).value = digits + check_digit(digits)
    path = tmp_path / "roster.xlsx"
    book.save(path)
    return path


def spoken(root: QWidget) -> Iterator[str]:
    """Every word that is to be seen or heard under a widget."""
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisibleTo(root):
            continue
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            yield widget.text()
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(place) for place in range(widget.count()))
        if isinstance(widget, Table):
            yield from cells(widget)


def cells(table: Table) -> Iterator[str]:
    rows = table.rows
    for column in range(rows.columnCount()):
        for row in range(rows.rowCount()):
            yield str(rows.data(rows.index(row, column)))


def data_of(*books: bytes) -> list[str]:
    """What is data: the cells of the file and of the register, the words of records, and how facts are called."""
    facts, codes = vocabulary()
    found = {word for fact in facts.facts for word in (fact.label, fact.unit)}
    words_of_readers = {"roster_yes_no", "roster_nothing"}
    for name, known in codes.items():
        found |= {code.label.rpartition("=")[2] for code in known if name not in words_of_readers}
    for content in books:
        sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
        found.add(sheet.title)
        found |= {str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None}
    return sorted((word for word in found if CHINESE.search(word)), key=len, reverse=True)


def left_over(root: QWidget, data: list[str]) -> list[str]:
    """The Chinese that is not data; words of one letter are data where they stand alone."""
    short = {word for word in data if len(word) == 1}
    found = []
    for text in spoken(root):
        rest = " ".join(part for part in re.split(r"[,:\s]+", text) if part not in short)
        for word in data:
            if len(word) == 1 or not CHINESE.search(rest):
                break
            rest = rest.replace(word, "")
        if CHINESE.search(rest):
            found.append(f"{type(root).__name__}: {text}")
    return found


def test_every_step_is_english_for_every_reason(
    page: ImportScreen, demo_desk: Desk, roster: Path, qtbot: QtBot
) -> None:
    data = data_of(roster.read_bytes(), write_roster(generate_village(HOUSEHOLDS, 1, TODAY)))
    page.take(roster)
    wait_idle(qtbot, demo_desk)
    assert left_over(page, data) == []
    page.compare()
    wait_idle(qtbot, demo_desk)
    assert page.step is Step.LOOK
    assert page.decisions is not None
    reading = page.decisions.preview.reading
    assert {issue.code for issue in (*reading.rejected, *reading.warnings)} == set(RosterProblem)
    assert any(origin.signed for origin in page.decisions.outline.origins.values())
    rows = page.preview.list.rows
    kinds = {(rows.id_at(place) or "").partition(":")[0] for place in range(rows.rowCount())}
    assert kinds == {"refused", "warned", "changed", "new", "missing"}
    for place in range(rows.rowCount()):
        page.preview.list.select(place)
        wait_idle(qtbot, demo_desk)
        assert "\n".join(left_over(page, data)) == ""


def test_values_are_said_in_english(english: Words) -> None:
    said = [
        value_words(ShownValue(ValueKind.YES_NO, yes=True)),
        value_words(ShownValue(ValueKind.YES_NO)),
        value_words(ShownValue(ValueKind.MONEY, fen=920_000)),
        value_words(ShownValue(ValueKind.DAY, "2024-05-03")),
        value_words(ShownValue(ValueKind.DAY, "2024-05")),
        value_words(ShownValue(ValueKind.DAY, "2024")),
        value_words(ShownValue(ValueKind.SEVERAL, words=("a", "b"))),
    ]
    assert [text for text in said if CHINESE.search(text)] == []
    assert said[-1] == "a, b"
    assert value_words(None) == ""


@pytest.mark.parametrize("word", [*EVIDENCE, ROSTER_EVIDENCE, IMPLIED_EVIDENCE, AMENDED])
def test_what_a_value_rests_on_is_said_in_english(word: str) -> None:
    assert kept_words(word, "en").isascii()
    assert kept_words(word) == word
