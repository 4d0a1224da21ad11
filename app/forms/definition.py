"""A form as it was published: immutable, shared by all sessions that fill it (ODK XForms specification)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from app.forms.datatypes import DataType
from app.forms.tree import Node
from app.forms.xpath.paths import Closure
from app.forms.xpath.syntax import Expression

if TYPE_CHECKING:
    from app.forms.graph import Plan

Names = tuple[str, ...]
"""The names on the way from the root to a node; the path without its slashes."""


class ControlKind(StrEnum):
    """How a question is asked; the values are the elements of the body."""

    INPUT = "input"
    SECRET = "secret"
    SELECT1 = "select1"
    SELECT = "select"
    RANK = "rank"
    RANGE = "range"
    TRIGGER = "trigger"
    UPLOAD = "upload"


class EventName(StrEnum):
    """When an action runs."""

    FIRST_LOAD = "odk-instance-first-load"
    LOAD = "odk-instance-load"
    NEW_REPEAT = "odk-new-repeat"
    VALUE_CHANGED = "xforms-value-changed"


@dataclass(frozen=True, slots=True)
class Computed:
    """An expression of the form with its closure."""

    source: str
    expression: Expression
    closure: Closure


@dataclass(frozen=True, slots=True)
class Text:
    """A label, hint or message: for each language a row of fixed parts and outputs, or an expression that gives it.

    ``translations`` has the key "" where the text is not translated.
    """

    translations: Mapping[str, tuple[str | Computed, ...]]
    dynamic: Computed | None = None
    guidance: Mapping[str, tuple[str | Computed, ...]] = field(default_factory=dict)
    media: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bind:
    """What holds for a node (specification, "Bind attributes"). ``extra`` are attributes of other namespaces."""

    type: DataType = DataType.STRING
    relevant: Computed | None = None
    required: Computed | None = None
    readonly: Computed | None = None
    constraint: Computed | None = None
    calculate: Computed | None = None
    constraint_message: Text | None = None
    required_message: Text | None = None
    preload: str = ""
    preload_parameters: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice written in the body. Choices of an itemset are nodes of an instance."""

    value: str
    label: Text | None


@dataclass(frozen=True, slots=True)
class Itemset:
    """Choices out of a node-set; value and label are read relative to each node."""

    nodeset: Computed
    value: Closure
    label: Closure | None


@dataclass(frozen=True, slots=True)
class Action:
    """A ``setvalue``: put a value into ``target`` when one of the events happens. ``place`` is the target's own
    expression where it picks instances of a repeat (``/data/member[1]/age``)."""

    events: frozenset[EventName]
    target: Names
    value: Computed | None
    text: str = ""
    place: Computed | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Control:
    """A question of the body."""

    kind: ControlKind
    names: Names
    label: Text | None = None
    hint: Text | None = None
    appearance: str = ""
    choices: tuple[Choice, ...] = ()
    itemset: Itemset | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """A group or a repeat of the body. A repeat has ``repeat`` set; ``names`` is None for a group without ref."""

    names: Names | None
    label: Text | None = None
    appearance: str = ""
    children: tuple[Group | Control, ...] = ()
    repeat: bool = False
    count: Computed | None = None
    fixed: bool = False
    actions: tuple[Action, ...] = ()


@dataclass(slots=True, eq=False)
class NodeDefinition:
    """One node of the primary instance's schema, whatever number of instances it has.

    ``template`` is what a new instance is made of; ``instances`` are those that the form defines for a repeat.
    ``name`` is the node's own name (empty for the document above the root), ``path`` the path as authors write it,
    ``repeated`` whether it lies in a repeat or is one. An attribute is a node with ``@`` before its name.
    """

    index: int
    names: Names
    parent: NodeDefinition | None
    template: Node
    children: list[NodeDefinition] = field(default_factory=list)
    attributes: list[NodeDefinition] = field(default_factory=list)
    bind: Bind = field(default_factory=Bind)
    control: Control | None = None
    group: Group | None = None
    instances: list[Node] = field(default_factory=list)
    name: str = field(init=False)
    path: str = field(init=False)
    repeated: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        self.name = self.names[-1] if self.names else ""
        self.path = "/" + "/".join(self.names)

    @property
    def repeat(self) -> Group | None:
        """The repeat of which this node is an instance."""
        return self.group if self.group is not None and self.group.repeat else None


@dataclass(frozen=True, slots=True, eq=False)
class FormDefinition:
    """A parsed form. Keep it and share it: parsing costs, sessions on it are cheap.

    ``signers`` are the persons who sign (``cunfang:signers``); ``scope`` is ``restricted`` for a form whose visits
    only those with that right may see, else "". ``instances`` gives the secondary instances by id, each built at its
    first use; ``external`` are the ids whose rows the environment or the media must give. ``identifies``: an instanceID that
    no bind gives is filled by the session.
    """

    form_id: str
    version: str
    title: str
    languages: tuple[str, ...]
    default_language: str
    signers: tuple[str, ...]
    scope: str
    root: NodeDefinition
    nodes: tuple[NodeDefinition, ...]
    by_names: Mapping[Names, NodeDefinition]
    body: tuple[Group | Control, ...]
    actions: tuple[Action, ...]
    instances: Mapping[str, Callable[[], Node]]
    external: Mapping[str, str]
    texts: Callable[[str, Names], Text | None]
    namespaces: Mapping[str, str]
    initial: Node
    repeats: frozenset[Names]
    plan: Plan
    identifies: bool
