"""Entities of foreign forms: what pyxform makes of their sheets, and what a filled form then creates and updates."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from app.forms.compile import compile_form
from app.forms.entities import (
    EntityAction,
    EntityFault,
    EntityKind,
    entity_declarations,
    entity_outcome,
)
from app.forms.environment import Environment
from app.forms.lint import lint_definition
from app.forms.messages import FormError
from app.forms.model import parse_form
from app.forms.session import FormSession
from tests.forms.forms_made import NOW, started, workbook, xform
from tests.forms.test_lint import FACTS

OAK = "9f7c1b6e-64ad-4b0e-9c2a-6a3f6f5b0001"
HEAD = ["type", "name", "label", "save_to", "relevant"]


def _session(survey: Sequence[Sequence[str]], entities: Sequence[Sequence[str]]) -> FormSession:
    sheets: dict[str, Sequence[Sequence[object]]] = {
        "survey": [HEAD, *survey],
        "settings": [["form_id"], ["t"]],
        "entities": entities,
    }
    trees = [{"name": OAK, "label": "老橡树", "__version": "4"}]
    form = parse_form(compile_form(workbook(sheets)).xform)
    return FormSession.start(form, Environment(now=NOW, instances={"trees": trees}))


TREE = [
    ["text", "species", "树种", "species", ""],
    ["integer", "girth", "围长", "girth", ""],
    ["text", "note", "备注", "note", "${girth} > 100"],
]


def test_a_form_creates_an_entity_when_its_condition_holds() -> None:
    session = _session(TREE, [["list_name", "label", "create_if"], ["trees", "${species}", "${girth} > 3"]])
    session.answer("/data/species", "松")
    assert entity_outcome(session).actions == ()
    session.answer("/data/girth", 5)
    outcome = entity_outcome(session)
    assert not outcome.problems
    (action,) = outcome.actions
    assert (action.kind, action.dataset, action.label) == (EntityKind.CREATE, "trees", "松")
    assert action.values == {"species": "松", "girth": "5"}
    assert action.base_version is None
    assert f'dataset="trees" create="true" id="{action.id}"' in session.submission().decode()


def test_what_is_saved_is_relevant_and_may_be_empty() -> None:
    session = _session(TREE, [["list_name", "label"], ["trees", "concat('树', ${girth})"]])
    session.answer("/data/girth", 120)
    (action,) = entity_outcome(session).actions
    assert action.values == {"species": "", "girth": "120", "note": ""}


UPDATE = [
    ["csv-external", "trees", "", "", ""],
    ["text", "tree", "哪棵树", "", ""],
    ["integer", "girth", "围长", "girth", ""],
]


def test_an_update_names_the_version_that_the_person_had_before_them() -> None:
    session = _session(UPDATE, [["list_name", "entity_id", "update_if"], ["trees", "${tree}", "${girth} != ''"]])
    session.answer("/data/tree", OAK)
    assert entity_outcome(session).actions == ()
    session.answer("/data/girth", 30)
    assert entity_outcome(session).actions == (
        EntityAction(
            EntityKind.UPDATE, "trees", OAK, None, {"girth": "30"}, 4, "/data/meta/entity", {"girth": "/data/girth"}
        ),
    )
    assert f'baseVersion="4" trunkVersion="" branchId="" id="{OAK}"' in session.submission().decode()


def test_one_form_creates_or_updates() -> None:
    entities = [
        ["list_name", "entity_id", "label", "create_if", "update_if"],
        ["trees", "coalesce(${tree}, once(uuid()))", "${girth}", "${tree} = ''", "${tree} != ''"],
    ]
    session = _session(UPDATE, entities)
    session.answer("/data/girth", 30)
    assert [action.kind for action in entity_outcome(session).actions] == [EntityKind.CREATE]
    session.answer("/data/tree", OAK)
    (action,) = entity_outcome(session).actions
    assert (action.kind, action.label, action.base_version) == (EntityKind.UPDATE, "30", 4)


def test_an_unknown_version_counts_as_nought_and_a_wrong_id_is_a_problem_at_its_node() -> None:
    session = _session(UPDATE, [["list_name", "entity_id"], ["trees", "${tree}"]])
    session.answer("/data/tree", OAK.replace("0001", "0002"))
    assert [action.base_version for action in entity_outcome(session).actions] == [0]
    session.answer("/data/tree", "橡树")
    outcome = entity_outcome(session)
    assert outcome.actions == ()
    (problem,) = outcome.problems
    assert (problem.ref, problem.fault, problem.value) == ("/data/meta/entity/@id", EntityFault.ID_INVALID, "橡树")


def test_a_new_entity_needs_a_label() -> None:
    session = _session(TREE, [["list_name", "label"], ["trees", "${species}"]])
    (problem,) = entity_outcome(session).problems
    assert (problem.ref, problem.dataset, problem.fault) == (
        "/data/meta/entity/label",
        "trees",
        EntityFault.LABEL_MISSING,
    )


def test_each_instance_of_a_repeat_is_an_entity_of_its_own_beside_that_of_the_form() -> None:
    survey = [
        ["text", "village", "村名", "villages#title", ""],
        ["begin repeat", "person", "人", "", ""],
        ["text", "full", "姓名", "people#full_name", ""],
        ["begin group", "more", "其他", "", "${full} != '乙'"],
        ["integer", "age", "年龄", "people#age", ""],
        ["end group", "", "", "", ""],
        ["end repeat", "", "", "", ""],
    ]
    session = _session(survey, [["list_name", "label"], ["villages", "${village}"], ["people", "${full}"]])
    assert [one.dataset for one in entity_declarations(session.definition)] == ["people", "villages"]
    session.answer("/data/village", "石桥村")
    session.add_repeat("/data/person")
    session.answer("/data/person[1]/full", "甲")
    session.answer("/data/person[1]/more/age", 41)
    session.answer("/data/person[2]/full", "乙")
    actions = entity_outcome(session).actions
    assert [(one.dataset, one.label, dict(one.values)) for one in actions] == [
        ("people", "甲", {"full_name": "甲", "age": "41"}),
        ("people", "乙", {"full_name": "乙"}),
        ("villages", "石桥村", {"title": "石桥村"}),
    ]
    assert len({one.id for one in actions}) == 3
    assert [one.ref for one in actions][1] == "/data/person[2]/meta/entity"
    again = FormSession.resume(session.definition, session.environment, session.submission())
    assert entity_outcome(again) == entity_outcome(session)


def _declared(version: str, prefix: str = "e") -> bytes:
    """A form written by hand, with a prefix of its own for the namespace of entities."""
    form = xform("<a/><meta><entity dataset='trees' id='' create='1'><label/></entity></meta>").decode()
    form = form.replace("<orx:meta><orx:instanceID/></orx:meta>", "")
    bound = f'<bind nodeset="/data/a" {prefix}:saveto="name"/></model>'
    namespace = (
        f'<model xmlns:{prefix}="http://www.opendatakit.org/xforms/entities" {prefix}:entities-version="{version}">'
    )
    return form.replace("<model>", namespace).replace("</model>", bound).encode()


@pytest.mark.parametrize("version", ["2025.2.0", "2026.1.0"])
def test_a_form_of_a_newer_specification_is_refused(version: str) -> None:
    with pytest.raises(FormError) as caught:
        parse_form(_declared(version))
    assert caught.value.messages[0].code == "entities_too_new"


def test_names_that_are_reserved_and_properties_of_no_entity_are_found() -> None:
    codes = {(one.code, one.path, one.column) for one in lint_definition(parse_form(_declared("2025.1.3")), FACTS)}
    assert ("save_to_reserved", "/data/a", "save_to") in codes
    alone = _declared("2024.1.0").replace(b"entity", b"unit")
    codes = {(one.code, one.path, one.column) for one in lint_definition(parse_form(alone), FACTS)}
    assert ("save_to_homeless", "/data/a", "save_to") in codes


def test_a_form_without_entities_has_none() -> None:
    assert entity_outcome(started(xform("<a/>"))).actions == ()
