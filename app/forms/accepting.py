"""What a question takes: an answer as a person gives it becomes the text that its node keeps, or is refused."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from app.domain.errors import AppError, ErrorCode
from app.forms.datatypes import DataType, stored
from app.forms.definition import Control, ControlKind
from app.forms.instance import InstanceNode
from app.forms.limits import ANSWER_CHARACTERS
from app.forms.scope import SessionScope
from app.forms.xpath.values import number_text, to_string

Answer = str | int | float | bool | Sequence[str] | None
"""What a person answers: a list for questions with several choices; None clears."""

_TYPED = frozenset({DataType.INT, DataType.DECIMAL, DataType.DATE, DataType.TIME, DataType.DATE_TIME})

ACKNOWLEDGED = "OK"
"""What an acknowledged ``trigger`` holds (specification, "Body elements")."""


def accepted(node: InstanceNode, ref: str, value: Answer, scope: SessionScope) -> str:
    """The text that a question keeps for an answer.

    :raises AppError: ``ANSWER_INVALID`` for a value that its type, its range or its choices do not allow
    """
    control = node.definition.control
    if isinstance(value, bool) and control is not None and control.kind is ControlKind.TRIGGER:
        value = ACKNOWLEDGED if value else None
    text = answer_text(value)
    if node.definition.bind.type in _TYPED and not text.isascii():
        # a Chinese keyboard types full-width digits
        text = unicodedata.normalize("NFKC", text)
    if len(text) > ANSWER_CHARACTERS:
        raise AppError(ErrorCode.ANSWER_INVALID, ref=ref, reason="too_long")
    kept = stored(node.definition.bind.type, text, scope.zone)
    if text.strip() and not kept:
        raise AppError(ErrorCode.ANSWER_INVALID, ref=ref, reason=node.definition.bind.type.value)
    if kept and control is not None and control.kind is ControlKind.RANGE and not _in_range(control, float(kept)):
        raise AppError(ErrorCode.ANSWER_INVALID, ref=ref, reason=ControlKind.RANGE.value)
    allowed = scope.values(node) if kept and control is not None else None
    if allowed is None:
        return kept
    chosen = chosen_values(node, kept)
    if not set(chosen) <= set(allowed):
        raise AppError(ErrorCode.ANSWER_INVALID, ref=ref, reason="choice")
    if control is not None and control.kind is ControlKind.SELECT:
        # in the order of the choices, so that the same answer is the same text
        chosen = [one for one in allowed if one in set(chosen)]
    return " ".join(chosen)


def chosen_values(node: InstanceNode, text: str) -> list[str]:
    """The choices that a kept text stands for."""
    control = node.definition.control
    several = control is not None and control.kind in {ControlKind.SELECT, ControlKind.RANK}
    return text.split() if several else [text]


def _in_range(control: Control, value: float) -> bool:
    ends = (control.attributes.get("start", ""), control.attributes.get("end", ""))
    try:
        start, end = float(ends[0]), float(ends[1])
    except ValueError:
        return True
    return min(start, end) <= value <= max(start, end)


def answer_text(value: Answer) -> str:
    """An answer as the text that a node keeps."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, (int, float)):
        return number_text(float(value))
    return value if isinstance(value, str) else " ".join(to_string(one) for one in value)
