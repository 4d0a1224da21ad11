"""External secondary instances: CSV, XML and GeoJSON files beside a form (specification, "Secondary instances")."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from functools import lru_cache
from io import StringIO

from app.forms.building import collector_paused
from app.forms.tree import Node, from_element, from_rows
from app.forms.xml import read_xml

_DELIMITERS = (",", ";", "\t", "|")


def external_instance(source: str, data: bytes) -> Callable[[], Node]:
    """Builds the nodes of a media file at their first use; the kind is told by the source (``file-csv``) or suffix."""

    @lru_cache(maxsize=1)
    def build() -> Node:
        with collector_paused():
            return _built(source, data)

    return build


def _built(source: str, data: bytes) -> Node:
    if source.endswith(".geojson"):
        return _geojson(data)
    if source.endswith(".xml") or data.lstrip()[:1] == b"<":
        document = read_xml(data)
        instance = Node("instance")
        instance.append(from_element(document.root, document.prefixes))
        return instance
    text = data.decode("utf-8-sig", "replace")
    rows = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=False)
    header = next((row for row in rows if row), [])
    short = [""] * len(header)
    return from_rows([dict(zip(header, row + short, strict=False)) for row in rows if row])


def _delimiter(text: str) -> str:
    """What stands most often between the headers: a spreadsheet writes a semicolon where the comma is decimal."""
    header = text.lstrip("\r\n").partition("\n")[0].partition("\r")[0]
    return max(_DELIMITERS, key=header.count)


def _geojson(data: bytes) -> Node:
    rows: list[dict[str, str | None]] = []
    for feature in json.loads(data).get("features", []):
        row = {str(name): str(value) for name, value in (feature.get("properties") or {}).items()}
        if "id" in feature:
            row["id"] = str(feature["id"])
        row["geometry"] = _geometry(feature.get("geometry") or {})
        rows.append(dict(row))
    return from_rows(rows)


def _geometry(geometry: dict[str, object]) -> str:
    """ODK's text of a GeoJSON geometry: ``latitude longitude 0 0``, several joined by ``;``."""
    coordinates = geometry.get("coordinates")
    if not isinstance(coordinates, list):
        return ""
    if geometry.get("type") == "Point":
        coordinates = [coordinates]
    if geometry.get("type") == "Polygon":
        coordinates = coordinates[0] if coordinates else []
    return ";".join(f"{point[1]} {point[0]} 0 0" for point in coordinates)
