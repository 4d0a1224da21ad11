"""Checklists in a workspace: the built-in ones and those a county publishes; each version is compiled once and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import AppError, ErrorCode
from app.services.context import Context
from app.store.local import Local, StoredForm
from app.system import resources
from app.system.clock import wall

if TYPE_CHECKING:
    from app.forms.definition import FormDefinition
    from app.forms.messages import FormMessage
    from app.services.publishing import Prepared

BUILT_IN_SETTING = "built_in_forms"
"""Hash of the built-in workbooks that were published last."""
BUILT_IN_HASHES = "built_in_hashes"
"""Hashes of all form versions that came with the program, parted by blanks: what is in force and none of them is the
county's own."""
RESTRICTED = "restricted"
VISITS = (
    "routine",
    "income-check",
    "tekun-care",
    "elder-visit",
    "child-safety",
    "disabled-visit",
    "flood-disaster",
    "lead-check",
    "emergency-aid",
)
"""The program's own checklists in the order of the dossier, a to i."""
ASSESSMENTS = frozenset({"elder-ability", "barthel", "self-care"})
"""What is done in addition to a visit."""
BUILT_IN_XFORMS = "forms/xform"
"""Where the XForms of the built-in workbooks lie, compiled by ``make forms``."""


@dataclass(frozen=True)
class FormSummary:
    """A checklist that can be chosen."""

    form_id: str
    version: str
    title: str
    hash: str
    restricted: bool
    questions: int


@dataclass(frozen=True)
class Published:
    """A checklist that was taken into the workspace.

    :param messages: what its author should mend all the same, each at its cell
    """

    form: FormSummary
    messages: tuple[FormMessage, ...]


@dataclass(frozen=True)
class Finding:
    """One thing about a checklist that its author should mend, at its cell.

    :param workbook: the shared block that the cell is in, None for the checklist itself
    :param error: whether the form does not work as it is meant
    """

    workbook: str | None
    sheet: str | None
    row: int | None
    column: str | None
    text: str
    text_en: str
    error: bool


@dataclass(frozen=True)
class Outcome:
    """What became of a checklist that a person chose.

    :param form: as it was taken; None: it was refused, and the findings say why
    :param skippable: it would be taken if the questions that cannot be asked here were passed over
    """

    form: FormSummary | None
    findings: tuple[Finding, ...]
    skippable: bool = False


