from __future__ import annotations

import uuid
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest

from app.domain.errors import AppError, ErrorCode
from app.forms.compile import compile_form
from app.forms.environment import Environment
from app.forms.limits import WORKBOOK_BYTES, WORKBOOK_ROWS
from app.forms.messages import FormError
from app.forms.model import parse_form
from app.forms.session import FormSession
from app.forms.workbook import read_workbook
from tests.forms.forms_made import NOW, started, workbook, xform

ITEMS = "<item><label>甲</label><value>a</value></item><item><label>乙</label><value>b</value></item>"


def _code(session: FormSession, action: str, *arguments: object) -> ErrorCode:
    with pytest.raises(AppError) as caught:
        getattr(session, action)(*arguments)
    return caught.value.code


# --- references and repeats -------------------------------------------------------------------------------------------

ROWS = xform(
    "<g><x/></g><row jr:template=''><x/></row><fixed jr:template=''><y/></fixed>",
    "",
    '<group ref="/data/g"><input ref="/data/g/x"/></group>'
    '<repeat nodeset="/data/row"><input ref="/data/row/x"/></repeat>'
    '<repeat nodeset="/data/fixed" jr:noAddRemove="true()"><input ref="/data/fixed/y"/></repeat>',
)


def test_a_repeat_of_fixed_size_has_one_instance_and_keeps_it() -> None:
    session = started(ROWS)
    assert session.state("/data/fixed[1]/y").value == ""
    assert _code(session, "add_repeat", "/data/fixed") is ErrorCode.STEP_INVALID
    assert _code(session, "remove_repeat", "/data/fixed[1]") is ErrorCode.STEP_INVALID


def test_what_is_not_there_is_not_found() -> None:
    session = started(ROWS)
    assert _code(session, "add_repeat", "/data/g") is ErrorCode.NOT_FOUND
    assert _code(session, "add_repeat", "/data/nobody/row") is ErrorCode.NOT_FOUND
    assert _code(session, "remove_repeat", "/data/row[1]") is ErrorCode.NOT_FOUND
    assert _code(session, "remove_repeat", "/data/g") is ErrorCode.NOT_FOUND
    assert _code(session, "state", "/data/row[0]") is ErrorCode.NOT_FOUND
    assert _code(session, "answer", "/data/g", "x") is ErrorCode.NOT_FOUND


# --- answers ----------------------------------------------------------------------------------------------------------

ANSWERS = xform(
    "<ok/><yes/><level/><odd/><rank/>",
    '<bind nodeset="/data/yes" type="boolean"/><bind nodeset="/data/level" type="int"/>'
    '<bind nodeset="/data/odd" type="int"/>',
    '<trigger ref="/data/ok"/><input ref="/data/yes"/><range ref="/data/level" start="9" end="2" step="1"/>'
    '<range ref="/data/odd" start="low" end="high"/>'
    f'<rank ref="/data/rank" xmlns="http://www.opendatakit.org/xforms">{ITEMS}</rank>',
)


def test_an_acknowledgement_is_kept_as_a_word_and_taken_back_as_nothing() -> None:
    session = started(ANSWERS)
    session.answer("/data/ok", True)
    assert session.state("/data/ok").value == "OK"
    session.answer("/data/ok", False)
    assert session.state("/data/ok").value == ""


@pytest.mark.parametrize(("value", "kept"), [(True, "1"), (False, "0")])
def test_a_yes_or_no_is_kept_as_a_digit(value: bool, kept: str) -> None:
    session = started(ANSWERS)
    session.answer("/data/yes", value)
    assert session.state("/data/yes").value == kept


def test_a_range_takes_what_lies_between_its_ends_whichever_is_first() -> None:
    session = started(ANSWERS)
    session.answer("/data/level", 2)
    assert _code(session, "answer", "/data/level", 10) is ErrorCode.ANSWER_INVALID
    assert session.state("/data/level").value == "2"
    session.answer("/data/odd", 1000)
    assert session.state("/data/odd").value == "1000"


