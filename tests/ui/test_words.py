"""Words on screen: dates, days, money as offices write them; the English translation is complete and fresh."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date, datetime, time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from app.domain.errors import AppError, ErrorCode
from ui.core import words
from ui.core.places import WORDS
from ui.core.words import Language, Words

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 20)
TOOLS = Path(sys.executable).parent


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (words.day(date(2026, 11, 20), TODAY), "11月20日"),
        (words.day(date(2025, 1, 2), TODAY), "2025年1月2日"),
        (words.full_day(TODAY), "2026年11月20日"),
        (words.weekday(TODAY), "星期五"),
        (words.day_range(date(2026, 11, 16), TODAY, TODAY), "11月16—20日"),
        (words.day_range(date(2026, 10, 30), date(2026, 11, 2), TODAY), "10月30日—11月2日"),
        (words.ago(date(2026, 10, 16), TODAY), "35 天前"),
        (words.ago(TODAY, TODAY), "今天"),
        (words.ago(date(2026, 11, 19), TODAY), "昨天"),
        (words.ago(date(2026, 11, 23), TODAY), "3 天后"),
        (words.clock(time(16, 5)), "16:05"),
        (words.clock(datetime(2026, 11, 20, 9, 41, 8), seconds=True), "09:41:08"),
        (words.age(67), "67 岁"),
        (words.yuan(163_000), "1,630.00 元"),
        (words.yuan(-5), "-0.05 元"),
        (words.ten_thousand_yuan(3_260_000), "3.26 万元"),
        (words.of_total(46, 62).replace("\u00a0", " "), "46 / 62"),
    ],
)
def test_as_offices_write_it(said: str, wanted: str) -> None:
    assert said == wanted


def test_a_document_number_stays_on_one_line() -> None:
    number = "转〔511323104201〕2026-KQ0012"
    kept = words.one_line(number)
    assert kept.replace("\u2060", "") == number
    assert " " not in words.one_line("2组 14号")


@pytest.mark.parametrize("code", ErrorCode)
def test_every_error_has_a_sentence_without_code_blame_or_shout(code: ErrorCode) -> None:
    text = words.error_text(AppError(code, file="名册.xlsx"))
    assert len(text) > 8
    assert code.value not in text
    assert "非法" not in text
    assert "！" not in text


def test_english_is_taken_when_it_is_chosen(english: Words) -> None:
    assert words.ago(date(2026, 10, 16), TODAY) == "35 d ago"
    assert words.language() is Language.ENGLISH
    assert "passphrase" in words.error_text(AppError(ErrorCode.KEY_WRONG)).lower()


def test_qt_s_own_buttons_speak_chinese(qapp: QApplication) -> None:
    made = Words(qapp)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "取消"
    for translator in made.translators:
        qapp.removeTranslator(translator)
    made.setParent(None)


def messages(path: Path) -> dict[tuple[str, str, str], ElementTree.Element]:
    """Context, source and the word that tells it apart (a short word of the rail) to the translation."""
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            key = context.findtext("name", ""), message.findtext("source", ""), message.findtext("comment", "")
            found[key] = message.find("translation")
    return found


def test_english_is_complete_and_has_no_stale_entry(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    sources = [str(path) for path in sorted((ROOT / "ui").rglob("*.py"))]
    command = [str(TOOLS / "pyside6-lupdate"), *sources, "-ts", str(fresh), "-locations", "none"]
    subprocess.run(command, check=True, capture_output=True)
    kept = messages(WORDS / "cunfang_en.ts")
    assert set(kept) == set(messages(fresh))
    unfinished = [key for key, element in kept.items() if element.get("type") or not (element.text or "").strip()]
    assert unfinished == []


def test_the_placeholders_of_a_translation_are_those_of_its_source() -> None:
    import string

    def names(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    wrong = [key for key, element in messages(WORDS / "cunfang_en.ts").items() if names(element.text) != names(key[1])]
    assert wrong == []


def test_the_compiled_translation_is_of_this_source(tmp_path: Path) -> None:
    source, compiled = tmp_path / "cunfang_en.ts", tmp_path / "cunfang_en.qm"
    shutil.copy(WORDS / "cunfang_en.ts", source)
    command = [str(TOOLS / "pyside6-lrelease"), str(source), "-qm", str(compiled)]
    subprocess.run(command, check=True, capture_output=True)
    assert compiled.read_bytes() == (WORDS / "cunfang_en.qm").read_bytes()
