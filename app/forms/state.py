"""The state of nodes as a person or a script sees it, and the outline of a form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from app.forms.definition import Control, ControlKind, Group, NodeDefinition, Text
from app.forms.instance import InstanceNode, below
from app.forms.limits import FORM_NODES
from app.forms.scope import SessionScope
from app.forms.xpath.syntax import Call

Choices = tuple[tuple[str, str], ...]


class NodeState(NamedTuple):
    """A node as it stands (contract, section 5).

    ``type`` is ``root``, ``group``, ``repeat-instance``, ``model-value``, ``note``, or how the question is asked:
    ``input select rank range trigger upload``. ``value`` is None for nodes without one. ``violation`` is ``required``
    or ``constraint``, ``message`` the author's words for it. ``one`` tells a select of one choice from one of several.
    """

    ref: str
    type: str
    relevant: bool
    required: bool
    readonly: bool
    value: str | None = None
    violation: str | None = None
    message: str | None = None
    label: str | None = None
    choices: Choices | None = None
    unknown: bool = False
    hint: str | None = None
    guidance: str | None = None
    appearance: str = ""
    data_type: str = "string"
    control: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form that a person sees: a top-level group (or the named groups that it is made of), an instance of a
    repeat, or questions between them.

    ``questions`` are the references of its relevant questions in order; ``answered`` counts those with a value or
    marked as not known, ``wrong`` those that are required and empty or break their constraint.
    """

    name: str
    ref: str
    label: str
    questions: tuple[str, ...]
    answered: int
    wrong: int
    repeat: bool = False

    @property
    def total(self) -> int:
        """How many questions are to be asked."""
        return len(self.questions)


_TYPES = {
    ControlKind.INPUT: "input",
    ControlKind.SECRET: "input",
    ControlKind.SELECT1: "select",
    ControlKind.SELECT: "select",
    ControlKind.RANK: "rank",
    ControlKind.RANGE: "range",
    ControlKind.TRIGGER: "trigger",
    ControlKind.UPLOAD: "upload",
}


def node_type(definition: NodeDefinition) -> str:
    """The ``type`` of a state, see :class:`NodeState`."""
    if definition.parent is None:
        return "root"
    if definition.repeat is not None:
        return "repeat-instance"
    if definition.children or definition.group is not None:
        return "group"
    if definition.control is None:
        return "model-value"
    if definition.control.kind is ControlKind.INPUT and is_note(definition):
        return "note"
    return _TYPES[definition.control.kind]


def is_note(definition: NodeDefinition) -> bool:
    """Whether a text is only shown: an input that is always read-only and has words."""
    control, readonly = definition.control, definition.bind.readonly
    if control is None or readonly is None or readonly.expression != Call("true", ()):
        return False
    return control.label is not None or control.hint is not None


def is_readonly(node: InstanceNode) -> bool:
    """Whether a node or a group around it is read-only."""
    here: InstanceNode | None = node
    while here is not None:
        if here.readonly:
            return True
        here = here.parent
    return False


def is_question(node: InstanceNode) -> bool:
    """Whether a person is asked: a control that is relevant and no note."""
    control = node.definition.control
    return control is not None and node.shown and not is_note(node.definition)


def node_state(node: InstanceNode, scope: SessionScope, ref: str | None = None) -> NodeState:
    """The state of a node in the present language; labels and choices are read now.

    :param ref: the node's reference, where the caller knows it
    """
    looks = _looks(node.definition)
    violation = _violation(node)
    return NodeState(
        ref or node.reference(),
        looks.type,
        node.shown,
        node.required,
        is_readonly(node),
        node.string() if looks.valued else None,
        violation,
        None if violation is None else _message(node, violation, scope),
        None if looks.label is None else scope.words(looks.label, node),
        tuple(scope.choices(node)) if looks.choosing else None,
        node.unknown,
        None if looks.hint is None else scope.words(looks.hint, node),
        None if looks.hint is None else scope.guidance(looks.hint, node) or None,
        looks.appearance,
        looks.data_type,
        looks.control,
    )


@dataclass(frozen=True, slots=True)
class _Looks:
    """What the state of a node has from its definition, whatever is answered."""

    type: str
    valued: bool
    choosing: bool
    label: Text | None
    hint: Text | None
    appearance: str
    data_type: str
    control: str | None


