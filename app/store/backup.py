"""Copies of the store: online backups and restore.

A copy is made with SQLite's online backup into a file encrypted with the same key, so that work goes on meanwhile and a power
cut leaves either a whole copy or none. A backup is one zip file with the store, the key slots and a manifest.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO

from app.domain.errors import AppError, ErrorCode
from app.domain.progress import SILENT, Progress
from app.store.engine import known_troubles, raw_connection

STORE_NAME, KEYS_NAME, MANIFEST_NAME = "store.db", "keys.json", "manifest.json"
FORMAT = "cunfang/backup@1"
PAGES = 512
KEPT = 7
"""Days of which automatic backups are kept; the oldest goes when a new one is whole."""
BLOCK = 1 << 20
KILOBYTE = 1024
Share = Callable[[int, int], None]
"""Told how much of how much is copied."""


def copy_store(path: Path, key: bytes, target: Path, told: Share = lambda _done, _total: None) -> None:
    """Copy a store that may be in use.

    :param told: told the pages that are copied and all pages; what it raises ends the copy
    :raises AppError: DISK_FULL, FILE_NOT_WRITABLE, STORE_DAMAGED; no half copy is left then
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(target.name + ".part")
    temporary.unlink(missing_ok=True)
    try:
        with known_troubles():
            source, copy = raw_connection(path, key), raw_connection(temporary, key)
            try:
                source.backup(copy, pages=PAGES, progress=lambda _state, left, total: told(total - left, total))
            finally:
                copy.close()
                source.close()
        _sync(temporary)
        temporary.replace(target)
    finally:
        _discard(temporary)


@dataclass
class _Measure:
    """Kilobytes of the three passes of a backup: copied, packed, read back."""

    progress: Progress
    size: int
    """Bytes of one pass."""

    def told(self, number: int, done: int, total: int) -> None:
        """So much of the pass ``number`` (from 0) is done."""
        share = done / total if total else 1.0
        whole = max(1, self.size // KILOBYTE)
        self.progress.step("backup", round((number + share) * whole), 3 * whole)


def write_backup(
    store: Path, keys: Path, key: bytes, target: Path, made: datetime, progress: Progress = SILENT
) -> None:
    """Write a backup file; the target appears only when it is whole and was read back.

    :raises AppError: DISK_FULL, FILE_NOT_WRITABLE, BACKUP_DAMAGED when what was read back is not what was written
    :raises Cancelled: when the person asked to stop; no half file is left
    """
    temporary = target.with_name(target.name + ".part")
    copy = target.with_name(target.name + ".db")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        measure = _Measure(progress, store.stat().st_size)
        copy_store(store, key, copy, lambda done, total: measure.told(0, done, total))
        measure.size = copy.stat().st_size
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_STORED) as archive:
            with copy.open("rb") as file, archive.open(STORE_NAME, "w", force_zip64=True) as packed:
                sha = _pass(file, measure, 1, packed.write)
            archive.write(keys, KEYS_NAME)
            manifest = {"format": FORMAT, "made": made.isoformat(), "sha256": sha, "bytes": measure.size}
            archive.writestr(MANIFEST_NAME, json.dumps(manifest))
        _sync(temporary)
        with zipfile.ZipFile(temporary) as archive, archive.open(STORE_NAME) as packed:
            if _pass(packed, measure, 2) != sha:
                raise AppError(ErrorCode.BACKUP_DAMAGED, file=target.name)
        temporary.replace(target)
    except zipfile.BadZipFile:
        raise AppError(ErrorCode.BACKUP_DAMAGED, file=target.name) from None
    except OSError as error:
        raise AppError(_trouble(error), file=target.name) from None
    finally:
        _discard(copy, temporary)


def _pass(source: IO[bytes], measure: _Measure, number: int, take: Callable[[bytes], object] = len) -> str:
    """Read a file to its end, hand each block on, and give its hash."""
    digest, done = sha256(), 0
    while block := source.read(BLOCK):
        digest.update(block)
        take(block)
        done += len(block)
        measure.told(number, done, measure.size)
    return digest.hexdigest()


def read_backup(source: Path, store: Path, keys: Path) -> None:
    """Unpack a backup beside its destination, verify it, then put both files in place.

    :raises AppError: FILE_NOT_FOUND, BACKUP_DAMAGED, DISK_FULL; nothing is in place then
    """
    part_store, part_keys = store.with_suffix(".restoring"), keys.with_suffix(".restoring")
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = json.loads(archive.read(MANIFEST_NAME))
            if manifest.get("format") != FORMAT:
                raise AppError(ErrorCode.BACKUP_DAMAGED, file=source.name)
            store.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(STORE_NAME) as packed, part_store.open("wb") as file:
                while block := packed.read(1 << 20):
                    file.write(block)
            part_keys.write_bytes(archive.read(KEYS_NAME))
        if _hash(part_store) != manifest.get("sha256"):
            raise AppError(ErrorCode.BACKUP_DAMAGED, file=source.name)
        _sync(part_store)
        _sync(part_keys)
        part_store.replace(store)
        part_keys.replace(keys)
    except FileNotFoundError:
        raise AppError(ErrorCode.FILE_NOT_FOUND, file=source.name) from None
    except (zipfile.BadZipFile, IsADirectoryError, KeyError, ValueError):
        raise AppError(ErrorCode.BACKUP_DAMAGED, file=source.name) from None
    except OSError as error:
        raise AppError(_trouble(error), file=store.name) from None
    finally:
        _discard(part_store, part_keys)


def rotate(folder: Path, kept: int = KEPT) -> None:
    """Remove automatic backups but those of the newest few days."""
    files = sorted(folder.glob("auto-*.cunfang"), reverse=True)
    days = sorted({_day(file) for file in files}, reverse=True)[:kept]
    for old in files:
        if _day(old) not in days:
            old.unlink(missing_ok=True)


def _day(file: Path) -> str:
    """auto-2026-11-20.cunfang, auto-2026-11-20-import.cunfang: both are of that day."""
    return "-".join(file.stem.split("-")[1:4])


def _discard(*unfinished: Path) -> None:
    """Remove unfinished files; what cannot be removed does not hide the trouble that left it there."""
    for path in unfinished:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _trouble(error: OSError) -> ErrorCode:
    full = error.errno in {28, 122}  # ENOSPC, EDQUOT
    return ErrorCode.DISK_FULL if full else ErrorCode.FILE_NOT_WRITABLE


def _hash(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
