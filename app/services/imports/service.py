"""Rosters and lists into the register (contract, section 4)."""

from __future__ import annotations

from hashlib import sha256

from app.documents.sheets.comparison import compare
from app.documents.sheets.guesses import guess_columns
from app.documents.sheets.profiles import PROFILES
from app.documents.sheets.rejects import write_rejects
from app.documents.sheets.roster import read_roster
from app.domain.errors import AppError, ErrorCode
from app.domain.ids import to_text
from app.domain.progress import SILENT, Progress
from app.oplog.operation import Value
from app.services.context import Context
from app.services.imports.known import known_households
from app.services.imports.models import ImportOptions, ImportPreview, ImportResult, SheetGuess
from app.services.imports.writing import ImportWriter
from app.system.clock import wall
from app.tables.workbook import Workbook, read_workbook

AS_THE_FILE_SAYS = ImportOptions()


class Imports:
    """Use cases of an import.

    :param context: the open workspace
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def guess(
        self, content: bytes, file_name: str, options: ImportOptions = AS_THE_FILE_SAYS, progress: Progress = SILENT
    ) -> SheetGuess:
        """Say what the columns of a file seem to mean, for the mapping screen.

        :raises AppError: NOT_A_WORKBOOK, WORKBOOK_ENCRYPTED, WORKBOOK_EMPTY, TABLE_NOT_FOUND
        """
        return guess_columns(
            read_workbook(content, file_name),
            codes=self._context.codes,
            facts=self._context.facts,
            today=self._context.today(),
            mapping=self._mapping(options),
            sheet=options.sheet,
            header_row=options.header_row,
            progress=progress,
        )

    def preview(
        self, content: bytes, file_name: str, options: ImportOptions = AS_THE_FILE_SAYS, progress: Progress = SILENT
    ) -> ImportPreview:
        """Read a file and compare it with the register; writes nothing.

        :raises AppError: NOT_A_WORKBOOK, WORKBOOK_ENCRYPTED, WORKBOOK_EMPTY, TABLE_NOT_FOUND, COLUMN_UNMAPPED, PROFILE_UNKNOWN
        :raises Cancelled: when the person asked to stop
        """
        context = self._context
        progress.step("roster-read", 0)
        workbook = read_workbook(content, file_name)
        built_in = {profile.name for profile in PROFILES}
        reading = read_roster(
            workbook,
            codes=context.codes,
            facts=context.facts,
            villages=frozenset(context.owner.villages),
            today=context.today(),
            mapping=self._mapping(options),
            profile=options.profile if options.profile in built_in else None,
            sheet=options.sheet,
            header_row=options.header_row,
            all_villages=options.all_villages,
            progress=progress,
        )
        with context.store.read() as snapshot:
            known = known_households(snapshot, context.facts, context.today())
        comparison = compare(reading, known, progress)
        return ImportPreview(workbook, reading, comparison, sha256(content).hexdigest(), _file_type(workbook))

    def apply(
        self,
        preview: ImportPreview,
        excluded: frozenset[tuple[str, str, str]] = frozenset(),
        progress: Progress = SILENT,
    ) -> ImportResult:
        """Write an import in one transaction: stopped or cut off, nothing of it is there; undo takes it back whole.

        :param excluded: changes not to be made, by (household id, member id, field)
        :raises Cancelled: when the person asked to stop
        :raises AppError: DISK_FULL ...; nothing is written then
        """
        context, reading, comparison = self._context, preview.reading, preview.comparison
        if not preview.changes_anything:
            return _nothing(preview)
        with context.act("import", context.provenance("import"), progress) as unit:
            writer = ImportWriter(context, unit, preview, excluded)
            left_out = writer.write(progress)
            counts = {
                "households_new": comparison.households.new,
                "households_changed": comparison.households.changed,
                "members_new": comparison.members.new,
                "members_changed": comparison.members.changed,
            }
            batch: dict[str, Value] = {
                "profile": reading.profile,
                "file_hash": preview.file_hash,
                "file_type": preview.file_type,
                "rows": reading.rows,
                "accepted": reading.accepted,
                "refused": len(reading.refused_rows),
                "mapping": dict[str, Value](reading.columns),
                "counts": dict[str, Value](counts),
            }
            unit.create("import_batch", context.owner.village, batch, record=writer.batch)
        return ImportResult(
            transaction=to_text(unit.transaction),
            batch=to_text(writer.batch),
            households=comparison.households,
            members=comparison.members,
            refused=len(reading.refused_rows),
            left_out=left_out,
            unplaced=tuple(member.row for member in comparison.unplaced),
        )

    def rejects(self, preview: ImportPreview) -> bytes:
        """Give a workbook of the refused rows with their reasons, in the file's own layout, ready to import again."""
        return write_rejects(preview.workbook, preview.reading)

    def save_profile(self, name: str, mapping: dict[str, str]) -> None:
        """Keep a mapping of columns for files of this kind."""
        with self._context.store.write_local() as local:
            local.save_profile(name, mapping, wall(self._context.clock.now()))

    def profiles(self) -> tuple[str, ...]:
        """Give the names of the kinds of files and of the saved mappings."""
        with self._context.store.read() as reading:
            return (*(profile.name for profile in PROFILES), *reading.local.profiles())

    def _mapping(self, options: ImportOptions) -> dict[str, str] | None:
        if options.mapping is not None or options.profile is None:
            return options.mapping
        with self._context.store.read() as reading:
            saved = reading.local.profiles()
        if options.profile in saved:
            return saved[options.profile]
        if options.profile not in {profile.name for profile in PROFILES}:
            raise AppError(ErrorCode.PROFILE_UNKNOWN, name=options.profile)
        return None


def _nothing(preview: ImportPreview) -> ImportResult:
    """Give the result of an import of what the register knows already: no transaction, nothing to undo."""
    comparison = preview.comparison
    return ImportResult(
        transaction="",
        batch="",
        households=comparison.households,
        members=comparison.members,
        refused=len(preview.reading.refused_rows),
        unplaced=tuple(member.row for member in comparison.unplaced),
    )


def _file_type(workbook: Workbook) -> str:
    return getattr(workbook, "kind", "") or "workbook"
