"""Programs that are killed: each does one kind of work without end and says on standard output what is safely stored."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from PIL import Image

from app.bootstrap import Services, open_app
from app.services.households.models import HouseholdFilter
from app.services.visits.attachments import Chosen, FileKind
from app.services.visits.models import Signing
from tests.conftest import TODAY

RELEVANT = ("/data/arrival/met", "/data/arrival/consent")


def said(text: str) -> None:
    """Tell the parent; what was told must survive."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def answer(services: Services, _argument: str) -> None:
    """Start a visit and answer one question again and again."""
    household = services.households.ids(HouseholdFilter())[0]
    visit = services.visits.start(household, "routine")
    said(f"visit {visit}")
    session = services.visits.open(visit)
    for ref, value in zip(RELEVANT, ("self", "yes"), strict=True):
        session.answer(ref, value)
    for number in count(1):
        session.answer("/data/s4/water/days_cut", number % 300)
        services.visits.store_session(session)
        said(f"answered {number % 300}")


def photograph(services: Services, argument: str) -> None:
    """Start a visit and put one photo after the other beside a question."""
    visit = services.visits.start(services.households.ids(HouseholdFilter())[0], "routine")
    said(f"visit {visit}")
    session = services.visits.open(visit)
    photo = Path(argument) / "photo.png"
    for number in count(1):
        Image.new("RGB", (900, 600), (number % 256, number // 256, 90)).save(photo)
        file = services.visits.attach(visit, Chosen(FileKind.PHOTO, photo))
        session.add_file(file)
        session.set_photos(RELEVANT[0], (*session.photos.get(RELEVANT[0], ()), file.name))
        services.visits.store_session(session)
        said(f"photo {file.name}")


def sign(services: Services, _argument: str) -> None:
    """Visit one household after the other and sign."""
    for household in services.households.ids(HouseholdFilter()):
        visit = services.visits.start(household, "routine")
        session = services.visits.open(visit)
        for ref, value in zip(RELEVANT, ("self", "yes"), strict=True):
            session.answer(ref, value)
        session.answer("/data/s4/water/days_cut", 17)
        services.visits.store_session(session)
        sealed = services.visits.finish(visit, Signing(("周明远",), interviewee="本人"))
        said(f"signed {sealed.number}")


def import_(services: Services, argument: str) -> None:
    """Import a roster and take it back, again and again."""
    content = Path(argument).read_bytes()
    while True:
        preview = services.imports.preview(content, "r.xlsx")
        said("begins")
        result = services.imports.apply(preview)
        said(f"imported {result.transaction}")
        services.households.undo(result.transaction)
        said("taken back")


def backup(services: Services, argument: str) -> None:
    """Write one backup after the other."""
    for number in count(1):
        path = services.keeping.backup(Path(argument) / f"{number}.cunfang")
        said(f"written {path.name}")


def main() -> None:
    """``children.py WORK HOME ARGUMENT``."""
    work, home, argument = sys.argv[1:4]
    services = open_app(Path(home), TODAY)
    works = {"answer": answer, "photograph": photograph, "sign": sign, "import": import_, "backup": backup}
    works[work](services, argument)


if __name__ == "__main__":
    main()
