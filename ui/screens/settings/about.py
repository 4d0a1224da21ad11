"""本人和村, and 关于: versions and licences."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal

from app.services.context import Owner
from ui.core.places import FONTS
from ui.screens.settings.row import SettingRow, SettingsCard, breakable
from ui.widgets.buttons import Button, Kind

translate = QCoreApplication.translate


class OwnerCard(SettingsCard):
    """Who works here, which village, where it lies. Read only: one workspace is one person."""

    def __init__(self, owner: Owner, folder: Path) -> None:
        super().__init__("owner", translate("OwnerCard", "本人和村"), "user")
        self._owner = owner
        villages = "\n".join(f"{owner.village_name(code)} · {code}" for code in owner.villages)
        self.add(
            SettingRow(owner.user, self.tr("这个工作区只归一个人用，别人用自己的工作区")),
            SettingRow(self.tr("村"), villages),
            SettingRow(self.tr("数据在哪里"), breakable(str(folder))),
        )
        if owner.demonstration:
            self.add(SettingRow(self.tr("演示工作区"), self.tr("里面的人都是编的，打印出来也写明")))

    def facts(self) -> tuple[str, str]:
        """Village and person."""
        return f"{self._owner.village_name(self._owner.village)} · {self._owner.user}", "text2"


class AboutCard(SettingsCard):
    """``licence`` carries title and text of a licence that is to be read."""

    licence = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("about", translate("AboutCard", "关于村访"), "info")
        self._version = version("cunfang")
        self.add(
            SettingRow(self.tr("村访 {version}").format(version=self._version), self.tr("Apache-2.0 许可，离线使用")),
            self._licensed("Noto Sans SC", self.tr("界面用字 · SIL OFL 1.1"), "NotoSansSC-OFL.txt"),
            self._licensed("Noto Serif SC", self.tr("打印用字 · SIL OFL 1.1"), "NotoSerifSC-OFL.txt"),
            self._licensed("HanaMinB", self.tr("生僻字"), "HanaMin-LICENSE.txt"),
            SettingRow("Phosphor, Qt", self.tr("图标 MIT · 窗口程序库 LGPL 3")),
        )

    def facts(self) -> tuple[str, str]:
        """The version."""
        return self._version, "text2"

    def _licensed(self, name: str, note: str, file: str) -> SettingRow:
        read = Button(self.tr("看许可"), Kind.QUIET, rowed=True, name=self.tr("看 {name} 的许可").format(name=name))
        read.clicked.connect(lambda: self.licence.emit(name, (FONTS / file).read_text("utf-8")))
        return SettingRow(name, note, read)
