"""Versions of checklists: one label is one content, and the county's own stays in force."""

from __future__ import annotations

import pytest

from app.bootstrap import Services
from app.domain.errors import AppError, ErrorCode
from app.services.forms import BUILT_IN_XFORMS
from app.system import resources
from tests.forms.forms_made import workbook


def book(version: str, question: str, form_id: str = "mine") -> bytes:
    """A checklist with one question."""
    return workbook(
        {
            "survey": [("type", "name", "label"), ("text", "one", question)],
            "settings": [("form_id", "version", "form_title"), (form_id, version, "本县清单")],
        }
    )


def updated(form_id: str, version: str) -> dict[str, bytes]:
    """The program's own checklists, one of them in a newer version."""
    xforms = resources.contents(BUILT_IN_XFORMS, ".xml")
    before, head, after = xforms[form_id].partition(f' id="{form_id}" version="'.encode())
    assert head
    return {**xforms, form_id: before + head + version.encode() + after[after.index(b'"') :]}


def in_force(services: Services, form_id: str) -> str:
    return services.forms.active(form_id).version


def test_another_content_under_the_same_version_is_refused(village: Services) -> None:
    first = village.forms.publish(book("1", "几口人"))
    with pytest.raises(AppError) as caught:
        village.forms.publish(book("1", "几头猪"))
    assert caught.value.code is ErrorCode.FORM_VERSION_TAKEN
    assert caught.value.parameters == {"form": "mine", "version": "1"}
    assert village.forms.active("mine").hash == first.form.hash
    assert village.forms.publish(book("1", "几口人")).form.hash == first.form.hash
    assert village.forms.publish(book("2", "几头猪")).form.version == "2"
    assert in_force(village, "mine") == "2"
    # the version before may come back, as it was
    village.forms.publish(book("1", "几口人"))
    assert in_force(village, "mine") == "1"


def test_a_newer_program_brings_its_newer_checklist(village: Services) -> None:
    assert village.forms.publish_built_in(updated("routine", "2027.1"))
    assert in_force(village, "routine") == "2027.1"
    assert not village.forms.publish_built_in(updated("routine", "2027.1"))
    assert village.forms.publish_built_in(updated("routine", "2027.2"))
    assert in_force(village, "routine") == "2027.2"


def test_the_countys_own_version_outlives_an_update_of_the_program(village: Services) -> None:
    village.forms.publish(book("2026.9-本县", "几口人", "routine"))
    assert village.forms.publish_built_in(updated("routine", "2027.1"))
    assert in_force(village, "routine") == "2026.9-本县"
    others = {form.form_id: form.version for form in village.forms.available() if form.form_id != "routine"}
    assert village.forms.publish_built_in({**updated("routine", "2027.2"), **updated("barthel", "2027.2")})
    assert in_force(village, "barthel") == "2027.2"
    assert {**others, "barthel": "2027.2", "routine": "2026.9-本县"} == {
        form.form_id: form.version for form in village.forms.available()
    }
