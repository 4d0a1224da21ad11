"""What a sealed visit says: the record before, the answers, and the facts as the visit left them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.money import format_money, parse_money
from app.oplog.operation import Value
from app.services.printing.plain import flat, mapping, mappings


@dataclass(frozen=True)
class Benefit:
    """A benefit that is received.

    :param who: the person, or 全户
    :param amount: yuan a month in words, empty where it is not recorded
    """

    code: str
    who: str
    amount: str
    since: str


class SealedFacts:
    """Reads the sealed fields of one visit.

    :param fields: as they were sealed
    """

    def __init__(self, fields: Mapping[str, Value]) -> None:
        self.fields = fields
        self.snapshot = mapping(fields.get("snapshot"))
        self.members = {str(member.get("key")): member for member in mappings(self.snapshot.get("members"))}
        self.answers = {str(a.get("question")): a for a in mappings(fields.get("answers")) if not a.get("member")}
        self.after = self._facts_after()

    @property
    def begun(self) -> datetime:
        """When the visit began."""
        return datetime.fromisoformat(str(self.fields["begun"]))

    @property
    def ended(self) -> datetime:
        """When the visit was signed."""
        return datetime.fromisoformat(str(self.fields["ended"]))

    @property
    def day(self) -> date:
        """The day of the visit."""
        return self.ended.date()

    @property
    def living(self) -> list[str]:
        """Keys of the members who are alive."""
        return [key for key, member in self.members.items() if member.get("alive") is not False]

    @property
    def head(self) -> Mapping[str, Value]:
        """The head of the household, else the first member."""
        members = list(self.members.values())
        return next((member for member in members if member.get("relation") == "户主"), members[0] if members else {})

    def text(self, path: str) -> str:
        """Give a fact as the visit left it, in words."""
        return str(self.after.get(path) or "")

    def answered_money(self, key: str) -> str:
        """Give an amount that was answered, 1,630.00; empty for none."""
        answer = self.answers.get(key)
        value = str(answer.get("value") or "") if answer else ""
        return format_money(parse_money(value)) if value else ""

    def spoken(self, key: str) -> Iterator[str]:
        """Give the words of an answer, if there are any."""
        answer = self.answers.get(key)
        if answer and answer.get("label"):
            yield str(answer["label"])

    def held(self) -> Iterator[Benefit]:
        """Give the benefits that are received."""
        holders = [("全户", self.snapshot), *((str(m.get("name")), m) for m in self.members.values())]
        for who, holder in holders:
            for benefit in mappings(holder.get("benefits")):
                if benefit.get("active") is not False:
                    yield Benefit(
                        str(benefit.get("code")),
                        who,
                        money_words(benefit.get("amount")),
                        str(benefit.get("since") or ""),
                    )

    def _facts_after(self) -> dict[str, Value]:
        """Give the facts as the visit left them: the record before, with accepted changes on top."""
        facts = dict(flat(self.snapshot, ""))
        for key, member in self.members.items():
            facts.update(flat(member, f"members.{key}."))
        for change in mappings(self.fields.get("changes")):
            if change.get("accepted"):
                facts[str(change.get("path"))] = change.get("value")
        return facts


def money_words(value: Value) -> str:
    """Give yuan as offices write them, 1,630.00; empty for no number."""
    return format_money(round(value * 100)) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""
