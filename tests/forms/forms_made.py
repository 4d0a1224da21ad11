"""Small forms and the checklists of the program, for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from functools import cache
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from app.forms.compile import CompiledForm, compile_form
from app.forms.definition import FormDefinition
from app.forms.environment import Environment
from app.forms.members import Member, member_row
from app.forms.model import parse_form
from app.forms.session import FormSession

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=CHINA)
FORMS = Path(__file__).parents[2] / "resources" / "forms"

HEAD = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"'
    ' xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms"'
    ' xmlns:cunfang="urn:cunfang:xforms:1"><h:head><h:title>试表</h:title><model>'
)

FAMILY = (
    Member("k1", "李桂珍", 67, "女", "户主", health=("长期慢性病",)),
    Member("k2", "张强", 40, "男", "子", disability_category="肢体", disability_grade=2, labour="普通劳动力"),
    Member("k3", "张小明", 9, "男", "孙子", student="义务教育"),
)


def xform(instance: str, binds: str = "", body: str = "", extra: str = "") -> bytes:
    """An XForm out of the content of its instance's root, its binds and its body."""
    return (
        f"{HEAD}{extra}<instance><data id='t' version='1'>{instance}"
        "<orx:meta><orx:instanceID/></orx:meta></data></instance>"
        f"{binds}</model></h:head><h:body>{body}</h:body></h:html>"
    ).encode()


def started(form: bytes, **environment: object) -> FormSession:
    """A session on an XForm."""
    return FormSession.start(parse_form(form), Environment(now=NOW, **environment))  # type: ignore[arg-type]  # keywords of the dataclass


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """An XLSForm workbook out of rows; the first row of a sheet are its headers."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    target = BytesIO()
    book.save(target)
    return target.getvalue()


@cache
def shared_blocks() -> dict[str, bytes]:
    """The blocks that come with the program."""
    return {path.stem: path.read_bytes() for path in sorted((FORMS / "blocks").glob("*.xlsx"))}


@cache
def checklist(name: str) -> CompiledForm:
    """A checklist of the program, compiled."""
    return compile_form((FORMS / f"{name}.xlsx").read_bytes(), blocks=shared_blocks())


@cache
def checklist_definition(name: str) -> FormDefinition:
    """A checklist of the program, parsed."""
    return parse_form(checklist(name).xform)


def family_environment(members: Sequence[Member] = FAMILY) -> Environment:
    """The environment of a visit to an invented family."""
    return Environment(now=NOW, instances={"members": [member_row(member) for member in members]})


def visit(name: str, members: Sequence[Member] = FAMILY) -> FormSession:
    """A visit begun with a checklist of the program."""
    return FormSession.start(checklist_definition(name), family_environment(members))
