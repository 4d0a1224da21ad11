"""The answers on the record: in the order of the form, repeats told apart."""

from __future__ import annotations

from app.services.printing.answers import answer_sections


def sealed(section: str, ref: str, text: str = "名", **more: object) -> dict:
    return {"section": section, "ref": ref, "text": text, "label": ref[-1], **more}


def titles(*answers: dict) -> list[tuple[str, list[str]]]:
    return [(one.title, [it.number for it in one.answers]) for one in answer_sections(answers)]


def test_instances_with_one_title_are_numbered() -> None:
    found = titles(
        sealed("人", "/data/m[1]/n"),
        sealed("人", "/data/m[1]/age"),
        sealed("人", "/data/m[2]/n"),
        sealed("", "/data/who"),
    )
    assert found == [("人（1）", ["1", "2"]), ("人（2）", ["3"]), ("其他问题", ["4"])]


def test_nested_instances_bear_both_numbers() -> None:
    found = titles(*(sealed("人", f"/data/hh[{house}]/m[{person}]/n") for house, person in ((1, 1), (1, 2), (2, 1))))
    assert [title for title, _ in found] == ["人（1.1）", "人（1.2）", "人（2.1）"]


def test_an_instance_that_is_named_needs_no_number() -> None:
    found = titles(sealed("李桂珍", "/data/m[1]/n"), sealed("张强", "/data/m[2]/n"))
    assert [title for title, _ in found] == ["李桂珍", "张强"]


def test_questions_before_and_after_a_section_stay_in_their_place() -> None:
    found = titles(sealed("", "/data/a"), sealed("饮水", "/data/w/b"), sealed("", "/data/c"))
    assert found == [("", ["1"]), ("饮水", ["2"]), ("其他问题", ["3"])]


def test_what_was_told_alone_is_left_out_but_counts() -> None:
    found = titles(sealed("", "/data/a"), sealed("", "/data/b", private=True), sealed("", "/data/c"))
    assert found == [("", ["1", "3"])]
