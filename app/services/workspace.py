"""Making and opening a workspace: one person, one device, one encrypted store with its key slots."""

from __future__ import annotations

import re
import secrets as system_secrets
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.domain.errors import AppError, ErrorCode
from app.domain.progress import SILENT, Progress
from app.services.context import Owner
from app.services.files import need_folder
from app.services.restoring import finish_restore
from app.store.backup import read_backup, rotate, write_backup
from app.store.integrity import check_integrity
from app.store.store import Store, create_store, open_store
from app.system import resources, secrets
from app.system.clock import Clock
from app.system.lock import alone
from app.system.paths import Workspace
from app.system.secrets import KeySlots, SlotType

DEMONSTRATION_VILLAGE = "511323104201"
OWNER_SETTING, SIGNING_SETTING, SEALING_SETTING = "owner", "device_sign_key", "device_box_key"
BACKUP_SETTING = "backup_by_hand"
_VILLAGE = re.compile(r"\d{12}", re.ASCII)


@dataclass(frozen=True)
class NewWorkspace:
    """A workspace that was just made.

    :param recovery_code: to be written down now; it is kept nowhere and never shown again
    :param slots: the ways in which it opens
    """

    store: Store
    owner: Owner
    recovery_code: str
    slots: tuple[str, ...]


def create(workspace: Workspace, owner: Owner, clock: Clock, passphrase: str | None = None) -> NewWorkspace:
    """Make a workspace.

    With a passphrase the keyring is not touched; without one the key goes into the keyring; a demonstration on a machine
    without either opens by itself, since everybody in it is invented.

    :raises AppError: WORKSPACE_EXISTS, VILLAGE_INVALID, KEY_MISSING (neither keyring nor passphrase), KEYRING_LOCKED,
        DISK_FULL, FILE_NOT_WRITABLE, WORKSPACE_LOCKED_BY_OTHER (another process makes one here); no workspace is left then
    """
    finish_restore(workspace)
    if workspace.exists:
        raise AppError(ErrorCode.WORKSPACE_EXISTS, folder=workspace.folder.name)
    for village in owner.villages:
        if not _VILLAGE.fullmatch(village):
            raise AppError(ErrorCode.VILLAGE_INVALID, village=village)
    try:
        workspace.folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise AppError(ErrorCode.FILE_NOT_WRITABLE, file=workspace.folder.name) from None
    with alone(workspace.lock):
        if workspace.exists:  # another process made it meanwhile
            raise AppError(ErrorCode.WORKSPACE_EXISTS, folder=workspace.folder.name)
        key = secrets.new_key()
        slots, code = _new_slots(key, passphrase, demonstration=owner.demonstration)
        store = _new_store(workspace, key, owner, clock)
        secrets.save(slots, workspace.keys)
    return NewWorkspace(store, owner, code, tuple(sorted(type_.value for type_ in slots.types())))


def open_(
    workspace: Workspace, clock: Clock, passphrase: str | None = None, progress: Progress = SILENT
) -> tuple[Store, Owner]:
    """Open a workspace.

    :raises AppError: NO_WORKSPACE, KEY_WRONG, KEY_MISSING, KEYRING_LOCKED, KEYS_FILE_DAMAGED, STORE_DAMAGED, STORE_NEWER,
        UPGRADE_FAILED
    """
    finish_restore(workspace)
    if not workspace.exists:
        raise AppError(ErrorCode.NO_WORKSPACE)
    key = secrets.open_key(secrets.load(workspace.keys), passphrase)
    store = open_store(workspace.store, key, workspace.backups, migrations(), clock.milliseconds(), progress)
    return store, read_owner(store)


def read_owner(store: Store) -> Owner:
    """Read to whom a store belongs.

    :raises AppError: STORE_DAMAGED when it does not say
    """
    with store.read() as reading:
        text = reading.local.setting(OWNER_SETTING)
    if not text:
        raise AppError(ErrorCode.STORE_DAMAGED)
    return msgspec.json.decode(text, type=Owner)


def discard(workspace: Workspace) -> None:
    """Remove a workspace that was never finished, keys first, so that no half one can be opened."""
    workspace.keys.unlink(missing_ok=True)
    _remove(workspace)


def migrations() -> Path:
    """Give the folder of the laptop's migrations."""
    return resources.root().parent / "migrations" / "laptop"