class Forms:
    """Published forms of a workspace.

    :param context: the open workspace
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._parsed = lru_cache(maxsize=16)(self._parse)

    def available(self) -> tuple[FormSummary, ...]:
        """Give the checklists in force: those of the program in the order of visits, the county's own, assessments last."""
        with self._context.store.read() as reading:
            forms = reading.local.forms()
        return tuple(sorted(map(self._summary, forms), key=_place))

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

    def publish(
        self, source: bytes, media: Mapping[str, bytes] | None = None, *, allow_skipped: bool = False
    ) -> Published:
        """Compile a checklist and take it into the workspace; it takes the place of the version before, drafts keep theirs.

        :param source: an XLSForm workbook or an XForm
        :param media: the files beside it, by name: lists of choices
        :param allow_skipped: take also a form with questions that cannot be asked here; they are passed over
        :raises AppError: FORM_INVALID with the author's mistakes, NOT_A_FORM, FORM_VERSION_TAKEN when this version of the
            form is there with other content (as ODK Central has it); nothing is taken then
        """
        from app.services.publishing import prepared  # noqa: PLC0415 - pyxform takes half a second to import

        made = prepared(source, media or {}, built_in_blocks(), allow_skipped=allow_skipped)
        stored = _stored(made, wall(self._context.clock.now()))
        with self._context.store.write_local() as local:
            for form in local.forms(active_only=False):
                if (form.form_id, form.version) == (stored.form_id, stored.version) and form.hash != stored.hash:
                    raise AppError(ErrorCode.FORM_VERSION_TAKEN, form=form.form_id, version=form.version)
            local.files.keep_media(stored.hash, made.media)
            local.publish(stored)
        return Published(self._summary(stored), made.findings(self._context.facts, self._context.codes))

    def publish_file(self, path: Path, *, allow_skipped: bool = False) -> Published:
        """The same from a file; its choices may lie in a folder ``NAME-media`` beside it, as ODK's tools lay them out.

        :raises AppError: FILE_NOT_FOUND, FORM_INVALID, NOT_A_FORM; nothing is taken then
        """
        try:
            source = path.read_bytes()
            folder = path.with_name(f"{path.stem}-media")
            media = {file.name: file.read_bytes() for file in sorted(folder.glob("*")) if file.is_file()}
        except OSError:
            raise AppError(ErrorCode.FILE_NOT_FOUND, file=path.name) from None
        return self.publish(source, media, allow_skipped=allow_skipped)

    def try_publish(self, path: Path, *, allow_skipped: bool = False) -> Outcome:
        """The same for a page: mistakes of the author are told, not raised.

        :raises AppError: FILE_NOT_FOUND, NOT_A_FORM
        """
        from app.forms.messages import FormError  # noqa: PLC0415 - the engine is read when the first form is wanted
        from app.services.publishing import SKIPPABLE  # noqa: PLC0415 - as above

        try:
            published = self.publish_file(path, allow_skipped=allow_skipped)
        except FormError as error:
            skippable = all(one.code in SKIPPABLE for one in error.messages)
            return Outcome(None, tuple(map(_finding, error.messages)), skippable)
        return Outcome(published.form, tuple(map(_finding, published.messages)))

    def publish_built_in(self, xforms: Mapping[str, bytes] | None = None) -> bool:
        """Publish the checklists that came with the program, if they are not the ones published last.

        :param xforms: the compiled checklists by name; default those of this program
        """
        if xforms is None:
            xforms = resources.contents(BUILT_IN_XFORMS, ".xml")
        mark = sha256(b"".join(xforms.values())).hexdigest()
        with self._context.store.read() as reading:
            if reading.local.setting(BUILT_IN_SETTING) == mark:
                return False
        now = wall(self._context.clock.now())
        from app.services.publishing import prepared  # noqa: PLC0415 - the engine is read when forms are wanted

        compiled = [_stored(prepared(xform, {}, {}), now) for xform in xforms.values()]
        with self._context.store.write_local() as local:
            _replace_changed(local, compiled)
            local.set_setting(BUILT_IN_SETTING, mark)
        return True

    def _parse(self, hash_: str) -> FormDefinition:
        with self._context.store.read() as reading:
            form = reading.local.form(hash_)
            media = reading.local.files.media(hash_)
        if form is None:
            raise AppError(ErrorCode.FORM_UNKNOWN, form=hash_[:8], known="")
        from app.forms.model import parse_form  # noqa: PLC0415 - the engine is read when the first form is wanted

        return parse_form(form.xform, media=media)

    def _summary(self, form: StoredForm) -> FormSummary:
        questions, restricted = form.questions, form.restricted
        if questions is None or restricted is None:
            questions, restricted = _figures(self._parsed(form.hash))
        return FormSummary(form.form_id, form.version, form.title, form.hash, restricted, questions)


def _replace_changed(local: Local, compiled: list[StoredForm]) -> None:
    """Publish what differs; where the county's own version of a form is in force, it stays in force."""
    stored = local.forms(active_only=False)
    known = {form.hash for form in stored}
    # a workspace of before this was kept has none but those of the program
    ours = set((local.setting(BUILT_IN_HASHES) or " ".join(known)).split())
    own = {form.form_id for form in stored if form.active and form.hash not in ours}
    for form in compiled:
        if form.hash not in known and form.form_id not in own:
            local.publish(form)
    local.set_setting(BUILT_IN_HASHES, " ".join(sorted(ours | {form.hash for form in compiled})))


def built_in_workbooks() -> dict[str, bytes]:
    """Read the checklists that come with the program."""
    return resources.contents("forms", ".xlsx")


def built_in_blocks() -> dict[str, bytes]:
    """Read the blocks that checklists are composed of."""
    return resources.contents("forms/blocks", ".xlsx")


def _finding(one: FormMessage) -> Finding:
    return Finding(one.workbook, one.sheet, one.row, one.column, one.text, one.text_en, one.severity.value == "error")


def _place(form: FormSummary) -> tuple[int, str]:
    if form.form_id in VISITS:
        return VISITS.index(form.form_id), ""
    return len(VISITS) + (form.form_id in ASSESSMENTS), form.title


def _figures(definition: FormDefinition) -> tuple[int, bool]:
    """Give how many questions a form has and whether it is restricted."""
    return sum(1 for node in definition.nodes if node.control is not None), definition.scope == RESTRICTED


def _stored(made: Prepared, published: int) -> StoredForm:
    questions, restricted = _figures(made.definition)
    return StoredForm(
        hash=made.hash,
        form_id=made.form_id,
        version=made.version,
        title=made.title,
        xform=made.xform,
        published=published,
        active=True,
        questions=questions,
        restricted=restricted,
    )
