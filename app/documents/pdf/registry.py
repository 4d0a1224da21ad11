"""Every printed form, in one tuple: a test runs over each entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.documents.pdf import visit_record
from app.documents.pdf.visit_record_data import VisitRecord


@dataclass(frozen=True)
class PrintedForm:
    """A printed form: the name commands use, its title on paper, and what draws it from plain data."""

    name: str
    title: str
    render: Callable[[VisitRecord], bytes]


PRINTED_FORMS: Final = (PrintedForm("visit-record", visit_record.TITLE, visit_record.render),)
