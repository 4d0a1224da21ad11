"""From answers to the record: review, signing, the seal, amendments."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.bootstrap import Services
from app.domain.errors import AppError, ErrorCode
from app.domain.ids import from_text, to_text
from app.domain.records import is_restricted
from app.services.households.models import HouseholdFilter
from app.services.visits import seal
from app.services.visits.models import Role, Signature, Signing, VisitState
from tests.services.visits.filling import MET, SIGNED, begun, change, household, signed


def fact(services: Services, home: str, *path: str) -> object:
    """A fact of the household's document."""
    here: object = services.households.document(home)
    for part in path:
        assert isinstance(here, dict), path
        here = here.get(part)
    return here


def fields(services: Services, visit: str) -> dict[str, object]:
    with services.context.store.read() as reading:
        return dict(reading.records.get([from_text(visit)])[from_text(visit)].state.values())


def test_an_answer_is_shown_old_beside_new_and_becomes_the_fact(village: Services) -> None:
    home = household(village)
    village.households.set(home, {"water.days_cut": 3})
    session = begun(village, home, s4__water__days_cut=40)
    found = change(village.visits.review(session.visit), "water.days_cut")
    assert (found.old, found.new, found.same, found.evidence) == ("3 天", "40 天", False, "入户所见")
    sealed = village.visits.finish(session.visit, SIGNED)
    assert sealed.changes >= 1
    assert fact(village, home, "water", "days_cut") == 40
    latest = village.households.history(home, "water.days_cut")[0]
    assert latest.source == f"visit:{sealed.visit}#s4.days_cut"


def test_an_equal_answer_only_refreshes_the_day(village: Services) -> None:
    home = household(village)
    village.households.set(home, {"water.days_cut": 3}, as_of="2026-01-05")
    session = begun(village, home, s4__water__days_cut=3)
    assert change(village.visits.review(session.visit), "water.days_cut").same
    village.visits.finish(session.visit, SIGNED)
    assert village.households.history(home, "water.days_cut")[0].as_of == "2026-11-20"


def test_what_is_not_changed_keeps_the_old_value_and_the_reason(village: Services) -> None:
    home = household(village)
    village.households.set(home, {"water.days_cut": 3})
    session = begun(village, home, s4__water__days_cut=40)
    with pytest.raises(AppError) as error:
        village.visits.finish(session.visit, replace(SIGNED, keep_old={"water.days_cut": " "}))
    assert error.value.code is ErrorCode.REASON_MISSING
    assert village.visits.resolve(session.visit)[1] is VisitState.DRAFT
    sealed = village.visits.finish(session.visit, replace(SIGNED, keep_old={"water.days_cut": "听错了"}))
    assert sealed.kept == 1
    assert fact(village, home, "water", "days_cut") == 3
    changes = village.visits.show(sealed.visit)["changes"]
    assert isinstance(changes, list)
    kept = next(one for one in changes if isinstance(one, dict) and one["path"] == "water.days_cut")
    assert (kept["accepted"], kept["reason"]) == (False, "听错了")


def test_income_wants_a_reason_and_gets_one(village: Services) -> None:
    home = household(village)
    for reasons, told in (({}, "入户核实"), ({"total_income_12m": "卖了两头牛"}, "卖了两头牛")):
        session = begun(village, home, money__income_12m=50_000 + len(told))
        assert change(village.visits.review(session.visit), "total_income_12m").needs_reason
        village.visits.finish(session.visit, replace(SIGNED, reasons=reasons))
        assert village.households.history(home, "total_income_12m")[0].reason == told


def test_a_new_member_is_announced_and_written(village: Services) -> None:
    home = household(village)
    before = len(village.households.document(home)["members"])  # type: ignore[arg-type]  # a list in the document
    session = begun(village, home, arrival__roll__newcomers="yes")
    session.answer("/data/arrival/roll/newcomer[1]/new_name", "丁小禾")
    session.answer("/data/arrival/roll/newcomer[1]/new_birth", "2026-10-02")
    village.visits.store_session(session)
    assert [one.name for one in village.visits.review(session.visit).newcomers] == ["丁小禾"]
    sealed = village.visits.finish(session.visit, SIGNED)
    members = village.households.document(home)["members"]
    assert isinstance(members, list)
    assert len(members) == before + 1
    assert "丁小禾" in {one["name"] for one in members if isinstance(one, dict)}
    assert sealed.changes >= 1


