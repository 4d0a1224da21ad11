"""Every limit of the form runtime in one place: what a form may ask of a small laptop.

A form comes from outside. Each limit turns a malicious or mistaken one into a clear error instead of a hang.
"""

from __future__ import annotations

from typing import Final

WORKBOOK_BYTES: Final = 20_000_000
"""Largest XLSForm workbook, as a file."""

OLD_WORKBOOK_BYTES: Final = 4_000_000
"""Largest ``.xls`` workbook, as a file: it is read cell by cell, some 60,000 of them in a second."""

WORKBOOK_UNPACKED_BYTES: Final = 150_000_000
"""Largest XLSForm workbook, unpacked (a zip bomb is refused before it is read)."""

WORKBOOK_CELLS: Final = 200_000
"""Most cells (and rows) of an XLSForm workbook: a choice list of 12,000 rows has 100,000."""

WORKBOOK_ROWS: Final = 60_000
"""Most rows on one sheet of an XLSForm workbook."""

XFORM_BYTES: Final = 60_000_000
"""Largest XForm document."""

XML_ELEMENTS: Final = 250_000
"""Most elements of an XForm: a choice list of 12,000 rows has 100,000."""

FORM_NODES: Final = 20_000
"""Most nodes of the primary instance as the form defines it."""

PLAN_READS: Final = 150_000
"""Most nodes that all expressions of a form read together: ``count(//*)`` on every question reads them all each time."""

XML_DEPTH: Final = 120
"""Deepest nesting of an XForm or of a submission."""

EXPRESSION_CHARACTERS: Final = 32_768
"""Longest XPath expression (a cell of a workbook holds no more)."""

EXPRESSION_DEPTH: Final = 60
"""Deepest nesting of an XPath expression (Python's own stack is the reason)."""

PATTERN_CHARACTERS: Final = 1_000
"""Longest regular expression of ``regex()``."""

PATTERN_SUBJECT_CHARACTERS: Final = 5_000
"""Longest text that ``regex()`` looks at."""

ANSWER_CHARACTERS: Final = 1_000_000
"""Longest answer, and longest text that an expression may put together."""

REPEAT_INSTANCES: Final = 2_000
"""Most instances that one ``jr:count`` may make."""

REPEAT_INSTANCES_TOTAL: Final = 5_000
"""Most repeat instances of one session; counts inside counts multiply."""

RECALCULATION_ROUNDS: Final = 200
"""How often one expression may be evaluated in answer to one change before it counts as cyclic."""

ENTITIES_VERSION: Final = (2025, 1)
"""Newest version of the ODK Entities specification that is understood; a form of a newer one is refused."""
