"""A draft goes on by a newer version of its checklist: what is carried over by question key, what is lost, what is new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.errors import AppError
from app.forms.binding import QuestionBinding, bindings, member_key
from app.forms.definition import FormDefinition
from app.forms.instance import InstanceNode
from app.forms.state import is_note, is_readonly
from app.services.visits.questions import SEVERAL
from app.services.visits.session import VisitSession

Place = tuple[str, ...]
"""Where a question stands in the repeats around it: the member's key where it speaks of one, else the number of each."""
Identity = tuple[str, Place]
"""A question across versions: its key and its place."""
_ROUNDS = 8
"""An answer may open further questions, and they again others; so often they are gone through at most."""


@dataclass(frozen=True)
class Moving:
    """What going over to the newer version would do.

    :param version: of the newer form
    :param lost: questions whose answer has no place in it, each with the answer in words
    :param new: questions that the version before did not have, in words
    :param carried: how many answers go along
    """

    version: str
    lost: tuple[str, ...]
    new: tuple[str, ...]
    carried: int


@dataclass(frozen=True)
class _Given:
    """An answer, a note or photos of the version before."""

    ref: str
    words: str
    value: str
    unknown: bool
    note: str
    photos: tuple[str, ...]


def carry(old: VisitSession, new: VisitSession) -> Moving:
    """Answer a fresh visit by the newer version as one by the version before was answered.

    :param old: the visit as it stands
    :param new: the same visit, begun anew by the newer version; it keeps the steps for its journal
    """
    if old.language in new.languages and old.language != new.language:
        new.set_language(old.language, chosen=old.language_chosen)
    for file in old.files.values():
        new.add_file(file)
    given = {identity: item for identity, item in _given(old)}
    total = len(given)
    for _round in range(_ROUNDS):
        before = len(given)
        _add_instances(old, new)
        for node in list(new.form.nodes()):
            _answer_node(new, node, given)
        if len(given) == before or not given:
            break
    new.place = _place(old, new)
    lost = tuple(item.words for item in given.values())
    return Moving(new.form_version, lost, _new_questions(old, new), total - len(lost))


def _given(session: VisitSession) -> Iterator[tuple[Identity, _Given]]:
    """Everything that a person gave, in the order of the form, also where the question is not relevant now."""
    for node in session.form.nodes():
        if not _is_asked(node):
            continue
        ref = node.reference()
        note, photos = session.notes.get(ref, ""), session.photos.get(ref, ())
        answered = (node.text or node.unknown) and not is_readonly(node)
        if answered or note or photos:
            view = session.question(ref)
            words = f"{view.label} {view.measured(view.value_label)}".strip()
            yield (
                _identity(node, _binding(session.form.definition, node)),
                _Given(ref, words, node.text, node.unknown, note, photos),
            )


def _answer_node(new: VisitSession, node: InstanceNode, given: dict[Identity, _Given]) -> None:
    if not _is_asked(node):
        return
    binding = _binding(new.form.definition, node)
    key, place = _identity(node, binding)
    found = next(((one, place) for one in (key, *binding.was) if (one, place) in given), None)
    if found is None:
        return
    item, ref = given[found], node.reference()
    if not _take(new, node, item):
        return
    del given[found]
    if item.note:
        new.set_note(ref, item.note)
    if item.photos:
        new.set_photos(ref, item.photos)


def _take(new: VisitSession, node: InstanceNode, item: _Given) -> bool:
    """Give the answer to the question of the newer version; False when it does not take it, or not yet."""
    control, ref = node.definition.control, node.reference()
    if item.unknown:
        new.mark_unknown(ref)
    elif item.value and node.text != item.value:
        several = control is not None and control.kind.value in SEVERAL
        try:
            new.answer(ref, item.value.split(" ") if several else item.value)
        except AppError:
            return False
    return True


def _add_instances(old: VisitSession, new: VisitSession) -> None:
    """Give each repeat that a person counts as many instances as it had."""
    counts = {
        (_binding(old.form.definition, node).key, _places(node.parent)): len(node.parent.named[node.name])
        for node in old.form.nodes()
        if node.definition.repeat is not None and node.parent is not None and not node.definition.repeat.fixed
    }
    for definition in new.form.definition.nodes:
        if definition.repeat is None or definition.repeat.fixed or definition.parent is None:
            continue
        key = bindings(new.form.definition)[definition.names].key
        for parent in [node for node in new.form.nodes() if node.definition is definition.parent]:
            wanted = counts.get((key, _places(parent)), 0)
            for _more in range(len(parent.named.get(definition.name, ())), wanted):
                new.add_repeat(f"{parent.reference()}/{definition.name}")


def _new_questions(old: VisitSession, new: VisitSession) -> tuple[str, ...]:
    """Give the questions whose key the version before did not have, each once, in the order of the newer form."""
    known = {binding.key for binding in bindings(old.form.definition).values()}
    found: dict[str, str] = {}
    for node in new.form.nodes():
        if _is_asked(node):
            binding = _binding(new.form.definition, node)
            if known.isdisjoint((binding.key, *binding.was)) and binding.key not in found:
                found[binding.key] = new.question(node.reference()).label
    return tuple(found.values())


def _place(old: VisitSession, new: VisitSession) -> str:
    """Give the question of the newer version at which the visit stands; empty: it has none such."""
    node = old.form.node(old.place)
    if node is None:
        return ""
    key, place = _identity(node, _binding(old.form.definition, node))
    for other in new.form.nodes():
        binding = _binding(new.form.definition, other)
        if key in (binding.key, *binding.was) and _identity(other, binding)[1] == place and _is_asked(other):
            return other.reference()
    return ""


def _is_asked(node: InstanceNode) -> bool:
    return node.definition.control is not None and not is_note(node.definition)


def _binding(definition: FormDefinition, node: InstanceNode) -> QuestionBinding:
    return bindings(definition)[node.definition.names]


def _identity(node: InstanceNode, binding: QuestionBinding) -> Identity:
    member = member_key(node, binding)
    return binding.key, (f"@{member}",) if member else _places(node)


def _places(node: InstanceNode | None) -> Place:
    """Give the numbers of the instances of repeats around a node, the outermost first."""
    found: list[str] = []
    while node is not None and node.parent is not None:
        if node.definition.repeat is not None:
            found.append(str(node.parent.named[node.name].index(node) + 1))
        node = node.parent
    return tuple(reversed(found))
