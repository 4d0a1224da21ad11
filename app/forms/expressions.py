"""Expressions of a form: parsed once, compiled for the place where they stand, their mistakes collected."""

from __future__ import annotations

from app.forms.definition import Computed, Names
from app.forms.messages import Cell, FormMessage, Severity, message
from app.forms.xpath.compiler import compile_expression
from app.forms.xpath.parser import parse
from app.forms.xpath.paths import Site, relative_names
from app.forms.xpath.syntax import Axis, Expression, Path, XPathError

_COLUMNS = {
    "itemset": "choice_filter",
    "query": "choice_filter",
    "jr:count": "repeat_count",
    "setvalue": "default",
    "output": "label",
}
"""The columns of XLSForm in which an author writes what an XForm has elsewhere."""


class Expressions:
    """Compiles the expressions of one form. ``problems`` gathers what is wrong, so that an author sees all at once."""

    def __init__(self, repeats: frozenset[Names], known: Expressions | None = None) -> None:
        """:param known: expressions whose syntax trees are used again"""
        self.repeats = repeats
        self.problems: list[FormMessage] = []
        self._parsed: dict[str, Expression] = {} if known is None else known._parsed

    def parsed(self, source: str) -> Expression:
        """The syntax tree of a text; the same text is parsed once.

        :raises XPathSyntaxError: when it is no expression
        """
        if source not in self._parsed:
            self._parsed[source] = parse(source)
        return self._parsed[source]

    def computed(self, source: str | None, names: Names, where: str) -> Computed | None:
        """A compiled expression in the context of a node; None for an absent or a wrong one (then a problem).

        :param where: words for the place, such as ``/data/age relevant``
        """
        if source is None or not source.strip():
            return None
        try:
            expression = self.parsed(source)
            return Computed(source, expression, compile_expression(expression, Site(names, self.repeats)))
        except XPathError as error:
            code = error.code if error.code in {"unknown_function", "argument_count"} else "expression_invalid"
            path, _, part = where.partition(" ")
            cell = Cell(column=_COLUMNS.get(part, part) or None, path=path)
            found = message(Severity.ERROR, code, cell, where=where, detail=error.detail or source)
            self.problems.append(found)
            return None

    def constant(self, source: str) -> Expression | None:
        """The syntax tree of a text that may be no expression at all."""
        try:
            return self.parsed(source)
        except XPathError:
            return None

    def resolve(self, reference: str, context: Names) -> Names | None:
        """The absolute names that a reference (``/data/age``, ``age``, ``../age``) stands for; None if it is none."""
        expression = self.constant(reference)
        if not isinstance(expression, Path):
            return None
        if any(step.axis is Axis.ATTRIBUTE for step in expression.steps):
            head, _, last = reference.strip().rpartition("/")
            base = self.resolve(head, context) if head else context
            return None if base is None else (*base, last)
        return relative_names(expression, context)
