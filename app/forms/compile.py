"""XLSForm workbook to XForm: pyxform behind our own messages, blocks and checks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.domain.progress import SILENT, Progress
from app.forms.compose import compose, composed
from app.forms.external_choices import put_inside
from app.forms.limits import FORM_NODES
from app.forms.messages import Cell, FormError, FormMessage, Severity, message, refuse
from app.forms.model import parse_form
from app.forms.pyxform_words import translated
from app.forms.workbook import Sheet, Workbook, read_workbook
from app.forms.xml import CUNFANG

__all__ = ["CompiledForm", "FormError", "compile_form", "compose"]

SourceMap = Mapping[str, Cell]
"""Node paths (``/routine/water/days_cut``) to the survey row that makes them; see :func:`source_map`."""

STEPS = 3
"""Steps of compiling that progress tells: read, compile, check."""
_PLACE = re.compile(r"\[row : (?P<row>\d+)\]\s*(?:On the '(?P<sheet>\w+)' sheet, (?:the '(?P<column>[^']+)')?)?")
_QUOTED = re.compile(r"'([^']+)'")
_UNSUPPORTED = {"audio", "background-audio", "video", "geotrace", "geoshape"}


@dataclass(frozen=True)
class CompiledForm:
    """A compiled form. ``sources`` tells the cell of a node; ``messages`` are warnings (an error raises
    :class:`FormError` instead)."""

    xform: bytes
    form_id: str
    version: str
    title: str
    messages: tuple[FormMessage, ...]
    sources: SourceMap


def compile_form(
    workbook: bytes,
    *,
    blocks: Mapping[str, bytes] | None = None,
    media: Mapping[str, bytes] | None = None,
    progress: Progress = SILENT,
) -> CompiledForm:
    """Compile a workbook (``.xlsx`` or ``.xls``, told by content).

    :param blocks: the shared blocks by name, for rows of type ``block``
    :param media: files that the form refers to, by file name
    :param progress: the form with the most questions that is taken needs some seconds
    :raises FormError: with every mistake that was found, each at its cell
    :raises Cancelled: when the person asked to stop
    """
    progress.step("form-read", 0, STEPS)
    book = composed(read_workbook(workbook), blocks or {})
    _check_size(book.sheet("survey"))
    _bind_namespace(book)
    put_inside(book)
    progress.step("form-compile", 1, STEPS)
    xform, warnings = _convert(book)
    sources = source_map(book)
    progress.step("form-check", 2, STEPS)
    try:
        definition = parse_form(xform, media=media or {})
    except FormError as error:
        raise FormError(tuple(located(one, sources) for one in error.messages)) from error
    return CompiledForm(
        xform=xform,
        form_id=definition.form_id,
        version=definition.version,
        title=definition.title,
        messages=(*_warned(warnings, book), *_unsupported(book)),
        sources=sources,
    )


def _check_size(survey: Sheet) -> None:
    """Refuse what is clear before pyxform has turned it for seconds."""
    if not survey.rows:
        raise refuse("survey_empty", Cell("survey", 2))
    if len(survey.rows) > FORM_NODES:
        raise refuse("too_many_nodes", limit=FORM_NODES)


def _bind_namespace(book: Workbook) -> None:
    """Declare the prefix ``cunfang`` where columns use it: without it pyxform writes XML that nothing can open."""
    used = any("cunfang:" in header for sheet in book.sheets.values() for header in sheet.headers)
    settings = book.sheet("settings")
    if not settings.rows:
        settings.rows.append({})
        settings.places.append(Cell("settings", 2))
    declared = settings.rows[0].get("namespaces") or ""
    if used and "cunfang=" not in declared:
        settings.rows[0]["namespaces"] = f'{declared} cunfang="{CUNFANG}"'.strip()
        if "namespaces" not in settings.headers:
            settings.headers.append("namespaces")


def _convert(book: Workbook) -> tuple[bytes, list[str]]:
    from pyxform.errors import PyXFormError  # noqa: PLC0415 (half a second to import)
    from pyxform.xls2xform import convert  # noqa: PLC0415 - pyxform takes half a second to import

    warnings: list[str] = []
    sheets: dict[str, object] = {"sheet_names": book.names}
    for name, sheet in book.sheets.items():
        sheets[name] = [dict(row) for row in sheet.rows]
        sheets[f"{name}_header"] = [dict.fromkeys(sheet.headers)] if sheet.headers else []
    try:
        found = convert(sheets, warnings=warnings, validate=False, form_name=_form_name(book))
    except PyXFormError as error:
        raise FormError((_refused(str(error), error.code.name if error.code else "", book),)) from error
    except (AttributeError, KeyError, TypeError, ValueError, IndexError, RecursionError) as error:
        # pyxform falls over some mistakes instead of naming them (a colon in a choices header, for one)
        raise FormError((message(Severity.ERROR, "pyxform", detail=f"{type(error).__name__}: {error}"),)) from error
    return found.xform.encode(), warnings


def _form_name(book: Workbook) -> str | None:
    settings = book.sheet("settings").rows[0]
    return None if settings.get("name") else "data"


def _refused(text: str, code: str, book: Workbook) -> FormMessage:
    cell, words = _cell_and_words(text, book)
    return replace(
        message(Severity.ERROR, "pyxform", cell, detail=words), text=translated(code, words, cell.column), text_en=words
    )


def _cell_and_words(text: str, book: Workbook) -> tuple[Cell, str]:
    match = _PLACE.search(text)
    if match is None:
        return _quoted_place(text, book), text
    sheet = match["sheet"] or "survey"
    return _place(book.sheet(sheet), sheet, int(match["row"]), match["column"]), text[match.end() :].strip(" ,") or text


def _quoted_place(text: str, book: Workbook) -> Cell:
    """The row that a report without one speaks of: the first whose type or name it quotes."""
    survey = book.sheet("survey")
    quoted = set(_QUOTED.findall(text))
    for row, place in zip(survey.rows, survey.places, strict=True):
        for column in ("type", "name"):
            if row.get(column) in quoted:
                return replace(place, column=column)
    return Cell()


def _place(sheet: Sheet, name: str, row: int, column: str | None) -> Cell:
    place = sheet.places[row - 2] if 0 <= row - 2 < len(sheet.places) else Cell(name, row)
    return replace(place, column=column)


def _warned(warnings: Iterable[str], book: Workbook) -> Iterable[FormMessage]:
    for text in warnings:
        cell, words = _cell_and_words(text, book)
        yield replace(
            message(Severity.WARNING, "pyxform_warning", cell, detail=words),
            text=translated("", words, cell.column, "提示"),
        )


def _unsupported(book: Workbook) -> Iterable[FormMessage]:
    survey = book.sheet("survey")
    for row, place in zip(survey.rows, survey.places, strict=True):
        kind = (row.get("type") or "").strip()
        if kind in _UNSUPPORTED:
            yield message(Severity.WARNING, "question_unsupported", replace(place, column="type"), detail=kind)
        if "search(" in (row.get("appearance") or ""):
            cell = replace(place, column="appearance")
            raise FormError((message(Severity.ERROR, "search_unsupported", cell),))


def list_place(dataset: str) -> str:
    """The place of an entity list in a :data:`SourceMap`."""
    return f"entities:{dataset.strip()}"


def source_map(book: Workbook) -> dict[str, Cell]:
    """The survey row of each node, by its path (groups and repeats too), the choices row of each choice, by
    ``list/name``, and the entities row of each entity list, by :func:`list_place`."""
    root = (book.sheet("settings").rows or [{}])[0].get("name") or "data"
    found: dict[str, Cell] = {}
    path = [root]
    choices = book.sheet("choices")
    for row, place in zip(choices.rows, choices.places, strict=True):
        found[f"{row.get('list_name') or row.get('list name') or ''}/{row.get('name') or ''}"] = place
    entities = book.sheet("entities")
    for row, place in zip(entities.rows, entities.places, strict=True):
        found[list_place(row.get("list_name") or row.get("dataset") or "")] = place
    survey = book.sheet("survey")
    for row, place in zip(survey.rows, survey.places, strict=True):
        kind = " ".join((row.get("type") or "").replace("_", " ").split())
        name = (row.get("name") or "").strip()
        if kind.startswith("end ") and kind[4:] in {"group", "repeat", "loop"}:
            path = path[:-1] or path
        elif name:
            found["/" + "/".join([*path, name])] = place
            if kind.startswith("begin "):
                path = [*path, name]
    return found


def located(found: FormMessage, sources: SourceMap) -> FormMessage:
    """A message about a node with the cell of its row."""
    path = found.path or ""
    if path not in sources and path.endswith("_count"):
        # pyxform makes a question of its own out of an expression for the number of instances
        path, found = path.removesuffix("_count"), replace(found, column="repeat_count")
    if path not in sources:
        return found
    place = sources[path]
    return replace(found, sheet=place.sheet, row=place.row, workbook=place.workbook)
