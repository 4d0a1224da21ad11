"""The rows of a household's visits, and of their answers for "last time"."""

from __future__ import annotations

import json

from app.domain.records import is_restricted
from app.oplog.record import HouseholdFile, Record
from app.store.views.household import Row


def visit_rows(file: HouseholdFile) -> list[Row]:
    """Give a row for each signed visit."""
    return [_visit_row(file, visit) for visit in file.of("visit")]


def answer_rows(file: HouseholdFile) -> list[Row]:
    """Give a row for each answer of each signed visit; earlier keys of a question lead to it as well."""
    rows: dict[tuple[bytes, str, str], Row] = {}
    for visit in file.of("visit"):
        form = visit.compound("form")
        answers = visit.get("answers")
        for answer in answers if isinstance(answers, list) else []:
            assert isinstance(answer, dict)
            if answer.get("unknown"):
                continue
            earlier = answer.get("was")
            for question in (answer["question"], *(earlier if isinstance(earlier, list) else [])):
                member = str(answer.get("member") or "")
                rows[(visit.id, str(question), member)] = {
                    "visit": visit.id,
                    "question": question,
                    "member": member,
                    "household": file.household.id,
                    "value": answer.get("value"),
                    "label": answer.get("label") or "",
                    "ended": visit.text("ended"),
                    "form_id": form.get("id") or "",
                    "form_version": form.get("version") or "",
                    "interviewee": visit.text("interviewee"),
                    "visitors": _visitors(visit),
                }
    return list(rows.values())


def _visit_row(file: HouseholdFile, visit: Record) -> Row:
    form = visit.compound("form")
    raised = visit.get("raised")
    return {
        "id": visit.id,
        "household": file.household.id,
        "number": visit.text("number"),
        "form_id": form.get("id") or "",
        "form_version": form.get("version") or "",
        "form_title": form.get("title") or "",
        "form_hash": form.get("hash") or "",
        "begun": visit.text("begun"),
        "ended": visit.text("ended"),
        "channel": visit.text("channel"),
        "visitors": _visitors(visit),
        "interviewee": visit.text("interviewee"),
        "restricted": 1 if is_restricted(visit.state.scope) else 0,
        "raised": len(raised) if isinstance(raised, list) else 0,
    }


def _visitors(visit: Record) -> str:
    visitors = visit.get("visitors")
    return json.dumps(visitors if isinstance(visitors, list) else [], ensure_ascii=False)
