"""The words for what a checklist of others wants to register and no record takes (``resources/i18n/entities.*.toml``)."""

from __future__ import annotations

from app.services.visits.models import KeptAside
from app.services.words import LANGUAGE
from app.system import resources


def aside_words(one: KeptAside, language: str = LANGUAGE) -> str:
    """Say why it stays with the visit only."""
    message = resources.words("entities", language)[one.why.value]["message"]
    return message.format(dataset=one.dataset, who=one.who, label=one.label)