def test_an_order_of_choices_is_kept_as_the_person_gave_it() -> None:
    session = started(ANSWERS)
    session.answer("/data/rank", ["b", "a"])
    assert session.state("/data/rank").value == "b a"


def test_a_hidden_answer_is_not_dropped_when_its_choices_change() -> None:
    form = xform(
        "<a>1</a><b/>",
        "<instance id='l'><root>"
        "<item><of>1</of><name>p</name></item><item><of>2</of><name>q</name></item></root></instance>"
        '<bind nodeset="/data/b" relevant="/data/a = 1"/>',
        '<input ref="/data/a"/><select1 ref="/data/b"><itemset nodeset="instance(\'l\')/root/item[of = /data/a]">'
        '<value ref="name"/></itemset></select1>',
    )
    session = started(form)
    session.answer("/data/b", "p")
    session.answer("/data/a", "2")
    session.answer("/data/a", "1")
    assert session.state("/data/b").value == "p"
    assert session.state("/data/b").choices == (("p", ""),)


# --- actions ----------------------------------------------------------------------------------------------------------


def test_actions_of_the_model_and_of_questions_run_at_the_first_load_only() -> None:
    form = xform(
        "<a/><b/><c/><d>kept</d>",
        '<setvalue event="odk-instance-first-load" ref="/data/a">from the model</setvalue>'
        '<setvalue event="odk-instance-first-load" ref="/data/b" value="concat(\'x\', \'y\')"/>'
        '<setvalue event="odk-instance-first-load" ref="/data/d" value="date(\'no day\')"/>',
        '<input ref="/data/a"/>'
        '<input ref="/data/c"><setvalue event="odk-instance-first-load" ref="/data/c">asked</setvalue>'
        '<setvalue event="dance" ref="/data/a">never</setvalue></input>',
    )
    session = started(form)
    assert [session.state(f"/data/{name}").value for name in "abcd"] == ["from the model", "xy", "asked", ""]
    session.answer("/data/a", "mine")
    again = FormSession.reopen(session.definition, session.environment, session.draft())
    assert again.state("/data/a").value == "mine"


def test_an_action_may_choose_its_target_by_a_predicate() -> None:
    form = xform(
        "<n/><row><k>1</k><v/></row><row><k>2</k><v/></row>",
        "",
        '<input ref="/data/n"><setvalue event="xforms-value-changed" ref="/data/row[k = /data/n]/v">hit</setvalue>'
        "</input>"
        '<repeat nodeset="/data/row"><input ref="/data/row/v"/></repeat>',
    )
    session = started(form)
    session.answer("/data/n", "2")
    assert [session.state(f"/data/row[{place}]/v").value for place in (1, 2)] == ["", "hit"]


def test_an_action_whose_target_is_no_path_is_left_out() -> None:
    form = xform("<a>1</a>", '<setvalue event="odk-instance-load" ref="1 + 1">2</setvalue>', '<input ref="/data/a"/>')
    assert started(form).state("/data/a").value == "1"


# --- the body ---------------------------------------------------------------------------------------------------------


def test_a_question_may_name_its_bind() -> None:
    form = xform("<a>1</a>", '<bind id="first" nodeset="/data/a"/>', '<input bind="first"><label>一</label></input>')
    assert started(form).state("/data/a").label == "一"


@pytest.mark.parametrize(
    "body",
    [
        '<input bind="nobody"/>',
        '<input ref="1 + 1"/>',
        "<input/>",
        '<select1 ref="/data/a"><itemset nodeset="instance(\'l\')/root/item[">'
        '<value ref="name"/><label ref="label"/></itemset></select1>',
        '<select1 ref="/data/a"><itemset nodeset="instance(\'l\')/root/item">'
        '<value ref="name("/><label ref="label"/></itemset></select1>',
    ],
)
def test_a_question_that_leads_nowhere_is_refused(body: str) -> None:
    with pytest.raises(FormError) as caught:
        parse_form(xform("<a/>", "", body))
    assert {message.code for message in caught.value.messages} <= {"reference_unknown", "expression_invalid"}


