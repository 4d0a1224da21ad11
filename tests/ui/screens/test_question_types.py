"""Every type of question of a foreign checklist, answered in the real window by keyboard."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError, ErrorCode
from app.services.visits.models import QuestionView
from tests.forms.all_types import CROPS, SKIPPED, TOWNS, all_types, towns
from tests.ui.geometry import squeezed
from tests.ui.look import settle
from tests.ui.screens.visiting import Person, household
from ui.core.desk import Desk
from ui.core.theme import Themes
from ui.forms.thumbnails import Thumbnail
from ui.screens.visiting.filling import VisitScreen
from ui.shell.screens import SCREENS
from ui.shell.window import Window
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.signature import SignaturePad

ALT = Qt.KeyboardModifier.AltModifier
ENTER, DOWN, UP, SPACE, TAB = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space, Qt.Key.Key_Tab


class Shelf:
    """Where files lie; the next one is what the person would choose in the dialog."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.next: Path | None = None

    def choose(self, _over: QWidget, _question: str, _kinds: str) -> Path | None:
        return self.next

    def photo(self, name: str = "IMG_2034.JPG", size: tuple[int, int] = (3000, 2000)) -> Path:
        """A photo as a telephone makes it: turned, with place and device in it."""
        picture = Image.new("RGB", size, "#7a9")
        exif = picture.getexif()
        exif[0x0112] = 6  # to be turned by a quarter
        exif[0x0110] = "Telephone"
        exif.get_ifd(0x8825)[1] = "N"
        self.next = self.folder / name
        picture.save(self.next, "JPEG", exif=exif)
        return self.next

    def file(self, name: str, size: int) -> Path:
        self.next = self.folder / name
        self.next.write_bytes(b"x" * size)
        return self.next


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


@pytest.fixture
def person(qtbot: QtBot, demo_desk: Desk, shelf: Shelf, strays: list[str]) -> Person:
    """At a fresh visit with the checklist of all types."""
    services = demo_desk.services
    services.forms.publish(all_types(), towns())
    entries = tuple(
        replace(entry, make=lambda desk: VisitScreen(desk, shelf.choose)) if entry.name == "visit" else entry
        for entry in SCREENS
    )
    window = Window(demo_desk, entries, "柏树湾村")
    qtbot.addWidget(window)
    window.resize(1366, 690)
    window.show_screen("visits")
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    person = Person(qtbot, demo_desk, window)
    person.wait()
    person.open("visit", visit=services.visits.start(household(services), "alltypes"))
    return person


def at(person: Person, name: str) -> None:
    person.go_to(f"/data/{name}")


def stored(person: Person, name: str) -> QuestionView:
    """The question as it would be after a crash now."""
    return person.desk_view(f"/data/{name}")


@pytest.mark.parametrize(
    ("name", "typed", "value", "shown"),
    [
        ("written/words", "good", "good", "good"),
        ("written/digits", "0012345", "0012345", "0012345"),
        ("written/code", "6901234567892", "6901234567892", "6901234567892"),
        ("written/count", "12", "12", "12"),
        ("written/area", "3.125", "3.125", "3.125"),
        ("written/money", "12,300", "12300", "12300"),
        ("written/day", "1028", "2026-10-28", "2026年10月28日"),
        ("written/month", "201903", "2019-03-01", "2019年3月"),
        ("written/month", "2019-03-15", "2019-03-01", "2019年3月"),
        ("written/year", "1998", "1998-01-01", "1998年"),
        ("written/clock", "8.30", "08:30:00", "08:30"),
        ("written/clock", "1905", "19:05:00", "19:05"),
        ("written/pain", "7", "7", "7"),
        ("written/slope", "1.5", "1.5", "1.5"),
        ("written/place", "30.123456, 106.123456", "30.123456 106.123456 0 0", "30.123456, 106.123456"),
        ("written/place", "N30.5 E106.25", "30.5 106.25 0 0", "30.5, 106.25"),
        ("chosen/one", "1", "yes", "是"),
        ("chosen/told", "1", "OK", "知道了"),
    ],
)
def test_what_is_typed_is_kept(person: Person, name: str, typed: str, value: str, shown: str) -> None:
    at(person, name)
    person.type(typed)
    person.press(ENTER)
    assert person.view.ref != f"/data/{name}"
    assert stored(person, name).value == value
    assert stored(person, name).value_label in {shown, value}
    at(person, name)
    person.press(ENTER)
    assert stored(person, name).value == value


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("written/digits", "12ab"),
        ("written/count", "2.5"),
        ("written/area", "a lot"),
        ("written/month", "2019"),
        ("written/year", "1028x"),
        ("written/clock", "25:10"),
        ("written/pain", "11"),
        ("written/slope", "1.7"),
        ("written/place", "106.123456, 30.123456"),
        ("written/place", "30.123456"),
    ],
)
def test_what_is_not_understood_stays_and_says_why(person: Person, name: str, typed: str) -> None:
    at(person, name)
    person.type(typed)
    person.press(ENTER)
    assert person.view.ref == f"/data/{name}"
    assert person.focus.accessibleDescription()
    assert person.focus.property("state") == "error"
    assert stored(person, name).value == ""


