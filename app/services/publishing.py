"""A checklist made ready for a workspace: compiled, seen through, refused where a laptop cannot ask its questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

from app.domain.codes import CodeLists
from app.domain.facts import FactDictionary
from app.forms.compile import SourceMap, compile_form, located
from app.forms.definition import FormDefinition, NodeDefinition
from app.forms.entities import LISTS
from app.forms.lint import lint_definition
from app.forms.messages import Cell, FormError, FormMessage, Severity, message
from app.forms.model import parse_form
from app.services.asked_here import kind_not_asked

FROZEN_LISTS: Final = frozenset(LISTS)
"""Lists of choices that a visit brings itself."""
_UNSUPPORTED: Final = "question_unsupported"
_NO_FILE: Final = "media_missing"
SKIPPABLE: Final = frozenset({_UNSUPPORTED, _NO_FILE})
"""Codes of what keeps a form from being taken unless it is told to pass over it."""
_FILES: Final = "jr://file"


@dataclass(frozen=True)
class Prepared:
    """A form version as it will be kept.

    :param hash: of the XForm and the files that it reads: another list of choices is another version
    :param media: the files that it reads
    :param messages: the compiler's warnings
    """

    hash: str
    form_id: str
    version: str
    title: str
    xform: bytes
    media: Mapping[str, bytes]
    messages: tuple[FormMessage, ...]
    definition: FormDefinition
    sources: SourceMap

    def findings(self, facts: FactDictionary, codes: CodeLists) -> tuple[FormMessage, ...]:
        """Give everything that the author should mend, at its cell."""
        words = {name: one.labels for name, one in codes.items()}
        linted = lint_definition(self.definition, facts, words, self.sources)
        return (*self.messages, *(one for one in linted if one.code not in SKIPPABLE))


def prepared(
    source: bytes, media: Mapping[str, bytes], blocks: Mapping[str, bytes], *, allow_skipped: bool = False
) -> Prepared:
    """Make a workbook or an XForm ready.

    :param blocks: the shared blocks, by name
    :param allow_skipped: questions that cannot be asked here, and lists that are not there, are only warned of
    :raises FormError: with every mistake that was found, each at its cell
    """
    no_cells: SourceMap = {}
    warnings: tuple[FormMessage, ...] = ()
    if source.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        xform, sources = source, no_cells
    else:
        compiled = compile_form(source, blocks=blocks, media=media)
        xform, sources = compiled.xform, compiled.sources
        warnings = tuple(one for one in compiled.messages if one.code != _UNSUPPORTED)
    definition = parse_form(xform, media=media)
    lacking = tuple(located(one, sources) for one in (*_not_asked(definition), *_missing(definition, media)))
    if lacking and not allow_skipped:
        raise FormError(tuple(replace(one, severity=Severity.ERROR) for one in lacking))
    read = {name: media[name] for name in sorted(_files(definition)) if name in media}
    return Prepared(
        hash=_hash(xform, read),
        form_id=definition.form_id,
        version=definition.version,
        title=definition.title,
        xform=xform,
        media=read,
        messages=(*warnings, *lacking),
        definition=definition,
        sources=sources,
    )


def _not_asked(definition: FormDefinition) -> Iterator[FormMessage]:
    """Questions that a laptop cannot ask: sound, film, lines and areas on a map."""
    for node in definition.nodes:
        kind = kind_not_asked(node)
        if kind:
            yield message(Severity.WARNING, _UNSUPPORTED, Cell("survey", None, "type", path=node.path), detail=kind)


def _missing(definition: FormDefinition, media: Mapping[str, bytes]) -> Iterator[FormMessage]:
    """Lists of choices whose file is not there."""
    for name, source in definition.external.items():
        file = source.rpartition("/")[2]
        if source.startswith(_FILES) and file not in media and name not in FROZEN_LISTS:
            node = next((node for node in definition.nodes if _reads(node, name)), None)
            cell = Cell("survey", None, "type", path=node.path if node is not None else None)
            yield message(Severity.WARNING, _NO_FILE, cell, detail=file)


def _reads(node: NodeDefinition, instance: str) -> bool:
    itemset = node.control.itemset if node.control is not None else None
    return itemset is not None and f"instance('{instance}')" in itemset.nodeset.source


def _files(definition: FormDefinition) -> set[str]:
    return {source.rpartition("/")[2] for source in definition.external.values()}


def _hash(xform: bytes, media: Mapping[str, bytes]) -> str:
    whole = sha256(xform)
    for name, content in media.items():
        whole.update(name.encode() + sha256(content).digest())
    return whole.hexdigest()
