"""ODK Entities: what a filled form creates or updates in the entity lists of others (ODK Entities specification).

A form declares an entity beside the questions that describe it: ``meta/entity`` in the root, or, since 2025.1, in a
group or a repeat, once for each of its instances. A question with ``save_to`` (``entities:saveto`` of its bind) gives
a property of the entity that is declared nearest around it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Final

from app.domain.facts import Holder
from app.forms.definition import FormDefinition, Names, NodeDefinition
from app.forms.instance import InstanceNode, below
from app.forms.session import FormSession
from app.forms.tree import Node, local_name

SAVE_TO: Final = "entities:saveto"
"""The attribute of a bind that names a property, as :class:`~app.forms.definition.Bind` keeps it."""

LISTS: Final[Mapping[str, Holder]] = {
    "households": Holder.HOUSEHOLD,
    "members": Holder.MEMBER,
    "persons": Holder.MEMBER,
}
"""The entity lists of this program by name, with whom they list. Their properties are the facts by their paths."""
CREATES: Final = frozenset({Holder.MEMBER})
"""Of what a visit can make new ones: it is at one household."""

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\Z", re.IGNORECASE)
_VERSION = re.compile(r"[1-9]\d{0,17}\Z", re.ASCII)
_TRUE = frozenset({"1", "true"})


class EntityKind(StrEnum):
    """What is done with an entity."""

    CREATE = "create"
    UPDATE = "update"


class EntityFault(StrEnum):
    """Why an entity that a form declares cannot be created or updated."""

    ID_INVALID = "id_invalid"
    LABEL_MISSING = "label_missing"


@dataclass(frozen=True)
class EntityDeclaration:
    """An entity that a form declares.

    ``names`` lead to the ``entity`` node, ``holder`` to what it describes: the root, a group or a repeat. ``properties``
    are the nodes that give its properties, with their names. ``creates`` tells whether it may make new ones.
    """

    names: Names
    holder: Names
    dataset: str
    properties: tuple[tuple[Names, str], ...]
    creates: bool


@dataclass(frozen=True)
class EntityAction:
    """One entity to create or to update.

    ``id`` is a UUID without prefix, or a name that the list itself gave out. ``label`` is None where an update leaves
    it. ``values`` are the properties by name, as texts; a question that was not asked gives none, one left empty gives
    "". ``base_version`` is the version that the person had before them, None for a new entity, 0 where the form does
    not tell it. ``ref`` is the entity's node. ``sources`` are the references of the nodes that give the properties.
    """

    kind: EntityKind
    dataset: str
    id: str
    label: str | None
    values: Mapping[str, str]
    base_version: int | None
    ref: str
    sources: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class EntityProblem:
    """An entity that the form wants created or updated and that cannot be: ``ref`` is the node to look at."""

    ref: str
    dataset: str
    fault: EntityFault
    value: str = ""


@dataclass(frozen=True)
class EntityOutcome:
    """What a filled form does with entities, in the order of the instance."""

    actions: tuple[EntityAction, ...] = ()
    problems: tuple[EntityProblem, ...] = field(default=())


@lru_cache(maxsize=64)
def entity_declarations(definition: FormDefinition) -> tuple[EntityDeclaration, ...]:
    """The entities that a form declares, in document order; kept with the definition."""
    found = [node for node in definition.nodes if _is_entity(node)]
    holders = {node.names[:-2]: node for node in found}
    properties: dict[Names, list[tuple[Names, str]]] = {holder: [] for holder in holders}
    for node in definition.nodes:
        name = node.bind.extra.get(SAVE_TO, "").strip()
        nearest = _nearest(node.names, holders) if name else None
        if nearest is not None:
            properties[nearest].append((node.names, name))
    return tuple(
        EntityDeclaration(
            node.names,
            holder,
            _fixed(node, "dataset"),
            tuple(properties[holder]),
            EntityKind.CREATE.value in node.template.attributes,
        )
        for holder, node in holders.items()
    )


def homeless_properties(definition: FormDefinition) -> tuple[NodeDefinition, ...]:
    """The nodes that are saved to a property although no entity is declared around them."""
    placed = {names for declaration in entity_declarations(definition) for names, _ in declaration.properties}
    saved = (node for node in definition.nodes if node.bind.extra.get(SAVE_TO, "").strip())
    return tuple(node for node in saved if node.names not in placed)


def entity_outcome(session: FormSession) -> EntityOutcome:
    """What the form as it is filled now creates and updates.

    Both at once, which the specification leaves to the author, gives both actions. What is not relevant does nothing.
    """
    actions: list[EntityAction] = []
    problems: list[EntityProblem] = []
    for declaration in entity_declarations(session.definition):
        for node in _instances(session, declaration):
            for kind in EntityKind:
                if _text(node.attributes.get(kind.value)) in _TRUE:
                    found = _action(kind, declaration, node, _given_out(session, declaration.dataset))
                    if isinstance(found, EntityAction):
                        actions.append(found)
                    else:
                        problems.append(found)
    return EntityOutcome(tuple(actions), tuple(problems))


def _given_out(session: FormSession, dataset: str) -> frozenset[str]:
    """The names by which a list that the session was given knows its items: not every list has UUIDs."""
    rows = session.environment.instances.get(dataset, ())
    return frozenset(name for row in rows if (name := row.get("name")))


def _action(
    kind: EntityKind, declaration: EntityDeclaration, node: InstanceNode, names: Collection[str]
) -> EntityAction | EntityProblem:
    ref = node.reference()
    identifier = _text(node.attributes.get("id")).strip().removeprefix("uuid:")
    if identifier not in names and not _UUID.match(identifier):
        return EntityProblem(f"{ref}/@id", declaration.dataset, EntityFault.ID_INVALID, identifier)
    label = next((_text(child) for child in node.children if local_name(child.name) == "label"), "")
    if kind is EntityKind.CREATE and not label.strip():
        return EntityProblem(f"{ref}/label", declaration.dataset, EntityFault.LABEL_MISSING)
    saved = dict(_saved(declaration, node))
    return EntityAction(
        kind=kind,
        dataset=declaration.dataset,
        id=identifier if identifier in names else identifier.lower(),
        label=label or None,
        values={name: found.text for name, found in saved.items()},
        base_version=None if kind is EntityKind.CREATE else _base_version(node),
        ref=ref,
        sources={name: found.reference() for name, found in saved.items()},
    )


def _saved(declaration: EntityDeclaration, node: InstanceNode) -> Iterator[tuple[str, InstanceNode]]:
    holder: InstanceNode | None = node
    while holder is not None and holder.definition.names != declaration.holder:
        holder = holder.parent
    if holder is None:
        return
    for names, name in declaration.properties:
        for found in below(holder, names, len(declaration.holder)):
            if found.shown:
                yield name, found


def _base_version(node: InstanceNode) -> int:
    """A version other than a positive whole number counts as 0 (specification, "Declaring that a form updates")."""
    text = _text(node.attributes.get("baseVersion")).strip()
    return int(text) if _VERSION.match(text) else 0


def _instances(session: FormSession, declaration: EntityDeclaration) -> list[InstanceNode]:
    root = session.node(session.definition.root.path)
    return [] if root is None else [node for node in below(root, declaration.names, 1) if node.shown]


def _text(node: Node | None) -> str:
    return "" if node is None else node.string()


def _is_entity(node: NodeDefinition) -> bool:
    names = [local_name(name) for name in node.names]
    return len(names) > 2 and names[-2:] == ["meta", "entity"]


def _nearest(names: Names, holders: Mapping[Names, NodeDefinition]) -> Names | None:
    return next((names[:length] for length in range(len(names), 0, -1) if names[:length] in holders), None)


def _fixed(node: NodeDefinition, attribute: str) -> str:
    found = node.template.attributes.get(attribute)
    return "" if found is None else found.text
