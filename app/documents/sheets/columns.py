"""Brings the columns of a file together with facts: by the names that are known, or as a person mapped them before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.codes import Code, CodeList, CodeLists, normal_form
from app.domain.errors import AppError, ErrorCode
from app.domain.facts import Fact, FactDictionary, FactType, Holder

KNOWN_COLUMNS = "roster_column"
IGNORED_COLUMNS = "roster_ignored"
AS_OF_COLUMN = "数据日期"
NO_FACT = ""
"""In a saved mapping: this column is not wanted."""

_REMARKS = re.compile(r"^[*＊※]+|[*＊※]+$|[(（](必填|选填|文本|文本格式|元|元/年|亩|18位|可多选|下拉选择)[)）][*＊※]*$")

ALTERNATIVE = {"household.phone": "member.phone", "member.phone": "household.phone"}
"""Where a second column of a file claims a fact, the other fact that it may mean."""


class Confidence(StrEnum):
    """How sure the match of a column is, in the words of the mapping screen."""

    EXACT = "一致"
    ALIAS = "别名"
    REMEMBERED = "上次用过"
    LOOK = "看一眼"
    NONE = "没对上"


@dataclass(frozen=True, slots=True)
class Target:
    """The fact that a column sets.

    :param word: for a yes/no column, the word that a yes gives to the fact ("低保")
    """

    holder: Holder
    fact: Fact
    word: str = ""

    @property
    def path(self) -> str:
        """The path with its holder: ``member.disability.grade``."""
        return f"{self.holder.value}.{self.fact.path}"

    @property
    def slot(self) -> str:
        """The path with the word of a yes/no column behind it: ``member.benefits=低保``."""
        return f"{self.path}={self.word}" if self.word else self.path


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file.

    :param index: its place from 0
    :param name: the file's own name without blanks
    :param target: the fact it sets, None where it sets none
    :param rival: index of an earlier column that claims the same fact, else None
    """

    index: int
    name: str
    target: Target | None
    confidence: Confidence
    rival: int | None = None


NOT_IN_A_CELL = frozenset({"obligor", "event"})
"""Records of their own that a cell cannot describe: a disaster has a day, a course and an end."""


class ColumnNames:
    """Knows the names of columns and the facts behind them.

    :param codes: holds the lists ``roster_column`` and ``roster_ignored``
    :param facts: the fact dictionary
    :param saved: column name -> path with its holder, as a person mapped files of this kind; goes before all else
    """

    def __init__(self, codes: CodeLists, facts: FactDictionary, saved: Mapping[str, str] | None = None) -> None:
        self._known = codes[KNOWN_COLUMNS]
        self._ignored = codes[IGNORED_COLUMNS]
        self._facts = facts
        self._saved = {normal_form(name): path for name, path in (saved or {}).items()}

    def knows(self, name: str) -> bool:
        """Say whether a name is known, also where it sets no fact."""
        return bool(name) and (
            normal_form(name) in self._saved or self._find(name, self._known, self._ignored) is not None
        )

    def match(self, names: Sequence[str]) -> tuple[Column, ...]:
        """Match all columns of a header; a fact is set by one column, lists of words by several."""
        columns: list[Column] = []
        taken: dict[str, int] = {}
        for index, name in enumerate(names):
            column = self._settled(self._column(index, name), taken)
            columns.append(column)
            if column.target is not None:
                taken.setdefault(column.target.slot, index)
        return tuple(columns)

    def target(self, path: str) -> Target:
        """Read a path such as ``member.health`` or ``member.benefits=低保``.

        :raises AppError: FACT_UNKNOWN where the dictionary has no such fact, or one that no cell can hold
        """
        place, _, word = path.partition("=")
        holder, _, inner = place.partition(".")
        if holder in {Holder.HOUSEHOLD.value, Holder.MEMBER.value}:
            fact = self._facts.of(Holder(holder)).get(inner)
            if fact is not None and fact.record not in NOT_IN_A_CELL:
                return Target(Holder(holder), fact, word)
        raise AppError(ErrorCode.FACT_UNKNOWN, path=path)

    @staticmethod
    def _find(name: str, *lists: CodeList) -> Code | None:
        """Find a name as it is, else without the remarks that offices hang on it: ``*姓名``, ``人均纯收入（元）``."""
        for written in (name, _REMARKS.sub("", name)):
            for names in lists:
                found = names.find(written)
                if found is not None:
                    return found
        return None

    def _column(self, index: int, name: str) -> Column:
        saved = self._saved.get(normal_form(name)) if name else None
        if saved is not None:
            target = None if saved == NO_FACT else self.target(saved)
            return Column(index, name, target, Confidence.REMEMBERED)
        known = self._find(name, self._known) if name else None
        if known is None:
            return Column(index, name, None, Confidence.NONE)
        confidence = Confidence.EXACT if name in known.aliases else Confidence.ALIAS
        return Column(index, name, self.target(known.label), confidence)

    def _settled(self, column: Column, taken: Mapping[str, int]) -> Column:
        """Resolve a second column for one fact: to the other fact it may mean, else to none; both want a look."""
        if column.target is None or column.target.fact.type is FactType.CODES:
            return column
        rival = taken.get(column.target.slot)
        if rival is None:
            return column
        other = ALTERNATIVE.get(column.target.path)
        free = other is not None and other not in taken
        target = self.target(other) if other is not None and free else None
        return Column(column.index, column.name, target, Confidence.LOOK, rival)
