"""kill -9 at any moment of a visit, a signature, an import, a backup, an upgrade: nothing that was stored is lost."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from app.bootstrap import Services, create_app, open_app
from app.services.demonstration.roster import write_roster
from app.services.demonstration.village import generate_village
from app.services.restoring import restore
from app.services.visits.models import VisitState
from app.system.paths import Workspace
from tests.conftest import OWNER, TODAY, copied

KILLS = range(4)


def killed(work: str, home: Path, argument: str, seed: int) -> list[str]:
    """Run a child, kill it at a moment drawn from the seed, and give what it had said."""
    chance = random.Random(seed)
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.children", work, str(home), argument],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    said = [child.stdout.readline().strip()]
    for _ in range(chance.randrange(1, 12)):
        said.append(child.stdout.readline().strip())
    time.sleep(chance.random() * 0.05)
    child.send_signal(signal.SIGKILL)
    rest, errors = child.communicate()
    assert said[0], errors
    return [line for line in (*said, *rest.splitlines()) if line]


def reopened(home: Path) -> Services:
    services = open_app(home, TODAY)
    assert services.keeping.integrity() == ()
    return services


@pytest.mark.parametrize("seed", KILLS)
def test_every_answer_that_was_stored_is_there_after_a_kill(demo_home, tmp_path, seed):
    home = copied(demo_home, tmp_path / "home")
    said = killed("answer", home, "", seed)
    visit = said[0].removeprefix("visit ")
    answered = [int(line.split()[1]) for line in said if line.startswith("answered")]
    services = reopened(home)
    session = services.visits.open(visit)
    value = int(session.question("/data/s4/water/days_cut").value)
    assert value >= answered[-1]
    assert session.question("/data/arrival/met").value == "self"
    assert session.place == "/data/s4/water/days_cut"
    services.close()


@pytest.mark.parametrize("seed", KILLS)
def test_every_photo_that_was_stored_is_there_after_a_kill(demo_home, tmp_path, seed):
    home = copied(demo_home, tmp_path / "home")
    said = killed("photograph", home, str(tmp_path), seed)
    visit = said[0].removeprefix("visit ")
    told = [line.split()[1] for line in said if line.startswith("photo")]
    services = reopened(home)
    photos = services.visits.open(visit).question("/data/arrival/met").photos
    assert photos[: len(told)] == tuple(told)
    for name in photos:
        assert sha256(services.visits.attachment(visit, name)).hexdigest() == name.removesuffix(".jpg")
    services.close()


@pytest.mark.parametrize("seed", KILLS)
def test_a_visit_is_signed_whole_or_still_a_draft(demo_home, tmp_path, seed):
    home = copied(demo_home, tmp_path / "home")
    before = open_app(home, TODAY)
    known = {row.id for row in before.visits.rows()}
    before.close()
    said = killed("sign", home, "", seed)
    numbers = {line.removeprefix("signed ") for line in said}
    services = reopened(home)
    new = [row for row in services.visits.rows() if row.id not in known]
    signed = [row for row in new if row.state is VisitState.SIGNED]
    assert numbers <= {row.key for row in signed}
    for row in signed:
        assert services.visits.show(row.id)["seal_intact"] is True
        assert services.households.document(row.household)["water"]["days_cut"] == 17
    assert len([row for row in new if row.state is VisitState.DRAFT]) <= 1
    services.close()


@pytest.mark.parametrize("seed", KILLS)
def test_an_import_is_there_whole_or_not_at_all(tmp_path, seed):
    home = tmp_path / "home"
    create_app(home, OWNER, TODAY)[0].close()
    roster = tmp_path / "r.xlsx"
    roster.write_bytes(write_roster(generate_village(150, 3, TODAY)))
    killed("import", home, str(roster), seed)
    services = reopened(home)
    total = len(list(services.households.documents()))
    assert total in {0, 150}
    assert bool(services.households.find("1组")) is (total == 150)
    services.close()


@pytest.mark.parametrize("seed", KILLS)
def test_a_backup_that_is_there_is_whole(demo_home, tmp_path, seed):
    home = copied(demo_home, tmp_path / "home")
    folder = tmp_path / "backups"
    folder.mkdir()
    killed("backup", home, str(folder), seed)
    reopened(home).close()
    for file in folder.glob("*.cunfang"):
        place = tmp_path / f"restored-{file.stem}"
        restore(file, Workspace(place))
        services = open_app(place, TODAY)
        assert len(list(services.households.documents())) == 40
        services.close()
