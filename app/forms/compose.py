"""Checklists made of shared blocks: a survey row ``type = block`` is replaced by the block's rows before compiling.

pyxform's own ``include`` cannot do it (it refuses workbooks). Every row keeps the place where its author wrote it, so
that a message about a composed form still points into the right workbook.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.forms.messages import Cell, refuse
from app.forms.workbook import Row, Sheet, Workbook, read_workbook, write_workbook

_BLOCK = "block"


def compose(workbook: bytes, blocks: Mapping[str, bytes]) -> bytes:
    """The plain XLSForm of a checklist: a workbook that any other tool can read.

    :param blocks: the shared blocks by name, as workbooks
    :raises FormError: for an unknown block, or a choice list that two workbooks define differently
    """
    return write_workbook(composed(read_workbook(workbook), blocks))


def composed(workbook: Workbook, blocks: Mapping[str, bytes]) -> Workbook:
    """The workbook with its blocks put in; rows keep their places."""
    survey = workbook.sheet("survey")
    result = Workbook(dict(workbook.sheets), workbook.names)
    joined = Sheet(list(survey.headers))
    result.sheets["survey"] = joined
    for row, place in zip(survey.rows, survey.places, strict=True):
        if (row.get("type") or "").strip() != _BLOCK:
            joined.rows.append(row)
            joined.places.append(place)
            continue
        name = (row.get("name") or "").strip()
        block = _block(name, blocks, place)
        _insert(joined, row, place, block.sheet("survey"))
        _merge_choices(result, block)
    return result


def _block(name: str, blocks: Mapping[str, bytes], place: Cell) -> Workbook:
    if name not in blocks:
        raise refuse("block_unknown", Cell(place.sheet, place.row, "name", place.workbook), detail=name)
    block = read_workbook(blocks[name], name)
    for row, inner in zip(block.sheet("survey").rows, block.sheet("survey").places, strict=True):
        if (row.get("type") or "").strip() == _BLOCK:
            raise refuse("block_nested", inner, detail=name)
    return block


def _insert(joined: Sheet, row: Row, place: Cell, block: Sheet) -> None:
    joined.headers.extend(header for header in block.headers if header not in joined.headers)
    # a condition on the block needs something that can bear it
    wrapped = bool((row.get("relevant") or "").strip())
    if wrapped:
        joined.rows.append({**row, "type": "begin group"})
        joined.places.append(place)
    joined.rows.extend(block.rows)
    joined.places.extend(block.places)
    if wrapped:
        joined.rows.append({"type": "end group"})
        joined.places.append(place)


def _merge_choices(result: Workbook, block: Workbook) -> None:
    """Lists of the block that the checklist does not have yet; a list that is there already must be the same."""
    theirs = block.sheet("choices")
    ours = result.sheet("choices")
    present = {_list_name(row) for row in ours.rows} - {""}
    merged = Sheet(list(ours.headers), list(ours.rows), list(ours.places))
    merged.headers.extend(header for header in theirs.headers if header not in merged.headers)
    for row, place in zip(theirs.rows, theirs.places, strict=True):
        name = _list_name(row)
        if name in present:
            if _rows_of(theirs, name) != _rows_of(ours, name):
                raise refuse("choices_differ", place, detail=name)
            continue
        merged.rows.append(row)
        merged.places.append(place)
    result.sheets["choices"] = merged


def _list_name(row: Row) -> str:
    return (row.get("list_name") or row.get("list name") or "").strip()


def _rows_of(sheet: Sheet, name: str) -> list[Row]:
    return [{key: value for key, value in row.items() if value} for row in sheet.rows if _list_name(row) == name]
