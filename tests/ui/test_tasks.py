"""Work off the window's thread: order, callbacks, changes, progress, errors."""

from __future__ import annotations

import logging
import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.domain.changes import Changes
from app.domain.errors import AppError, ErrorCode
from app.domain.progress import Progress, Step
from tests.ui.look import settle
from ui.core.tasks import Job, Tasks, Trouble

PEOPLE = Changes(frozenset({"person"}), frozenset({"1"}), frozenset({"H1"}))


@pytest.fixture
def tasks(look: object, qtbot: QtBot) -> Tasks:
    made = Tasks()
    yield made
    made.close()


def wait_idle(qtbot: QtBot, tasks: Tasks) -> None:
    qtbot.waitUntil(lambda: tasks.idle)


def test_work_runs_elsewhere_and_the_answer_comes_back_here(tasks: Tasks, qtbot: QtBot) -> None:
    here = threading.get_ident()
    seen: list[tuple[int, int]] = []
    tasks.read(tasks, lambda _: threading.get_ident(), lambda there: seen.append((there, threading.get_ident())))
    wait_idle(qtbot, tasks)
    [(there, back)] = seen
    assert there != here == back


def test_a_lane_keeps_the_order(tasks: Tasks, qtbot: QtBot) -> None:
    done: list[int] = []
    for number in range(20):
        tasks.write(tasks, lambda _, number=number: number, done.append)
    wait_idle(qtbot, tasks)
    assert done == list(range(20))


def test_changes_are_announced_even_when_the_owner_is_gone(tasks: Tasks, qtbot: QtBot) -> None:
    owner, called, go_on = QObject(), [], threading.Event()

    def work(_: Progress) -> None:
        go_on.wait(5)
        tasks.announce(PEOPLE)

    with qtbot.waitSignal(tasks.changes) as caught:
        tasks.write(owner, work, called.append)
        owner.deleteLater()
        settle()
        go_on.set()
    assert caught.args == [PEOPLE]
    assert called == []


def test_only_the_newest_question_is_answered(tasks: Tasks, qtbot: QtBot) -> None:
    answers: list[str] = []
    hold = threading.Event()

    def ask(text: str, progress: Progress) -> str:
        hold.wait(5)
        progress.step("search", 0)
        return text

    for text in ("l", "lg", "lgz"):
        tasks.read(tasks, lambda progress, text=text: ask(text, progress), answers.append, newest="search")
    hold.set()
    wait_idle(qtbot, tasks)
    assert answers == ["lgz"]


def test_slow_work_is_announced_and_can_be_stopped(tasks: Tasks, qtbot: QtBot) -> None:
    done: list[int] = []

    def count(progress: Progress) -> int:
        number = 0
        while True:
            number += 1
            progress.step("count", number, 10**9)
            threading.Event().wait(0.01)

    with qtbot.waitSignal(tasks.slow) as caught:
        tasks.write(tasks, count, done.append, title="数数", safe="停下就当没数")
    [job] = caught.args
    assert isinstance(job, Job)
    with qtbot.waitSignal(job.stepped) as stepped:
        pass
    assert isinstance(stepped.args[0], Step)
    with qtbot.waitSignal(job.ended):
        job.cancel()
    assert done == []


def test_quick_work_shows_no_progress(tasks: Tasks, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(tasks.slow, wait=700):
        tasks.read(tasks, lambda _: 1, lambda _: None)


def test_a_known_trouble_comes_in_words_to_who_asked(tasks: Tasks, qtbot: QtBot) -> None:
    troubles: list[Trouble] = []

    def fail(_: Progress) -> None:
        raise AppError(ErrorCode.DISK_FULL)

    tasks.read(tasks, fail, lambda _: None, failed=troubles.append)
    wait_idle(qtbot, tasks)
    [trouble] = troubles
    assert trouble.error is not None
    assert trouble.error.code is ErrorCode.DISK_FULL
    assert trouble.text


def test_a_fault_of_ours_gets_a_number_and_no_personal_data_in_the_log(
    tasks: Tasks, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: Progress) -> None:
        raise ZeroDivisionError("李桂珍 511399195903124228")

    with caplog.at_level(logging.ERROR), qtbot.waitSignal(tasks.trouble) as caught:
        tasks.read(tasks, fail, lambda _: None)
    [trouble] = caught.args
    [record] = caplog.records
    number = record.getMessage().split()[1].rstrip(":")
    assert number in trouble.text
    assert trouble.error is None
    assert "ZeroDivisionError" in record.getMessage()
    assert "李桂珍" not in record.getMessage()


def test_closing_finishes_every_write_that_was_asked_for(look: object) -> None:
    tasks, written, hold = Tasks(), [], threading.Event()
    tasks.write(tasks, lambda _: hold.wait(5), lambda _: None)
    for number in range(5):
        tasks.write(tasks, lambda _, number=number: written.append(number), lambda _: None)
    hold.set()
    tasks.close()
    assert written == [0, 1, 2, 3, 4]