def test_chinese_words_for_a_time_of_day(person: Person) -> None:
    at(person, "written/clock")
    person.type("下午3点半")
    person.press(ENTER)
    assert stored(person, "written/clock").value == "15:30:00"


def test_a_moment_needs_day_and_clock(person: Person) -> None:
    at(person, "written/moment")
    person.type("1028")
    person.press(ENTER)
    assert person.view.ref == "/data/written/moment"
    person.press(TAB)
    person.type("0730")
    person.press(ENTER)
    assert stored(person, "written/moment").value.startswith("2026-10-28T07:30:00")
    assert stored(person, "written/moment").value_label == "2026年10月28日 07:30"
    at(person, "written/moment")
    person.press(ENTER)
    assert person.view.ref != "/data/written/moment"


def test_lines_are_written_with_room(person: Person) -> None:
    at(person, "written/lines")
    roomy = person.focus.height()
    at(person, "written/words")
    assert roomy > person.focus.height()


def test_one_of_thousands_is_found_by_pinyin(person: Person) -> None:
    at(person, "chosen/town")
    assert len(person.view.choices) == TOWNS + 1
    person.type("ppp")
    person.press(ENTER)
    assert stored(person, "chosen/town").value == "t-last"
    assert person.view.ref == "/data/chosen/town"
    person.type("123")
    person.press(DOWN)
    person.press(ENTER)
    assert "123" in stored(person, "chosen/town").value_label
    person.press(ENTER)
    assert person.view.ref == "/data/chosen/helper[1]/who"


def test_several_of_many_are_taken_and_taken_away(person: Person) -> None:
    at(person, "chosen/crops")
    for letters in ("sd", "yc"):
        person.type(letters)
        person.press(ENTER)
    assert stored(person, "chosen/crops").value_label == "水稻、油菜"
    person.type("sd")
    person.press(ENTER)
    assert stored(person, "chosen/crops").value_label == CROPS[3]
    person.type("qqq")
    person.press(ENTER)
    assert person.view.ref != "/data/chosen/crops"
    assert stored(person, "chosen/crops").value_label == CROPS[3]


def test_a_short_list_that_is_to_be_small_opens(person: Person) -> None:
    at(person, "chosen/short")
    person.type("2")
    assert stored(person, "chosen/short").value == "no"


def test_choices_are_ranked_by_keyboard(person: Person) -> None:
    at(person, "chosen/order")
    person.press(SPACE)
    assert stored(person, "chosen/order").value == "road water lamp clinic"
    person.press(Qt.Key.Key_Right)
    person.press(UP, ALT)
    assert stored(person, "chosen/order").value == "water road lamp clinic"
    person.type("4")
    assert stored(person, "chosen/order").value == "road lamp clinic water"
    person.press(UP, ALT)
    assert stored(person, "chosen/order").value == "road lamp water clinic"
    person.press(ENTER)
    assert person.view.ref == "/data/chosen/town"


def test_instances_of_a_repeat_are_added_and_taken_away(person: Person) -> None:
    at(person, "chosen/helper[1]/who")
    person.type("Wang")
    person.press(Qt.Key.Key_F2)
    person.type("neighbour")
    button(person, "再加一个").click()
    person.wait()
    assert person.view.ref == "/data/chosen/helper[2]/who"
    person.type("Li")
    person.press(Qt.Key.Key_F2)
    person.type("brother")
    person.press(ENTER)
    assert dict(person.view.choices) == {"Wang": "Wang", "Li": "Li"}
    at(person, "chosen/helper[1]/who")
    button(person, "去掉这一个").click()
    person.wait()
    assert stored(person, "chosen/helper[1]/who").value == "Li"
    assert stored(person, "chosen/helper[1]/who").note == "brother"
    person.window.toast.undo()
    person.wait()
    assert stored(person, "chosen/helper[1]/who").value == "Wang"
    assert stored(person, "chosen/helper[1]/who").note == "neighbour"
    assert stored(person, "chosen/helper[2]/who").value == "Li"
    assert stored(person, "chosen/helper[2]/who").note == "brother"


def test_words_of_the_form_stand_before_and_behind(person: Person) -> None:
    session = person.desk.services.visits.open(person.visit.visit)
    assert "/data/chosen/thanks" not in session.form.questions()
    at(person, "files/photo")
    assert person.view.before == ("谢谢您，问完了。",)
    assert "谢谢您，问完了。" in labels(person)


