"""What all tests share: a keyring in memory, and workspaces made once and copied."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import keyring
import pytest
from keyring.backend import KeyringBackend

from app.bootstrap import Services, create_app, open_app
from app.services.context import Owner
from app.services.demonstration.loading import DEMONSTRATION_NAME, load_village
from app.services.workspace import DEMONSTRATION_VILLAGE
from app.system.secrets import PASSPHRASE_VARIABLE

TODAY = date(2026, 11, 20)
HOUSEHOLDS = 40
OWNER = Owner("周明远", (DEMONSTRATION_VILLAGE,), (DEMONSTRATION_NAME,), demonstration=True)


class MemoryKeyring(KeyringBackend):
    """A keyring that keeps secrets for the length of a test run."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.secrets.pop((service, username), None)


@pytest.fixture(scope="session")
def memory_keyring() -> Iterator[MemoryKeyring]:
    """One keyring for the session, so that a copied workspace opens too."""
    before = keyring.get_keyring()
    mine = MemoryKeyring()
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)


@pytest.fixture(autouse=True)
def no_key_from_outside(memory_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the person's own keyring or passphrase."""
    monkeypatch.delenv(PASSPHRASE_VARIABLE, raising=False)
    monkeypatch.delenv("CUNFANG_HOME", raising=False)


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory, memory_keyring: MemoryKeyring) -> Path:
    """The invented village of 40 households with its visits; to be copied, never opened."""
    home = tmp_path_factory.mktemp("demo") / "workspace"
    services, _ = create_app(home, OWNER, TODAY)
    load_village(services.context, services.forms, HOUSEHOLDS, 1)
    services.close()
    return home


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory, memory_keyring: MemoryKeyring) -> Path:
    """A workspace without a household, opened by the keyring; to be copied, never opened."""
    home = tmp_path_factory.mktemp("empty") / "workspace"
    owner = Owner(OWNER.user, OWNER.villages, OWNER.village_names, demonstration=False)
    create_app(home, owner, TODAY)[0].close()
    return home


def copied(home: Path, target: Path) -> Path:
    """Copy a workspace for one test."""
    shutil.copytree(home, target)
    return target


@pytest.fixture
def village(demo_home: Path, tmp_path: Path) -> Iterator[Services]:
    """The services of a copy of the invented village, on 20 November 2026."""
    services = open_app(copied(demo_home, tmp_path / "village"), TODAY)
    yield services
    services.close()


@pytest.fixture
def empty(empty_home: Path, tmp_path: Path) -> Iterator[Services]:
    """The services of an empty workspace."""
    services = open_app(copied(empty_home, tmp_path / "empty"), TODAY)
    yield services
    services.close()
