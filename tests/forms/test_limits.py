"""Forms that would hang or fill a small laptop end in a clear error or a bounded result."""

from __future__ import annotations

from itertools import pairwise

import pytest

from app.domain.errors import AppError
from app.forms.environment import Environment
from app.forms.limits import REPEAT_INSTANCES, REPEAT_INSTANCES_TOTAL
from app.forms.messages import FormError
from app.forms.model import parse_form
from app.forms.session import FormSession
from tests.forms.forms_made import NOW, started, xform


def _instances(session: FormSession) -> int:
    return sum(1 for state in session.states() if state.type == "repeat-instance")


def test_an_absurd_count_makes_a_bounded_number_of_instances() -> None:
    body = '<repeat nodeset="/data/r" jr:count="/data/n"><input ref="/data/r/x"/></repeat>'
    session = started(xform("<n>1000000000</n><r><x/></r>", "", body))
    assert _instances(session) == REPEAT_INSTANCES


def test_counts_inside_counts_are_bounded_together() -> None:
    inner = '<repeat nodeset="/data/r/s" jr:count="2000"><input ref="/data/r/s/x"/></repeat>'
    session = started(xform("<r><s><x/></s></r>", "", f'<repeat nodeset="/data/r" jr:count="2000">{inner}</repeat>'))
    assert _instances(session) <= REPEAT_INSTANCES_TOTAL + 10


def test_a_circle_of_calculations_is_refused_with_its_members() -> None:
    binds = '<bind nodeset="/data/a" calculate="/data/b"/><bind nodeset="/data/b" calculate="/data/a"/>'
    with pytest.raises(FormError) as caught:
        parse_form(xform("<a/><b/>", binds))
    assert "/data/a" in caught.value.messages[0].text


def test_a_circle_of_relevance_settles() -> None:
    binds = "".join(f'<bind nodeset="/data/{a}" relevant="/data/{b} = \'\'"/>' for a, b in ("ab", "ba"))
    session = started(xform("<a/><b/>", binds, '<input ref="/data/a"/><input ref="/data/b"/>'))
    session.answer("/data/a", "x")
    assert not session.state("/data/b").relevant


def test_actions_that_call_each_other_stop() -> None:
    body = "".join(
        f'<input ref="/data/{a}"><setvalue event="xforms-value-changed" ref="/data/{b}" value="/data/{a} + 1"/></input>'
        for a, b in ("ab", "ba")
    )
    session = started(xform("<a/><b/>", "", body))
    session.answer("/data/a", "1")
    assert int(session.state("/data/a").value or 0) > 1


def test_texts_that_double_forty_times_stay_small() -> None:
    names = ["a", *(f"c{number}" for number in range(40))]
    binds = "".join(
        f'<bind nodeset="/data/{new}" calculate="concat(/data/{old}, /data/{old})"/>' for old, new in pairwise(names)
    )
    session = started(xform("<a>x</a>" + "".join(f"<{name}/>" for name in names[1:]), binds))
    assert max(len(state.value or "") for state in session.states()) <= 1_000_000


@pytest.mark.parametrize("pattern", ["(a+)+", "(a|aa)+", "a*a*a*a*a*b", "(.*)(.*)(.*)(.*)(.*)x"])
def test_a_catastrophic_pattern_counts_as_broken_constraint(pattern: str) -> None:
    text = "a" * 4000 + "!"
    bind = f'<bind nodeset="/data/a" constraint="regex(., \'{pattern}\')"/>'
    session = started(xform(f"<a>{text}</a>", bind, '<input ref="/data/a"/>'))
    assert [state.violation for state in session.violations()] == ["constraint"]


def test_a_megabyte_is_an_answer_and_two_are_not() -> None:
    session = started(xform("<a/>", "", '<input ref="/data/a"/>'))
    session.answer("/data/a", "字" * 1_000_000)
    with pytest.raises(AppError):
        session.answer("/data/a", "字" * 1_000_001)
    again = FormSession.resume(session.definition, Environment(now=NOW), session.submission())
    assert again.state("/data/a").value == "字" * 1_000_000


@pytest.mark.parametrize("pattern", ["(([a-z])+.)+[A-Z]", "((ab)+|c)*x", "([a-z]*[a-z]*)+x", "(a+)+x"])
def test_a_pattern_that_runs_for_ever_breaks_the_constraint_at_once(pattern: str) -> None:
    session = started(
        xform("<a/>", f'<bind nodeset="/data/a" constraint="regex(., \'{pattern}\')"/>', '<input ref="/data/a"/>')
    )
    session.answer("/data/a", "ab" * 30)
    assert session.state("/data/a").violation == "constraint"


def test_an_honest_pattern_looks_at_long_texts() -> None:
    mail = "[A-Za-z0-9._-]+@([A-Za-z0-9-]+\\.)+[a-z]{2,}"
    session = started(
        xform("<a/>", f'<bind nodeset="/data/a" constraint="regex(., \'{mail}\')"/>', '<input ref="/data/a"/>')
    )
    session.answer("/data/a", "someone.with.a.long.name@office.of.a-long-town.example")
    assert session.state("/data/a").violation is None
