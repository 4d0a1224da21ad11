"""The recorded cases of Enketo, JavaRosa and ODK Web Forms, read in place; skipped where they are absent."""

from __future__ import annotations

import json
import math
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import AppError
from app.forms.environment import Environment
from app.forms.model import parse_form
from app.forms.play import play
from app.forms.session import FormSession
from app.forms.tree import Node
from app.forms.xpath.compiler import compile_text
from app.forms.xpath.context import Context
from app.forms.xpath.paths import Site
from app.forms.xpath.syntax import XPathError
from app.forms.xpath.values import Value, number_text, to_boolean, to_number, to_string
from tests.forms.deviations import JAVAROSA_CAUSES, TRACE_CAUSES, XPATH_CAUSES, Case, Cause, Difference, Seen
from tests.forms.oracle.causes import CAUSES
from tests.forms.xpath_documents import PHOENIX, PlainScope, document, node_at

MATERIAL = Path(os.environ.get("CUNFANG_SHARED", Path(__file__).parents[3] / "shared")) / "conformance"

pytestmark = pytest.mark.skipif(not MATERIAL.is_dir(), reason="the conformance data is not on this machine")


def _read(name: str) -> Any:
    return json.loads((MATERIAL / name).read_text(encoding="utf-8"))


@cache
def _document(source: str) -> Node:
    return document(source)


_BUILT = """<data><path>1</path><path>2</path><path/><path>4</path><path/>
<geoshape>0 0 0 0;0 1 0 0;1 1 0 0;1 0 0 0;0 0 0 0</geoshape></data>"""
"""An instance such as the cases of JavaRosa ask for where they say ``buildInstance()``; theirs is not recorded."""


def _value(case: Case) -> Value | None:
    """The value of a case's expression; None where it throws."""
    source = case.get("xml") or (_BUILT if case.get("model") == "buildInstance()" else "")
    above = _document(source)
    path = case.get("context")
    here = above if not path or path == "/" else node_at(above, source, path)
    if here is None:
        return None
    try:
        return compile_text(case["expr"], Site(), checked=False)(Context(PlainScope(above, _zone(case)), here))
    except XPathError:
        return None


def _zone(case: Case) -> tzinfo:
    """Enketo's cases were recorded in Phoenix; those of JavaRosa give 10:20:30+03:00 as the 0.3059th part of a day."""
    return PHOENIX if "file" in case else UTC


def _near(value: float, wanted: float, tolerance: float) -> bool:
    if math.isnan(wanted) or math.isnan(value):
        return math.isnan(wanted) and math.isnan(value)
    return value == wanted or abs(value - wanted) <= tolerance * max(1.0, abs(wanted))


def _agrees(case: Case, value: Value | None) -> bool:
    kind, wanted = case["kind"], case["expected"]
    if kind == "throws" or value is None:
        return bool(kind == "throws") is (value is None)
    if kind.startswith("nodes"):
        return _same_nodes(case, value, wanted)
    if kind.startswith("number"):
        tolerance = 1e-2 if kind == "number-rounded" else 1e-9
        options = wanted if isinstance(wanted, list) else [wanted]
        return any(_near(to_number(value, PlainScope(_document(""))), float(option), tolerance) for option in options)
    if kind == "boolean":
        return to_boolean(value) == bool(wanted)
    return _text_agrees(kind, to_string(value), wanted)


def _text_agrees(kind: str, text: str, wanted: Any) -> bool:
    if kind == "match":
        return re.search(wanted["regex"], text) is not None
    if kind == "string-length":
        return len(text) == int(wanted)
    return bool(text == (wanted if isinstance(wanted, str) else number_text(float(wanted))))


def _same_nodes(case: Case, value: Value, wanted: Sequence[str]) -> bool:
    if not isinstance(value, list) or len(value) != len(wanted):
        return False
    above = _document(case["xml"])
    return all(one is node_at(above, case["xml"], path) for one, path in zip(value, wanted, strict=True))


def _unexplained(
    different: Sequence[tuple[Case, Seen]], causes: Sequence[Cause[Seen]]
) -> tuple[list[Case], Counter[str]]:
    left: list[Case] = []
    counted: Counter[str] = Counter()
    for case, seen in different:
        cause = next((one for one in causes if one.explains(case, seen)), None)
        if cause is None:
            left.append(case)
        else:
            counted[cause.name] += 1
    return left, counted


def _report(name: str, total: int, different: int, counted: Counter[str], left: int) -> str:
    causes = ", ".join(f"{cause} {number}" for cause, number in counted.most_common())
    return f"{name}: {total - different} of {total} equal; explained: {causes}; unexplained: {left}"


