"""What the 入户走访记录表 prints, as plain data (domain 7, item 1). Text is printed as it is given: masking, dates and
money words are the caller's. What is not known is None or empty and leaves a line to write on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from app.documents.pdf.printed import Printed


class Judgement(Enum):
    """The three columns of 两不愁三保障与饮水."""

    SAFE = "safe"
    PROBLEM = "problem"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Tick:
    """A box with its word: ☑脱贫户."""

    label: str
    on: bool = False


@dataclass(frozen=True)
class Change:
    """A changed fact: whose, what, last time, this time."""

    who: str
    what: str
    before: str
    now: str


@dataclass(frozen=True)
class Check:
    """A line of 两不愁三保障与饮水: item, what was seen, the judgement (None: not judged)."""

    item: str
    found: str = ""
    judgement: Judgement | None = None


@dataclass(frozen=True)
class Figure:
    """A figure of the income sheet: head and value in words (9,600.00; 待核票据)."""

    head: str
    value: str = ""


@dataclass(frozen=True)
class Support:
    """A benefit: programme, who has it, standard, what came this year, whether the person agrees (√ or words)."""

    item: str
    who: str = ""
    standard: str = ""
    received: str = ""
    agreed: str = ""


@dataclass(frozen=True)
class Promise:
    """A referral or promise: what, who is responsible, until when."""

    what: str
    who: str = ""
    until: str = ""


@dataclass(frozen=True)
class Answer:
    """A question of the checklist with its answer."""

    number: str
    question: str
    answer: str


@dataclass(frozen=True)
class AnswerSection:
    """A section of the checklist with all its answers."""

    title: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Signature:
    """A signature.

    :param role: 受访人, 走访人, 照护人, 见证人 ..., 村干部, 复核（第一书记）
    :param name: printed beside it
    :param strokes: pen lines, points as shares of the pad's width (x to the right, y down)
    :param png: an image instead (a photographed finger print)
    :param note: what stands instead of a signature (拒签：不识字，按手印)
    :param day: when it was given; None leaves a line to write on
    """

    role: str
    name: str = ""
    strokes: tuple[tuple[tuple[float, float], ...], ...] = ()
    png: bytes = b""
    note: str = ""
    day: date | None = None


@dataclass(frozen=True)
class VisitRecord:
    """The whole record.

    :param record_id: what the QR code holds; nothing personal
    :param place: 青溪镇柏树湾村
    :param number: 访〔511399104〕2026-0312
    :param members: (registered, living here, at home today); None where not known
    :param manner: 入户, 电话, 视频
    :param previous: day of the last visit in words, for the head of the column
    :param answers: all answers by section; empty leaves the part out
    :param demonstration: the record is of the demonstration village: a line says so on every page
    :param draft: nothing is signed yet: a line says so on every page
    :param visited: what the person visited is called who signs each page; empty: nobody does
    :param makers: what those are called who make the visit
    """

    record_id: str
    place: str
    number: str
    day: date
    address: str = ""
    head: str = ""
    household_types: tuple[Tick, ...] = ()
    monitored: tuple[Tick, ...] = ()
    low_income: tuple[Tick, ...] = ()
    phone: str = ""
    members: tuple[int | None, int | None, int | None] = (None, None, None)
    interviewee: str = ""
    time: str = ""
    visitors: str = ""
    manner: tuple[Tick, ...] = ()
    occasion: str = ""
    previous: str = ""
    changes: tuple[Change, ...] = ()
    checks: tuple[Check, ...] = ()
    income_period: str = ""
    income: tuple[Figure, ...] = ()
    spending: tuple[Figure, ...] = ()
    supports: tuple[Support, ...] = ()
    needs: tuple[str, ...] = ()
    done_on_site: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()
    told: tuple[str, ...] = ()
    satisfaction: tuple[Tick, ...] = ()
    remark: str = ""
    answers: tuple[AnswerSection, ...] = ()
    signatures: tuple[Signature, ...] = field(default=())
    printed: Printed | None = None
    demonstration: bool = False
    draft: bool = False
    visited: str = "受访人"
    makers: str = "走访人"
