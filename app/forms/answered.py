"""The questions of a running form as records keep them: by key, with the words that were shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from app.domain.dates import PartialDate, format_date
from app.domain.errors import AppError, ErrorCode
from app.forms.binding import bindings, member_key
from app.forms.datatypes import DataType
from app.forms.definition import Control, ControlKind, Group
from app.forms.instance import InstanceNode
from app.forms.session import FormSession
from app.forms.state import is_question


@dataclass(frozen=True)
class AnswerRow:
    """One answered question for the printed record and for "last answer"; what is ``private`` stands on no paper."""

    question_key: str
    was: tuple[str, ...]
    member_key: str | None
    value: str
    label_question: str
    label_value: str
    section: str
    ref: str
    unknown: bool
    private: bool


@dataclass(frozen=True)
class AskedQuestion:
    """One relevant question with what decides whether it must be asked: its fact, and whether it is always asked."""

    ref: str
    question_key: str
    was: tuple[str, ...]
    member_key: str | None
    fact: str | None
    always: bool
    answered: bool
    required: bool


@dataclass(frozen=True)
class QuestionIdentity:
    """By what a question is known across forms and versions: ``keys`` are its key and the earlier ones, newest
    first; ``member_key`` the member it speaks of (None: the household, or a new member)."""

    key: str
    keys: tuple[str, ...]
    member_key: str | None
    fact: str | None
    always: bool


def answers(session: FormSession) -> tuple[AnswerRow, ...]:
    """Every relevant question that was answered or marked as not known, in the order of the form."""
    bound = bindings(session.definition)
    found: list[AnswerRow] = []
    for section, node in _asked_nodes(session):
        if node.text or node.unknown:
            binding = bound[node.definition.names]
            found.append(
                AnswerRow(
                    question_key=binding.key,
                    was=binding.was,
                    member_key=member_key(node, binding) or None,
                    value=node.text,
                    label_question=question_label(session, node),
                    label_value=value_label(session, node),
                    section=section,
                    ref=node.reference(),
                    unknown=node.unknown,
                    private=binding.private,
                )
            )
    return tuple(found)


def asked(session: FormSession) -> tuple[AskedQuestion, ...]:
    """Every relevant question in order, for the choice of what is still worth asking."""
    bound = bindings(session.definition)
    found: list[AskedQuestion] = []
    for _section, node in _asked_nodes(session):
        binding = bound[node.definition.names]
        key = member_key(node, binding)
        fact = binding.fact
        if fact is not None and binding.collection is not None:
            fact = f"{binding.collection}.{key}.{fact}" if key else None
        found.append(
            AskedQuestion(
                ref=node.reference(),
                question_key=binding.key,
                was=binding.was,
                member_key=key or None,
                fact=fact,
                always=binding.always,
                answered=bool(node.text) or node.unknown,
                required=node.required,
            )
        )
    return tuple(found)


def question_identity(session: FormSession, ref: str) -> QuestionIdentity:
    """The identity of a question of a running form.

    :raises AppError: ``NOT_FOUND`` for no such question
    """
    node = session.node(ref)
    if node is None:
        raise AppError(ErrorCode.NOT_FOUND, ref=ref)
    binding = bindings(session.definition)[node.definition.names]
    key = member_key(node, binding) or None
    return QuestionIdentity(binding.key, (binding.key, *binding.was), key, binding.fact, binding.always)


def _asked_nodes(session: FormSession) -> Iterator[tuple[str, InstanceNode]]:
    for section in session.outline():
        for ref in section.questions:
            node = session.node(ref)
            if node is not None and is_question(node):
                yield section.label, node


def value_label(session: FormSession, node: InstanceNode) -> str:
    """An answer as a person reads it: the labels of choices, else the value."""
    control = node.definition.control
    if control is None or not (control.choices or control.itemset):
        return _WORDS.get(node.definition.bind.type, str)(node.text) if node.text else ""
    several = control.kind in {ControlKind.SELECT, ControlKind.RANK}
    values = node.text.split() if several else [node.text]
    return "、".join(session.scope.choice_name(node, value) or value for value in values if value)


def _day_words(text: str) -> str:
    return format_date(PartialDate.from_iso(text[:10]))


def _clock_words(text: str) -> str:
    hour, minute, *_ = text.split(":")
    return f"{int(hour)}:{minute}"


def _moment_words(text: str) -> str:
    day, _, clock = text.partition("T")
    return f"{_day_words(day)} {_clock_words(clock)}" if clock else _day_words(day)


_WORDS: Mapping[DataType, Callable[[str], str]] = {
    DataType.DATE: _day_words,
    DataType.TIME: _clock_words,
    DataType.DATE_TIME: _moment_words,
}
"""Days and hours as offices write them; everything else stands as it was given."""


def question_label(session: FormSession, node: InstanceNode) -> str:
    """The question in the words that are shown now."""
    owner: Control | Group | None = node.definition.control or node.definition.group
    return session.scope.words(owner.label, node) if owner is not None else ""
