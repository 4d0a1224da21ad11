"""The states of a form here and in JavaRosa, node by node."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.forms.datatypes import DataType, sent
from app.forms.state import NodeState
from tests.forms.oracle.javarosa import OracleNode, OracleRun, OracleStep
from tests.forms.oracle.plans import Played


@dataclass(frozen=True)
class Unequal:
    """What differs after a step: a part (``value``, ``label`` …) of a node, or ``node``: the references that only one
    side has. ``recomputed`` is what JavaRosa has there once it has computed everything anew."""

    step: int
    action: str
    ref: str
    part: str
    ours: object
    theirs: object
    recomputed: object = None


def unequal(ours: Sequence[Played], theirs: OracleRun) -> Iterator[Unequal]:
    """The differences of a form, step by step."""
    for number, mine in enumerate(ours):
        shown, anew = theirs.shown[number], theirs.recomputed[number]
        action = f"{mine.action} {mine.ref} {mine.value!r}"
        if shown.problem:
            yield Unequal(number, action, mine.ref, "step", "done", shown.problem)
        here = {node.ref: node for node in mine.states if not _own_affair(node.ref)}
        there, later = _by_ref(shown), _by_ref(anew)
        # JavaRosa leaves the instances of a counted repeat as they are while nobody can step to them
        only_here = [ref for ref, node in here.items() if node.relevant and ref not in there]
        only_there = [ref for ref, other in there.items() if other.relevant and ref not in here]
        if only_here or only_there:
            yield Unequal(number, action, "", "node", only_here, only_there)
        for ref in [ref for ref in here if ref in there]:
            new = dict(_of_javarosa(later[ref])) if ref in later else {}
            old = dict(_of_javarosa(there[ref]))
            for part, one in _parts(here[ref], there[ref]):
                if one != old[part]:
                    yield Unequal(number, action, ref, part, one, old[part], new.get(part))


def _by_ref(step: OracleStep) -> dict[str, OracleNode]:
    return {node.ref: node for node in step.nodes if not _own_affair(node.ref)}


def _own_affair(ref: str) -> bool:
    """Identity and times of an instance are new in each run."""
    return "/orx:meta" in ref or "/meta" in ref or ":" in ref.rpartition("/")[2]


def _parts(ours: NodeState, theirs: OracleNode) -> Iterator[tuple[str, object]]:
    """What is compared of a node: how one looks that is not relevant is nobody's affair."""
    yield "relevant", ours.relevant
    if not (ours.relevant and theirs.relevant):
        return
    yield "required", ours.required
    yield "readonly", ours.readonly
    if ours.value is not None and theirs.leaf:
        yield "value", sent(DataType(ours.data_type), ours.value)
        yield "valid", ours.violation != "constraint"
    if ours.type not in {"root", "model-value"}:
        yield "label", _words(ours.label or "")
    if ours.choices is not None:
        yield "choices", [(value, _words(label)) for value, label in ours.choices]


def _of_javarosa(node: OracleNode) -> Iterator[tuple[str, object]]:
    yield "relevant", node.relevant
    yield "required", node.required
    yield "readonly", node.readonly
    yield "value", node.value
    yield "valid", node.valid
    yield "label", _words(node.label)
    yield "choices", [_choice(one) for one in node.choices]


def _choice(line: str) -> tuple[str, str]:
    value, _, label = line.partition("=")
    return value, _words(label)


def _words(text: str) -> str:
    return " ".join(text.split())
