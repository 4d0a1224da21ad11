"""Seeded answers: a form is filled as a restless person would, and what is seen after each step is kept."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from app.domain.errors import AppError
from app.forms.accepting import Answer
from app.forms.datatypes import DataType
from app.forms.definition import ControlKind
from app.forms.instance import InstanceNode
from app.forms.play import Json, Step, play_step
from app.forms.session import FormSession
from app.forms.state import NodeState, is_readonly

_WORDS = ("ab", "abc", "zeta", "Abcdef", "x1", "12", "李 桂珍", "abz", "a  b")
_NUMBERS = (0, 1, 2, 3, 4, 5, 7, 8, 10, 11, 20, 39, 40, 41, 60, -3)
_DECIMALS = (0, 0.5, 2.25, 3.5, 7, 10, 33.3, -1.5, 1000000)


@dataclass(frozen=True)
class Played:
    """A step with the state of every node after it."""

    action: str
    ref: str
    value: str
    states: tuple[NodeState, ...]


def fill(session: FormSession, seed: int, steps: int) -> list[Played]:
    """Play so many steps that the form allows."""
    chance = random.Random(seed)
    played = [Played("load", "", "", session.states())]
    while len(played) <= steps:
        step = _step(session, chance)
        if step is None:
            break
        try:
            play_step(session, step)
        except AppError:
            continue
        value = step.get("value")
        text = " ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
        played.append(Played(str(step["action"]), str(step.get("at", "")), text, session.states()))
    return played


def _step(session: FormSession, chance: random.Random) -> Step | None:
    repeats = _repeats(session)
    if repeats and chance.random() < 0.2:
        return chance.choice(repeats)
    questions = [node for node in _asked(session) if not is_readonly(node)]
    if not questions:
        return None
    node = chance.choice(questions)
    answer = None if chance.random() < 0.12 else _answer(session, node, chance)
    value: Json = answer if answer is None or isinstance(answer, (str, int, float)) else [str(one) for one in answer]
    return {"action": "answer", "at": node.reference(), "value": value}


def _asked(session: FormSession) -> list[InstanceNode]:
    skipped = {ControlKind.UPLOAD, ControlKind.TRIGGER}
    nodes = (session.node(ref) for ref in session.questions())
    return [node for node in nodes if node and node.definition.control and node.definition.control.kind not in skipped]


def _repeats(session: FormSession) -> list[Step]:
    found: list[Step] = []
    for names in sorted(session.definition.repeats):
        definition = session.definition.by_names[names]
        if definition.repeat is None or definition.repeat.fixed:
            continue
        for parent in session.nodes():
            if parent.definition is definition.parent and parent.shown:
                instances = [one for one in parent.named.get(definition.name, ()) if one.shown]
                if len(instances) < 5:
                    found.append({"action": "createNewRepeat", "at": f"{parent.reference()}/{definition.name}"})
                found.extend({"action": "removeRepeat", "at": one.reference()} for one in instances[-1:])
    return found


def _answer(session: FormSession, node: InstanceNode, chance: random.Random) -> Answer:
    control = node.definition.control
    allowed = session.scope.values(node)
    if allowed is not None and control is not None:
        if not allowed:
            return None
        if control.kind is ControlKind.SELECT1:
            return chance.choice(allowed)
        wanted = set(chance.sample(allowed, chance.randint(1, min(4, len(allowed)))))
        return [value for value in allowed if value in wanted]
    given = _BY_TYPE.get(node.definition.bind.type)
    return chance.choice(_WORDS) if given is None else given(chance)


_BY_TYPE: dict[DataType, Callable[[random.Random], Answer]] = {
    DataType.INT: lambda chance: chance.choice(_NUMBERS),
    DataType.DECIMAL: lambda chance: chance.choice(_DECIMALS),
    DataType.DATE: lambda chance: f"{chance.randint(1930, 2026)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
    DataType.TIME: lambda chance: f"{chance.randint(0, 23):02}:{chance.randint(0, 59):02}:00.000+08:00",
    DataType.DATE_TIME: lambda chance: (
        f"20{chance.randint(10, 26)}-0{chance.randint(1, 9)}-11T{chance.randint(10, 23)}:20:00.000+08:00"
    ),
    DataType.GEOPOINT: lambda chance: f"{chance.randint(20, 40)}.5 {chance.randint(80, 120)}.25 0.0 0.0",
}
