"""A full disk: an error that says so, nothing half written, everything that was stored still there, work goes on afterwards."""

import json
import subprocess
import sys

from app.services.demonstration.roster import write_roster
from app.services.demonstration.village import generate_village
from tests.conftest import TODAY, copied


def test_a_full_disk_loses_nothing(demo_home, tmp_path):
    home = copied(demo_home, tmp_path / "home")
    roster = tmp_path / "r.xlsx"
    roster.write_bytes(write_roster(generate_village(400, 9, TODAY)))
    backups = tmp_path / "backups"
    backups.mkdir()
    child = subprocess.run(
        [sys.executable, "-m", "tests.journeys.full_disk", str(home), str(roster), str(backups / "b.cunfang")],
        check=False,
        capture_output=True,
        text=True,
    )
    assert child.returncode == 0, child.stderr
    told = json.loads(child.stdout)
    assert told["import"] == "disk_full"
    assert told["answer"] == "disk_full"
    assert told["backup"] == "disk_full"
    assert told["half_backup"] == []
    assert told["after"] >= told["stored"]
    assert told["integrity"] == []
