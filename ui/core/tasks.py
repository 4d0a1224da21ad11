"""Work off the window's thread: three lanes, two verbs (architecture 4). The only file that knows threads.

*read* runs on the one reader (a query-only snapshot), *write* on the one writer, both hand their result back on the
window's thread; exchange with the county has a lane of its own. A callback is dropped when its owner is gone; what a
write changed is announced to every screen all the same.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import count
from typing import Any, Final, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot

from app.domain.changes import Changes
from app.domain.errors import AppError, Cancelled
from app.domain.progress import Progress, Step
from app.services.faults import Fault, fault_of
from ui.core import words

T = TypeVar("T")
SLOW_AFTER_MS: Final = 600
_STEP_EVERY_S: Final = 0.05
_log: Final = logging.getLogger(__name__)


class Lane(StrEnum):
    """Where work runs; each lane does one piece after the other."""

    READ = "read"
    WRITE = "write"
    NETWORK = "network"


@dataclass(frozen=True)
class Trouble:
    """Why work failed: the words to show, and the known error where it was one.

    :param fault: what may be told of a fault of ours, which is logged and has a note for a technician
    """

    text: str
    error: AppError | None
    fault: Fault | None = None


class Job(QObject):
    """A piece of work under way, seen from the window: for the progress panel. Lives on the window's thread only.

    ``stepped`` carries a :class:`~app.domain.progress.Step`; ``slow`` carries the job after 600 ms if it still runs;
    ``ended`` comes once, after the callbacks.
    """

    stepped = Signal(object)
    slow = Signal(object)
    ended = Signal()

    def __init__(self, title: str, safe: str, parent: QObject) -> None:
        """``title`` says what is done, ``safe`` what is safe if it is stopped (empty: it cannot be stopped)."""
        super().__init__(parent)
        self.title = title
        self.safe = safe
        self.last_step: Step | None = None
        self._stop = threading.Event()
        self._timer = QTimer(self, singleShot=True, interval=SLOW_AFTER_MS)
        self._timer.timeout.connect(self._tell_slow)
        self._timer.start()

    def cancel(self) -> None:
        """Ask the work to stop; it ends at its next step and nothing of it is kept."""
        self._stop.set()

    @property
    def stoppable(self) -> bool:
        """Whether 停下 is offered."""
        return bool(self.safe)

    @property
    def stop_asked(self) -> Callable[[], bool]:
        """Asked by the work, from its own thread."""
        return self._stop.is_set

    def tell(self, step: Step) -> None:
        """The work has come this far."""
        self.last_step = step
        self.stepped.emit(step)

    def end(self) -> None:
        """The work is over."""
        self._timer.stop()
        self.ended.emit()
        self.deleteLater()

    def _tell_slow(self) -> None:
        self.slow.emit(self)


class _Call(Generic[T]):
    """The work as the lane gets it.

    A lane must never be the last to let go of a widget (Qt objects die on the window's thread), so it holds only this
    plain object, and the window's side takes the work out of it when it is over.
    """

    def __init__(self, work: Callable[[Progress], T]) -> None:
        self._work: Callable[[Progress], T] | None = work

    def run(self, progress: Progress) -> T:
        """On the lane's thread."""
        if self._work is None:
            raise Cancelled
        return self._work(progress)

    def release(self) -> None:
        """On the window's thread, when it is over."""
        self._work = None


def _rarely(tell: Callable[[Step], None]) -> Callable[[Step], None]:
    """At most twenty steps a second, and the last."""
    told = 0.0

    def step(news: Step) -> None:
        nonlocal told
        moment = time.monotonic()
        if moment - told >= _STEP_EVERY_S or news.done == news.total:
            told = moment
            tell(news)

    return step


class Tasks(QObject):
    """The lanes of the program.

    ``changes`` carries :class:`~app.domain.changes.Changes` after every transaction that a service announced; ``slow``
    carries the :class:`Job` that has run 600 ms; ``trouble`` carries a :class:`Trouble` that nobody else took; ``fault``
    carries the :class:`~app.services.faults.Fault` of every trouble that is one, whoever took it.
    """

    changes = Signal(object)
    slow = Signal(object)
    trouble = Signal(object)
    fault = Signal(object)
    _announced = Signal(object)
    _stepped = Signal(int, object)
    _arrived = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {lane: ThreadPoolExecutor(1, thread_name_prefix=lane.value) for lane in Lane}
        self._newest: dict[tuple[int, str], int] = {}
        self._pending: dict[int, _Pending] = {}
        self._numbers = count(1)
        self._closed = False
        self._announced.connect(self.changes, Qt.ConnectionType.QueuedConnection)
        self._stepped.connect(self._pass_step, Qt.ConnectionType.QueuedConnection)
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def read(
        self,
        owner: QObject,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        failed: Callable[[Trouble], None] | None = None,
        title: str = "",
        safe: str = "",
        newest: str = "",
    ) -> Job:
        """Ask something; ``done`` gets the answer on the window's thread unless ``owner`` is gone.

        :param safe: what is safe if it is stopped; empty: nothing is told but that it can be
        :param newest: a name under which only the latest question of this owner counts: earlier ones are stopped and
            their answers dropped (search while typing)
        """
        if self._closed:  # a change that was announced at the very end asks a page to look again; nobody looks any more
            return Job(title, safe or title, self)
        number = self._start(Lane.READ, Job(title, safe or title, self), work, _Callbacks(owner, done, failed))
        if newest:
            earlier = self._newest.get((id(owner), newest), 0)
            if earlier in self._pending:
                self._pending[earlier].job.cancel()
            self._newest[id(owner), newest] = number
        return self._pending[number].job

    def write(
        self,
        owner: QObject,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        failed: Callable[[Trouble], None] | None = None,
        title: str = "",
        safe: str = "",
        lane: Lane = Lane.WRITE,
    ) -> Job:
        """Do something that changes records. The service announces what it changed (:meth:`announce`), so every screen
        learns of it also when ``owner`` is gone by then.

        :param safe: says what is safe if the work is stopped; empty: it cannot be stopped
        :param lane: the network lane for an exchange
        """
        number = self._start(lane, Job(title, safe, self), work, _Callbacks(owner, done, failed, kept=True))
        return self._pending[number].job

    def tell(self, trouble: Trouble) -> None:
        """Tell of a trouble that came up outside the lanes and that nobody took."""
        self.note_fault(trouble)
        self.trouble.emit(trouble)

    def note_fault(self, trouble: Trouble) -> None:
        """Let a fault be known for its note."""
        if trouble.fault is not None:
            self.fault.emit(trouble.fault)

    def announce(self, changes: Changes) -> None:
        """Tell every screen what a transaction changed; called by services, on any lane."""
        self._announced.emit(changes)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._pending

    def close(self) -> None:
        """Stop what can be stopped and wait for the rest: a write that was asked for is done, never dropped."""
        self._closed = True
        for pending in self._pending.values():
            if pending.job.stoppable:
                pending.job.cancel()
        for name, lane in self._lanes.items():
            lane.shutdown(wait=True, cancel_futures=name is not Lane.WRITE)
        while self._pending:  # their ends are waiting as events; nothing may arrive after this
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def _start(self, lane: Lane, job: Job, work: Callable[[Progress], T], callbacks: _Callbacks[T]) -> int:
        number, call = next(self._numbers), _Call(work)
        self._pending[number] = _Pending(job, call, callbacks)
        job.slow.connect(self.slow)
        progress = Progress(_rarely(partial(self._stepped.emit, number)), job.stop_asked)
        future = self._lanes[lane].submit(call.run, progress)
        future.add_done_callback(partial(self._arrived.emit, number))
        return number

    @Slot(int, object)
    def _pass_step(self, number: int, step: Step) -> None:
        if (pending := self._pending.get(number)) is not None:
            pending.job.tell(step)

    @Slot(int, object)
    def _take(self, number: int, future: Future[Any]) -> None:  # each piece of work has its own type of result
        """On the window's thread: the work has ended."""
        pending = self._pending.pop(number)
        pending.call.release()
        unwanted = pending.job.stop_asked() and not pending.callbacks.kept
        if not future.cancelled() and not unwanted:
            pending.callbacks.take(self, future)
        self._newest = {key: newest for key, newest in self._newest.items() if newest != number}
        pending.job.end()


@dataclass(frozen=True)
class _Callbacks(Generic[T]):
    """Whom the end of a piece of work concerns."""

    owner: QObject
    done: Callable[[T], None]
    failed: Callable[[Trouble], None] | None
    kept: bool = False
    """The end of a write counts also when it was asked to stop too late."""

    def take(self, tasks: Tasks, future: Future[T]) -> None:
        """Hand over what came of it."""
        error = future.exception()
        if error is None:
            if shiboken6.isValid(self.owner):
                self.done(future.result())
        elif not isinstance(error, Cancelled):
            self._fail(tasks, trouble_of(error))

    def _fail(self, tasks: Tasks, trouble: Trouble) -> None:
        tasks.note_fault(trouble)
        if self.failed is not None and shiboken6.isValid(self.owner):
            self.failed(trouble)
        else:
            tasks.trouble.emit(trouble)


@dataclass(frozen=True)
class _Pending:
    """A piece of work that has not ended."""

    job: Job
    call: _Call[Any]  # of any type of result
    callbacks: _Callbacks[Any]


def trouble_of(error: BaseException) -> Trouble:
    """The words for an error; one that is no :class:`AppError` gets a number and a log entry with the places in the
    code and never its message, which may hold personal data.
    """
    if isinstance(error, AppError):
        return Trouble(words.error_text(error), error)
    number = secrets.token_hex(3).upper()
    fault = fault_of(error, number)
    for broken in fault.chain:
        _log.error("fault %s: %s at %s", number, broken.kind, " < ".join(reversed(broken.places)))
    return Trouble(words.fault_text(number), None, fault)
