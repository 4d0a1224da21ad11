"""What the answers of a running form raise, in the words of the code list."""

from __future__ import annotations

from collections.abc import Mapping

from app.forms.effects import raised
from app.forms.session import FormSession
from app.services.visits.models import Consequence
from app.services.visits.questions import value_label


def consequences_of(form: FormSession, words: Mapping[str, str]) -> tuple[Consequence, ...]:
    """Give everything that the answers so far raise, in the order of the form.

    :param words: what a code means
    """
    return tuple(
        Consequence(
            kind=item.kind.value,
            code=item.code,
            member=item.member_key or "",
            question=item.question_key,
            ref=item.ref,
            label=item.label.strip() or _around(form, item.ref),
            words=words.get(item.code, item.label.strip()),
            answer=_answer(form, item.ref),
        )
        for item in raised(form)
    )


def _answer(form: FormSession, ref: str) -> str:
    state = form.state(ref)
    return value_label(state) if state.control else ""


def _around(form: FormSession, ref: str) -> str:
    """Give the label of the group around a calculation, which has none of its own."""
    node = form.node(ref)
    while node is not None and node.parent is not None and node.parent.definition.parent is not None:
        node = node.parent
        label = (form.state(node.reference()).label or "").strip()
        if label:
            return label
    return ""
