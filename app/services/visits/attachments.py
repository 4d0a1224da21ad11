"""Files of a visit: photos beside questions, and images, signatures and files that answer them.

A draft keeps them in the encrypted store under the SHA-256 of their content; an answer holds that name. At the seal the
visit names them by hash, and they become attachments.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from app.domain.errors import AppError, ErrorCode
from app.domain.ids import from_text
from app.services.context import Context
from app.services.visits.questions import UPLOAD, is_drawn
from app.store.local_files import StoredFile
from app.system.clock import wall

if TYPE_CHECKING:
    from app.services.visits.session import VisitSession

MOST_PIXELS: Final = 1600
"""The longer side of a kept photo."""
MOST_BYTES: Final = 20_000_000
"""Largest file that answers a question."""
MOST_PHOTO_BYTES: Final = 60_000_000
"""Largest photo before it is made small."""
VisitFile: TypeAlias = StoredFile
"""A file of a visit, as pages know it."""
_MEGABYTE: Final = 1_000_000
_PNG, _JPEG = "image/png", "image/jpeg"


class FileKind(StrEnum):
    """What a file of a visit is; the word of its attachment record."""

    PHOTO = "photo"
    IMAGE = "image"
    SIGNATURE = "signature"
    FILE = "file"


@dataclass(frozen=True)
class Chosen:
    """What a person attaches: a file, or what was drawn.

    :param source: where the file lies, or the PNG of a signature
    :param pixels: longer side of a photo
    """

    kind: FileKind
    source: Path | bytes
    pixels: int = MOST_PIXELS


@dataclass(frozen=True)
class Enclosed:
    """A file of a visit with the question that it belongs to."""

    file: StoredFile
    kind: FileKind
    ref: str
    question: str
    member: str


class Attachments:
    """Keeps the files of drafts.

    :param context: the open workspace
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def attach(self, visit: str, chosen: Chosen) -> StoredFile:
        """Keep a file with a draft; its name is what an answer holds.

        :param visit: id of the draft
        :raises AppError: FILE_NOT_FOUND, FILE_TOO_LARGE, FILE_EMPTY, PICTURE_UNREADABLE, DISK_FULL, VISIT_SIGNED; nothing
            is kept then
        """
        title = chosen.source.name if isinstance(chosen.source, Path) else ""
        content, suffix, mime = _content(chosen)
        name = f"{sha256(content).hexdigest()}{suffix}"
        file = StoredFile(name, title, mime, wall(self._context.clock.now()), len(content))
        with self._context.store.write_local() as local:
            if local.draft(from_text(visit)) is None:
                raise AppError(ErrorCode.VISIT_SIGNED)
            local.files.attach(from_text(visit), file, content)
        return file

    def content(self, visit: str, name: str) -> bytes:
        """Read a file of a draft.

        :raises AppError: NOT_FOUND
        """
        with self._context.store.read() as reading:
            content = reading.local.files.content(from_text(visit), name)
        if content is None:
            raise AppError(ErrorCode.NOT_FOUND, key=name)
        return content


def enclosed(session: VisitSession) -> Iterator[Enclosed]:
    """Give the files that belong to a visit: what answers its relevant questions, then the photos beside questions.

    A file that was chosen and then removed is none of them and goes with the draft: until the seal its journal may still
    bring it back (another version of the form, a draft thrown away by mistake), and it lies encrypted.
    """
    for ref in session.form.questions():
        view = session.question(ref)
        file = session.files.get(view.value) if view.control == UPLOAD else None
        if file is not None:
            yield Enclosed(file, _kind(file, view.appearance), ref, view.key, view.member)
    for ref, names in session.photos.items():
        if session.form.node(ref) is None:
            continue  # its instance of a repeat is gone
        view = session.question(ref)
        for name in names:
            if name in session.files:
                yield Enclosed(session.files[name], FileKind.PHOTO, ref, view.key, view.member)


def _kind(file: StoredFile, appearance: str) -> FileKind:
    if not file.mime.startswith("image/"):
        return FileKind.FILE
    return FileKind.SIGNATURE if is_drawn(appearance) else FileKind.IMAGE


def _content(chosen: Chosen) -> tuple[bytes, str, str]:
    """Give what is kept, the suffix of its name and its type."""
    if isinstance(chosen.source, bytes):
        return chosen.source, ".png", _PNG
    if chosen.kind is FileKind.FILE:
        content = _read(chosen.source, MOST_BYTES)
        guessed = mimetypes.guess_type(chosen.source.name)[0]
        return content, chosen.source.suffix.lower(), guessed or "application/octet-stream"
    from app.services.visits.pictures import small_photo  # noqa: PLC0415 - the library of pictures is read for the first one

    return small_photo(_read(chosen.source, MOST_PHOTO_BYTES), chosen.pixels), ".jpg", _JPEG


def _read(path: Path, most: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > most:
            raise AppError(
                ErrorCode.FILE_TOO_LARGE, file=path.name, megabytes=round(size / _MEGABYTE), most=most // _MEGABYTE
            )
        content = path.read_bytes()
    except OSError:
        raise AppError(ErrorCode.FILE_NOT_FOUND, file=path.name) from None
    if not content:
        raise AppError(ErrorCode.FILE_EMPTY, file=path.name)
    return content
