"""A roster of 30,000 persons: dry run and real import against a bare read of the same workbook."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineWorkbook

from app.services.demonstration.roster import write_roster
from app.services.demonstration.village import generate_village
from tests.bench.measure import TODAY, Figure, best_of, closing, seconds, village

HOUSEHOLDS = 9_300
"""Some 30,000 persons."""
DRY_RUN_BAR = 6


def figures(folder: Path, size: int) -> Iterator[Figure]:
    """Dry run on a store that has half of the households, then the real import."""
    households = HOUSEHOLDS if size > 10_000 else HOUSEHOLDS // 20
    content = write_roster(generate_village(households, 1, TODAY))
    with closing(village(folder / "store", households // 2)) as services:
        bare = best_of(3, lambda: _bare(content))
        dry, preview = seconds(lambda: services.imports.preview(content, "r.xlsx"))
        persons = preview.reading.rows
        detail = f"{persons} persons, {dry:.2f} s; bare calamine read {bare:.2f} s; half of the households known"
        yield Figure(
            "import_dry_run_ratio",
            round(dry / bare, 2),
            "x bare read",
            f"{DRY_RUN_BAR} x",
            dry <= DRY_RUN_BAR * bare,
            detail,
        )
        real, _ = seconds(lambda: services.imports.apply(preview))
        yield Figure("import_write", round(real, 2), f"s for {persons} persons", "none", True)


def _bare(content: bytes) -> list[object]:
    return [sheet.to_python() for sheet in _sheets(content)]


def _sheets(content: bytes) -> Iterator[object]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    for name in book.sheet_names:
        yield book.get_sheet_by_name(name)
