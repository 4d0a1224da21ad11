"""A visit under way in memory: the form session with its marks, last answers and the steps not yet stored.

The window answers here at once and hands the steps to ``Visits.save`` on the writing lane; the journal is what survives a power
cut. Playing the journal over the frozen start gives the very same session again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

import msgspec

from app.domain.errors import AppError, ErrorCode
from app.forms.accepting import Answer
from app.forms.binding import QuestionBinding, bindings, member_key
from app.forms.entities import LISTS
from app.forms.play import RESTORE, Json, play_step
from app.forms.session import FormSession
from app.forms.state import NodeState
from app.services.asked_here import not_asked
from app.services.visits.consequences import consequences_of
from app.services.visits.journal import Counts, Journal, Unsaved
from app.services.visits.marks import Marks, Photos
from app.services.visits.models import Consequence, LastAnswer, QuestionView, SectionView
from app.services.visits.questions import SEVERAL, Shown, attributes_of, question_view, section_view, usable
from app.services.visits.snapshot import Snapshot
from app.services.visits.surroundings import NO_REMARKS, Remarks, remarks, repeat_place
from app.store.local import Step
from app.store.local_files import StoredFile

NOTE, PHOTO = "note", "photo"
"""Journal steps that write a note, or say which photos stand, beside a question; they are no steps of the form."""
_CHOSEN = "chosen"
"""Marks the step of a language that the person has chosen for this visit, not one taken from the window."""


@dataclass(frozen=True)
class About:
    """What a visit is: where and when.

    :param title: of the household
    :param group: where it lives
    :param changed: when it was stored last
    """

    visit: str
    household: str
    title: str
    group: str
    begun: datetime
    changed: datetime


class VisitSession:
    """One visit while it is filled. Made by ``Visits.open``; used by one thread.

    :param about: which visit it is
    :param form: the running form
    :param last: answers of last time by question key and member key
    :param raised_words: words for the codes that answers raise
    :param unit_of: the unit of a fact by its path
    :param place: the question that has the keys
    :param paper: numbers of the check sheet that the answers are typed from, by reference; empty without one
    """

    def __init__(
        self,
        about: About,
        form: FormSession,
        last: Mapping[tuple[str, str], LastAnswer],
        raised_words: Mapping[str, str],
        unit_of: Callable[[str], str],
        place: str = "",
        paper: Mapping[str, int] | None = None,
    ) -> None:
        self.about = about
        self.paper = dict(paper or {})
        self.visit = about.visit
        self.household = about.household
        self.title = about.title
        self.files: dict[str, StoredFile] = {}
        self.language_chosen = False
        self._marks = Marks()
        self._form = form
        self._last = last
        self._raised_words = raised_words
        self._unit_of = unit_of
        self._journal = Journal(place)
        self._outline: tuple[SectionView, ...] | None = None
        self._raised: tuple[Consequence, ...] | None = None
        self._remarks: dict[str, Remarks] | None = None

    @property
    def notes(self) -> dict[str, str]:
        """The notes beside questions, by reference."""
        return self._marks.notes

    @property
    def photos(self) -> Photos:
        """The names of the photos beside questions, by reference."""
        return self._marks.photos

    @property
    def form(self) -> FormSession:
        """The running form, for services; the window uses the methods below."""
        return self._form

    @property
    def form_title(self) -> str:
        """The checklist's title."""
        return self._form.definition.title

    @property
    def form_version(self) -> str:
        """The checklist's version."""
        return self._form.definition.version

    @property
    def has_lists(self) -> bool:
        """Whether it asks for choices out of files beside it, which may have thousands."""
        return bool(self._form.definition.external.keys() - LISTS.keys())

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the checklist."""
        return self._form.definition.languages

    @property
    def language(self) -> str:
        """The language in which questions are shown."""
        return self._form.language

    def replay(self, steps: Sequence[Step], snapshot: Snapshot | None = None) -> None:
        """Do again what the journal says; a step that no longer fits (a journal of another version) is passed over.

        :param steps: the whole journal
        :param snapshot: what the form of this session was opened from; only the steps after it are played
        """
        snapped = 0
        if snapshot is not None:
            self._marks.take(snapshot.notes, snapshot.photos)
            snapped = snapshot.steps
            self.language_chosen = any(step.get(_CHOSEN) for step in steps[:snapped])
        for step in steps[snapped:]:
            try:
                self._do(step)
            except AppError:
                continue
        self._journal.begin(len(steps), snapped)

    @property
    def place(self) -> str:
        """The question that has the keys."""
        return self._journal.place

    @place.setter
    def place(self, ref: str) -> None:
        self._journal.place = ref

    @property
    def unsaved(self) -> bool:
        """Whether something is not stored yet: an answer, or only where the visit stands."""
        return self._journal.unsaved

    @property
    def unsaved_steps(self) -> bool:
        """Whether an answer or a note is not stored yet."""
        return self._journal.unsaved_steps

    def take_unsaved(self) -> Unsaved:
        """Give what is not stored yet, and forget it; the caller stores it, in the order in which it was taken."""
        return self._journal.take(self.counts(), self._form.draft, self._marks)

    def put_back(self, unsaved: Unsaved) -> None:
        """Take back what could not be stored, so that the next save stores it."""
        self._journal.put_back(unsaved)

    def keep(self, step: Step) -> None:
        """Keep for the journal a step that was done in the form itself."""
        self._forget()
        self._journal.add(step)

    def do(self, step: Mapping[str, object]) -> tuple[str, ...]:
        """Do a step of the contract, section 5, and keep it for the journal.

        :raises AppError: what the form refuses; nothing changes then
        """
        return self._record(dict(step))

    def answer(self, ref: str, value: Answer) -> tuple[str, ...]:
        """Answer a question. Gives the refs whose state may have changed.

        :raises AppError: ANSWER_INVALID, NOT_FOUND; nothing changes then
        """
        plain: object = list(value) if isinstance(value, (list, tuple)) else value
        return self._record({"action": "answer", "at": ref, "value": plain})

    def mark_unknown(self, ref: str) -> tuple[str, ...]:
        """Note 不清楚: asked, not known."""
        return self._record({"action": "unknown", "at": ref})

    def same_as_last(self, ref: str) -> tuple[str, ...]:
        """Take last time's answer, if it is still possible; else nothing changes."""
        last = self.last(ref)
        state = self._form.state(ref)
        if last is None or not usable(state, last):
            return ()
        return self.answer(ref, last.value.split(" ") if state.control in SEVERAL else last.value)

    def as_on_paper(self, ref: str) -> tuple[str, ...]:
        """Take last time's answer where the paper was left empty: it is a question of the check sheet, not yet answered,
        and none that is marked every time."""
        view = self.question(ref)
        if ref not in self.paper or view.always or view.value or view.unknown:
            return ()
        return self.same_as_last(ref)

    def add_repeat(self, ref: str) -> tuple[str, ...]:
        """Add an instance to a repeat."""
        return self._record({"action": "createNewRepeat", "at": ref})

    def remove_repeat(self, ref: str) -> tuple[str, ...]:
        """Remove an instance of a repeat."""
        return self._record({"action": "removeRepeat", "at": ref})

    def marks_inside(self, instance: str) -> Marks:
        """Give the notes and photos inside an instance of a repeat; they go with it."""
        return self._marks.inside(instance)

    def restore_repeat(self, ref: str, marks: Marks) -> tuple[str, ...]:
        """Put the instance that was removed last back to its place, with its answers.

        :param ref: where it was: ``/data/member[2]``
        :param marks: its notes and photos
        :raises AppError: STEP_INVALID when nothing was removed; nothing changes then
        """
        changed = self._record({"action": RESTORE, "at": ref})
        for at, text in marks.notes.items():
            self.set_note(at, text)
        for at, names in marks.photos.items():
            self.set_photos(at, names)
        return changed

    def set_language(self, language: str, *, chosen: bool = False) -> tuple[str, ...]:
        """Show the questions in another language.

        :param chosen: the person has chosen it for this visit: the window's own language no longer changes it
        """
        return self._record({"action": "setLanguage", "language": language, **({_CHOSEN: True} if chosen else {})})

    def set_note(self, ref: str, text: str) -> None:
        """Write a note beside a question (F2); it belongs to the visit, not to the answer."""
        self._record({"action": NOTE, "at": ref, "value": text})

    def add_file(self, file: StoredFile) -> None:
        """Know a file that the store has kept for this visit (see ``Visits.attach``)."""
        self.files[file.name] = file

    def set_photos(self, ref: str, names: Sequence[str]) -> None:
        """Say which photos stand beside a question (F5); they belong to the visit, not to the answer."""
        self._record({"action": PHOTO, "at": ref, "value": list(names)})

    def sections(self) -> tuple[SectionView, ...]:
        """Give the outline."""
        if self._outline is None:
            broken, passed = self._broken(), self.passed_over()
            self._outline = tuple(section_view(section, broken, passed) for section in self._form.outline())
        return self._outline

    def violations(self) -> tuple[NodeState, ...]:
        """Give what must be mended before signing; a question that is not asked here is none, also where it is required."""
        passed = self.passed_over()
        return tuple(state for state in self._form.violations() if state.ref not in passed)

    def counts(self) -> Counts:
        """Give how far the visit is."""
        sections = self.sections()
        return Counts(
            sum(section.answered for section in sections),
            sum(section.total for section in sections),
            sum(section.wrong for section in sections),
        )

    def fingerprint(self) -> str:
        """Give a word for everything that was answered and noted: another one means that an answer has changed."""
        nodes = (node for node in self._form.nodes() if node.shown and (node.text or node.unknown))
        answers = [(node.reference(), node.text, node.unknown) for node in nodes]
        photos = [sorted(self.photos.items())] if self.photos else []  # of a visit without any: as it always was
        return sha256(msgspec.msgpack.encode((answers, sorted(self.notes.items()), *photos))).hexdigest()

    def numbers(self) -> dict[str, int]:
        """Give each relevant question's running number."""
        refs = (ref for section in self.sections() for ref in section.questions)
        return {ref: number for number, ref in enumerate(refs, start=1)}

    def question(self, ref: str, number: int = 0) -> QuestionView:
        """Give a question as the screen shows it.

        :param number: its running number, where the caller has it (see ``numbers``)
        """
        binding, member = self._binding(ref)
        if self._remarks is None:
            self._remarks = remarks(self._form)
        node = self._form.node(ref)
        shown = Shown(
            self._form.state(ref),
            binding,
            member,
            self._last_of(binding, member),
            self.notes.get(ref, ""),
            self.photos.get(ref, ()),
            attributes_of(binding),
            self._remarks.get(ref, NO_REMARKS),
            repeat_place(node) if node is not None else None,
        )
        view = question_view(shown, number, self._unit_of, self.files)
        return replace(view, paper=self.paper[ref]) if ref in self.paper else view

    def last(self, ref: str) -> LastAnswer | None:
        """Give last time's answer to a question."""
        return self._last_of(*self._binding(ref))

    def consequences(self, ref: str | None = None) -> tuple[Consequence, ...]:
        """Give what the answers so far raise; of one question if it is named."""
        if self._raised is None:
            self._raised = consequences_of(self._form, self._raised_words)
        return tuple(item for item in self._raised if ref is None or item.ref == ref)

    def _forget(self) -> None:
        """The form has changed: what was reckoned from it holds no longer."""
        self._outline = None
        self._raised = None
        self._remarks = None

    def _broken(self) -> frozenset[str]:
        """Give the answers that break their constraint; a required one not yet given is open, not wrong."""
        return frozenset(
            node.reference()
            for node in self._form.nodes()
            if node.shown and not node.valid and (node.text or node.unknown or not node.required)
        )

    def passed_over(self) -> frozenset[str]:
        """Give the questions that are not asked here."""
        names = not_asked(self._form.definition)
        if not names:
            return frozenset()
        return frozenset(node.reference() for node in self._form.nodes() if node.definition.names in names)

    def _binding(self, ref: str) -> tuple[QuestionBinding, str]:
        """Give what the convention says of a question, and the key of the member that it speaks of (empty: of none)."""
        node = self._form.node(ref)
        if node is None:
            raise AppError(ErrorCode.NOT_FOUND, key=ref)
        binding = bindings(self._form.definition)[node.definition.names]
        return binding, member_key(node, binding) or ""

    def _last_of(self, binding: QuestionBinding, member: str) -> LastAnswer | None:
        keys = () if binding.anew else (binding.key, *binding.was)
        return next((self._last[(key, member)] for key in keys if (key, member) in self._last), None)

    def _record(self, step: dict[str, object]) -> tuple[str, ...]:
        changed = self._do(step)
        self._journal.add(step)
        return changed

    def _do(self, step: Mapping[str, object]) -> tuple[str, ...]:
        self._forget()
        action, at, value = step.get("action"), str(step.get("at") or ""), step.get("value")
        if action == NOTE:
            self._marks.set_note(at, str(value or ""))
            return (at,)
        if action == PHOTO:
            self._marks.set_photos(at, [str(name) for name in value] if isinstance(value, (list, tuple)) else [])
            return (at,)
        removed = self._form.node(at) if action == "removeRepeat" else None
        gone = removed.reference() if removed is not None else ""
        changed = play_step(self._form, _plain(step))
        self._marks.instance_removed(gone)
        if action == RESTORE:
            self._marks.instance_back(at)
        self.language_chosen = self.language_chosen or bool(step.get(_CHOSEN))
        return changed


def _plain(step: Mapping[str, object]) -> dict[str, Json]:
    return {name: _json(value) for name, value in step.items()}


def _json(value: object) -> Json:
    if isinstance(value, (list, tuple)):
        return [_json(item) for item in value]
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)