def test_the_older_query_gives_the_choices_of_an_external_list() -> None:
    form = xform(
        "<a/>",
        "<instance id='l'><root><item><name>p</name><label>甲</label></item></root></instance>",
        '<input ref="/data/a" query="instance(\'l\')/root/item"/>',
    )
    assert started(form).state("/data/a").choices == (("p", "甲"),)


def test_an_itemset_without_a_nodeset_and_one_without_values_offer_nothing() -> None:
    form = xform(
        "<a/><b/>",
        "<instance id='l'><root><item><name>p</name></item></root></instance>",
        '<select1 ref="/data/a"><itemset><value ref="name"/></itemset></select1>'
        '<select1 ref="/data/b"><itemset nodeset="instance(\'l\')/root/item"><label ref="name"/></itemset></select1>',
    )
    session = started(form)
    assert not session.state("/data/a").choices
    assert session.state("/data/b").choices == (("", "p"),)


# --- attributes -------------------------------------------------------------------------------------------------------


def test_an_attribute_of_the_instance_takes_part_like_a_node() -> None:
    form = xform(
        '<n>1</n><row jr:template=""><x unit="kg" plain="p"/></row><c unit="m"/>',
        '<bind nodeset="/data/c/@unit" calculate="concat(\'u\', /data/n)" relevant="/data/n &lt; 5"/>'
        '<bind nodeset="/data/row/x/@unit" calculate="concat(\'r\', /data/n)"/>'
        '<bind nodeset="/data/c" relevant="/data/n != 3"/>',
        '<input ref="/data/n"/><input ref="/data/c"/><repeat nodeset="/data/row"><input ref="/data/row/x"/></repeat>',
    )
    session = started(form)
    assert session.state("/data/c").type == "input"
    session.add_repeat("/data/row")
    changed = session.answer("/data/n", "2")
    assert "/data/row[1]/x/@unit" in changed
    assert b'<x unit="r2" plain="p"></x>' in session.submission()
    assert b'<c unit="u2"></c>' in session.submission()
    session.answer("/data/n", "3")
    assert b"<c" not in session.submission()
    session.answer("/data/n", "7")
    assert b"<c></c>" in session.submission()


# --- preloads ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("preload", "parameters", "kept"),
    [
        ("uid", "", "uuid:1-2-3"),
        ("date", "today", "2026-11-21"),
        ("date", "never", "old"),
        ("timestamp", "start", "2026-11-21T09:30:00.000+08:00"),
        ("timestamp", "end", "old"),
        ("property", "username", "村医"),
        ("property", "deviceid", "d7"),
        ("context", "UserID", "村医"),
        ("property", "phonenumber", "139"),
        ("property", "email", "a@b.cn"),
        ("property", "simserial", ""),
        ("patient", "name", "old"),
    ],
)
def test_a_new_instance_fills_a_preload(preload: str, parameters: str, kept: str) -> None:
    form = xform("<p>old</p>", f'<bind nodeset="/data/p" jr:preload="{preload}" jr:preloadParams="{parameters}"/>')
    session = started(
        form, username="村医", device_id="d7", email="a@b.cn", phone_number="139", new_uuid=lambda: "1-2-3"
    )
    assert session.state("/data/p").value == kept


# --- what expressions see ---------------------------------------------------------------------------------------------


def test_now_uuid_and_random_come_from_the_environment() -> None:
    form = xform(
        "<t/><u/><r/>",
        '<bind nodeset="/data/t" type="time" calculate="now()"/><bind nodeset="/data/u" calculate="uuid()"/>'
        '<bind nodeset="/data/r" calculate="random()"/>',
    )
    fixed = str(uuid.UUID(int=5))
    session = started(form, new_uuid=lambda: fixed, random=lambda: 0.25, clock=lambda: NOW + timedelta(hours=1))
    values = [session.state(f"/data/{name}").value for name in "tur"]
    assert values == ["10:30:00.000+08:00", fixed, "0.25"]


