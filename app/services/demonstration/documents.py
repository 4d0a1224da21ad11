"""The household document (``cunfang/household@1``) as the demonstration fills it: plain dictionaries with known keys."""

from __future__ import annotations

from typing import Literal, TypedDict

SCHEMA: Literal["cunfang/household@1"] = "cunfang/household@1"


class Absent(TypedDict):
    """The declaration that there is nothing of the kind."""

    status: Literal["none"]


NOTHING: Absent = {"status": "none"}


class Disability(TypedDict, total=False):
    """A disability with its certificate, or the declaration that there is none."""

    status: Literal["none"]
    category: str
    grade: int
    certificate: str
    valid_until: str


class Student(TypedDict, total=False):
    """What and where somebody learns, or the declaration that nobody teaches him."""

    status: Literal["none"]
    stage: str
    grade: str
    school: str
    full_time: bool
    boarding: bool


class Benefit(TypedDict, total=False):
    """A benefit that is or was held."""

    code: str
    form: str
    active: bool
    since: str
    topup: bool


class Obligor(TypedDict):
    """Somebody who owes support by law."""

    relation: str
    able: bool


class ParentState(TypedDict):
    """How a minor's parent is, and for how many months."""

    state: str
    months: int


class Residence(TypedDict, total=False):
    """Where somebody is at present."""

    where: str
    place: str


class Work(TypedDict, total=False):
    """How somebody works; the wage is in yuan a month."""

    kind: str
    place: str
    employer: str
    wage: int


class Member(TypedDict, total=False):
    """A person of a household document."""

    key: str
    person_code: str
    name: str
    sex: str
    birth: str
    relation: str
    id_number: str
    alive: bool
    coliving: bool
    hukou_local: bool
    imprisoned: bool
    nation: str
    education: str
    politics: str
    marital: str
    phone: str
    health: list[str]
    serious_illness: bool
    disability: Disability
    labour: str
    employed: bool
    work: Work
    work_months: int
    residence: Residence
    student: Student
    self_care_failed: list[str]
    living: list[str]
    long_term_care: bool
    obligors: list[Obligor]
    father: ParentState
    mother: ParentState
    insured_this_year: bool
    benefits: list[Benefit]


class Monitored(TypedDict, total=False):
    """Monitoring against falling back into poverty (income in yuan a person and year), or that there is none."""

    status: Literal["none"]
    type: str
    since: str
    income_then: int | float
    risks: list[str]
    risk_removed: bool
    removed_on: str


class House(TypedDict):
    """The main house; the area is in square metres."""

    grade: str
    structure: str
    built: int
    area: int
    ownership: str
    lived_in: bool


class Water(TypedDict):
    """Drinking water: litres a person and day, days cut off in a year."""

    source: str
    enough: bool
    litres: int
    in_house: bool
    fetch_minutes: int
    clear: bool
    days_cut: int


class Land(TypedDict):
    """Land in mu."""

    farmland: float
    forest: float


class Helper(TypedDict):
    """Who is in charge of helping the household."""

    name: str
    unit: str
    phone: str


class Address(TypedDict):
    """Where the household is registered and where it lives."""

    registered: str
    actual: str


class PropertyOk(TypedDict):
    """Whether property is within the limits of three programmes."""

    dibao: bool
    edge: bool
    tekun: bool


class Cause(TypedDict):
    """Why the household was poor."""

    main: str


class HouseholdDocument(TypedDict, total=False):
    """A household document; incomes are in yuan, a year or a month as the contract says."""

    schema: str
    as_of: str
    code: str
    village: str
    group: str
    address: Address
    phone: str
    type: str
    out_year: int
    cause: Cause
    monitored: Monitored
    hukou_local: bool
    dibao_income: int | float
    net_income: int | float
    net_income_last_year: int | float
    total_income_12m: int | float
    rigid_spending_12m: int | float
    medical_self_paid_12m: int | float
    property_ok: PropertyOk
    stable_income: bool
    house: House
    water: Water
    land: Land
    resettled: bool
    helper: Helper
    disaster: Absent
    emergency: Absent
    temporary_aid_this_year: int
    benefits: list[Benefit]
    members: list[Member]
