"""Who signs a visit, as its checklist names them (``cunfang:signers``).

Whatever they are called, a visit has those who make it (走访人, or 经办人 where the checklist names handlers and no visitors)
and mostly one person visited, who signs or has a reason (受访人, or 领取人 of aid, 监护人, 照护人). All others are asked one by
one: each signs or has a reason. A checklist that names nobody is signed by visitors and the person visited.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.oplog.operation import Value
from app.services.visits.models import OtherSigner, Role, Signature, Signing

ROLE_WORDS: Final[Mapping[Role, str]] = {
    Role.VISITOR: "走访人",
    Role.INTERVIEWEE: "受访人",
    Role.CARER: "照护人",
    Role.GUARDIAN: "监护人",
    Role.RECIPIENT: "领取人",
    Role.WITNESS: "见证人",
    Role.HANDLER: "经办人",
}
"""What each is called on paper."""
LEAST_MAKERS: Final = 2
"""So many of those who make a visit are asked at least: 入户 is for two."""
_VISITED: Final = (Role.INTERVIEWEE, Role.RECIPIENT, Role.GUARDIAN, Role.CARER)
"""Who can be the person visited, the likeliest first."""
_MAKERS: Final = (Role.VISITOR, Role.HANDLER)


@dataclass(frozen=True)
class Seats:
    """Who signs.

    :param makers: what those who make the visit are called
    :param count: how many of them are asked
    :param visited: what the person visited is called; None: nobody of the household signs
    :param others: all others, in the order of the checklist
    """

    makers: Role = Role.VISITOR
    count: int = LEAST_MAKERS
    visited: Role | None = Role.INTERVIEWEE
    others: tuple[Role, ...] = ()


def seats_of(words: Iterable[str]) -> Seats:
    """Give who signs by the words of the checklist; words that this version does not know are passed over."""
    roles = [Role(word) for word in words if word in set(Role)]
    if not roles:
        return Seats()
    makers = next((role for role in _MAKERS if role in roles), Role.VISITOR)
    visited = next((role for role in _VISITED if role in roles), None)
    others = [role for role in roles if role is not makers]
    if visited is not None:
        others.remove(visited)
    return Seats(makers, max(LEAST_MAKERS, roles.count(makers)), visited, tuple(others))


def lacking(signing: Signing, seats: Seats) -> str:
    """Say who has not signed, or nothing. Where anybody signed on a pad, everybody who is asked must, or have a reason; a
    name alone stands for a signature only where nobody did (command line)."""
    return _unnamed(signing, seats) or (_undrawn(signing, seats) if signing.signatures else "")


def _unnamed(signing: Signing, seats: Seats) -> str:
    if not any(name.strip() for name in signing.visitors):
        return ROLE_WORDS[seats.makers]
    told = any((text or "").strip() for text in (signing.interviewee, signing.refused, signing.not_met))
    if seats.visited is not None and not told:
        return f"{ROLE_WORDS[seats.visited]}，或拒签、未见到的原因"
    unnamed = next((one for one in signing.others if not one.name.strip() and not one.reason.strip()), None)
    return f"{ROLE_WORDS[unnamed.role]}，或不签的原因" if unnamed is not None else ""


def _undrawn(signing: Signing, seats: Seats) -> str:
    makers = {name for name in signing.visitors if name.strip()}
    if not makers <= _drawn(signing.signatures, seats.makers):
        return ROLE_WORDS[seats.makers]
    if signing.interviewee and seats.visited is not None and not _drawn(signing.signatures, seats.visited):
        return ROLE_WORDS[seats.visited]
    return _other_lacking(signing, seats.others)


def _other_lacking(signing: Signing, others: Sequence[Role]) -> str:
    waiting = list(others)
    for one in signing.others:
        if not one.reason.strip() and one.name not in _drawn(signing.signatures, one.role):
            return ROLE_WORDS[one.role]
        if one.role in waiting:
            waiting.remove(one.role)
    return ROLE_WORDS[waiting[0]] if waiting else ""


def _drawn(signatures: Iterable[Signature], role: Role) -> set[str]:
    return {signature.name for signature in signatures if signature.role is role}


def sealed_signers(signing: Signing, seats: Seats) -> Value:
    """Give who signed as the seal covers it, and whose signature is left for the paper; None of a visit that visitors and
    the person visited sign, as most are."""
    given = [one.role for one in signing.others]
    open_ = [OtherSigner(role) for role in seats.others if role not in given]
    if seats.makers is Role.VISITOR and seats.visited is Role.INTERVIEWEE and not given and not open_:
        return None
    others: list[Value] = [
        {"role": one.role.value, "name": one.name.strip(), "reason": one.reason.strip()}
        for one in (*signing.others, *open_)
    ]
    visited = seats.visited.value if seats.visited is not None else None
    return {"makers": seats.makers.value, "visited": visited, "others": others}
