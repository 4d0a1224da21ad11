"""Copies of the store: online backups, restore, integrity.

A copy is made with SQLite's online backup into a file encrypted with the same key, so that work goes on meanwhile and a power
cut leaves either a whole copy or none. A backup is one zip file with the store, the key slots and a manifest.
"""

from __future__ import annotations

import json
import os
import zipfile
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from app.domain.errors import AppError, ErrorCode
from app.domain.progress import SILENT, Progress
from app.store.engine import known_troubles, raw_connection

STORE_NAME, KEYS_NAME, MANIFEST_NAME = "store.db", "keys.json", "manifest.json"
FORMAT = "cunfang/backup@1"
PAGES = 512
KEPT = 7
"""Automatic backups kept; the oldest goes when a new one is whole."""


def copy_store(path: Path, key: bytes, target: Path) -> None:
    """Copy a store that may be in use.

    :raises AppError: DISK_FULL, FILE_NOT_WRITABLE, STORE_DAMAGED
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(target.name + ".part")
    temporary.unlink(missing_ok=True)
    try:
        with known_troubles():
            source, copy = raw_connection(path, key), raw_connection(temporary, key)
            try:
                source.backup(copy, pages=PAGES)
            finally:
                copy.close()
                source.close()
        _sync(temporary)
        temporary.replace(target)
    finally:
        _discard(temporary)


def check_integrity(path: Path, key: bytes) -> tuple[str, ...]:
    """Check every page of a store. Gives what is wrong; empty: all is well."""
    connection = raw_connection(path, key)
    try:
        with known_troubles():
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            pages = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
            rows = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
    finally:
        connection.close()
    return (*pages, *(row for row in rows if row != "ok"))


def write_backup(
    store: Path, keys: Path, key: bytes, target: Path, made: datetime, progress: Progress = SILENT
) -> None:
    """Write a backup file; the target appears only when it is whole and was read back.

    :raises AppError: DISK_FULL, FILE_NOT_WRITABLE
    """
    temporary = target.with_name(target.name + ".part")
    copy = target.with_name(target.name + ".db")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        progress.step("copy", 0, 2)
        copy_store(store, key, copy)
        progress.step("pack", 1, 2)
        manifest = {"format": FORMAT, "made": made.isoformat(), "sha256": _hash(copy), "bytes": copy.stat().st_size}
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_STORED) as archive:
            archive.write(copy, STORE_NAME)
            archive.write(keys, KEYS_NAME)
            archive.writestr(MANIFEST_NAME, json.dumps(manifest))
        _sync(temporary)
        temporary.replace(target)
    except OSError as error:
        raise AppError(_trouble(error), file=target.name) from None
    finally:
        _discard(copy, temporary)


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
    except (zipfile.BadZipFile, KeyError, ValueError):
        raise AppError(ErrorCode.BACKUP_DAMAGED, file=source.name) from None
    except OSError as error:
        raise AppError(_trouble(error), file=source.name) from None
    finally:
        _discard(part_store, part_keys)


def rotate(folder: Path, kept: int = KEPT) -> None:
    """Remove automatic backups beyond the newest few."""
    for old in sorted(folder.glob("auto-*.cunfang"), reverse=True)[kept:]:
        old.unlink(missing_ok=True)


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
