"""What a visit shows and takes. Frozen; nothing of the form engine or the database leaves the service but by these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.oplog.operation import Value


class Channel(StrEnum):
    """How the visit is made."""

    HOME = "入户"
    PHONE = "电话"
    VIDEO = "视频"


class VisitState(StrEnum):
    """Whether a visit can still be changed."""

    DRAFT = "draft"
    SIGNED = "signed"


class Role(StrEnum):
    """Who signs. The values are the words of ``cunfang:signers``."""

    VISITOR = "visitor"
    INTERVIEWEE = "interviewee"
    CARER = "carer"
    GUARDIAN = "guardian"
    RECIPIENT = "recipient"
    WITNESS = "witness"
    HANDLER = "handler"


@dataclass(frozen=True)
class VisitRow:
    """A visit in a list."""

    id: str
    key: str
    state: VisitState
    household: str
    household_title: str
    group: str
    form_id: str
    form_version: str
    form_title: str
    begun: datetime
    changed: datetime
    channel: str
    visitors: tuple[str, ...]
    interviewee: str
    answered: int
    total: int
    wrong: int
    restricted: bool


@dataclass(frozen=True)
class LastAnswer:
    """What was answered to the same question of the same household or member last time."""

    value: str
    label: str
    on: date
    interviewee: str
    visitors: tuple[str, ...]
    form_id: str


@dataclass(frozen=True)
class RepeatPlace:
    """Where a question stands in a repeat whose instances a person adds and removes.

    :param ref: of its instance: ``/data/helper[2]``
    :param repeat: of the repeat: ``/data/helper``
    :param place: its number, from 1
    """

    ref: str
    repeat: str
    place: int
    count: int


@dataclass(frozen=True)
class QuestionView:
    """A question as the screen shows it.

    :param kind: input, select, rank, range, trigger, upload, note
    :param data_type: int, decimal, date, string ... of the bind
    :param last: the answer of last time, None where there is none
    :param last_usable: whether 与上次相同 can take it (still a choice, keeps the constraint)
    :param fact: path of the fact that it sets (``members.*.student.attending``), empty for none
    :param unit: of that fact, beside a number
    :param paper: its number on the check sheet that is typed from, 0 for none
    :param private: asked alone; it stands on no paper
    :param photos: names of the photos beside it (F5)
    :param before: the form's own words before it
    :param after: those behind it, of the last question
    :param repeat: its place in a repeat that a person counts
    :param attributes: of its control: ``start``, ``end``, ``step`` of a range, ``mediatype`` and ``max-pixels`` of a file
    """

    ref: str
    key: str
    member: str
    number: int
    kind: str
    data_type: str
    control: str
    label: str
    hint: str
    value: str
    value_label: str
    choices: tuple[tuple[str, str], ...]
    appearance: str
    required: bool
    readonly: bool
    unknown: bool
    violation: str
    message: str
    note: str
    last: LastAnswer | None
    last_usable: bool
    always: bool
    fact: str = ""
    unit: str = ""
    paper: int = 0
    private: bool = False
    photos: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    repeat: RepeatPlace | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)

    def measured(self, label: str) -> str:
        """Give an answer's words with the unit of the fact: 3 天."""
        return f"{label} {self.unit}" if label and self.unit else label


@dataclass(frozen=True)
class SectionView:
    """A section of the outline.

    :param questions: refs of its relevant questions
    """

    ref: str
    name: str
    label: str
    questions: tuple[str, ...]
    answered: int
    wrong: int
    repeat: bool

    @property
    def total(self) -> int:
        """How many questions are to be asked."""
        return len(self.questions)


@dataclass(frozen=True)
class Consequence:
    """What an answer raises the moment it is given.

    :param kind: need, lead, alert, tag, task
    :param words: what the code means, in the words of the code list
    :param answer: the answer that raises it, in the words of its choices; empty for a calculation
    """

    kind: str
    code: str
    member: str
    question: str
    ref: str
    label: str
    words: str
    answer: str = ""


@dataclass(frozen=True)
class ProposedChange:
    """A fact of the record that the visit would change.

    :param who: the member's name, empty for the household's own
    :param needs_reason: name, number, death, income, classification: 改 wants a reason too
    :param keep_reason: why the old value is kept (不改), None: the new one is taken
    :param meanwhile: the record was changed after the visit had begun, by somebody else: ``old`` is not what the form showed
    """

    path: str
    who: str
    label: str
    old: str
    new: str
    value: Value
    question: str
    evidence: str
    same: bool
    needs_reason: bool
    keep_reason: str | None = None
    meanwhile: bool = False


