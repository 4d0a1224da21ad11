"""Functions over geopoints, traces and shapes (texts ``latitude longitude altitude accuracy``)."""

from __future__ import annotations

import math
from itertools import pairwise

from app.forms.xpath.context import Context
from app.forms.xpath.library.function import ANY, Arguments, Function, strings
from app.forms.xpath.syntax import XPathEvaluationError
from app.forms.xpath.values import Value, is_number, to_string

_RADIUS = 6_378_100.0
Point = tuple[float, float]


def points(texts: list[str]) -> list[Point] | None:
    """Latitude and longitude of each point of traces and points; None if one of them is none."""
    found: list[Point] = []
    for text in (part for whole in texts for part in whole.split(";")):
        if not text.strip():
            continue
        numbers = text.split()
        if len(numbers) < 2 or not all(is_number(number) for number in numbers):
            return None
        latitude, longitude = float(numbers[0]), float(numbers[1])
        if abs(latitude) > 90 or abs(longitude) > 180:
            return None
        found.append((latitude, longitude))
    return found or None


def _gap(one: Point, other: Point) -> float:
    latitude, longitude = math.radians(other[0] - one[0]), math.radians(other[1] - one[1])
    inner = (
        math.sin(latitude / 2) ** 2
        + math.cos(math.radians(one[0])) * math.cos(math.radians(other[0])) * math.sin(longitude / 2) ** 2
    )
    return 2 * _RADIUS * math.asin(math.sqrt(min(1.0, inner)))


def _distance(_context: Context, arguments: Arguments) -> Value:
    found = points(strings(arguments))
    if found is None:
        return math.nan
    total = math.fsum(_gap(one, other) for one, other in pairwise(found))
    return float(math.floor(total * 100 + 0.5)) / 100


def _area(_context: Context, arguments: Arguments) -> Value:
    texts = strings(arguments)
    nodes = all(isinstance(argument, list) for argument in arguments)
    if nodes and not any(text.strip() for text in texts):
        # a shape that is not drawn yet has no area (JavaRosa as run); an empty text is no shape at all
        return 0.0
    found = points(texts)
    if found is None:
        return math.nan
    if len(found) < 3:
        return 0.0
    closed = found if found[0] == found[-1] else [*found, found[0]]
    total = math.fsum(
        math.radians(other[1] - one[1]) * (2 + math.sin(math.radians(one[0])) + math.sin(math.radians(other[0])))
        for one, other in pairwise(closed)
    )
    return float(math.floor(abs(total) * _RADIUS * _RADIUS / 2 * 100 + 0.5)) / 100


def _geofence(_context: Context, arguments: Arguments) -> Value:
    point, shape = points([to_string(arguments[0])]), points([to_string(arguments[1])])
    if point is None or shape is None:
        raise XPathEvaluationError("geopoint_wanted", "geofence")
    return _inside(point[0], shape)


def _inside(point: Point, shape: list[Point]) -> bool:
    inside = False
    latitude, longitude = point
    for (first_lat, first_lon), (last_lat, last_lon) in zip(shape, [*shape[1:], shape[0]], strict=True):
        if (first_lon > longitude) != (last_lon > longitude):
            crossing = (last_lat - first_lat) * (longitude - first_lon) / (last_lon - first_lon) + first_lat
            inside = inside != (latitude < crossing)
    return inside


FUNCTIONS = {
    "distance": Function(_distance, 1, ANY),
    "area": Function(_area, 1, ANY),
    "geofence": Function(_geofence, 2, 2),
}
