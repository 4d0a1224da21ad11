"""Journeys in the real window: from a village to a printed record, and from an empty laptop to one."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services.demonstration.roster import write_roster
from app.services.demonstration.village import generate_village
from app.services.households.models import HouseholdFilter
from app.services.visits.models import VisitState
from tests.conftest import TODAY, copied
from tests.journeys.play import Player, main_job, play_main_job, wait_until
from ui.core.tasks import Tasks
from ui.core.theme import Themes
from ui.shell.gate import FirstRunPage
from ui.shell.opener import Opener, Start


def words_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(BytesIO(pdf.read_bytes()))
    return "".join(page.get_textpage().get_text_range() for page in document)


@pytest.fixture
def look(qapp: QApplication) -> Themes:
    found = qapp.findChild(Themes) or Themes(qapp)
    assert isinstance(found, Themes)
    found.set_factor(1.0)
    return found


def test_from_a_village_to_a_printed_record(look, demo_home, tmp_path):
    home = copied(demo_home, tmp_path / "home")
    made = list(play_main_job(home, tmp_path / "out", TODAY))
    assert [path.suffix for path in made] == [".png"] * 6 + [".pdf"]
    told = words_of(made[-1])
    assert "入户走访记录表" in told
    assert "访〔511323104201〕2026-" in told
    assert "第 1 页" in told
    assert "演示数据" in told


def test_from_an_empty_laptop_to_a_printed_record(look, tmp_path):
    tasks = Tasks()
    opener = Opener(Start(tmp_path / "home", TODAY), tasks)
    opener.open()
    wait_until(lambda: opener.gate is not None and isinstance(opener.gate.centralWidget(), FirstRunPage))
    assert opener.gate is not None
    first = opener.gate.centralWidget()
    assert isinstance(first, FirstRunPage)
    for field, text in ((first.code, "511323104201"), (first.village, "柏树湾村"), (first.user, "周明远")):
        field.setText(text)
    for field in (first.first, first.again):
        QTest.keyClicks(field, "bamboo-green")
    first.make.click()
    wait_until(lambda: hasattr(first, "recovery"))
    code = first.recovery.asked
    groups = first.recovery._groups
    for number, edit in code.items():
        edit.setText(groups[number].lower())
    first.recovery.done.click()
    wait_until(lambda: opener.window is not None)
    assert opener.window is not None
    assert opener.services is not None
    player = Player(opener.window, opener.services, tasks)
    player.settle()
    roster = tmp_path / "名册.xlsx"
    roster.write_bytes(write_roster(generate_village(30, 4, TODAY)))
    opener.window.show_screen("import", file=str(roster))
    player.settle()
    assert player.page.press_primary(), "the changes could not be written"
    player.settle()
    assert opener.services.households.rows(opener.services.households.ids(HouseholdFilter()))
    list(main_job(player, tmp_path))
    signed = [row for row in opener.services.visits.rows() if row.state is VisitState.SIGNED]
    assert len(signed) == 1
    assert opener.services.visits.show(signed[0].id)["seal_intact"] is True
    assert "演示数据" not in words_of(tmp_path / "visit-record.pdf")
    opener.window.close()
    opener.close()