@dataclass(frozen=True)
class BackupFile:
    """A backup that was made.

    :param size: bytes
    :param folder: where it lies; empty for one made before this was remembered
    """

    name: str
    made: datetime
    size: int
    folder: str = ""

    @property
    def place_is_there(self) -> bool:
        """Whether the medium that it lies on is there now (the stick is in)."""
        return bool(self.folder) and Path(self.folder).is_dir()


@dataclass(frozen=True)
class BackupCounts:
    """What a backup holds."""

    households: int
    persons: int
    visits: int


class Keeping:
    """Backups, restore, integrity and keys of an open workspace."""

    def __init__(self, workspace: Workspace, store: Store, clock: Clock) -> None:
        self._workspace = workspace
        self._store = store
        self._clock = clock

    def backup(self, target: Path, progress: Progress = SILENT) -> Path:
        """Write a backup: the whole store, encrypted, with its key slots.

        :raises AppError: FOLDER_MISSING, DISK_FULL, FILE_NOT_WRITABLE; no half file is left
        """
        need_folder(target)
        return self._write(target, progress)

    def _write(self, target: Path, progress: Progress) -> Path:
        write_backup(self._store.path, self._workspace.keys, self._store.key, target, self._clock.now(), progress)
        return target

    def backup_by_hand(self, target: Path, progress: Progress = SILENT) -> BackupFile:
        """Write a backup to a place that a person chose and remember when.

        :raises AppError: FOLDER_MISSING, DISK_FULL, FILE_NOT_WRITABLE; no half file is left
        """
        self.backup(target, progress)
        made = BackupFile(target.name, self._clock.now(), target.stat().st_size, str(target.parent))
        with self._store.write_local() as local:
            local.set_setting(BACKUP_SETTING, msgspec.json.encode(made).decode())
        return made

    def backup_again(self, name: str, progress: Progress = SILENT) -> BackupFile:
        """Write a backup to the place of the last one.

        :param name: of the file; one of the same name there is replaced
        :raises AppError: BACKUP_PLACE_MISSING when the medium is not there (a folder is never made on its bare mount
            point), DISK_FULL, FILE_NOT_WRITABLE; no half file is left
        """
        last = self.last_by_hand()
        if last is None or not last.place_is_there:
            raise AppError(ErrorCode.BACKUP_PLACE_MISSING, folder=last.folder if last else "")
        return self.backup_by_hand(Path(last.folder) / name, progress)

    def last_by_hand(self) -> BackupFile | None:
        """Give the last backup that a person made to a place of his own, None when there was none."""
        with self._store.read() as reading:
            text = reading.local.setting(BACKUP_SETTING)
        return msgspec.json.decode(text, type=BackupFile) if text else None

    def try_restore(self, source: Path, progress: Progress = SILENT) -> BackupCounts:
        """Restore a backup of this workspace into a scratch copy, open it and count what is in it (试着恢复).

        :raises AppError: FILE_NOT_FOUND, BACKUP_DAMAGED, DISK_FULL; KEY_WRONG for a backup of another workspace
        """
        trial = Workspace(self._workspace.folder / "trial")
        try:
            progress.step("unpack", 0, 2)
            read_backup(source, trial.store, trial.keys)
            key = secrets.verified(secrets.load(trial.keys), self._store.key)
            progress.step("open", 1, 2)
            store = open_store(trial.store, key, trial.backups, migrations(), self._clock.milliseconds(), SILENT)
            try:
                return BackupCounts(**_counts(store))
            finally:
                store.close()
        finally:
            _remove_folder(trial.folder)

    def automatic_backup(self, progress: Progress = SILENT) -> Path | None:
        """Write today's backup if there is none yet, and let the oldest days go. Gives it, or None."""
        target = self._automatic("")
        return None if target.exists() else self._keep(target, progress)

    def backup_after_import(self, progress: Progress = SILENT) -> Path:
        """Write a backup of what an import brought; a later one of the same day takes its place, today's usual one stays."""
        return self._keep(self._automatic("-import"), progress)

    def _automatic(self, mark: str) -> Path:
        return self._workspace.backups / f"auto-{self._clock.today().isoformat()}{mark}.cunfang"

    def _keep(self, target: Path, progress: Progress) -> Path:
        self._write(target, progress)
        rotate(self._workspace.backups)
        return target

    def backups(self) -> tuple[tuple[str, datetime, int], ...]:
        """Give name, time and bytes of the automatic backups, newest first."""
        found = self._workspace.backups.glob("auto-*.cunfang")
        files = sorted(found, key=lambda file: (file.stat().st_mtime, file.name), reverse=True)
        return tuple(
            (file.name, datetime.fromtimestamp(file.stat().st_mtime, self._clock.now().tzinfo), file.stat().st_size)
            for file in files
        )

    def integrity(self, progress: Progress = SILENT) -> tuple[str, ...]:
        """Check every page; gives what is wrong.

        :raises Cancelled: when the person asked to stop
        """
        return check_integrity(self._store.path, self._store.key, progress)

    def slots(self) -> tuple[str, ...]:
        """Give the ways in which this workspace opens."""
        return tuple(sorted(type_.value for type_ in secrets.load(self._workspace.keys).types()))

    def set_passphrase(self, passphrase: str) -> None:
        """Add or change the passphrase."""
        self._save_slot(passphrase, SlotType.PASSPHRASE)

    def new_recovery_code(self) -> str:
        """Make a new recovery code; the old one is void from now on."""
        code = secrets.new_recovery_code()
        self._save_slot(secrets.normal_recovery_code(code), SlotType.RECOVERY)
        return code

    def check_recovery_code(self, typed: str) -> bool:
        """Tell whether a recovery code on paper is the one in force."""
        try:
            secrets.unwrap(secrets.load(self._workspace.keys), secrets.normal_recovery_code(typed), SlotType.RECOVERY)
        except AppError:
            return False
        return True

    def check_passphrase(self, passphrase: str) -> bool:
        """Tell whether a passphrase (or recovery code) opens this workspace, for unlocking the screen."""
        try:
            return secrets.open_key(secrets.load(self._workspace.keys), passphrase) == self._store.key
        except AppError:
            return False

    def _save_slot(self, secret: str, type_: SlotType) -> None:
        slots = secrets.load(self._workspace.keys)
        secrets.save(slots.with_slot(secrets.wrap(self._store.key, secret, type_)), self._workspace.keys)


