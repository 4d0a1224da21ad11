"""Times our own engine in a process of its own: ``python -m tests.bench.peers.ours FOLDER``, as the peers are timed."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from app.forms.definition import FormDefinition
from app.forms.environment import Environment
from app.forms.model import parse_form
from app.forms.session import FormSession
from app.system.clock import CHINA
from tests.bench.measure import median, peak_memory, percentile, seconds

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=CHINA)
PASSES = 4


def answer(session: FormSession, ref: str, value: str) -> Sequence[str]:
    """Give an answer and read the state of all that changed, as a screen would."""
    changed = session.answer(ref, value)
    for one in changed:
        session.state(one)
    return changed


def loaded(folder: Path) -> FormSession:
    """The form of a folder, ready for its first answer."""
    definition: FormDefinition = parse_form(
        (folder / "form.xml").read_bytes(), media={path.name: path.read_bytes() for path in folder.glob("*.csv")}
    )
    return FormSession.start(definition, Environment(now=NOW))


def main() -> None:
    """Run four passes; the figures of the last are printed."""
    folder = Path(sys.argv[1])
    plan = [line.split("\t") for line in (folder / "plan.tsv").read_text(encoding="utf-8").splitlines()]
    for _ in range(PASSES):
        load, session = seconds(lambda: loaded(folder))
        times = [seconds(partial(answer, session, ref, value))[0] * 1000 for ref, value, _changed in plan]
    figures = {"load": load * 1000, "p50": median(times), "p95": percentile(times, 0.95), "memory": peak_memory()}
    sys.stdout.write(json.dumps({**figures, "answers": len(times), "errors": 0}) + "\n")


if __name__ == "__main__":
    main()
