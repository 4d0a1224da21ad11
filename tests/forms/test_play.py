from __future__ import annotations

from collections.abc import Mapping

from app.forms.play import play
from tests.forms.forms_made import started, visit, xform

FORM = xform(
    "<age/><tags/><row jr:template=''><x/></row>",
    '<bind nodeset="/data/age" type="int" required="true()" jr:requiredMsg="必填"/>',
    '<input ref="/data/age"><label>几岁</label></input>'
    '<select ref="/data/tags"><label>情况</label>'
    "<item><label>一</label><value>a</value></item><item><label>二</label><value>b</value></item></select>"
    '<repeat nodeset="/data/row"><input ref="/data/row/x"/></repeat>',
)


def _node(result: Mapping[str, object], step: int, ref: str) -> dict[str, object]:
    steps = result["steps"]
    assert isinstance(steps, list)
    return next(node for node in steps[step]["state"] if node["ref"] == ref)


def _error_code(step: object) -> object:
    assert isinstance(step, dict)
    error = step.get("error")
    return error["code"] if isinstance(error, dict) else None


def test_every_step_shows_the_state_of_every_node() -> None:
    result = play(
        started(FORM),
        [
            {"action": "load"},
            {"action": "answer", "at": "/data/age", "value": 9},
            {"action": "answer", "at": "/data/tags", "value": ["b", "a"]},
            {"action": "createNewRepeat", "at": "/data/row"},
            {"action": "removeRepeat", "at": "/data/row[1]"},
            {"action": "unknown", "at": "/data/age"},
        ],
    )
    assert _node(result, 0, "/data/age") == {
        "ref": "/data/age",
        "type": "input",
        "relevant": True,
        "required": True,
        "readonly": False,
        "value": "",
        "violation": "required",
        "message": "必填",
        "label": "几岁",
    }
    assert _node(result, 1, "/data/age")["value"] == "9"
    assert _node(result, 2, "/data/tags")["value"] == "a b"
    assert _node(result, 2, "/data/tags")["choices"] == [["a", "一"], ["b", "二"]]
    assert _node(result, 3, "/data/row[1]")["type"] == "repeat-instance"
    assert _node(result, 5, "/data/age")["unknown"] is True
    steps = result["steps"]
    assert isinstance(steps, list)
    assert not any("error" in step for step in steps if isinstance(step, dict))


def test_a_step_that_fails_says_why_and_the_next_ones_go_on() -> None:
    steps = play(
        started(FORM),
        [
            {"action": "answer", "at": "/data/age", "value": 3},
            {"action": "answer", "at": "/data/age", "value": "old"},
            {"action": "dance"},
            {"action": "answer", "at": "/data/nobody", "value": 1},
            {"action": "answer", "at": "/data/age", "value": 4},
        ],
    )["steps"]
    assert isinstance(steps, list)
    codes = [_error_code(step) for step in steps]
    assert codes == [None, "answer_invalid", "step_invalid", "not_found", None]
    assert _node({"steps": steps}, 1, "/data/age")["value"] == ""
    assert _node({"steps": steps}, 4, "/data/age")["value"] == "4"


def test_the_language_changes_labels_and_choices_at_once() -> None:
    result = play(
        visit("routine"),
        [{"action": "load"}, {"action": "setLanguage", "language": "English (en)"}],
    )
    assert _node(result, 0, "/data/s4/water/enough")["choices"] == [["yes", "是"], ["no", "否"]]
    assert _node(result, 1, "/data/s4/water/enough")["choices"] == [["yes", "Yes"], ["no", "No"]]
