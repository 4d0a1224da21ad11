"""Functions over answers of select questions (values separated by blanks)."""

from __future__ import annotations

from app.forms.xpath.context import Context
from app.forms.xpath.library.function import Arguments, Function, whole
from app.forms.xpath.values import Value, to_string


def _selected(_context: Context, arguments: Arguments) -> Value:
    # as JavaRosa has it: an empty choice is selected in an empty answer
    return f" {to_string(arguments[1]).strip()} " in f" {to_string(arguments[0])} "


def _selected_at(context: Context, arguments: Arguments) -> Value:
    chosen = to_string(arguments[0]).split()
    place = whole(arguments[1], context.scope)
    return chosen[place] if place is not None and 0 <= place < len(chosen) else ""


def _count_selected(_context: Context, arguments: Arguments) -> Value:
    return float(len(to_string(arguments[0]).split()))


def _itext(context: Context, arguments: Arguments) -> Value:
    return context.scope.text(to_string(arguments[0]), context.origin)


FUNCTIONS = {
    "selected": Function(_selected, 2, 2),
    "is-selected": Function(_selected, 2, 2),
    "selected-at": Function(_selected_at, 2, 2),
    "count-selected": Function(_count_selected, 1, 1),
    "jr:itext": Function(_itext, 1, 1),
}
