"""Playing a form without a window: steps in, the state of every node after each step out (contract, section 5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from app.domain.errors import AppError, ErrorCode
from app.forms.accepting import Answer
from app.forms.datatypes import DataType, written
from app.forms.definition import ControlKind
from app.forms.session import FormSession
from app.forms.state import NodeState

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
_TYPED = frozenset({*(kind.value for kind in DataType), ControlKind.RANGE.value})
Step = Mapping[str, Json]
RESTORE = "restoreRepeat"
"""Step of a draft's journal that puts back what ``removeRepeat`` took away."""


def play(session: FormSession, steps: Sequence[Step]) -> dict[str, Json]:
    """Play steps against a session.

    :returns: ``{"steps": [{"action": …, "state": [node, …]}, …]}``; a step that cannot be done has an ``error``
        (``code`` and parameters) beside the state, and the steps go on
    """
    results: list[Json] = []
    for step in steps:
        result: dict[str, Json] = {"action": step.get("action")}
        try:
            play_step(session, step)
        except AppError as error:
            _withdraw(session, step, error)
            result["error"] = {"code": error.code.value, **error.parameters}
        result["state"] = [node_json(state) for state in session.states()]
        results.append(result)
    return {"steps": results}


def node_json(state: NodeState) -> dict[str, Json]:
    """A node's state as the contract prints it: optional fields only where they apply."""
    node: dict[str, Json] = {
        "ref": state.ref,
        "type": state.type,
        "relevant": state.relevant,
        "required": state.required,
        "readonly": state.readonly,
    }
    if state.value is not None:
        node["value"] = written(DataType(state.data_type), state.value)
    if state.violation is not None:
        node["violation"] = state.violation
        node["message"] = state.message
    if state.label is not None:
        node["label"] = state.label
    if state.choices is not None:
        node["choices"] = [[value, label] for value, label in state.choices]
    if state.unknown:
        node["unknown"] = True
    return node


def play_step(session: FormSession, step: Step) -> tuple[str, ...]:
    """Do one step.

    :returns: the references of the nodes whose state may have changed
    :raises AppError: STEP_INVALID for no such action; what the session itself refuses
    """
    action = _ACTIONS.get(str(step.get("action")))
    if action is None:
        raise AppError(ErrorCode.STEP_INVALID, action=str(step.get("action")))
    return action(session, step)


def _load(_session: FormSession, _step: Step) -> tuple[str, ...]:
    """The session is loaded already: the step only shows its state."""
    return ()


def _answer(session: FormSession, step: Step) -> tuple[str, ...]:
    return session.answer(_at(step), _value(step.get("value")))


def _withdraw(session: FormSession, step: Step, error: AppError) -> None:
    """An answer that its type cannot hold leaves the question empty: the one before was just withdrawn."""
    if error.code is ErrorCode.ANSWER_INVALID and error.parameters.get("reason") in _TYPED:
        session.answer(_at(step), None)


def _value(value: Json) -> Answer:
    if isinstance(value, dict):
        raise AppError(ErrorCode.STEP_INVALID, action="answer")
    if isinstance(value, list):
        return [str(one) for one in value]
    return value


def _create(session: FormSession, step: Step) -> tuple[str, ...]:
    return session.add_repeat(_at(step))


def _remove(session: FormSession, step: Step) -> tuple[str, ...]:
    return session.remove_repeat(_at(step))


def _restore(session: FormSession, step: Step) -> tuple[str, ...]:
    return session.restore_repeat(_at(step))


def _language(session: FormSession, step: Step) -> tuple[str, ...]:
    return session.set_language(str(step.get("language", "")))


def _unknown(session: FormSession, step: Step) -> tuple[str, ...]:
    return session.mark_unknown(_at(step))


def _at(step: Step) -> str:
    at = step.get("at")
    if not isinstance(at, str):
        raise AppError(ErrorCode.STEP_INVALID, action=str(step.get("action")), missing="at")
    return at


_ACTIONS: dict[str, Callable[[FormSession, Step], tuple[str, ...]]] = {
    "load": _load,
    "answer": _answer,
    "createNewRepeat": _create,
    "removeRepeat": _remove,
    RESTORE: _restore,
    "setLanguage": _language,
    "unknown": _unknown,
}