def _counts(store: Store) -> dict[str, int]:
    tables = {"households": "view_household", "persons": "view_person", "visits": "view_visit"}
    with store.read() as reading:
        return {
            name: int(reading.connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())
            for name, table in tables.items()
        }


def _remove_folder(folder: Path) -> None:
    """Remove a scratch folder, which holds nothing but files, and the folder of backups that an upgrade may have made."""
    shutil.rmtree(folder, ignore_errors=True)


def _new_slots(key: bytes, passphrase: str | None, *, demonstration: bool) -> tuple[KeySlots, str]:
    slots = secrets.new_slots(key)
    code = secrets.new_recovery_code()
    slots = slots.with_slot(secrets.wrap(key, secrets.normal_recovery_code(code), SlotType.RECOVERY))
    if passphrase is not None:
        return slots.with_slot(secrets.wrap(key, passphrase, SlotType.PASSPHRASE)), code
    if demonstration:
        return slots.with_slot(secrets.wrap(key, secrets.DEMONSTRATION_PASSPHRASE, SlotType.DEMONSTRATION)), code
    if not secrets.keyring_usable():
        raise AppError(ErrorCode.KEY_MISSING, slot=SlotType.KEYRING.value)
    return secrets.store_in_keyring(slots, key), code


def _new_store(workspace: Workspace, key: bytes, owner: Owner, clock: Clock) -> Store:
    _remove(workspace)
    try:
        store = create_store(workspace.store, key, system_secrets.token_bytes(16), migrations(), clock.milliseconds())
        with store.write_local() as local:
            local.set_setting(OWNER_SETTING, msgspec.json.encode(owner).decode())
            local.set_setting(SIGNING_SETTING, Ed25519PrivateKey.generate().private_bytes_raw().hex())
            local.set_setting(SEALING_SETTING, X25519PrivateKey.generate().private_bytes_raw().hex())
    except AppError:
        _remove(workspace)
        raise
    return store


def _remove(workspace: Workspace) -> None:
    """Remove a store without keys: it was never finished and nobody can open it."""
    for name in ("store.db", "store.db-wal", "store.db-shm"):
        (workspace.folder / name).unlink(missing_ok=True)
