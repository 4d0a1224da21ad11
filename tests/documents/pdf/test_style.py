"""Wrapping and filling pages: nothing is lost, nothing is cut."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.pdf.fonts import Face, width
from app.documents.pdf.style import Cell, Head, Table, paginate, table, wrap

WORDS = st.text(alphabet=st.sampled_from("李桂珍住院自付，。（）《》a1 9.0:"), max_size=120)


@settings(max_examples=200, deadline=None)
@given(WORDS, st.floats(40, 300))
def test_wrapping_keeps_every_character_and_the_room(text: str, room: float) -> None:
    lines = wrap(text, Face.BODY, 10.5, room)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line.rstrip(" "), Face.BODY, 10.5) <= room + 0.01 for line in lines if len(line) > 1)


def test_no_closing_mark_begins_a_line_and_no_opening_mark_ends_one() -> None:
    text = "说是九月没收到缴费短信（手机停机），要补缴。" * 6
    for room in range(60, 260, 7):
        lines = wrap(text, Face.BODY, 10.5, room)
        assert not any(line[0] in "，。）" for line in lines)
        assert not any(line[-1] == "（" for line in lines)


def test_numbers_stay_whole() -> None:
    assert wrap("今年到账1,630.00元", Face.BODY, 10, 75) == ["今年到账", "1,630.00元"]


def texts(blocks: list[Table]) -> list[str]:
    return ["".join(cell[0]) for block in blocks for row in block.rows for cell in row.cells]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 90), min_size=1, max_size=25))
def test_pages_hold_all_rows_in_order_and_repeat_the_head(lengths: list[int]) -> None:
    rows = [[Cell("题号"), Cell("回答")]]
    rows += [[Cell(str(number)), Cell("答" * length * 20)] for number, length in enumerate(lengths)]
    pages = paginate([Head("附"), table((1, 5), rows, heading=1)], 300, 500)
    tables = [block for page in pages for block in page if isinstance(block, Table)]
    assert isinstance(pages[0][0], Head)
    assert len(pages[0]) > 1, "a head is not left alone"
    assert all(texts([part])[:2] == ["题号", "回答"] for part in tables)
    answers = "".join("".join(texts([part])[3::2]) for part in tables)
    assert len(answers) == sum(20 * length for length in lengths)
    for number, page in enumerate(pages):
        assert sum(block.height for block in page) <= (500 if number else 300) + 0.01


@pytest.mark.parametrize("span", [1, 2])
def test_a_cell_over_two_columns_has_their_width(span: int) -> None:
    rows = [[Cell("长" * 30, span=span), *([Cell("短")] if span == 1 else [])]]
    [row] = table((1, 1), rows).rows
    assert row.lines == (2 if span == 1 else 1)
