"""What stands around a question: the notes of the form before and after it, and its place in a repeat that a person counts."""

from __future__ import annotations

from dataclasses import dataclass

from app.forms.instance import InstanceNode
from app.forms.session import FormSession
from app.forms.state import is_note, is_question
from app.services.visits.models import RepeatPlace


@dataclass(frozen=True)
class Remarks:
    """The form's own words around a question (XLSForm: ``note``); they may hold answers and sums."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


NO_REMARKS = Remarks()


def remarks(form: FormSession) -> dict[str, Remarks]:
    """Give the notes before each question, by its reference, and those behind the last one; questions without any are
    left out."""
    found: dict[str, Remarks] = {}
    waiting: list[str] = []
    last = ""
    for node in form.nodes():
        if node.definition.control is None or not node.shown:
            continue
        if is_note(node.definition):
            words = (form.state(node.reference()).label or "").strip()
            waiting += [words] if words else []
        elif is_question(node):
            last = node.reference()
            if waiting:
                found[last] = Remarks(before=tuple(waiting))
                waiting = []
    if waiting and last:
        found[last] = Remarks(found.get(last, NO_REMARKS).before, tuple(waiting))
    return found


def repeat_place(node: InstanceNode) -> RepeatPlace | None:
    """Give the place of a question in the innermost repeat whose instances a person adds and removes; None in none."""
    here: InstanceNode | None = node
    while here is not None and here.definition.repeat is None:
        here = here.parent
    if here is None or here.parent is None or here.definition.repeat is None or here.definition.repeat.fixed:
        return None
    fellows = here.parent.named[here.name]
    return RepeatPlace(
        here.reference(), f"{here.parent.reference()}/{here.name}", fellows.index(here) + 1, len(fellows)
    )