def test_a_list_from_outside_that_is_not_given_is_empty_and_one_of_the_environment_goes_first() -> None:
    form = xform(
        "<n/>",
        "<instance id='people' src='jr://file-csv/people.csv'/><bind nodeset='/data/n'"
        " calculate=\"count(instance('people')/root/item)\"/>",
    )
    assert started(form).state("/data/n").value == "0"
    rows = {"people": [{"name": "甲"}, {"name": None}]}
    assert started(form, instances=rows).state("/data/n").value == "2"


def test_the_primary_instance_can_be_asked_by_its_name() -> None:
    form = xform("<a>7</a><n/>", "<bind nodeset='/data/n' calculate=\"instance('data')/data/a\"/>")
    assert started(form).state("/data/n").value == "7"


def test_the_string_of_a_group_is_all_of_its_texts() -> None:
    form = xform("<g><a>1</a><b>2</b></g><n/>", '<bind nodeset="/data/n" calculate="string(/data/g)"/>')
    assert started(form).state("/data/n").value == "12"


def test_a_row_of_a_list_is_found_by_its_attribute() -> None:
    form = xform(
        "<a>g</a><n/>",
        "<instance id='l'><root><item code='r'>红</item><item>无</item><item code='g'>绿</item></root></instance>"
        "<bind nodeset='/data/n' calculate=\"instance('l')/root/item[@code = /data/a]\"/>",
    )
    assert started(form).state("/data/n").value == "绿"


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("jr:choice-name('b', '/data/one')", "乙"),
        ("jr:choice-name('z', '/data/one')", ""),
        ("jr:choice-name('q', '/data/listed')", "丁"),
        ("jr:choice-name('z', '/data/listed')", ""),
        ("jr:choice-name('b', '/data/plain')", "b"),
    ],
)
def test_the_name_of_a_choice(call: str, name: str) -> None:
    form = xform(
        "<one/><listed/><plain/><n/>",
        "<instance id='l'><root><item><name>q</name><label>丁</label></item></root></instance>"
        f'<bind nodeset="/data/n" calculate="{call}"/>',
        f'<select1 ref="/data/one">{ITEMS}</select1><select1 ref="/data/listed">'
        '<itemset nodeset="instance(\'l\')/root/item"><value ref="name"/><label ref="label"/></itemset></select1>',
    )
    assert started(form).state("/data/n").value == name


# --- texts ------------------------------------------------------------------------------------------------------------

ITEXT = (
    '<itext><translation lang="zh" default=""><text id="q"><value>问<output value="/data/a"/></value>'
    '<value form="guidance">细说</value><value form="image">jr://images/q.png</value><note/></text>'
    '<text id="h"><value>提示</value></text></translation>'
    '<translation lang="en"><text id="q"><value>Ask <b>loud</b></value></text>'
    '<text id="only"><value>Only</value></text></translation></itext>'
)
TEXTS = xform(
    "<a>1</a><b/><c/><d/>",
    "<bind nodeset=\"/data/c\" calculate=\"jr:choice-name('k', '/data/d')\"/>",
    '<input ref="/data/a"><label ref="jr:itext(\'q\')"/><hint ref="jr:itext(\'q\')"/></input>'
    '<input ref="/data/b"><label ref="concat(\'b\', /data/a)"/><hint ref="date(\'no day\')"/></input>'
    '<select1 ref="/data/d"><label ref="jr:itext(\'only\')"/>'
    "<item><label ref=\"jr:itext('h')\"/><value>k</value></item>"
    "<item><label ref=\"jr:itext('nobody')\"/><value>l</value></item></select1>",
    ITEXT,
)


