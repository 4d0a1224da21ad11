"""Rosters and lists into the register (contract, section 4)."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from app.documents.sheets.columns import KNOWN_COLUMNS, NOT_IN_A_CELL, ColumnNames, Confidence
from app.documents.sheets.comparison import compare, compared_paths
from app.documents.sheets.guesses import guess_columns
from app.documents.sheets.profiles import PROFILES
from app.documents.sheets.reading import RosterReading
from app.documents.sheets.rejects import write_rejects
from app.documents.sheets.roster import read_roster
from app.domain.errors import AppError, ErrorCode
from app.domain.facts import Holder
from app.domain.ids import to_text
from app.domain.progress import SILENT, Progress
from app.oplog.operation import Value
from app.services.context import Context
from app.services.imports.absences import explained, write_absences
from app.services.imports.apart import read_apart
from app.services.imports.known import known_households
from app.services.imports.models import (
    Absence,
    ChangeKey,
    ChangeLine,
    ChosenFile,
    ImportOptions,
    ImportOutline,
    ImportPreview,
    ImportResult,
    Origin,
    SheetGuess,
    TargetChoice,
)
from app.services.imports.outline import lines, outline
from app.services.imports.writing import ImportWriter
from app.services.words import roster_reason
from app.system.clock import moment, wall
from app.system.collector import collector_resting

FILE_TYPE = "workbook"
AS_THE_FILE_SAYS = ImportOptions()
NOBODY: Mapping[str, Absence] = MappingProxyType({})


class Imports:
    """Use cases of an import.

    :param context: the open workspace
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def read_file(self, path: Path) -> ChosenFile:
        """Read a file that a person chose.

        :raises AppError: FILE_NOT_FOUND
        """
        try:
            stamp = moment(round(path.stat().st_mtime * 1000))
            return ChosenFile(path.name, path.read_bytes(), stamp.isoformat(timespec="minutes"))
        except OSError:
            raise AppError(ErrorCode.FILE_NOT_FOUND, file=path.name) from None

    def guess(
        self, content: bytes, file_name: str, options: ImportOptions = AS_THE_FILE_SAYS, progress: Progress = SILENT
    ) -> SheetGuess:
        """Say what the columns of a file seem to mean, for the mapping screen.

        :raises AppError: NOT_A_WORKBOOK, WORKBOOK_ENCRYPTED, WORKBOOK_EMPTY, TABLE_NOT_FOUND
        """
        return guess_columns(
            read_apart(content, file_name),
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
        with collector_resting():
            reading = self._reading(content, file_name, options, progress)
            with context.store.read() as snapshot:
                mark = snapshot.history.mark()
                paths = compared_paths(reading)
                known = dict(known_households(snapshot, context.facts, context.today(), paths=paths))
            comparison = compare(reading, known, progress)
        return ImportPreview(file_name, content, reading, comparison, sha256(content).hexdigest(), mark)

    def _reading(self, content: bytes, file_name: str, options: ImportOptions, progress: Progress) -> RosterReading:
        """Read a file; its cells are let go before the register is read."""
        context = self._context
        built_in = {profile.name for profile in PROFILES}
        return read_roster(
            read_apart(content, file_name),
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

    def outline(self, preview: ImportPreview) -> ImportOutline:
        """Put a preview together for the eye, with where the values come from that would change."""
        with self._context.store.read() as reading:
            return outline(preview, reading, self._context.facts)

    def lines(
        self, preview: ImportPreview, household: str, origins: Mapping[ChangeKey, Origin]
    ) -> tuple[ChangeLine, ...]:
        """Give the changes of one household (by its 户编号)."""
        return lines(preview, household, origins, self._context.facts)

    def apply(
        self,
        preview: ImportPreview,
        excluded: frozenset[ChangeKey] = frozenset(),
        progress: Progress = SILENT,
        absences: Mapping[str, Absence] = NOBODY,
    ) -> ImportResult:
        """Write an import in one transaction: stopped or cut off, nothing of it is there; undo takes it back whole.

        :param excluded: changes not to be made, by (household id, member id, field)
        :param absences: why persons are not in the file, by their ids; who is not named has not been clarified yet
        :raises Cancelled: when the person asked to stop
        :raises AppError: REGISTER_CHANGED when it is not what the preview was compared with; DISK_FULL ...; nothing is
            written then
        """
        context, reading, comparison = self._context, preview.reading, preview.comparison
        reasons = explained(preview, absences)
        if not preview.changes_anything and not reasons:
            return _nothing(preview)
        with context.act("import", context.provenance("import"), progress) as unit:
            if context.store.history(unit).mark() != preview.mark:
                raise AppError(ErrorCode.REGISTER_CHANGED)
            writer = ImportWriter(context, unit, preview, excluded)
            left_out = writer.write(progress)
            write_absences(context, unit, preview, writer.batch, reasons)
            unit.create("import_batch", context.owner.village, _batch(preview, reasons), record=writer.batch)
        return ImportResult(
            transaction=to_text(unit.transaction),
            batch=to_text(writer.batch),
            households=comparison.households,
            members=comparison.members,
            refused=len(reading.refused_rows),
            left_out=left_out,
            explained=len(reasons),
            unplaced=tuple(member.row for member in comparison.unplaced),
        )

    def rejects(self, preview: ImportPreview) -> bytes:
        """Give a workbook of the refused rows with their reasons, in the file's own layout, ready to import again."""
        return write_rejects(read_apart(preview.content, preview.file_name), preview.reading, roster_reason)

    def save_profile(self, name: str, mapping: dict[str, str]) -> None:
        """Keep a mapping of columns for files of this kind."""
        with self._context.store.write_local() as local:
            local.save_profile(name, mapping, wall(self._context.clock.now()))

    def profiles(self) -> tuple[str, ...]:
        """Give the names of the kinds of files and of the saved mappings."""
        with self._context.store.read() as reading:
            return (*(profile.name for profile in PROFILES), *reading.local.profiles())

    def saved_names(self) -> tuple[str, ...]:
        """Give the names of the saved mappings, the last used first."""
        with self._context.store.read() as reading:
            return tuple(reading.local.profiles())

    def saved_profile(self, name: str) -> dict[str, str]:
        """Give a saved mapping.

        :raises AppError: PROFILE_UNKNOWN
        """
        with self._context.store.read() as reading:
            saved = reading.local.profiles()
        if name not in saved:
            raise AppError(ErrorCode.PROFILE_UNKNOWN, name=name)
        return saved[name]

    def saved_mapping(self, guess: SheetGuess) -> tuple[str, dict[str, str]] | None:
        """Give name and mapping of the saved profile that was made of a file like this, None where there is none.

        It fits when it knows every column of the file that no alias table knows, and at least one.
        """
        strange = {column.header for column in guess.columns if not self._names().knows(column.header)}
        headers = {column.header for column in guess.columns}
        with self._context.store.read() as reading:
            saved = reading.local.profiles()
        for name, mapping in saved.items():
            if strange <= mapping.keys() and len(headers & mapping.keys()) * 2 > len(headers):
                return name, mapping
        return None

    def is_known(self, guess: SheetGuess, mapping: Mapping[str, str] | None = None) -> bool:
        """Tell whether nothing of a file is left to be looked at: each column is known and none is in doubt."""
        names = self._names(mapping)
        return all(column.confidence is not Confidence.LOOK and names.knows(column.header) for column in guess.columns)

    def targets(self) -> tuple[TargetChoice, ...]:
        """Give the facts that a column may set: those with words in the alias tables first, then all others."""
        names, facts = self._names(), self._context.facts
        found = {
            target.slot: target for code in self._context.codes[KNOWN_COLUMNS] if (target := names.target(code.label))
        }
        for holder in (Holder.HOUSEHOLD, Holder.MEMBER):
            for path, fact in facts.of(holder).items():
                if path != "benefits" and fact.record not in NOT_IN_A_CELL:
                    target = names.target(f"{holder.value}.{path}")
                    found.setdefault(target.slot, target)
        return tuple(
            TargetChoice(slot, target.word or target.fact.label, target.holder is Holder.HOUSEHOLD)
            for slot, target in found.items()
        )

    def _names(self, mapping: Mapping[str, str] | None = None) -> ColumnNames:
        return ColumnNames(self._context.codes, self._context.facts, mapping)

    def _mapping(self, options: ImportOptions) -> dict[str, str] | None:
        if options.mapping is not None or options.profile is None:
            return options.mapping
        if options.profile in {profile.name for profile in PROFILES}:
            return None
        return self.saved_profile(options.profile)


def _batch(preview: ImportPreview, reasons: Mapping[str, Absence]) -> dict[str, Value]:
    """Give the record of an import: what was read and done, and nothing personal."""
    reading, households, members = preview.reading, preview.households, preview.members
    counts = {
        "households_new": households.new,
        "households_changed": households.changed,
        "members_new": members.new,
        "members_changed": members.changed,
        "members_missing": members.missing,
    }
    return {
        "profile": reading.profile,
        "file_hash": preview.file_hash,
        "file_type": FILE_TYPE,
        "rows": reading.rows,
        "accepted": reading.accepted,
        "refused": len(reading.refused_rows),
        "mapping": dict[str, Value](reading.columns),
        "counts": dict[str, Value](counts),
        "missing": {person: reason.value for person, reason in reasons.items()} or None,
    }


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