def test_a_member_deleted_meanwhile_is_passed_over(village: Services) -> None:
    for home in village.households.ids(HouseholdFilter()):
        session = begun(village, home)
        asked = [ref for section in session.sections() for ref in section.questions if ref.endswith("/where")]
        if len(asked) > 1:
            break
    gone, stays = asked[1], asked[0]
    for ref in (gone, stays):
        session.answer(ref, session.question(ref).choices[1][0])
    key = session.question(gone).member
    village.visits.store_session(session)
    with village.context.store.read() as reading:
        file = next(reading.records.household_files([from_text(home)]))
        person = next(one for one in file.persons if to_text(one.id).replace("-", "").endswith(key))
    with village.context.act("edit", village.context.provenance("test")) as unit:
        unit.delete(person.id)
    review = village.visits.review(session.visit)
    assert not [one for one in review.changes if key in one.path]
    assert [one for one in review.changes if session.question(stays).member in one.path]
    village.visits.finish(session.visit, SIGNED)


def test_mistakes_and_missing_signatures_hold_a_visit_back(village: Services) -> None:
    home = household(village)
    wrong = begun(village, home, s4__water__days_cut=999)
    assert [one.kind for one in village.visits.review(wrong.visit).errors] == ["constraint"]
    assert refusal(village, wrong.visit, SIGNED) is ErrorCode.VISIT_HAS_ERRORS
    right = begun(village, home)
    drawn = Signature(Role.VISITOR, "周明远", b"png")
    met = Signature(Role.INTERVIEWEE, "本人", b"png")
    for signing in (
        Signing(()),
        Signing(("周明远",)),
        Signing(("周明远",), refused="  "),
        Signing(("周明远", "何晓燕"), interviewee="本人", signatures=(drawn, met)),
        Signing(("周明远",), interviewee="本人", signatures=(drawn,)),
    ):
        assert refusal(village, right.visit, signing) is ErrorCode.SIGNATURES_MISSING
    other_page = Signing(("周明远",), interviewee="本人", signatures=(drawn, met), fingerprint="of another page")
    assert refusal(village, right.visit, other_page) is ErrorCode.SIGNATURES_VOID
    fingerprint = village.visits.review(right.visit).fingerprint
    village.visits.finish(
        right.visit, Signing(("周明远",), interviewee="本人", signatures=(drawn, met), fingerprint=fingerprint)
    )


def refusal(services: Services, visit: str, signing: Signing) -> ErrorCode:
    with pytest.raises(AppError) as error:
        services.visits.finish(visit, signing)
    return error.value.code


def test_the_fingerprint_moves_with_answers_and_notes_only(village: Services) -> None:
    session = begun(village, household(village), s4__water__days_cut=3)
    first = village.visits.review(session.visit).fingerprint
    assert village.visits.review(session.visit).fingerprint == first
    seen = {first}
    for step in (
        {"action": "answer", "at": "/data/s4/water/days_cut", "value": 4},
        {"action": "unknown", "at": "/data/s4/living/grain"},
        {"action": "note", "at": "/data/s4/living/grain", "value": "再问"},
    ):
        session.do(step)
        seen.add(session.fingerprint())
    assert len(seen) == 4


def test_what_was_decided_and_signed_is_kept_with_the_draft_until_an_answer_changes(village: Services) -> None:
    home = household(village)
    village.households.set(home, {"water.days_cut": 3})
    session = begun(village, home, s4__water__days_cut=40)
    page = village.visits.review(session.visit)
    assert page.signing is None
    signing = Signing(
        ("周明远",),
        refused="不识字",
        signatures=(Signature(Role.VISITOR, "周明远", b"png", (((0.1, 0.2), (0.3, 0.1)),)),),
        keep_old={"water.days_cut": "听错了"},
        fingerprint=page.fingerprint,
    )
    village.visits.keep_signing(session.visit, signing)
    page = village.visits.review(session.visit)
    assert page.signing == signing
    assert change(page, "water.days_cut").keep_reason == "听错了"
    session.set_note("/data/s4/living/grain", "再问")
    village.visits.store_session(session)
    assert village.visits.review(session.visit).signing == replace(signing, signatures=())
    village.visits.finish(session.visit, SIGNED)
    with pytest.raises(AppError) as error:
        village.visits.keep_signing(session.visit, signing)
    assert error.value.code is ErrorCode.VISIT_SIGNED


