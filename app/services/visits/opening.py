"""How the form of a visit begins, or goes on as it was left: what is around it, and its last snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from app.domain.errors import AppError
from app.domain.ids import to_text
from app.forms.environment import Environment
from app.forms.session import FormSession
from app.oplog.operation import Value
from app.oplog.record import HouseholdFile
from app.services.context import Context
from app.services.forms import Forms
from app.services.visits.entity_lists import KEY as LISTS
from app.services.visits.entity_lists import entity_lists, instances, wanted_lists
from app.services.visits.frozen import further_uuids
from app.services.visits.snapshot import Snapshot, unpacked
from app.store.local import Draft
from app.store.views.household import head_of


class Opening:
    """Begins the forms of visits.

    :param context: the open workspace
    :param forms: its checklists
    """

    def __init__(self, context: Context, forms: Forms) -> None:
        self._context = context
        self._forms = forms

    def surroundings(self, file: HouseholdFile, form_hash: str, kept: Mapping[str, Value]) -> dict[str, Value]:
        """Give what a draft keeps of its start with the entity lists that a form wants; those it has stay as they are.

        :param kept: what it keeps so far
        """
        context = self._context
        if LISTS in kept or not wanted_lists(self._forms.definition(form_hash)):
            return dict(kept)
        with context.store.read() as reading:
            lists = entity_lists(file, reading.records, title_of(file), context.facts, context.today())
        return {**kept, LISTS: dict[str, Value](lists)}

    def form(self, draft: Draft, stored: int) -> tuple[FormSession, Snapshot | None]:
        """Give the form as the last snapshot left it, or as it began; and that snapshot.

        :param stored: how many steps the journal has
        """
        environment = draft.environment
        definition = self._forms.definition(draft.form_hash)
        snapshot = unpacked(draft.decisions.get("snapshot"))
        if snapshot is not None and snapshot.steps > stored:
            snapshot = None  # the journal has everything
        around = Environment(
            now=datetime.fromisoformat(str(environment["now"])),
            username=str(environment["user"]),
            device_id=self._context.store.device.hex(),
            instances=instances(environment, wanted_lists(definition)),
            new_uuid=lambda: to_text(draft.id),
            further_uuid=further_uuids(draft.id, snapshot.steps if snapshot is not None else 0),
        )
        if snapshot is not None:
            try:
                return FormSession.reopen(definition, around, snapshot.form), snapshot
            except AppError:
                around = replace(around, further_uuid=further_uuids(draft.id, 0))  # from the start: as it was then
        return FormSession.start(definition, around), None


def title_of(file: HouseholdFile) -> str:
    """Give a household in words: by its head, or by its number."""
    head = head_of(file)
    return f"{head.text('name')}户" if head is not None else file.household.text("code")
