"""Key slots: the store's random key, wrapped for each way to open it.

``keys.json`` lies beside the store and travels with every backup. It holds, for each slot, what is needed to get the
32-byte key back: the system keyring's entry, or the key wrapped (AES-256-GCM) under a key derived by argon2id from the
passphrase or from the recovery code (RFC 9106, second recommended option: t=3, m=64 MiB, p=4). A keyed check value tells a
wrong key from a damaged store.
"""

from __future__ import annotations

import hmac
import os
import secrets
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import keyring
import keyring.errors
import msgspec
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.domain.errors import AppError, ErrorCode

KEY_BYTES = 32
SERVICE = "cunfang"
PASSPHRASE_VARIABLE = "CUNFANG_PASSPHRASE"
RECOVERY_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U to misread on paper
RECOVERY_GROUPS, RECOVERY_GROUP_LENGTH = 8, 4  # 160 bits
DEMONSTRATION_PASSPHRASE = "demonstration"


class SlotType(StrEnum):
    """A way to get the key."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"
    RECOVERY = "recovery"
    DEMONSTRATION = "demonstration"


@dataclass(frozen=True)
class Slot:
    """One way to open the store; the derivation's parameters are empty for the keyring."""

    type: SlotType
    salt: bytes = b""
    nonce: bytes = b""
    wrapped: bytes = b""
    time: int = 3
    memory_kib: int = 65536
    lanes: int = 4


@dataclass(frozen=True)
class KeySlots:
    """The content of ``keys.json``.

    :param account: the name of the keyring's entry; random, says nothing of a person
    :param check: HMAC of the key over a constant, to recognise a wrong key
    """

    account: str
    check: bytes
    slots: tuple[Slot, ...] = ()

    def types(self) -> frozenset[SlotType]:
        """Give the ways in which this store can be opened."""
        return frozenset(slot.type for slot in self.slots)

    def with_slot(self, slot: Slot) -> KeySlots:
        """Give these slots with one added, in place of any other of its type."""
        return replace(self, slots=(*(old for old in self.slots if old.type is not slot.type), slot))


def new_key() -> bytes:
    """Make a random key for a store."""
    return secrets.token_bytes(KEY_BYTES)


def new_slots(key: bytes) -> KeySlots:
    """Give empty slots for a key."""
    return KeySlots(account=secrets.token_hex(8), check=_check(key))


def new_recovery_code() -> str:
    """Make a recovery code to be written on paper: groups of four characters."""
    groups = (
        "".join(secrets.choice(RECOVERY_ALPHABET) for _ in range(RECOVERY_GROUP_LENGTH)) for _ in range(RECOVERY_GROUPS)
    )
    return "-".join(groups)


def normal_recovery_code(typed: str) -> str:
    """Give a recovery code as it was made, however it was typed (blanks, lower case, O for 0, I or L for 1)."""
    plain = typed.upper().replace("O", "0").replace("I", "1").replace("L", "1")
    kept = [character for character in plain if character in RECOVERY_ALPHABET]
    return "-".join(
        "".join(kept[start : start + RECOVERY_GROUP_LENGTH]) for start in range(0, len(kept), RECOVERY_GROUP_LENGTH)
    )


def wrap(key: bytes, secret: str, type_: SlotType) -> Slot:
    """Wrap a key under a passphrase or recovery code (0.3 s of work, 64 MiB)."""
    slot = Slot(type_, salt=os.urandom(16), nonce=os.urandom(12))
    cipher = AESGCM(_derive(secret, slot))
    return replace(slot, wrapped=cipher.encrypt(slot.nonce, key, type_.value.encode()))


def unwrap(slots: KeySlots, secret: str, type_: SlotType) -> bytes:
    """Get the key back.

    :raises AppError: KEY_MISSING when there is no such slot, KEY_WRONG when the secret is not the right one
    """
    slot = next((slot for slot in slots.slots if slot.type is type_), None)
    if slot is None:
        raise AppError(ErrorCode.KEY_MISSING, slot=type_.value)
    try:
        return AESGCM(_derive(secret, slot)).decrypt(slot.nonce, slot.wrapped, type_.value.encode())
    except InvalidTag:
        raise AppError(ErrorCode.KEY_WRONG, slot=type_.value) from None


def keyring_usable() -> bool:
    """Tell whether this system has a keyring that can keep a secret."""
    return keyring.get_keyring().priority > 0


