"""The columns of the view tables (some forty); every other fact is read from the record itself."""

from __future__ import annotations

from sqlalchemy import BLOB, Column, Index, Integer, MetaData, Table, Text

VIEWS_VERSION = "2"
"""Changed with any change of these tables or of how they are projected."""

VIEWS = MetaData()

HOUSEHOLD_VIEW = Table(
    "view_household",
    VIEWS,
    Column("id", BLOB, primary_key=True),
    Column("code", Text, nullable=False),
    Column("village", Text, nullable=False),
    Column("group_name", Text, nullable=False),
    Column("group_number", Integer, nullable=False),
    Column("address", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("monitored", Text, nullable=False),
    Column("risk_removed", Integer, nullable=False),
    Column("labels", Text, nullable=False),
    Column("head_name", Text, nullable=False),
    Column("head_sort", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("persons", Integer, nullable=False),
    Column("coliving", Integer, nullable=False),
    Column("at_home", Integer, nullable=False),
    Column("net_income", Integer),
    Column("last_visit", Text),
    Column("visits", Integer, nullable=False),
    Column("next_visit", Text),
    Column("certificate_until", Text),
    Column("certificate_person", Text),
    Column("conflicts", Integer, nullable=False),
    Index("view_household_place", "village", "group_number", "code"),
    Index("view_household_code", "code"),
    Index("view_household_next", "next_visit"),
    Index("view_household_certificate", "certificate_until"),
    Index("view_household_name", "head_sort"),
    Index("view_household_last", "last_visit"),
)

PERSON_VIEW = Table(
    "view_person",
    VIEWS,
    Column("id", BLOB, primary_key=True),
    Column("household", BLOB, nullable=False),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("relation", Text, nullable=False),
    Column("id_number", Text, nullable=False),
    Column("person_code", Text, nullable=False),
    Column("birth", Text),
    Index("view_person_household", "household"),
    Index("view_person_number", "id_number"),
    Index("view_person_code", "person_code"),
)

VISIT_VIEW = Table(
    "view_visit",
    VIEWS,
    Column("id", BLOB, primary_key=True),
    Column("household", BLOB, nullable=False),
    Column("number", Text, nullable=False),
    Column("form_id", Text, nullable=False),
    Column("form_version", Text, nullable=False),
    Column("form_title", Text, nullable=False),
    Column("form_hash", Text, nullable=False),
    Column("begun", Text, nullable=False),
    Column("ended", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("visitors", Text, nullable=False),
    Column("interviewee", Text, nullable=False),
    Column("restricted", Integer, nullable=False),
    Column("raised", Integer, nullable=False),
    Index("view_visit_household", "household"),
    Index("view_visit_number", "number"),
    Index("view_visit_ended", "ended"),
)

ANSWER_VIEW = Table(
    "view_answer",
    VIEWS,
    Column("visit", BLOB, primary_key=True),
    Column("question", Text, primary_key=True),
    Column("member", Text, primary_key=True),
    Column("household", BLOB, nullable=False),
    Column("value", Text),
    Column("label", Text, nullable=False),
    Column("ended", Text, nullable=False),
    Column("form_id", Text, nullable=False),
    Column("form_version", Text, nullable=False),
    Column("interviewee", Text, nullable=False),
    Column("visitors", Text, nullable=False),
    Index("view_answer_household", "household", "question"),
    sqlite_with_rowid=False,
)

ASSIGNMENT_VIEW = Table(
    "view_assignment",
    VIEWS,
    Column("id", BLOB, primary_key=True),
    Column("household", BLOB, nullable=False),
    Column("role", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("since", Text),
    Column("until", Text),
    Index("view_assignment_household", "household"),
    Index("view_assignment_who", "who"),
)

SEARCH_ENTRY = Table(
    "search_entry",
    VIEWS,
    Column("id", Integer, primary_key=True),
    Column("household", BLOB, nullable=False),
    Column("person", BLOB),
    Index("search_entry_household", "household"),
)

SEARCH_INDEX = (
    "CREATE VIRTUAL TABLE search USING fts5(name, pinyin, initials, digits, words, content='', contentless_delete=1, "
    "prefix='1 2 3 4', tokenize='unicode61')"
)
"""Full-text index beside ``search_entry``; its rowid is the entry's id (see app.store.search)."""
