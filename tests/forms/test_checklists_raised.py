"""What decisive answers raise, list by list, as the county's dossier says (visits, lists c to i)."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.forms.binding import RAISE, choice_rows, parse_raise
from app.forms.members import Member
from tests.forms.checklist_visits import OLDEST, PATIENT, Answers, answer, raised_words, ref_of, six_items, visited
from tests.forms.forms_made import FAMILY, FORMS, checklist_definition

CODES = Path(__file__).parents[2] / "resources" / "codes"
NAMES = sorted(path.stem for path in FORMS.glob("*.xlsx"))

ELDER, DISABLED, CHILD = {"d0.person": "k1"}, {"f0.person": "k2"}, {"e0.child": "k3", "e1.guardian": "grand"}
TEKUN = {"c0.person": "k1"}
AFTER, BEFORE, WARNING = {"g0.stage": "after"}, {"g0.stage": "before"}, {"g0.stage": "warning"}
OMIT = {"h.direction": "omit", "h0.found": "found"}
WRONG = {"h.direction": "wrong", "h0.found": "found"}

DANGER = "alert:1 task:DANGER-SEEN"
WITH_DOOR = ("routine", "child-safety", "emergency-aid")

Case = tuple[str, Answers, str, str | int, str]
"""A checklist, what was answered before, the question, its answer, and all that this answer adds."""

CASES: Sequence[Case] = (
    # list c, destitute persons cared for at home
    ("tekun-care", TEKUN, "c1.mind", "coma", "alert:1"),
    ("tekun-care", TEKUN, "c1.mind", "well", ""),
    ("tekun-care", TEKUN, "c2.meals", 0, "alert:1 need:SH-01"),
    ("tekun-care", TEKUN, "c2.meals", 1, ""),
    ("tekun-care", TEKUN, "c2.cook", "none", "alert:1 need:SH-01"),
    ("tekun-care", TEKUN, "c3.change", "worse", "lead:TK-02"),
    ("tekun-care", TEKUN, "c4.hygiene", "sore", "alert:2 need:YL-03"),
    ("tekun-care", {**TEKUN, "md.takes": "yes"}, "a5.stopped", "yes", "alert:2 need:YL-04"),
    ("tekun-care", TEKUN, "c8.same", "no", "lead:CARE-AGREEMENT"),
    ("tekun-care", {**TEKUN, "c9.agreed": "day"}, "c9.own", "week", "alert:2 task:CARE-CHECK"),
    ("tekun-care", {**TEKUN, "c9.agreed": "week"}, "c9.neighbour", "never", "alert:2 task:CARE-CHECK"),
    ("tekun-care", {**TEKUN, "c9.agreed": "week"}, "c9.own", "day", ""),
    ("tekun-care", TEKUN, "c11.abuse", "yes", "alert:1 task:ABUSE"),
    ("tekun-care", TEKUN, "pay.arrived", "short", "lead:R-PAY1"),
    ("tekun-care", {**TEKUN, "pay.keeper": "carer"}, "pay.agreed", "no", "lead:R-PAY5"),
    ("tekun-care", TEKUN, "c14.central", "yes", "lead:TK-03"),
    (
        "tekun-care",
        {**TEKUN, **six_items("dress bed toilet bath")},
        "c14.central",
        "yes",
        "lead:TK-03 task:TK-03-FIRST",
    ),
    ("tekun-care", TEKUN, "c15.changed", "yes", "lead:TK-04"),
    # list d, old people
    ("elder-visit", {"d1.door": "silent"}, "d1.tries", 2, "alert:1 task:NEIGHBOUR-CHECK"),
    ("elder-visit", {"d1.door": "silent"}, "d1.tries", 1, ""),
    ("elder-visit", ELDER, "d2.spirit", "coma", "alert:1"),
    ("elder-visit", ELDER, "d4.falls", 1, "need:SL-01"),
    ("elder-visit", ELDER, "d4.falls", 2, "need:SL-01 task:FORM-ABILITY"),
    ("elder-visit", {**ELDER, **six_items("")}, "sc.bath", "no", "task:FORM-ABILITY"),
    ("elder-visit", {**ELDER, **six_items("bath")}, "sc.bath", "yes", ""),
    ("elder-visit", ELDER, "d8.strayed", "yes", "task:WRISTBAND"),
    ("elder-visit", ELDER, "d9.meal", "scrape", "need:FW-01"),
    ("elder-visit", ELDER, "d10.with", "alone", "tag:LIVES-ALONE"),
    ("elder-visit", {**ELDER, "d11.neglect": "yes"}, "d12.mediate", "yes", "lead:FL-01"),
    ("elder-visit", {**ELDER, "d13.interest": "1"}, "d13.low", "2", "need:XL-01"),
    ("elder-visit", {**ELDER, "d13.interest": "1"}, "d13.low", "1", ""),
    ("elder-visit", ELDER, "d13.suicide", "yes", "alert:1 need:XL-01"),
    ("elder-visit", ELDER, "d14.risks", "coal", "alert:1 need:AQ-02"),
    ("elder-visit", ELDER, "d16.fraud", "yes", "task:POLICE"),
    ("elder-visit", ELDER, "d18.grandchildren", "yes", "task:FORM-CHILD"),
    ("elder-visit", ELDER, "d19.wanted", "home", "lead:SN-01"),
    ("elder-visit", ELDER, "d20.paired", "no", "task:PAIRING"),
    ("elder-visit", ELDER, "d21.card", "no", "task:CARD"),
    # list e, children
    ("child-safety", {"e0.child": "k3"}, "e1.guardian", "nobody", "alert:1 lead:LE-01"),
    ("child-safety", {**CHILD, "e2.father": "dead"}, "e2.mother", "declared", "lead:GE-01"),
    ("child-safety", {**CHILD, "e2.father": "dead"}, "e2.mother", "ill", "lead:SW-01"),
    ("child-safety", {**CHILD, "e2.father": "dead"}, "e2.mother", "home", ""),
    ("child-safety", {**CHILD, "e2.father": "away"}, "e2.mother", "away", "lead:LE-01"),
    ("child-safety", {**CHILD, "e2.father": "lost"}, "e3.police", "no", "task:REPORT-MISSING"),
    ("child-safety", CHILD, "e5.agreement", "no", "task:GUARDIAN-AGREEMENT"),
    ("child-safety", CHILD, "e7.harm", "violence", "alert:1 lead:LE-01"),
    ("child-safety", CHILD, "e8.alone", "yes", "alert:1 lead:LE-01"),
    ("child-safety", CHILD, "e9.at", "dropout", "alert:2 lead:JY-01"),
    ("child-safety", CHILD, "e10.registered", "no", "task:HUKOU"),
    ("child-safety", CHILD, "e12.mood", "hurt", "alert:1 need:XL-01"),
    ("child-safety", CHILD, "e13.told", "yes", "alert:1 lead:CHILD-REPORT"),
    ("child-safety", CHILD, "e13.told", "no", ""),
    ("child-safety", CHILD, "e13.marks", "yes", "alert:1 lead:CHILD-REPORT"),
    ("child-safety", CHILD, "e16.used", "no", "alert:2 lead:R-PAY5"),
    ("child-safety", {**CHILD, "e17.paired": "yes"}, "e17.last", "2026-10-01", "task:PAIRING-LATE"),
    ("child-safety", {**CHILD, "e17.paired": "yes"}, "e17.last", "2026-11-01", ""),
    # list f, disabled persons
    ("disabled-visit", {**DISABLED, "f1.card": "no"}, "f1.visible", "yes", "task:DISABILITY-CARD"),
    ("disabled-visit", {**DISABLED, "f1.card": "valid"}, "f1.until", "2027-01-31", "task:CARD-RENEW"),
    ("disabled-visit", {**DISABLED, "f1.card": "valid"}, "f1.until", "2030-01-31", ""),
    ("disabled-visit", {**DISABLED, "f1.card": "valid"}, "f2.kinds", "none", "lead:CJ-01"),
    ("disabled-visit", {**DISABLED, "f2.kinds": "care"}, "f15.injury", "yes", "lead:WRONG-PAY"),
    ("disabled-visit", {**DISABLED, "f2.kinds": "life"}, "f15.injury", "yes", ""),
    ("disabled-visit", {**DISABLED, "f2.kinds": "life"}, "f15.tekun", "yes", "lead:WRONG-PAY"),
    ("disabled-visit", DISABLED, "f4.respite", "yes", "need:ZH-02"),
    ("disabled-visit", DISABLED, "f5.placement", "yes", "lead:TY-01"),
    ("disabled-visit", DISABLED, "f6.needs", "leg", "need:FJ-01 lead:FK-01"),
    ("disabled-visit", DISABLED, "f7.surgery", "yes", "lead:FK-01"),
    ("disabled-visit", DISABLED, "f8.access", "ramp", "need:WZA-01"),
    ("disabled-visit", DISABLED, "f9.rehab", "no", "need:KF-01"),
    ("disabled-visit", DISABLED, "f12.working", "no", "lead:DB-03"),
    ("disabled-visit", {**DISABLED, "f1.card": "valid", "f1.grade": "four"}, "f12.working", "no", ""),
    ("disabled-visit", DISABLED, "f13.abuse", "yes", "alert:1 task:ABUSE"),
    # list g, flood season and disaster
    ("flood-disaster", BEFORE, "g1.hazards", "slide", "lead:HAZARD tag:HAZARD_RISK"),
    ("flood-disaster", BEFORE, "g3.route", "no", "task:EVAC-CARD"),
    ("flood-disaster", BEFORE, "g3.point", "no", "task:EVAC-CARD"),
    ("flood-disaster", BEFORE, "g3.signal", "no", "task:EVAC-CARD"),
    ("flood-disaster", BEFORE, "g3.warden", "no", "task:EVAC-CARD"),
    ("flood-disaster", BEFORE, "g3.warden", "yes", ""),
    ("flood-disaster", BEFORE, "g4.mobility@k2", "carried", "task:EVAC-TWO"),
    ("flood-disaster", BEFORE, "g5.has@k3", "no", "task:EVAC-HELPER"),
    ("flood-disaster", BEFORE, "g6.kit", "lamp", "task:EVAC-KIT"),
    ("flood-disaster", WARNING, "g9.moved", "refused", "alert:1 task:EVAC-REFUSED"),
    ("flood-disaster", AFTER, "g10.safe@k1", "missing", "alert:1 task:REPORT-MISSING"),
    ("flood-disaster", AFTER, "g11.damage", "fallen", "alert:1 lead:ZF-01 task:RESCREEN"),
    ("flood-disaster", AFTER, "g11.tonight", "nowhere", "alert:1 lead:LS-03"),
    ("flood-disaster", AFTER, "g13.food", 2, "alert:1 lead:LS-03 task:RESCREEN"),
    ("flood-disaster", AFTER, "g13.food", 3, ""),
    ("flood-disaster", AFTER, "g15.claim", "not", "task:INSURANCE"),
    ("flood-disaster", AFTER, "g20.hard", "yes", "lead:LS-01 task:RESCREEN"),
    ("flood-disaster", {**AFTER, "g16.aid": "goods"}, "g20.hard", "yes", "lead:LS-03 task:RESCREEN"),
    ("flood-disaster", AFTER, "g17.urgent", "water", "alert:1 lead:LS-03"),
    ("flood-disaster", AFTER, "g19.again", "yes", "alert:1 lead:HAZARD"),
    # list h, leads
    ("lead-check", {}, "h0.found", "dead", "lead:DEATH"),
    ("lead-check", {}, "h0.found", "same", "task:DATA-FIX"),
    ("lead-check", OMIT, "h1-3.held", "dibao", "task:DATA-LAG"),
    ("lead-check", OMIT, "h1-3.held", "none", ""),
    ("lead-check", OMIT, "h1-13.applies", "no", "task:WAIVER"),
    ("lead-check", OMIT, "h1-15.result", "rigid", "lead:GX-01"),
    ("lead-check", OMIT, "h1-15.result", "property", ""),
    ("lead-check", {**WRONG, "h2.kind": "death"}, "h2-1.refund", "yes", "task:REFUND"),
    ("lead-check", {**WRONG, "h2.kind": "firm"}, "h2-4.firm", "stolen", "task:MARKET"),
    ("lead-check", {**WRONG, "h2.kind": "funeral"}, "h2-8.funeral", "alive", "task:DATA-FIX"),
    ("lead-check", {**WRONG, "h2.kind": "other"}, "h2-9.case", "double", "lead:WRONG-PAY"),
    ("lead-check", WRONG, "h2-12.result", "stop", "lead:DB-EXIT task:NOTICE"),
    # list i, temporary aid
    ("emergency-aid", {}, "i1.kind", "violence", "alert:1 task:POLICE"),
    ("emergency-aid", {}, "i4.food", "no", "alert:1 lead:LS-03"),
    ("emergency-aid", {}, "i4.safety", "yes", ""),
    ("emergency-aid", {}, "i5.worse", "yes", "alert:1 lead:LS-03"),
    ("emergency-aid", {}, "i11.type", "costly", "lead:LS-02"),
    ("emergency-aid", {"i11.type": "sudden", "i12.amount": 3000}, "i12.over", "yes", "task:LS-COUNTY"),
    ("emergency-aid", {}, "i13.payment", "cash", "task:FOLLOW-7"),
    ("emergency-aid", {"i4.food": "no"}, "i14.begun", "2026-11-21T09:30:00.000+08:00", "task:LS-PAPERS"),
    ("emergency-aid", {}, "i15.documents", "id", "task:LS-PAPERS"),
    ("emergency-aid", {}, "i16.follow", "law", "lead:SF-01"),
    ("emergency-aid", {"i1.place": "village"}, "s4.when", "later", "task:S4-LATER"),
    # at the door, whatever the list
    *((form, {"A1.met": "family", "A2.consent": "no"}, "A2.danger", "yes", DANGER) for form in WITH_DOOR),
    # assessments
    ("self-care", {"sc.person": "k1", **six_items(""), "sc.before": "full"}, "sc.bath", "no", "lead:TK-02"),
    ("self-care", {"sc.person": "k1", **six_items("eat"), "sc.before": "half"}, "sc.bath", "no", ""),
)


def added(form: str, before: Answers, key: str, value: str | int, members: Sequence[Member] = FAMILY) -> frozenset[str]:
    """What one more answer raises that nothing before it raised."""
    session = visited(form, before, members)
    already = raised_words(session)
    answer(session, {key: value})
    return raised_words(session) - already


@pytest.mark.parametrize(("form", "before", "key", "value", "expected"), CASES)
def test_a_decisive_answer_raises_what_the_dossier_says(
    form: str, before: Answers, key: str, value: str | int, expected: str
) -> None:
    assert added(form, before, key, value) == frozenset(expected.split())


@pytest.mark.parametrize(("state", "expected"), [("danger", "alert:1 need:JK-02"), ("calm", "")])
def test_a_mental_patient_is_asked_after_the_state(state: str, expected: str) -> None:
    patient = {"f0.person": "k4"}
    assert added("disabled-visit", patient, "f10.state", state, (PATIENT,)) == frozenset(expected.split())
    assert added("disabled-visit", patient, "f10.community", "yes", (PATIENT,)) == {"lead:JK-01"}


def test_a_child_of_sixteen_may_sleep_alone() -> None:
    older = Member("k3", "张小明", 16)
    assert added("child-safety", CHILD, "e8.alone", "yes", (older,)) == frozenset()


def test_six_months_make_a_parent_who_is_gone() -> None:
    prison = {**CHILD, "e2.father": "dead", "e2.mother": "prison"}
    assert "lead:SW-01" in raised_words(visited("child-safety", prison))
    assert "lead:SW-01" in raised_words(visited("child-safety", {**prison, "e2.mother_months": 6}))
    assert "lead:SW-01" not in raised_words(visited("child-safety", {**prison, "e2.mother_months": 5}))


def test_what_is_raised_speaks_of_the_person_visited() -> None:
    session = visited("elder-visit", {**ELDER, "d13.suicide": "yes"})
    ref = ref_of(session, "d13.suicide")
    assert ref == "/data/mood[1]/suicide"
    assert session.state(ref).label == "李桂珍说过不想活之类的话吗"


def test_only_old_people_and_those_without_a_birth_date_are_offered_to_the_old() -> None:
    unknown = Member("k6", "何成", None)
    session = visited("elder-visit", {}, (*FAMILY, OLDEST, unknown))
    offered = [value for value, _ in session.state(ref_of(session, "d0.person")).choices or ()]
    assert offered == ["k1", "k5", "k6"]


@pytest.mark.parametrize("name", NAMES)
def test_every_raised_code_has_its_words(name: str) -> None:
    (table,) = tomllib.loads((CODES / "raised.toml").read_text(encoding="utf-8"))["list"]
    known = {code["number"] for code in table["codes"]}
    definition = checklist_definition(name)
    words = [word for node in definition.nodes for word in node.bind.extra.get(RAISE, "").split()]
    for node in definition.nodes:
        for _, item in choice_rows(definition, node):
            cells = item.named.get("raise")
            words.extend(cells[0].string().split() if cells else ())
    codes = {code for word in words for _, code in parse_raise(word)}
    assert codes - known == set()