def store_in_keyring(slots: KeySlots, key: bytes) -> KeySlots:
    """Put the key into the system keyring and give the slots that say so.

    :raises AppError: KEYRING_LOCKED when the keyring refuses
    """
    try:
        keyring.set_password(SERVICE, slots.account, key.hex())
    except keyring.errors.KeyringError:
        raise AppError(ErrorCode.KEYRING_LOCKED) from None
    return slots.with_slot(Slot(SlotType.KEYRING))


def key_from_keyring(slots: KeySlots) -> bytes:
    """Read the key from the system keyring.

    :raises AppError: KEYRING_LOCKED, KEY_MISSING (no entry), KEY_WRONG (an entry of another store)
    """
    if SlotType.KEYRING not in slots.types():
        raise AppError(ErrorCode.KEY_MISSING, slot=SlotType.KEYRING.value)
    try:
        text = keyring.get_password(SERVICE, slots.account)
    except keyring.errors.NoKeyringError:
        raise AppError(ErrorCode.KEY_MISSING, slot=SlotType.KEYRING.value) from None
    except keyring.errors.KeyringError:
        raise AppError(ErrorCode.KEYRING_LOCKED) from None
    if text is None:
        raise AppError(ErrorCode.KEY_MISSING, slot=SlotType.KEYRING.value)
    try:
        return verified(slots, bytes.fromhex(text))
    except ValueError:
        raise AppError(ErrorCode.KEY_WRONG, slot=SlotType.KEYRING.value) from None


def open_key(slots: KeySlots, passphrase: str | None = None) -> bytes:
    """Get the key in the order of the contract: a passphrase if given, else the keyring, else a demonstration's own.

    A passphrase that does not fit is tried as a recovery code before it is called wrong.

    :raises AppError: KEY_WRONG, KEY_MISSING, KEYRING_LOCKED
    """
    by_words = {SlotType.PASSPHRASE, SlotType.RECOVERY} & slots.types()
    if passphrase is not None and (by_words or SlotType.DEMONSTRATION not in slots.types()):
        return verified(slots, _by_words(slots, passphrase))
    if SlotType.DEMONSTRATION in slots.types():
        return verified(slots, unwrap(slots, DEMONSTRATION_PASSPHRASE, SlotType.DEMONSTRATION))
    return key_from_keyring(slots)


def verified(slots: KeySlots, key: bytes) -> bytes:
    """Give the key back if it is the one of these slots.

    :raises AppError: KEY_WRONG
    """
    if not hmac.compare_digest(_check(key), slots.check):
        raise AppError(ErrorCode.KEY_WRONG)
    return key


def load(path: Path) -> KeySlots:
    """Read ``keys.json``.

    :raises AppError: NO_WORKSPACE when it is missing, KEYS_FILE_DAMAGED when it is no such file
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=KeySlots)
    except FileNotFoundError:
        raise AppError(ErrorCode.NO_WORKSPACE) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise AppError(ErrorCode.KEYS_FILE_DAMAGED, file=path.name) from None


def save(slots: KeySlots, path: Path) -> None:
    """Write ``keys.json`` so that a power cut leaves either the old or the new file."""
    temporary = path.with_suffix(".new")
    with temporary.open("wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(slots)))
        file.flush()
        os.fsync(file.fileno())
    temporary.chmod(0o600)
    temporary.replace(path)


def _by_words(slots: KeySlots, words: str) -> bytes:
    types = slots.types()
    if SlotType.PASSPHRASE in types:
        try:
            return unwrap(slots, words, SlotType.PASSPHRASE)
        except AppError:
            if SlotType.RECOVERY not in types or len(normal_recovery_code(words)) < RECOVERY_GROUPS * 5 - 1:
                raise
    if SlotType.RECOVERY in types:
        return unwrap(slots, normal_recovery_code(words), SlotType.RECOVERY)
    raise AppError(ErrorCode.KEY_MISSING, slot=SlotType.PASSPHRASE.value)


def _derive(secret: str, slot: Slot) -> bytes:
    return hash_secret_raw(
        secret.encode("utf-8"), slot.salt, slot.time, slot.memory_kib, slot.lanes, KEY_BYTES, Type.ID
    )


def _check(key: bytes) -> bytes:
    return hmac.digest(key, b"cunfang key check", "sha256")
