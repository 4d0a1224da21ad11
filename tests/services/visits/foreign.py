"""Checklists of others that register entities, made for tests."""

from __future__ import annotations

from collections.abc import Sequence

from app.bootstrap import Services
from app.services.visits.session import VisitSession
from tests.forms.forms_made import workbook

HEAD = ["type", "name", "label", "save_to", "relevant", "calculation", "bind::cunfang:fact"]
Row = Sequence[str]


def row(
    kind: str, name: str, label: str = "", save_to: str = "", relevant: str = "", calculation: str = "", fact: str = ""
) -> Row:
    """A row of the survey sheet."""
    return (kind, name, label, save_to, relevant, calculation, fact)


def foreign(*survey: Row, entities: Sequence[Row], choices: Sequence[Row] = (), version: str = "1") -> bytes:
    """A workbook with an entities sheet."""
    sheets: dict[str, Sequence[Row]] = {
        "survey": [HEAD, *survey],
        "settings": [["form_id", "form_title", "version"], ["county-check", "县里的表", version]],
        "entities": entities,
    }
    if choices:
        sheets["choices"] = [["list_name", "name", "label"], *choices]
    return workbook(sheets)


def begun(services: Services, home: str, form: bytes) -> VisitSession:
    """A visit by a checklist that is taken into the workspace now."""
    services.forms.publish(form)
    return services.visits.open(services.visits.start(home, "county-check"))
