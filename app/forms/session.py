"""Filling a form: answers in, state out. One session is one instance of a form under one person's hands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from app.domain.errors import AppError, ErrorCode
from app.forms.datatypes import DataType, stored
from app.forms.definition import Action, Control, ControlKind, EventName, FormDefinition, Group, NodeDefinition
from app.forms.engine import Engine
from app.forms.environment import Environment
from app.forms.graph import Computation
from app.forms.instance import InstanceNode, below, build_instance
from app.forms.limits import ANSWER_CHARACTERS, RECALCULATION_ROUNDS, REPEAT_INSTANCES_TOTAL
from app.forms.preload import preload
from app.forms.schema import TEMPLATE
from app.forms.scope import SessionScope
from app.forms.state import NodeState, Section, node_state, sections
from app.forms.submission import draft_bytes, read_draft, read_submission, submission_bytes
from app.forms.tree import Node, local_name
from app.forms.xpath.context import Context
from app.forms.xpath.syntax import XPathError
from app.forms.xpath.values import number_text, to_string

Answer = str | int | float | bool | Sequence[str] | None
"""What a person answers: a list for questions with several choices; None clears."""

_TYPED = frozenset({DataType.INT, DataType.DECIMAL, DataType.DATE, DataType.TIME, DataType.DATE_TIME})

ACKNOWLEDGED = "OK"
"""What an acknowledged ``trigger`` holds (specification, "Body elements")."""


class FormSession:
    """One instance of a form while it is filled. Make it with :meth:`start`, :meth:`resume` or :meth:`reopen`."""

    def __init__(self, definition: FormDefinition, environment: Environment, source: Node) -> None:
        self.definition = definition
        self.environment = environment
        above = NodeDefinition(-1, (), None, Node(""))
        self._document = InstanceNode(above)
        self._root = build_instance(source, definition.by_names, definition.root.names)
        self._document.add(self._root)
        self._scope = SessionScope(definition, environment, self._document)
        self._engine = Engine(definition, self._scope, self._root, self._resize, self._value_changed)
        self._pending: list[tuple[Action, InstanceNode]] = []
        self._loading = True
        self._instances = 0

    @classmethod
    def start(cls, definition: FormDefinition, environment: Environment) -> FormSession:
        """A new instance: defaults, preloads, first calculations, then the events of a first load."""
        session = cls(definition, environment, definition.initial)
        session._first_instances(session._root)
        session._fill_types()
        for node in list(session._root.subtree()):
            preload(node, environment)
        session._compute_all()
        session._fire(EventName.FIRST_LOAD, session._root)
        session._fire(EventName.LOAD, session._root)
        session._identify()
        session._loaded()
        return session

    @classmethod
    def resume(cls, definition: FormDefinition, environment: Environment, submission: bytes) -> FormSession:
        """An instance out of a submission that this form made; what the submission left out is empty.

        :raises FormError: when the bytes are no XML
        :raises AppError: ``NOT_A_FORM`` when they are a submission of another form
        """
        session = cls(definition, environment, read_submission(submission, definition))
        session._continue()
        return session

    @classmethod
    def reopen(cls, definition: FormDefinition, environment: Environment, draft: bytes) -> FormSession:
        """An instance out of :meth:`draft`: every value is back, also of questions that are not relevant now.

        :raises AppError: ``NOT_A_FORM`` when the bytes are no draft of this form
        """
        source, unknown, language = read_draft(draft, definition)
        session = cls(definition, environment, source)
        session._continue()
        for reference in unknown:
            node = session._seek(reference)
            if node is not None:
                node.unknown = True
        if language in definition.languages:
            session._scope.language = language
        return session

    def _continue(self) -> None:
        self._fill_types()
        self._compute_all()
        self._fire(EventName.LOAD, self._root)
        self._identify()
        self._loaded()

    def _loaded(self) -> None:
        self._loading = False
        self._engine.loaded = True
        self._engine.touched.clear()

    def _fill_types(self) -> None:
        for node in self._root.subtree():
            if node.text and not node.children:
                node.text = stored(node.definition.bind.type, node.text, self._scope.zone)

    def _first_instances(self, top: InstanceNode) -> None:
        """A repeat of fixed size (``jr:noAddRemove``) that the form leaves empty has one instance."""
        for node in list(top.subtree()):
            for child in node.definition.children:
                if child.repeat is not None and _fixed(child.repeat) and child.name not in node.named:
                    node.add_first(build_instance(child.template, self.definition.by_names, child.names))
                    self._first_instances(node.named[child.name][0])

    def _compute_all(self) -> None:
        self._engine.due_everywhere(self._root)
        self._settle()

    def _identify(self) -> None:
        node = self._meta("instanceID")
        if node is not None and not node.text and self.definition.identifies:
            self._engine.set_text(node, f"uuid:{self.environment.new_uuid()}")
            self._settle()

    def _meta(self, name: str) -> InstanceNode | None:
        for group in self._root.children:
            if local_name(group.name) == "meta":
                return next((node for node in group.children if local_name(node.name) == name), None)
        return None

    # --- what a person does ---------------------------------------------------------------------------------------

    def answer(self, ref: str, value: Answer) -> tuple[str, ...]:
        """Store an answer.

        :returns: the references whose state or label may have changed
        :raises AppError: ``NOT_FOUND`` for no such question, ``ANSWER_INVALID`` for a value that its type or its
            choices do not allow, or for a read-only question
        """
        node = self._question(ref)
        text = self._accepted(node, ref, value)
        node.unknown = False
        self._engine.touched[node] = None
        self._engine.set_text(node, text)
        return self._finish()

    def mark_unknown(self, ref: str) -> tuple[str, ...]:
        """Asked, not known (不清楚): the value is empty, ``required`` is satisfied, no fact changes.

        :raises AppError: ``NOT_FOUND`` for no such question
        """
        node = self._question(ref)
        self._engine.set_text(node, "")
        node.unknown = True
        self._engine.touched[node] = None
        return self._finish()

    def add_repeat(self, ref: str) -> tuple[str, ...]:
        """Add an instance to a repeat (``/data/member``), at the end.

        :raises AppError: ``NOT_FOUND`` for no such repeat, ``STEP_INVALID`` for one whose size the form decides
        """
        head, _, name = ref.rpartition("/")
        parent = self._seek(head)
        definition = self.definition.by_names.get((*parent.definition.names, name)) if parent is not None else None
        if parent is None or definition is None or definition.repeat is None:
            raise AppError(ErrorCode.NOT_FOUND, ref=ref)
        if definition.repeat.fixed:
            raise AppError(ErrorCode.STEP_INVALID, ref=ref, reason="counted")
        self._add_instance(parent, definition)
        return self._finish()

    def remove_repeat(self, ref: str) -> tuple[str, ...]:
        """Remove an instance of a repeat (``/data/member[2]``).

        :raises AppError: ``NOT_FOUND`` for no such instance, ``STEP_INVALID`` where the form decides the number
        """
        node = self._seek(ref)
        if node is None or node.parent is None or node.definition.repeat is None:
            raise AppError(ErrorCode.NOT_FOUND, ref=ref)
        if node.definition.repeat.fixed:
            raise AppError(ErrorCode.STEP_INVALID, ref=ref, reason="counted")
        self._remove_instance(node.parent, node)
        return self._finish()

    def set_language(self, language: str) -> tuple[str, ...]:
        """Show labels and choices in another language of the form.

        :raises AppError: ``VALUE_INVALID`` when the form does not have it
        """
        if language not in self.definition.languages:
            raise AppError(ErrorCode.VALUE_INVALID, value=language)
        self._scope.language = language
        self._engine.due_by_language()
        self._finish()
        return tuple(ref for ref, _node in self._root.referenced(self._root.reference()))

    @property
    def language(self) -> str:
        """The language in which labels are given."""
        return self._scope.language

    # --- what a person sees ---------------------------------------------------------------------------------------

    def state(self, ref: str) -> NodeState:
        """The state of one node.

        :raises AppError: ``NOT_FOUND`` for no such node
        """
        node = self._seek(ref)
        if node is None:
            raise AppError(ErrorCode.NOT_FOUND, ref=ref)
        return node_state(node, self._scope)

    def states(self) -> tuple[NodeState, ...]:
        """The state of every node, in document order."""
        nodes = self._root.referenced(self._root.reference())
        return tuple(node_state(node, self._scope, ref) for ref, node in nodes)

    def nodes(self) -> Iterator[InstanceNode]:
        """The nodes of the instance, in document order (attributes are not among them)."""
        return (node for node in self._root.subtree() if not node.is_attribute)

    def node(self, ref: str) -> InstanceNode | None:
        """The node of a reference, None if there is none."""
        return self._seek(ref)

    @property
    def scope(self) -> SessionScope:
        """What expressions see; for evaluating further expressions at a node."""
        return self._scope

    def outline(self) -> tuple[Section, ...]:
        """The sections of the form that a person sees, with how far each is answered."""
        return sections(self.definition.body, self._root, self._scope)

    def questions(self) -> tuple[str, ...]:
        """The references of the relevant questions in the order of the form; calculations are none."""
        return tuple(ref for section in self.outline() for ref in section.questions)

    def violations(self) -> tuple[NodeState, ...]:
        """The relevant nodes that are required and empty, or break their constraint."""
        found = [node for node in self.nodes() if node.shown and is_wrong(node)]
        return tuple(node_state(node, self._scope) for node in found)

    # --- what is kept ---------------------------------------------------------------------------------------------

    def submission(self) -> bytes:
        """The submission: relevant nodes only, as canonical XML."""
        return submission_bytes(self._root, self.definition)

    def draft(self) -> bytes:
        """Everything, to :meth:`reopen`."""
        return draft_bytes(self._root, self.definition, self._scope.language)

    # --- inside ---------------------------------------------------------------------------------------------------

    def _seek(self, ref: str) -> InstanceNode | None:
        node = self._document
        for part in ref.strip("/").split("/"):
            name, _, number = part.partition("[")
            fellows = node.named.get(name, [])
            place = int(number[:-1]) if number[:-1].isdecimal() and number.endswith("]") else int(not number)
            if not 1 <= place <= len(fellows):
                return None
            node = fellows[place - 1]
        return node

    def _question(self, ref: str) -> InstanceNode:
        node = self._seek(ref)
        if node is None or node.children:
            raise AppError(ErrorCode.NOT_FOUND, ref=ref)
        return node

    def _accepted(self, node: InstanceNode, ref: str, value: Answer) -> str:
        control = node.definition.control
        if isinstance(value, bool) and control is not None and control.kind is ControlKind.TRIGGER:
            value = ACKNOWLEDGED if value else None
        text = answer_text(value)
        if node.definition.bind.type in _TYPED:
            # a Chinese keyboard types full-width digits
            text = unicodedata.normalize("NFKC", text)
        if len(text) > ANSWER_CHARACTERS:
            raise AppError(ErrorCode.ANSWER_INVALID, ref=ref, reason="too_long")
        kept = stored(node.definition.bind.type, text, self._scope.zone)
        if text.strip() and not kept:
            raise AppError(ErrorCode.ANSWER_INVALID, ref=ref, reason=node.definition.bind.type.value)
        if kept and control is not None and control.kind is ControlKind.RANGE and not _in_range(control, float(kept)):
            raise AppError(ErrorCode.ANSWER_INVALID, ref=ref, reason=ControlKind.RANGE.value)
        allowed = self._scope.values(node) if kept and node.definition.control is not None else None
        if allowed is None:
            return kept
        chosen = self._chosen(node, kept)
        if not set(chosen) <= set(allowed):
            raise AppError(ErrorCode.ANSWER_INVALID, ref=ref, reason="choice")
        if control is not None and control.kind is ControlKind.SELECT:
            # in the order of the choices, so that the same answer is the same text
            chosen = [one for one in allowed if one in set(chosen)]
        return " ".join(chosen)

    def _chosen(self, node: InstanceNode, text: str) -> list[str]:
        control = node.definition.control
        several = control is not None and control.kind in {ControlKind.SELECT, ControlKind.RANK}
        return text.split() if several else [text]

    def _finish(self) -> tuple[str, ...]:
        self._settle()
        touched = tuple(node.reference() for node in self._engine.touched if not node.removed)
        self._engine.touched.clear()
        return touched

    def _settle(self) -> None:
        """Compute, drop answers that are no choice any more, run the actions that follow; until nothing moves."""
        for _ in range(RECALCULATION_ROUNDS):
            self._engine.settle()
            self._drop_choices()
            pending, self._pending = self._pending, []
            for action, node in pending:
                self._run(action, node)
            if not pending and not self._engine.busy:
                return

    def _drop_choices(self) -> None:
        due = list(self._engine.choices_due)
        self._engine.choices_due.clear()
        for node in due:
            allowed = self._scope.values(node)
            if allowed is None or not node.shown:
                continue
            chosen = self._chosen(node, node.text)
            kept = [value for value in chosen if value in allowed]
            if len(kept) < len(chosen):
                self._engine.set_text(node, " ".join(kept))

    def _value_changed(self, node: InstanceNode) -> None:
        control = node.definition.control
        if control is None or self._loading:
            return
        for action in control.actions:
            if EventName.VALUE_CHANGED in action.events:
                self._pending.append((action, node))

    def _fire(self, event: EventName, top: InstanceNode) -> None:
        """Run the actions of an event: those of the model once, those of repeats and questions for each instance."""
        if top is self._root:
            for action in self.definition.actions:
                if event in action.events:
                    self._run(action, self._root)
        for node in list(top.subtree()):
            owner = node.definition.control or node.definition.group
            for action in owner.actions if owner is not None else ():
                if event in action.events:
                    self._run(action, node)
        self._settle()

    def _run(self, action: Action, context: InstanceNode) -> None:
        shared = 0
        for one, other in zip(context.definition.names, action.target, strict=False):
            if one != other:
                break
            shared += 1
        anchor = context
        for _ in range(len(context.definition.names) - shared):
            if anchor.parent is not None:
                anchor = anchor.parent
        targets = below(anchor, action.target, shared)
        if action.place is not None:
            found = action.place.closure(Context(self._scope, context))
            chosen = {id(node) for node in found} if isinstance(found, list) else set()
            targets = [node for node in below(self._root, action.target, 1) if id(node) in chosen]
        for target in targets:
            self._engine.set_text(target, self._action_value(action, target))
        self._engine.settle()

    def _action_value(self, action: Action, target: InstanceNode) -> str:
        if action.value is None:
            return stored(target.definition.bind.type, action.text, self._scope.zone)
        try:
            value = action.value.closure(Context(self._scope, target))
        except XPathError:
            return ""
        return stored(target.definition.bind.type, value, self._scope.zone)

    def _add_instance(self, parent: InstanceNode, definition: NodeDefinition, source: Node | None = None) -> None:
        self._instances += 1
        node = build_instance(source or definition.template, self.definition.by_names, definition.names)
        node.attributes.pop(TEMPLATE, None)
        if parent.named.get(definition.name):
            parent.add(node)
        else:
            parent.add_first(node)
        self._first_instances(node)
        for inner in node.subtree():
            inner.shown = parent.shown
            inner.text = stored(inner.definition.bind.type, inner.text, self._scope.zone) if inner.text else ""
        self._engine.touched[node] = None
        self._engine.instances_changed(parent, node)
        self._engine.due_everywhere(node)
        self._engine.settle()
        self._fire(EventName.NEW_REPEAT, node)

    def _remove_instance(self, parent: InstanceNode, node: InstanceNode) -> None:
        self._instances -= 1
        parent.remove(node)
        self._engine.touched[parent] = None
        self._engine.instances_changed(parent, node)

    def _resize(self, parent: InstanceNode, computation: Computation, wanted: int) -> None:
        definition = computation.node
        while len(parent.named.get(definition.name, ())) > wanted:
            self._remove_instance(parent, parent.named[definition.name][-1])
        for place in range(len(parent.named.get(definition.name, ())), wanted):
            if self._instances >= REPEAT_INSTANCES_TOTAL:
                return
            # the instances that the form itself defines keep their own defaults
            source = definition.instances[place] if place < len(definition.instances) else definition.template
            self._add_instance(parent, definition, source)


def _in_range(control: Control, value: float) -> bool:
    ends = (control.attributes.get("start", ""), control.attributes.get("end", ""))
    try:
        start, end = float(ends[0]), float(ends[1])
    except ValueError:
        return True
    return min(start, end) <= value <= max(start, end)


def _fixed(repeat: Group) -> bool:
    return repeat.fixed and repeat.count is None


def is_wrong(node: InstanceNode) -> bool:
    """Whether a node that is relevant is required and empty, or breaks its constraint."""
    return (node.required and not node.text and not node.unknown) or not node.valid


def answer_text(value: Answer) -> str:
    """An answer as the text that a node keeps."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, (int, float)):
        return number_text(float(value))
    return value if isinstance(value, str) else " ".join(to_string(one) for one in value)
