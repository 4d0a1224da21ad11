"""Where a workspace lies and how its folder is laid out."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

HOME_VARIABLE = "CUNFANG_HOME"


@dataclass(frozen=True)
class Workspace:
    """The folder of one person's work on one device."""

    folder: Path

    @property
    def store(self) -> Path:
        """The encrypted database."""
        return self.folder / "store.db"

    @property
    def keys(self) -> Path:
        """The key slots (the key itself is only in there wrapped)."""
        return self.folder / "keys.json"

    @property
    def lock(self) -> Path:
        """Held while the workspace is made or replaced."""
        return self.folder / ".lock"

    @property
    def backups(self) -> Path:
        """Rotating backups and the copies made before an upgrade."""
        return self.folder / "backups"

    @property
    def logs(self) -> Path:
        """Logs without personal data."""
        return self.folder / "logs"

    @property
    def exists(self) -> bool:
        """Whether a workspace was made here."""
        return self.keys.exists() and self.store.exists()


def workspace(home: Path | None) -> Workspace:
    """Give the workspace of ``--home``, else of CUNFANG_HOME, else of the platform's folder for user data."""
    if home is not None:
        return Workspace(home)
    variable = os.environ.get(HOME_VARIABLE)
    return Workspace(Path(variable) if variable else Path(platformdirs.user_data_dir("cunfang", appauthor=False)))
