"""What an expression sees while it is evaluated."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Protocol

from app.forms.tree import Node


class Scope(Protocol):
    """The form around an expression: a session, or a plain document in a test."""

    @property
    def document(self) -> Node:
        """The node above the root element of the primary instance."""
        ...

    @property
    def zone(self) -> tzinfo:
        """The zone whose clock dates follow."""
        ...

    def now(self) -> datetime:
        """The present moment, aware, in the form's zone."""
        ...

    def instance(self, name: str) -> Node | None:
        """The node above the root of a secondary instance; None if there is none of this name."""
        ...

    def text(self, identifier: str, node: Node) -> str:
        """The text of an itext id in the present language, its outputs read from a node."""
        ...

    def choice_name(self, question: Node, value: str) -> str:
        """The label of a choice of a question, in the present language."""
        ...

    def new_uuid(self) -> str:
        """A new random UUID."""
        ...

    def random(self) -> float:
        """A random number, 0 inclusive to 1 exclusive."""
        ...


class Context:
    """Where an expression is evaluated: the context node, its place among its fellows, and ``current()``."""

    __slots__ = ("node", "origin", "position", "scope", "size")

    def __init__(self, scope: Scope, node: Node) -> None:
        self.scope = scope
        self.node = node
        self.origin = node
        self.position = 1
        self.size = 1

    def at(self, node: Node, position: int, size: int) -> Context:
        """The context of a predicate: another node, the same ``current()``."""
        inner = Context(self.scope, node)
        inner.origin = self.origin
        inner.position = position
        inner.size = size
        return inner
