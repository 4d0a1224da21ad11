"""Migrations: the newest revision is the present schema, a copy is made before, a failed one changes nothing."""

import shutil
import sys

import pytest
from sqlalchemy import inspect

from app.domain.errors import AppError, ErrorCode
from app.services.workspace import migrations
from app.store import alembic_runner
from app.store.engine import WriteGate, writing_engine
from app.store.schema import METADATA
from app.store.upgrade import HEAD, bring_up
from tests.store.factory import KEY, household, reopen

FOLLOWING = f"{int(HEAD) + 1:04}"
NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade():
    op.add_column("local_setting", sa.Column("note", sa.Text))
    op.execute("UPDATE local_setting SET note = 'x'")
    {then}
"""


@pytest.fixture
def newer(tmp_path):
    """A folder of migrations with one more, whose last line is the caller's."""

    def make(then: str = "pass", revision: str = FOLLOWING):
        folder = tmp_path / "migrations"
        shutil.copytree(migrations(), folder)
        (folder / "versions" / f"{FOLLOWING}_next.py").write_text(
            NEXT.format(then=then, revision=revision, before=HEAD)
        )
        return folder

    return make


def upgrade(folder, scripts, head=FOLLOWING):
    engine = writing_engine(folder / "store.db", KEY, WriteGate())
    try:
        return bring_up(engine, folder / "store.db", KEY, folder / "backups", scripts, head)
    finally:
        engine.dispose()


def test_the_head_is_the_newest_revision():
    assert HEAD in alembic_runner.revisions(migrations())
    assert len(list((migrations() / "versions").glob("0*.py"))) == int(HEAD)


def test_the_newest_revision_makes_the_present_schema(store):
    with store.read() as reading:
        found = inspect(reading.connection)
        for table in METADATA.sorted_tables:
            columns = {
                column["name"]: (str(column["type"]), column["nullable"]) for column in found.get_columns(table.name)
            }
            wanted = {
                column.name: (column.type.compile(dialect=reading.connection.dialect), column.nullable)
                for column in table.columns
            }
            assert columns == wanted, table.name
            assert {index["name"] for index in found.get_indexes(table.name)} == {index.name for index in table.indexes}


def test_an_upgrade_keeps_everything_and_leaves_a_copy(store, newer):
    home = household(store, phone="13900000001")
    store.close()
    copy = upgrade(store.path.parent, newer())
    assert copy is not None
    assert copy.exists()
    engine = writing_engine(store.path, KEY, WriteGate())
    with engine.connect() as connection:
        assert "note" in {column["name"] for column in inspect(connection).get_columns("local_setting")}
        assert connection.exec_driver_sql("SELECT count(*) FROM record WHERE id = ?", (home,)).scalar_one() == 1
    engine.dispose()


@pytest.mark.parametrize("then", ["raise ValueError('broken')", "op.execute('SELECT * FROM nowhere')", "1 / 0"])
def test_a_failed_upgrade_leaves_the_old_store_usable(store, newer, then):
    home = household(store, phone="13900000001")
    store.close()
    with pytest.raises(AppError) as failed:
        upgrade(store.path.parent, newer(then))
    assert failed.value.code is ErrorCode.UPGRADE_FAILED
    assert list((store.path.parent / "backups").glob("*.db"))
    again = reopen(store.path.parent)
    with again.read() as reading:
        assert "note" not in {column["name"] for column in inspect(reading.connection).get_columns("local_setting")}
        assert reading.records.get([home])[home].text("phone") == "13900000001"
    again.close()


def test_a_store_of_a_newer_version_is_left_alone(store, newer):
    household(store)
    store.close()
    scripts = newer()
    upgrade(store.path.parent, scripts)
    before = store.path.read_bytes()
    with pytest.raises(AppError) as refused:
        upgrade(store.path.parent, migrations(), HEAD)
    assert refused.value.code is ErrorCode.STORE_NEWER
    assert store.path.read_bytes() == before


def test_opening_a_present_store_reads_no_alembic(store):
    store.close()
    import subprocess

    code = (
        "import sys; from tests.store.factory import reopen; from pathlib import Path;"
        f"reopen(Path({str(store.path.parent)!r})).close(); print('alembic' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
