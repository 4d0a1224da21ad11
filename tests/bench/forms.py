"""The form engine beside its peers: load, answer, memory; each engine in a process of its own, all in one run.

JavaRosa runs where there is a Java development kit. ``@getodk/xforms-engine`` runs where ``CUNFANG_XFORMS_ENGINE`` names a
folder into which npm has installed it and ``jsdom@24``. Every figure is that of the fourth pass, the best of three runs.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.form_cases import FormCase, cases
from tests.bench.measure import Figure
from tests.forms.oracle import javarosa

PACKAGES = "CUNFANG_XFORMS_ENGINE"
PEERS = Path(__file__).with_name("peers")
OPEN_BAR = 300.0
"""Milliseconds in which a visit form of 500 questions opens."""

ROUNDS = 3
"""How often we and JavaRosa run each case, in turn; the other engine is a hundred times slower and runs once."""

Run = dict[str, float]


def figures(folder: Path, _size: int) -> Iterator[Figure]:
    """For each case: load, 50th and 95th percentile of an answer with all its consequences read, peak memory."""
    classes = folder / "classes"
    classes.mkdir()
    if not javarosa.missing():
        javarosa.compiled(PEERS / "JavaRosaBench.java", classes)
    for case in cases():
        place = folder / case.name
        place.mkdir()
        case.write(place)
        rounds = [(_ours(place), _javarosa(place, classes)) for _ in range(ROUNDS)]  # in turn: both meet the same noise
        ours, javarosa_runs = zip(*rounds, strict=True)
        peers = {"javarosa": _best(javarosa_runs), "xforms-engine": _engine(place)}
        yield from _of_case(case, _best(ours) or {}, peers)


def _of_case(case: FormCase, ours: Run, peers: dict[str, Run | None]) -> Iterator[Figure]:
    for name, unit in (("load", "ms"), ("p50", "ms"), ("p95", "ms"), ("memory", "MB")):
        theirs = {peer: run[name] for peer, run in peers.items() if run is not None and not run["errors"]}
        judged = [theirs["javarosa"]] if name == "load" and "javarosa" in theirs else list(theirs.values())
        met = name == "memory" or all(ours[name] < value for value in judged)
        bar = "" if name == "memory" else "faster than JavaRosa warm" if name == "load" else "faster than both peers"
        if name == "load" and case.name.startswith("500"):
            met, bar = met and ours[name] <= OPEN_BAR, f"{bar}; {OPEN_BAR:.0f} ms"
        said = [f"{peer} {value:.4g}" for peer, value in theirs.items()]
        said.extend(f"{peer} absent or with errors" for peer in peers if peer not in theirs)
        yield Figure(f"form_{case.name}_{name}", round(ours[name], 4), unit, bar, met, "; ".join(said))


def _best(runs: Sequence[Run | None]) -> Run | None:
    """The least of each figure: what a run is slower by, something else on the machine took. None where one failed."""
    made = [run for run in runs if run is not None]
    return {name: min(run[name] for run in made) for name in made[0]} if len(made) == len(runs) else None


def _ours(place: Path) -> Run:
    return _printed([sys.executable, "-m", "tests.bench.peers.ours", str(place)])


def _javarosa(place: Path, classes: Path) -> Run | None:
    if javarosa.missing():
        return None
    run: Run = json.loads(javarosa.run("JavaRosaBench", classes, [str(place)]).splitlines()[-1])
    return run


def _engine(place: Path) -> Run | None:
    packages = os.environ.get(PACKAGES)
    if not packages or shutil.which("node") is None:
        return None
    return _printed(["node", str(PEERS / "engine.mjs"), packages, str(place)])


def _printed(command: list[str]) -> Run:
    finished = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    run: Run = json.loads(finished.stdout.splitlines()[-1])
    return run
