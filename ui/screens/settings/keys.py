"""钥匙: the ways in which the workspace opens; passphrase and recovery code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import AppError, ErrorCode
from app.domain.progress import Progress
from app.services.workspace import Keeping
from ui.core.tasks import Tasks, Trouble
from ui.core.tokens import Tone
from ui.core.words import listed
from ui.screens.settings.row import SettingRow, SettingsCard
from ui.widgets.boxes import column, line
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Banner
from ui.widgets.fields import Field, TextEdit
from ui.widgets.secret import LEAST_PASSPHRASE, SecretEdit

PASSPHRASE: Final = "passphrase"
RECOVERY: Final = "recovery"
translate = QCoreApplication.translate


class _Form(QWidget):
    """Fields under a row, shown while something is asked. ``given`` comes on the button or Enter in the last field."""

    given = Signal()

    def __init__(self, fields: Sequence[Field], verb: str, put_away: str) -> None:
        super().__init__()
        self.fields = tuple(fields)
        self.button = Button(verb)
        away = Button(put_away)
        self.button.clicked.connect(self.given)
        away.clicked.connect(self.put_away)
        row = line(-1, away, self.button, gap=8)
        self.setLayout(column(*self.fields, row, gap=8, margins=(12, 8, 12, 12)))
        for field in fields:
            editor = field.editor
            if isinstance(editor, TextEdit):
                editor.returnPressed.connect(self.given)
        self.hide()

    def begin(self) -> None:
        """Show it empty, the keys in the first field that is wanted."""
        for field in self.fields:
            field.set_error("")
            if isinstance(field.editor, TextEdit):
                field.editor.clear()
        self.show()
        first = next((field for field in self.fields if field.isVisibleTo(self)), self.fields[0])
        first.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Hide it; what was typed is forgotten."""
        for field in self.fields:
            if isinstance(field.editor, TextEdit):
                field.editor.clear()
        self.hide()


