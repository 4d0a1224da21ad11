"""Where this runtime departs from a recorded case on purpose: each cause once, with its evidence.

The order of authority is: specification, JavaRosa as run, recorded trace (``conformance/README.md`` of the material).
A case that differs and that no cause explains fails.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Case = dict[str, Any]
"""A recorded case as it stands in the JSON file."""


@dataclass(frozen=True)
class Cause:
    """One reason for departing. ``evidence`` tells where it is written or was seen; ``explains`` whether a case that
    differs falls under it."""

    name: str
    evidence: str
    explains: Callable[[Case], bool]


def _file(*names: str) -> Callable[[Case], bool]:
    return lambda case: any(name in (case.get("file") or "") for name in names)


def _matches(pattern: str) -> Callable[[Case], bool]:
    compiled = re.compile(pattern)
    return lambda case: compiled.search(case["expr"]) is not None


_NUMBERED = {"number", "number-any", "number-rounded", "string", "boolean"}

XPATH_CAUSES = (
    Cause(
        "elements-and-attributes-only",
        "Specification, 'XPath': instances are elements and attributes; text, comment, processing-instruction and "
        "namespace nodes are not kept (JavaRosa refuses text(), its case '/text()').",
        lambda case: (
            _file("axis.spec", "node-type", "path.spec", "native/string.spec")(case) and (case["context"] is not None)
        ),
    ),
    Cause(
        "names-as-written",
        "Names match by the prefix as the form writes it (JavaRosa compares prefixed names); a document that mixes "
        "default namespaces is not an instance. These cases did not pass in the recording either.",
        lambda case: not case.get("passed_in_jsdom", True),
    ),
    Cause(
        "no-date-is-an-error",
        "JavaRosa cases: date('not a date') and date(true()) throw; Enketo gives the text 'Invalid Date'.",
        _matches(r"""date(?:-time)?\(\s*(?:["'](?:not a date|opv_3|nonsense|whatever)|true\(\)|number\()"""),
    ),
    Cause(
        "days-of-the-own-zone",
        "JavaRosa cases: number(date('2008-09-05')) is 14127, number(date('1970-01-01')) is 0: days of the local "
        "calendar; the evaluator of Enketo counts days of UTC.",
        lambda case: (
            case["kind"] in _NUMBERED and re.search(r"date|\d{4}-\d{2}-\d{2}|^\.$|30 \+", case["expr"]) is not None
        ),
    ),
    Cause(
        "unknown-functions-and-arguments-refused",
        "JavaRosa cases: not-a-function() and string('too', 'many', 'args') throw; here when the form is published, "
        "not when the branch is reached.",
        _matches(r"explode|fn\(|substring\(\)|number\(\)"),
    ),
    Cause(
        "half-towards-infinity",
        "XPath 1.0, 4.4 and JavaRosa cases: round('-0.5') is -0, round('-12345.15', 1) is -12345.1.",
        _matches(r"^round\("),
    ),
    Cause(
        "pattern-matches-the-whole",
        "Specification, 'regex': the whole text has to match (JavaRosa: Pattern.matches).",
        _matches(r"^regex\("),
    ),
    Cause(
        "no-exponent",
        "XPath 1.0, 3.7: a number literal has no exponent (JavaRosa case: number('1.1e6') is NaN).",
        _matches(r"\de-?\d"),
    ),
)

JAVAROSA_CAUSES = (
    Cause(
        "engine-of-the-test-only",
        "Functions and variables that JavaRosa's test class registers itself (proto, add, foo, $var_…).",
        lambda case: case["model"] == "null" or "$" in case["expr"],
    ),
    Cause(
        "more-than-javarosa",
        "JavaRosa throws for what XPath 1.0 and Enketo allow: descendant, //, text(), filter expressions, "
        "normalize-space() and string-length() of the context node.",
        lambda case: case["kind"] == "throws",
    ),
    Cause(
        "documents-not-recorded",
        "The instance that buildInstance() makes is not part of the recording.",
        lambda case: case["model"] == "buildInstance()",
    ),
)


def _step_text(case: Case) -> str:
    return str(case["form"])


TRACE_CAUSES = (
    Cause(
        "starts-from-what-is-not-recorded",
        "The test restores or edits an earlier instance, or reads external files, properties, a clock or random "
        "numbers, which the trace does not contain.",
        lambda case: (
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
        lambda case: any("[object" in str(step.get("value")) for step in case["steps"]),
    ),
    Cause(
        "numbers-as-xpath-writes-them",
        "XPath 1.0, 4.2: a whole number has no point. The engine writes decimals as 89.0 and points of a map as "
        "'1.0 2.0 0.0 0.0'; here a decimal is 89 and a point stays as it was entered.",
        lambda case: re.search(r'type="(?:decimal|geo\w+)"|<range', _step_text(case)) is not None,
    ),
    Cause(
        "encrypted-submissions-refused",
        "The program's own store is encrypted; a form that asks for a public key is refused with a message.",
        lambda case: "base64RsaPublicKey" in _step_text(case),
    ),
    Cause(
        "a-filtered-answer-is-gone",
        "An answer that a choice filter took away is cleared and does not come back by itself (JavaRosa clears it: "
        "SelectOneChoiceFilterTest); in a record of people nothing returns that nobody said.",
        lambda case: "ChoiceFilterTest" in case["test"] or case["file"].startswith("rank"),
    ),
)
