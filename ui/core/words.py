"""Words on screen: translators, and dates, ages, money and counts as Chinese offices write them (design 6).

Chinese is the source language of the interface (``self.tr("…")``); English is a complete translation in
``resources/i18n/cunfang_en.qm``. ``app`` raises codes; their words stand in ``resources/i18n/errors.<language>.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from app.domain.errors import AppError
from app.domain.money import format_money
from app.services.words import error_words, kept_words
from ui.core.places import WORDS

NO_BREAK: Final = "\u00a0"
WORD_JOINER: Final = "\u2060"
translate = QCoreApplication.translate
"""Under this name the tool that collects the words finds them."""


class Language(StrEnum):
    """The languages of the interface."""

    CHINESE = "zh_CN"
    ENGLISH = "en"


class Words(QObject):
    """The language in force; a child of the application.

    :param app: gets the translators and the default locale
    """

    def __init__(self, app: QCoreApplication, language: Language = Language.CHINESE) -> None:
        super().__init__(app)
        self._app = app
        self.language = language
        self.translators: list[QTranslator] = []
        self._install_all()

    def speak(self, language: Language) -> None:
        """Another language from now on; what is already written on the screen is for the window to write anew."""
        if language is self.language:
            return
        for translator in self.translators:
            self._app.removeTranslator(translator)
        self.translators.clear()
        self.language = language
        self._install_all()

    def _install_all(self) -> None:
        code = self.language.value
        QLocale.setDefault(QLocale(code))
        self._install("qtbase_" + code, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        if self.language is not Language.CHINESE:
            self._install("cunfang_" + code, str(WORDS))

    def _install(self, name: str, folder: str) -> None:
        translator = QTranslator(self)
        if translator.load(name, folder):
            self._app.installTranslator(translator)
            self.translators.append(translator)


def installed() -> Words:
    """The words of the running application; installed in Chinese where nobody has yet.

    :raises RuntimeError: without an application
    """
    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError("no application to speak")
    words = app.findChild(Words)
    return words if isinstance(words, Words) else Words(app)


def language() -> Language:
    """The language in force (Chinese where none was installed)."""
    app = QCoreApplication.instance()
    words = app.findChild(Words) if app else None
    return words.language if isinstance(words, Words) else Language.CHINESE


def listed(parts: Iterable[str]) -> str:
    """Give several words in one line: ``甲、乙``, in English ``A, B``."""
    return ("、" if language() is Language.CHINESE else ", ").join(parts)


def clauses(parts: Iterable[str]) -> str:
    """Put clauses behind each other, as the language divides them; empty ones are left out."""
    return ("；" if language() is Language.CHINESE else "; ").join(part for part in parts if part)


def named(name: str, word: str) -> str:
    """Put a word behind the name of what it says something about: ``文化程度：都改``."""
    return f"{name}{'：' if language() is Language.CHINESE else ': '}{word}"


def form_language(languages: Sequence[str]) -> str:
    """Give the language of a form that is the window's: ``English (en)`` is English, as XLSForm writes it; empty: none."""
    code = language().value.split("_")[0]
    return next((name for name in languages if name.endswith(f"({code})")), "")


def day(value: date, today: date) -> str:
    """11月20日 in the year of ``today``, 2025年11月20日 in another."""
    if value.year == today.year:
        return translate("Words", "{month}月{day}日").format(month=value.month, day=value.day)
    return full_day(value)


def full_day(value: date) -> str:
    """2026年11月20日, always with the year."""
    return translate("Words", "{year}年{month}月{day}日").format(year=value.year, month=value.month, day=value.day)


def weekday(value: date) -> str:
    """星期五."""
    names = (
        translate("Words", "星期一"),
        translate("Words", "星期二"),
        translate("Words", "星期三"),
        translate("Words", "星期四"),
        translate("Words", "星期五"),
        translate("Words", "星期六"),
        translate("Words", "星期日"),
    )
    return names[value.weekday()]


def day_range(first: date, last: date, today: date) -> str:
    """11月16—20日 in one month, 10月30日—11月2日 over two."""
    if (first.year, first.month) != (last.year, last.month):
        return day(first, today) + "—" + day(last, today)
    start = day(first, today)
    return translate("Words", "{start}—{day}日").format(start=start.removesuffix("日"), day=last.day)


def ago(value: date, today: date) -> str:
    """35 天前, 昨天, 今天; for days to come 明天, 3 天后."""
    days = (today - value).days
    near = {0: translate("Words", "今天"), 1: translate("Words", "昨天"), -1: translate("Words", "明天")}
    if days in near:
        return near[days]
    return translate("Words", "{n} 天前").format(n=days) if days > 0 else translate("Words", "{n} 天后").format(n=-days)


def clock(value: time | datetime, *, seconds: bool = False) -> str:
    """16:05, or 16:05:08."""
    return value.strftime("%H:%M:%S" if seconds else "%H:%M")


def age(years: int) -> str:
    """67 岁."""
    return translate("Words", "{n} 岁").format(n=years)


def yuan(fen: int) -> str:
    """1,630.00 元, from fen."""
    return translate("Words", "{amount} 元").format(amount=format_money(fen))


def ten_thousand_yuan(fen: int) -> str:
    """3.26 万元, from fen; only in titles."""
    return translate("Words", "{amount} 万元").format(amount=f"{fen / 1_000_000:,.2f}")


def of_total(part: int, total: int) -> str:
    """46 / 62, kept on one line."""
    return f"{part:,}{NO_BREAK}/{NO_BREAK}{total:,}"


def one_line(number: str) -> str:
    """A document number that is never broken over two lines."""
    return WORD_JOINER.join(number.replace(" ", NO_BREAK))


def kept(word: str) -> str:
    """A word that records and checklists keep in Chinese (evidence, a checklist's title), in the language of the window."""
    return kept_words(word, language().value)


def kept_value(value: str) -> str:
    """The value of a fact: a word of every fact (是), or a number with its unit (``17 天``); other words stay as kept."""
    number, space, unit = value.rpartition(" ")
    return f"{number} {kept(unit)}" if space else kept(value)


def error_text(error: AppError) -> str:
    """What, where and what to do, in one breath."""
    words = error_words(error, language().value)
    return f"{words.message}{words.hint}"


def fault_text(number: str) -> str:
    """The words for a fault of our own, with the number that stands in the log."""
    return translate("Words", "程序出错了，数据没丢。按 F1 存一份给技术员的说明。编号 {number}").format(number=number)
