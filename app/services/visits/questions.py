"""A question and a section of a visit as the screen shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.forms.binding import QuestionBinding
from app.forms.state import NodeState, Section
from app.services.visits.models import LastAnswer, QuestionView, RepeatPlace, SectionView
from app.services.visits.surroundings import NO_REMARKS, Remarks
from app.services.visits.typed import in_words
from app.store.local_files import StoredFile

UPLOAD = "upload"
DRAWN = frozenset({"signature", "draw"})
SEVERAL = frozenset({"select", "rank"})
"""Controls whose answer is several choices, kept with blanks between; the value of one choice may hold a blank."""


@dataclass(frozen=True)
class Shown:
    """A question at one moment.

    :param state: as the form has it
    :param binding: what the convention says of it
    :param member: key of the member it speaks of, empty for none
    :param last: the answer of last time
    :param note: the note beside it
    :param photos: names of the photos beside it
    :param remarks: the form's own words around it
    :param repeat: its place in a repeat that a person counts
    :param attributes: of its control (``start``, ``end``, ``step``, ``mediatype``, ``max-pixels``)
    """

    state: NodeState
    binding: QuestionBinding
    member: str
    last: LastAnswer | None
    note: str = ""
    photos: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    remarks: Remarks = NO_REMARKS
    repeat: RepeatPlace | None = None


def question_view(
    shown: Shown, number: int, unit_of: Callable[[str], str], files: Mapping[str, StoredFile]
) -> QuestionView:
    """Give a question as the screen shows it.

    :param number: its running number
    :param unit_of: the unit of a fact by its path
    :param files: of the visit, by name
    """
    state, binding, last = shown.state, shown.binding, shown.last
    choices, fact = state.choices or (), binding.index_path or ""
    return QuestionView(
        ref=state.ref,
        key=binding.key,
        member=shown.member,
        number=number,
        kind=state.type,
        data_type=state.data_type,
        control=state.control or "",
        label=(state.label or "").strip(),
        hint=(state.hint or "").strip(),
        value=state.value or "",
        value_label=file_label(state, files) if state.control == UPLOAD else value_label(state),
        choices=choices,
        appearance=state.appearance,
        required=state.required,
        readonly=state.readonly,
        unknown=state.unknown,
        violation=state.violation or "",
        message=state.message or "",
        note=shown.note,
        last=last,
        last_usable=last is not None and usable(state, last),
        always=binding.always,
        private=binding.private,
        fact=fact,
        unit=unit_of(fact) if fact and state.data_type in {"int", "decimal"} else "",
        photos=shown.photos,
        before=shown.remarks.before,
        after=shown.remarks.after,
        repeat=shown.repeat,
        attributes=dict(shown.attributes),
    )


def usable(state: NodeState, last: LastAnswer) -> bool:
    """Whether an old value is still a valid choice; constraints are checked when it is taken."""
    if not last.value or state.readonly or state.control == UPLOAD:  # a file belongs to the visit that it was given in
        return False
    if state.choices is None:
        return True
    chosen = last.value.split(" ") if state.control in SEVERAL else [last.value]
    return {value for value, _ in state.choices}.issuperset(chosen)


def value_label(state: NodeState) -> str:
    """Give an answer in the words of its choices, or as it was typed."""
    if not state.value:
        return ""
    if state.choices is None:
        return in_words(state.value, state.data_type, state.appearance)
    labels = dict(state.choices)
    values = state.value.split(" ") if state.control in SEVERAL else [state.value]
    return "、".join(labels.get(value, value).strip() for value in values)


def file_label(state: NodeState, files: Mapping[str, StoredFile]) -> str:
    """Give a file that answers a question in words: what it is, of any other file the name under which it was chosen."""
    if not state.value:
        return ""
    if is_drawn(state.appearance):
        return "签名"
    file = files.get(state.value)
    return "照片" if file is None or file.mime.startswith("image/") else file.title


def is_drawn(appearance: str) -> bool:
    """Whether an image is written with the pen (XLSForm: ``signature``, ``draw``)."""
    return not DRAWN.isdisjoint(appearance.split())


def last_answer(
    value: str, label: str, ended: str, interviewee: str, visitors: tuple[str, ...], form_id: str
) -> LastAnswer:
    """Put an answer of last time together from the answer index."""
    return LastAnswer(value, label, date.fromisoformat(ended[:10]), interviewee, visitors, form_id)


def section_view(section: Section, broken: frozenset[str], passed: frozenset[str]) -> SectionView:
    """Give a section of the outline.

    :param broken: questions whose answer breaks its constraint
    :param passed: questions that are not asked here; they count as done
    """
    wrong = len(broken.intersection(section.questions))
    answered = section.answered + len(passed.intersection(section.questions))
    return SectionView(
        section.ref, section.name, section.label.strip(), section.questions, answered, wrong, section.repeat
    )


def attributes_of(binding: QuestionBinding) -> dict[str, str]:
    """Give the attributes of a question's control, and the size of its picture, which pyxform writes on the bind."""
    control, pixels = binding.node.control, binding.node.bind.extra.get("orx:max-pixels", "")
    return {**(control.attributes if control is not None else {}), **({"max-pixels": pixels} if pixels else {})}