class KeysCard(SettingsCard):
    """``code`` carries a new recovery code, which is to be shown once; ``said`` carries what was done; ``lost_wanted``
    comes when the sheet about a lost machine is asked for.

    :param keeping: keys of the open workspace
    :param tasks: deriving a key takes a third of a second
    """

    code = Signal(str)
    said = Signal(str)
    lost_wanted = Signal()

    def __init__(self, keeping: Keeping, tasks: Tasks) -> None:
        super().__init__("keys", translate("KeysCard", "钥匙与恢复码"), "key")
        self._keeping, self._tasks = keeping, tasks
        self._slots: tuple[str, ...] = ()
        self.trouble = Banner(Tone.RED, "")
        self.change = Button(self.tr("设口令"))
        self.renew, self.check = Button(self.tr("换一份")), Button(self.tr("核一遍"))
        self._ways = SettingRow(self.tr("怎么打开"), "")
        self._passphrase = SettingRow(self.tr("口令"), self.tr("钥匙串打不开时要输。忘了用恢复码"), self.change)
        self._recovery = SettingRow(
            self.tr("恢复码"), self.tr("写在纸上封好，口令忘了只有它能打开"), self.renew, self.check
        )
        self.lost = Button(self.tr("机器丢了怎么办"), Kind.QUIET)
        self.lost.clicked.connect(self.lost_wanted)
        self._machine = SettingRow(self.tr("这台机器的签名钥匙"), "", self.lost)
        self.old, self.first, self.again = SecretEdit(), SecretEdit(), SecretEdit()
        self._old_field = Field(self.tr("现在的口令"), self.old)
        self.passphrase_form = _Form(
            (
                self._old_field,
                Field(self.tr("新口令"), self.first, self.tr("至少 {n} 个字，别人猜不到的").format(n=LEAST_PASSPHRASE)),
                Field(self.tr("新口令再写一遍"), self.again),
            ),
            self.tr("换成这个口令"),
            self.tr("先不改"),
        )
        self.proof = SecretEdit()
        self.renew_form = _Form(
            (Field(self.tr("现在的口令"), self.proof, self.tr("换了以后，纸上原来那份作废")),),
            self.tr("换一份新的"),
            self.tr("先不换"),
        )
        self.typed = TextEdit()
        self.check_form = _Form(
            (Field(self.tr("照纸上的输一遍"), self.typed, self.tr("大小写、空格、横线都不要紧")),),
            self.tr("核对"),
            self.tr("收起"),
        )
        self.add(
            self._ways,
            self._passphrase,
            self.passphrase_form,
            self._recovery,
            self.renew_form,
            self.check_form,
            self._machine,
            self.trouble,
        )
        self.trouble.hide()
        self._connect()

    def show_slots(self, slots: Sequence[str]) -> None:
        """Show the ways in which it opens."""
        self._slots = tuple(slots)
        known = {
            "keyring": self.tr("系统钥匙串"),
            PASSPHRASE: self.tr("口令"),
            RECOVERY: self.tr("恢复码"),
            "demonstration": self.tr("演示工作区，不用钥匙"),
        }
        self._ways.set_note(listed(known.get(slot, slot) for slot in self._slots))
        self.change.setText(self.tr("改口令") if PASSPHRASE in self._slots else self.tr("设口令"))
        self._old_field.setVisible(PASSPHRASE in self._slots)

    def show_key_end(self, key_end: str) -> None:
        """Show by which end the township knows this machine's key."""
        self._machine.set_note(self.tr("尾号 {end}，丢了报这个号停用").format(end=key_end))

    def facts(self) -> tuple[str, str]:
        """The ways."""
        return self._ways.note, "text2"

    def _connect(self) -> None:
        self.change.clicked.connect(self.passphrase_form.begin)
        self.renew.clicked.connect(self._begin_renew)
        self.check.clicked.connect(self.check_form.begin)
        self.passphrase_form.given.connect(self._set_passphrase)
        self.renew_form.given.connect(self._renew)
        self.check_form.given.connect(self._check)

    def _set_passphrase(self) -> None:
        _, first, again = self.passphrase_form.fields
        first.set_error("" if len(self.first.text()) >= LEAST_PASSPHRASE else self.tr("至少 8 个字"))
        again.set_error("" if self.first.text() == self.again.text() else self.tr("两遍不一样"))
        if len(self.first.text()) < LEAST_PASSPHRASE or self.first.text() != self.again.text():
            return
        keeping, old, new = self._keeping, self.old.text(), self.first.text()
        proven = PASSPHRASE not in self._slots

        def work(_progress: Progress) -> None:
            if not proven and not keeping.check_passphrase(old):
                raise AppError(ErrorCode.KEY_WRONG)
            keeping.set_passphrase(new)

        self._run(work, lambda _: self._passphrase_set(), self._old_field)

    def _passphrase_set(self) -> None:
        self.passphrase_form.put_away()
        self.show_slots(sorted({*self._slots, PASSPHRASE}))
        self.said.emit(self.tr("口令换好了，下次用新的"))

    def _begin_renew(self) -> None:
        if PASSPHRASE in self._slots:
            self.renew_form.begin()
        else:
            self._run(lambda _: self._keeping.new_recovery_code(), self.code.emit, None)

    def _renew(self) -> None:
        keeping, proof = self._keeping, self.proof.text()

        def work(_progress: Progress) -> str:
            if not keeping.check_passphrase(proof):
                raise AppError(ErrorCode.KEY_WRONG)
            return keeping.new_recovery_code()

        self._run(work, self._renewed, self.renew_form.fields[0])

    def _renewed(self, code: str) -> None:
        self.renew_form.put_away()
        self.show_slots(sorted({*self._slots, RECOVERY}))
        self.code.emit(code)

    def _check(self) -> None:
        typed = self.typed.text()
        field = self.check_form.fields[0]
        self._tasks.read(
            self,
            lambda _: self._keeping.check_recovery_code(typed),
            lambda right: (
                field.set_ok(self.tr("对，就是现在这一份"))
                if right
                else field.set_error(self.tr("对不上。看看是不是旧的那份，或哪一组抄错了"))
            ),
            failed=self._say,
        )

    def _run(self, work: Callable[[Progress], object], done: Callable[[str], None], field: Field | None) -> None:
        """Do it off the window's thread; a wrong passphrase is said at its field."""

        def failed(trouble: Trouble) -> None:
            if field is not None and trouble.error is not None and trouble.error.code is ErrorCode.KEY_WRONG:
                field.set_error(self.tr("口令不对"))
                field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self._say(trouble)

        self.trouble.hide()
        self._tasks.write(self, work, lambda answer: done(str(answer)), failed=failed)

    def _say(self, trouble: Trouble) -> None:
        self.trouble.set(Tone.RED, trouble.text)
        self.trouble.show()
