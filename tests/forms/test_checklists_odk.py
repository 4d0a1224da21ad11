"""The checklists as other programs have them: ODK Validate takes each, composed to a plain workbook."""

from __future__ import annotations

from pathlib import Path
from shutil import which

import pytest
from pyxform.xls2xform import convert

from app.forms.compose import compose
from tests.forms.forms_made import FORMS, shared_blocks

pytestmark = [pytest.mark.long, pytest.mark.skipif(which("java") is None, reason="ODK Validate needs Java")]


@pytest.mark.parametrize("book", sorted(FORMS.glob("*.xlsx")), ids=lambda book: book.stem)
def test_odk_validate_takes_it_without_a_word(book: Path, tmp_path: Path) -> None:
    plain = tmp_path / book.name
    plain.write_bytes(compose(book.read_bytes(), shared_blocks()))
    assert convert(str(plain), validate=True).warnings == []
