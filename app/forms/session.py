"""Filling a form: answers in, state out. One session is one instance of a form under one person's hands."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.errors import AppError, ErrorCode
from app.forms.accepting import Answer, accepted
from app.forms.actions import Actions
from app.forms.building import collector_paused
from app.forms.datatypes import stored
from app.forms.definition import EventName, FormDefinition, NodeDefinition
from app.forms.engine import Engine
from app.forms.environment import Environment
from app.forms.graph import Computation
from app.forms.instance import InstanceNode, build_instance
from app.forms.preload import preload
from app.forms.repeating import Repeats
from app.forms.scope import SessionScope
from app.forms.state import NodeState, Section, node_state, sections
from app.forms.submission import draft_bytes, read_draft, read_submission, submission_bytes
from app.forms.tree import Node, local_name

_DIGITS = 10
"""No instance has a longer number."""


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
        self._actions = Actions(definition, self._scope, self._engine, self._root)
        self._found: dict[str, InstanceNode] = {}
        self._repeats = Repeats(definition, self._scope, self._engine, self._actions)

    @classmethod
    def start(cls, definition: FormDefinition, environment: Environment) -> FormSession:
        """A new instance: defaults, preloads, first calculations, then the events of a first load."""
        with collector_paused():
            return cls._started(definition, environment)

    @classmethod
    def _started(cls, definition: FormDefinition, environment: Environment) -> FormSession:
        session = cls(definition, environment, definition.initial)
        session._repeats.complete(session._root)
        session._fill_types()
        for node in list(session._root.subtree()):
            preload(node, environment)
        session._compute_all()
        session._actions.fire(EventName.FIRST_LOAD, session._root)
        session._actions.fire(EventName.LOAD, session._root)
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
        session._repeats.take_aside(session._root)
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
        self._actions.fire(EventName.LOAD, self._root)
        self._identify()
        self._loaded()

    def _loaded(self) -> None:
        self._actions.loading = False
        self._engine.touched.clear()

    def _fill_types(self) -> None:
        for node in self._root.subtree():
            if node.text and not node.children:
                node.text = stored(node.definition.bind.type, node.text, self._scope.zone)

    def _compute_all(self) -> None:
        self._engine.due_everywhere(self._root)
        self._actions.settle()

    def _identify(self) -> None:
        node = self._meta("instanceID")
        if node is not None and not node.text and self.definition.identifies:
            self._engine.set_text(node, f"uuid:{self.environment.new_uuid()}")
            self._actions.settle()

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
        text = accepted(node, ref, value, self._scope)
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
        self._repeats.add(parent, definition)
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
        self._repeats.remove(node.parent, node)
        return self._finish()

    def restore_repeat(self, ref: str) -> tuple[str, ...]:
        """Put the instance of a repeat that a person removed last back to its place (``/data/member[2]``), with its answers.

        :raises AppError: ``NOT_FOUND`` for no such repeat, ``STEP_INVALID`` where nothing was removed, or where the form
            decides the number
        """
        head, _, tail = ref.rpartition("/")
        name, _bracket, place = tail.removesuffix("]").partition("[")
        parent = self._seek(head)
        definition = self.definition.by_names.get((*parent.definition.names, name)) if parent is not None else None
        if parent is None or definition is None or definition.repeat is None or not place.isdecimal():
            raise AppError(ErrorCode.NOT_FOUND, ref=ref)
        if definition.repeat.fixed or not self._repeats.restore(parent, name, max(1, int(place[:_DIGITS]))):
            raise AppError(ErrorCode.STEP_INVALID, ref=ref, reason="nothing removed")
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
        return draft_bytes(self._root, self.definition, self._scope.language, self._repeats.aside)

    # --- inside ---------------------------------------------------------------------------------------------------

    def _seek(self, ref: str) -> InstanceNode | None:
        known = self._found.get(ref)
        if known is not None and not known.removed and known.reference() == ref:
            return known
        node = self._walked(ref)
        if node is not None and node.reference() == ref:
            self._found[ref] = node
        return node

    def _walked(self, ref: str) -> InstanceNode | None:
        node = self._document
        for part in ref.strip("/").split("/"):
            name, bracket, number = part.partition("[")
            fellows = node.named.get(name, [])
            numbered = number.endswith("]") and number[:-1].isdecimal() and len(number) < _DIGITS
            place = int(number[:-1]) if numbered else int(not bracket)
            if not 1 <= place <= len(fellows):
                return None
            node = fellows[place - 1]
        return node

    def _question(self, ref: str) -> InstanceNode:
        node = self._seek(ref)
        if node is None or node.children:
            raise AppError(ErrorCode.NOT_FOUND, ref=ref)
        return node

    def _finish(self) -> tuple[str, ...]:
        self._actions.settle()
        touched = tuple(node.reference() for node in self._engine.touched if not node.removed)
        self._engine.touched.clear()
        return touched

    def _value_changed(self, node: InstanceNode) -> None:
        self._actions.value_changed(node)

    def _resize(self, parent: InstanceNode, computation: Computation, wanted: int) -> None:
        self._repeats.resize(parent, computation, wanted)


def is_wrong(node: InstanceNode) -> bool:
    """Whether a node that is relevant is required and empty, or breaks its constraint."""
    return (node.required and not node.text and not node.unknown) or not node.valid
