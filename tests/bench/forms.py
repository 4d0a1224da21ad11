"""The form engine: load, open a visit, answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from app.forms.environment import Environment
from app.forms.model import parse_form
from app.forms.session import FormSession
from app.system.clock import CHINA
from tests.bench.measure import Figure, best_of, median, percentile, seconds

QUESTIONS = 500
OPEN_BAR = 0.3
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=CHINA)


def figures(_folder: Path, _size: int) -> Iterator[Figure]:
    """A form of 500 questions with relevance, constraints and sums: load, start, every answer with its consequences."""
    xform = form_of(QUESTIONS)
    load = best_of(5, lambda: parse_form(xform))
    definition = parse_form(xform)
    start = best_of(5, lambda: FormSession.start(definition, Environment(now=NOW)))
    both = load + start
    detail = f"parse {load * 1000:.0f} ms, start {start * 1000:.0f} ms"
    yield Figure("open_form_500", round(both * 1000, 1), "ms", "300 ms", both <= OPEN_BAR, detail)
    session = FormSession.start(definition, Environment(now=NOW))
    for round_ in range(4):  # the peers are measured warm too, in their fourth pass
        spent = [seconds(partial(_answer, session, number, round_))[0] * 1000 for number in range(QUESTIONS)]
    detail = f"p95 {percentile(spent, 0.95):.3f} ms; set, recompute and read the state of what changed"
    yield Figure(
        "answer_500_p50", round(median(spent), 4), "ms", "JavaRosa and xforms-engine, see the notes", True, detail
    )


def _answer(session: FormSession, number: int, round_: int) -> None:
    for ref in session.answer(f"/data/q{number}", (number + round_) % 40):
        session.state(ref)


def form_of(questions: int) -> bytes:
    """Give an XForm: every third question depends on the one before, every tenth is a sum."""
    nodes = "".join(f"<q{n}/>" for n in range(questions)) + "".join(f"<s{n}/>" for n in range(0, questions, 10))
    binds = "".join(
        f'<bind nodeset="/data/q{n}" type="int" constraint=". &lt; 100"'
        + (f" relevant=\"/data/q{n - 1} &gt; 5 or /data/q{n - 1} = ''\"" if n % 3 == 2 else "")
        + "/>"
        for n in range(questions)
    ) + "".join(
        f'<bind nodeset="/data/s{n}" type="int" calculate="/data/q{n} + /data/q{n + 1} + /data/q{n + 2}"/>'
        for n in range(0, questions, 10)
    )
    body = "".join(
        f'<input ref="/data/q{n}"><label>问题 {n} <output value="/data/q{max(0, n - 1)}"/></label></input>'
        for n in range(questions)
    )
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>b</h:title>'
        f'<model><instance><data id="bench" version="1">{nodes}</data></instance>{binds}</model></h:head>'
        f"<h:body>{body}</h:body></h:html>"
    ).encode()
