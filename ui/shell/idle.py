"""The time since the last touch, after which the workspace is locked."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_MINUTE_MS: Final = 60_000
_INPUT: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Says when nobody has touched keys, mouse, pen or screen for so many minutes.

    It watches the windows of the system, through which every touch comes first, and not the application: a filter there
    is called for each event of each widget, some thousands for one page.
    """

    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rest = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)  # a coarse one may lag by 5 %
        self._rest.timeout.connect(self.idle)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self.watch)

    def watch(self, window: QWindow | None) -> None:
        """A touch in this window counts too; the windows that get the keys join by themselves."""
        if window is not None:
            window.installEventFilter(self)  # Qt keeps a filter once, however often it is installed

    def set_minutes(self, minutes: float) -> None:
        """Wait so many minutes without a touch; 0 for never."""
        self._rest.stop()
        if minutes:
            self._rest.start(int(minutes * _MINUTE_MS))

    @property
    def left_ms(self) -> int:
        """Milliseconds until :attr:`idle` comes; -1 for never."""
        return self._rest.remainingTime()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any touch starts the time anew."""
        if event.type() in _INPUT and self._rest.isActive():
            self._rest.start()
        return False
