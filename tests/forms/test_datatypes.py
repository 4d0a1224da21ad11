from __future__ import annotations

import math
from datetime import datetime

import pytest

from app.forms.datatypes import DataType, sent, stored
from app.forms.xpath.values import Moment, Value
from tests.forms.forms_made import CHINA


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("xsd:dateTime", DataType.DATE_TIME),
        ("odk:rank", DataType.STRING),
        ("select1", DataType.STRING),
        ("xsd:long", DataType.INT),
        ("integer", DataType.INT),
        ("weather", DataType.STRING),
        ("geoshape", DataType.GEOSHAPE),
    ],
)
def test_a_type_is_told_by_its_name(name: str, kind: DataType) -> None:
    assert DataType.named(name) is kind


NINE = Moment(datetime(2026, 11, 21, 9, 30), CHINA, has_time=True)


@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        (DataType.STRING, math.nan, ""),
        (DataType.STRING, [], ""),
        (DataType.INT, 2.0**31, ""),
        (DataType.INT, -7.9, "-7"),
        (DataType.DECIMAL, " 1.50 ", "1.5"),
        (DataType.DECIMAL, "much", ""),
        (DataType.BOOLEAN, True, "1"),
        (DataType.BOOLEAN, "false", "0"),
        (DataType.BOOLEAN, "perhaps", ""),
        (DataType.DATE, "2024-02-29", "2024-02-29"),
        (DataType.DATE, "2023-02-29", ""),
        (DataType.DATE, "2026-11-21T09:30:00", "2026-11-21"),
        (DataType.DATE, "21.11.2026", ""),
        (DataType.DATE, 1.0, "1970-01-02"),
        (DataType.DATE, NINE, "2026-11-21"),
        (DataType.DATE_TIME, " 2026-11-21T09:30:00+08:00 ", "2026-11-21T09:30:00+08:00"),
        (DataType.DATE_TIME, "2026-11-21T25:30:00Z", ""),
        (DataType.DATE_TIME, "2026-11-21", ""),
        (DataType.DATE_TIME, NINE, "2026-11-21T09:30:00.000+08:00"),
        (DataType.DATE_TIME, True, ""),
        (DataType.TIME, "09:30:00.5+08:00", "09:30:00.5+08:00"),
        (DataType.TIME, "09:30:00", "09:30:00"),
        (DataType.TIME, "24:30:00", ""),
        (DataType.TIME, "09:30", ""),
        (DataType.TIME, NINE, "09:30:00.000+08:00"),
        (DataType.TIME, Moment(NINE.wall, CHINA, has_time=False), ""),
        (DataType.GEOPOINT, " 30.1  114.2 12 3 ", "30.1 114.2 12 3"),
        (DataType.GEOPOINT, "30.1", ""),
        (DataType.GEOPOINT, "1 2 3 4 5", ""),
        (DataType.GEOPOINT, "north 114.2", ""),
        (DataType.GEOPOINT, "90.5 114.2", ""),
        (DataType.GEOPOINT, "30 180.5", ""),
        (DataType.GEOTRACE, "1 2; 3 4;", "1 2;3 4"),
        (DataType.GEOTRACE, "1 2", ""),
        (DataType.GEOTRACE, "1 2; 3 west", ""),
        (DataType.GEOSHAPE, "1 2;3 4;1 2", "1 2;3 4;1 2"),
        (DataType.GEOSHAPE, "1 2;3 4;5 6", ""),
    ],
)
def test_a_node_keeps_only_what_its_type_allows(kind: DataType, value: Value, kept: str) -> None:
    assert stored(kind, value, CHINA) == kept


@pytest.mark.parametrize(
    ("kept", "told"),
    [  # as JavaRosa (of ODK Validate) writes them
        ("30.5 106.25", "30.5 106.25 0.0 0.0"),
        ("30 106 420.5", "30.0 106.0 420.5 0.0"),
        ("30.50 106.250 0.0 0.0", "30.5 106.25 0.0 0.0"),
        ("30.123456789012345 106.1234567 420 5", "30.123456789012344 106.1234567 420.0 5.0"),
        ("30.5 -180 0 -3", "30.5 -180.0 0.0 -3.0"),
    ],
)
def test_a_place_is_sent_with_all_its_numbers(kept: str, told: str) -> None:
    assert sent(DataType.GEOPOINT, kept) == told
    assert sent(DataType.GEOPOINT, told) == told, "what was sent and is read again is sent the same"
