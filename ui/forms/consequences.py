"""What an answer sets going, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from app.services.visits.models import Consequence, QuestionView
from ui.core.tokens import Tone
from ui.core.words import clauses, kept, translate
from ui.widgets.cards import Banner

ALERT, NEED, LEAD = "alert", "need", "lead"
URGENT = "1"
"""The first level of alerts: child or life."""


def alert_banner(consequence: Consequence, reason: str = "") -> Banner:
    """Give the banner of an alert: how soon something must be done."""
    soon = {
        URGENT: translate("Consequences", "现在就要处置"),
        "2": translate("Consequences", "24 小时内处置"),
        "3": translate("Consequences", "7 天内处置"),
    }
    tone = Tone.RED if consequence.code == URGENT else Tone.AMBER
    return Banner(tone, soon.get(consequence.code, kept(consequence.words)), reason)


def banners(view: QuestionView, consequences: Sequence[Consequence]) -> list[Banner]:
    """Give the banners under a question: alerts, then what differs from last time and what is noted down."""
    found = [alert_banner(one) for one in consequences if one.kind == ALERT]
    noted = list(dict.fromkeys(_noted(one) for one in consequences if one.kind in {NEED, LEAD}))
    differs = view.last is not None and bool(view.value) and view.last.value != view.value
    if differs or noted:
        title = translate("Consequences", "与上次不同") if differs else translate("Consequences", "这个答案会记下")
        found.append(Banner(Tone.AMBER, title, clauses([*_change(view, differs=differs), *noted]), icon="lightning"))
    return found


def _change(view: QuestionView, *, differs: bool) -> list[str]:
    """Give last time's answer and today's, where they differ."""
    if not differs or view.last is None:
        return []
    return [f"{view.measured(view.last.label)} → {view.measured(view.value_label)}"]


def _noted(consequence: Consequence) -> str:
    words = (
        translate("Consequences", "记一条需求：{what}")
        if consequence.kind == NEED
        else translate("Consequences", "记一条线索：{what}")
    )
    return words.format(what=kept(consequence.words))
