"""Whom a checklist names as signers is asked, sealed and printed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pypdfium2 import PdfDocument

from app.bootstrap import Services
from app.domain.errors import AppError, ErrorCode
from app.forms.lint import SIGNERS
from app.services.visits import seal
from app.services.visits.models import OtherSigner, Role, Signature, Signing
from app.services.visits.signers import ROLE_WORDS, Seats, seats_of
from tests.forms.forms_made import workbook
from tests.services.visits.filling import household
from tests.services.visits.test_signing import fields

STROKES = (((0.1, 0.2), (0.3, 0.1)),)


def form(signers: str, version: str = "1") -> bytes:
    settings = [["form_id", "version", "attribute::cunfang:signers"], ["signed", version, signers]]
    return workbook({"survey": [["type", "name", "label"], ["text", "a", "甲"]], "settings": settings})


def begun(services: Services, signers: str) -> str:
    services.forms.publish(form(signers))
    return services.visits.start(household(services), "signed")


def drawn(role: Role, name: str) -> Signature:
    return Signature(role, name, b"png " + name.encode(), STROKES)


def on_paper(services: Services, visit: str) -> str:
    pdf = PdfDocument(services.printing.preview("visit-record", visit))
    return "".join(sheet.get_textpage().get_text_range() for sheet in pdf)


@pytest.mark.parametrize(
    ("words", "seats"),
    [
        ("", Seats()),
        ("visitor visitor interviewee", Seats()),
        ("visitor visitor", Seats(visited=None)),
        ("visitor visitor interviewee carer", Seats(others=(Role.CARER,))),
        ("handler handler recipient witness", Seats(Role.HANDLER, 2, Role.RECIPIENT, (Role.WITNESS,))),
        ("visitor handler guardian witness witness", Seats(
            others=(Role.HANDLER, Role.WITNESS, Role.WITNESS), visited=Role.GUARDIAN
        )),
        ("visitor visitor visitor carer stranger", Seats(count=3, visited=Role.CARER)),
    ],
)  # fmt: skip
def test_who_signs_by_the_words_of_the_checklist(words: str, seats: Seats) -> None:
    assert seats_of(words.split()) == seats


def test_every_signer_that_a_checklist_may_name_is_known_and_called_something() -> None:
    assert {role.value for role in Role} == SIGNERS
    assert set(ROLE_WORDS) == set(Role)


def test_all_who_are_named_sign_and_stand_under_the_seal_and_on_paper(village: Services) -> None:
    visit = begun(village, "handler handler recipient witness guardian")
    fingerprint = village.visits.review(visit).fingerprint
    signing = Signing(
        ("周明远", "何晓燕"),
        interviewee="单建国",
        signatures=(
            drawn(Role.HANDLER, "周明远"),
            drawn(Role.HANDLER, "何晓燕"),
            drawn(Role.RECIPIENT, "单建国"),
            drawn(Role.WITNESS, "蒲文秀"),
        ),
        fingerprint=fingerprint,
        others=(OtherSigner(Role.WITNESS, "蒲文秀"), OtherSigner(Role.GUARDIAN, reason="在外地务工")),
    )
    village.visits.keep_signing(visit, signing)
    assert village.visits.review(visit).signing == signing
    sealed = village.visits.finish(visit, signing)
    signed = fields(village, sealed.visit)
    assert signed["signers"] == {
        "makers": "handler",
        "visited": "recipient",
        "others": [
            {"role": "witness", "name": "蒲文秀", "reason": ""},
            {"role": "guardian", "name": "", "reason": "在外地务工"},
        ],
    }
    assert seal.intact(signed)  # type: ignore[arg-type]  # fields of a record
    signed["signers"] = {**signed["signers"], "visited": "carer"}  # type: ignore[dict-item]  # fields of a record
    assert not seal.intact(signed)  # type: ignore[arg-type]  # fields of a record
    told = on_paper(village, sealed.visit)
    for word in ("经办人", "何晓燕", "领取人", "单建国", "见证人", "蒲文秀", "监护人", "没有签：在外地务工"):
        assert word in told
    assert "受访人：" not in told


@pytest.mark.parametrize("gone", [Role.HANDLER, Role.RECIPIENT, Role.WITNESS])
def test_where_anybody_signed_on_a_pad_everybody_does_or_has_a_reason(village: Services, gone: Role) -> None:
    visit = begun(village, "handler handler recipient witness")
    names = {Role.HANDLER: "周明远", Role.RECIPIENT: "单建国", Role.WITNESS: "蒲文秀"}
    whole = Signing(
        ("周明远",),
        interviewee="单建国",
        signatures=tuple(drawn(role, name) for role, name in names.items()),
        others=(OtherSigner(Role.WITNESS, "蒲文秀"),),
    )
    some = tuple(one for one in whole.signatures if one.role is not gone)
    with pytest.raises(AppError) as error:
        village.visits.finish(visit, replace(whole, signatures=some))
    assert error.value.code is ErrorCode.SIGNATURES_MISSING
    assert error.value.parameters["missing"] == ROLE_WORDS[gone]
    village.visits.finish(visit, whole)


def test_nobody_is_passed_over_in_silence(village: Services) -> None:
    visit = begun(village, "visitor visitor interviewee carer")
    pads = (drawn(Role.VISITOR, "周明远"), drawn(Role.INTERVIEWEE, "单建国"))
    for others in ((), (OtherSigner(Role.CARER),), (OtherSigner(Role.CARER, "蒲文秀"),)):
        with pytest.raises(AppError) as error:
            village.visits.finish(visit, Signing(("周明远",), interviewee="单建国", signatures=pads, others=others))
        assert error.value.code is ErrorCode.SIGNATURES_MISSING
    reason = (OtherSigner(Role.CARER, reason="不识字，不愿按印"),)
    village.visits.finish(visit, Signing(("周明远",), interviewee="单建国", signatures=pads, others=reason))


def test_without_a_pad_who_is_not_named_signs_on_the_paper(village: Services) -> None:
    visit = begun(village, "visitor visitor interviewee carer")
    sealed = village.visits.finish(visit, Signing(("周明远",), interviewee="单建国"))
    assert fields(village, sealed.visit)["signers"] == {
        "makers": "visitor", "visited": "interviewee", "others": [{"role": "carer", "name": "", "reason": ""}]
    }  # fmt: skip
    assert "照护人" in on_paper(village, sealed.visit)


def test_a_checklist_that_only_visitors_sign_asks_nobody_of_the_household(village: Services) -> None:
    visit = begun(village, "visitor visitor")
    pads = (drawn(Role.VISITOR, "周明远"),)
    sealed = village.visits.finish(visit, Signing(("周明远",), signatures=pads))
    document = village.visits.show(sealed.visit)
    assert (document["interviewee"], document["refusal"]) == (None, None)
    paper = on_paper(village, sealed.visit)
    assert paper.count("受访人") == 1, "the head of the paper has the word; no box waits for a signature"
