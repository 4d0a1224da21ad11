"""Parses the columns of a roster, each at once: repeated cells are read one time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from app.documents.sheets.columns import Column, Target
from app.documents.sheets.locate import CODE, IDENTITY, NAME, VILLAGE, Table
from app.documents.sheets.reading import FactValue, RosterProblem, Values
from app.documents.sheets.rows import DataRows
from app.documents.sheets.values import Unreadable, reader_of, spread_reader
from app.domain.codes import CodeLists
from app.domain.facts import FactType, Holder
from app.domain.progress import Progress
from app.tables.workbook import Cell

T = TypeVar("T")

STATUS, NONE_WORD = ".status", "none"
"""A compound that is declared empty: ``disability.status`` is ``none``."""
OWN_WAY = frozenset({CODE, VILLAGE, NAME, IDENTITY})
"""Columns that decide about the row and are read elsewhere."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that could not be read."""

    position: int
    column: Column
    problem: RosterProblem
    cell: Cell


@dataclass(frozen=True, slots=True)
class ParsedColumn:
    """The values of a column for all rows of data; None where the cell says nothing or could not be read."""

    target: Target
    values: Sequence[FactValue | None]


@dataclass(frozen=True, slots=True)
class SpreadColumn:
    """A column whose cells speak of several facts."""

    target: Target
    values: Sequence[Values | None]


@dataclass(frozen=True, slots=True)
class Parsed:
    """All columns of a table that set facts, by whom they speak of, and what could not be read."""

    simple: tuple[ParsedColumn, ...]
    spread: tuple[SpreadColumn, ...]
    doubts: tuple[Doubt, ...]

    def column(self, path: str) -> Sequence[FactValue | None] | None:
        """Give the values of a column by its path with the holder."""
        return next((column.values for column in self.simple if column.target.path == path), None)

    def facts(self, holder: Holder) -> RowFacts:
        """Give what the rows say of a holder."""
        paths = [column.target.fact.path for column in self.simple if column.target.holder is holder]
        return RowFacts(
            tuple(
                (column.target.fact.path, column.values)
                for column in self.simple
                if column.target.holder is holder and column.target.fact.type is not FactType.CODES
            ),
            tuple(
                (column.target.fact.path, column.values)
                for column in self.simple
                if column.target.holder is holder and column.target.fact.type is FactType.CODES
            ),
            tuple(column.values for column in self.spread if column.target.holder is holder),
            _by_group(paths),
        )


@dataclass(frozen=True, slots=True)
class RowFacts:
    """The columns of one holder, ready to be put together row by row."""

    single: tuple[tuple[str, Sequence[FactValue | None]], ...]
    several: tuple[tuple[str, Sequence[FactValue | None]], ...]
    spread: tuple[Sequence[Values | None], ...]
    details: Mapping[str, tuple[str, ...]]

    def at(self, position: int) -> dict[str, FactValue]:
        """Give the facts of a row; words that several columns give to one fact are joined."""
        found: dict[str, FactValue] = {}
        for path, values in self.single:
            value = values[position]
            if value is not None:
                found[path] = value
        for path, values in self.several:
            words = values[position]
            if isinstance(words, tuple):
                before = found.get(path, ())
                found[path] = tuple(dict.fromkeys((*before, *words))) if isinstance(before, tuple) else words
        for spread in self.spread:
            for path, value in (spread[position] or {}).items():
                found[path] = value
                if value == NONE_WORD and path.endswith(
                    STATUS
                ):  # no disability: the row's other cells of it say nothing
                    for detail in self.details.get(path.removesuffix(STATUS), ()):
                        found.pop(detail, None)
        return found


def _by_group(paths: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Give the paths below each first word: what a row may say of a compound."""
    groups: dict[str, tuple[str, ...]] = {}
    for path in paths:
        group, _, part = path.partition(".")
        if part:
            groups[group] = (*groups.get(group, ()), path)
    return groups


def parse_columns(table: Table, rows: DataRows, codes: CodeLists, today: date, progress: Progress) -> Parsed:
    """Parse every column that sets a fact, except those that decide about the row.

    :raises Cancelled: when the person asked to stop
    """
    simple: list[ParsedColumn] = []
    spread: list[SpreadColumn] = []
    doubts: list[Doubt] = []
    for done, column in enumerate(table.columns):
        progress.step("roster-columns", done, len(table.columns))
        target = column.target
        if target is None or target.path in OWN_WAY:
            continue
        cells = rows.column(column.index)
        several = None if target.word else spread_reader(target.fact, codes)
        if several is not None:
            spread.append(SpreadColumn(target, _read_all(cells, several, column, doubts)))
        else:
            reader = reader_of(target.fact, codes, today, target.word)
            simple.append(ParsedColumn(target, _read_all(cells, reader, column, doubts)))
    return Parsed(tuple(simple), tuple(spread), tuple(doubts))


def _read_all(
    cells: Sequence[Cell], read: Callable[[Cell], T | None], column: Column, doubts: list[Doubt]
) -> list[T | None]:
    """Read the different cells of a column once each and give the value of every row."""
    known: dict[Cell, T | None] = {}
    unreadable: dict[Cell, RosterProblem] = {}
    for cell in set(cells):
        try:
            known[cell] = read(cell)
        except Unreadable as trouble:
            known[cell] = None
            unreadable[cell] = trouble.problem
    if unreadable:
        doubts.extend(
            Doubt(position, column, unreadable[cell], cell) for position, cell in enumerate(cells) if cell in unreadable
        )
    return [known[cell] for cell in cells]
