"""The answers of a sealed visit, section by section in the order of the form, as the record prints them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from app.documents.pdf import visit_record_data as paper
from app.oplog.operation import Value

OUTSIDE = "其他问题"
"""Over questions of no section that follow one, lest they seem to belong to it."""
_NUMBERS = re.compile(r"\[(\d+)\]")


def answer_sections(answers: Sequence[Mapping[str, Value]]) -> Iterator[paper.AnswerSection]:
    """Give the sections; instances of a repeat that bear one title are numbered, a nested one as 2.1.

    :param answers: as they were sealed; what was told alone is left out, but counts
    """
    shown = [(number, one) for number, one in enumerate(answers, start=1) if not one.get("private")]
    places = dict.fromkeys(_place(one) for _, one in shown)
    alike = Counter((title, _NUMBERS.sub("", instance)) for title, instance in places)
    for place, ((title, instance), found) in enumerate(groupby(shown, key=lambda one: _place(one[1]))):
        several = alike[title, _NUMBERS.sub("", instance)] > 1
        numbered = f"{title}（{'.'.join(_NUMBERS.findall(instance))}）" if several and instance else title
        yield paper.AnswerSection(
            numbered or (OUTSIDE if place else ""), tuple(_answer(number, one) for number, one in found)
        )


def _place(answer: Mapping[str, Value]) -> tuple[str, str]:
    """The title of an answer's section and the repeat instance in which it stands ("" for none)."""
    instance, bracket, _ = str(answer.get("ref") or "").rpartition("]")
    return str(answer.get("section") or "").strip(), instance + bracket


def _answer(number: int, answer: Mapping[str, Value]) -> paper.Answer:
    told = "不清楚" if answer.get("unknown") else str(answer.get("label") or "")
    return paper.Answer(str(number), str(answer.get("text") or "").strip(), told)
