"""Workbooks, XForms and scripts made to break a reader: each ends in a clear error of the command, with nothing written."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

from app.cli.form import compile_command, run_command
from app.domain.errors import AppError, ErrorCode
from app.forms.environment import Environment
from app.forms.limits import FORM_NODES, OLD_WORKBOOK_BYTES, PLAN_READS, WORKBOOK_CELLS, XML_DEPTH, XML_ELEMENTS
from app.forms.messages import FormError
from app.forms.model import parse_form
from tests.forms.forms_made import NOW, workbook, xform

SHEET = "xl/worksheets/sheet1.xml"
SPREADSHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GOOD = workbook({"survey": [["type", "name", "label"], ["text", "a", "一"]]})


def _with_sheet(content: bytes) -> bytes:
    """The good workbook with another first sheet."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(GOOD)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in source.infolist():
            made.writestr(entry.filename, content if entry.filename == SHEET else source.read(entry))
    return target.getvalue()


def _bomb() -> bytes:
    """Nine entities, each thirty times the one before."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 30}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e0 "xxxxxxxxxx">{entities}]>'
    cell = b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&e9;</t></is></c></row></sheetData></worksheet>'
    return head.encode() + SPREADSHEET + cell


def _survey(*rows: list[str], columns: tuple[str, ...] = ("calculation",)) -> bytes:
    return workbook({"survey": [["type", "name", "label", *columns], *rows]})


WORKBOOKS = {
    "nothing": b"",
    "noise": Random(1).randbytes(5000),
    "a zip that is none": b"PK\x03\x04" + Random(2).randbytes(5000),
    "half a workbook": GOOD[: len(GOOD) // 2],
    "an old workbook of noise": OLE + Random(3).randbytes(8000),
    "an old workbook of zeros": OLE + bytes(8000),
    "an old workbook that is long": OLE + bytes(OLD_WORKBOOK_BYTES),
    "a sheet without content": _with_sheet(b""),
    "a sheet that breaks off": _with_sheet(SPREADSHEET + b"<sheetData><row>"),
    "an XML bomb": _with_sheet(_bomb()),
    "a nest of elements": _with_sheet(SPREADSHEET + b"<a>" * 50_000 + b"</a>" * 50_000 + b"</worksheet>"),
    "a sheet of rows": _with_sheet(SPREADSHEET + b"<sheetData>" + b'<row r="1"/>' * (WORKBOOK_CELLS * 5 // 4)),
    "a nest of groups": _survey(*(["begin group", f"g{n}", "组", ""] for n in range(200)), ["text", "a", "一", ""]),
    "a nest of brackets": _survey(["calculate", "a", "", "(" * 3000 + "1" + ")" * 3000]),
    "a nest of conditions": _survey(["calculate", "a", "", "if(1, " * 900 + "1" + ", 0)" * 900]),
    "a circle of three hundred": _survey(
        *(["calculate", f"c{n}", "", f"${{c{(n + 1) % 300}}} + 1"] for n in range(300))
    ),
    "references that never end": _survey(["text", "a", "${" * 5000, ""]),
}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_hostile_workbook_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_bytes(WORKBOOKS[name])
    with pytest.raises(FormError) as caught:
        compile_command(tmp_path / "form.xlsx", tmp_path / "out.xml", {})
    assert all(one.text and one.text_en for one in caught.value.messages)
    assert not (tmp_path / "out.xml").exists()


XFORMS = {
    "an XML bomb": (_bomb(), "xml_invalid"),
    "a file of the machine": (b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hosts">]><a>&e;</a>', "xml_invalid"),
    "a nest": (b"<a>" * (XML_DEPTH + 1) + b"</a>" * (XML_DEPTH + 1), "xml_too_deep"),
    "elements without end": (b"<a>" + b"<b/>" * (XML_ELEMENTS + 1) + b"</a>", "too_many_nodes"),
    "nodes without end": (xform("<q/>" * FORM_NODES), "too_many_nodes"),
    "a zero byte": (b"<a>\0</a>", "xml_invalid"),
    "a circle": (
        xform(
            "".join(f"<c{n}/>" for n in range(500)),
            "".join(f'<bind nodeset="/data/c{n}" calculate="/data/c{(n + 1) % 500}"/>' for n in range(500)),
        ),
        "cycle",
    ),
    "everything reads everything": (
        xform(
            "".join(f"<c{n}/>" for n in range(600)),
            "".join(f'<bind nodeset="/data/c{n}" calculate="sum(//*)"/>' for n in range(600)),
        ),
        "too_entangled",
    ),
}


@pytest.mark.parametrize("name", XFORMS)
def test_a_hostile_xform_is_refused(name: str) -> None:
    data, code = XFORMS[name]
    with pytest.raises(FormError) as caught:
        parse_form(data)
    assert caught.value.messages[0].code == code


def test_a_form_in_which_all_count_all_is_computed_once() -> None:
    size = 60
    names = [f"c{n}" for n in range(size)]
    binds = "".join(f'<bind nodeset="/data/{name}" calculate="count(//*)"/>' for name in names)
    assert size * size < PLAN_READS
    definition = parse_form(xform("".join(f"<{name}/>" for name in names), binds))
    assert not definition.plan.circles


def _scripted(tmp_path: Path, script: str | bytes) -> dict[str, object]:
    form, steps = tmp_path / "form.xml", tmp_path / "steps.json"
    form.write_bytes(xform("<a/>", "", '<input ref="/data/a"/>'))
    steps.write_bytes(script if isinstance(script, bytes) else script.encode())
    return dict(run_command(form, steps, Environment(now=NOW), {}))


@pytest.mark.parametrize(
    "script",
    [
        "[" * 100_000 + "]" * 100_000,
        '[{"action": "answer", "at": "/data/a", "value": ' + "[" * 900 + "]" * 900 + "}]",
        b"\xff\xfe{",
        "{}",
        "[1, null]",
        '[{"action": "answer", "at": "/data/a", "value": ' + "9" * 5000 + "}]",
    ],
)
def test_a_hostile_script_is_refused(script: str | bytes, tmp_path: Path) -> None:
    with pytest.raises(AppError) as caught:
        _scripted(tmp_path, script)
    assert caught.value.code is ErrorCode.STEP_INVALID


def test_a_reference_that_leads_nowhere_is_an_error_of_its_step(tmp_path: Path) -> None:
    refs = [
        "",
        "/",
        "//",
        "/data/a[0]",
        "/data/a[-1]",
        "/data/a[²]",
        f"/data/a[{'9' * 5000}]",
        "/data/a[",
        "x" * 100_000,
    ]
    script = json.dumps([{"action": "answer", "at": ref, "value": "1"} for ref in refs])
    steps = _scripted(tmp_path, script)["steps"]
    assert isinstance(steps, list)
    assert [step["error"]["code"] for step in steps] == ["not_found"] * len(refs)


@pytest.mark.parametrize("encoding", ["utf-16", "cp037"])
def test_a_bomb_in_another_encoding_is_refused_too(encoding: str) -> None:
    """The quick parser is for documents in which the word for a DTD can be looked for."""
    text = _bomb().decode().replace('<?xml version="1.0"?>', "")
    head = f"<?xml version='1.0' encoding='{encoding}'?>"
    data = (head + text).encode(encoding) if encoding == "utf-16" else head.encode() + text.encode(encoding)
    with pytest.raises(FormError) as caught:
        parse_form(data)
    assert caught.value.messages[0].code == "xml_invalid"
