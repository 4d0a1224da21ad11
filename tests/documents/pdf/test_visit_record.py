"""The printed visit record: every part on paper, on every page what must stand there, copies right."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from app.documents.pdf.frame import DEMONSTRATION
from app.documents.pdf.preview import page_count, page_image, page_images
from app.documents.pdf.printed import Printed
from app.documents.pdf.registry import VISIT_RECORD
from app.documents.pdf.visit_record import characters_without_glyph, render, render_many
from app.documents.pdf.visit_record_data import Answer, AnswerSection, Signature, Tick
from app.domain.errors import Cancelled
from app.domain.progress import Progress, Step
from tests.documents.pdf.sample import BARE, FULL


def dot() -> bytes:
    buffer = BytesIO()
    Image.new("L", (60, 20), 0).save(buffer, "PNG")
    return buffer.getvalue()


DOT = dot()


def pages(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def words(value: object) -> list[str]:
    """Every text in a record."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [word for part in value for word in words(part)]
    if is_dataclass(value) and not isinstance(value, Printed):
        return [word for field in fields(value) for word in words(getattr(value, field.name))]
    return []


def test_every_word_of_the_record_is_on_paper() -> None:
    paper = squeezed("".join(pages(render(FULL))))
    expected = [word for word in words(replace(FULL, record_id="")) if word]
    assert [word for word in expected if squeezed(word) not in paper] == []


def test_the_parts_stand_in_the_order_of_the_form() -> None:
    paper = "".join(pages(render(FULL)))
    heads = (
        "一、家庭",
        "二、两不愁",
        "三、收入",
        "四、享受",
        "五、困难",
        "六、现场",
        "七、转介",
        "八、政策",
        "九、群众",
    )
    places = [paper.index(head) for head in heads]
    assert places == sorted(places)


@pytest.mark.parametrize("record", [FULL, BARE, replace(FULL, remark="盼着灶房早点修。" * 400)])
def test_every_page_has_its_signature_line_number_and_keeping(record: object) -> None:
    printed = pages(render(record))
    for number, text in enumerate(printed, start=1):
        assert "本页属实" in text
        assert f"第 {number} 页" in text
        assert f"共 {len(printed)} 页" in text
        assert "内部资料" in text
        assert record.number in text


def test_long_answers_flow_over_pages_and_nothing_is_lost() -> None:
    answers = tuple(Answer(str(n), f"第 {n} 问？", f"答{n}始" + "慢慢说，" * 300 + f"答{n}终") for n in range(12))
    printed = pages(render(replace(FULL, answers=(AnswerSection("住院", answers),))))
    assert len(printed) > 8
    paper = squeezed("".join(printed))
    assert paper.count("慢") == 12 * 300 * 2
    assert all(f"答{n}始" in paper and f"答{n}终" in paper for n in range(12))
    assert sum("住院" in squeezed(text) for text in printed) >= 8, "the section's head comes again"


def test_rare_names_copy_right_and_lacking_glyphs_are_named() -> None:
    record = replace(FULL, head="李𬭼 511***********4228", signatures=(Signature("受访人", "杨䶮𫖯"),))
    paper = "".join(pages(render(record)))
    assert "李𬭼" in paper
    assert "杨䶮𫖯" in paper
    assert characters_without_glyph(record) == frozenset()
    assert characters_without_glyph(replace(record, head="王\ue123")) == {"\ue123"}


def test_what_is_not_known_leaves_room_to_write() -> None:
    paper = "".join(pages(render(BARE)))
    assert "None" not in paper
    for part in ("一、家庭基本情况变化", "五、困难和诉求", "工资性", "不满意", "复核（第一书记）"):
        assert part in paper


def test_fonts_are_embedded_and_no_page_is_left_to_the_reader_s_fonts() -> None:
    pdf = render(FULL)
    with pypdfium2.PdfDocument(pdf) as document:
        used = {text.get_font().get_base_name() for page in document for text in page.get_objects([1])}
    assert used
    assert not any("Helvetica" in name for name in used)
    assert pdf.count(b"/FontFile2") >= len(used) > 1


def test_a_ticked_box_differs_from_an_empty_one_on_paper() -> None:
    ticked = replace(BARE, household_types=(Tick("脱贫户", on=True),))
    empty = replace(BARE, household_types=(Tick("脱贫户"),))
    assert page_image(render(ticked), 0) != page_image(render(empty), 0)
    assert pages(render(ticked)) == pages(render(empty)), "boxes are drawn, not written"


def test_signatures_are_drawn() -> None:
    strokes = (((0.1, 0.1), (0.5, 0.2)),)
    pictures = [
        page_images(render(replace(BARE, signatures=(signature,))), 1.0)[-1]
        for signature in (
            Signature("受访人", "李桂珍"),
            Signature("受访人", "李桂珍", strokes),
            Signature("受访人", png=DOT),
        )
    ]
    assert len(set(pictures)) == 3


def test_only_the_demonstration_village_bears_its_line_on_every_page() -> None:
    assert all(DEMONSTRATION in text for text in pages(render(replace(FULL, demonstration=True))))
    assert not any("演示" in text for text in pages(render(FULL)))


def test_a_batch_keeps_the_order_counts_each_record_s_pages_and_tells_its_progress() -> None:
    steps: list[Step] = []
    pdf = render_many([FULL, BARE, FULL], Progress(steps.append))
    printed = pages(pdf)
    single = [len(pages(render(record))) for record in (FULL, BARE)]
    assert len(printed) == 2 * single[0] + single[1] == page_count(pdf)
    assert FULL.number in printed[0]
    assert BARE.number in printed[single[0]]
    assert f"共 {single[1]} 页" in printed[single[0]]
    assert [step.done for step in steps] == [0, 1, 2, 3]


def test_a_batch_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        render_many([FULL, FULL], Progress(cancelled=lambda: True))


def test_the_preview_gives_every_page_as_a_picture() -> None:
    pdf = render(FULL)
    pictures = page_images(pdf, 1.0)
    assert len(pictures) == page_count(pdf)
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)


def test_the_form_bears_its_title() -> None:
    assert VISIT_RECORD.title in squeezed(pages(VISIT_RECORD.render(FULL))[0])
