"""A signed visit as the plain data of the 入户走访记录表.

Everything comes out of the sealed visit: the record as it was before, the changes that were accepted, the answers as they were
shown. Nothing of today's register is looked at, so that the paper of an old visit never changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from app.documents.pdf import visit_record_data as paper
from app.documents.pdf.visit_record_data import Judgement, Tick
from app.domain.codes import CodeLists
from app.domain.dates import PartialDate, age_at, format_date
from app.domain.masking import mask_identity, mask_phone
from app.domain.money import format_money, parse_money
from app.oplog.operation import Value

HOUSEHOLD_TYPES = ("脱贫户", "一般农户")
MONITORED = ("脱贫不稳定户", "边缘易致贫户", "突发严重困难户")
LOW_INCOME = ("低保", "特困", "低保边缘", "刚性支出困难")
CHANNELS = ("入户", "电话", "视频")
SATISFACTION = ("满意", "基本满意", "一般", "不满意")
WATER_LITRES, WATER_DAYS, FETCH_MINUTES = 35, 36, 20
"""农村饮水安全评价准则: litres a person and day, days without water in a year, minutes to fetch it."""
REFUSALS = {"refused": "拒签", "not_met": "未见到"}
Facts = Mapping[str, Value]


class VisitPaper:
    """Turns one visit into the printed record.

    :param fields: the sealed fields of the visit
    :param previous: day of the visit before, None for the first
    """

    def __init__(self, fields: Mapping[str, Value], codes: CodeLists, previous: date | None, today: date) -> None:
        self._fields = fields
        self._codes = codes
        self._previous = previous
        self._today = today
        self._snapshot = _mapping(fields.get("snapshot"))
        self._members = {str(member.get("key")): member for member in _mappings(self._snapshot.get("members"))}
        self._answers = {str(a.get("question")): a for a in _mappings(fields.get("answers")) if not a.get("member")}
        self._after = self._facts_after()

    def record(self, record_id: str, place: str, printed: paper.Printed, *, demonstration: bool) -> paper.VisitRecord:
        """Give the record.

        :param record_id: what the QR code holds
        :param place: where the village lies, as the head of the paper names it
        """
        begun, ended = (datetime.fromisoformat(str(self._fields[name])) for name in ("begun", "ended"))
        head = self._head()
        form = _mapping(self._fields.get("form"))
        return paper.VisitRecord(
            record_id=record_id,
            place=place,
            number=str(self._fields.get("number")),
            day=ended.date(),
            address=self._address(),
            head=f"{_said(head.get('name'))} {mask_identity(str(head.get('id_number') or ''))}".strip(),
            household_types=_ticks(HOUSEHOLD_TYPES, self._text("type")),
            monitored=self._monitored(),
            low_income=self._low_income(),
            phone=self._phone(head),
            members=self._counts(),
            interviewee=self._interviewee(),
            time=f"{format_date(ended.date())} {_clock(begun)}—{_clock(ended)}",
            visitors="、".join(_words(self._fields.get("visitors"))),
            manner=_ticks(CHANNELS, str(self._fields.get("channel"))),
            occasion=str(form.get("title") or ""),
            previous=format_date(self._previous, self._today) if self._previous else "",
            changes=tuple(self._changes()),
            checks=tuple(self._checks()),
            income_period=self._income_period(ended.date()),
            income=tuple(self._income()),
            spending=tuple(self._spending()),
            supports=tuple(self._supports()),
            needs=tuple(self._needs()),
            done_on_site=tuple(self._spoken("Z2.solved")),
            promises=tuple(self._promises()),
            satisfaction=self._satisfaction(),
            remark="；".join(self._notes()),
            answers=tuple(self._sections()),
            signatures=tuple(self._signatures()),
            printed=printed,
            demonstration=demonstration,
        )

    # --- who ---------------------------------------------------------------------------------------------------------

    def _head(self) -> Mapping[str, Value]:
        members = list(self._members.values())
        return next((member for member in members if member.get("relation") == "户主"), members[0] if members else {})

    def _address(self) -> str:
        address = _mapping(self._snapshot.get("address"))
        where = str(address.get("actual") or address.get("registered") or "")
        group = str(self._snapshot.get("group") or "")
        return where if group and group in where else f"{group} {where}".strip()

    def _phone(self, head: Mapping[str, Value]) -> str:
        number = str(self._after.get("phone") or head.get("phone") or "")
        return mask_phone(number) if number else ""

    def _monitored(self) -> tuple[Tick, ...]:
        monitored = _mapping(self._snapshot.get("monitored"))
        kind = str(monitored.get("type") or "")
        none = monitored.get("status") == "none"
        return (*_ticks(MONITORED, kind), Tick("非监测户", none))

    def _low_income(self) -> tuple[Tick, ...]:
        held = {code for code, *_ in self._held()}
        known = "benefits" in self._snapshot
        none = known and not held.intersection(LOW_INCOME)
        return (*(Tick(word, word in held) for word in LOW_INCOME), Tick("无", none))

    def _counts(self) -> tuple[int | None, int | None, int | None]:
        living = [key for key, member in self._members.items() if member.get("alive") is not False]
        coliving = [key for key in living if self._members[key].get("coliving") is not False]
        where = [self._after.get(f"members.{key}.residence.where") for key in coliving]
        at_home = sum(1 for place in where if place == "在家") if any(where) else None
        return len(living) or None, len(coliving) or None, at_home

    def _interviewee(self) -> str:
        name = self._fields.get("interviewee")
        if isinstance(name, str):
            relation = next((m.get("relation") for m in self._members.values() if m.get("name") == name), None)
            return f"{name}（{_said(relation)}）" if relation else name
        refusal = _mapping(self._fields.get("refusal"))
        return f"{REFUSALS.get(str(refusal.get('kind')), '')}：{_said(refusal.get('reason'))}".strip("：")

    # --- what changed, what was seen ---------------------------------------------------------------------------------

    def _changes(self) -> Iterator[paper.Change]:
        for change in _mappings(self._fields.get("changes")):
            new = str(change.get("new") or "")
            now = (
                new if change.get("accepted") else f"{_said(change.get('old'))}（不改：{_said(change.get('reason'))}）"
            )
            yield paper.Change(
                str(change.get("who") or "全户"),
                str(change.get("label")),
                "—" if change.get("old") == "不清楚" else str(change.get("old")),
                now,
            )

    def _checks(self) -> Iterator[paper.Check]:
        yield self._check("吃", ("living.grain_month", "living.protein_weekly", "living.fuel"), self._eats())
        yield self._check("穿", ("living.clothes",), _judged(self._after.get("living.clothes")))
        yield paper.Check("义务教育", "；".join(self._pupils()), self._education())
        yield paper.Check("基本医疗", self._insurance_words(), self._insurance())
        yield self._check("住房", ("house.grade", "house.place", "house.defects"), self._house())
        yield self._check("饮水", ("water.source", "water.enough", "water.days_cut", "water.clear"), self._water())

    def _check(self, item: str, paths: Iterable[str], judgement: Judgement | None) -> paper.Check:
        found = [words for path in paths if (words := self._fact_words(path))]
        return paper.Check(item, "；".join(found), judgement)

    def _eats(self) -> Judgement | None:
        protein = self._after.get("living.protein_weekly")
        enough = protein >= 1 if isinstance(protein, (int, float)) else None
        return _all_of(self._after.get("living.grain_month"), enough)

    def _house(self) -> Judgement | None:
        grade, lived_in, defects = (
            self._after.get(path) for path in ("house.grade", "house.lived_in", "house.defects")
        )
        safe = None if grade in (None, "未鉴定") else grade in {"A", "B"}
        sound = None if not isinstance(defects, list) else not defects or defects == ["无"]
        return _all_of(safe, lived_in, True if sound is None and safe is not None else sound)

    def _water(self) -> Judgement | None:
        litres, days, minutes = (
            self._after.get(path) for path in ("water.litres", "water.days_cut", "water.fetch_minutes")
        )
        enough = litres >= WATER_LITRES if isinstance(litres, (int, float)) else self._after.get("water.enough")
        steady = days <= WATER_DAYS if isinstance(days, (int, float)) else None
        near = True if self._after.get("water.in_house") is True else None
        if near is None and isinstance(minutes, (int, float)):
            near = minutes <= FETCH_MINUTES
        return _all_of(enough, steady, near, self._after.get("water.clear"))

    def _pupils(self) -> Iterator[str]:
        for key, member in self._members.items():
            if not self._is_pupil(member):
                continue
            attending = self._after.get(f"members.{key}.student.attending")
            grade = (
                self._after.get(f"members.{key}.student.grade") or self._after.get(f"members.{key}.student.stage") or ""
            )
            words = _yes_no(attending, "在校", "不在校", "没问")
            yield _said(member.get("name")) + words + (_said(grade) if attending else "")

    def _education(self) -> Judgement | None:
        pupils = [key for key, member in self._members.items() if self._is_pupil(member)]
        if not pupils:
            return None
        return _all_of(*(self._after.get(f"members.{key}.student.attending") for key in pupils))

    def _is_pupil(self, member: Mapping[str, Value]) -> bool:
        """Compulsory schooling: 6 to 15 years at the day of the visit."""
        birth = member.get("birth")
        if not isinstance(birth, str) or member.get("alive") is False:
            return False
        day = datetime.fromisoformat(str(self._fields["ended"])).date()
        return 6 <= age_at(PartialDate.from_iso(birth).first, day) <= 15

    def _insured(self) -> dict[str, Value]:
        living = [key for key, member in self._members.items() if member.get("alive") is not False]
        return {key: self._after.get(f"members.{key}.insured_this_year") for key in living}

    def _insurance(self) -> Judgement | None:
        insured = self._insured()
        return _all_of(*insured.values()) if insured else None

    def _insurance_words(self) -> str:
        insured = self._insured()
        without = [str(self._members[key].get("name")) for key, state in insured.items() if state is False]
        unknown = [str(self._members[key].get("name")) for key, state in insured.items() if state is None]
        parts = [f"{sum(1 for state in insured.values() if state is True)} 人已参保"]
        parts += [f"{'、'.join(without)}没有参保"] if without else []
        parts += [f"{'、'.join(unknown)}没问清"] if unknown else []
        return "；".join(parts)

    # --- money -------------------------------------------------------------------------------------------------------

    def _income_period(self, day: date) -> str:
        return f"{day.year - 1}年{day.month}月—{day.year}年{day.month}月"

    def _income(self) -> Iterator[paper.Figure]:
        keys = {"工资性": "b1.wages", "经营性": "b1.business", "财产性": "b1.property", "转移性": "b1.transfer"}
        for head, key in keys.items():
            yield paper.Figure(head, self._answered_money(key))
        yield paper.Figure("家庭总收入", _money(self._after.get("total_income_12m")))
        yield paper.Figure("年人均纯收入", _money(self._after.get("net_income")))

    def _spending(self) -> Iterator[paper.Figure]:
        yield paper.Figure(
            "医疗自付", _money(self._after.get("medical_self_paid_12m")) or self._answered_money("a4.self_paid")
        )
        yield paper.Figure("刚性支出", _money(self._after.get("rigid_spending_12m")))
        yield paper.Figure("经营支出", self._answered_money("b1.costs") or self._answered_money("a11.cost"))
        yield paper.Figure("贷款余额", self._answered_money("a12.left"))
        yield paper.Figure("上年人均纯收入", _money(self._after.get("net_income_last_year")))
        yield paper.Figure("比上年", self._difference())

    def _difference(self) -> str:
        now, before = self._after.get("net_income"), self._after.get("net_income_last_year")
        if not (isinstance(now, (int, float)) and isinstance(before, (int, float))):
            return ""
        fen = round((now - before) * 100)
        return f"{'+' if fen >= 0 else '−'}{format_money(abs(fen))}"

    def _answered_money(self, key: str) -> str:
        answer = self._answers.get(key)
        value = str(answer.get("value") or "") if answer else ""
        return format_money(parse_money(value)) if value else ""

    def _supports(self) -> Iterator[paper.Support]:
        for code, who, amount, since in self._held():
            yield paper.Support(code, who, f"{amount} 元/月" if amount else f"{since} 起" if since else "")

    def _held(self) -> Iterator[tuple[str, str, str, str]]:
        holders = [("全户", self._snapshot), *((str(m.get("name")), m) for m in self._members.values())]
        for who, holder in holders:
            for benefit in _mappings(holder.get("benefits")):
                if benefit.get("active") is not False:
                    yield str(benefit.get("code")), who, _money(benefit.get("amount")), str(benefit.get("since") or "")

    # --- needs, promises, words --------------------------------------------------------------------------------------

    def _needs(self) -> Iterator[str]:
        words = self._codes["raised"]
        names = {key: str(member.get("name")) for key, member in self._members.items()}
        seen: set[str] = set()
        for item in _mappings(self._fields.get("raised")):
            if item.get("kind") not in {"need", "lead"} or item.get("code") == "WISH":
                continue
            code = words.by_number(str(item.get("code")))
            who = names.get(str(item.get("member")), "")
            text = f"{who}{'：' if who else ''}{code.label if code else _said(item.get('label'))}"
            if text not in seen:
                seen.add(text)
                yield text
        yield from self._spoken("K4.wish")

    def _promises(self) -> Iterator[paper.Promise]:
        channels = self._answers.get("Z3.channels")
        if channels:
            yield paper.Promise(str(channels.get("label") or ""), "、".join(_words(self._fields.get("visitors"))))
        day = self._answers.get("Z4.next_date")
        if day and day.get("value"):
            until = format_date(PartialDate.from_iso(str(day["value"])), self._today)
            yield paper.Promise("下次走访", "、".join(_words(self._fields.get("visitors"))), until)

    def _satisfaction(self) -> tuple[Tick, ...]:
        answer = self._answers.get("K3.satisfied")
        return _ticks(SATISFACTION, str(answer.get("label") or "") if answer else "")

    def _spoken(self, key: str) -> Iterator[str]:
        answer = self._answers.get(key)
        if answer and answer.get("label"):
            yield str(answer["label"])

    def _notes(self) -> Iterator[str]:
        yield from (str(text) for text in _mapping(self._fields.get("marks")).values())

    def _sections(self) -> Iterator[paper.AnswerSection]:
        sections: dict[str, list[paper.Answer]] = {}
        for number, answer in enumerate(_mappings(self._fields.get("answers")), start=1):
            words = "不清楚" if answer.get("unknown") else str(answer.get("label") or "")
            title = str(answer.get("section") or "")
            sections.setdefault(title, []).append(
                paper.Answer(str(number), str(answer.get("text") or "").strip(), words)
            )
        for title, answers in sections.items():
            yield paper.AnswerSection(title.strip(), tuple(answers))

    def _signatures(self) -> Iterator[paper.Signature]:
        drawn = {(str(s.get("role")), str(s.get("name"))): s for s in _mappings(self._fields.get("signatures"))}
        interviewee = self._fields.get("interviewee")
        refusal = _mapping(self._fields.get("refusal"))
        note = f"{REFUSALS.get(str(refusal.get('kind')), '')}：{_said(refusal.get('reason'))}" if refusal else ""
        name = str(interviewee or "")
        yield paper.Signature("受访人", name, _strokes(drawn.get(("interviewee", name))), note=note)
        for visitor in _words(self._fields.get("visitors"))[:2]:
            yield paper.Signature("走访人", visitor, _strokes(drawn.get(("visitor", visitor))))
        yield paper.Signature("村干部")
        yield paper.Signature("复核（第一书记）")

    # --- facts -------------------------------------------------------------------------------------------------------

    def _facts_after(self) -> dict[str, Value]:
        """Give the facts as the visit left them: the record before, with accepted changes on top."""
        facts = dict(_flat(self._snapshot, ""))
        for key, member in self._members.items():
            facts.update(_flat(member, f"members.{key}."))
        for change in _mappings(self._fields.get("changes")):
            if change.get("accepted"):
                facts[str(change.get("path"))] = change.get("value")
        return facts

    def _text(self, path: str) -> str:
        return str(self._after.get(path) or "")

    def _fact_words(self, path: str) -> str:
        value = self._after.get(path)
        words = _FACT_WORDS.get(path)
        if value is None:
            return ""
        if isinstance(value, bool):
            return words[0 if value else 1] if words else ""
        shown = (
            "、".join(_words(value)) if isinstance(value, list) else f"{value}" if not isinstance(value, bytes) else ""
        )
        return words[0].format(shown) if words and shown else shown


_FACT_WORDS: dict[str, tuple[str, ...]] = {
    "living.grain_month": ("存粮够 1 个月", "存粮不够 1 个月"),
    "living.protein_weekly": ("每周吃肉蛋奶豆 {} 次",),
    "living.fuel": ("燃料够", "燃料不够"),
    "living.clothes": ("应季衣被够", "应季衣被不够"),
    "house.grade": ("主房 {} 级",),
    "house.place": ("人住{}",),
    "house.defects": ("可见问题：{}",),
    "water.source": ("{}",),
    "water.enough": ("够用", "不够用"),
    "water.days_cut": ("近一年断水 {} 天",),
    "water.clear": ("无异色异味", "有异色或异味"),
}


def _flat(document: Mapping[str, Value], prefix: str) -> Iterator[tuple[str, Value]]:
    for key, value in document.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        elif key != "members":
            yield prefix + key, value


def _clock(moment: datetime) -> str:
    return f"{moment.hour}:{moment:%M}"


def _judged(value: Value) -> Judgement | None:
    return _all_of(value)


def _all_of(*values: Value) -> Judgement | None:
    """Judge several conditions: one false is a problem, all true is safe, nothing known is not judged."""
    if any(value is False for value in values):
        return Judgement.PROBLEM
    if values and all(value is True for value in values):
        return Judgement.SAFE
    return Judgement.UNKNOWN if any(value is not None for value in values) else None


def _yes_no(value: Value, yes: str, no: str, unknown: str) -> str:
    return {True: yes, False: no}.get(value, unknown) if isinstance(value, bool) else unknown


def _ticks(words: Iterable[str], chosen: str) -> tuple[Tick, ...]:
    return tuple(Tick(word, word == chosen) for word in words)


def _money(value: Value) -> str:
    return format_money(round(value * 100)) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def _strokes(signature: Mapping[str, Value] | None) -> tuple[tuple[tuple[float, float], ...], ...]:
    strokes = signature.get("strokes") if signature else None
    return tuple(
        tuple((float(point[0]), float(point[1])) for point in stroke)  # type: ignore[index, arg-type]  # pairs, as they were sealed
        for stroke in (strokes if isinstance(strokes, list) else [])
        if isinstance(stroke, list)
    )


def _said(value: Value) -> str:
    return "" if value is None or isinstance(value, bytes) else str(value)


def _mapping(value: Value) -> Mapping[str, Value]:
    return value if isinstance(value, dict) else {}


def _mappings(value: Value) -> list[dict[str, Value]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _words(value: Value) -> list[str]:
    return [str(word) for word in value] if isinstance(value, list) else []