def test_texts_follow_the_language_and_fall_back_to_what_there_is() -> None:
    session = started(TEXTS)
    a = session.state("/data/a")
    assert (a.label, a.guidance) == ("问1", "细说")
    assert session.state("/data/d").label == "Only"
    assert "/data/a" in session.set_language("en")
    assert session.language == "en"
    assert session.state("/data/a").label == "Ask loud"
    assert session.state("/data/d").choices == (("k", "提示"), ("l", ""))
    assert _code(session, "set_language", "fr") is ErrorCode.VALUE_INVALID
    reopened = FormSession.reopen(session.definition, session.environment, session.draft())
    assert reopened.language == "en"


def test_a_label_may_be_an_expression_and_one_that_fails_is_empty() -> None:
    session = started(TEXTS)
    session.answer("/data/a", "9")
    state = session.state("/data/b")
    assert (state.label, state.hint or "") == ("b9", "")


def test_a_value_that_quotes_a_label_changes_with_the_language() -> None:
    itext = (
        '<itext><translation lang="zh"><text id="k"><value>好</value></text></translation>'
        '<translation lang="en"><text id="k"><value>good</value></text></translation></itext>'
    )
    form = xform(
        "<c/><d/>",
        "<bind nodeset=\"/data/c\" calculate=\"jr:choice-name('k', '/data/d')\"/>",
        '<select1 ref="/data/d"><item><label ref="jr:itext(\'k\')"/><value>k</value></item></select1>',
        itext,
    )
    session = started(form)
    assert session.state("/data/c").value == "好"
    session.set_language("en")
    assert session.state("/data/c").value == "good"


# --- what comes from disk ---------------------------------------------------------------------------------------------


def test_a_submission_of_another_form_and_a_broken_draft_are_refused() -> None:
    definition, environment = parse_form(ROWS), Environment(now=NOW)
    with pytest.raises(AppError) as other:
        FormSession.resume(definition, environment, b"<letter/>")
    with pytest.raises(AppError) as broken:
        FormSession.reopen(definition, environment, b"{half")
    assert {other.value.code, broken.value.code} == {ErrorCode.NOT_A_FORM}


def _refusal(data: bytes) -> str:
    with pytest.raises(FormError) as caught:
        compile_form(data)
    return caught.value.messages[0].code


def test_a_workbook_beyond_the_limits_or_without_its_parts_is_refused() -> None:
    assert _refusal(b"PK\x03\x04" + bytes(WORKBOOK_BYTES)) == "too_large"
    empty = BytesIO()
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("note.txt", "no sheets")
    assert _refusal(empty.getvalue()) == "workbook_broken"
    rows = [["type"], *(["text"] for _ in range(WORKBOOK_ROWS + 1))]
    with pytest.raises(FormError) as caught:
        read_workbook(workbook({"survey": rows}))
    assert caught.value.messages[0].code == "too_large"


def test_a_choice_list_that_the_program_would_have_to_search_is_refused_at_its_cell() -> None:
    rows = [["type", "name", "label", "appearance"], ["select_one l", "a", "一", "search('people')"]]
    choices = [["list_name", "name", "label"], ["l", "x", "甲"]]
    with pytest.raises(FormError) as caught:
        compile_form(workbook({"survey": rows, "choices": choices}))
    message = caught.value.messages[0]
    assert (message.code, message.row, message.column) == ("search_unsupported", 2, "appearance")


def test_a_mistake_over_which_the_converter_falls_is_a_message_and_no_crash() -> None:
    rows = [["type", "name", "label"], ["select_one l", "a", "一"]]
    choices = [["list_name", "name", "label", "of:kind"], ["l", "x", "甲", "乙"]]
    assert _refusal(workbook({"survey": rows, "choices": choices})) == "pyxform"


def test_a_warning_of_the_converter_is_told_in_chinese() -> None:
    rows = [
        ["type", "name", "label::中文 (zh)", "label::English (en)", "hint::中文 (zh)"],
        ["text", "a", "一", "one", "注"],
    ]
    form = compile_form(workbook({"survey": rows}))
    assert any(message.code == "pyxform_warning" and message.text.startswith("提示") for message in form.messages)
