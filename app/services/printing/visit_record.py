"""A signed visit as the plain data of the 入户走访记录表.

Everything comes out of the sealed visit: the record as it was before, the changes that were accepted, the answers as they were
shown. Nothing of today's register is looked at, so that the paper of an old visit never changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from app.documents.pdf import visit_record_data as paper
from app.documents.pdf.printed import Printed
from app.documents.pdf.visit_record_data import Tick
from app.domain.codes import CodeLists
from app.domain.dates import PartialDate, format_date
from app.domain.masking import mask_identity, mask_phone
from app.oplog.operation import Value
from app.services.printing.accounts import Accounts
from app.services.printing.answers import answer_sections
from app.services.printing.checks import Checks
from app.services.printing.plain import mapping, mappings, said, words
from app.services.printing.sealed_facts import SealedFacts
from app.services.visits.models import Role
from app.services.visits.signers import ROLE_WORDS

HOUSEHOLD_TYPES = ("脱贫户", "一般农户")
MONITORED = ("脱贫不稳定户", "边缘易致贫户", "突发严重困难户")
LOW_INCOME = ("低保", "特困", "低保边缘", "刚性支出困难")
CHANNELS = ("入户", "电话", "视频")
SATISFACTION = ("满意", "基本满意", "一般", "不满意")
REFUSALS = {"refused": "拒签", "not_met": "未见到"}


class VisitPaper:
    """Turns one visit into the printed record.

    :param fields: the sealed fields of the visit
    :param previous: day of the visit before, None for the first
    """

    def __init__(self, fields: Mapping[str, Value], codes: CodeLists, previous: date | None, today: date) -> None:
        self._fields = fields
        self._facts = SealedFacts(fields)
        self._codes = codes
        self._previous = previous
        self._today = today

    def record(
        self, record_id: str, place: str, printed: Printed, *, demonstration: bool, draft: bool = False
    ) -> paper.VisitRecord:
        """Give the record.

        :param record_id: what the QR code holds
        :param place: where the village lies, as the head of the paper names it
        :param draft: the visit is not signed yet, and the paper says so
        """
        facts, accounts = self._facts, Accounts(self._facts)
        head, begun, ended = facts.head, facts.begun, facts.ended
        form = mapping(self._fields.get("form"))
        visited, makers = self._who_signs()
        return paper.VisitRecord(
            record_id=record_id,
            place=place,
            number=str(self._fields.get("number")),
            day=ended.date(),
            address=self._address(),
            head=f"{said(head.get('name'))} {mask_identity(str(head.get('id_number') or ''))}".strip(),
            household_types=_ticks(HOUSEHOLD_TYPES, facts.text("type")),
            monitored=self._monitored(),
            low_income=self._low_income(),
            phone=self._phone(head),
            members=self._counts(),
            interviewee=self._interviewee(),
            time=f"{format_date(ended.date())} {_clock(begun)}—{_clock(ended)}",
            visitors="、".join(words(self._fields.get("visitors"))),
            manner=_ticks(CHANNELS, str(self._fields.get("channel"))),
            occasion=str(form.get("title") or ""),
            previous=format_date(self._previous, self._today) if self._previous else "",
            changes=tuple(self._changes()),
            checks=tuple(Checks(facts).lines()),
            income_period=accounts.period(),
            income=tuple(accounts.income()),
            spending=tuple(accounts.spending()),
            supports=tuple(accounts.supports()),
            needs=tuple(self._needs()),
            done_on_site=tuple(facts.spoken("Z2.solved")),
            promises=tuple(self._promises()),
            satisfaction=self._satisfaction(),
            remark="；".join(self._notes()),
            answers=tuple(answer_sections(mappings(self._fields.get("answers")))),
            signatures=tuple(self._signatures()),
            printed=printed,
            demonstration=demonstration,
            draft=draft,
            visited=_called(visited) if visited else "",
            makers=_called(makers),
        )

    # --- who ---------------------------------------------------------------------------------------------------------

    def _address(self) -> str:
        address = mapping(self._facts.snapshot.get("address"))
        where = str(address.get("actual") or address.get("registered") or "")
        group = str(self._facts.snapshot.get("group") or "")
        return where if group and group in where else f"{group} {where}".strip()

    def _phone(self, head: Mapping[str, Value]) -> str:
        number = str(self._facts.after.get("phone") or head.get("phone") or "")
        return mask_phone(number) if number else ""

    def _monitored(self) -> tuple[Tick, ...]:
        monitored = mapping(self._facts.snapshot.get("monitored"))
        kind = str(monitored.get("type") or "")
        none = monitored.get("status") == "none"
        return (*_ticks(MONITORED, kind), Tick("非监测户", none))

    def _low_income(self) -> tuple[Tick, ...]:
        held = {benefit.code for benefit in self._facts.held()}
        known = "benefits" in self._facts.snapshot
        none = known and not held.intersection(LOW_INCOME)
        return (*(Tick(word, word in held) for word in LOW_INCOME), Tick("无", none))

    def _counts(self) -> tuple[int | None, int | None, int | None]:
        living = self._facts.living
        coliving = [key for key in living if self._facts.members[key].get("coliving") is not False]
        where = [self._facts.after.get(f"members.{key}.residence.where") for key in coliving]
        at_home = sum(1 for place in where if place == "在家") if any(where) else None
        return len(living) or None, len(coliving) or None, at_home

    def _interviewee(self) -> str:
        name = self._fields.get("interviewee")
        if isinstance(name, str):
            relation = next((m.get("relation") for m in self._facts.members.values() if m.get("name") == name), None)
            return f"{name}（{said(relation)}）" if relation else name
        refusal = mapping(self._fields.get("refusal"))
        return f"{REFUSALS.get(str(refusal.get('kind')), '')}：{said(refusal.get('reason'))}".strip("：")

    # --- what changed, what was seen ---------------------------------------------------------------------------------

    def _changes(self) -> Iterator[paper.Change]:
        for change in mappings(self._fields.get("changes")):
            new = str(change.get("new") or "")
            now = new if change.get("accepted") else f"{said(change.get('old'))}（不改：{said(change.get('reason'))}）"
            yield paper.Change(
                str(change.get("who") or "全户"),
                str(change.get("label")),
                "—" if change.get("old") == "不清楚" else str(change.get("old")),
                now,
            )

    # --- needs, promises, words --------------------------------------------------------------------------------------

    def _needs(self) -> Iterator[str]:
        lists = self._codes["raised"]
        names = {key: str(member.get("name")) for key, member in self._facts.members.items()}
        seen: set[str] = set()
        for item in mappings(self._fields.get("raised")):
            if item.get("kind") not in {"need", "lead"} or item.get("code") == "WISH":
                continue
            code = lists.by_number(str(item.get("code")))
            who = names.get(str(item.get("member")), "")
            text = f"{who}{'：' if who else ''}{code.label if code else said(item.get('label'))}"
            if text not in seen:
                seen.add(text)
                yield text
        yield from self._facts.spoken("K4.wish")

    def _promises(self) -> Iterator[paper.Promise]:
        channels = self._facts.answers.get("Z3.channels")
        if channels:
            what = f"上面的困难和诉求怎么办：{said(channels.get('label'))}"
            yield paper.Promise(what, "、".join(words(self._fields.get("visitors"))))
        day = self._facts.answers.get("Z4.next_date")
        if day and day.get("value"):
            until = format_date(PartialDate.from_iso(str(day["value"])), self._today)
            yield paper.Promise("下次走访", "、".join(words(self._fields.get("visitors"))), until)

    def _satisfaction(self) -> tuple[Tick, ...]:
        answer = self._facts.answers.get("K3.satisfied")
        return _ticks(SATISFACTION, str(answer.get("label") or "") if answer else "")

    def _notes(self) -> Iterator[str]:
        yield from (str(text) for text in mapping(self._fields.get("marks")).values())
        files = list(mappings(self._fields.get("attachments")))
        photos = sum(1 for file in files if file.get("class") in {"photo", "image"})
        if photos:
            yield f"照片 {photos} 张"
        titles = [str(file.get("title") or "") for file in files if file.get("class") == "file"]
        if titles:
            yield f"附件 {len(titles)} 件：{'、'.join(filter(None, titles))}"

    def _signatures(self) -> Iterator[paper.Signature]:
        drawn = {(str(s.get("role")), str(s.get("name"))): s for s in mappings(self._fields.get("signatures"))}
        visited, makers = self._who_signs()
        if visited:
            refusal = mapping(self._fields.get("refusal"))
            note = f"{REFUSALS.get(str(refusal.get('kind')), '')}：{said(refusal.get('reason'))}" if refusal else ""
            name = str(self._fields.get("interviewee") or "")
            yield self._signature(_called(visited), name, drawn.get((visited, name)), note)
        for visitor in words(self._fields.get("visitors")):
            yield self._signature(_called(makers), visitor, drawn.get((makers, visitor)))
        for other in mappings(mapping(self._fields.get("signers")).get("others")):
            role, name, why = str(other.get("role")), str(other.get("name") or ""), str(other.get("reason") or "")
            note = f"没有签：{why}" if why else ""
            yield self._signature(_called(role), name, drawn.get((role, name)), note)
        yield paper.Signature("村干部")
        yield paper.Signature("复核（第一书记）")

    def _who_signs(self) -> tuple[str, str]:
        """Give the roles of the person visited (empty: nobody of the household signs) and of those who make the visit."""
        signers = mapping(self._fields.get("signers"))
        asked = not signers or self._fields.get("interviewee") is not None
        visited = str(signers.get("visited") or (Role.INTERVIEWEE.value if asked else ""))
        return visited, str(signers.get("makers") or Role.VISITOR.value)

    def _signature(self, role: str, name: str, drawn: Mapping[str, Value] | None, note: str = "") -> paper.Signature:
        """Give a signature with its day; without strokes both are left to be written on the paper."""
        strokes = _strokes(drawn)
        return paper.Signature(role, name, strokes, note=note, day=self._facts.day if strokes else None)


def without_contents(record: paper.VisitRecord) -> paper.VisitRecord:
    """Give the paper of a restricted visit: that it was, by whom and when; what was found is not for paper."""
    return replace(
        record,
        changes=(),
        checks=(),
        income=(),
        spending=(),
        supports=(),
        needs=(),
        done_on_site=(),
        promises=(),
        satisfaction=(),
        remark="限制查看的走访，内容不打印，有权限的人在系统里看",
        answers=(),
    )


def _called(role: str) -> str:
    """Give what a signer is called on paper; the word itself for one of a later version."""
    return ROLE_WORDS[Role(role)] if role in set(Role) else role


def _clock(moment: datetime) -> str:
    return f"{moment.hour}:{moment:%M}"


def _ticks(choices: Iterable[str], chosen: str) -> tuple[Tick, ...]:
    return tuple(Tick(word, word == chosen) for word in choices)


def _strokes(signature: Mapping[str, Value] | None) -> tuple[tuple[tuple[float, float], ...], ...]:
    strokes = signature.get("strokes") if signature else None
    return tuple(
        tuple((float(point[0]), float(point[1])) for point in stroke)  # type: ignore[index, arg-type]  # pairs, as they were sealed
        for stroke in (strokes if isinstance(strokes, list) else [])
        if isinstance(stroke, list)
    )
