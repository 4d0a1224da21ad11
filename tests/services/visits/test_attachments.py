"""Files of a visit: kept with the draft in the encrypted store, sealed by their hash, gone with a draft that is thrown away."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.bootstrap import Services
from app.domain.errors import AppError, ErrorCode
from app.domain.ids import from_text
from app.services.visits import seal
from app.services.visits.attachments import Chosen, FileKind
from app.services.visits.models import SealedVisit
from app.services.visits.session import VisitSession
from app.store.schema import BLOB_TABLE, LOCAL_ATTACHMENT
from tests.forms.all_types import SKIPPED, all_types, row, towns
from tests.services.visits.filling import SIGNED, household

PHOTO, HAND, PAPER, WORDS = "/data/files/photo", "/data/files/hand", "/data/files/paper", "/data/written/words"
WHO = "/data/chosen/helper"


def picture(colour: str, size: tuple[int, int] = (2400, 1800), kind: str = "JPEG") -> bytes:
    target = BytesIO()
    Image.new("RGB", size, colour).save(target, kind)
    return target.getvalue()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "IMG_1.jpg"
    path.write_bytes(picture("#8a6"))
    return path


@pytest.fixture
def session(village: Services) -> VisitSession:
    village.forms.publish(all_types(), towns())
    return village.visits.open(village.visits.start(household(village), "alltypes"))


def add(village: Services, session: VisitSession, ref: str, chosen: Chosen) -> str:
    file = village.visits.attach(session.visit, chosen)
    session.add_file(file)
    session.answer(ref, file.name)
    village.visits.store_session(session)
    return file.name


def test_a_photo_is_made_small_and_bare(village: Services, session: VisitSession, photo: Path) -> None:
    name = add(village, session, PHOTO, Chosen(FileKind.IMAGE, photo))
    content = village.visits.attachment(session.visit, name)
    assert name == f"{sha256(content).hexdigest()}.jpg"
    with Image.open(BytesIO(content)) as kept:
        assert kept.size == (1600, 1200)
    small = village.visits.attach(session.visit, Chosen(FileKind.IMAGE, photo, pixels=640))
    with Image.open(BytesIO(village.visits.attachment(session.visit, small.name))) as kept:
        assert kept.size == (640, 480)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "BMP", "GIF", "TIFF"])
def test_every_common_kind_of_picture_is_read(
    village: Services, session: VisitSession, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / f"x.{kind.lower()}"
    path.write_bytes(picture("#123456", (300, 200), kind))
    file = village.visits.attach(session.visit, Chosen(FileKind.PHOTO, path))
    with Image.open(BytesIO(village.visits.attachment(session.visit, file.name))) as kept:
        assert (kept.format, kept.size) == ("JPEG", (300, 200))


def test_what_is_clear_becomes_white_not_black(village: Services, session: VisitSession, tmp_path: Path) -> None:
    path = tmp_path / "clear.png"
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(path)
    file = village.visits.attach(session.visit, Chosen(FileKind.PHOTO, path))
    with Image.open(BytesIO(village.visits.attachment(session.visit, file.name))) as kept:
        assert kept.getpixel((20, 20)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("name", "content", "kind", "code"),
    [
        ("a.pdf", b"x" * 20_000_001, FileKind.FILE, ErrorCode.FILE_TOO_LARGE),
        ("a.pdf", b"", FileKind.FILE, ErrorCode.FILE_EMPTY),
        ("a.jpg", b"no picture", FileKind.IMAGE, ErrorCode.PICTURE_UNREADABLE),
        ("a.jpg", picture("red")[:900], FileKind.PHOTO, ErrorCode.PICTURE_UNREADABLE),
    ],
)
def test_what_cannot_be_taken_is_refused_and_leaves_nothing(
    village: Services, session: VisitSession, tmp_path: Path, name: str, content: bytes, kind: FileKind, code: ErrorCode
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(AppError) as refused:
        village.visits.attach(session.visit, Chosen(kind, tmp_path / name))
    assert refused.value.code is code
    assert kept_files(village) == 0


def test_nothing_of_a_file_lies_readable_on_the_disk(village: Services, session: VisitSession, tmp_path: Path) -> None:
    secret = b"the diagnosis of an invented person " * 200
    (tmp_path / "diagnosis.txt").write_bytes(secret)
    add(village, session, PAPER, Chosen(FileKind.FILE, tmp_path / "diagnosis.txt"))
    folder = village.context.workspace.folder
    for path in (one for one in folder.rglob("*") if one.is_file()):
        assert secret[:36] not in path.read_bytes(), path.name


def test_a_reopened_draft_has_its_files_and_marks(village: Services, session: VisitSession, photo: Path) -> None:
    name = add(village, session, PHOTO, Chosen(FileKind.IMAGE, photo))
    session.set_photos(WORDS, [name])
    village.visits.store_session(session)
    again = village.visits.open(session.visit)
    assert again.question(PHOTO).value_label == "照片"
    assert again.question(WORDS).photos == (name,)
    assert again.fingerprint() == session.fingerprint()
    before = again.fingerprint()
    again.set_photos(WORDS, [])
    assert again.fingerprint() != before


def test_the_seal_names_the_files_and_they_become_attachments(
    village: Services, session: VisitSession, photo: Path, tmp_path: Path
) -> None:
    (tmp_path / "诊断书.pdf").write_bytes(b"%PDF-1.4 invented")
    image = add(village, session, PHOTO, Chosen(FileKind.IMAGE, photo))
    add(village, session, HAND, Chosen(FileKind.SIGNATURE, picture("white", (60, 20), "PNG")))
    add(village, session, PAPER, Chosen(FileKind.FILE, tmp_path / "诊断书.pdf"))
    dropped = village.visits.attach(session.visit, Chosen(FileKind.FILE, photo))
    session.set_photos(WORDS, [image])
    village.visits.store_session(session)
    sealed = village.visits.finish(session.visit, SIGNED)
    document = village.visits.show(sealed.visit)
    files = document["attachments"]
    assert isinstance(files, list)
    told = [(one["class"], one["ref"], one["title"]) for one in files if isinstance(one, dict)]
    assert told == [
        ("image", PHOTO, "IMG_1.jpg"),
        ("signature", HAND, ""),
        ("file", PAPER, "诊断书.pdf"),
        ("photo", WORDS, "IMG_1.jpg"),
    ]
    answers = {one["ref"]: one["label"] for one in document["answers"] if isinstance(one, dict)}  # type: ignore[union-attr]
    assert (answers[PHOTO], answers[HAND], answers[PAPER]) == ("照片", "签名", "诊断书.pdf")
    assert document["seal_intact"]
    assert image in str(document["submission"])
    with village.context.store.read() as reading:
        kept = {row.sha256 for row in reading.connection.execute(BLOB_TABLE.select())}
        owned = [one for one in reading.records.owned_by([from_text(sealed.visit)]) if one.kind == "attachment"]
        fields = dict(reading.records.get([from_text(sealed.visit)])[from_text(sealed.visit)].state.values())
    assert {one.get("sha256") for one in owned} <= kept
    assert sorted(one.text("class") for one in owned) == ["file", "image", "photo", "signature"]
    assert dropped.sha256 not in kept
    assert kept_files(village) == 0
    del fields["attachments"]
    assert not seal.intact(fields)


def test_a_photo_that_was_taken_away_can_come_back_until_the_seal_and_is_gone_with_it(
    village: Services, session: VisitSession, photo: Path
) -> None:
    file = village.visits.attach(session.visit, Chosen(FileKind.PHOTO, photo))
    session.add_file(file)
    for names in ([file.name], []):
        session.set_photos(WORDS, names)
        village.visits.store_session(session)
    again = village.visits.open(session.visit)
    assert again.photos == {}
    assert village.visits.attachment(session.visit, file.name)
    sealed = village.visits.finish(session.visit, SIGNED)
    assert village.visits.show(sealed.visit)["attachments"] == []
    assert kept_files(village) == 0
    with village.context.store.read() as reading:
        assert file.sha256 not in {row.sha256 for row in reading.connection.execute(BLOB_TABLE.select())}


def test_a_draft_that_is_thrown_away_takes_its_files_and_brings_them_back(
    village: Services, session: VisitSession, photo: Path
) -> None:
    name = add(village, session, PHOTO, Chosen(FileKind.IMAGE, photo))
    content = village.visits.attachment(session.visit, name)
    gone = village.visits.discard(session.visit)
    assert kept_files(village) == 0
    village.visits.bring_back(gone)
    assert village.visits.attachment(session.visit, name) == content
    assert village.visits.open(session.visit).question(PHOTO).value_label == "照片"


def test_a_file_answer_is_never_taken_from_last_time(village: Services, session: VisitSession, photo: Path) -> None:
    add(village, session, PHOTO, Chosen(FileKind.IMAGE, photo))
    sealed: SealedVisit = village.visits.finish(session.visit, SIGNED)
    again = village.visits.open(village.visits.start(sealed.household, "alltypes"))
    view = again.question(PHOTO)
    assert view.last is not None
    assert view.last.label == "照片"
    assert not view.last_usable


def test_marks_move_up_with_the_instances_of_a_repeat(village: Services, session: VisitSession) -> None:
    for number in (1, 2, 3):
        if number > 1:
            session.add_repeat(WHO)
        session.set_note(f"{WHO}[{number}]/who", f"note {number}")
    session.remove_repeat(f"{WHO}[2]")
    village.visits.store_session(session)
    again = village.visits.open(session.visit)
    assert again.notes == {f"{WHO}[1]/who": "note 1", f"{WHO}[2]/who": "note 3"}


def test_a_question_that_is_not_asked_here_keeps_nobody_from_signing(village: Services) -> None:
    required = row("audio", "must", "说一段", "Speak", required="yes")
    village.forms.publish(all_types("1", [*SKIPPED, required], "skipping"), towns(), allow_skipped=True)
    session = village.visits.open(village.visits.start(household(village), "skipping"))
    review = village.visits.review(session.visit)
    assert review.errors == ()
    refs = {item.ref for item in review.unanswered}
    assert "/data/must" not in refs
    assert WORDS in refs
    assert village.visits.finish(session.visit, SIGNED).number


def kept_files(village: Services) -> int:
    with village.context.store.read() as reading:
        return len(reading.connection.execute(LOCAL_ATTACHMENT.select()).all())
