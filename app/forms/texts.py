"""Labels, hints and messages: itext translations, inline texts with outputs, and texts that an expression gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from app.forms.definition import Computed, Names, Text
from app.forms.expressions import Expressions
from app.forms.xml import attribute, find, is_named
from app.forms.xpath.syntax import Call, Literal

MISSING = "-"
"""What pyxform writes for a translation that the author left out."""

_LAID_OUT_BEFORE = re.compile(r"\A\s*\n\s*")
_LAID_OUT_AFTER = re.compile(r"\s*\n\s*\Z")

Piece = str | Element


@dataclass
class Entry:
    """One itext id: for each language the pieces of its plain form, its guidance and its media files."""

    plain: dict[str, list[Piece]] = field(default_factory=dict)
    guidance: dict[str, list[Piece]] = field(default_factory=dict)
    media: dict[str, dict[str, str]] = field(default_factory=dict)


class Texts:
    """The texts of one form.

    :param model: the ``model`` element, whose ``itext`` gives languages and translations
    """

    def __init__(self, model: Element, expressions: Expressions) -> None:
        self._expressions = expressions
        self._entries: dict[str, Entry] = {}
        self._made: dict[tuple[str, Names], Text | None] = {}
        self.languages: tuple[str, ...] = ()
        self.default_language = ""
        itext = find(model, "itext")
        if itext is not None:
            self._read(itext)

    def _read(self, itext: Element) -> None:
        translations = [child for child in itext if is_named(child, "translation")]
        self.languages = tuple(attribute(one, "lang") for one in translations)
        marked = [attribute(one, "lang") for one in translations if "default" in one.attrib]
        self.default_language = (marked or list(self.languages) or [""])[0]
        for translation in translations:
            for text in translation:
                if is_named(text, "text"):
                    entry = self._entries.setdefault(attribute(text, "id"), Entry())
                    _read_values(entry, text, attribute(translation, "lang"))

    def identified(self, identifier: str, names: Names) -> Text | None:
        """The text of an itext id for a node of these names (outputs are read from there); None if there is none."""
        place = (identifier, names)
        if place not in self._made:
            entry = self._entries.get(identifier)
            self._made[place] = None if entry is None else self._text(entry, names)
        return self._made[place]

    def _text(self, entry: Entry, names: Names) -> Text:
        plain = {language: self._parts(pieces, names) for language, pieces in entry.plain.items()}
        guidance = {language: self._parts(pieces, names) for language, pieces in entry.guidance.items()}
        return Text(plain, guidance=guidance, media=entry.media)

    def _parts(self, pieces: Sequence[Piece], names: Names) -> tuple[str | Computed, ...]:
        parts: list[str | Computed] = []
        for piece in pieces:
            if isinstance(piece, str):
                parts.append(piece)
                continue
            source = attribute(piece, "value") or attribute(piece, "ref")
            output = self._expressions.computed(source, names, f"/{'/'.join(names)} output")
            if output is not None:
                parts.append(output)
        return tuple(parts)

    def of_element(self, element: Element | None, names: Names) -> Text | None:
        """The text of a ``label`` or ``hint`` element: its ``ref``, else its content."""
        if element is None:
            return None
        reference = attribute(element, "ref")
        if reference:
            return self.of_reference(reference, names)
        return Text({"": self._parts(_trimmed(_pieces(element)), names)})

    def of_reference(self, reference: str, names: Names) -> Text | None:
        """The text of an expression, usually ``jr:itext('id')``."""
        expression = self._expressions.constant(reference)
        if isinstance(expression, Call) and expression.name == "jr:itext" and len(expression.arguments) == 1:
            identifier = expression.arguments[0]
            if isinstance(identifier, Literal) and isinstance(identifier.value, str):
                return self.identified(identifier.value, names)
        computed = self._expressions.computed(reference, names, f"/{'/'.join(names)} label")
        return None if computed is None else Text({}, dynamic=computed)

    def of_message(self, source: str, names: Names) -> Text | None:
        """The text of a ``jr:constraintMsg`` or ``jr:requiredMsg``: ``jr:itext(…)`` or plain words."""
        if not source:
            return None
        return self.of_reference(source, names) if source.lstrip().startswith("jr:itext") else Text({"": (source,)})


def _read_values(entry: Entry, text: Element, language: str) -> None:
    for value in text:
        if not is_named(value, "value"):
            continue
        form = attribute(value, "form")
        pieces = _trimmed(_pieces(value))
        if form == "guidance":
            entry.guidance[language] = pieces
        elif form in {"", "long"}:
            if pieces != [MISSING] and (form == "" or language not in entry.plain):
                entry.plain[language] = pieces
        else:
            entry.media.setdefault(language, {})[form] = "".join(one for one in pieces if isinstance(one, str))


def _pieces(element: Element) -> list[Piece]:
    pieces: list[Piece] = [element.text or ""]
    for child in element:
        if is_named(child, "output"):
            pieces.append(child)
        else:
            pieces.extend(_pieces(child))
        pieces.append(child.tail or "")
    return pieces


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Without the blanks that only lay the document out, those that pyxform sets at both ends of a text with outputs,
    and empty pieces."""
    if pieces and isinstance(pieces[0], str):
        pieces[0] = _LAID_OUT_BEFORE.sub("", pieces[0])
    if pieces and isinstance(pieces[-1], str):
        pieces[-1] = _LAID_OUT_AFTER.sub("", pieces[-1])
    if len(pieces) > 1 and isinstance(pieces[0], str) and isinstance(pieces[-1], str):
        pieces[0], pieces[-1] = pieces[0].removeprefix(" "), pieces[-1].removesuffix(" ")
    return [piece for piece in pieces if piece != ""]
