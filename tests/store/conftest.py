from pathlib import Path

import pytest

from app.store.store import Store
from tests.store.factory import copy_of, make_store


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty-store")
    make_store(folder).close()
    return folder


@pytest.fixture
def store(empty_folder: Path, tmp_path: Path):
    opened: Store = copy_of(empty_folder, tmp_path / "store")
    yield opened
    opened.close()
