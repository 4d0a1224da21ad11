"""What several pages say of a household in the same way: chips of its labels, and when it was last visited."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from app.services.households.models import Label
from app.services.households.models import Tone as Urgency
from ui.core import words
from ui.core.tokens import Tone
from ui.widgets.chips import ChipWords

TONES: Final = {
    Urgency.PLAIN: Tone.GREY,
    Urgency.WATCH: Tone.AMBER,
    Urgency.DANGER: Tone.RED,
    Urgency.GOOD: Tone.GREEN,
}
"""How urgent a label is, in the colours of the window."""


def chips(labels: Iterable[Label]) -> tuple[ChipWords, ...]:
    """The chips of labels; danger carries an icon."""
    return tuple(
        ChipWords(label.text, TONES[label.tone], "warning-circle" if label.tone is Urgency.DANGER else "")
        for label in labels
    )


def last_visit(day: date | None, today: date) -> tuple[str, str]:
    """How long ago the last visit was, and its day; of none the words for that and nothing."""
    if day is None:
        return words.translate("Household", "还没有"), ""
    return words.ago(day, today), words.day(day, today)
