"""Local tables: kept in every backup, never sent. Settings, published forms, drafts with their answer journal, profiles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, RowMapping, delete, func, insert, select, text, update

from app.domain.ids import RecordId
from app.oplog.operation import Value
from app.store.local_files import LocalFiles
from app.store.schema import LOCAL_ANSWER, LOCAL_DRAFT, LOCAL_FORM, LOCAL_PRINT, LOCAL_PROFILE, LOCAL_SETTING

Step = Mapping[str, object]
"""One thing done in a visit, in the words of the contract, section 5."""

_encode = msgspec.msgpack.encode
_decode = msgspec.msgpack.decode


@dataclass(frozen=True)
class StoredForm:
    """A published form version: never compiled again.

    :param questions: how many it has, for lists; None in a version that was kept before lists asked
    :param restricted: whether its visits belong to the restricted scope; None the same
    """

    hash: str
    form_id: str
    version: str
    title: str
    xform: bytes
    published: int
    active: bool
    questions: int | None = None
    restricted: bool | None = None


COUNTS = "counts"
"""How far a draft is, among its decisions."""


@dataclass(frozen=True)
class Draft:
    """A visit under way.

    :param environment: what the form runs with and what was frozen at the start (see the visit service)
    :param place: the question that has the keys
    :param decisions: changes refused with their reasons, marks, signatures so far
    """

    id: RecordId
    household: RecordId
    form_hash: str
    begun: int
    changed: int
    channel: str
    member: str | None
    lead: str | None
    environment: Mapping[str, Value]
    place: str
    decisions: Mapping[str, Value]

    @property
    def counts(self) -> tuple[int, int, int]:
        """How far it is: questions answered, to be asked, wrong; three noughts where nobody has counted."""
        counts = self.decisions.get(COUNTS)
        answered, total, wrong = (int(str(n)) for n in counts) if isinstance(counts, list) else (0, 0, 0)
        return answered, total, wrong


class Local:
    """Reads and writes local tables on one connection; writing needs the writing one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def files(self) -> LocalFiles:
        """Files of drafts and of forms."""
        return LocalFiles(self._connection)

    def setting(self, name: str, default: str = "") -> str:
        """Read a setting."""
        value = self._connection.execute(
            select(LOCAL_SETTING.c.value).where(LOCAL_SETTING.c.name == name)
        ).scalar_one_or_none()
        return default if value is None else str(value)

    def settings(self) -> dict[str, str]:
        """Read all settings."""
        return {row.name: row.value for row in self._connection.execute(select(LOCAL_SETTING))}

    def set_setting(self, name: str, value: str) -> None:
        """Write a setting."""
        self._connection.execute(insert(LOCAL_SETTING).prefix_with("OR REPLACE"), {"name": name, "value": value})

    def form(self, hash_: str) -> StoredForm | None:
        """Read a published form by its hash."""
        row = self._connection.execute(select(LOCAL_FORM).where(LOCAL_FORM.c.hash == hash_)).first()
        return _form(row._mapping) if row else None

    def forms(self, *, active_only: bool = True) -> list[StoredForm]:
        """Read the published forms."""
        statement = select(LOCAL_FORM).order_by(LOCAL_FORM.c.published, LOCAL_FORM.c.form_id)
        if active_only:
            statement = statement.where(LOCAL_FORM.c.active == 1)
        return [_form(row._mapping) for row in self._connection.execute(statement)]

    def publish(self, form: StoredForm) -> None:
        """Keep a form version; it takes the place of the active one of the same form."""
        self._connection.execute(update(LOCAL_FORM).where(LOCAL_FORM.c.form_id == form.form_id).values(active=0))
        self._connection.execute(insert(LOCAL_FORM).prefix_with("OR REPLACE"), {**_fields(form), "active": 1})

    def drafts(self, household: RecordId | None = None) -> list[Draft]:
        """Read the drafts, the latest changed first."""
        statement = select(LOCAL_DRAFT).order_by(LOCAL_DRAFT.c.changed.desc())
        if household is not None:
            statement = statement.where(LOCAL_DRAFT.c.household == household)
        return [_draft(row._mapping) for row in self._connection.execute(statement)]

    def draft(self, identifier: RecordId) -> Draft | None:
        """Read one draft."""
        row = self._connection.execute(select(LOCAL_DRAFT).where(LOCAL_DRAFT.c.id == identifier)).first()
        return _draft(row._mapping) if row else None

    def save_draft(self, draft: Draft) -> None:
        """Write a draft whole."""
        row = {**_fields(draft), "environment": _encode(draft.environment), "decisions": _encode(draft.decisions)}
        self._connection.execute(insert(LOCAL_DRAFT).prefix_with("OR REPLACE"), row)

    def delete_draft(self, identifier: RecordId) -> None:
        """Remove a draft with its journal and its files (at the seal, or when the person throws it away)."""
        self.forget_steps(identifier)
        self.files.drop_attachments(identifier)
        self._connection.execute(delete(LOCAL_DRAFT).where(LOCAL_DRAFT.c.id == identifier))

    def forget_steps(self, draft: RecordId) -> None:
        """Remove a draft's journal: another one takes its place (the visit goes on by a newer version of its form)."""
        self._connection.execute(delete(LOCAL_ANSWER).where(LOCAL_ANSWER.c.draft == draft))

    def append_steps(self, draft: RecordId, steps: list[Step], at: int, place: str) -> None:
        """Add steps to a draft's journal and note where it stands."""
        first = self._connection.execute(
            select(func.coalesce(func.max(LOCAL_ANSWER.c.n), 0)).where(LOCAL_ANSWER.c.draft == draft)
        ).scalar_one()
        rows = [
            {"draft": draft, "n": first + number, "step": _encode(step), "at": at}
            for number, step in enumerate(steps, start=1)
        ]
        if rows:
            self._connection.execute(insert(LOCAL_ANSWER), rows)
        self._connection.execute(update(LOCAL_DRAFT).where(LOCAL_DRAFT.c.id == draft).values(changed=at, place=place))

    def steps(self, draft: RecordId) -> list[dict[str, object]]:
        """Read a draft's journal."""
        rows = self._connection.execute(
            select(LOCAL_ANSWER.c.step).where(LOCAL_ANSWER.c.draft == draft).order_by(LOCAL_ANSWER.c.n)
        )
        return [_decode(row.step, type=dict[str, object]) for row in rows]

    def profiles(self) -> dict[str, dict[str, str]]:
        """Read the saved import profiles: name to mapping of header to path, the last used first."""
        rows = self._connection.execute(select(LOCAL_PROFILE).order_by(LOCAL_PROFILE.c.used.desc()))
        return {row.name: msgspec.json.decode(row.mapping, type=dict[str, str]) for row in rows}

    def save_profile(self, name: str, mapping: Mapping[str, str], at: int) -> None:
        """Keep a mapping of columns under a name."""
        self._connection.execute(
            insert(LOCAL_PROFILE).prefix_with("OR REPLACE"),
            {"name": name, "mapping": msgspec.json.encode(dict(mapping)).decode(), "used": at},
        )

    def count_print(self, document: str, record: RecordId) -> int:
        """Count a print of a record's document and give which time it is."""
        self._connection.execute(
            text(
                "INSERT INTO local_print VALUES (:document, :record, 1) "
                "ON CONFLICT (document, record) DO UPDATE SET times = times + 1"
            ),
            {"document": document, "record": record},
        )
        return self.prints(document, record)

    def prints(self, document: str, record: RecordId) -> int:
        """Give how many times a record's document was printed."""
        statement = select(LOCAL_PRINT.c.times).where(
            LOCAL_PRINT.c.document == document, LOCAL_PRINT.c.record == record
        )
        return self._connection.execute(statement).scalar_one_or_none() or 0


def _fields(item: StoredForm | Draft) -> dict[str, object]:
    return {name: getattr(item, name) for name in item.__dataclass_fields__}


def _form(row: RowMapping) -> StoredForm:
    restricted = row["restricted"]
    known = {"active": bool(row["active"]), "restricted": None if restricted is None else bool(restricted)}
    return StoredForm(**{**row, **known})


def _draft(row: RowMapping) -> Draft:
    packed = {name: _decode(row[name]) for name in ("environment", "decisions")}
    return Draft(**{**row, **packed})
