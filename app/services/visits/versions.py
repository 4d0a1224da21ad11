"""A draft keeps the version of its checklist until the person lets it go over to the one in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.domain.errors import AppError, ErrorCode
from app.domain.ids import from_text
from app.oplog.operation import Value
from app.services.context import Context
from app.services.visits.drafts import Drafts
from app.services.visits.moving import Moving, carry
from app.services.visits.session import VisitSession
from app.store.local import COUNTS, Draft, Step
from app.system.clock import wall

_SNAPSHOT = "snapshot"
_LANGUAGE = "setLanguage"


@dataclass(frozen=True)
class Moved:
    """A draft that went over to the newer version, and what brings it back.

    :param steps: its journal before
    :param kept: how many steps the journal has since
    """

    draft: Draft
    steps: tuple[Step, ...]
    kept: int
    moving: Moving


class Versions:
    """Moves drafts.

    :param context: the open workspace
    :param drafts: its drafts
    """

    def __init__(self, context: Context, drafts: Drafts) -> None:
        self._context = context
        self._drafts = drafts

    def newer(self, visit: str) -> Moving | None:
        """Give what going over to the version in force would do; None where the draft has that version.

        :raises AppError: NOT_FOUND, VISIT_SIGNED
        """
        prepared = self._prepared(visit)
        return prepared[1] if prepared is not None else None

    def move(self, visit: str) -> Moved:
        """Let a draft go on by the version in force; answers go along by question key.

        :raises AppError: NOT_FOUND (also where it has that version already), VISIT_SIGNED, DISK_FULL; nothing is changed then
        """
        prepared = self._prepared(visit)
        if prepared is None:
            raise AppError(ErrorCode.NOT_FOUND, key=visit)
        session, moving, anew = prepared
        unsaved = session.take_unsaved()
        counts, now = unsaved.counts, wall(self._context.clock.now())
        with self._context.store.write_local() as local:
            draft = local.draft(from_text(session.visit))
            if draft is None:
                raise AppError(ErrorCode.VISIT_SIGNED)
            steps = tuple(local.steps(draft.id))
            local.forget_steps(draft.id)
            local.append_steps(draft.id, list(unsaved.steps), now, session.place)
            decisions = _without_snapshot(draft.decisions)
            decisions[COUNTS] = [counts.answered, counts.total, counts.wrong]
            moved = replace(
                draft,
                form_hash=anew.form_hash,
                environment=anew.environment,
                changed=now,
                place=session.place,
                decisions=decisions,
            )
            local.save_draft(moved)
        return Moved(draft, steps, len(unsaved.steps), moving)

    def move_back(self, moved: Moved) -> None:
        """Undo :meth:`move`, unless something was answered since.

        :raises AppError: UNDO_IMPOSSIBLE, VISIT_SIGNED
        """
        with self._context.store.write_local() as local:
            draft = local.draft(moved.draft.id)
            if draft is None:
                raise AppError(ErrorCode.VISIT_SIGNED)
            since = local.steps(draft.id)[moved.kept :]
            if any(step.get("action") != _LANGUAGE for step in since):
                raise AppError(ErrorCode.UNDO_IMPOSSIBLE)
            local.forget_steps(draft.id)
            local.append_steps(draft.id, list(moved.steps), moved.draft.changed, moved.draft.place)
            local.save_draft(moved.draft)

    def _prepared(self, visit: str) -> tuple[VisitSession, Moving, Draft] | None:
        """Give the visit as it would go on by the version in force."""
        old = self._drafts.open(visit)
        with self._context.store.read() as reading:
            draft = self._drafts.find(reading, visit)
            form_id = old.form.definition.form_id
            form = next((one for one in reading.local.forms() if one.form_id == form_id), None)
        if form is None or form.hash == draft.form_hash:
            return None
        anew, new = self._drafts.by_version(draft, form.hash)
        return new, carry(old, new), anew


def _without_snapshot(decisions: Mapping[str, Value]) -> dict[str, Value]:
    """A snapshot is of the version before."""
    return {name: value for name, value in decisions.items() if name != _SNAPSHOT}
