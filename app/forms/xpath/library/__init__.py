"""The functions of the ODK XForms specification, section "XPath functions", one module per kind.

All take evaluated arguments. The few that must not evaluate all of them, or that look at the path itself, are forms
of their own in ``compiler.py``.
"""

from __future__ import annotations

from app.forms.xpath.library import dates, geo, numbers, selects, structure, texts
from app.forms.xpath.library.function import Function

FUNCTIONS: dict[str, Function] = {
    **texts.FUNCTIONS,
    **numbers.FUNCTIONS,
    **dates.FUNCTIONS,
    **selects.FUNCTIONS,
    **geo.FUNCTIONS,
    **structure.FUNCTIONS,
}
"""Every ordinary function by its name."""