@pytest.mark.parametrize(
    ("name", "causes"),
    [("xpath_cases.json", XPATH_CAUSES), ("xpath_cases_javarosa.json", JAVAROSA_CAUSES)],
)
def test_expressions_agree_with_the_recorded_cases(name: str, causes: Sequence[Cause[Value | None]]) -> None:
    cases = _read(name)["cases"]
    found = [(case, _value(case)) for case in cases]
    different = [(case, value) for case, value in found if not _agrees(case, value)]
    left, counted = _unexplained(different, causes)
    report = _report(name, len(cases), len(different), counted, len(left))
    shown = [(case["expr"], case["expected"]) for case in left]
    assert len(left) <= 0.01 * (len(cases) - sum(counted.values())), f"{report}\n{shown}"
    if "file" in cases[0]:
        assert len(different) <= 0.05 * len(cases), report
    assert set(counted) == {cause.name for cause in causes}, "a cause explains nothing any more"


def test_forms_behave_as_the_recorded_traces() -> None:
    traces = _read("scenario_traces.json")["traces"]
    played = [(trace, _differences(trace)) for trace in traces]
    different = [(trace, found) for trace, found in played if found is None or found]
    left, counted = _unexplained([(trace, found or ()) for trace, found in different], TRACE_CAUSES)
    report = _report("scenario_traces.json", len(traces), len(different), counted, len(left))
    shown = [(trace["id"], trace["test"]) for trace in left]
    assert len(different) <= 0.05 * len(traces), f"{report}\n{shown}"
    assert not left, f"{report}\n{shown}"
    assert set(counted) == {cause.name for cause in TRACE_CAUSES}, "a cause explains nothing any more"


def test_the_causes_are_few() -> None:
    causes = {(one.name, one.evidence) for one in (*XPATH_CAUSES, *JAVAROSA_CAUSES)}
    causes.update((one.name, one.evidence) for one in TRACE_CAUSES)
    causes.update((one.name, one.evidence) for one in CAUSES)
    assert len(causes) == len(dict(causes)) <= 15
    written = (Path(__file__).with_name("conformance.md")).read_text(encoding="utf-8")
    assert all(evidence and f"`{name}`" in written for name, evidence in causes)


_WORLD = Environment(
    now=datetime(2026, 11, 21, 13, 40, tzinfo=PHOENIX),
    username="mukesh",
    device_id="123456",
    email="my@email",
    phone_number="+15551234",
)
"""The device of the recorded tests, as far as their states show it."""


def _differences(trace: Case) -> list[Difference] | None:
    """What is not equal after any of the steps; None for a form that is refused."""
    try:
        definition = parse_form(trace["form"].encode())
    except AppError:
        return None
    bare = "not given properties" in trace["test"]
    session = FormSession.start(definition, Environment(now=_WORLD.now) if bare else _WORLD)
    played = play(session, [_entered(step) for step in trace["steps"]])["steps"]
    assert isinstance(played, list)
    found: list[Difference] = []
    for ours, theirs in zip(played, trace["steps"], strict=True):
        assert isinstance(ours, dict)
        found.extend(_unequal(_states(ours["state"]), _states(theirs["state"])))
    return found


def _unequal(ours: list[Case], theirs: list[Case]) -> Iterator[Difference]:
    here, there = ({node["ref"]: node for node in nodes} for nodes in (ours, theirs))
    if list(here) != list(there):
        yield Difference("", "node", list(here), list(there))
    for ref in [ref for ref in there if ref in here]:
        for part in sorted(here[ref].keys() | there[ref].keys()):
            if here[ref].get(part) != there[ref].get(part):
                yield Difference(ref, part, here[ref].get(part), there[ref].get(part))


def _entered(step: Case) -> Case:
    """A step whose answer was an object of the test's language, with the text that the object became: the recording
    has no more of it. What follows from the answer is compared all the same."""
    if "[object " not in str(step.get("value")):
        return step
    became = next((node.get("value") for node in step["state"] if node["ref"] == step["at"]), None)
    return {**step, "value": became}


_ONLY_ONCE = re.compile(r"uuid:[0-9a-f-]{36}|2026-11-21T(?:13:40|20:53):\d\d\.\d{3}[+-]\d\d:\d\d")
"""What no two runs share: a new UUID, the moment of the run."""


def _states(nodes: Any) -> list[dict[str, Any]]:
    return [{**node, "value": "only once"} if _ONLY_ONCE.fullmatch(str(node.get("value"))) else node for node in nodes]


@pytest.mark.parametrize(
    "path", sorted((MATERIAL / "forms").glob("*.xml")) if MATERIAL.is_dir() else [], ids=lambda path: path.name
)
def test_forms_of_others_load_and_serialise(path: Path) -> None:
    definition = parse_form(path.read_bytes())
    session = FormSession.start(definition, Environment(now=datetime(2026, 11, 21, 13, 40, tzinfo=PHOENIX)))
    for repeat in sorted(definition.repeats, key=len):
        bound = definition.by_names[repeat].repeat
        if len(repeat) == 2 and bound is not None and not bound.fixed:
            session.add_repeat("/" + "/".join(repeat))
    assert session.questions()
    again = FormSession.resume(definition, session.environment, session.submission())
    assert [node.ref for node in again.states()] == [node.ref for node in session.states()]
