"""What every page works with."""

from __future__ import annotations

from dataclasses import dataclass

from app.bootstrap import Services
from ui.core.tasks import Tasks


@dataclass(frozen=True)
class Desk:
    """The services of the open workspace and the lanes on which they are called."""

    services: Services
    tasks: Tasks
