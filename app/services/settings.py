"""Settings of the window: each holds at once and can be taken back by setting the old value again."""

from __future__ import annotations

from dataclasses import dataclass, fields

import msgspec

from app.services.context import Context

PREFIX = "window:"


@dataclass(frozen=True)
class Preferences:
    """How the person wants the window.

    :param theme: ``system``, ``light``, ``dark`` or ``contrast``
    :param text_size: per cent, 100 to 200
    :param language: ``zh_CN`` or ``en``
    :param one_question: one question at a time instead of a whole section
    :param lock_minutes: minutes without a key after which the window locks; 0: never
    :param visitors: names of those who usually come along, divided by 、
    :param emergency: whom to call when a child or a life is in danger beside the national numbers, one on each line
    """

    theme: str = "system"
    text_size: int = 100
    language: str = "zh_CN"
    one_question: bool = False
    lock_minutes: int = 5
    visitors: str = ""
    emergency: str = ""


class Settings:
    """Use cases of the settings.

    :param context: the open workspace
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def preferences(self) -> Preferences:
        """Read the preferences; what was never set has its default."""
        with self._context.store.read() as reading:
            stored = reading.local.settings()
        known = {
            field.name: stored[PREFIX + field.name] for field in fields(Preferences) if PREFIX + field.name in stored
        }
        try:
            return msgspec.convert(known, Preferences, strict=False)
        except msgspec.ValidationError:
            return Preferences()  # written by another version: the defaults are better than a window that does not open

    def save(self, preferences: Preferences) -> Preferences:
        """Keep preferences and give those that were in force before, for undo."""
        before = self.preferences()
        with self._context.store.write_local() as local:
            for field in fields(Preferences):
                value = getattr(preferences, field.name)
                if value != getattr(before, field.name):
                    local.set_setting(PREFIX + field.name, _write(value))
        return before


def _write(value: str | int | bool) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)
