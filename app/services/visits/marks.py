"""What stands beside the questions of a visit and not in its form: notes (F2) and photos (F5)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

Photos = dict[str, tuple[str, ...]]
"""The names of the photos beside each question, by its reference."""

_INSTANCE = re.compile(r"(?P<repeat>.*)\[(?P<place>\d+)\]\Z")


class Marks:
    """Notes and photos of one visit, by the reference of their question."""

    def __init__(self) -> None:
        self.notes: dict[str, str] = {}
        self.photos: Photos = {}

    def take(self, notes: Mapping[str, str], photos: Mapping[str, Sequence[str]]) -> None:
        """Begin with these."""
        self.notes = dict(notes)
        self.photos = {ref: tuple(names) for ref, names in photos.items()}

    def set_note(self, ref: str, text: str) -> None:
        """Write a note; an empty one is none."""
        self.notes.pop(ref, None)
        if text:
            self.notes[ref] = text

    def set_photos(self, ref: str, names: Sequence[str]) -> None:
        """Say which photos stand beside a question."""
        self.photos.pop(ref, None)
        if names:
            self.photos[ref] = tuple(names)

    def instance_removed(self, ref: str) -> None:
        """An instance of a repeat is gone, and those behind it have moved up by one: their marks go with them.

        :param ref: of the instance: ``/data/member[2]``
        """
        match = _INSTANCE.match(ref)
        if match is None:
            return
        repeat, place = match["repeat"], int(match["place"])
        self._move(lambda old: _moved(old, repeat, place, -1))

    def instance_back(self, ref: str) -> None:
        """An instance of a repeat is back at its place, and those from there on have moved down by one.

        :param ref: of the instance: ``/data/member[2]``
        """
        match = _INSTANCE.match(ref)
        if match is None:
            return
        repeat, place = match["repeat"], int(match["place"])
        self._move(lambda old: _moved(old, repeat, place, 1))

    def inside(self, ref: str) -> Marks:
        """Give those of the questions inside an instance of a repeat."""
        found = Marks()
        found.notes = {at: text for at, text in self.notes.items() if at.startswith(f"{ref}/")}
        found.photos = {at: names for at, names in self.photos.items() if at.startswith(f"{ref}/")}
        return found

    def _move(self, place: Callable[[str], str]) -> None:
        self.notes = {new: text for old, text in self.notes.items() if (new := place(old))}
        self.photos = {new: names for old, names in self.photos.items() if (new := place(old))}


def _moved(ref: str, repeat: str, changed: int, by: int) -> str:
    """Give where a question is now; empty when it was in the instance that is gone.

    :param changed: number of the instance that went (``by`` -1) or came back (``by`` 1)
    """
    number, bracket, rest = ref.removeprefix(f"{repeat}[").partition("]")
    if not ref.startswith(f"{repeat}[") or not bracket or not number.isdecimal():
        return ref
    place = int(number)
    if place == changed and by < 0:
        return ""
    return f"{repeat}[{place + by * (place >= changed)}]{rest}"
