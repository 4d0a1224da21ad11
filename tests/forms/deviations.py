"""Where this runtime departs from a recorded case on purpose: each cause once, with its evidence.

The order of authority is: specification, JavaRosa as run, recorded trace (``conformance/README.md`` of the material).
A case that differs and that no cause explains fails.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.forms.xpath.values import Value, to_boolean, to_number, to_string
from tests.forms.xpath_documents import PHOENIX, PlainScope, document

Case = dict[str, Any]
"""A recorded case as it stands in the JSON file."""


@dataclass(frozen=True)
class Cause:
    """One reason for departing. ``evidence`` tells where it is written or was seen; ``explains`` whether a case that
    differs falls under it, given what came out here (None where it throws)."""

    name: str
    evidence: str
    explains: Callable[[Case, Value | None], bool]


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
    return math.isclose(wanted - to_number(value, PlainScope(document(""), PHOENIX)), _ZONE, abs_tol=0.01)


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


XPATH_CAUSES = (
    Cause(
        "nodes-of-the-data-model",
        "XPath 1.0, section 5: the document type is no node, a namespace declaration no attribute. The specification "
        "('XPath Axes', 'XPath Functions') has neither the namespace axis nor namespace-uri().",
        _beyond_the_data_model,
    ),
    Cause(
        "days-of-the-own-calendar",
        "JavaRosa as run in Phoenix: number(date('1970-01-01')) is 0, date('2001-12-26') + 5 is 11687, date(1) is "
        "1970-01-02: a date is a day of the local calendar. Enketo counts from midnight in UTC.",
        _days_of_utc,
    ),
    Cause(
        "date-is-the-day-alone",
        "Specification, 'date': converts to the date format; JavaRosa as run in Phoenix: "
        "date('1970-01-01T00:00:00.000+00:00') is 1969-12-31, and date(0) is another day. Enketo keeps the time.",
        _day_alone,
    ),
    Cause(
        "texts-compare-as-texts",
        "XPath 1.0, 3.4: two texts are equal if they consist of the same characters (JavaRosa as run: a date and a "
        "dateTime text are not equal); Enketo compares texts that look like dates as moments.",
        _expression(r"^(['\"])\d{4}-\d\d-\d\d\1 = (['\"])\d{4}-\d\d-\d\dT[^'\"]*\2$", "boolean"),
    ),
    Cause(
        "no-date-is-an-error",
        "JavaRosa as run: date('not a date') and date(true()) throw, date(number('x')) is NaN, a date as JavaScript "
        "prints it is none; Enketo gives the text 'Invalid Date'.",
        _no_date,
    ),
    Cause(
        "half-towards-infinity",
        "XPath 1.0, 4.4, to which the specification refers, and JavaRosa as run: round(-1.5) is -1, "
        "round('-1.475', 2) is -1.47.",
        lambda case, value: (
            isinstance(value, float)
            and value < 0
            and case["expr"].startswith("round(")
            and float(case["expected"]) < value
        ),
    ),
    Cause(
        "pattern-matches-the-whole",
        "JavaRosa as run (Pattern.matches) and the documentation of ODK ('an exact and complete match'); the "
        "specification's '/[0-9]+/' would also find a part. A form for both says ^ and $.",
        _expression(r"^regex\(.*\)$", "boolean"),
    ),
)

JAVAROSA_CAUSES = (
    Cause(
        "engine-of-the-test-only",
        "Functions and variables that JavaRosa's test class registers itself (proto, add, foo, $var_…).",
        lambda case, value: value is None and (case["model"] == "null" or "$" in case["expr"]),
    ),
    Cause(
        "more-than-javarosa",
        "XPath 1.0 and Enketo's cases allow what JavaRosa refuses: union, the descendant axis, '//', text(), "
        "'prefix:*', filter expressions, and number(), string-length(), normalize-space() of the context node.",
        lambda case, _value: (
            case["kind"] == "throws"
            and re.search(
                r"\||descendant::|//|text\(\)|:\*|^\(|^(?:number|string-length|normalize-space)\(\)", case["expr"]
            )
            is not None
        ),
    ),
)


def _step_text(case: Case) -> str:
    return str(case["form"])


TRACE_CAUSES = (
    Cause(
        "starts-from-what-is-not-recorded",
        "The test restores or edits an earlier instance, or reads external files, properties, a clock or random "
        "numbers, which the trace does not contain.",
        lambda case, _value: (
            re.search(
                r"edit|restor|deseriali|jr-preload|jr://(?:file|instance|images)|random\(\)",
                f"{case['file']} {case['test']} {_step_text(case)}",
            )
            is not None
            or "jr://" in _step_text(case)
        ),
    ),
    Cause(
        "objects-not-recorded",
        "Answers that are objects of the test's language ([object File], [object Object]).",
        lambda case, _value: any("[object" in str(step.get("value")) for step in case["steps"]),
    ),
    Cause(
        "numbers-as-xpath-writes-them",
        "XPath 1.0, 4.2: a whole number has no point. The engine writes decimals as 89.0 and points of a map as "
        "'1.0 2.0 0.0 0.0'; here a decimal is 89 and a point stays as it was entered.",
        lambda case, _value: re.search(r'type="(?:decimal|geo\w+)"|<range', _step_text(case)) is not None,
    ),
    Cause(
        "encrypted-submissions-refused",
        "The program's own store is encrypted; a form that asks for a public key is refused with a message.",
        lambda case, _value: "base64RsaPublicKey" in _step_text(case),
    ),
    Cause(
        "a-filtered-answer-is-gone",
        "An answer that a choice filter took away is cleared and does not come back by itself (JavaRosa clears it: "
        "SelectOneChoiceFilterTest); in a record of people nothing returns that nobody said.",
        lambda case, _value: "ChoiceFilterTest" in case["test"] or case["file"].startswith("rank"),
    ),
)
