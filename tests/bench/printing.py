"""Visit records to PDF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from app.documents.pdf.preview import page_count
from app.services.visits.models import VisitState
from tests.bench.measure import Figure, best_of, closing, seconds, village

RECORDS, BAR = 500, 40


def figures(folder: Path, _size: int) -> Iterator[Figure]:
    """500 visit records in one file, and one by itself."""
    with closing(village(folder / "store", 200)) as services:
        signed = [row.id for row in services.visits.rows() if row.state is VisitState.SIGNED]
        keys = [signed[number % len(signed)] for number in range(RECORDS)]
        spent, content = seconds(lambda: services.printing.render_many("visit-record", keys))
        pages = page_count(content)
        detail = f"{pages} pages, {len(content) / 1e6:.1f} MB"
        yield Figure("visit_records_500", round(spent, 1), "s", f"{BAR} s", spent <= BAR, detail)
        one = best_of(5, lambda: services.printing.preview("visit-record", signed[0]))
        yield Figure("visit_record_one", round(one * 1000, 1), "ms", "none", True)
