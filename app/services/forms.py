"""Checklists in a workspace: the built-in ones and those a county publishes; each version is compiled once and kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from app.domain.errors import AppError, ErrorCode
from app.services.context import Context
from app.store.local import Local, StoredForm
from app.system import resources
from app.system.clock import wall

if TYPE_CHECKING:
    from app.forms.definition import FormDefinition

BUILT_IN_SETTING = "built_in_forms"
"""Hash of the built-in workbooks that were published last."""
RESTRICTED = "restricted"


@dataclass(frozen=True)
class FormSummary:
    """A checklist that can be chosen."""

    form_id: str
    version: str
    title: str
    hash: str
    restricted: bool
    questions: int


class Forms:
    """Published forms of a workspace.

    :param context: the open workspace
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._parsed = lru_cache(maxsize=16)(self._parse)

    def available(self) -> tuple[FormSummary, ...]:
        """Give the checklists in force."""
        with self._context.store.read() as reading:
            forms = reading.local.forms()
        return tuple(self._summary(form) for form in forms)

    def active(self, form_id: str) -> FormSummary:
        """Give the version in force of a form.

        :raises AppError: FORM_UNKNOWN with the known ones
        """
        forms = self.available()
        found = next((form for form in forms if form.form_id == form_id), None)
        if found is None:
            raise AppError(ErrorCode.FORM_UNKNOWN, form=form_id, known=" ".join(form.form_id for form in forms))
        return found

    def definition(self, hash_: str) -> FormDefinition:
        """Give a form version ready to be filled; parsed once and shared.

        :raises AppError: FORM_UNKNOWN when the workspace does not have it
        """
        return self._parsed(hash_)

    def publish(self, workbook: bytes) -> FormSummary:
        """Compile a checklist and take it into the workspace.

        :raises AppError: FORM_INVALID with the author's mistakes; NOT_A_FORM
        """
        stored = compile_stored(workbook, wall(self._context.clock.now()))
        with self._context.store.write_local() as local:
            local.publish(stored)
        return self._summary(stored)

    def publish_built_in(self) -> bool:
        """Publish the checklists that came with the program, if they are not the ones published last."""
        books, blocks = built_in_workbooks(), built_in_blocks()
        mark = sha256(b"".join([*books.values(), *blocks.values()])).hexdigest()
        with self._context.store.read() as reading:
            if reading.local.setting(BUILT_IN_SETTING) == mark:
                return False
        now = wall(self._context.clock.now())
        compiled = [compile_stored(book, now) for book in books.values()]
        with self._context.store.write_local() as local:
            self._replace_changed(local, compiled)
            local.set_setting(BUILT_IN_SETTING, mark)
        return True

    def _replace_changed(self, local: Local, compiled: list[StoredForm]) -> None:
        """Publish what differs; a county's own newer version of a form is not put aside by an equal built-in one."""
        known = {form.hash for form in local.forms(active_only=False)}
        for form in compiled:
            if form.hash not in known:
                local.publish(form)

    def _parse(self, hash_: str) -> FormDefinition:
        with self._context.store.read() as reading:
            form = reading.local.form(hash_)
        if form is None:
            raise AppError(ErrorCode.FORM_UNKNOWN, form=hash_[:8], known="")
        from app.forms.model import parse_form  # noqa: PLC0415 - the engine is read when the first form is wanted

        return parse_form(form.xform)

    def _summary(self, form: StoredForm) -> FormSummary:
        definition = self._parsed(form.hash)
        questions = sum(1 for node in definition.nodes if node.control is not None)
        return FormSummary(form.form_id, form.version, form.title, form.hash, definition.scope == RESTRICTED, questions)


def built_in_workbooks() -> dict[str, bytes]:
    """Read the checklists that come with the program."""
    return resources.contents("forms", ".xlsx")


def built_in_blocks() -> dict[str, bytes]:
    """Read the blocks that checklists are composed of."""
    return resources.contents("forms/blocks", ".xlsx")


def compile_stored(workbook: bytes, published: int) -> StoredForm:
    """Compile a workbook into the form version that is kept.

    :raises AppError: FORM_INVALID, NOT_A_FORM
    """
    from app.forms.compile import compile_form  # noqa: PLC0415 - pyxform takes half a second to import

    compiled = compile_form(workbook, blocks=built_in_blocks())
    return StoredForm(
        hash=sha256(compiled.xform).hexdigest(),
        form_id=compiled.form_id,
        version=compiled.version,
        title=compiled.title,
        xform=compiled.xform,
        published=published,
        active=True,
    )
