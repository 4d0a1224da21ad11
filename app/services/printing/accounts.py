"""The household's money as the visit found it."""

from __future__ import annotations

from collections.abc import Iterator

from app.documents.pdf import visit_record_data as paper
from app.domain.money import format_money
from app.services.printing.sealed_facts import SealedFacts, money_words


class Accounts:
    """Puts the figures of a visit together."""

    def __init__(self, facts: SealedFacts) -> None:
        self._facts = facts

    def period(self) -> str:
        """Give the twelve months before the visit."""
        day = self._facts.day
        return f"{day.year - 1}年{day.month}月—{day.year}年{day.month}月"

    def income(self) -> Iterator[paper.Figure]:
        """Give the lines of income."""
        after, answered = self._facts.after, self._facts.answered_money
        keys = {"工资性": "b1.wages", "经营性": "b1.business", "财产性": "b1.property", "转移性": "b1.transfer"}
        for head, key in keys.items():
            yield paper.Figure(head, answered(key))
        yield paper.Figure("家庭总收入", money_words(after.get("total_income_12m")))
        yield paper.Figure("年人均纯收入", money_words(after.get("net_income")))

    def spending(self) -> Iterator[paper.Figure]:
        """Give the lines of spending, and how income stands to last year's."""
        after, answered = self._facts.after, self._facts.answered_money
        yield paper.Figure(
            "医疗自付",
            money_words(after.get("medical_self_paid_12m")) or answered("a4.self_paid"),
        )
        yield paper.Figure("刚性支出", money_words(after.get("rigid_spending_12m")))
        yield paper.Figure("经营支出", answered("b1.costs") or answered("a11.cost"))
        yield paper.Figure("贷款余额", answered("a12.left"))
        yield paper.Figure("上年人均纯收入", money_words(after.get("net_income_last_year")))
        yield paper.Figure("比上年", self._difference())

    def _difference(self) -> str:
        after = self._facts.after
        now, before = after.get("net_income"), after.get("net_income_last_year")
        if not (isinstance(now, (int, float)) and isinstance(before, (int, float))):
            return ""
        fen = round((now - before) * 100)
        return f"{'+' if fen >= 0 else '−'}{format_money(abs(fen))}"

    def supports(self) -> Iterator[paper.Support]:
        """Give the benefits that are received; that there are none is said where the household declared it."""
        benefits = list(self._facts.held())
        holders = (self._facts.snapshot, *self._facts.members.values())
        if not benefits and all("benefits" in holder for holder in holders):
            yield paper.Support("没有享受")
        for held in benefits:
            since = f"{held.since} 起" if held.since else ""
            yield paper.Support(held.code, held.who, f"{held.amount} 元/月" if held.amount else since)
