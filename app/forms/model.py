"""XForm XML to a form definition (ODK XForms specification, "Structure" and "Model")."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from xml.etree.ElementTree import Element

from app.forms.body import Body
from app.forms.building import collector_paused
from app.forms.datatypes import DataType
from app.forms.definition import Action, Bind, Computed, Control, FormDefinition, Group, Names, NodeDefinition
from app.forms.expressions import Expressions
from app.forms.external import external_instance
from app.forms.graph import build_plan
from app.forms.limits import ENTITIES_VERSION, FORM_NODES
from app.forms.messages import Cell, FormError, Severity, message, refuse
from app.forms.schema import build_schema, without_templates
from app.forms.texts import Texts
from app.forms.tree import Node, from_element, local_name, qualified
from app.forms.xml import CUNFANG, ENTITIES, JAVAROSA, OPENROSA, Document, attribute, find, is_named, read_xml

_COLUMNS = {"calculate": "calculation", "readonly": "read_only"}
"""The columns of XLSForm that are called otherwise than the attributes of a bind."""

_FIXED_PREFIXES = {ENTITIES: "entities", CUNFANG: "cunfang"}
"""Under which names attributes of binds are kept, whatever prefixes a form takes for them."""

_STANDARD = {
    "nodeset", "id", "type", "relevant", "required", "readonly", "constraint", "calculate",
    f"{{{JAVAROSA}}}constraintMsg", f"{{{JAVAROSA}}}requiredMsg",
    f"{{{JAVAROSA}}}preload", f"{{{JAVAROSA}}}preloadParams",
}  # fmt: skip


def parse_form(xform: bytes, *, media: Mapping[str, bytes] | None = None) -> FormDefinition:
    """Parse an XForm.

    :param media: files that the form refers to (``jr://file-csv/wards.csv``) by file name
    :raises FormError: when it is no XForm, or an expression of it cannot be understood (all of them are named)
    """
    with collector_paused():
        return _Reader(read_xml(xform), media or {}).definition()


class _Reader:
    def __init__(self, document: Document, media: Mapping[str, bytes]) -> None:
        self._document = document
        self._media = media
        self._head = _wanted(document.root, "head")
        self._model = _wanted(self._head, "model")
        body = find(document.root, "body")
        self._body = body if body is not None else Element("body")
        self._instances = [child for child in self._model if is_named(child, "instance")]
        if not self._instances or not _elements(self._instances[0]):
            raise refuse("not_an_xform", detail="instance")
        if any(is_named(child, "submission") and child.get("base64RsaPublicKey") for child in self._model):
            raise refuse("encrypted_unsupported")
        version = attribute(self._model, "entities-version", ENTITIES)
        if version and _year_and_number(version) > ENTITIES_VERSION:
            raise refuse("entities_too_new", detail=version)

    def definition(self) -> FormDefinition:
        element = _elements(self._instances[0])[0]
        if sum(1 for _ in element.iter()) > FORM_NODES:
            raise refuse("too_many_nodes", limit=FORM_NODES)
        initial = from_element(element, self._document.prefixes)
        prefix = "orx" if OPENROSA in self._document.prefixes else ""
        identifies = _ensure_identity(initial, prefix)
        root = (initial.name,)
        resolver = Expressions(frozenset())
        repeats = frozenset(_repeat_names(self._body, resolver, root))
        expressions = Expressions(repeats, resolver)
        texts = Texts(self._model, expressions)
        nodes = build_schema(initial, repeats)
        by_names = {node.names: node for node in nodes}
        identified = self._binds(expressions, texts, by_names, root)
        reader = Body(expressions, texts, root, identified)
        body = reader.read(self._body)
        _attach(body, by_names)
        actions: tuple[Action, ...] = reader.actions(self._model, root)
        plan = build_plan(nodes, by_names, repeats)
        expressions.problems.extend(
            message(Severity.ERROR, "cycle", Cell(column="calculation", path=circle[0]), detail=" → ".join(circle))
            for circle in plan.circles
        )
        if expressions.problems:
            raise FormError(tuple(expressions.problems))
        instances, external = self._secondary()
        return FormDefinition(
            form_id=attribute(element, "id") or initial.name,
            version=attribute(element, "version"),
            title=self._title(),
            languages=texts.languages,
            default_language=texts.default_language,
            signers=tuple(attribute(element, "signers", CUNFANG).split()),
            scope=attribute(element, "scope", CUNFANG),
            root=nodes[0],
            nodes=tuple(nodes),
            by_names=by_names,
            body=body,
            actions=actions,
            instances=instances,
            external=external,
            texts=texts.identified,
            namespaces={"orx": OPENROSA} | {prefix: uri for uri, prefix in self._document.prefixes.items() if prefix},
            initial=without_templates(initial),
            repeats=repeats,
            plan=plan,
            identifies=identifies,
        )

    def _title(self) -> str:
        title = find(self._head, "title")
        return "".join(title.itertext()).strip() if title is not None else ""

    def _binds(
        self, expressions: Expressions, texts: Texts, by_names: dict[Names, NodeDefinition], root: Names
    ) -> dict[str, Names]:
        identified: dict[str, Names] = {}
        for element in self._model:
            if not is_named(element, "bind"):
                continue
            names = expressions.resolve(attribute(element, "nodeset"), root)
            node = by_names.get(names) if names is not None else None
            if node is None or names is None:
                continue
            if element.get("id"):
                identified[attribute(element, "id")] = names
            node.bind = self._bind(element, node, expressions, texts)
        return identified

    def _bind(self, element: Element, node: NodeDefinition, expressions: Expressions, texts: Texts) -> Bind:
        names = node.names

        def computed(name: str) -> Computed | None:
            column = _COLUMNS.get(name, name)
            return expressions.computed(element.get(name), names, f"{node.path} {column}")

        old = node.bind
        prefixes = {**self._document.prefixes, **_FIXED_PREFIXES}
        extra = {qualified(name, prefixes): value for name, value in element.attrib.items() if name not in _STANDARD}
        return Bind(
            type=DataType.named(attribute(element, "type")) if element.get("type") else old.type,
            relevant=computed("relevant") or old.relevant,
            required=computed("required") or old.required,
            readonly=computed("readonly") or old.readonly,
            constraint=computed("constraint") or old.constraint,
            calculate=computed("calculate") or old.calculate,
            constraint_message=texts.of_message(attribute(element, "constraintMsg", JAVAROSA), names),
            required_message=texts.of_message(attribute(element, "requiredMsg", JAVAROSA), names),
            preload=attribute(element, "preload", JAVAROSA) or old.preload,
            preload_parameters=attribute(element, "preloadParams", JAVAROSA) or old.preload_parameters,
            extra={**old.extra, **extra},
        )

    def _secondary(self) -> tuple[dict[str, Callable[[], Node]], dict[str, str]]:
        internal: dict[str, Callable[[], Node]] = {}
        external: dict[str, str] = {}
        for element in self._instances[1:]:
            name, source = attribute(element, "id"), attribute(element, "src")
            if name in internal or name in external:
                raise FormError((message(Severity.ERROR, "instance_duplicate", detail=name),))
            if not source:
                internal[name] = _once(element, self._document.prefixes)
                continue
            external[name] = source
            data = self._media.get(source.rpartition("/")[2])
            if data is not None:
                internal[name] = external_instance(source, data)
        return internal, external


def _year_and_number(version: str) -> tuple[int, ...]:
    """The parts of an ``entities-version`` (``2024.1.0``) that say whether a program still understands it."""
    return tuple(int(part) for part in version.split(".")[:2] if part.isascii() and part.isdigit())


def _ensure_identity(root: Node, prefix: str) -> bool:
    """Every submission has an instanceID (specification, "OpenRosa metadata"), also where the form forgot it.

    :returns: whether it is the session that fills it: not for a ``meta`` outside of the OpenRosa namespace, which is
        the form's own affair
    """
    made = False
    meta = next((child for child in root.children if local_name(child.name) == "meta"), None)
    if meta is None:
        meta = Node(f"{prefix}:meta" if prefix else "meta")
        root.append(meta)
        made = True
    if not any(local_name(child.name) == "instanceID" for child in meta.children):
        meta.append(Node(f"{meta.name.rpartition('meta')[0]}instanceID"))
        made = True
    return made or ":" in meta.name


def _once(element: Element, prefixes: Mapping[str, str]) -> Callable[[], Node]:
    """Builds the nodes of an inline instance at their first use: lists of thousands cost nothing at load."""

    @lru_cache(maxsize=1)
    def build() -> Node:
        return from_element(element, prefixes)

    return build


def _wanted(element: Element, name: str) -> Element:
    found = find(element, name)
    if found is None:
        raise refuse("not_an_xform", detail=name)
    return found


def _elements(element: Element) -> list[Element]:
    return list(element)


def _repeat_names(body: Element, expressions: Expressions, root: Names) -> Iterator[Names]:
    waiting: list[tuple[Element, Names]] = [(body, root)]
    while waiting:
        element, context = waiting.pop()
        for child in element:
            if local_name(child.tag) not in {"group", "repeat"}:
                continue
            source = attribute(child, "nodeset") or attribute(child, "ref")
            names = expressions.resolve(source, context) if source else context
            if is_named(child, "repeat") and names is not None:
                yield names
            waiting.append((child, names or context))


def _attach(items: tuple[Group | Control, ...], by_names: Mapping[Names, NodeDefinition]) -> None:
    for item in items:
        node = by_names.get(item.names) if item.names is not None else None
        if isinstance(item, Control):
            if node is not None:
                node.control = item
            continue
        if node is not None and (node.group is None or item.repeat):
            node.group = item
        _attach(item.children, by_names)
