"""Lists beside a form: CSV, XML and GeoJSON, their columns, and the functions that stand on structure and place."""

from datetime import datetime, timedelta, timezone

import pytest

from app.forms.compile import compile_form
from app.forms.environment import Environment
from app.forms.model import parse_form
from app.forms.session import FormSession
from tests.forms.forms_made import workbook

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=timezone(timedelta(hours=8)))
CSV = "name,label,county\na,甲村,1\nb,乙村,2\nc,丙村,1\n".encode()
XML = (
    "<root><item><name>a</name><label>甲村</label><county>1</county></item>"
    "<item><name>b</name><label>乙村</label><county>2</county></item>"
    "<item><name>c</name><label>丙村</label><county>1</county></item></root>"
).encode()
GEOJSON = (
    '{"type":"FeatureCollection","features":['
    '{"type":"Feature","id":"a","properties":{"name":"a","label":"甲村","county":"1"},"geometry":{"type":"Point","coordinates":[106.1,30.8]}},'
    '{"type":"Feature","properties":{"name":"b","label":"乙村","county":"2"},"geometry":'
    '{"type":"Polygon","coordinates":[[[106.0,30.0],[106.1,30.0],[106.1,30.1],[106.0,30.0]]]}},'
    '{"type":"Feature","properties":{"name":"c","label":"丙村","county":"1"},"geometry":null}]}'
).encode()


def form(binds: str, nodes: str, body: str = "", instances: str = "") -> bytes:
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
        'xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>t</h:title><model>'
        f'<instance><data id="t" version="1">{nodes}</data></instance>{instances}{binds}</model></h:head>'
        f"<h:body>{body}</h:body></h:html>"
    ).encode()


@pytest.mark.parametrize(
    ("source", "content"),
    [("jr://file-csv/towns.csv", CSV), ("jr://file/towns.xml", XML), ("jr://file/towns.geojson", GEOJSON)],
)
def test_choices_come_from_a_file_and_are_filtered(source: str, content: bytes) -> None:
    xform = form(
        '<bind nodeset="/data/county" type="string"/><bind nodeset="/data/town" type="string"/>',
        "<county/><town/>",
        '<input ref="/data/county"><label>县</label></input><select1 ref="/data/town"><label>村</label>'
        "<itemset nodeset=\"instance('towns')/root/item[county = /data/county]\">"
        '<value ref="name"/><label ref="label"/></itemset></select1>',
        f'<instance id="towns" src="{source}"/>',
    )
    session = FormSession.start(parse_form(xform, media={source.rpartition("/")[2]: content}), Environment(now=NOW))
    session.answer("/data/county", "1")
    assert session.state("/data/town").choices == (("a", "甲村"), ("c", "丙村"))
    session.answer("/data/town", "c")
    session.answer("/data/county", "2")
    assert session.state("/data/town").choices == (("b", "乙村"),)
    assert session.state("/data/town").value == ""


def test_the_place_of_a_feature_is_odk_text() -> None:
    xform = form(
        "<bind nodeset=\"/data/where\" calculate=\"instance('towns')/root/item[name = 'a']/geometry\"/>"
        "<bind nodeset=\"/data/shape\" calculate=\"instance('towns')/root/item[name = 'b']/geometry\"/>",
        "<where/><shape/>",
        instances='<instance id="towns" src="jr://file/towns.geojson"/>',
    )
    session = FormSession.start(parse_form(xform, media={"towns.geojson": GEOJSON}), Environment(now=NOW))
    assert session.state("/data/where").value == "30.8 106.1 0 0"
    assert session.state("/data/shape").value == "30.0 106.0 0 0;30.0 106.1 0 0;30.1 106.1 0 0;30.0 106.0 0 0"


