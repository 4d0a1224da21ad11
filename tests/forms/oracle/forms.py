"""The forms that are compared: those of others where they lie beside the checkout, our checklists, generated ones."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path

from pyxform.xls2xform import convert

from app.forms.members import COLUMNS, member_row
from tests.forms.forms_made import FAMILY, FORMS, checklist
from tests.forms.oracle.seeded_forms import SeededForm, seeded_form

MATERIAL = Path(os.environ.get("CUNFANG_SHARED", Path(__file__).parents[4] / "shared")) / "conformance" / "forms"


def forms(seeds: int) -> Iterator[SeededForm]:
    """All forms, with so many generated ones."""
    yield from _of_others()
    for path in sorted(FORMS.glob("*.xlsx")):
        yield SeededForm(path.stem, checklist(path.stem).xform, {"members.csv": _members()})
    for seed in range(seeds):
        yield seeded_form(seed)


def _of_others() -> Iterator[SeededForm]:
    for path in sorted(MATERIAL.glob("*.x*")) if MATERIAL.is_dir() else []:
        yield SeededForm(path.name, path.read_bytes() if path.suffix == ".xml" else _by_pyxform(path))


def _by_pyxform(path: Path) -> bytes:
    """The XForm of a workbook as pyxform alone makes it: what we refuse is to be told by the comparison."""
    made = convert(BytesIO(path.read_bytes()), file_type=path.suffix)
    return str(made.xform).encode()


def _members() -> bytes:
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows({name: value or "" for name, value in member_row(member).items()} for member in FAMILY)
    return text.getvalue().encode()
