"""显示: look, text size, language, how questions are shown; and 锁屏."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal

from app.services.settings import Preferences
from ui.core.theme import themes
from ui.core.tokens import FACTORS, Mode
from ui.core.words import Language
from ui.screens.settings.row import SettingRow, SettingsCard
from ui.widgets.buttons import Segmented

MODES: Final = {"light": Mode.LIGHT, "dark": Mode.DARK, "contrast": Mode.CONTRAST}
"""What is not among them (system) follows the system."""
_SIZES: Final = tuple(str(round(factor * 100)) for factor in FACTORS)
_MINUTES: Final = ("2", "5", "10", "0")
_SECTION, _QUESTION = "section", "question"
translate = QCoreApplication.translate


def apply(preferences: Preferences) -> None:
    """Let look and text size hold at once."""
    look = themes()
    look.pick(MODES.get(preferences.theme))
    look.set_factor(preferences.text_size / 100)


class DisplayCard(SettingsCard):
    """``wanted`` carries the new preferences and what was done in words; ``language_wanted`` another language."""

    wanted = Signal(object, str)
    language_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("display", translate("DisplayCard", "显示"), "text-aa")
        self._preferences = Preferences()
        self.text_size = Segmented([(size, f"{size}%") for size in _SIZES], "100", self.tr("字号"))
        self.theme = Segmented(
            (
                ("system", self.tr("跟随系统")),
                ("light", self.tr("浅色")),
                ("dark", self.tr("深色")),
                ("contrast", self.tr("高对比")),
            ),
            "system",
            self.tr("样子"),
        )
        self.language = Segmented(
            ((Language.CHINESE.value, "中文"), (Language.ENGLISH.value, "English")),
            Language.CHINESE.value,
            self.tr("界面文字"),
        )
        self.questions = Segmented(
            ((_SECTION, self.tr("整节")), (_QUESTION, self.tr("逐题"))), _SECTION, self.tr("走访提纲")
        )
        self.add(
            SettingRow(self.tr("字号"), self.tr("所有字一起变，Ctrl 加号、减号随时改"), self.text_size),
            SettingRow(self.tr("样子"), self.tr("跟随系统时，系统换了这里跟着换"), self.theme),
            SettingRow(self.tr("界面文字"), self.tr("所有页一起换，写了一半的都在"), self.language),
            SettingRow(self.tr("走访提纲"), self.tr("整节看得见前后，逐题一次一问"), self.questions),
        )
        self._connect()
        themes().changed.connect(self._show_size)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what holds."""
        self._preferences = preferences
        self.theme.choose(preferences.theme if preferences.theme in MODES else "system")
        self.language.choose(preferences.language)
        self.questions.choose(_QUESTION if preferences.one_question else _SECTION)
        self._show_size()

    def facts(self) -> tuple[str, str]:
        """Size and look."""
        words = {
            "light": self.tr("浅色"),
            "dark": self.tr("深色"),
            "contrast": self.tr("高对比"),
        }
        look = words.get(self._preferences.theme, self.tr("跟随系统"))
        return self.tr("字号 {n}%，{look}").format(n=self.text_size.chosen, look=look), "text2"

    def _show_size(self) -> None:
        """The size that holds, also when Ctrl+plus set it."""
        factor = themes().now.factor * 100
        self.text_size.choose(min(_SIZES, key=lambda size: abs(int(size) - factor)))

    def _connect(self) -> None:
        self._on(
            self.text_size,
            lambda key: replace(self._preferences, text_size=int(key)),
            lambda key: self.tr("字号改成 {n}%").format(n=key),
        )
        self._on(self.theme, lambda key: replace(self._preferences, theme=key), lambda _: self.tr("样子换好了"))
        self.language.picked.connect(self.language_wanted)
        self._on(
            self.questions,
            lambda key: replace(self._preferences, one_question=key == _QUESTION),
            lambda _: self.tr("走访提纲的样子换好了"),
        )

    def _on(self, choice: Segmented, change: Callable[[str], Preferences], words: Callable[[str], str]) -> None:
        choice.picked.connect(lambda key: self.wanted.emit(change(key), words(key)))


class LockCard(SettingsCard):
    """锁屏. ``wanted`` carries the minutes, 0 for never."""

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__("lock", translate("LockCard", "锁屏"), "lock")
        words = [(minutes, self.tr("{n} 分钟").format(n=minutes)) for minutes in _MINUTES[:-1]]
        self.minutes = Segmented([*words, ("0", self.tr("不锁"))], "5", self.tr("几分钟没动就锁"))
        self.minutes.picked.connect(lambda key: self.wanted.emit(int(key)))
        self.add(
            SettingRow(self.tr("几分钟没动就锁"), self.tr("输口令解开，写了一半的都在；Ctrl+L 随时锁"), self.minutes)
        )

    def show_minutes(self, minutes: int) -> None:
        """Show what holds; a number that is not offered is shown as the nearest one."""
        offered = [int(key) for key in _MINUTES if key != "0"]
        self.minutes.choose("0" if minutes == 0 else str(min(offered, key=lambda each: abs(each - minutes))))

    def facts(self) -> tuple[str, str]:
        """The minutes."""
        if self.minutes.chosen == "0":
            return self.tr("不自动锁"), "text2"
        return self.tr("{n} 分钟没动就锁").format(n=self.minutes.chosen), "text2"
