"""Key slots: what opens a store, and what each refusal says."""

import keyring
import keyring.errors
import pytest
from keyring.backend import KeyringBackend

from app.domain.errors import AppError, ErrorCode
from app.system import secrets
from app.system.secrets import SlotType
from tests.conftest import MemoryKeyring


@pytest.fixture
def slots():
    key = secrets.new_key()
    code = secrets.new_recovery_code()
    made = secrets.new_slots(key)
    made = made.with_slot(secrets.wrap(key, "竹子青青", SlotType.PASSPHRASE))
    made = made.with_slot(secrets.wrap(key, secrets.normal_recovery_code(code), SlotType.RECOVERY))
    return key, code, made


class LockedKeyring(KeyringBackend):
    priority = 1

    def get_password(self, service, username):
        raise keyring.errors.KeyringLocked

    def set_password(self, service, username, password):
        raise keyring.errors.KeyringLocked


@pytest.fixture
def with_keyring(memory_keyring):
    def use(backend):
        keyring.set_keyring(backend)
        return backend

    yield use
    keyring.set_keyring(memory_keyring)


def code_of(call):
    with pytest.raises(AppError) as refused:
        call()
    return refused.value.code


def test_the_passphrase_opens_and_another_does_not(slots):
    key, _, made = slots
    assert secrets.open_key(made, "竹子青青") == key
    assert code_of(lambda: secrets.open_key(made, "竹子")) is ErrorCode.KEY_WRONG


@pytest.mark.parametrize(
    "typed", [str.lower, lambda code: code.replace("-", " "), lambda code: code.replace("0", "O").replace("1", "l")]
)
def test_the_recovery_code_opens_however_it_is_typed(slots, typed):
    key, code, made = slots
    assert secrets.open_key(made, typed(code)) == key


def test_a_new_recovery_code_voids_the_old_one(slots):
    key, code, made = slots
    new = secrets.new_recovery_code()
    made = made.with_slot(secrets.wrap(key, secrets.normal_recovery_code(new), SlotType.RECOVERY))
    assert secrets.open_key(made, new) == key
    assert code_of(lambda: secrets.open_key(made, code)) is ErrorCode.KEY_WRONG


def test_the_keyring_keeps_the_key(with_keyring):
    backend = with_keyring(MemoryKeyring())
    key = secrets.new_key()
    made = secrets.store_in_keyring(secrets.new_slots(key), key)
    assert secrets.open_key(made) == key
    assert all(key.hex() == secret for secret in backend.secrets.values())


def test_a_locked_keyring_says_so(with_keyring, slots):
    key, _, made = slots
    with_keyring(LockedKeyring())
    assert code_of(lambda: secrets.store_in_keyring(made, key)) is ErrorCode.KEYRING_LOCKED
    made = made.with_slot(secrets.Slot(SlotType.KEYRING))
    assert code_of(lambda: secrets.open_key(made)) is ErrorCode.KEYRING_LOCKED
    assert secrets.open_key(made, "竹子青青") == key


def test_a_keyring_without_our_entry_says_so(with_keyring, slots):
    _, _, made = slots
    with_keyring(MemoryKeyring())
    assert code_of(lambda: secrets.open_key(made)) is ErrorCode.KEY_MISSING
    assert code_of(lambda: secrets.open_key(made.with_slot(secrets.Slot(SlotType.KEYRING)))) is ErrorCode.KEY_MISSING


def test_an_entry_of_another_store_is_not_taken(with_keyring, slots):
    key, _, made = slots
    backend = with_keyring(MemoryKeyring())
    made = secrets.store_in_keyring(made, key)
    backend.set_password(secrets.SERVICE, made.account, secrets.new_key().hex())
    assert code_of(lambda: secrets.open_key(made)) is ErrorCode.KEY_WRONG
    backend.set_password(secrets.SERVICE, made.account, "no key")
    assert code_of(lambda: secrets.open_key(made)) is ErrorCode.KEY_WRONG


def test_the_file_holds_no_key_and_comes_back_equal(slots, tmp_path):
    key, code, made = slots
    path = tmp_path / "keys.json"
    secrets.save(made, path)
    assert secrets.load(path) == made
    content = path.read_text()
    assert key.hex() not in content
    assert code not in content
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"account": 1}', b"\xff\xfe"])
def test_a_damaged_file_is_told(tmp_path, content):
    path = tmp_path / "keys.json"
    path.write_bytes(content)
    assert code_of(lambda: secrets.load(path)) is ErrorCode.KEYS_FILE_DAMAGED


def test_no_file_is_no_workspace(tmp_path):
    assert code_of(lambda: secrets.load(tmp_path / "keys.json")) is ErrorCode.NO_WORKSPACE
