"""The register: what a caseworker can do with households."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.domain.dates import PartialDate
from app.domain.errors import AppError, ErrorCode
from app.domain.facts import Holder
from app.domain.ids import RecordId, from_text, short_key, to_text
from app.oplog.operation import Provenance, Value
from app.oplog.record import HouseholdFile, Record
from app.services.context import Context
from app.services.document.editing import DocumentEditor, Edit
from app.services.document.export import Document, household_document
from app.services.document.values import written
from app.services.households import lists
from app.services.households.editing import fact_edit
from app.services.households.models import (
    FactEdit,
    FactLine,
    FieldHistory,
    HouseholdFilter,
    HouseholdList,
    HouseholdPage,
    HouseholdRow,
    SetResult,
    UndoResult,
)
from app.services.households.page import fact_lines, household_page
from app.store.history import Entry, undo
from app.store.records import RecordReader
from app.store.store import Reading
from app.store.unit_of_work import UnitOfWork
from app.store.views.household import head_of
from app.system.clock import moment

STATED = "申报"
"""Evidence of a fact that somebody said, where nothing else was named."""


class Households:
    """Use cases of the register.

    :param context: the open workspace
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def ids(self, wanted: HouseholdFilter) -> list[str]:
        """Give the ids of the households that a list shows, in its order."""
        with self._context.store.read() as reading:
            return lists.household_ids(reading, wanted)

    def rows(self, ids: list[str], text: str = "") -> list[HouseholdRow]:
        """Give the lines of households; with a search text, which members it found."""
        with self._context.store.read() as reading:
            found = lists.found_names(reading, text) if text.strip() else None
            return lists.household_rows(reading, ids, found)

    def find(self, text: str) -> list[HouseholdRow]:
        """Search while typing: the first hits, a line for each household."""
        with self._context.store.read() as reading:
            found = lists.found_names(reading, text)
            return lists.household_rows(reading, found, found)

    def first(self, wanted: HouseholdFilter, first: int) -> HouseholdList:
        """Give a list of households with its first lines, in one step: for a screen that is drawn at each key."""
        with self._context.store.read() as reading:
            return lists.household_list(reading, wanted, first)

    def fact(self, identifier: str, path: str) -> FactEdit:
        """Give a fact as a person changes it by hand, with its history.

        :param path: full path, e.g. ``net_income`` or ``members.3f2a91c4.labour``
        :raises AppError: NOT_FOUND, FACT_UNKNOWN, KEY_AMBIGUOUS
        """
        with self._context.store.read() as reading:
            file = read_file(reading.records, from_text(identifier))
            parsed = self._context.facts.parse(path)
            person = self.editor(file).member(parsed.member) if parsed.member is not None else None
            entries = reading.history.of_records([(person or file.household).id])
        return fact_edit(file, person, parsed.fact, entries, self._context)

    def groups(self) -> tuple[tuple[str, int], ...]:
        """Give each group with its number of households."""
        with self._context.store.read() as reading:
            return lists.groups(reading)

    def resolve(self, key: str) -> str:
        """Give the id of a household by what a person types.

        :raises AppError: NOT_FOUND, KEY_AMBIGUOUS
        """
        with self._context.store.read() as reading:
            return to_text(lists.resolve(reading, key))

    def page(self, identifier: str) -> HouseholdPage:
        """Give everything that the household screen shows.

        :raises AppError: NOT_FOUND
        """
        with self._context.store.read() as reading:
            file = read_file(reading.records, from_text(identifier))
            drafts = tuple(to_text(draft.id) for draft in reading.local.drafts(file.household.id))
            entries = reading.history.of_records(record.id for record in file.records())
            return household_page(file, entries, drafts, self._context.facts, self._context.today())

    def visit_facts(self, identifier: str) -> dict[str, tuple[str, tuple[FactLine, ...]]]:
        """Give what is known of a household and each member, for the column beside a question.

        :return: name and facts by member key; the household's under the empty key
        :raises AppError: NOT_FOUND
        """
        with self._context.store.read() as reading:
            file = read_file(reading.records, from_text(identifier))
            entries = reading.history.of_records([file.household.id, *(person.id for person in file.persons)])
        operations = {entry.operation.dot: entry.operation for entry in entries}
        facts, today = self._context.facts, self._context.today()
        head = head_of(file)
        found = {
            "": (
                f"{head.text('name')}户" if head else "",
                tuple(fact_lines(file.household, Holder.HOUSEHOLD, operations, facts, today)),
            )
        }
        for person in file.persons:
            lines = tuple(fact_lines(person, Holder.MEMBER, operations, facts, today))
            found[short_key(person.id)] = (person.text("name"), lines)
        return found

    def document(self, key: str) -> Document:
        """Give the household document of one household.

        :raises AppError: NOT_FOUND, KEY_AMBIGUOUS
        """
        with self._context.store.read() as reading:
            file = read_file(reading.records, lists.resolve(reading, key))
            return household_document(file, self._context.facts, self._context.today())

    def documents(self) -> Iterator[Document]:
        """Give the documents of all households, in the order of the list."""
        with self._context.store.read() as reading:
            ids = [from_text(identifier) for identifier in lists.household_ids(reading, HouseholdFilter())]
            for file in reading.records.household_files(ids):
                yield household_document(file, self._context.facts, self._context.today())

    def reveal(self, household: str, member: str, field: str, why: str = "") -> str:
        """Give a masked value in full and log that it was shown.

        :param field: ``id_number`` or ``phone``
        :raises AppError: NOT_FOUND
        """
        with self._context.store.read() as reading:
            file = read_file(reading.records, from_text(household))
            record = _member(file, member) if member else _who_has(file, field)
        provenance = self._context.provenance("window")
        with self._context.act("reveal", provenance) as unit:
            unit.create(
                "access",
                file.household.text("village"),
                {"what": "shown", "record": record.id, "fields": [field], "why": why},
            )
        return record.text(field)

    def set(
        self,
        key: str,
        values: Mapping[str, Value],
        *,
        evidence: str = STATED,
        as_of: str | None = None,
        reason: str = "",
        source: str = "window",
    ) -> SetResult:
        """Write facts of a household in household-document words, in one action.

        :param as_of: the day at which the facts hold; today without it, never a day to come
        :raises AppError: NOT_FOUND, KEY_AMBIGUOUS, FACT_UNKNOWN, VALUE_INVALID; nothing is written then
        """
        context = self._context
        if as_of is not None and PartialDate.from_iso(as_of).first > context.today():
            raise AppError(ErrorCode.VALUE_INVALID, path="as_of", value=as_of, wanted="今天或以前的日子")
        provenance = context.provenance(source, evidence=evidence, as_of=as_of, reason=reason)
        with context.store.read() as reading:
            household = lists.resolve(reading, key)
            lists.need_free_code(reading, household, str(values.get("code") or "").strip())
        with context.act("edit", provenance) as unit:
            file = read_file(unit.reader, household)
            editor = self.editor(file)
            for path, value in values.items():
                editor.set(path, value)
            edits = editor.edits()
            changed = tuple(self._differences(file, edits))
            write_edits(unit, file.household.text("village"), edits, provenance)
        return SetResult(to_text(household), to_text(unit.transaction), changed)

    def editor(self, file: HouseholdFile) -> DocumentEditor:
        """Give an editor of a household's file at today."""
        return DocumentEditor(file, self._context.facts, self._context.codes, self._context.today())

    def history(self, key: str, path: str | None = None) -> list[FieldHistory]:
        """Give every value that a household's facts were given, newest first; of one path if it is named.

        :raises AppError: NOT_FOUND, KEY_AMBIGUOUS, FACT_UNKNOWN
        """
        with self._context.store.read() as reading:
            file = read_file(reading.records, lists.resolve(reading, key))
            entries = reading.history.of_records(record.id for record in file.records())
            found = [line for entry in entries for line in self._history_lines(file, entry)]
            if path is not None:
                wanted = self._full_path(file, path)
                found = [line for line in found if line.path == wanted]
            return found[::-1]

    def undo(self, transaction: str | None = None, *, dry_run: bool = False) -> UndoResult:
        """Take an action back: the named one, else the latest.

        :raises AppError: UNDO_IMPOSSIBLE (a signed visit, or nothing to undo), NOT_FOUND
        """
        context = self._context
        with context.store.read() as reading:
            known = self._transaction(reading, transaction)
        if known is None:
            raise AppError(ErrorCode.UNDO_IMPOSSIBLE, what="")
        action, at = known
        provenance = context.provenance("undo")
        try:
            with context.act("undo", provenance) as unit:
                done = undo(unit, context.store.history(unit), action)
                result = UndoResult(
                    to_text(action),
                    at[1],
                    moment(at[0]),
                    done.fields,
                    done.records,
                    tuple(f"{left.kind}.{left.field}" for left in done.left),
                )
                if dry_run:
                    raise _DryRunError
        except _DryRunError:
            pass
        return result

    def _transaction(self, reading: Reading, wanted: str | None) -> tuple[RecordId, tuple[int, str]] | None:
        if wanted is None:
            known = reading.history.last_undoable()
        else:
            try:
                known = reading.history.transaction(from_text(wanted))
            except ValueError:
                known = None
            if known is None:
                raise AppError(ErrorCode.NOT_FOUND, key=wanted)
        return (known.id, (known.at, known.what)) if known else None

    def _history_lines(self, file: HouseholdFile, entry: Entry) -> Iterator[FieldHistory]:
        operation = entry.operation
        if operation.kind not in {"household", "person"}:
            return
        member = operation.kind == "person"
        holder = Holder.MEMBER if member else Holder.HOUSEHOLD
        prefix = f"members.{short_key(operation.record)}." if member else ""
        day = moment(operation.provenance.wall).date()
        for fact in self._context.facts.in_field(holder, entry.field):
            before, value = (
                part.get(fact.part) if fact.part and isinstance(part, dict) else (None if fact.part else part)
                for part in (entry.before, entry.value)
            )
            if before == value and value is None:
                continue
            provenance = operation.provenance
            yield FieldHistory(
                path=prefix + fact.path,
                label=fact.label,
                value=written(fact, value, day),
                before=written(fact, before, day),
                when=moment(provenance.wall),
                as_of=provenance.as_of or day.isoformat(),
                actor=provenance.actor,
                evidence=provenance.evidence,
                source=provenance.source,
                reason=provenance.reason,
                transaction=to_text(operation.transaction),
            )

    def _full_path(self, file: HouseholdFile, path: str) -> str:
        parsed = self._context.facts.parse(path)
        if parsed.member is None:
            return parsed.text
        return f"members.{short_key(self.editor(file).member(parsed.member).id)}.{parsed.fact.path}"

    def _differences(self, file: HouseholdFile, edits: list[Edit]) -> Iterator[tuple[str, Value, Value]]:
        records = {record.id: record for record in file.records()}
        day = self._context.today()
        for edit in edits:
            if edit.record is None or edit.kind not in {"household", "person"}:
                continue
            record = records[edit.record]
            holder = Holder.MEMBER if edit.kind == "person" else Holder.HOUSEHOLD
            prefix = f"members.{short_key(record.id)}." if edit.kind == "person" else ""
            for name, new in edit.fields.items():
                old = record.get(name)
                for fact in self._context.facts.in_field(holder, name):
                    before, after = (
                        part.get(fact.part) if fact.part and isinstance(part, dict) else (None if fact.part else part)
                        for part in (old, new)
                    )
                    if before != after:
                        yield prefix + fact.path, written(fact, before, day), written(fact, after, day)


class _DryRunError(Exception):
    """Rolls an undo back that was only to be looked at."""


def read_file(reader: RecordReader, household: RecordId) -> HouseholdFile:
    """Read a household's file.

    :raises AppError: NOT_FOUND
    """
    file = next(reader.household_files([household]), None)
    if file is None:
        raise AppError(ErrorCode.NOT_FOUND, key=to_text(household))
    return file


def write_edits(unit: UnitOfWork, village: str, edits: list[Edit], provenance: Provenance) -> None:
    """Write collected edits with one provenance."""
    for edit in edits:
        if edit.record is None:
            fields = dict(edit.fields)
            if edit.kind == "event":
                fields["household"] = fields.pop("holder")
            unit.create(edit.kind, village, fields, provenance=provenance)
        else:
            unit.patch(edit.record, edit.fields, provenance)


def _who_has(file: HouseholdFile, field: str) -> Record:
    """The household, or its head where the household has no such number of its own."""
    return file.household if file.household.text(field) else head_of(file) or file.household


def _member(file: HouseholdFile, member: str) -> Record:
    found = next((person for person in file.persons if member in {to_text(person.id), short_key(person.id)}), None)
    if found is None:
        raise AppError(ErrorCode.NOT_FOUND, key=member)
    return found
