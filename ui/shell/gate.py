"""The pages before the work: unlocking, the first run, and the recovery code that is shown once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.progress import Progress
from ui.core.tasks import Tasks, Trouble
from ui.core.theme import keep_width
from ui.core.tokens import Tone, Type
from ui.shell.navigation import Seal
from ui.widgets.boxes import Scroller, column, line
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Banner, Card
from ui.widgets.fields import Field, TextEdit
from ui.widgets.labels import Label
from ui.widgets.print_sheet import PrintSheet
from ui.widgets.recovery import RecoveryCode
from ui.widgets.secret import LEAST_PASSPHRASE, SecretEdit

if TYPE_CHECKING:
    from app.services.key_sheets import KeySheets
    from ui.widgets.print_run import AskPrinter

VILLAGE_CODE_DIGITS: Final = 12
_CARD_WIDTH: Final = 440


@dataclass(frozen=True)
class NewWorkspace:
    """What the first run asks: 12-digit division code of the village, its name, who works here, the passphrase."""

    village_code: str
    village: str
    user: str
    passphrase: str


@dataclass(frozen=True)
class GateActions:
    """What the gate can have done; plain calls, run off the window's thread.

    ``unlock`` opens the workspace by passphrase or recovery code, ``create`` makes one and gives its recovery code,
    ``open_demo`` makes the demonstration village and opens it. They raise :class:`~app.domain.errors.AppError`.
    ``sheets`` gives what prints the recovery code once a workspace is made; without it the code is only copied.
    """

    unlock: Callable[[str, Progress], None]
    create: Callable[[NewWorkspace, Progress], str]
    open_demo: Callable[[Progress], None]
    sheets: Callable[[], KeySheets] | None = None


class GatePage(QWidget):
    """A card in the middle of an empty desk."""

    passed = Signal()

    def __init__(self, title: str, facts: str, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tasks = tasks
        self.card = Card()
        keep_width(self.card, _CARD_WIDTH)
        head = line(Seal(), gap=12)
        head.addLayout(column(Label(title, Type.PAGE), Label(facts, Type.SMALL, "text2"), gap=2), 1)
        self.card.body.addLayout(head)
        self.trouble = Banner(Tone.RED, "")
        self.trouble.hide()
        self.told = Banner(Tone.GREEN, "")
        keep_width(self.told, _CARD_WIDTH)
        self.told.hide()
        self.middle = column(self.card, self.told, gap=12)
        across = line()
        across.addStretch(1)
        across.addLayout(self.middle)
        across.addStretch(1)
        down = column(gap=0, margins=(20, 20, 20, 20))
        down.addStretch(1)
        down.addLayout(across)
        down.addStretch(2)
        self.setLayout(column(Scroller(down)))

    def ready(self) -> None:
        """Shown: the focus where one begins."""

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what went wrong, in place."""
        self.trouble.set(Tone.RED, trouble.text)
        self.trouble.show()

    def say(self, text: str) -> None:
        """Say what was done, under the card: what went wrong stays to be read."""
        self.told.set(Tone.GREEN, text)
        self.told.show()


class LockPage(GatePage):
    """Asks for the passphrase or the recovery code. ``passed`` comes when the workspace is open."""

    def __init__(self, village: str, unlock: Callable[[str, Progress], None], tasks: Tasks) -> None:
        super().__init__(QCoreApplication.translate("LockPage", "锁着"), village, tasks)
        self._unlock = unlock
        self._edit = SecretEdit()
        self.secret = Field(self.tr("口令"), self._edit, self.tr("忘了口令，在这里输恢复码"))
        self.enter = Button(self.tr("打开"), Kind.PRIMARY, "lock-open")
        self._look = Button(self.tr("显示"), Kind.QUIET)
        self.card.add(self.secret, self.trouble, line(self._look, -1, self.enter, gap=8))
        self.enter.clicked.connect(self._try)
        self._look.clicked.connect(self._show_or_hide)
        self._edit.returnPressed.connect(self._try)

    def ready(self) -> None:
        """Empty, hidden, with the focus on the passphrase."""
        self._edit.clear()
        self._edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._look.setText(self.tr("显示"))
        self.trouble.hide()
        self._edit.setFocus()

    def _show_or_hide(self) -> None:
        hidden = self._edit.echoMode() == QLineEdit.EchoMode.Password
        self._edit.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._look.setText(self.tr("藏起") if hidden else self.tr("显示"))
        self._edit.setFocus()

    def _try(self) -> None:
        text = self._edit.text()
        if not text or not self.enter.isEnabled():
            return
        self.trouble.hide()
        self.enter.set_busy(self.tr("正在打开"))
        unlock = self._unlock
        self.tasks.read(self, lambda progress: unlock(text, progress), self._opened, failed=self._refused)

    def _opened(self, _nothing: None) -> None:
        self.enter.set_busy()
        self.ready()
        self.passed.emit()

    def _refused(self, trouble: Trouble) -> None:
        self.enter.set_busy()
        self.show_trouble(trouble)
        self._edit.selectAll()
        self._edit.setFocus()