@dataclass(frozen=True)
class Newcomer:
    """A member that the visit found and that the record gets: the name, and what was said of him or her."""

    name: str
    facts: str


class NotPlaced(StrEnum):
    """Why something that a checklist of others wants to register stays with the visit only. The values are the codes of
    the words in ``resources/i18n/entities.<language>.toml``."""

    LIST_UNKNOWN = "list_unknown"
    ITEM_UNKNOWN = "item_unknown"
    ITEM_EXISTS = "item_exists"
    HOUSEHOLD_NEW = "household_new"
    PROPERTY_UNKNOWN = "property_unknown"
    VALUE_INVALID = "value_invalid"
    SAID_OTHERWISE = "said_otherwise"
    ID_INVALID = "id_invalid"
    LABEL_MISSING = "label_missing"


@dataclass(frozen=True)
class KeptAside:
    """Something that a checklist of others wants to register and that no record takes; it stays in the signed visit.

    :param ref: the node to look at
    :param dataset: the form's name of the list
    :param who: the entity in the form's words
    :param name: the property, empty for the whole entity
    :param label: the property in words
    :param told: what the form says of it
    """

    ref: str
    why: NotPlaced
    dataset: str
    who: str
    name: str
    label: str
    told: str


@dataclass(frozen=True)
class Violation:
    """An answer that must be mended before signing."""

    ref: str
    number: int
    label: str
    kind: str
    message: str


@dataclass(frozen=True)
class Unanswered:
    """A relevant question without an answer."""

    ref: str
    number: int
    label: str
    section: str
    always: bool


@dataclass(frozen=True)
class Review:
    """The page before signing.

    :param changes: what the record would be told, old beside new; those with ``same`` only refresh day and evidence
    :param signers: who signs, in the words of the checklist (see ``signers.seats_of``)
    :param newcomers: members that the record gets
    :param aside: what the form wants to register and no record takes
    :param fingerprint: another one than before means that an answer or a note has changed (signatures are void then)
    :param signing: what was decided and signed so far (see ``Visits.keep_signing``), None where nothing was
    """

    visit: str
    household: str
    title: str
    answered: int
    total: int
    minutes: int
    errors: tuple[Violation, ...]
    unanswered: tuple[Unanswered, ...]
    changes: tuple[ProposedChange, ...]
    raised: tuple[Consequence, ...]
    signers: tuple[str, ...]
    met: bool
    next_visit: date | None
    newcomers: tuple[Newcomer, ...] = ()
    aside: tuple[KeptAside, ...] = ()
    fingerprint: str = ""
    signing: Signing | None = None

    @property
    def ready(self) -> bool:
        """Whether nothing is wrong that must be mended first."""
        return not self.errors


@dataclass(frozen=True)
class Signature:
    """A drawn signature.

    :param image: PNG; empty for one given on the command line (then the name stands for it)
    """

    role: Role
    name: str
    image: bytes = b""
    strokes: tuple[tuple[tuple[float, float], ...], ...] = ()


@dataclass(frozen=True)
class OtherSigner:
    """Somebody beside those who make the visit and the person visited.

    :param reason: why he or she does not sign; empty: signs
    """

    role: Role
    name: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Signing:
    """What is needed to finish a visit.

    :param visitors: names of those who make the visit, at least one
    :param interviewee: who was visited and signs, or None with a reason in ``refused`` or ``not_met``
    :param keep_old: paths whose old value stays, each with its reason
    :param reasons: reasons for changes that want one
    :param fingerprint: that of the review which was signed; empty where nothing was signed on a page
    :param others: who else signs, or why not (see ``signers.seats_of``)
    """

    visitors: tuple[str, ...]
    interviewee: str | None = None
    refused: str | None = None
    not_met: str | None = None
    signatures: tuple[Signature, ...] = ()
    keep_old: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    fingerprint: str = ""
    others: tuple[OtherSigner, ...] = ()


@dataclass(frozen=True)
class SealedVisit:
    """What finishing did."""

    visit: str
    number: str
    household: str
    changes: int
    kept: int
    raised: int
    open_in_household: int
