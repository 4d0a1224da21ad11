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
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.domain.changes import Changes
from app.domain.errors import AppError, Cancelled
from app.domain.progress import Progress, Step
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
    """Why work failed: the words to show, and the known error where it was one (None: a fault of ours, logged)."""

    text: str
    error: AppError | None


class Job(QObject):
    """A piece of work under way, seen from the window: for the progress panel.

    ``stepped`` carries a :class:`~app.domain.progress.Step`; ``slow`` comes after 600 ms if it still runs; ``ended``
    comes once, after the callbacks.
    """

    stepped = Signal(object)
    slow = Signal()
    ended = Signal()

    def __init__(self, title: str, safe: str, parent: QObject) -> None:
        """``title`` says what is done, ``safe`` what is safe if it is stopped (empty: it cannot be stopped)."""
        super().__init__(parent)
        self.title = title
        self.safe = safe
        self.last_step: Step | None = None
        self.started = time.monotonic()
        self._stop = threading.Event()
        self._told = 0.0
        self._finish: Callable[[Tasks, Future[Any]], None]  # each job's own type of result
        self.stepped.connect(self._remember)
        self._timer = QTimer(self, singleShot=True, interval=SLOW_AFTER_MS)
        self._timer.timeout.connect(self.slow)

    def cancel(self) -> None:
        """Ask the work to stop; it ends at its next step and nothing of it is kept."""
        self._stop.set()

    @property
    def stoppable(self) -> bool:
        """Whether 停下 is offered."""
        return bool(self.safe)

    def progress(self) -> Progress:
        """What the work is handed: it tells its steps here, at most twenty a second, and learns that it shall stop."""
        return Progress(self._step, self._stop.is_set)

    def _step(self, step: Step) -> None:
        moment = time.monotonic()
        if moment - self._told >= _STEP_EVERY_S or step.done == step.total:
            self._told = moment
            self.stepped.emit(step)

    @Slot(object)
    def _remember(self, step: Step) -> None:
        self.last_step = step


class Tasks(QObject):
    """The lanes of the program.

    ``changes`` carries :class:`~app.domain.changes.Changes` after every write; ``slow`` carries the :class:`Job` that
    has run 600 ms; ``trouble`` carries a :class:`Trouble` that nobody else took.
    """

    changes = Signal(object)
    slow = Signal(object)
    trouble = Signal(object)
    _arrived = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {lane: ThreadPoolExecutor(1, thread_name_prefix=lane.value) for lane in Lane}
        self._newest: dict[tuple[int, str], Job] = {}
        self._jobs: set[Job] = set()
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def read(
        self,
        owner: QObject,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        failed: Callable[[Trouble], None] | None = None,
        title: str = "",
        newest: str = "",
    ) -> Job:
        """Ask something; ``done`` gets the answer on the window's thread unless ``owner`` is gone.

        :param newest: a name under which only the latest question of this owner counts: earlier ones are stopped and
            their answers dropped (search while typing)
        """
        job = self._job(title, title)
        if newest:
            key = (id(owner), newest)
            if (earlier := self._newest.get(key)) is not None:
                earlier.cancel()
            self._newest[key] = job
            job.ended.connect(lambda: self._forget(key, job))
        return self._start(Lane.READ, job, work, _Callbacks(owner, done, failed))

    def write(
        self,
        owner: QObject,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        changed: Callable[[T], Changes],
        failed: Callable[[Trouble], None] | None = None,
        title: str = "",
        safe: str = "",
        lane: Lane = Lane.WRITE,
    ) -> Job:
        """Do something that changes records. What ``changed`` tells of the result is announced to every screen, also
        when ``owner`` is gone by then.

        :param safe: says what is safe if the work is stopped; empty: it cannot be stopped
        :param lane: the network lane for an exchange
        """
        return self._start(lane, self._job(title, safe), work, _Callbacks(owner, done, failed, changed))

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._jobs

    def close(self) -> None:
        """Stop what can be stopped and wait for the rest: a write that was asked for is done, never dropped."""
        for job in self._jobs:
            if job.stoppable:
                job.cancel()
        for name, lane in self._lanes.items():
            lane.shutdown(wait=True, cancel_futures=name is not Lane.WRITE)

    def _job(self, title: str, safe: str) -> Job:
        job = Job(title, safe, self)
        self._jobs.add(job)
        job.slow.connect(lambda: self.slow.emit(job))
        return job

    def _forget(self, key: tuple[int, str], job: Job) -> None:
        if self._newest.get(key) is job:
            del self._newest[key]

    def _start(self, lane: Lane, job: Job, work: Callable[[Progress], T], callbacks: _Callbacks[T]) -> Job:
        job._finish = callbacks.take
        job._timer.start()
        future = self._lanes[lane].submit(work, job.progress())
        future.add_done_callback(lambda ready: self._arrived.emit(job, ready))
        return job

    @Slot(object, object)
    def _take(self, job: Job, future: Future[object]) -> None:
        """On the window's thread: the work has ended."""
        self._jobs.discard(job)
        job._timer.stop()
        if not future.cancelled():
            job._finish(self, future)
        job.ended.emit()
        job.deleteLater()


@dataclass(frozen=True)
class _Callbacks(Generic[T]):
    """Whom the end of a piece of work concerns."""

    owner: QObject
    done: Callable[[T], None]
    failed: Callable[[Trouble], None] | None
    changed: Callable[[T], Changes] | None = None

    def take(self, tasks: Tasks, future: Future[T]) -> None:
        """Announce and hand over what came of it."""
        error = future.exception()
        if error is None:
            if self.changed is not None:
                tasks.changes.emit(self.changed(future.result()))
            if shiboken6.isValid(self.owner):
                self.done(future.result())
        elif not isinstance(error, Cancelled):
            self._fail(tasks, trouble_of(error))

    def _fail(self, tasks: Tasks, trouble: Trouble) -> None:
        if self.failed is not None and shiboken6.isValid(self.owner):
            self.failed(trouble)
        else:
            tasks.trouble.emit(trouble)


def trouble_of(error: BaseException) -> Trouble:
    """The words for an error; one that is no :class:`AppError` gets a number and a log entry with the places in the
    code and never its message, which may hold personal data.
    """
    if isinstance(error, AppError):
        return Trouble(words.error_text(error), error)
    number = secrets.token_hex(3).upper()
    places = " < ".join(f"{frame.name} {frame.lineno}" for frame in reversed(traceback.extract_tb(error.__traceback__)))
    _log.error("fault %s: %s at %s", number, type(error).__name__, places)
    return Trouble(words.fault_text(number), None)
