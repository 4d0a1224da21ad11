"""Files in local tables: those of a draft until its seal, and those that a published form reads its choices from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from app.domain.ids import RecordId
from app.store.schema import LOCAL_ATTACHMENT, LOCAL_FORM_MEDIA


@dataclass(frozen=True)
class StoredFile:
    """A file of a draft, without its content.

    :param name: what an answer holds: the SHA-256 of the content with a suffix
    :param title: the name that the file had when it was chosen; empty for a drawn signature
    :param taken: when it was attached, milliseconds
    :param size: bytes
    """

    name: str
    title: str
    mime: str
    taken: int
    size: int

    @property
    def sha256(self) -> bytes:
        """The hash of its content."""
        return bytes.fromhex(self.name.partition(".")[0])


class LocalFiles:
    """Reads and writes these files on one connection; writing needs the writing one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def attach(self, draft: RecordId, file: StoredFile, content: bytes) -> None:
        """Keep a file with a draft; the same content again changes nothing."""
        row = {"draft": draft, "name": file.name, "title": file.title, "mime": file.mime, "taken": file.taken}
        self._connection.execute(insert(LOCAL_ATTACHMENT).prefix_with("OR IGNORE"), {**row, "content": content})

    def content(self, draft: RecordId, name: str) -> bytes | None:
        """Read the content of a file of a draft."""
        columns = LOCAL_ATTACHMENT.c
        statement = select(columns.content).where(columns.draft == draft, columns.name == name)
        return self._connection.execute(statement).scalar_one_or_none()

    def attachments(self, draft: RecordId) -> list[StoredFile]:
        """Read which files a draft has, the earliest first."""
        columns = LOCAL_ATTACHMENT.c
        statement = (
            select(columns.name, columns.title, columns.mime, columns.taken, func.length(columns.content).label("size"))
            .where(columns.draft == draft)
            .order_by(columns.taken, columns.name)
        )
        return [StoredFile(**row._mapping) for row in self._connection.execute(statement)]

    def drop_attachments(self, draft: RecordId) -> None:
        """Remove the files of a draft."""
        self._connection.execute(delete(LOCAL_ATTACHMENT).where(LOCAL_ATTACHMENT.c.draft == draft))

    def keep_media(self, form: str, media: Mapping[str, bytes]) -> None:
        """Keep the files beside a form version."""
        rows = [{"form": form, "name": name, "content": content} for name, content in media.items()]
        if rows:
            self._connection.execute(insert(LOCAL_FORM_MEDIA).prefix_with("OR REPLACE"), rows)

    def media(self, form: str) -> dict[str, bytes]:
        """Read the files beside a form version, by their names."""
        columns = LOCAL_FORM_MEDIA.c
        rows = self._connection.execute(select(columns.name, columns.content).where(columns.form == form))
        return {row.name: row.content for row in rows}
