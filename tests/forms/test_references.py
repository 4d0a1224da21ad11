from __future__ import annotations

import pytest

from app.forms.messages import FormError
from app.forms.model import parse_form
from tests.forms.forms_made import started, xform

PEOPLE = (
    "<instance id='colours'><root><item code='r'><name>红</name></item>"
    "<item code='g'><name>绿</name></item></root></instance>"
)
CHOICES = (
    '<select1 ref="/data/a"><item><label>甲</label><value>one</value></item>'
    "<item><label>乙</label><value>two</value></item></select1>"
)


@pytest.mark.parametrize(
    ("expression", "change", "before", "after"),
    [
        ("concat(-/data/n, '')", ("/data/n", "4"), "-3", "-4"),
        ("(/data/row)[v = /data/b]/w", ("/data/b", "y"), "wx", "wy"),
        ("(/data/row/w)[position() = /data/n - 1]", ("/data/n", "2"), "wy", "wx"),
        ("indexed-repeat(/data/row/w, /data/row, /data/n - 1)", ("/data/n", "2"), "wy", "wx"),
        ("indexed-repeat(/data/row/w, /data/row, 1)", ("/data/row[1]/w", "new"), "wx", "new"),
        ("jr:choice-name(/data/a, '/data/a')", ("/data/a", "two"), "甲", "乙"),
        ("join('', /data/g//y)", ("/data/g/deep/y", "q"), "p", "q"),
        ("join('', /data/g/descendant::y)", ("/data/g/deep/y", "q"), "p", "q"),
        ("join('', /data/g/*)", ("/data/g/x", "1"), "0p", "1p"),
        ("string(../b/following-sibling::n)", ("/data/n", "5"), "3", "5"),
        ("string(../b/preceding-sibling::a)", ("/data/a", "two"), "one", "two"),
        ("instance('colours')/root/item[@code = /data/c]/name", ("/data/c", "g"), "红", "绿"),
        ("count(/data/row[v = 'x'])", ("/data/row[2]/v", "x"), "1", "2"),
        ("string(self::node()/../b)", ("/data/b", "y"), "x", "y"),
    ],
)
def test_what_an_expression_reads_recomputes_it(
    expression: str, change: tuple[str, str], before: str, after: str
) -> None:
    form = xform(
        "<a>one</a><b>x</b><n>3</n><c>r</c><g><x>0</x><deep><y>p</y></deep></g>"
        "<row><v>x</v><w>wx</w></row><row><v>y</v><w>wy</w></row><out/>",
        f'{PEOPLE}<bind nodeset="/data/out" calculate="{expression}"/>',
        f'{CHOICES}<repeat nodeset="/data/row"><input ref="/data/row/v"/></repeat>',
    )
    session = started(form)
    assert session.state("/data/out").value == before
    assert "/data/out" in session.answer(*change)
    assert session.state("/data/out").value == after


def test_a_calculation_inside_a_repeat_that_counts_the_repeat_sees_a_new_instance() -> None:
    form = xform(
        "<row jr:template=''><x/><of/></row>",
        '<bind nodeset="/data/row/of" calculate="count(/data/row)"/>',
        '<repeat nodeset="/data/row"><input ref="/data/row/x"/></repeat>',
    )
    session = started(form)
    session.add_repeat("/data/row")
    session.add_repeat("/data/row")
    assert [session.state(f"/data/row[{place}]/of").value for place in (1, 2)] == ["2", "2"]
    session.remove_repeat("/data/row[1]")
    assert session.state("/data/row[1]/of").value == "1"


def test_a_name_of_a_choice_asked_with_a_broken_path_is_refused_with_its_place() -> None:
    form = xform(
        "<a>one</a><out/>",
        '<bind nodeset="/data/out" calculate="jr:choice-name(/data/a, \'/data/[\')"/>',
        CHOICES,
    )
    with pytest.raises(FormError) as caught:
        parse_form(form)
    assert caught.value.messages[0].path == "/data/out"