@lru_cache(maxsize=FORM_NODES)
def _looks(definition: NodeDefinition) -> _Looks:
    control = definition.control
    owner: Control | Group | None = control or definition.group
    kind = node_type(definition)
    return _Looks(
        type=kind,
        valued=kind not in {"root", "group", "repeat-instance"},
        choosing=kind == "select" or (control is not None and bool(control.choices or control.itemset)),
        label=owner.label if owner is not None else None,
        hint=control.hint if control is not None else None,
        appearance=owner.appearance if owner is not None else "",
        data_type=definition.bind.type.value,
        control=control.kind.value if control is not None else None,
    )


def _violation(node: InstanceNode) -> str | None:
    if not node.shown:
        return None
    if node.required and not node.text and not node.unknown:
        return "required"
    return None if node.valid else "constraint"


def _message(node: InstanceNode, violation: str, scope: SessionScope) -> str | None:
    bind = node.definition.bind
    text = bind.required_message if violation == "required" else bind.constraint_message
    return None if text is None else scope.words(text, node)


def sections(body: Sequence[Group | Control], root: InstanceNode, scope: SessionScope) -> tuple[Section, ...]:
    """The outline: each top-level group and each instance of a top-level repeat; questions outside of groups make
    sections of their own, without a label. A group made of several named groups (四查: 生活, 住房, 饮水) gives a section for
    each of these, and one under its own name for what stands between them."""
    found: list[Section] = []
    for part in _runs(body, lambda item: isinstance(item, Group)):
        if isinstance(part, Group):
            found.extend(_group_sections(part, root, scope))
        else:
            found.extend(_between(part, root, scope, None))
    return tuple(section for section in found if section.questions)


def _runs(
    items: Sequence[Group | Control], apart: Callable[[Group | Control], bool]
) -> Iterator[Group | list[Group | Control]]:
    """Groups that stand apart, one by one, and what stands between them together."""
    between: list[Group | Control] = []
    for item in items:
        if isinstance(item, Group) and apart(item):
            if between:
                yield between
            between = []
            yield item
        else:
            between.append(item)
    if between:
        yield between


def _between(
    items: Sequence[Group | Control], top: InstanceNode, scope: SessionScope, group: Group | None
) -> Iterator[Section]:
    """Questions that have no section of their own, known by the first of them."""
    asked = list(_asked(items, top))
    if asked:
        yield replace(_section("", top, asked, scope, group), ref=asked[0].reference())


def _group_sections(group: Group, root: InstanceNode, scope: SessionScope) -> Iterator[Section]:
    parts = list(_runs(group.children, _is_part)) if sum(map(_is_part, group.children)) > 1 else []
    for node in [root] if group.names is None else _below(root, group.names):
        if not node.shown:
            continue
        if not parts or group.repeat:
            yield _section(
                group.names[-1] if group.names else "", node, list(_asked(group.children, node)), scope, group
            )
            continue
        for part in parts:
            if isinstance(part, Group):
                yield from _part_section(part, node, scope)
            else:
                yield from _between(part, node, scope, group)


def _part_section(part: Group, top: InstanceNode, scope: SessionScope) -> Iterator[Section]:
    for node in _below(top, part.names or ()):
        if node.shown:
            yield _section(node.name, node, list(_asked(part.children, node)), scope, part)


def _is_part(item: Group | Control) -> bool:
    """Whether a group below a group is worth a section: it has a name of its own and is asked once."""
    return isinstance(item, Group) and item.label is not None and item.names is not None and not item.repeat


def _section(
    name: str, node: InstanceNode, asked: Sequence[InstanceNode], scope: SessionScope, group: Group | None
) -> Section:
    questions = [one for one in asked if is_question(one)]
    return Section(
        name=name,
        ref=node.reference(),
        label=scope.words(group.label, node) if group is not None else "",
        questions=tuple(one.reference() for one in questions),
        answered=sum(1 for one in questions if one.text or one.unknown),
        wrong=sum(1 for one in questions if _violation(one) is not None),
        repeat=group is not None and group.repeat,
    )


def _asked(items: Sequence[Group | Control], top: InstanceNode) -> Iterator[InstanceNode]:
    """The nodes of the questions inside, in the order of the body, instance by instance."""
    for item in items:
        if isinstance(item, Control):
            yield from _instances(item, top)
        elif item.names is None:
            yield from _asked(item.children, top)
        else:
            for node in _below(top, item.names):
                yield from _asked(item.children, node)


def _instances(control: Control, top: InstanceNode) -> list[InstanceNode]:
    return _below(top, control.names)


def _below(top: InstanceNode, names: tuple[str, ...]) -> list[InstanceNode]:
    size = len(top.definition.names)
    if names[:size] != top.definition.names:
        return []
    return below(top, names, size)
