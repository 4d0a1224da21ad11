"""The registry of record kinds: everything that travels between laptops and the county is one of these.

A new kind is a new line here, a view if lists filter on it, and no other mechanism. Field numbers go over the wire and
into the store: they are never used again for another field. The meaning of each kind and field is told in the project's
data model (ARCHITECTURE.md, "Records").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Merge(StrEnum):
    """What happens when two people write one field without knowing of each other."""

    ASK = "ask"  # both values stay, a person decides
    SET = "set"  # one register for each element of the list


class Nature(StrEnum):
    """What may be done with a record after it was written."""

    OPEN = "open"  # fields are patched
    APPEND = "append"  # written once; corrected by a reversal or an amendment
    SEALED = "sealed"  # append with signatures; never patched


class Scope(StrEnum):
    """Who may see a record; the scope's name in an operation is ``<village>`` or ``<village>/r``, ``device`` ..."""

    VILLAGE = "village"
    RESTRICTED = "restricted"
    DEVICE = "device"


@dataclass(frozen=True)
class Kind:
    """One kind of record.

    :param number: its number in the store and on the wire
    :param fields: field name to number
    :param owner_fields: the fields that name the record it moves, is handed over and is deleted with; the first one that is
        set counts
    :param natural_key: fields that make two records of this kind the same thing (strong key)
    """

    name: str
    number: int
    nature: Nature
    scope: Scope
    fields: Mapping[str, int]
    owner_fields: tuple[str, ...] = ()
    natural_key: tuple[str, ...] = ()
    sets: frozenset[str] = frozenset()
    names: Mapping[int, str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", MappingProxyType({number: name for name, number in self.fields.items()}))

    def merge(self, name: str) -> Merge:
        """Give the merge policy of a field."""
        return Merge.SET if name in self.sets else Merge.ASK


DELETED = "_deleted"
EXTRA = "extra."
"""Fields of keys in a household document that this version does not know: kept and written out again."""


def _fields(text: str, first: int = 1) -> Mapping[str, int]:
    numbered = {name: number for number, name in enumerate(text.split(), start=first)}
    return MappingProxyType({DELETED: 0, **numbered})


HOUSEHOLD = Kind(
    "household",
    1,
    Nature.OPEN,
    Scope.VILLAGE,
    _fields(
        "code village group address position phone type cause monitored hukou_local net_income net_income_last_year "
        "dibao_income total_income_12m rigid_spending_12m medical_self_paid_12m property_ok_dibao property_ok_edge "
        "property_ok_tekun stable_income house house_lived_in water electricity toilet land resettled helper archive_box "
        "gone tags members_complete benefits_complete events_complete assets_complete debts_complete incomes_complete "
        "temporary_aid living food risks_now next_visit"
    ),
    natural_key=("code",),
    sets=frozenset({"tags"}),
)
PERSON = Kind(
    "person",
    2,
    Nature.OPEN,
    Scope.VILLAGE,
    _fields(
        "household name former_names id_number person_code sex birth relation nation education politics marital alive "
        "coliving hukou residence phone health illness disability self_care living labour work student insurance pension "
        "father mother long_term_care work_injury_care imprisoned tags obligors_complete benefits_complete doctor care"
    ),
    owner_fields=("household",),
    natural_key=("id_number", "name"),
    sets=frozenset({"tags"}),
)
OBLIGOR = Kind(
    "obligor", 3, Nature.OPEN, Scope.VILLAGE, _fields("holder relation name person able pays"), owner_fields=("holder",)
)
LINK = Kind("link", 4, Nature.OPEN, Scope.VILLAGE, _fields("household from to role since until"), ("household",))
INCOME = Kind(
    "income",
    5,
    Nature.OPEN,
    Scope.VILLAGE,
    _fields("household person item period amount basis one_off"),
    owner_fields=("household",),
)
BENEFIT = Kind(
    "benefit",
    6,
    Nature.OPEN,
    Scope.VILLAGE,
    _fields("holder code form class amount topup since ended review_due care active"),
    owner_fields=("holder",),
)
ASSET = Kind("asset", 7, Nature.OPEN, Scope.VILLAGE, _fields("household kind text amount since ended"), ("household",))
DEBT = Kind(
    "debt", 8, Nature.OPEN, Scope.VILLAGE, _fields("household kind text amount since due ended"), ("household",)
)
EVENT = Kind(
    "event",
    9,
    Nature.OPEN,
    Scope.VILLAGE,
    _fields("household kind on phase loss basic_life_hard life_at_risk still_hard closed group class"),
    owner_fields=("household",),
)
VISIT = Kind(
    "visit",
    10,
    Nature.SEALED,
    Scope.VILLAGE,
    _fields(
        "household number form begun ended channel visitors interviewee refusal submission snapshot changes signatures "
        "attachments answers raised marks members seal language signers"
    ),
    owner_fields=("household",),
    natural_key=("number",),
)
AMENDMENT = Kind(
    "amendment",
    11,
    Nature.SEALED,
    Scope.VILLAGE,
    _fields("visit previous question old new reason path"),
    owner_fields=("visit",),
)
ATTACHMENT = Kind(
    "attachment",
    12,
    Nature.APPEND,
    Scope.VILLAGE,
    _fields("owner sha256 size mime class slot taken"),
    owner_fields=("owner",),
    natural_key=("sha256", "slot"),
)
IMPORT_BATCH = Kind(
    "import_batch",
    13,
    Nature.APPEND,
    Scope.VILLAGE,
    _fields("profile file_hash file_type rows accepted refused mapping counts undone_by missing"),
)
ASSIGNMENT = Kind(
    "assignment",
    14,
    Nature.OPEN,
    Scope.VILLAGE,
    _fields("household role who since until"),
    ("household",),
    ("household", "role"),
)
POSTPONEMENT = Kind("postponement", 15, Nature.OPEN, Scope.VILLAGE, _fields("household until reason"), ("household",))
ACCESS = Kind("access", 16, Nature.APPEND, Scope.DEVICE, _fields("what record fields why"))

KINDS: tuple[Kind, ...] = (
    HOUSEHOLD,
    PERSON,
    OBLIGOR,
    LINK,
    INCOME,
    BENEFIT,
    ASSET,
    DEBT,
    EVENT,
    VISIT,
    AMENDMENT,
    ATTACHMENT,
    IMPORT_BATCH,
    ASSIGNMENT,
    POSTPONEMENT,
    ACCESS,
)
KIND_BY_NAME: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in KINDS})
KIND_BY_NUMBER: Mapping[int, Kind] = MappingProxyType({kind.number: kind for kind in KINDS})


def scope_name(kind: Kind, village: str, *, restricted: bool = False) -> str:
    """Give the scope of a new record of this kind in a village (12-digit code)."""
    if kind.scope is Scope.DEVICE:
        return "device"
    return f"{village}/r" if restricted or kind.scope is Scope.RESTRICTED else village


def is_restricted(scope: str) -> bool:
    """Tell whether a scope is a village's restricted one."""
    return scope.endswith("/r")
