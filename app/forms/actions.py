"""What follows from a change by itself: computations, answers that are no choice any more, actions of the form."""

from __future__ import annotations

from app.forms.accepting import chosen_values
from app.forms.datatypes import stored
from app.forms.definition import Action, EventName, FormDefinition
from app.forms.engine import Engine
from app.forms.instance import InstanceNode, below
from app.forms.limits import RECALCULATION_ROUNDS
from app.forms.scope import SessionScope
from app.forms.xpath.context import Context
from app.forms.xpath.syntax import XPathError


class Actions:
    """Runs the actions of a form (specification, "Events and Actions") and settles what they move.

    ``loading`` is true until the instance is as the form wants it: what is computed then is no change of a value.
    """

    def __init__(self, definition: FormDefinition, scope: SessionScope, engine: Engine, root: InstanceNode) -> None:
        self._definition = definition
        self._scope = scope
        self._engine = engine
        self._root = root
        self._pending: list[tuple[Action, InstanceNode]] = []
        self.loading = True

    def settle(self) -> None:
        """Compute, drop answers that are no choice any more, run the actions that follow; until nothing moves."""
        for _ in range(RECALCULATION_ROUNDS):
            self._engine.settle()
            if self._engine.choices_due:
                self._drop_choices()
            if not self._pending:
                if not self._engine.busy:
                    return
                continue
            pending, self._pending = self._pending, []
            for action, node in pending:
                self._run(action, node)

    def _drop_choices(self) -> None:
        due = list(self._engine.choices_due)
        self._engine.choices_due.clear()
        for node in due:
            allowed = self._scope.values(node)
            if allowed is None or not node.shown:
                continue
            chosen = chosen_values(node, node.text)
            kept = [value for value in chosen if value in allowed]
            if len(kept) < len(chosen):
                self._engine.set_text(node, " ".join(kept))

    def value_changed(self, node: InstanceNode) -> None:
        """Note what is to run because the value of a question changed."""
        control = node.definition.control
        if control is None or self.loading:
            return
        for action in control.actions:
            if EventName.VALUE_CHANGED in action.events:
                self._pending.append((action, node))

    def fire(self, event: EventName, top: InstanceNode) -> None:
        """Run the actions of an event: those of the model once, those of repeats and questions for each instance."""
        if top is self._root:
            for action in self._definition.actions:
                if event in action.events:
                    self._run(action, self._root)
        for node in list(top.subtree()):
            owner = node.definition.control or node.definition.group
            for action in owner.actions if owner is not None else ():
                if event in action.events:
                    self._run(action, node)
        self.settle()

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