@pytest.mark.parametrize("kind", ["refused", "not_met"])
def test_who_does_not_sign_is_told_with_the_reason(village: Services, kind: str) -> None:
    session = begun(village, household(village))
    sealed = village.visits.finish(session.visit, Signing(("周明远",), **{kind: "外出务工"}))
    assert village.visits.show(sealed.visit)["refusal"] == {"kind": kind, "reason": "外出务工"}


def test_the_seal_holds_until_anything_of_it_is_touched(village: Services) -> None:
    sealed = signed(village, household(village), s4__water__days_cut=3)
    assert village.visits.show(sealed.visit)["seal_intact"] is True
    for name in seal.SEALED_FIELDS:
        touched = fields(village, sealed.visit)
        touched[name] = "anders"
        assert not seal.intact(touched)  # type: ignore[arg-type]  # fields of a record
    forged = fields(village, sealed.visit)
    forged["seal"] = seal.seal(forged, b"\x01" * 32)  # type: ignore[arg-type]  # fields of a record
    own = fields(village, sealed.visit)["seal"]
    assert isinstance(own, dict)
    assert forged["seal"] != own


def test_a_signed_visit_is_amended_beside_and_never_changed(village: Services) -> None:
    home = household(village)
    sealed = signed(village, home, s4__water__days_cut=3)
    for call in (village.visits.open, village.visits.review):
        with pytest.raises(AppError) as error:
            call(sealed.visit)
        assert error.value.code is ErrorCode.VISIT_SIGNED
    before = fields(village, sealed.visit)
    village.visits.amend(sealed.number, {"water.days_cut": 5}, "户主来电更正")
    village.visits.amend(sealed.number, {"water.days_cut": 6}, "再更正")
    document = village.visits.show(sealed.visit)
    assert fields(village, sealed.visit) == before
    assert document["seal_intact"] is True
    amendments = document["amendments"]
    assert isinstance(amendments, list)
    told = [(one["old"], one["new"], one["reason"]) for one in amendments if isinstance(one, dict)]
    assert told == [(3, 5, "户主来电更正"), (5, 6, "再更正")]
    assert fact(village, home, "water", "days_cut") == 6
    with pytest.raises(AppError) as error:
        village.visits.amend(sealed.visit, {"water.days_cut": 7}, " ")
    assert error.value.code is ErrorCode.REASON_MISSING
    with pytest.raises(AppError) as error:
        village.visits.amend(begun(village, home).visit, {"water.days_cut": 7}, "草稿")
    assert error.value.code is ErrorCode.VISIT_NOT_SIGNED


def test_numbers_are_never_given_twice(village: Services) -> None:
    home = household(village)
    known = [row.key for row in village.visits.rows() if row.state is VisitState.SIGNED]
    numbers = [signed(village, home).number for _ in range(3)]
    village.visits.discard(begun(village, home).visit)
    numbers.append(signed(village, home).number)
    assert len({*known, *numbers}) == len(known) + 4
    assert sorted(numbers) == numbers


def test_a_restricted_form_is_a_record_of_the_restricted_scope(village: Services) -> None:
    home = household(village, label="监测户")
    child = village.visits.open(village.visits.start(home, "child-safety")).question("/data/child_group/child")
    visit = village.visits.start(home, "child-safety", member=child.choices[0][0])
    session = village.visits.open(visit)
    session.answer("/data/arrival/met", "family")
    session.answer("/data/arrival/consent", "yes")
    session.answer("/data/child_visit[1]/guardian", "grand")
    village.visits.store_session(session)
    sealed = village.visits.finish(visit, SIGNED)
    with village.context.store.read() as reading:
        record = reading.records.get([from_text(visit)])[from_text(visit)]
    assert is_restricted(record.state.scope)
    row = next(row for row in village.visits.rows(home) if row.id == sealed.visit)
    assert row.restricted


def test_the_same_visit_is_not_sealed_twice(village: Services) -> None:
    session = begun(village, household(village))
    village.visits.finish(session.visit, SIGNED)
    assert refusal(village, session.visit, SIGNED) is ErrorCode.VISIT_SIGNED
    session.answer(next(iter(MET)), "self")
    with pytest.raises(AppError) as error:
        village.visits.store_session(session)
    assert error.value.code is ErrorCode.VISIT_SIGNED