def test_a_photo_answers_a_question_small_and_without_where_it_was_taken(person: Person, shelf: Shelf) -> None:
    at(person, "files/photo")
    shelf.photo()
    person.press(SPACE)
    name = stored(person, "files/photo").value
    content = person.desk.services.visits.attachment(person.visit.visit, name)
    with Image.open(BytesIO(content)) as kept:
        assert (kept.format, kept.size) == ("JPEG", (533, 800))
        assert not kept.getexif()
    assert stored(person, "files/photo").value_label == "照片"
    assert thumbnails(person)[0].shown
    person.press(ENTER)
    assert person.view.ref == "/data/files/hand"
    at(person, "files/photo")
    person.press(Qt.Key.Key_Delete)
    assert stored(person, "files/photo").value == ""
    assert thumbnails(person) == []


def test_a_file_that_is_no_photo_is_not_taken(person: Person, shelf: Shelf) -> None:
    at(person, "files/photo")
    shelf.file("letter.jpg", 2000)
    person.press(SPACE)
    assert stored(person, "files/photo").value == ""
    assert "照片打不开" in person.window.toast.text


def test_any_file_up_to_twenty_megabytes(person: Person, shelf: Shelf) -> None:
    at(person, "files/paper")
    shelf.file("诊断书.pdf", 20_000_001)
    person.press(SPACE)
    assert stored(person, "files/paper").value == ""
    shelf.file("诊断书.pdf", 20_000_000)
    person.press(SPACE)
    assert stored(person, "files/paper").value_label == "诊断书.pdf"
    assert "诊断书.pdf" in labels(person)


def test_a_signature_answers_a_question(person: Person) -> None:
    at(person, "files/hand")
    pad = person.focus
    assert isinstance(pad, SignaturePad)
    person.sign(pad)
    person.press(ENTER)
    assert stored(person, "files/hand").value_label == "签名"
    at(person, "files/hand")
    assert thumbnails(person)[0].shown
    assert not pads(person)
    person.press(SPACE)
    assert stored(person, "files/hand").value == ""
    assert pads(person)


def test_photos_stand_beside_any_question(person: Person, shelf: Shelf) -> None:
    at(person, "written/words")
    first = shelf.photo("a.jpg", (1200, 900))
    person.press(Qt.Key.Key_F5)
    shelf.photo("b.jpg", (4000, 3000))
    person.press(Qt.Key.Key_F5)
    assert len(stored(person, "written/words").photos) == 2
    shelf.next = first
    person.press(Qt.Key.Key_F5)  # the same one again
    assert len(stored(person, "written/words").photos) == 2
    assert len(thumbnails(person)) == 2
    next(one for one in person.visit.findChildren(Button) if one.accessibleName() == "拿掉照片 1").click()
    person.wait()
    assert len(stored(person, "written/words").photos) == 1
    assert len(thumbnails(person)) == 1


def test_what_cannot_be_asked_here_is_passed_over(person: Person) -> None:
    forms = person.desk.services.forms
    with pytest.raises(AppError) as refused:
        forms.publish(all_types("2", SKIPPED, "skipping"), towns())
    assert refused.value.code is ErrorCode.FORM_INVALID
    forms.publish(all_types("2", SKIPPED, "skipping"), towns(), allow_skipped=True)
    services = person.desk.services
    person.open("visit", visit=services.visits.start(household(services), "skipping"))
    for name in ("voice", "film", "way", "field"):
        at(person, name)
        assert "这里不问，直接到下一题" in labels(person)
        person.press(ENTER)
    assert person.focus is person.visit.review_button


def test_every_question_fits_and_is_reached_by_enter(person: Person, look: Themes, shelf: Shelf) -> None:
    for factor in (1.0, 2.0):
        look.set_factor(factor)
        settle()
        at(person, "written/words")
        seen = [person.view.ref]
        while person.focus is not person.visit.review_button:
            assert squeezed(person.window) == [], (factor, person.view.ref)
            assert (person.window.width(), person.window.height()) == (1366, 690), (factor, person.view.ref)
            person.press(ENTER)
            if person.focus is not person.visit.review_button:
                seen.append(person.view.ref)
        questions = person.desk.services.visits.open(person.visit.visit).form.questions()
        assert seen == list(questions)


def labels(person: Person) -> list[str]:
    """The words in the card of the question."""
    card = person.visit.card
    assert card is not None
    return [one.text() for one in card.findChildren(Label) if one.isVisible()]


def thumbnails(person: Person) -> list[Thumbnail]:
    return [one for one in person.visit.findChildren(Thumbnail) if one.isVisible()]


def pads(person: Person) -> list[SignaturePad]:
    return [one for one in person.visit.findChildren(SignaturePad) if one.isVisible()]


def button(person: Person, word: str) -> Button:
    return next(one for one in person.visit.findChildren(Button) if one.isVisible() and one.text() == word)
