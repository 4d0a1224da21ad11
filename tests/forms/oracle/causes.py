"""Why a form may look otherwise here than in JavaRosa: each cause once, with its evidence.

The order of authority is: specification, JavaRosa as run, recorded trace. A difference that no cause explains fails.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.forms.datatypes import DataType
from app.forms.definition import FormDefinition, NodeDefinition
from app.forms.xpath.paths import relative_names
from app.forms.xpath.syntax import Path, walk
from tests.forms.oracle.comparing import Unequal


class Findings:
    """The differences of one form, with what of the form explains them."""

    def __init__(self, definition: FormDefinition, found: Sequence[Unequal]) -> None:
        self._definition = definition
        self.kept_from = min((one.step for one in found if self._kept(one)), default=len(found) + 1_000_000)
        self.counted = _readers(definition, [node for node in definition.nodes if _in_counted(node)])
        self.of_times = _readers(definition, [one for one in definition.nodes if one.bind.type is DataType.TIME])
        self.of_own_repeat = _readers(definition, [node for node in definition.nodes if _reads_own_repeat(node)])

    def definition_of(self, one: Unequal) -> NodeDefinition | None:
        """The node of the form that differs."""
        names = tuple(re.sub(r"\[\d+\]", "", one.ref).strip("/").split("/"))
        return self._definition.by_names.get(names)

    def _kept(self, one: Unequal) -> bool:
        """Whether JavaRosa has instances of counted repeats that are none here any more."""
        if one.part != "node" or one.ours or not isinstance(one.theirs, list):
            return False
        nodes = [self.definition_of(Unequal(0, "", ref, "", "", "")) for ref in one.theirs]
        return all(node is not None and _in_counted(node) for node in nodes)

    def keeps_instances(self, one: Unequal) -> bool:
        """Whether a difference comes from instances that only JavaRosa has, or had."""
        if one.part == "node":
            return self._kept(one)
        return one.step >= self.kept_from and self.definition_of(one) in self.counted


def _in_counted(node: NodeDefinition) -> bool:
    here: NodeDefinition | None = node
    while here is not None:
        if here.repeat is not None and here.repeat.count is not None:
            return True
        here = here.parent
    return False


def _reads_own_repeat(node: NodeDefinition) -> bool:
    """Whether an expression of a node inside a repeat speaks of that repeat as a whole."""
    bind = node.bind
    around = {node.names[:length] for length in range(1, len(node.names))}
    for computed in (bind.relevant, bind.required, bind.readonly, bind.constraint, bind.calculate):
        for part in walk(computed.expression) if computed is not None else ():
            if isinstance(part, Path) and part.absolute and relative_names(part, ()) in around:
                return node.repeated
    return False


def _readers(definition: FormDefinition, sources: Iterable[NodeDefinition]) -> set[NodeDefinition]:
    """The nodes with everything that depends on them, what lies inside them included."""
    found: set[NodeDefinition] = set()
    waiting = list(sources)
    while waiting:
        node = waiting.pop()
        if node in found:
            continue
        found.add(node)
        waiting.extend(definition.plan.computations[edge.rank].node for edge in definition.plan.dependents[node.index])
        waiting.extend(node.children)
    return found


def _same_otherwise_typed(findings: Findings, one: Unequal) -> bool:
    node = findings.definition_of(one)
    if one.part != "value" or node is None or node.bind.calculate is None:
        return False
    ours, theirs = str(one.ours), str(one.theirs)
    if {"true": "1", "false": "0"}.get(ours) == theirs or re.fullmatch(
        rf"{re.escape(ours)}T0[01]:00:00\.000[+-]\d\d:\d\d", theirs
    ):
        return True
    try:
        return float(ours) == float(theirs)
    except ValueError:
        return False


def _defect(findings: Findings, one: Unequal) -> bool:
    node = findings.definition_of(one)
    calculate = node.bind.calculate if node is not None else None
    if calculate is None or one.part != "value":
        return False
    if "indexed-repeat(" in calculate.source and one.ours == "":
        return True
    if "max(" in calculate.source:
        return one.theirs == "0" and str(one.ours).startswith("-")
    return node in findings.of_times and one.theirs == "20"


def _measured(findings: Findings, one: Unequal) -> bool:
    node = findings.definition_of(one)
    calculate = node.bind.calculate if node is not None else None
    if calculate is None or "distance(" not in calculate.source or one.part != "value":
        return False
    ours, theirs = (float(str(value) or 0) for value in (one.ours, one.theirs))
    return abs(ours - theirs) <= 1


@dataclass(frozen=True)
class OracleCause:
    """One reason for differing; ``explains`` whether a difference falls under it."""

    name: str
    evidence: str
    explains: Callable[[Findings, Unequal], bool]


CAUSES: Sequence[OracleCause] = (
    OracleCause(
        "javarosa-errs",
        "JavaRosa against itself: it shows what we show once it computes everything anew (FormDef.initialize, done after "
        "every step in a second run); by itself it does not follow indexed-repeat() to another instance, nor an answer "
        "that a choice filter took away. And against the specification ('XPath functions', 'Data types'): max(-3) is 0 "
        "there, since it begins with the smallest positive number (Double.MIN_VALUE); a question of type time reads as "
        "the present day, so that substr(${time}, 0, 2) is '20'; indexed-repeat() with an index that nobody answered gives "
        "the first instance (the specification: position() = index, which no instance has). And against the traces of ODK: "
        "distance() is not rounded to two decimals, and is 0 of no point at all.",
        lambda findings, one: (
            (one.part != "node" and one.recomputed == one.ours) or _defect(findings, one) or _measured(findings, one)
        ),
    ),
    OracleCause(
        "a-calculated-value-has-the-type-of-its-bind",
        "Specification, 'Data types' and XPath 1.0, 4.2: a text that comes from a truth value is true or false, from a "
        "day the day, from a number no exponent. JavaRosa keeps the value of the expression and writes 1 or 0, midnight "
        "and 1.1E-5; in expressions it is a truth value or a number on both sides.",
        _same_otherwise_typed,
    ),
    OracleCause(
        "a-counted-repeat-has-its-count",
        "Specification, 'Repeats': jr:count is the number of instances. JavaRosa as run adds what is missing and never "
        "takes away, so that the answers of people who are not there still count in sum(); the traces of ODK take away.",
        Findings.keeps_instances,
    ),
    OracleCause(
        "a-repeat-is-all-its-instances",
        "XPath 1.0, 2: an absolute path is every node of that path; count(${repeat}) is documented by ODK as the number "
        "of instances. JavaRosa as run gives 1 where it is asked from inside the repeat.",
        lambda findings, one: findings.definition_of(one) in findings.of_own_repeat,
    ),
)


def explained(findings: Findings, one: Unequal) -> str:
    """The name of the cause of a difference; empty for none."""
    return next((cause.name for cause in CAUSES if cause.explains(findings, one)), "")
