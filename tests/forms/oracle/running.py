"""Filling forms on both sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from app.domain.errors import AppError
from app.forms.environment import Environment
from app.forms.model import parse_form
from app.forms.session import FormSession
from tests.forms.oracle.causes import Findings, explained
from tests.forms.oracle.comparing import Unequal, unequal
from tests.forms.oracle.javarosa import ZONE, played
from tests.forms.oracle.plans import Played, fill
from tests.forms.oracle.seeded_forms import SeededForm


@dataclass(frozen=True)
class Compared:
    """The outcome for one form. ``refused`` tells which side does not take the form."""

    form: str
    steps: int = 0
    nodes: int = 0
    refused: str = ""
    causes: Counter[str] | None = None
    unexplained: tuple[Unequal, ...] = ()

    def line(self) -> str:
        """The outcome in one line."""
        if self.refused:
            return f"{self.form}: {self.refused}"
        causes = ", ".join(f"{name} {number}" for name, number in (self.causes or Counter()).most_common())
        counted = f"{self.form}: {self.steps} steps, {self.nodes} node states, {len(self.unexplained)} unexplained"
        return f"{counted}; {causes}" if causes else counted


def compared(forms: Sequence[SeededForm], folder: Path, steps: int) -> Iterator[Compared]:
    """Fill the forms here, let JavaRosa follow, and compare."""
    classes = folder / "classes"
    classes.mkdir()
    ours: dict[Path, tuple[SeededForm, list[Played]]] = {}
    for number, form in enumerate(forms):
        place = folder / str(number)
        place.mkdir()
        try:
            mine = _filled(form, number, steps)
        except AppError as error:
            yield Compared(form.name, refused=f"refused here: {error}")
            continue
        _write(place, form, mine)
        ours[place] = (form, mine)
    theirs = played(list(ours), classes)
    for place, (form, mine) in ours.items():
        if place not in theirs:
            yield Compared(form.name, refused=f"refused by JavaRosa: {_reason(place)}")
            continue
        yield _outcome(form, mine, list(unequal(mine, theirs[place])))


def _reason(place: Path) -> str:
    return " ".join((place / "failed.txt").read_text(encoding="utf-8").split())[:160]


def _filled(form: SeededForm, seed: int, steps: int) -> list[Played]:
    session = FormSession.start(parse_form(form.xform, media=form.media), Environment(now=datetime.now(ZoneInfo(ZONE))))
    return fill(session, seed, steps)


def _write(place: Path, form: SeededForm, mine: Sequence[Played]) -> None:
    (place / "form.xml").write_bytes(form.xform)
    for name, data in form.media.items():
        (place / name).write_bytes(data)
    lines = [f"{step.action}\t{step.ref}\t{step.value}\n" for step in mine]
    (place / "steps.tsv").write_text("".join(lines), encoding="utf-8")


def _outcome(form: SeededForm, mine: Sequence[Played], found: Sequence[Unequal]) -> Compared:
    causes: Counter[str] = Counter()
    left: list[Unequal] = []
    findings = Findings(parse_form(form.xform, media=form.media), found)
    for one in found:
        cause = explained(findings, one)
        if cause:
            causes[cause] += 1
        else:
            left.append(one)
    nodes = sum(len(step.states) for step in mine)
    return Compared(form.name, len(mine), nodes, causes=causes, unexplained=tuple(left))
