"""The checklists that come with the program: their XForms are of their workbooks, and a first start compiles nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

from app.forms.model import parse_form
from app.services.forms import BUILT_IN_XFORMS, built_in_blocks, built_in_workbooks
from app.services.publishing import prepared
from app.services.words import kept_words
from app.system import resources

BOOKS = built_in_workbooks()


def test_each_workbook_has_its_xform() -> None:
    assert set(resources.contents(BUILT_IN_XFORMS, ".xml")) == set(BOOKS)


@pytest.mark.parametrize("name", sorted(BOOKS))
def test_the_xform_is_of_this_workbook(name: str) -> None:
    made = prepared(BOOKS[name], {}, built_in_blocks()).xform
    assert resources.content(f"{BUILT_IN_XFORMS}/{name}.xml") == made, "make forms"


@pytest.mark.parametrize("name", sorted(BOOKS))
def test_its_title_has_english_words(name: str) -> None:
    title = parse_form(resources.content(f"{BUILT_IN_XFORMS}/{name}.xml")).title
    assert kept_words(title, "en").isascii()
    assert kept_words(title) == title


def test_opening_a_workspace_compiles_nothing(tmp_path: object) -> None:
    home = f"{tmp_path}/home"
    script = (
        "import sys\n"
        "from app.cli.main import main\n"
        f"assert main(['--home', {home!r}, 'demo', '--households', '2', '--json']) == 0\n"
        "assert 'pyxform' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)


def test_all_of_them_can_be_chosen(village) -> None:
    assert len(village.forms.available()) == len(BOOKS)
