"""Putting a backup in place of a workspace, so that neither a wrong passphrase nor a power cut costs what was there.

The backup is unpacked and opened beside the workspace first. Only then a note is written that says where the present files
go, and the files change places. Whoever finds the note later finishes the change: every step can be done again.
"""

from __future__ import annotations

import os
import shutil
from itertools import count
from pathlib import Path
from typing import Final

from app.domain.errors import AppError, ErrorCode
from app.store.backup import read_backup
from app.store.engine import raw_connection
from app.system import secrets
from app.system.lock import alone
from app.system.paths import Workspace

_SCRATCH, _NOTE = "restoring", "ready"
_STORE_FILES: Final = ("store.db", "store.db-wal", "store.db-shm")


def restore(source: Path, workspace: Workspace, passphrase: str | None = None) -> str:
    """Put a backup in place of a workspace and give the name of the folder that keeps what was there ("" for nothing).

    :param passphrase: opens the backup, which has its own slots: a passphrase or recovery code; else the keyring does
    :raises AppError: FILE_NOT_FOUND, BACKUP_DAMAGED, DISK_FULL, FILE_NOT_WRITABLE, WORKSPACE_LOCKED_BY_OTHER,
        KEY_WRONG, KEY_MISSING; the workspace is as it was then
    """
    try:
        workspace.folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise AppError(ErrorCode.FILE_NOT_WRITABLE, file=workspace.folder.name) from None
    with alone(workspace.lock):
        _finish(workspace)
        trial = Workspace(workspace.folder / _SCRATCH)
        try:
            read_backup(source, trial.store, trial.keys)
            raw_connection(trial.store, secrets.open_key(secrets.load(trial.keys), passphrase)).close()
        except BaseException:
            shutil.rmtree(trial.folder, ignore_errors=True)
            raise
        aside = _free_name(workspace) if workspace.exists else ""
        _write_durably(trial.folder / _NOTE, aside)
        _finish(workspace)
        return aside


def finish_restore(workspace: Workspace) -> None:
    """Finish a restore that a power cut interrupted after the backup had been opened; nothing where there was none.

    :raises AppError: WORKSPACE_LOCKED_BY_OTHER, FILE_NOT_WRITABLE
    """
    if (workspace.folder / _SCRATCH / _NOTE).exists():
        with alone(workspace.lock):
            _finish(workspace)


def _finish(workspace: Workspace) -> None:
    """Let the files change places: the old ones aside while the new store still waits, then the new store, then its keys."""
    trial = Workspace(workspace.folder / _SCRATCH)
    note = trial.folder / _NOTE
    if not note.exists():
        return
    aside = note.read_text(encoding="utf-8")
    if trial.store.exists():
        for name in (*_STORE_FILES, workspace.keys.name):
            _set_aside(workspace.folder / name, aside)
        trial.store.replace(workspace.store)
    if trial.keys.exists():
        trial.keys.replace(workspace.keys)
    shutil.rmtree(trial.folder, ignore_errors=True)


def _set_aside(path: Path, aside: str) -> None:
    if not path.exists():
        return
    if not aside:
        path.unlink()  # half a workspace that nobody could open
        return
    folder = path.parent / aside
    folder.mkdir(exist_ok=True)
    path.replace(folder / path.name)


def _free_name(workspace: Workspace) -> str:
    """Give the first name that is free: what an earlier restore kept is never written over."""
    names = ("before-restore" if number == 1 else f"before-restore-{number}" for number in count(1))
    return next(name for name in names if not (workspace.folder / name).exists())


def _write_durably(path: Path, text: str) -> None:
    temporary = path.with_suffix(".new")
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