def calculated(expression: str, **values: str) -> str:
    nodes = "".join(f"<{name}>{value}</{name}>" for name, value in values.items())
    quoted = expression.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    xform = form(f'<bind nodeset="/data/x" calculate="{quoted}"/>', f"{nodes}<x/>")
    return FormSession.start(parse_form(xform), Environment(now=NOW)).state("/data/x").value or ""


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("name(/data/a)", "a"),
        ("local-name(/data/a)", "a"),
        ("name(/data/nothing)", ""),
        ("string-length(uuid())", "36"),
        ("string-length(uuid(8))", "8"),
        ("count(randomize(/data/*))", "5"),
        ("count(randomize(/data/*, 7))", "5"),
        ("name(randomize(/data/*, 7))", "x"),
        ("geofence('30.05 106.05 0 0', '30 106 0 0;30 106.1 0 0;30.1 106.1 0 0;30.1 106 0 0;30 106 0 0')", "true"),
        ("geofence('31 106.05 0 0', '30 106 0 0;30 106.1 0 0;30.1 106.1 0 0;30.1 106 0 0;30 106 0 0')", "false"),
        ("round(distance('30 106 0 0;30 106.1 0 0'))", "9640"),
        ("distance('nowhere')", ""),
        ("area('30 106 0 0')", "0"),
        ("substr('村民小组', 0, 2)", "村民"),
        ("translate('三组', '三', '3')", "3组"),
        ("normalize-space('  a   b ')", "a b"),
        ("starts-with('青溪镇', '青溪') and ends-with('青溪镇', '镇')", "true"),
        ("substring-before('3-7', '-')", "3"),
        ("substring-after('3-7', '-')", "7"),
        ("pow(2, 10)", "1024"),
        ("round(1234.567, 2)", "1234.57"),
        ("max(/data/a, /data/b)", "5"),
        ("min(/data/a, /data/b)", "3"),
        ("sum(/data/a | /data/b)", "8"),
        ("int(7.9)", "7"),
        ("floor(-1.5)", "-2"),
        ("ceiling(1.2)", "2"),
        ("coalesce(/data/c, 'leer')", "leer"),
        ("if(/data/a > 2, 'ja', 'nein')", "ja"),
        ("join('、', 'a', 'b')", "a、b"),
        ("count-selected('a b c')", "3"),
        ("selected-at('a b c', 1)", "b"),
        ("selected('a b c', 'b')", "true"),
        ("format-date('2026-11-20', '%Y年%n月%d日')", "2026年11月20日"),
        ("decimal-date-time('1970-01-02T20:00:00.000+08:00')", "1.5"),
        ("boolean-from-string('1')", "true"),
        ("weighted-checklist(1, 2, true(), 1, true(), 1)", "true"),
        ("checklist(1, 1, true(), false())", "true"),
        ("digest('a', 'MD5', 'hex')", "0cc175b9c0f1b6a831c399e269772661"),
        ("regex('5113', '[0-9]{4}')", "true"),
        ("not(false()) and true()", "true"),
        ("/data/a mod 2", "1"),
        ("7 div 2", "3.5"),
    ],
)
def test_functions_give_what_the_specification_says(expression: str, value: str) -> None:
    assert calculated(expression, a="3", b="5", c="") == value


@pytest.mark.parametrize("glue", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_list_may_be_parted_by_what_a_spreadsheet_writes(glue: str, end: str) -> None:
    rows = (("name", "label", "county"), ("a", "甲村", "1"), ("b", "乙村", "1"))
    text = "\ufeff" + end.join(glue.join(row) for row in rows)
    xform = form(
        '<bind nodeset="/data/town" type="string"/>',
        "<town/>",
        "<select1 ref=\"/data/town\"><label>村</label><itemset nodeset=\"instance('towns')/root/item[county = '1']\">"
        '<value ref="name"/><label ref="label"/></itemset></select1>',
        '<instance id="towns" src="jr://file-csv/towns.csv"/>',
    )
    session = FormSession.start(parse_form(xform, media={"towns.csv": text.encode()}), Environment(now=NOW))
    assert session.state("/data/town").choices == (("a", "甲村"), ("b", "乙村"))


def test_a_sheet_of_external_choices_becomes_choices_of_the_form() -> None:
    book = workbook(
        {
            "survey": [
                ("type", "name", "label::中文 (zh)", "label::English (en)", "choice_filter"),
                ("select_one part", "part", "哪一片", "Which part", ""),
                ("select_one_external town", "town", "哪个村", "Which village", "part = ${part}"),
            ],
            "choices": [("list_name", "name", "label::中文 (zh)", "label::English (en)"), ("part", "n", "北", "North")],
            "external_choices": [
                ("list_name", "name", "label::中文 (zh)", "label::English (en)", "part"),
                ("town", "a", "枇杷坪村", "Pipaping", "n"),
                ("town", "b", "柏树湾村", "Baishuwan", "s"),
            ],
            "settings": [("form_id", "version", "default_language"), ("t", "1", "中文 (zh)")],
        }
    )
    session = FormSession.start(parse_form(compile_form(book).xform), Environment(now=NOW))
    assert session.state("/data/town").choices == ()
    session.answer("/data/part", "n")
    assert session.state("/data/town").choices == (("a", "枇杷坪村"),)
    session.set_language("English (en)")
    assert session.state("/data/town").choices == (("a", "Pipaping"),)
