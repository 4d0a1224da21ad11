"""Migrations: the newest revision is the present schema, a copy is made before, a failed one changes nothing."""

import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing

import pytest
from sqlalchemy import inspect

from app.domain.errors import AppError, ErrorCode
from app.services.workspace import migrations
from app.store import alembic_runner
from app.store.engine import WriteGate, writing_engine
from app.store.schema import METADATA
from app.store.upgrade import HEAD
from tests.store.factory import KEY, household, reopen
from tests.store.upgrading import upgrade

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
    copy = upgrade(store.path.parent, newer(), FOLLOWING)
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
        upgrade(store.path.parent, newer(then), FOLLOWING)
    assert failed.value.code is ErrorCode.UPGRADE_FAILED
    assert list((store.path.parent / "backups").glob("*.db"))
    again = reopen(store.path.parent)
    with again.read() as reading:
        assert "note" not in {column["name"] for column in inspect(reading.connection).get_columns("local_setting")}
        assert reading.records.get([home])[home].text("phone") == "13900000001"
    again.close()


FILL = (
    'op.execute("INSERT INTO local_setting (name, value) WITH RECURSIVE n(i) AS '
    "(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000) SELECT 'row' || i, 'x' FROM n\")"
)


@pytest.mark.parametrize("seed", range(6))
def test_an_upgrade_that_is_killed_can_be_made_again(store, newer, tmp_path, seed):
    home = household(store, phone="13900000001")
    store.close()
    scripts, work = newer(FILL), tmp_path / "work"
    shutil.copytree(store.path.parent, work / "store")
    chance = random.Random(seed)
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.store.upgrading", str(work), str(scripts), FOLLOWING],
        stdout=subprocess.PIPE,
        text=True,
    )
    said = [child.stdout.readline() for _ in range(2 * chance.randrange(2) + 1)]
    time.sleep(chance.random() * 0.4)
    child.send_signal(signal.SIGKILL)
    said += child.communicate()[0].splitlines()
    begun = max(int(line.split()[1]) for line in said if line.startswith("begins"))
    for number in range(1, begun + 1):
        place = work / str(number)
        if f"done {number}" not in [line.strip() for line in said]:
            still_old = _columns(place) == _columns(work / "store")
            if still_old:  # the program of before goes on with it
                with closing(reopen(place)) as again, again.read() as reading:
                    assert reading.records.get([home])[home].text("phone") == "13900000001"
            upgrade(place, scripts, FOLLOWING)
        assert "note" in _columns(place)
        assert _rows(place) == _rows(work / "store") + 60_000


def _asked(folder, statement):
    engine = writing_engine(folder / "store.db", KEY, WriteGate())
    with engine.connect() as connection:
        found = connection.exec_driver_sql(statement).fetchall()
    engine.dispose()
    return found


def _columns(folder):
    return {row[1] for row in _asked(folder, "PRAGMA table_info(local_setting)")}


def _rows(folder):
    return _asked(folder, "SELECT count(*) FROM local_setting")[0][0]


def test_a_store_of_a_newer_version_is_left_alone(store, newer):
    household(store)
    store.close()
    scripts = newer()
    upgrade(store.path.parent, scripts, FOLLOWING)
    before = store.path.read_bytes()
    with pytest.raises(AppError) as refused:
        upgrade(store.path.parent, migrations(), HEAD)
    assert refused.value.code is ErrorCode.STORE_NEWER
    assert store.path.read_bytes() == before


def test_opening_a_present_store_reads_no_alembic(store):
    store.close()
    code = (
        "import sys; from tests.store.factory import reopen; from pathlib import Path;"
        f"reopen(Path({str(store.path.parent)!r})).close(); print('alembic' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
