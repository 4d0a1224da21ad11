"""Which questions of a checklist a laptop cannot ask: sound, film, lines and areas on a map."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from app.forms.datatypes import DataType
from app.forms.definition import FormDefinition, Names, NodeDefinition

_TRACES: Final = frozenset({DataType.GEOTRACE, DataType.GEOSHAPE})
_MEDIA: Final = frozenset({"audio", "video"})


def kind_not_asked(node: NodeDefinition) -> str:
    """Give the kind of a question that is not asked here (``audio``, ``geotrace``); empty for all others."""
    if node.control is None:
        return ""
    if node.bind.type in _TRACES:
        return node.bind.type.value
    kind = node.control.attributes.get("mediatype", "").partition("/")[0]
    return kind if kind in _MEDIA else ""


@lru_cache(maxsize=64)
def not_asked(definition: FormDefinition) -> frozenset[Names]:
    """Give the questions of a form that are not asked here."""
    return frozenset(node.names for node in definition.nodes if kind_not_asked(node))
