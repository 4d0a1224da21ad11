"""Progress of long work and the way to stop it.

Long work takes a :class:`Progress` and calls :meth:`Progress.step` often; a step raises
:class:`~app.domain.errors.Cancelled` when the person asked to stop. Services never know who listens.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.errors import Cancelled


@dataclass(frozen=True)
class Step:
    """How far the work is: ``done`` of ``total`` (None: not known yet) in the named ``stage``."""

    stage: str
    done: int
    total: int | None


class Progress:
    """A listener for steps with a question whether to go on.

    :param on_step: called with each :class:`Step`
    :param cancelled: asked at each step; True stops the work
    """

    def __init__(
        self, on_step: Callable[[Step], None] | None = None, cancelled: Callable[[], bool] | None = None
    ) -> None:
        self._on_step = on_step
        self._cancelled = cancelled

    def step(self, stage: str, done: int, total: int | None = None) -> None:
        """Report a step.

        :raises Cancelled: when the person asked to stop
        """
        if self._cancelled is not None and self._cancelled():
            raise Cancelled
        if self._on_step is not None:
            self._on_step(Step(stage, done, total))


SILENT = Progress()
"""Nobody listens and nobody stops."""
