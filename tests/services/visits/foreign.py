"""Checklists of others that register entities, made for tests."""

from __future__ import annotations

from collections.abc import Sequence

from app.bootstrap import Services
from app.oplog.operation import Value
from app.services.visits.models import KeptAside, NotPlaced
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


MEMBER: tuple[Row, ...] = (
    row("csv-external", "members"),
    row("select_one_from_file members.csv", "who", "哪位成员"),
    row("calculate", "months_known", calculation="instance('members')/root/item[name = ${who}]/work_months"),
    row("integer", "months", "外出务工几个月", "work_months"),
    row("text", "size", "鞋码", "shoe_size"),
)
HOUSE: tuple[Row, ...] = (
    row("csv-external", "households"),
    row("calculate", "home", calculation="instance('households')/root/item[1]/name"),
    row("integer", "days", "断水几天", "water.days_cut"),
    row("select_one yn", "enough", "水够用吗", "water.enough"),
)
YES_NO = (("yn", "yes", "够"), ("yn", "no", "不够"))
UPDATE_MEMBER = (("list_name", "entity_id"), ("members", "${who}"))
UPDATE_HOUSE = (("list_name", "entity_id"), ("households", "${home}"))
NEW_MEMBER = (("list_name", "label"), ("members", "${full}"))


def members(services: Services, home: str) -> list[dict[str, Value]]:
    found = services.households.document(home)["members"]
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, dict)]


def fact(services: Services, home: str, group: str, part: str) -> object:
    whole = services.households.document(home).get(group)
    return whole.get(part) if isinstance(whole, dict) else None


def told(aside: tuple[KeptAside, ...]) -> set[tuple[NotPlaced, str, str, str]]:
    return {(one.why, one.dataset, one.name, one.told) for one in aside}