class TroublePage(GatePage):
    """The workspace cannot be opened: why, and what to do; nothing was changed. ``passed`` comes on 再试一次."""

    def __init__(self, trouble: Trouble, tasks: Tasks) -> None:
        super().__init__(QCoreApplication.translate("TroublePage", "打不开"), "", tasks)
        self.again = Button(self.tr("再试一次"), Kind.PRIMARY)
        self.again.clicked.connect(self.passed)
        self.card.add(self.trouble, line(-1, self.again))
        self.show_trouble(trouble)

    def ready(self) -> None:
        """The focus on the button."""
        self.again.setFocus()


class FirstRunPage(GatePage):
    """Makes a workspace, or opens the demonstration village. ``passed`` comes when one is open; a new workspace first
    shows its recovery code.

    :param ask: asks for the printer; None: the dialog of the system
    """

    def __init__(self, actions: GateActions, tasks: Tasks, ask: AskPrinter | None = None) -> None:
        title = QCoreApplication.translate("FirstRunPage", "开始用村访")
        facts = QCoreApplication.translate("FirstRunPage", "数据只在这台电脑里，加了密")
        super().__init__(title, facts, tasks)
        self._actions, self._ask = actions, ask
        self.code, self.village, self.user = TextEdit(most=VILLAGE_CODE_DIGITS), TextEdit(), TextEdit()
        self.first, self.again = SecretEdit(), SecretEdit()
        fields = (
            Field(self.tr("村的区划代码"), self.code, self.tr("12 位数字")),
            Field(self.tr("村名"), self.village),
            Field(self.tr("您的姓名"), self.user),
            Field(self.tr("口令"), self.first, self.tr("至少 8 个字，别人猜不到的")),
            Field(self.tr("口令再写一遍"), self.again),
        )
        self._fields = dict(zip((self.code, self.village, self.user, self.first, self.again), fields, strict=True))
        self.make = Button(self.tr("建工作区"), Kind.PRIMARY, "plus")
        self.demo = Button(self.tr("先看演示村"))
        self.card.add(*fields, self.trouble, line(self.demo, -1, self.make, gap=8))
        self.make.clicked.connect(self._create)
        self.demo.clicked.connect(self._open_demo)

    def ready(self) -> None:
        """The focus on the first field."""
        self.code.setFocus()

    def _create(self) -> None:
        if not self._check():
            return
        wanted = NewWorkspace(
            self.code.text().strip(), self.village.text().strip(), self.user.text().strip(), self.first.text()
        )
        self._begin(self.make)
        title = self.tr("正在建工作区")
        self.tasks.read(
            self,
            lambda progress: self._actions.create(wanted, progress),
            self._made,
            failed=self._failed,
            title=title,
        )

    def _open_demo(self) -> None:
        self._begin(self.demo)
        title = self.tr("正在建演示村")
        self.tasks.read(self, self._actions.open_demo, lambda _: self._pass(), failed=self._failed, title=title)

    def _check(self) -> bool:
        """Each field says what is wrong with it; the focus goes to the first."""
        code = self.code.text().strip()
        wrong = {
            self.code: "" if code.isdigit() and len(code) == VILLAGE_CODE_DIGITS else self.tr("要 12 位数字"),
            self.village: "" if self.village.text().strip() else self.tr("写上村名"),
            self.user: "" if self.user.text().strip() else self.tr("写上姓名"),
            self.first: "" if len(self.first.text()) >= LEAST_PASSPHRASE else self.tr("至少 8 个字"),
            self.again: "" if self.again.text() == self.first.text() else self.tr("两遍不一样"),
        }
        for editor, words in wrong.items():
            self._fields[editor].set_error(words)
        first = next((editor for editor, words in wrong.items() if words), None)
        if first is not None:
            first.setFocus()
        return first is None

    def _begin(self, button: Button) -> None:
        self.trouble.hide()
        self.make.setEnabled(False)
        self.demo.setEnabled(False)
        button.set_busy(self.tr("正在建"))

    def _end(self) -> None:
        for button in (self.make, self.demo):
            button.set_busy()
            button.setEnabled(True)

    def _failed(self, trouble: Trouble) -> None:
        self._end()
        self.show_trouble(trouble)

    def _made(self, recovery_code: str) -> None:
        self._end()
        self.first.clear()
        self.again.clear()
        self.card.hide()
        self.recovery = RecoveryCode(recovery_code, self._paper(recovery_code))
        self.recovery.copied.connect(self._pass)
        self.middle.addWidget(self.recovery)
        self.recovery.ready()

    def _paper(self, recovery_code: str) -> PrintSheet | None:
        if self._actions.sheets is None:
            return None
        sheets = self._actions.sheets()
        verb = self.tr("打印一份")
        return PrintSheet(verb, lambda: sheets.recovery(recovery_code), sheets, self.tasks, self._ask)

    def _pass(self) -> None:
        self._end()
        self.passed.emit()
