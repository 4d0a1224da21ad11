"""An author's mistakes that compiling does not find: unknown facts, missing words, questions that nobody reaches."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Final

from app.domain.facts import FactDictionary, FactType, Holder
from app.forms.binding import (
    ALWAYS,
    ANEW,
    COLUMNS,
    FACT,
    ITEM_KEY,
    PRIVATE,
    RAISE,
    WHEN,
    QuestionBinding,
    bindings,
    choice_rows,
    parse_raise,
)
from app.forms.compile import CompiledForm, SourceMap, list_place, located
from app.forms.datatypes import DataType
from app.forms.definition import Computed, Control, ControlKind, FormDefinition, Group, NodeDefinition, Text
from app.forms.entities import CREATES, LISTS, entity_declarations, homeless_properties
from app.forms.messages import Cell, FormMessage, Severity, message
from app.forms.model import parse_form
from app.forms.reach import is_unreachable
from app.forms.tree import Node
from app.forms.xpath.compiler import compile_text
from app.forms.xpath.library.patterns import may_hang
from app.forms.xpath.paths import Site
from app.forms.xpath.syntax import Binary, Call, Literal, XPathError, walk

SIGNERS: Final = frozenset({"visitor", "interviewee", "carer", "guardian", "recipient", "witness", "handler"})
"""Who may sign a visit (attribute ``cunfang:signers``)."""

CodeWords = Mapping[str, Collection[str]]
"""The words of each code list, for the values that choices set."""

_YEARS: Final = tuple(Literal(days) for days in (365.0, 365.24, 365.2425, 365.25))
"""By what authors divide days to get years."""

_SETS_NOTHING = "-"
_TRUTH = frozenset({"true", "false"})
_COMPARES_TRUTH = re.compile(r"=\s*(?:'true'|\"true\"|'false'|\"false\")")


def lint(form: CompiledForm, facts: FactDictionary, codes: CodeWords | None = None) -> tuple[FormMessage, ...]:
    """Everything that an author should mend, at its cell; an empty result is a clean form.

    :param codes: the words of the code lists, to check what choices set; without it those are not checked
    """
    definition = parse_form(form.xform)
    return (*form.messages, *lint_definition(definition, facts, codes, form.sources))


def lint_definition(
    definition: FormDefinition, facts: FactDictionary, codes: CodeWords | None = None, sources: SourceMap | None = None
) -> tuple[FormMessage, ...]:
    """The same for a form that is parsed already; without ``sources`` messages name the node only."""
    found: list[FormMessage] = []
    for check in _CHECKS:
        found.extend(check(definition))
    found.extend(_facts(definition, facts))
    found.extend(_saved(definition, facts))
    found.extend(_choice_facts(definition, facts, codes or {}))
    return tuple(located(one, sources or {}) for one in found)


def _at(node: NodeDefinition, column: str | None = None) -> Cell:
    return Cell("survey", None, column, path=node.path)


def _error(code: str, cell: Cell, **parameters: str) -> FormMessage:
    return message(Severity.ERROR, code, cell, **parameters)


def _warning(code: str, cell: Cell, **parameters: str) -> FormMessage:
    return message(Severity.WARNING, code, cell, **parameters)


def _columns(definition: FormDefinition) -> Iterator[FormMessage]:
    for node in definition.nodes:
        extra = node.bind.extra
        for name in extra:
            if name.startswith("cunfang:") and name not in COLUMNS:
                yield _warning("column_unknown", _at(node, f"bind::{name}"), detail=f"bind::{name}")
        for name in (ALWAYS, PRIVATE, ANEW):
            if extra.get(name, "yes").strip() != "yes":
                column = name.partition(":")[2]
                yield _error("always_invalid", _at(node, f"bind::{name}"), name=column, detail=extra[name])
        for word in extra.get(RAISE, "").split():
            if not _raise_is_right(word):
                yield _error("raise_invalid", _at(node, f"bind::{RAISE}"), detail=word)


def _raise_is_right(word: str) -> bool:
    parsed = parse_raise(word)
    return bool(parsed) and all(kind != "alert" or code in {"1", "2", "3"} for kind, code in parsed)


def _conditions(definition: FormDefinition) -> Iterator[FormMessage]:
    for node in definition.nodes:
        source = node.bind.extra.get(WHEN, "")
        if not source.strip():
            continue
        cell = _at(node, f"bind::{WHEN}")
        if _COMPARES_TRUTH.search(source):
            yield _warning("when_compares_true", cell, detail=source)
        try:
            compile_text(source, Site(node.names, definition.repeats))
        except XPathError as error:
            yield _error("expression_invalid", cell, where=node.path, detail=error.detail or source)


def _keys(definition: FormDefinition) -> Iterator[FormMessage]:
    seen: dict[str, NodeDefinition] = {}
    for binding in bindings(definition).values():
        node = binding.node
        if node.control is None:
            continue
        if binding.key in seen:
            yield _error("key_duplicate", _at(node, "bind::cunfang:key"), detail=binding.key)
        seen[binding.key] = node


def _items(definition: FormDefinition) -> Iterator[FormMessage]:
    """A repeat over a collection needs to say whom each of its items is."""
    for node in definition.nodes:
        if node.repeat is None or not node.bind.extra.get(FACT):
            continue
        if not any(inner.bind.extra.get(FACT) == ITEM_KEY for inner in _inside(node)):
            yield _error("item_key_missing", _at(node, f"bind::{FACT}"), detail=node.name)


def _inside(node: NodeDefinition) -> Iterator[NodeDefinition]:
    for child in node.children:
        yield child
        yield from _inside(child)


def _words(definition: FormDefinition) -> Iterator[FormMessage]:
    for node in definition.nodes:
        owner: Control | Group | None = node.control or node.group
        if owner is None:
            continue
        if owner.label is None and isinstance(owner, Control) and owner.hint is None:
            yield _warning("label_missing", _at(node, "label"), detail=node.name)
        yield from _untranslated(definition, node, owner.label, "label")
        if isinstance(owner, Control):
            yield from _untranslated(definition, node, owner.hint, "hint")
        yield from _untranslated(definition, node, node.bind.constraint_message, "constraint_message")
        yield from _untranslated(definition, node, node.bind.required_message, "required_message")


def _untranslated(
    definition: FormDefinition, node: NodeDefinition, text: Text | None, column: str
) -> Iterator[FormMessage]:
    if text is None or text.dynamic is not None:
        return
    for language in definition.languages:
        # a text that has no translation at all stands in the body, without a language
        written = "" in text.translations and language == definition.default_language
        if not written and not text.translations.get(language):
            cell = _at(node, f"{column}::{language}")
            yield _warning("translation_missing", cell, detail=node.name, language=language)


def _reach(definition: FormDefinition) -> Iterator[FormMessage]:
    for node in definition.nodes:
        if is_unreachable(node, definition):
            yield _warning("unreachable", _at(node, "relevant"), detail=node.name)


def _expressions(definition: FormDefinition) -> Iterator[FormMessage]:
    for node in definition.nodes:
        bind = node.bind
        columns = {
            "relevant": bind.relevant,
            "constraint": bind.constraint,
            "calculation": bind.calculate,
            "required": bind.required,
            "read_only": bind.readonly,
        }
        for column, computed in columns.items():
            if computed is not None:
                yield from _expression(node, column, computed)


def _expression(node: NodeDefinition, column: str, computed: Computed) -> Iterator[FormMessage]:
    for part in walk(computed.expression):
        if isinstance(part, Binary) and part.operator == "div" and part.right in _YEARS:
            yield _warning("age_by_365", _at(node, column), detail=node.name)
        if isinstance(part, Call) and part.name == "regex" and len(part.arguments) == 2:
            pattern = part.arguments[1]
            if isinstance(pattern, Literal) and may_hang(str(pattern.value)):
                yield _warning("pattern_catastrophic", _at(node, column), detail=node.name)


def _repeat_labels(definition: FormDefinition) -> Iterator[FormMessage]:
    """pyxform writes references in a repeat's own label as absolute paths; other programs show the first item's."""
    for node in definition.nodes:
        repeat = node.repeat
        if repeat is None or repeat.label is None:
            continue
        parts = [part for parts in repeat.label.translations.values() for part in parts]
        if any(isinstance(part, Computed) and part.source.strip().startswith(f"{node.path}/") for part in parts):
            yield _warning("repeat_label_absolute", _at(node, "label"), detail=node.name)


def _kinds(definition: FormDefinition) -> Iterator[FormMessage]:
    for node in definition.nodes:
        control = node.control
        if control is None:
            continue
        media = control.attributes.get("mediatype", "").partition("/")[0]
        if control.kind is ControlKind.UPLOAD and media in {"audio", "video"}:
            yield _warning("question_unsupported", _at(node, "type"), detail=media)
        if node.bind.type in {DataType.GEOTRACE, DataType.GEOSHAPE}:
            yield _warning("question_unsupported", _at(node, "type"), detail=node.bind.type.value)


def _signers(definition: FormDefinition) -> Iterator[FormMessage]:
    for signer in definition.signers:
        if signer not in SIGNERS:
            yield _error("signers_invalid", Cell("settings", 2, "attribute::cunfang:signers"), detail=signer)


def _entities(definition: FormDefinition) -> Iterator[FormMessage]:
    for node in homeless_properties(definition):
        yield _error("save_to_homeless", _at(node, "save_to"), detail=node.name)
    for declaration in entity_declarations(definition):
        for names, name in declaration.properties:
            if name in {"name", "label"} or name.startswith("__"):
                yield _error("save_to_reserved", _at(definition.by_names[names], "save_to"), detail=name)
        cell = Cell("entities", None, "list_name", path=list_place(declaration.dataset))
        holder = LISTS.get(declaration.dataset)
        if holder is None:
            yield _warning("entity_list_unknown", cell, detail=declaration.dataset, known="、".join(LISTS))
        elif declaration.creates and holder not in CREATES:
            yield _warning("entity_list_fixed", cell, detail=declaration.dataset)


_CHECKS: Final[tuple[Callable[[FormDefinition], Iterable[FormMessage]], ...]] = (
    _columns,
    _conditions,
    _keys,
    _items,
    _words,
    _reach,
    _expressions,
    _repeat_labels,
    _kinds,
    _signers,
    _entities,
)


def _facts(definition: FormDefinition, facts: FactDictionary) -> Iterator[FormMessage]:
    for node in definition.nodes:
        if node.repeat is not None:
            continue
        path = bindings(definition)[node.names].index_path
        if path is not None and not _is_known(path, facts):
            yield _error("fact_unknown", _at(node, f"bind::{FACT}"), detail=path)


def _saved(definition: FormDefinition, facts: FactDictionary) -> Iterator[FormMessage]:
    """Properties that are no facts of those whom their list lists."""
    for declaration in entity_declarations(definition):
        holder = LISTS.get(declaration.dataset)
        holders = [holder] if holder is not None else [Holder.HOUSEHOLD, Holder.MEMBER]
        for names, name in declaration.properties:
            if not any(name in facts.of(one) for one in holders):
                yield _warning("save_to_unknown", _at(definition.by_names[names], "save_to"), detail=name)


def _is_known(path: str, facts: FactDictionary) -> bool:
    return facts.knows(path.replace("*", "x", 1))


def _choice_facts(definition: FormDefinition, facts: FactDictionary, codes: CodeWords) -> Iterator[FormMessage]:
    for binding in bindings(definition).values():
        for list_name, item in choice_rows(definition, binding.node):
            cell = Cell("choices", None, None, path=f"{list_name}/{_cell(item, 'name')}")
            for word in _cell(item, "raise").split():
                if not _raise_is_right(word):
                    yield _error("raise_invalid", cell, detail=word)
            value = _cell(item, "fact") or _cell(item, "name")
            if not _fits(binding, value, facts, codes):
                path = binding.index_path or ""
                yield _error("fact_value_invalid", cell, detail=value, path=path)


def _cell(item: Node, column: str) -> str:
    cells = item.named.get(column)
    return cells[0].string().strip() if cells else ""


def _fits(binding: QuestionBinding, value: str, facts: FactDictionary, codes: CodeWords) -> bool:
    path = binding.index_path
    if path is None or value == _SETS_NOTHING or not _is_known(path, facts):
        return True
    fact = facts.parse(path.replace("*", "x", 1)).fact
    if fact.type is FactType.BOOLEAN:
        return value in _TRUTH
    if fact.type in {FactType.INTEGER, FactType.DECIMAL, FactType.MONEY}:
        return value.replace(".", "", 1).isdigit()
    words = codes.get(fact.codes) if fact.codes is not None else None
    return words is None or value in words
