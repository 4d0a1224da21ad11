"""Where this runtime departs from a recorded case on purpose: each cause once, with its evidence.

The order of authority is: specification, JavaRosa as run, recorded trace (``conformance/README.md`` of the material).
A case that differs and that no cause explains fails.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from app.forms.xpath.values import Value, to_boolean, to_number, to_string
from tests.forms.xpath_documents import CLOCK

Case = dict[str, Any]
"""A recorded case as it stands in the JSON file."""


Seen = TypeVar("Seen")


@dataclass(frozen=True)
class Cause(Generic[Seen]):
    """One reason for departing. ``evidence`` tells where it is written or was seen; ``explains`` whether a case that
    differs falls under it, given what was seen here: the value (None where it throws), or the differences of a trace.
    """

    name: str
    evidence: str
    explains: Callable[[Case, Seen], bool]


@dataclass(frozen=True)
class Difference:
    """What is not equal after a step of a trace: a part (``value``, ``label`` …) of a node's state, or ``node`` where
    only one side has it."""

    ref: str
    part: str
    ours: object
    theirs: object


Differences = Sequence[Difference]


def _expression(pattern: str, *kinds: str) -> Callable[[Case, Value | None], bool]:
    compiled = re.compile(pattern)
    return lambda case, _value: compiled.search(case["expr"]) is not None and (not kinds or case["kind"] in kinds)


def _beyond_the_data_model(case: Case, _value: Value | None) -> bool:
    if re.search(r"namespace::|namespace-uri\(", case["expr"]):
        return True
    expected = case["expected"] if case["kind"].startswith("nodes") else []
    counts_document_type = "<!DOCTYPE" in case["xml"] and "/node()[1]" in expected
    return counts_document_type or any("/@xmlns" in path for path in expected)


_ZONE = 7 / 24
"""Part of a day by which Phoenix is behind UTC."""


def _days_of_utc(case: Case, value: Value | None) -> bool:
    """Whether nothing but the zone is between the two numbers, or the two moments of one number."""
    if value is None or isinstance(value, (bool, list)):
        return False
    if re.fullmatch(r"date\(-?[\d.]+\)", case["expr"]):
        return re.match(r"\d{4}-\d\d-\d\dT(?:17|05):00", case["expected"]) is not None
    try:
        wanted = float(case["expected"])
    except (TypeError, ValueError):
        return False
    return math.isclose(wanted - to_number(value, CLOCK), _ZONE, abs_tol=0.01)


_MIDNIGHT_UTC = r"date\(['\"]\d{4}-\d\d-\d\dT00:00:00\.000(?:Z|\+00:00)['\"]\)"


def _day_alone(case: Case, value: Value | None) -> bool:
    if re.fullmatch(rf"(?:date(?:-time)?\(-?\d+\) !?= )?{_MIDNIGHT_UTC}", case["expr"]):
        return True
    if value is None or case["kind"] != "string":
        return False
    return bool(case["expr"].startswith("date(") and case["expected"].startswith(f"{to_string(value)}T"))


def _no_date(case: Case, value: Value | None) -> bool:
    wanted = case["expected"]
    if case["expr"].startswith("format-date"):
        # a date as JavaScript prints it
        return re.search(r"\('[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d{4}", case["expr"]) is not None and value == ""
    nothing = value is None or (isinstance(value, float) and not to_boolean(value))
    return case["expr"].startswith("date") and nothing and (wanted is False or wanted == "Invalid Date")


def _half(case: Case, value: Value | None) -> bool:
    rounded = isinstance(value, float) and value < 0 and case["expr"].startswith("round(")
    return rounded and float(case["expected"]) < to_number(value or 0.0, CLOCK)


_MORE = re.compile(r"\||descendant::|//|text\(\)|:\*|^\(|^(?:number|string-length|normalize-space)\(\)")


def _dates(case: Case, value: Value | None) -> bool:
    return _days_of_utc(case, value) or _day_alone(case, value) or _no_date(case, value)


XPATH_CAUSES: Sequence[Cause[Value | None]] = (
    Cause(
        "nodes-of-the-data-model",
        "XPath 1.0, section 5: the document type is no node, a namespace declaration no attribute. The specification "
        "('XPath Axes', 'XPath Functions') has neither the namespace axis nor namespace-uri().",
        _beyond_the_data_model,
    ),
    Cause(
        "dates-as-javarosa-has-them",
        "JavaRosa as run in Phoenix. A date is a day of the local calendar: number(date('1970-01-01')) is 0, "
        "date('2001-12-26') + 5 is 11687, date(1) is 1970-01-02 (Enketo counts from midnight in UTC). date() gives the "
        "day alone (also the specification): date('1970-01-01T00:00:00.000+00:00') is 1969-12-31, and date(0) is "
        "another day. date('not a date') and date(true()) throw, date(number('x')) is NaN, a date as JavaScript prints "
        "it is none (Enketo: the text 'Invalid Date').",
        _dates,
    ),
    Cause(
        "texts-compare-as-texts",
        "XPath 1.0, 3.4: two texts are equal if they consist of the same characters (JavaRosa as run: a date and a "
        "dateTime text are not equal); Enketo compares texts that look like dates as moments.",
        _expression(r"^(['\"])\d{4}-\d\d-\d\d\1 = (['\"])\d{4}-\d\d-\d\dT[^'\"]*\2$", "boolean"),
    ),
    Cause(
        "half-towards-infinity",
        "XPath 1.0, 4.4, to which the specification refers, and JavaRosa as run: round(-1.5) is -1, "
        "round('-1.475', 2) is -1.47.",
        _half,
    ),
    Cause(
        "pattern-matches-the-whole",
        "JavaRosa as run (Pattern.matches) and the documentation of ODK ('an exact and complete match'); the "
        "specification's '/[0-9]+/' would also find a part. A form for both says ^ and $.",
        lambda case, value: value is False and re.match(r"regex\(.*\)$", case["expr"]) is not None,
    ),
)

NOT_RECORDED = (
    "The recording does not contain what the test of others had around it: functions and variables that JavaRosa's test "
    "class registers itself (proto, add, foo, $var_…), the earlier instance that a test edits, the external file "
    "(jr://file…) that a form reads, the random numbers of its run."
)

JAVAROSA_CAUSES: Sequence[Cause[Value | None]] = (
    Cause(
        "not-in-the-recording",
        NOT_RECORDED,
        lambda case, value: value is None and (case["model"] == "null" or "$" in case["expr"]),
    ),
    Cause(
        "more-than-javarosa",
        "XPath 1.0 and Enketo's cases allow what JavaRosa refuses: union, the descendant axis, '//', text(), "
        "'prefix:*', filter expressions, and number(), string-length(), normalize-space() of the context node.",
        lambda case, _value: case["kind"] == "throws" and _MORE.search(case["expr"]) is not None,
    ),
)


def _not_recorded(case: Case, _differences: Differences) -> bool:
    return (
        re.search(r"\bedit(?:s|ing)\b", case["test"]) is not None
        or re.search(r'src="jr://file(?:-csv)?/', case["form"]) is not None
        or "random()" in case["form"]
    )


def _bind(case: Case, difference: Difference) -> str:
    path = re.sub(r"\[\d+\]", "", difference.ref)
    found = re.search(rf'<bind[^>]*nodeset="{path}"[^>]*>', case["form"])
    return found.group() if found is not None else ""


def _as_javarosa_runs(case: Case, differences: Differences) -> bool:
    def seen(one: Difference) -> bool:
        nothing_summed = 'calculate="sum(' in _bind(case, one) and one.ours == "0"
        set_while_hidden = "relevant=" in _bind(case, one) and f'first-load" ref="{one.ref}"' in case["form"]
        return one.part == "value" and one.theirs == "" and (nothing_summed or set_while_hidden)

    return _counts_nothing(case, differences) or (bool(differences) and all(seen(one) for one in differences))


def _counts_nothing(case: Case, differences: Differences) -> bool:
    """Whether the first that differs is an instance of a counted repeat that the form itself has, here kept."""
    first = differences[0] if differences else None
    if first is None or first.part != "node" or "jr:count=" not in case["form"]:
        return False
    assert isinstance(first.ours, list)
    assert isinstance(first.theirs, list)
    return set(first.theirs) < set(first.ours)


def _gone(case: Case, differences: Differences) -> bool:
    if not differences:
        return False
    first = differences[0]
    filtered = re.search(r"<itemset[^>]*nodeset=\"[^\"]*\[", case["form"]) is not None
    return filtered and first.part == "value" and first.ours == "" and bool(first.theirs)


def _other_forms_of_texts(case: Case, differences: Differences) -> bool:
    parts = {one.part for one in differences}
    return bool(parts) and 'form="' in case["form"] and parts <= {"label", "choices"}


def _upload_shown(case: Case, differences: Differences) -> bool:
    hidden = bool(differences) and all(one.part == "value" and one.ours == "" for one in differences)
    return hidden and "<upload" in case["form"]


TRACE_CAUSES: Sequence[Cause[Differences]] = (
    Cause(
        "not-in-the-recording",
        NOT_RECORDED,
        _not_recorded,
    ),
    Cause(
        "as-javarosa-runs",
        "JavaRosa as run with these forms: sum() over a repeat without instances is 0 (so XPath 1.0, 4.4); a setvalue "
        "of the first load reaches a node that is not relevant then, and its value shows later; a jr:count that nobody "
        "answered leaves the instance that the form itself has.",
        _as_javarosa_runs,
    ),
    Cause(
        "a-filtered-answer-is-gone",
        "An answer that a choice filter took away is cleared and does not come back by itself (JavaRosa clears it: "
        "SelectOneChoiceFilterTest); in a record of people nothing returns that nobody said.",
        _gone,
    ),
    Cause(
        "one-text-and-what-is-shown",
        "Specification, 'Languages': the forms of a text (long, short, image) are alternatives; the engine puts them "
        "side by side ('Patient IDID'). 'Bind attributes': what is not relevant has no value; the engine shows the "
        "name of an uploaded file even then.",
        lambda case, seen: _other_forms_of_texts(case, seen) or _upload_shown(case, seen),
    ),
    Cause(
        "encrypted-submissions-refused",
        "The program's own store is encrypted; a form that asks for a public key is refused with a message.",
        lambda case, differences: not differences and "base64RsaPublicKey" in case["form"],
    ),
)
